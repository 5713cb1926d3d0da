"""Regions: the name without flag, emphasis or currency, and the currencies beside it."""

from __future__ import annotations

import pytest

from index.regions import read_region, short_name


@pytest.mark.parametrize(
    ("written", "name", "currencies"),
    [
        ("Miami", "Miami", ()),
        ("New York (HQ)", "New York (HQ)", ()),
        ("London (GBP/USD)", "London", ("GBP", "USD")),
        ("London (£)", "London", ("GBP",)),
        ("London (GBP £)", "London", ("GBP",)),
        ("Tel Aviv (ILS/USD equiv)", "Tel Aviv", ("ILS", "USD")),
        ("Sydney (AUD A$)", "Sydney", ("AUD",)),
        ("🇬🇧 **London (GBP)**", "London", ("GBP",)),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿 Leith (HQ) (GBP)", "Leith (HQ)", ("GBP",)),
        ("`Remote (US)`", "Remote (US)", ()),
        ("São Paulo (BRL)", "São Paulo", ("BRL",)),
        ("London (USD/HQ)", "London (USD/HQ)", ()),
        ("Delhi ()", "Delhi ()", ()),
        ("  ", "", ()),
        ("(GBP)", "", ("GBP",)),
    ],
)
def test_a_region_is_read(written: str, name: str, currencies: tuple[str, ...]) -> None:
    region = read_region(written)
    assert (region.name, region.currencies) == (name, currencies)


@pytest.mark.parametrize(
    ("region", "short"),
    [
        ("New York (HQ)", "New York"),
        ("London / Europe", "London"),
        ("Denver, CO", "Denver"),
        ("Paris — HQ", "Paris"),
        ("(anywhere)", "(anywhere)"),
        ("", ""),
    ],
)
def test_people_say_the_first_part_of_a_region(region: str, short: str) -> None:
    assert short_name(region) == short
