"""Level equivalences: tables, lines of equals, and nothing from other sections."""

from __future__ import annotations

import pytest

from index.blocks import read_blocks
from index.levels import read_levels
from index.sections import read_sections
from index.types import LevelRow


def rows(text: str, title: str = "## Level Mapping") -> list[LevelRow]:
    text = f"# Digger | Fens Negotiation Guide\n\n{title}\n\n{text}"
    found = read_sections(read_blocks(text, 1), text.split("\n"))
    return [row for section in found for row in read_levels(section)]


def test_a_row_of_a_table_is_one_level_at_several_companies() -> None:
    [first, second] = rows("| Fens | **Cardinal** |\n|---|---|\n| Digger | `D2` |\n| Lead Digger | |\n")
    assert first.titles == {"Fens": "Digger", "Cardinal": "D2"}
    assert (first.line, first.header_line, first.anchor) == (7, 5, "level-mapping")
    assert second.titles == {"Fens": "Lead Digger"}


@pytest.mark.parametrize(
    "line",
    [
        "L3 = E5 = IC2",
        "**L3** = **E5** = IC2",
        "- L3 = E5 = IC2",
        "* **L3** = E5 = IC2.",
        "1. L3 = E5 = IC2",
        "> L3 ≈ E5 ~ IC2",
        "**Equal:** L3 = E5 = IC2",
        "- **Equal**: L3 = E5 = `IC2`",
    ],
)
def test_a_line_of_equals_is_one_level(line: str) -> None:
    [row] = rows(line)
    assert list(row.titles.values()) == ["L3", "E5", "IC2"]
    assert (row.line, row.header_line) == (5, 5)


def test_several_equations_may_share_a_line_and_each_line_has_its_number() -> None:
    found = rows("L3 = E5 | L4 = E6\nL5 = E7\n")
    assert [(list(row.titles), row.line) for row in found] == [(["L3", "E5"], 5), (["L4", "E6"], 5), (["L5", "E7"], 6)]


def test_a_lead_in_with_the_equation_behind_it_is_read() -> None:
    [row] = rows("**Level Mapping:** Digger = D2", title="## Notes")
    assert list(row.titles) == ["Digger", "D2"]


@pytest.mark.parametrize("text", ["Pay=more, x=1.", "Diggers map to D2.", "words = in another section"])
def test_other_words_are_no_equivalence(text: str) -> None:
    assert rows(text, title="## Level Mapping" if "=" in text and " = " not in text else "## Notes") == []
