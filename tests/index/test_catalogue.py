"""Which guides a question names: companies, roles, regions, levels, and those that no guide is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.catalogue import Catalogue, Names
from index.names import split_words
from index.reading import read_guides

ORDINARY = frozenset({"what", "does", "pay", "remote", "the", "base", "for", "at", "and", "tide", "square"})
TITLES = [
    "Software Engineer | Brightwater Capital",
    "Tide Systems Engineer | Brightwater Capital",
    "Software Engineer | Brightwater Labs",
    "Software Engineer | Square",
    "DevOps Engineer | Hollow Oak Group",
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("catalogue")
    regions = ["New York (HQ)", "London / Europe (GBP)", "Remote (US)"]
    table = "\n".join(["| Region | Base |", "|---|---|", *(f"| {region} | $1K |" for region in regions), ""])
    levels = "## Level Mapping\n\n| Own | Cardinal Marsh | Peat level |\n|---|---|---|\n| Tide Lead | D2 | P3 |\n"
    for number, title in enumerate(TITLES):
        text = f"# {title} Negotiation Guide\n\n{table}\n{levels if number == 1 else ''}"
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    return Catalogue(read_guides(folder).guides)


def names(catalogue: Catalogue, text: str) -> Names:
    return catalogue.names(split_words(text), ORDINARY)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("What does Brightwater Capital pay?", ["brightwater-capital"]),
        ("Brightwater Labs and brightwater-capital", ["brightwater-labs", "brightwater-capital"]),
        ("Hollow Oak pays", ["hollow-oak-group"]),
        ("hollow oak group", ["hollow-oak-group"]),
        ("Holow Oak", ["hollow-oak-group"]),
        ("Square pays", ["square"]),
        ("base at square", ["square"]),
        ("a square deal", []),
        ("Cardinal Marsh pays", []),
    ],
)
def test_companies_are_named_by_name_slug_and_short_form(catalogue: Catalogue, text: str, slugs: list[str]) -> None:
    assert [found.meaning for found in names(catalogue, text).companies] == slugs


def test_a_short_form_of_two_companies_names_neither(catalogue: Catalogue) -> None:
    assert names(catalogue, "What does Brightwater pay?").companies == ()


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("a Tide Systems Engineer", ["tide-systems-engineer"]),
        ("tide systems", ["tide-systems-engineer"]),
        ("SWE", ["software-engineer"]),
        ("sofware engineer", ["software-engineer"]),
        ("DevOps or SRE", ["devops-engineer", "devops-engineer"]),
    ],
)
def test_roles_are_named_by_title_short_form_and_alias(catalogue: Catalogue, text: str, slugs: list[str]) -> None:
    assert {found.meaning for found in names(catalogue, text).roles} >= set(slugs)


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("in new york", ["New York (HQ)"]),
        ("NYC", ["New York (HQ)"]),
        ("London", ["London / Europe"]),
        ("in Europe", ["London / Europe"]),
        ("Lodnon", ["London / Europe"]),
        ("remote US", ["Remote (US)"]),
        ("Tokyo", []),
    ],
)
def test_regions_are_named_as_people_say_them(catalogue: Catalogue, text: str, regions: list[str]) -> None:
    guide = catalogue.guide("brightwater-capital", "software-engineer")
    assert guide is not None
    assert [found.meaning for found in catalogue.regions(split_words(text), [guide], ORDINARY)] == regions


def test_a_well_known_place_that_no_guide_has_is_named_all_the_same(catalogue: Catalogue) -> None:
    assert [found.meaning for found in catalogue.places_elsewhere(split_words("base in Tokyo or Lisbon"), [])] == [
        "tokyo",
        "lisbon",
    ]


def test_companies_that_guides_only_compare_with_are_elsewhere(catalogue: Catalogue) -> None:
    found = names(catalogue, "What does Cardinal Marsh pay?")
    assert (found.companies, [item.meaning for item in found.elsewhere]) == ((), ["Cardinal Marsh"])


def test_levels_are_titles_and_other_jobs_are_other_roles(catalogue: Catalogue) -> None:
    assert [item.meaning for item in names(catalogue, "a Tide Lead at Square").titles] == ["Tide Lead"]
    assert [item.meaning for item in names(catalogue, "a nurse at Square").other_roles] == ["nurse"]


def test_a_guide_is_found_by_its_slugs_only(catalogue: Catalogue) -> None:
    guide = catalogue.guide("hollow-oak-group", "devops-engineer")
    assert guide is not None
    assert catalogue.guide("hollow-oak-group", "digger") is None
    assert [guide.id for guide in catalogue.by_company["brightwater-capital"]] == [
        "brightwater-capital/software-engineer",
        "brightwater-capital/tide-systems-engineer",
    ]


def test_no_guides_are_no_trouble() -> None:
    assert names(Catalogue([]), "What does Brightwater pay?").companies == ()


def test_the_invented_guides_know_each_other_only_by_their_own_names(invented: Path) -> None:
    catalogue = Catalogue(read_guides(invented).guides)
    found = names(catalogue, "Is a Peat Lead at Norfolk & Fen Analytics a Gripper Engineer at Ålesund Robotics?")
    assert [item.meaning for item in found.companies] == ["norfolk-fen-analytics", "alesund-robotics-ab"]
    assert [item.meaning for item in found.roles] == ["gripper-engineer"]
