"""The whole line: page, wire, coach and index over the guides that ship."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from api.app import create_app
from api.settings import Settings, shipped_guides
from coach.coach import open_coach
from index.build import build_index
from index.embedder import SentenceEmbedder

FIRST = "What base can a DevOps Engineer at Millennium expect in London, and what do I say if they won't move?"


@pytest.fixture(scope="module")
def seeds_coach(tmp_path_factory):
    data = tmp_path_factory.mktemp("whole")
    embedder = SentenceEmbedder()
    build_index(shipped_guides(), data, embedder)
    coach = open_coach(shipped_guides(), data, embedder)
    yield coach
    coach.library.close()


@pytest.fixture
def address(serve, seeds_coach, tmp_path):
    return serve(create_app(seeds_coach, Settings(guides=shipped_guides(), data=tmp_path)))


def test_the_first_starter_question_is_answered_with_the_exact_range_and_its_words(open_page, address):
    page = open_page(address)
    page.get_by_role("button", name=FIRST).click()
    answer = page.get_by_role("article")
    expect(answer).to_contain_text(re.compile("£130,000.*£170,000|£130K.*£170K"), timeout=20_000)
    expect(answer).to_contain_text("DevOps Engineer · Millennium Management · London")
    expect(answer.locator(".number", has_text="£130,000–£170,000").first).to_be_attached()
    answer.locator(".prose button.cite").first.click()
    panel = page.get_by_role("dialog")
    expect(panel.locator("mark").first).to_be_visible()
    expect(panel).to_contain_text(re.compile(r"devops-engineer\.md:\d+"))
    assert Axe().run(page).violations_count == 0


def test_every_source_opens_words_that_stand_in_the_guide(open_page, address):
    page = open_page(address)
    page.get_by_role("button", name=FIRST).click()
    answer = page.get_by_role("article")
    answer.locator(".prose button.cite").first.wait_for(timeout=20_000)
    labels = answer.locator(".prose button.cite").all_inner_texts()
    for marker in sorted(set(labels)):
        answer.locator(".prose button.cite", has_text=marker).first.click()
        with page.context.expect_page() as opened:
            page.get_by_role("dialog").get_by_role("link", name="Open in the guide").click()
        anchor = opened.value.url.partition("#")[2]
        expect(opened.value.locator(f"[id='{anchor}']")).to_have_count(1)
        opened.value.close()
        page.keyboard.press("Escape")


def test_every_starter_question_is_answered(open_page, address):
    page = open_page(address)
    starters = page.get_by_role("list", name="Questions to start with").get_by_role("button").all_inner_texts()
    assert len(starters) == 4
    for starter in starters:
        page.get_by_label("Your question").fill(starter)
        page.keyboard.press("Enter")
        answer = page.get_by_role("article").last
        expect(answer).to_have_attribute("data-status", "answered", timeout=20_000)
        expect(answer.locator(".prose button.cite").first).to_be_visible()


def test_a_follow_up_keeps_company_and_role_and_a_reload_keeps_all(open_page, address, ask):
    page = open_page(address)
    expect(ask(page, FIRST)).to_have_attribute("data-status", "answered", timeout=20_000)
    answer = ask(page, "And in Miami?")
    expect(answer).to_contain_text("DevOps Engineer · Millennium Management · Miami")
    expect(answer.locator(".number", has_text="$165,000–$215,000").first).to_be_attached()
    before = page.get_by_role("article").all_inner_texts()
    page.reload()
    expect(page.get_by_role("article")).to_have_count(2)
    assert page.get_by_role("article").all_inner_texts() == before
