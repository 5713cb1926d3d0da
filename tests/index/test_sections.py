"""Sections by headings and by the bold lead-ins that stand for them."""

from __future__ import annotations

import pytest

from index.blocks import read_blocks
from index.sections import read_sections, section_kind, slugify
from index.types import Section, SectionKind

TITLE = "# Digger | Norfolk & Fen Analytics Negotiation Guide\n\n"


def sections(text: str) -> tuple[Section, ...]:
    return read_sections(read_blocks(text, 1), text.split("\n"))


def outline(text: str) -> list[tuple[str, str, list[str]]]:
    """Title, kind and first words of each block, of every section but the first."""
    return [
        (section.title, section.kind.value, [block.text.split("\n")[0] for block in section.blocks])
        for section in sections(TITLE + text)[1:]
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Compensation Overview (+10-15% Tide Premium)", "compensation"),
        ("2026 Compensation Data", "compensation"),
        ("💰 Salary by Region", "compensation"),
        ("Negotiation DNA", "negotiation_dna"),
        ("3. Level Mapping", "level_mapping"),
        ("Pod Economics — What an Hour Is Worth", "economics"),
        ("Global Levers", "levers"),
        ("4 Negotiation Levers", None),
        ("Lever 3: Level Mapping Upside", "levers"),
        ("Lever 12 — Field Days", "levers"),
        ("Negotiate Up Strategy", "strategy"),
        ("Evidence & Sources", "sources"),
        ("Leverage", None),
        ("Notes", None),
        ("", None),
    ],
)
def test_a_title_says_what_its_section_is_for(title: str, kind: str | None) -> None:
    assert section_kind(title) == (SectionKind(kind) if kind else None)


def test_a_lead_in_alone_on_its_line_opens_a_stretch() -> None:
    assert outline("**Negotiation DNA**\n\nOne.\n\nTwo.\n\n**Global Levers**\nThree.\n") == [
        ("Negotiation DNA", "negotiation_dna", ["One.", "Two."]),
        ("Global Levers", "levers", ["Three."]),
    ]


def test_a_lead_in_with_words_behind_covers_only_its_own_paragraph() -> None:
    text = "## Compensation\n\nOne.\n\n**Level Mapping:** A = B\n\nTwo.\n"
    assert outline(text) == [
        ("Compensation", "compensation", ["One.", "Two."]),
        ("Level Mapping", "level_mapping", ["**Level Mapping:** A = B"]),
    ]


def test_a_lead_in_that_ends_with_a_colon_takes_the_whole_list_behind_it() -> None:
    text = "**Global Levers:** these three:\n\n1. One\n2. Two\n3. Three\n\nAfterwards.\n"
    found = sections(TITLE + text)
    assert [len(section.blocks) for section in found] == [1, 4]
    assert found[0].blocks[0].text == "Afterwards."


def test_a_lead_in_that_ends_with_a_colon_takes_one_table_behind_it() -> None:
    table = "| A | B |\n|---|---|\n| 1 | 2 |"
    [_, (title, _, blocks)] = outline(f"## Pay\n\n**Level Mapping:** as follows:\n\n{table}\n\n{table}\n")
    assert (title, len(blocks)) == ("Level Mapping", 2)


def test_a_known_section_in_bold_stands_beside_the_headings_not_below_them() -> None:
    [_, pay, mapping] = sections(TITLE + "## Compensation\n\nOne.\n\n**Level Mapping**\n\nTwo.\n")
    assert mapping.heading_path == (*pay.heading_path[:1], "Level Mapping")


def test_other_bold_words_stand_below_their_heading_and_take_over_its_kind() -> None:
    [_, levers, stretch] = sections(TITLE + "## Global Levers\n\nOne.\n\n**Field days:** paid.\n")
    assert stretch.heading_path == (*levers.heading_path, "Field days")
    assert stretch.kind is SectionKind.LEVERS


def test_numbered_stretches_stay_within_the_stretch_before_them() -> None:
    text = "**Global Levers**\n\n**1. Map**\n\nOne.\n\n**2. Days:** two.\n\n**Evidence & Sources**\n\nThree.\n"
    assert [(section.heading_path[1:], section.kind.value) for section in sections(TITLE + text)[1:]] == [
        (("Global Levers",), "levers"),
        (("Global Levers", "1. Map"), "levers"),
        (("Global Levers", "2. Days"), "levers"),
        (("Evidence & Sources",), "sources"),
    ]


def test_numbered_levers_in_bold_stay_below_their_heading() -> None:
    text = "## Global Levers\n\n**Lever 1: Map**\n\nOne.\n\n**Lever 2: Days**\n\nTwo.\n"
    paths = [section.heading_path[1:] for section in sections(TITLE + text)[1:]]
    assert paths == [("Global Levers",), ("Global Levers", "Lever 1: Map"), ("Global Levers", "Lever 2: Days")]


def test_headings_nest_by_level_and_skip_levels_freely() -> None:
    paths = [section.heading_path for section in sections("# A\n\n#### B\n\n## C\n\n### D\n\n# E\n")]
    assert paths == [("A",), ("A", "B"), ("A", "C"), ("A", "C", "D"), ("E",)]


def test_words_before_any_heading_have_a_section_of_their_own() -> None:
    [section] = sections("\n\nWords.\n")
    assert (section.title, section.kind, section.start_line) == ("Introduction", SectionKind.TITLE, 3)


def test_a_heading_with_nothing_below_it_has_no_blocks_and_its_own_line() -> None:
    [_, empty] = sections(TITLE + "## Pay\n")
    assert (empty.blocks, empty.start_line, empty.end_line) == ((), 3, 3)


def test_the_same_title_again_has_another_anchor() -> None:
    titles = ["Notes", "Notes", "Notes 2", "Notes", "notes!", "注意", "Section", "Front-Matter"]
    found = sections("\n\n".join(f"# {title}\n\nwords" for title in titles))
    anchors = [section.anchor for section in found]
    assert anchors == ["notes", "notes-2", "notes-2-2", "notes-3", "notes-4", "section", "section-2", "front-matter-2"]


def test_an_anchor_that_a_title_already_has_is_not_given_again() -> None:
    found = sections("# Notes\n\n# Notes 2\n\n# Notes\n\n# Notes 3\n\n# Notes\n")
    assert [section.anchor for section in found] == ["notes", "notes-2", "notes-3", "notes-3-2", "notes-4"]


def test_ten_thousand_equal_headings_are_no_trouble() -> None:
    anchors = {section.anchor for section in sections("# Notes\n" * 10_000)}
    assert len(anchors) == 10_000


def test_a_rule_below_the_last_line_of_a_list_is_not_part_of_it() -> None:
    [section] = sections("# A\n\n- one\n- two\n\n\n\n---\n")
    assert [(block.start_line, block.end_line) for block in section.blocks] == [(3, 3), (4, 4)]


def test_slugs_are_plain_ascii() -> None:
    assert slugify("Ålesund's Robotics & Søn, AB — “Größe” 10%") == "alesunds-robotics-sn-ab-groe-10"
