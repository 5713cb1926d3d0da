"""Asking, reading, opening sources, following up: what a visitor does with the widget."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def sources(place: Page | Locator, number: int = 1) -> Locator:
    return place.get_by_role("button", name=re.compile(rf"Source \[{number}\]"))


def test_a_question_gets_an_answer_with_scope_figures_and_sources(page, server, ask):
    answer = ask(page)
    expect(answer).to_contain_text("Reliability Engineer · Fjordline · Oslo")
    expect(answer.locator("strong").first).to_have_text("€81,000–€96,000")
    expect(sources(answer)).to_have_count(3)
    expect(answer).not_to_have_attribute("aria-busy", "true")
    assert server.asked == [{"message": "What does Fjordline pay in Oslo?", "conversation_id": None, "offer": None}]


def test_the_second_question_belongs_to_the_same_conversation(page, server, ask):
    expect(sources(ask(page))).to_have_count(3)
    expect(sources(ask(page, "And in Turku?"))).to_have_count(3)
    assert [question["conversation_id"] for question in server.asked] == [None, "c-1"]


def test_text_is_drawn_while_it_streams_and_sources_come_alive_at_the_end(page, server, ask):
    events = dict(server.steps)
    server.plays(
        ("status", {"stage": "retrieving"}),
        ("delta", {"text": "Base in **Oslo** [1]\n\n| Region | Base |\n|---|---|\n| Oslo | €81K |\n\n- one\n- **tw"}),
        ("hold", None),
        ("result", events["result"]),
    )
    answer = ask(page)
    expect(answer.locator("strong")).to_have_text(["Oslo", "tw"])
    expect(answer.get_by_role("cell")).to_have_text(["Oslo", "€81K"])
    expect(answer.locator("li")).to_have_text(["one", "tw"])
    expect(answer).to_have_attribute("aria-busy", "true")
    expect(answer).to_contain_text("Reading the guides…")
    expect(sources(answer)).to_have_count(0)
    server.go.set()
    expect(sources(answer)).to_have_count(3)


def test_a_draft_grows_without_replacing_what_is_already_there(page, server, ask):
    first = ("delta", {"text": "First paragraph.\n\nSecond"})
    server.plays(first, ("hold", None), ("delta", {"text": " grows."}), ("hold", None))
    answer = ask(page)
    expect(answer.locator("p").nth(1)).to_have_text("Second")
    paragraph = answer.locator("p").first.element_handle()
    server.go.set()
    expect(answer.locator("p").nth(1)).to_have_text("Second grows.")
    assert paragraph.evaluate("node => node.isConnected")


def test_a_source_opens_the_quoted_table_and_escape_gives_focus_back(page, ask):
    opener = sources(ask(page)).first
    opener.click()
    panel = page.get_by_role("dialog", name="Pay by Region")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("Reliability Engineer at Fjordline")
    expect(panel.get_by_role("row")).to_have_count(3)
    expect(panel).to_contain_text("fjordline.md:12–15")
    expect(panel.locator("mark")).to_have_text(["€81K", "€96K", "10%", "15%"])
    guide = panel.get_by_role("link", name="Open in the guide")
    expect(guide).to_have_attribute("href", re.compile(r"^http://127.*/guides/fjordline/reliability-engineer#pay$"))
    expect(guide).to_have_attribute("rel", "noopener")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_quote_from_running_text_reads_as_text(page, ask):
    sources(ask(page), 2).first.click()
    quote = page.get_by_label("The guide’s own words")
    expect(quote).to_have_text("Plan: Open at €102K and stay calm.")
    expect(quote.locator("mark")).to_have_text(["€102K"])


def test_the_close_button_and_the_marker_itself_close_the_source(page, ask):
    opener = sources(ask(page)).first
    panel = page.get_by_role("dialog")
    opener.click()
    page.get_by_role("button", name="Close the source").click()
    expect(panel).to_be_hidden()
    opener.click()
    expect(panel).to_be_visible()
    opener.click()
    expect(panel).to_be_hidden()


def test_figures_stand_in_a_table_that_folds(page, ask):
    answer = ask(page)
    rows = answer.get_by_role("row")
    expect(rows.nth(1)).to_have_text(re.compile("Base salary.*Oslo.*€81,000–€96,000.*per year.*Market range.*\\[1]"))
    expect(rows.nth(2)).to_have_text(re.compile("Bonus.*10–15%"))
    expect(rows.nth(3)).to_have_text(re.compile("€102,000.*Opening ask.*\\[2]"))
    answer.get_by_text("Figures (3)").click()
    expect(rows).to_have_count(0)


def test_amounts_are_exact_in_every_unit_and_currency(page, server, ask):
    figure = dict(server.steps)["result"]["figures"][0]
    changes = [
        {"low": 1050000, "high": 1050000, "currency": "CAD", "period": "four_years", "qualifier": "at least"},
        {"low": 0.5, "high": 0.5, "unit": "percent", "currency": None, "period": None},
        {"low": 1200, "high": 1500, "unit": "shares", "currency": None, "period": "once"},
        {"low": 90000, "high": 95000, "currency": None},
        {"low": 37.5, "high": 40, "currency": "GBP"},
        {"low": 1, "high": 2, "currency": "??", "guide_id": "other/sales-lead"},
    ]
    server.answers(figures=[figure | change for change in changes])
    answer = ask(page)
    answer.get_by_text("Figures (6)").click()
    amounts = [text.strip() for text in answer.locator("td.amount").all_inner_texts()]
    assert [re.sub(r"\s+", " ", text) for text in amounts] == [
        "CA$1,050,000 at least, over four years",
        "0.5%",
        "1,200–1,500 shares one time",
        "90,000–95,000 (currency not given) per year",
        "£37.50–£40 per year",
        "?? 1–?? 2 per year",
    ]
    expect(answer.locator("td.place").last).to_have_text("sales lead, other · Oslo")


def test_computed_numbers_show_their_formula_and_warnings_are_noted(page, ask):
    answer = ask(page)
    expect(answer).to_contain_text(re.compile(r"Gap to the top of the range\s*€6,000\s*= 96,000 − 90,000"))
    expect(answer.get_by_label("Good to know")).to_contain_text("Note: This guide was due for review on 1 May 2026.")


def test_a_follow_up_is_asked_with_one_click_and_only_the_last_answer_offers_any(page, server, ask):
    ask(page)
    page.get_by_role("button", name="And in Turku?").click()
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.get_by_role("list", name="Follow-up questions")).to_have_count(1)
    assert server.asked[-1]["message"] == "And in Turku?"


def test_a_starter_question_is_asked_with_one_click(page, server):
    page.get_by_role("button", name="When should I walk away as an ML/AI Engineer at Millennium?").click()
    expect(sources(page)).to_have_count(3)
    assert server.asked[0]["message"].startswith("When should I walk away")


def test_other_statuses_say_what_they_are(page, server, ask):
    for status, label in {
        "needs_clarification": "A question first",
        "not_in_guides": "Not in the guides",
        "out_of_scope": "Outside pay and negotiation",
        "declined": "I won’t help with that",
    }.items():
        server.answers(status=status, answer="Because.", answer_html="<p>Because.</p>", figures=[], citations=[])
        expect(ask(page).locator(".status")).to_have_text(label)
