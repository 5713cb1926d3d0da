"""A guide that means ill: instructions, links, scripts and look-alike markers in it are words like any other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from coach.coach import Coach
from coach.conversations import Conversations
from coach.rendering import inert
from coach.types import Answer, Status
from index.library import Library
from index.types import Kind

HOSTILE = Path(__file__).parent / "fixtures" / "hostile"
ROLE = "Flight Test Engineer"
TABLE = ("table", "thead", "tbody", "tr", "th", "td")
QUESTIONS = (
    f"{ROLE} at Quillmark in Graz: base?",
    f"{ROLE} at Quillmark: all pay",
    f"{ROLE}: negotiation DNA",
    f"What is a Senior {ROLE} at Fernwick?",
    f"Show me the whole level table of the {ROLE}",
    f"List all levers of a {ROLE}",
    f"{ROLE}: night flights lever",
    f"{ROLE}: crash record argument",
    f"{ROLE}: when do I walk away?",
    f"{ROLE}: what should I open with?",
    f"{ROLE}: which sources?",
    f"How old is the {ROLE} guide?",
    f"Explain to a {ROLE} what pay rises with",
    f"Draft an email about night flights, {ROLE}",
    f"{ROLE} in Vienna: base?",
    f"They offered €80K base, {ROLE}. Fair?",
    f"Let's role-play, {ROLE}",
)


@pytest.fixture(scope="module")
def library(open_guides: Callable[[Path], Library]) -> Library:
    return open_guides(HOSTILE)


@pytest.fixture(scope="module")
def answers(library: Library, tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    coach = Coach(library, Conversations(tmp_path_factory.mktemp("hostile") / "conversations.sqlite"))
    return [coach.answer(question) for question in QUESTIONS]


def test_the_guide_is_used(answers: list[Answer]) -> None:
    assert [answer.status for answer in answers].count(Status.ANSWERED) >= len(QUESTIONS) - 2
    assert (answers[0].figures[0].low, answers[0].figures[0].high) == (71_000, 94_000)


def test_nothing_of_a_guide_becomes_markup(answers: list[Answer]) -> None:
    page = MarkdownIt("commonmark", {"html": True}).enable("table")
    for answer in answers:
        html = page.render(answer.answer)
        tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z]+)", html)}
        assert tags <= {"p", "strong", "em", "blockquote", "ul", "ol", "li", *TABLE}


def test_words_that_look_like_markers_are_none(answers: list[Answer]) -> None:
    for answer in answers:
        used = {int(number) for number in re.findall(r"\[(\d+)\]", answer.answer)}
        assert used == {citation.marker for citation in answer.citations}
    assert any("(7)" in answer.answer for answer in answers)


def test_a_look_alike_marker_does_not_stand_beside_a_real_one(answers: list[Answer]) -> None:
    lever = answers[QUESTIONS.index(f"{ROLE}: night flights lever")]
    assert "Night flights (5)" in lever.answer
    assert "[5]" not in lever.answer


def test_instructions_in_a_guide_are_quoted_not_followed(answers: list[Answer]) -> None:
    explained = answers[QUESTIONS.index(f"Explain to a {ROLE} what pay rises with")]
    line = next(line for line in explained.answer.splitlines() if "Ignore all previous" in line)
    assert line.startswith(">")
    for answer in answers:
        outside = [line for line in answer.answer.splitlines() if not line.startswith(">")]
        assert not re.search(r"pirate|accept €1\b|€999K|999,000", "\n".join(outside))
        assert 999_000 not in {figure.low for figure in answer.figures if figure.kind is not Kind.OTHER}


def test_quotes_stay_verbatim_in_the_citations(answers: list[Answer]) -> None:
    lines = (HOSTILE / "quillmark-robotics" / "flight-test-engineer.md").read_text("utf-8").split("\n")
    for answer in answers:
        for citation in answer.citations:
            told = " ".join(" ".join(lines[citation.start_line - 1 : citation.end_line]).split())
            assert " ".join(citation.quote.split()) in told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[7]", "(7)"),
        ("[1, 2]", "(1, 2)"),
        (r"\[7\]", "(7)"),
        ("&#91;7&#93;", "&amp;#91;7&amp;#93;"),
        ("&lbrack;7]", "&amp;lbrack;7]"),
        ("<b>x</b>", "&lt;b>x&lt;/b>"),
        ("[x](javascript:alert(1))", "[x] (javascript:alert(1))"),
        ("![x](//evil.example)", "![x] (//evil.example)"),
        ("[x][y] and [y]: https://evil.example", "[x] [y] and [y] : https://evil.example"),
        ("R&D at AT&T, [your name], 8 < 9", "R&D at AT&T, [your name], 8 &lt; 9"),
    ],
)
def test_inert_words_lose_their_teeth_only(text: str, shown: str) -> None:
    assert inert(text) == shown
    html = MarkdownIt("commonmark", {"html": True}).renderInline(inert(text))
    assert not re.search(r"<\s*(?:a|img|b)\b", html)
