"""The invented guides, one odd shape after another: exactly what is read from each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from index.reading import read_guides
from index.types import Figure, Guide, SectionKind


@pytest.fixture(scope="module")
def guides() -> dict[str, Guide]:
    folder = Path(__file__).parents[1] / "fixtures" / "guides"
    return {guide.id: guide for guide in read_guides(folder).guides}


@pytest.fixture(scope="module")
def tide(guides: dict[str, Guide]) -> Guide:
    """Full front-matter, a table by region, numbered levers, a strategy in a quote."""
    return guides["brightwater-capital/tide-systems-engineer"]


@pytest.fixture(scope="module")
def peat(guides: dict[str, Guide]) -> Guide:
    """No front-matter, sections in bold only, a table by level and region."""
    return guides["norfolk-fen-analytics/peat-analyst"]


@pytest.fixture(scope="module")
def gripper(guides: dict[str, Guide]) -> Guide:
    """Blank lines first, a table on its side, levers as headings."""
    return guides["alesund-robotics-ab/gripper-engineer"]


@pytest.fixture(scope="module")
def claims(guides: dict[str, Guide]) -> Guide:
    """Everything in it is a trap."""
    return guides["hollow-oak/claims-modeller"]


def ranges(guide: Guide, keep: Callable[[Figure], bool]) -> list[tuple[str, str | None, float, float, str | None]]:
    return [
        (figure.component.value, figure.region, figure.low, figure.high, figure.currency)
        for figure in guide.figures
        if figure.kind == "market_range" and keep(figure)
    ]


def thresholds(guide: Guide) -> list[tuple[str, str, float]]:
    strategy = [section for section in guide.sections if section.kind is SectionKind.STRATEGY]
    lines = {n for section in strategy for n in range(section.start_line, section.end_line + 1)}
    found = [figure for figure in guide.figures if figure.source.kind == "prose" and figure.source.line in lines]
    return [(figure.kind.value, figure.component.value, figure.low) for figure in found]


def codes(guide: Guide) -> list[tuple[str, int]]:
    return sorted((finding.code, finding.line) for finding in guide.findings)


def test_metadata_is_taken_over(tide: Guide) -> None:
    assert (tide.company, tide.role) == ("Brightwater Capital", "Tide Systems Engineer")
    assert (tide.last_updated, tide.next_review_due) == (dt.date(2026, 1, 12), dt.date(2026, 7, 12))
    assert (tide.data_quality, tide.salary_data_quarter) == ("medium", "2025-Q4")
    assert tide.data_sources == (
        "Tidewater Pay Survey — Estuary Institute",
        "Harbour Index: 2025 edition",
        "Levels of Pay: quoted",
    )
    assert tide.metadata_lines["compensation"] == 11
    assert tide.regions == ("New York (HQ)", "London", "Singapore")


def test_front_matter_and_table_agree_or_complete_each_other(tide: Guide) -> None:
    london = ranges(tide, lambda figure: figure.region == "London")
    assert london == [
        ("base_salary", "London", 131_000, 172_000, "GBP"),
        ("bonus", "London", 52_000, 84_000, "GBP"),
        ("total_compensation", "London", 219_000, 322_000, "GBP"),
        ("base_salary", "London", 166_000, 218_000, "USD"),
        ("bonus", "London", 66_000, 107_000, "USD"),
        ("profit_share", "London", 36_000, 66_000, "GBP"),
        ("profit_share", "London", 46_000, 84_000, "USD"),
        ("total_compensation", "London", 278_000, 409_000, "USD"),
    ]
    confirmed = [figure for figure in tide.figures if figure.confirmed_by]
    assert [figure.source.locator.split(".")[0] for figure in confirmed] == ["compensation[0]"] * 3 + [
        "compensation[1]"
    ] * 3


def test_a_null_of_the_front_matter_is_what_the_table_says(tide: Guide) -> None:
    total = ranges(tide, lambda figure: figure.region == "Singapore" and figure.component == "total_compensation")
    assert total == [("total_compensation", "Singapore", 238_000, 337_000, "USD")]


def test_disagreement_is_kept_on_both_sides(tide: Guide) -> None:
    assert [(dispute.leading.low, dispute.leading.high, dispute.other.high) for dispute in tide.disputes] == [
        (168_000, 224_000, 224_000),
        (40_000, 61_000, 40_000),
    ]
    assert codes(tide) == [("currency-conflict", 33), ("sources-disagree", 35)]


def test_equity_that_no_cell_gives_is_not_there(tide: Guide) -> None:
    assert ranges(tide, lambda figure: figure.component == "equity") == []


def test_thresholds_of_a_quote_broken_over_lines(tide: Guide) -> None:
    assert thresholds(tide) == [
        ("anchor", "base_salary", 229_000),
        ("anchor", "bonus", 109_000),
        ("anchor", "signing_bonus", 60_000),
        ("accept", "base_salary", 196_000),
        ("accept", "bonus", 88_000),
        ("accept", "profit_share", 2),
        ("walk_away", "base_salary", 181_000),
        ("walk_away", "bonus", 71_000),
    ]


def test_sources_give_no_figures(tide: Guide) -> None:
    assert not [figure for figure in tide.figures if figure.low == 203_000]


def test_a_guide_in_bold_only_has_all_its_sections(peat: Guide) -> None:
    assert [(section.heading_path[1:], section.kind.value) for section in peat.sections] == [
        ((), "title"),
        (("Negotiation DNA",), "negotiation_dna"),
        (("Compensation Benchmarks (2026)",), "compensation"),
        (("Level Mapping",), "level_mapping"),
        (("Global Levers",), "levers"),
        (("Global Levers", "1. The Soil Map"), "levers"),
        (("Global Levers", "2. Field Days"), "levers"),
        (("Global Levers", "3. Winter Cover"), "levers"),
        (("Negotiate Up Strategy",), "strategy"),
        (("Evidence & Sources",), "sources"),
    ]
    assert [(lever.number, lever.title) for lever in peat.levers] == [
        (1, "The Soil Map"),
        (2, "Field Days"),
        (3, "Winter Cover"),
    ]


def test_levels_by_region_are_what_the_italic_line_says(peat: Guide) -> None:
    market = [figure for figure in peat.figures if figure.kind == "market_range"]
    assert {figure.component.value for figure in market} == {"base_salary"}
    assert [(figure.level, figure.region, figure.low, figure.period, figure.qualifier) for figure in market] == [
        ("Analyst (P2)", "Norwich", 58_000, "year", None),
        ("Analyst (P2)", "Remote EU", 61_000, "year", None),
        ("Analyst (P2)", "Gdańsk", 15_500, None, "per month"),
        ("Lead (P3)", "Norwich", 74_500, "year", None),
        ("Lead (P3)", "Remote EU", 79_000, "year", "or more"),
        ("Lead (P3)", "Gdańsk", 21_000, None, "per month"),
    ]


def test_not_to_accept_below_is_to_walk_away(peat: Guide) -> None:
    assert thresholds(peat) == [("anchor", "base_salary", 69_500), ("walk_away", "base_salary", 60_000)]


def test_a_table_on_its_side(gripper: Guide) -> None:
    assert ranges(gripper, lambda figure: figure.component == "base_salary") == [
        ("base_salary", "Ålesund", 720_000, 910_000, "NOK"),
        ("base_salary", "Zürich", 128_000, 151_000, "CHF"),
        ("base_salary", "Boston", 139_000, 172_000, "USD"),
    ]
    equity = [figure for figure in gripper.figures if figure.component == "equity" and figure.kind == "market_range"]
    assert [(figure.low, figure.period) for figure in equity] == [
        (300_000, "four_years"),
        (90_000, "four_years"),
        (120_000, "four_years"),
        (75_000, "year"),
        (22_500, "year"),
        (30_000, "year"),
    ]
    assert gripper.regions == ("Ålesund", "Zürich", "Boston")


def test_front_matter_below_blank_lines_is_confirmed_by_the_table(gripper: Guide) -> None:
    base, bonus = gripper.figures[:2]
    assert (base.low, base.high, base.currency, base.source.line, base.source.end_line) == (
        720_000,
        910_000,
        "NOK",
        12,
        13,
    )
    assert (bonus.low, bonus.high, bonus.unit, bonus.source.line) == (8, 12, "percent", 14)
    assert [len(figure.confirmed_by) for figure in (base, bonus)] == [1, 1]
    assert codes(gripper) == [("cell-empty", 29), ("date-unreadable", 9)]


def test_levers_as_headings_hold_their_scripts(gripper: Guide) -> None:
    assert [(lever.number, lever.title, lever.start_line, lever.end_line) for lever in gripper.levers] == [
        (1, "Patents", 42, 46),
        (2, "4-Year Refresh", 48, 50),
        (3, "Years — and What They Are Worth", 52, 54),
    ]


def test_traps_of_yaml_are_figures_as_written_or_findings(claims: Guide) -> None:
    assert (claims.company, claims.data_quality, claims.last_updated) == ("Hollow Oak: Mutual", "NO", None)
    no = [figure for figure in claims.figures if figure.region == "NO"]
    assert [(figure.low, figure.high, figure.currency) for figure in no] == [
        (10, 185_000, None),
        (40_000, 90_000, None),
    ]
    assert codes(claims) == [
        ("bounds-swapped", 12),
        ("date-unreadable", 5),
        ("table-row-uneven", 30),
        ("table-row-uneven", 31),
        ("yaml-currency-unknown", 14),
        ("yaml-not-a-number", 11),
    ]


def test_comments_and_code_give_no_figures(claims: Guide) -> None:
    assert not [figure for figure in claims.figures if figure.low >= 100_000]
    assert not any("wrote this" in block.text for section in claims.sections for block in section.blocks)


def test_an_escaped_pipe_does_not_shift_the_cells(claims: Guide) -> None:
    hull = ranges(claims, lambda figure: figure.region == "Hull")
    assert hull == [("bonus", "Hull", 3_000, 3_000, "GBP"), ("bonus", "Hull", 4_000, 4_000, "GBP")]


def test_equal_titles_and_titles_without_letters_have_anchors_of_their_own(claims: Guide) -> None:
    assert [section.anchor for section in claims.sections][1:] == [
        "2026-compensation-data",
        "notes",
        "notes-2",
        "section",
        "notes-2-2",
    ]


def test_a_threshold_above_a_rule_is_not_lost_in_a_heading(claims: Guide) -> None:
    accept = [figure for figure in claims.figures if figure.kind == "accept"]
    assert [(figure.low, figure.source.line) for figure in accept] == [(63_000, 57)]
