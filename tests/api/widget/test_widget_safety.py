"""Nothing that a user, a guide or a server says becomes script, markup or a request elsewhere.

The `page` fixtures fail on any console error, policy violation or off-origin request.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

ATTACK = (
    "<img src=x onerror=window.hit=1><script>window.hit=1</script><svg onload=window.hit=1>"
    '<iframe src="https://evil.example/"></iframe><a href="javascript:window.hit=1">go</a>'
)
HTML = (
    f"<p onclick='window.hit=1' style='position:fixed' id='input'>Safe words {ATTACK}</p>"
    "<style>* { display: none }</style><form action='https://evil.example/'><input name=a><button>Send</button></form>"
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hit=1></style></mglyph></table></mtext></math>"
    '<a href=" java&#10;script:window.hit=1">one</a><a href="data:text/html,<script>1</script>">two</a>'
    '<a href="https://sources.example/report">three</a><template><img src=x onerror=window.hit=1></template>'
    '<a class="cite" data-marker="1" href="javascript:window.hit=1" onmouseover="window.hit=1">[1]</a>'
    '<a class="cite" data-marker="99" href="#">[99]</a>'
    "<custom-tag onfocus=window.hit=1 autofocus tabindex=0>kept</custom-tag>"
)


def assert_harmless(page):
    assert page.evaluate("window.hit") is None
    inside = page.locator("negotiation-coach").locator("img, script, iframe, style, form, input, math, custom-tag")
    expect(inside).to_have_count(0)


@pytest.mark.parametrize("path", ["", "no-policy"])
def test_hostile_answer_html_is_reduced_to_text_and_safe_links(open_page, server, complaints, path, ask):
    page = open_page(server.url + path)
    server.answers(answer_html=HTML, status="answered")
    answer = ask(page, "Hello")
    expect(answer).to_contain_text("Safe words")
    expect(answer).to_contain_text("kept")
    links = answer.get_by_role("link")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://sources.example/report")
    expect(links).to_have_attribute("rel", "noopener noreferrer")
    expect(answer.get_by_role("button", name="Source [1]: Pay by Region").first).to_be_visible()
    expect(answer).to_contain_text("[99]")
    assert answer.evaluate("node => [...node.querySelectorAll('*')].every(e => !e.hasAttribute('style'))")
    assert answer.evaluate(
        "node => ![...node.querySelectorAll('*')].some(e => e.getAttributeNames().some(n => /^on/.test(n)))"
    )
    assert_harmless(page)
    assert all(re.search("Content Security Policy|^CSP (script-src-attr|style-src)", line) for line in complaints)
    complaints.clear()  # the policy reports what stood in the server's HTML, though none of it was taken over


def test_hostile_words_stay_words_everywhere(page, server, ask):
    events = dict(server.steps)
    result = events["result"]
    citation = result["citations"][0] | {
        "section": ATTACK,
        "heading_path": [ATTACK, ATTACK],
        "quote": f"{ATTACK}\n\n| {ATTACK} |\n|---|\n| {ATTACK} |\n\n[x](javascript:window.hit=1) ![y](https://evil.example/y.png)",
        "source_path": ATTACK,
        "url": "https://evil.example/#x",
    }
    figure = result["figures"][0] | {"region": ATTACK, "qualifier": ATTACK, "kind": ATTACK, "currency": "<b>"}
    server.answers(
        answer=ATTACK + " [1]",
        answer_html=None,
        scope=result["scope"] | {"company": ATTACK},
        citations=[citation],
        figures=[figure],
        derived=[result["derived"][0] | {"label": ATTACK, "formula": ATTACK}],
        warnings=[result["warnings"][0] | {"message": ATTACK}],
        follow_ups=[ATTACK],
    )
    answer = ask(page, ATTACK)
    expect(page.get_by_text(f"You asked: {ATTACK}")).to_be_visible()
    answer.locator("button.cite").first.click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading")).to_have_text(ATTACK)
    expect(panel.get_by_role("link", name="Open in the guide")).to_have_count(0)
    expect(panel.get_by_role("link", name="x", exact=True)).to_have_count(0)
    assert_harmless(page)
    page.reload()
    expect(page.get_by_text(f"You asked: {ATTACK}")).to_be_visible()
    assert_harmless(page)


def test_hostile_errors_stay_words(page, server, ask):
    server.refusals = [{"status": 400, "title": ATTACK, "detail": ATTACK}]
    expect(ask(page, "Hello").locator(".error strong")).to_have_text(ATTACK)
    assert_harmless(page)


def test_the_draft_is_as_harmless_as_the_answer(page, server, ask):
    server.plays(("delta", {"text": f"{HTML}\n\n**{ATTACK}**\n\n- [a](javascript:window.hit=1)"}), ("hold", None))
    expect(ask(page, "Hello").locator("strong")).to_have_text(ATTACK)
    assert_harmless(page)


def test_a_page_that_forbids_our_policy_still_gets_the_answer_from_its_markdown(open_page, server, complaints, ask):
    page = open_page(server.url + "other-policy")
    answer = ask(page, "Hello")
    expect(answer.get_by_role("button", name="Source [1]: Pay by Region")).to_have_count(3)
    expect(answer.locator(".prose li")).to_have_count(2)
    assert all(re.search("TrustedTypePolicy|trusted-types|TrustedHTML", line) for line in complaints)
    complaints.clear()


def test_conversations_are_remembered_for_this_tab_only(page, server, ask):
    expect(ask(page, "Hello").locator(".cite").first).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    assert "Hello" not in page.evaluate("JSON.stringify(sessionStorage)")
