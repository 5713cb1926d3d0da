"""For everybody: axe finds nothing, the keyboard reaches everything, narrow screens need no sideways scroll."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SCHEMES = ("light", "dark")
WIDTHS = (320, 768, 1280)


def assert_accessible(page):
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def assert_no_sideways_scroll(page):
    for element in ("document.documentElement", "document.querySelector('negotiation-coach').log"):
        assert page.evaluate(f"{element}.scrollWidth <= {element}.clientWidth"), element


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_any_state(open_page, server, scheme, width, ask):
    page = open_page(server.url, color_scheme=scheme, viewport={"width": width, "height": 800})
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    ask(page).get_by_role("button", name="Source [1]").first.wait_for()
    server.refusals = [{"status": 503, "title": "Not now", "detail": "Try again in a minute."}]
    ask(page).get_by_text("Not now").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Source [1]").first.click()
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_the_keyboard_alone_asks_reads_opens_closes_and_starts_anew(page):
    field = page.get_by_label("Your question")
    for _ in range(8):
        page.keyboard.press("Tab")
        if field.evaluate("node => node.getRootNode().activeElement === node"):
            break
    page.keyboard.type("One line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and another")
    page.keyboard.press("Enter")
    marker = page.get_by_role("button", name="Source [1]").first
    marker.wait_for()
    expect(field).to_be_focused()
    page.get_by_role("log").focus()
    page.keyboard.press("Tab")
    expect(marker).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close the source")).to_be_focused()
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()
    field.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(page.get_by_role("article")).to_have_count(0)


def test_a_chip_that_goes_away_hands_its_focus_to_the_conversation(page):
    page.get_by_role("button", name="What is a Senior DevOps Engineer at Citadel?").press("Enter")
    expect(page.get_by_role("log")).to_be_focused()


def test_loading_and_restoring_take_no_focus(page, ask):
    ask(page).get_by_role("button", name="Source [1]").first.wait_for()
    page.reload()
    page.get_by_role("button", name="Source [1]").first.wait_for()
    assert page.evaluate("document.activeElement === document.body")


def test_screen_readers_hear_a_finished_answer_once_and_no_stream(page, server, ask):
    result = dict(server.steps)["result"]
    server.plays(("delta", {"text": "Base salary"}), ("hold", None), ("result", result))
    answer = ask(page)
    expect(answer).to_contain_text("Base salary")
    voice = page.get_by_role("status")
    expect(voice).to_have_text("")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "off")
    server.go.set()
    expect(voice).to_contain_text("Base salary in Oslo: €81,000–€96,000 per year.")
    expect(voice).not_to_contain_text("[1]")


def test_controls_are_large_enough_to_touch(open_page, server, ask):
    page = open_page(server.url, viewport={"width": 320, "height": 640})
    ask(page).get_by_role("button", name="Source [1]").first.click()
    controls = page.locator("negotiation-coach").locator("button:not(.cite):visible, summary:visible, a:visible")
    sizes = controls.evaluate_all("nodes => nodes.map(n => n.getBoundingClientRect()).map(r => [r.width, r.height])")
    assert len(sizes) >= 5
    assert all(min(size) >= 44 for size in sizes), sizes


def test_the_view_stays_where_the_reader_is(open_page, server, ask):
    page = open_page(server.url, viewport={"width": 768, "height": 500})
    ask(page).get_by_role("button", name="Source [1]").first.wait_for()
    lines = "\n\n".join(f"Paragraph {number}." for number in range(40))
    server.plays(("delta", {"text": "Start."}), ("hold", None), ("delta", {"text": f"\n\n{lines}"}))
    answer = ask(page)
    expect(answer).to_contain_text("Start.")
    page.evaluate("document.querySelector('negotiation-coach').log.scrollTop = 0")
    server.go.set()
    expect(answer).to_contain_text("Paragraph 39.")
    assert page.evaluate("document.querySelector('negotiation-coach').log.scrollTop") == 0


def test_a_long_answer_is_read_from_its_question_on(open_page, server, ask):
    page = open_page(server.url, viewport={"width": 768, "height": 500})
    lines = "".join(f"<p>Paragraph {number}.</p>" for number in range(40))
    server.answers(answer_html=lines)
    ask(page).get_by_text("Paragraph 39.").wait_for()
    expect(page.get_by_text("You asked: What does Fjordline pay in Oslo?")).to_be_in_viewport()
    server.answers(answer_html=lines)
    ask(page, "Second question").get_by_text("Paragraph 39.").wait_for()
    expect(page.get_by_text("You asked: Second question")).to_be_in_viewport()


def test_how_figures_are_cited_is_explained_on_the_page(page):
    page.get_by_role("button", name="How figures are cited").click()
    expect(page.get_by_role("heading", name="How figures are cited")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="How figures are cited")).to_be_hidden()


def test_forced_colors_keep_the_controls_visible(open_page, server, ask):
    page = open_page(server.url, forced_colors="active")
    ask(page).get_by_role("button", name="Source [1]").first.click()
    assert_accessible(page)


def test_a_source_that_opens_over_the_conversation_leaves_its_marker_in_view(open_page, server, ask):
    page = open_page(server.url, viewport={"width": 768, "height": 800})
    server.answers(
        answer_html="<p>Word.</p>" * 12 + '<p><a class="cite" data-marker="1">[1]</a></p>' + "<p>End.</p>" * 30
    )
    marker = ask(page).get_by_role("button", name="Source [1]").first
    marker.click()
    panel = page.get_by_role("dialog").bounding_box()
    place = marker.bounding_box()
    assert panel and place and place["y"] + place["height"] < panel["y"]
