"""The three guides about Millennium Management: as they ship, and as they were, say the same."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from index.reading import read_guides
from index.types import Figure, Guide, SectionKind

SHIPPED = Path(__file__).parents[2] / "seeds"
ORIGINAL = Path(__file__).parents[2].parent / "shared" / "seeds"
REGIONS = ("New York (HQ)", "Miami", "London")
COMPONENTS = ("base_salary", "bonus", "profit_share", "total_compensation")
PAY = {
    "devops-engineer": """
        175-225 90-140 50-90 315-455
        165-215 85-130 45-80 295-425
        130-170 65-105 38-68 233-343
        165-215 82-133 48-86 295-434""",
    "ml-ai-engineer": """
        255-340 145-230 90-145 490-715
        240-320 135-210 80-130 455-660
        195-258 110-175 68-110 373-543
        247-327 139-222 86-139 472-688""",
    "pod-infrastructure-engineer": """
        340-470 225-345 150-235 715-1050
        320-440 210-320 135-215 665-975
        258-358 170-262 113-178 541-798
        327-454 215-332 143-226 685-1010""",
}
"""In thousands a year, by component: New York and Miami in dollars, London in pounds, London in dollars."""

THRESHOLDS = {
    "devops-engineer": {"anchor": (215, 135), "accept": (190, 110), "walk_away": (175, 90)},
    "ml-ai-engineer": {"anchor": (330, 220), "accept": (290, 190), "walk_away": (255, 145)},
    "pod-infrastructure-engineer": {"anchor": (450, 330), "accept": (380, 280), "walk_away": (340, 225)},
}
"""Base and guaranteed bonus, in thousands of dollars."""

SHARES = {"devops-engineer": (2.5, 2), "ml-ai-engineer": (6, 4), "pod-infrastructure-engineer": (8, 6)}
"""Percent of PnL: what to ask for, what to accept at least."""

LEVERS = {
    "devops-engineer": ("Uptime", "Competing", "On-Call", "Modernization"),
    "ml-ai-engineer": ("Track Record", "Scarcity", "Research", "Portability"),
    "pod-infrastructure-engineer": ("Foundational", "Competing", "Risk", "Attribution"),
}
SOURCES = {"devops-engineer": 6, "ml-ai-engineer": 8, "pod-infrastructure-engineer": 10}
ROLES = sorted(PAY)


@pytest.fixture(scope="module", params=["shipped", "original"])
def seeds(request: pytest.FixtureRequest) -> dict[str, Guide]:
    if request.param == "original" and not ORIGINAL.is_dir():
        pytest.skip("the folder of original seeds is not beside this repository")
    reading = read_guides(SHIPPED if request.param == "shipped" else ORIGINAL)
    assert reading.faults == ()
    return {guide.id.split("/")[1]: guide for guide in reading.guides}


def section(guide: Guide, kind: SectionKind) -> set[int]:
    """Lines of all sections of a kind."""
    found = [part for part in guide.sections if part.kind is kind]
    return {line for part in found for line in range(part.start_line, part.end_line + 1)}


def strategy(guide: Guide) -> list[Figure]:
    lines = section(guide, SectionKind.STRATEGY)
    return [figure for figure in guide.figures if figure.source.kind == "prose" and figure.source.line in lines]


def test_there_are_three_guides_of_one_company(seeds: dict[str, Guide]) -> None:
    assert sorted(seeds) == ROLES
    assert {guide.company for guide in seeds.values()} == {"Millennium Management"}
    assert [seeds[role].role for role in ROLES] == ["DevOps Engineer", "ML/AI Engineer", "Pod Infrastructure Engineer"]
    assert {guide.regions for guide in seeds.values()} == {REGIONS}


@pytest.mark.parametrize("role", ROLES)
def test_every_pay_range_is_exact_in_every_region_and_currency(seeds: dict[str, Guide], role: str) -> None:
    expected = Counter()
    rows = [row.split() for row in PAY[role].strip().split("\n")]
    for (region, currency), row in zip(
        [(REGIONS[0], "USD"), (REGIONS[1], "USD"), (REGIONS[2], "GBP"), (REGIONS[2], "USD")], rows, strict=True
    ):
        for component, written in zip(COMPONENTS, row, strict=True):
            low, high = (int(bound) * 1000 for bound in written.split("-"))
            expected[component, region, low, high, "currency", currency, "year", None] += 1
    read = Counter(
        (f.component.value, f.region, f.low, f.high, f.unit.value, f.currency, f.period, f.level)
        for f in seeds[role].figures
        if f.kind == "market_range"
    )
    assert read == expected


@pytest.mark.parametrize("role", ROLES)
def test_nothing_disagrees_and_nothing_is_left_unread(seeds: dict[str, Guide], role: str) -> None:
    assert seeds[role].disputes == ()
    assert [finding for finding in seeds[role].findings if finding.level != "info"] == []


@pytest.mark.parametrize("role", ROLES)
def test_the_thresholds_of_the_strategy_are_exact(seeds: dict[str, Guide], role: str) -> None:
    read = {(f.kind.value, f.component.value, f.low) for f in strategy(seeds[role])}
    for kind, (base, bonus) in THRESHOLDS[role].items():
        assert {low for of, part, low in read if (of, part) == (kind, "base_salary")} == {base * 1000}
        assert bonus * 1000 in {low for of, part, low in read if (of, part) == (kind, "bonus")}
    asked, accepted = SHARES[role]
    assert ("participation_target", "profit_share", asked) in read
    assert ("accept", "profit_share", accepted) in read


@pytest.mark.parametrize("role", ROLES)
def test_four_levers_stand_in_their_order(seeds: dict[str, Guide], role: str) -> None:
    levers = seeds[role].levers
    assert [lever.number for lever in levers] == [1, 2, 3, 4]
    assert all(word in lever.title for word, lever in zip(LEVERS[role], levers, strict=True))


@pytest.mark.parametrize("role", ROLES)
def test_levels_are_compared_with_four_competitors(seeds: dict[str, Guide], role: str) -> None:
    rows = seeds[role].level_rows
    assert [list(row.titles) for row in rows] == [["Millennium", "Citadel", "Point72", "Balyasny", "ExodusPoint"]] * 3
    assert rows[0].titles["Millennium"] == seeds[role].role
    assert all(title for row in rows for title in row.titles.values())


@pytest.mark.parametrize("role", ROLES)
def test_every_part_of_a_guide_is_a_section_of_its_kind(seeds: dict[str, Guide], role: str) -> None:
    kinds = {part.kind for part in seeds[role].sections}
    assert kinds >= set(SectionKind) - {SectionKind.OTHER}


@pytest.mark.parametrize("role", ROLES)
def test_every_source_is_listed(seeds: dict[str, Guide], role: str) -> None:
    lines = section(seeds[role], SectionKind.SOURCES)
    assert sum("](https://" in seeds[role].text.split("\n")[line - 1] for line in lines) == SOURCES[role]


@pytest.mark.parametrize("role", ROLES)
def test_the_guides_that_ship_have_full_front_matter_that_their_tables_confirm(role: str) -> None:
    [guide] = [guide for guide in read_guides(SHIPPED).guides if guide.id.endswith(f"/{role}")]
    assert (guide.last_updated, guide.next_review_due) == (dt.date(2026, 2, 23), dt.date(2026, 5, 23))
    assert (guide.data_quality, guide.salary_data_quarter) == ("high", "2025-Q4")
    assert len(guide.data_sources) == SOURCES[role]
    keys = {"company", "company_display", "role", "role_display", "role_type", "level_mapping", "compensation"}
    assert set(guide.metadata_lines) >= keys | {"negotiation_dna_summary"}
    given = [figure for figure in guide.figures if figure.source.kind == "front_matter"]
    assert len(given) == len(REGIONS) * 3
    assert all(len(figure.confirmed_by) == 1 for figure in given)


def test_the_strategies_that_ship_say_the_same_as_the_originals() -> None:
    if not ORIGINAL.is_dir():
        pytest.skip("the folder of original seeds is not beside this repository")
    kinds = {"anchor", "counter", "accept", "walk_away", "participation_target"}
    shipped, original = (
        {
            (guide.id, f.kind.value, f.component.value, f.low, f.high, f.currency)
            for guide in read_guides(folder).guides
            for f in strategy(guide)
            if f.kind.value in kinds
        }
        for folder in (SHIPPED, ORIGINAL)
    )
    assert shipped == original


def test_the_originals_are_read_as_they_are() -> None:
    if not ORIGINAL.is_dir():
        pytest.skip("the folder of original seeds is not beside this repository")
    guides = read_guides(ORIGINAL).guides
    assert {Path(guide.source_path).suffix for guide in guides} == {".txt"}
    assert [guide.body_line for guide in guides] == [1, 1, 57]
