"""Levers as numbered items, as bold stretches and as headings, each verbatim with its lines."""

from __future__ import annotations

import pytest

from index.blocks import read_blocks
from index.levers import read_levers
from index.sections import read_sections
from index.types import Lever

TITLE = "# Digger | Fens Negotiation Guide\n\n"


def levers(text: str) -> list[Lever]:
    """Levers of a guide; each is checked to be its own lines of the file."""
    lines = (TITLE + text).split("\n")
    found = list(read_levers(read_sections(read_blocks(TITLE + text, 1), lines), lines))
    for lever in found:
        assert lever.text == "\n".join(lines[lever.start_line - 1 : lever.end_line])
    return found


def brief(text: str) -> list[tuple[int, str, int, int]]:
    return [(lever.number, lever.title, lever.start_line, lever.end_line) for lever in levers(text)]


def test_numbered_items_keep_their_numbers_and_all_their_lines() -> None:
    text = '## Global Levers\n\n1. **Map**: "mine"\n   goes on\n\n   and on\n\n3. **Days:** paid\n'
    assert brief(text) == [(1, "Map", 5, 8), (3, "Days", 10, 10)]
    assert {lever.anchor for lever in levers(text)} == {"global-levers"}


def test_items_without_numbers_are_counted() -> None:
    assert brief("## Global Levers\n\n- **Map**: mine\n- words\n- **Days**: paid\n") == [
        (1, "Map", 5, 5),
        (2, "Days", 7, 7),
    ]


def test_a_list_behind_a_lead_in_with_a_colon_is_read_to_its_end() -> None:
    assert brief("**Global Levers:** these two:\n\n1. **Map**: mine\n2. **Days**: paid\n") == [
        (1, "Map", 5, 5),
        (2, "Days", 6, 6),
    ]


def test_bold_stretches_are_levers() -> None:
    text = "**Global Levers**\n\n**1. Map**\n\nMine.\n\n**2. Days:** paid.\n\n**Lever 3 — Winter**\nNobody else.\n"
    assert brief(text) == [(1, "Map", 5, 7), (2, "Days", 9, 9), (3, "Winter", 11, 12)]


@pytest.mark.parametrize(
    "heading", ["### 1. Map", "### Lever 1: Map", "#### **Lever 1 — Map**", "### Global Lever 1. Map"]
)
def test_headings_are_levers(heading: str) -> None:
    assert brief(f"## Global Levers\n\n{heading}\n\nMine.\n") == [(1, "Map", 5, 7)]


def test_lever_headings_need_no_heading_above_them() -> None:
    assert brief("## Lever 1: Map\n\nMine.\n\n## Lever 2: Days\n\nPaid.\n") == [(1, "Map", 3, 5), (2, "Days", 7, 9)]


def test_a_lever_reaches_to_the_end_of_what_is_nested_in_it() -> None:
    text = "## Global Levers\n\n### 1. Map\n\n**Script:** words\n\n1. **First**: say it\n\n### 2. Days\n\nPaid.\n"
    assert brief(text) == [(1, "Map", 5, 9), (2, "Days", 11, 13)]


def test_a_heading_may_hold_the_whole_lever() -> None:
    assert brief('## Lever 4: Map — "It saved two foundations."\n') == [(4, "Map", 3, 3)]


@pytest.mark.parametrize("title", ["4-Year Refresh", "1.5x Premium", "2026"])
def test_a_number_that_belongs_to_the_title_is_no_lever_number(title: str) -> None:
    assert brief(f"## Global Levers\n\n### {title}\n\nMine.\n") == []


def test_numbered_items_of_other_sections_are_no_levers() -> None:
    assert brief("## Evidence & Sources\n\n1. **Index**: 2025\n\n## Notes\n\n**1. Map**\n\nMine.\n") == []
