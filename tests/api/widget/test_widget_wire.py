"""The widget against the real application: the same events, headers and pages, with a scripted coach behind."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from coach.errors import ConversationFull


@pytest.fixture
def address(serve, scripted_app):
    return serve(scripted_app)


def test_an_answer_comes_over_the_real_wire_and_survives_a_reload(open_page, address, ask):
    page = open_page(address)
    answer = ask(page, "What base can an Optics Engineer expect in Lisbon?")
    expect(answer.locator("strong")).to_have_text("€62,000–€81,000")
    expect(answer).to_contain_text("<b>Stay</b> calm!")
    expect(answer.get_by_role("rowheader")).to_have_text("Base salary")
    page.reload()
    expect(page.get_by_text("You asked: What base can an Optics Engineer expect in Lisbon?")).to_be_visible()
    page.get_by_role("button", name="What should I counter with?").click()
    expect(page.get_by_role("article")).to_have_count(2)


def test_a_quote_of_front_matter_is_shown_as_written_and_its_link_opens_those_words(open_page, address, ask):
    page = open_page(address)
    ask(page).get_by_role("button", name="Source [1]").first.click()
    panel = page.get_by_role("dialog", name="Front-matter")
    expect(panel.locator("pre mark")).to_have_text(["62000", "81000"])
    with page.context.expect_page() as opened:
        panel.get_by_role("link", name="Open in the guide").click()
    guide = opened.value
    expect(guide).to_have_url(re.compile(r"/guides/larkspur-instruments/optics-engineer#front-matter$"))
    expect(guide.get_by_label("Front-matter")).to_contain_text("62000")


def test_faults_of_the_coach_and_of_the_request_are_told_with_their_advice(open_page, address, ask, scripted):
    page = open_page(address)
    scripted.fault = ConversationFull(50)
    expect(ask(page)).to_contain_text("This conversation has reached its 50 turns. Start a new one.")
    scripted.fault = None
    expect(ask(page, "x" * 9000).locator(".error")).to_contain_text(re.compile(r"8,?000"))


def test_a_deleted_conversation_is_gone_from_the_server(open_page, address, ask, scripted):
    page = open_page(address)
    ask(page).get_by_role("button", name="Source [1]").first.wait_for()
    page.get_by_role("button", name="New conversation").click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_role("log")).to_contain_text("The conversation is deleted.")
    assert scripted.conversations.kept == {}


def test_footer_leads_to_the_api_documentation(open_page, address):
    page = open_page(address)
    page.get_by_role("link", name="API").click()
    expect(page).to_have_url(re.compile("/docs$"))
    assert Axe().run(page).violations_count == 0
