"""Stopping, failing, coming back, starting anew: nothing is lost, and what happened is said."""

from __future__ import annotations

from playwright.sync_api import expect

BROKEN = {"status": 503, "title": "The index is being built", "detail": "Try again in a minute."}


def test_stop_keeps_what_has_come_and_can_be_tried_again(page, server, ask):
    steps = server.steps
    server.plays(("delta", {"text": "Only this much"}), ("hold", None))
    answer = ask(page)
    expect(answer).to_contain_text("Only this much")
    page.get_by_role("button", name="Stop").click()
    expect(answer).to_contain_text("Stopped. The answer is incomplete.")
    expect(answer).to_contain_text("Only this much")
    server.go.set()
    server.plays(*steps)
    answer.get_by_role("button", name="Try again").click()
    expect(answer.get_by_role("button", name="Source [1]")).to_have_count(3)
    expect(page.get_by_role("article")).to_have_count(1)


def test_nothing_is_sent_while_an_answer_is_coming_and_the_text_stays(page, server, ask):
    server.plays(("hold", None))
    ask(page)
    page.get_by_label("Your question").fill("Next one")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your question")).to_have_value("Next one")
    assert len(server.asked) == 1


def test_a_refusal_is_shown_with_its_advice_and_can_be_tried_again(page, server, ask):
    server.refusals = [BROKEN]
    answer = ask(page)
    expect(answer).to_contain_text("The index is being built")
    expect(answer).to_contain_text("Try again in a minute.")
    answer.get_by_role("button", name="Try again").click()
    expect(answer.get_by_role("button", name="Source [1]")).to_have_count(3)
    assert [question["message"] for question in server.asked] == ["What does Fjordline pay in Oslo?"] * 2


def test_an_error_in_the_stream_keeps_the_text_before_it(page, server, ask):
    server.plays(("delta", {"text": "So far"}), ("error", BROKEN))
    answer = ask(page)
    expect(answer).to_contain_text("So far")
    expect(answer).to_contain_text("The index is being built")


def test_a_stream_that_breaks_off_is_not_taken_for_an_answer(page, server, ask):
    server.plays(("delta", {"text": "So far"}))
    expect(ask(page)).to_contain_text("The answer broke off")


def test_a_server_out_of_reach_is_said_in_words(page, ask):
    page.context.set_offline(True)
    expect(ask(page)).to_contain_text("The coach can’t be reached")


def test_a_conversation_that_is_gone_starts_anew_on_the_next_try(page, server, ask):
    ask(page)
    expect(page.get_by_role("button", name="Source [1]")).to_have_count(3)
    server.refusals = [{"status": 404, "title": "No such conversation", "detail": "Start a new one."}]
    answer = ask(page, "Second")
    answer.get_by_role("button", name="Try again").click()
    expect(answer.get_by_role("button", name="Source [1]")).to_have_count(3)
    assert [question["conversation_id"] for question in server.asked] == [None, "c-1", None]


def test_the_conversation_is_back_after_a_reload(page, ask):
    ask(page, "First <b>question</b>")
    expect(page.get_by_role("button", name="Source [1]")).to_have_count(3)
    page.reload()
    expect(page.get_by_text("First <b>question</b>")).to_be_visible()
    expect(page.get_by_role("button", name="Source [1]")).to_have_count(3)
    expect(page.get_by_role("button", name="And in Turku?")).to_be_visible()
    page.get_by_role("button", name="Source [1]").first.click()
    expect(page.get_by_role("dialog", name="Pay by Region")).to_be_visible()


def test_a_failed_restore_can_be_tried_again(page, server, ask):
    ask(page)
    expect(page.get_by_role("button", name="Source [1]")).to_have_count(3)
    server.refusals = [BROKEN]
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("The index is being built")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Source [1]")).to_have_count(3)


def test_a_deleted_conversation_is_forgotten_at_reload(page, server, ask):
    ask(page)
    expect(page.get_by_role("button", name="Source [1]")).to_have_count(3)
    server.turns = []
    page.reload()
    expect(page.get_by_role("heading", name="What are you negotiating?")).to_be_visible()


def test_a_new_conversation_leaves_the_old_one_to_reopen_or_delete(page, server, ask):
    ask(page)
    expect(page.get_by_role("button", name="Source [1]")).to_have_count(3)
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_role("article")).to_have_count(0)
    page.get_by_role("button", name="Reopen it").click()
    expect(page.get_by_role("button", name="Source [1]")).to_have_count(3)
    page.get_by_role("button", name="New conversation").click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_role("main")).to_contain_text("The conversation is deleted.")
    assert server.deleted == ["/v1/conversations/c-1"]
    ask(page)
    expect(page.get_by_role("button", name="Source [1]")).to_have_count(3)
    assert server.asked[-1]["conversation_id"] is None


def test_a_new_conversation_stops_the_answer_that_is_coming(page, server, ask):
    server.plays(("delta", {"text": "Too late"}), ("hold", None))
    expect(ask(page)).to_contain_text("Too late")
    page.get_by_role("button", name="New conversation").click()
    server.go.set()
    expect(page.get_by_role("heading", name="What are you negotiating?")).to_be_visible()
    expect(page.get_by_role("button", name="Send")).to_be_visible()


def test_an_answer_stopped_by_a_new_conversation_says_nothing_into_it(page, server, ask):
    server.plays(("delta", {"text": "Too late"}), ("hold", None))
    expect(ask(page)).to_contain_text("Too late")
    page.get_by_role("button", name="New conversation").click()
    server.go.set()
    server.answers()
    expect(ask(page).get_by_role("button", name="Source [1]")).to_have_count(3)
    expect(page.get_by_role("log")).not_to_contain_text("Stopped")


def test_a_conversation_goes_on_where_the_browser_stores_nothing(open_page, server, ask):
    page = open_page("about:blank")
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('blocked') } })")
    page.goto(server.url)
    expect(ask(page).get_by_role("button", name="Source [1]")).to_have_count(3)
    expect(ask(page, "Second").get_by_role("button", name="Source [1]")).to_have_count(3)
    assert [question["conversation_id"] for question in server.asked] == [None, "c-1"]


def test_a_failed_deletion_says_so_and_keeps_the_choice(page, server, ask):
    expect(ask(page).get_by_role("button", name="Source [1]")).to_have_count(3)
    page.get_by_role("button", name="New conversation").click()
    page.context.set_offline(True)
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_role("log")).to_contain_text("Check your connection, then try again.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_role("log")).to_contain_text("The conversation is deleted.")
