"""Compensation rows of the front-matter into figures; what is no number is a finding, never a guess."""

from __future__ import annotations

from typing import Any

import pytest

from index.files import GuideFile
from index.front_matter import read_front_matter
from index.types import Figure, Finding
from index.yaml_figures import read_yaml_figures


def read(rows: str) -> tuple[list[Figure], list[Finding]]:
    text = f"---\ncompensation:\n{rows}\n---\n"
    return read_yaml_figures(read_front_matter(GuideFile("digger.md", "", text)), "fens/digger", "digger.md")


def keys(rows: str, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(figure, name) for name in names) for figure in read(rows)[0]]


def test_a_pair_of_bounds_is_one_figure_with_its_yaml_path_and_both_lines() -> None:
    rows = "  - region: London (GBP/USD)\n    base_low: 130000\n    base_high: 170000\n    currency: gbp"
    [figure], [] = read(rows)
    assert (figure.component, figure.region, figure.low, figure.high) == ("base_salary", "London", 130_000, 170_000)
    assert (figure.currency, figure.period, figure.unit, figure.kind) == ("GBP", "year", "currency", "market_range")
    assert figure.source.locator == "compensation[0].base_low..base_high"
    assert (figure.source.kind, figure.source.line, figure.source.end_line) == ("front_matter", 4, 5)


@pytest.mark.parametrize(
    ("key", "component", "period"),
    [
        ("base", "base_salary", "year"),
        ("stock", "equity", None),
        ("bonus", "bonus", "year"),
        ("signing_bonus", "signing_bonus", "once"),
        ("total_comp", "total_compensation", "year"),
        ("profit_share", "profit_share", "year"),
    ],
)
def test_every_component_has_its_keys_and_its_usual_period(key: str, component: str, period: str | None) -> None:
    rows = f"  - {key}_low: 10000\n    {key}_high: 20000"
    assert keys(rows, "component", "period", "region", "currency") == [(component, period, None, None)]


@pytest.mark.parametrize(
    ("written", "value"), [("185,000", 185_000), ("185_000", 185_000), ("010", 10), ("12.5", 12.5), ("90000.0", 90_000)]
)
def test_numbers_are_read_as_written_not_as_yaml_guesses(written: str, value: float) -> None:
    [(low, high)] = keys(f"  - base_low: {written}", "low", "high")
    assert (low, high, type(low)) == (value, value, type(value))


@pytest.mark.parametrize("written", ["12:30:00", "NO", "0x1F", "1e5", "-5000", "$185K", "about 12", "1,85,000.5.1"])
def test_what_is_no_plain_number_is_a_finding_at_its_line(written: str) -> None:
    figures, [finding] = read(f'  - region: Leeds\n    base_low: "{written}"')
    assert figures == []
    assert (finding.code, finding.line, finding.path) == ("yaml-not-a-number", 4, "digger.md")
    assert repr(written) in finding.message
    assert "compensation[0].base_low" in finding.message


@pytest.mark.parametrize("null", ["null", "~", ""])
def test_a_null_is_no_figure_and_no_finding(null: str) -> None:
    assert read(f"  - base_low: {null}\n    base_high: {null}") == ([], [])


def test_one_end_alone_is_a_single_value() -> None:
    assert keys("  - base_low: 90000\n    base_high: null", "low", "high") == [(90_000, 90_000)]


@pytest.mark.parametrize("key", ["bonus_pct", "bonus_pct_low", "bonus_low_pct"])
def test_a_percentage_is_never_read_as_money(key: str) -> None:
    rows = f"  - {key}: 10\n    currency: GBP"
    assert keys(rows, "component", "low", "unit", "currency", "period") == [("bonus", 10, "percent", None, None)]


def test_a_percentage_and_an_amount_of_the_same_component_are_two_figures() -> None:
    rows = "  - bonus_pct: 10\n    bonus_low: 5000\n    bonus_high: 6000"
    assert keys(rows, "low", "high", "unit") == [(10, 10, "percent"), (5_000, 6_000, "currency")]


def test_swapped_bounds_are_put_in_order_and_said_so() -> None:
    for rows in ("  - base_low: 9\n    base_high: 5", "  - base_high: 5\n    base_low: 9"):
        [figure], [finding] = read(rows)
        assert (figure.low, figure.high) == (5, 9)
        assert finding.code == "bounds-swapped"


@pytest.mark.parametrize(("written", "code"), [("usd", "USD"), ("S$", "SGD"), ("£", "GBP"), ("XYZ", "XYZ")])
def test_a_currency_is_an_iso_code(written: str, code: str) -> None:
    assert keys(f'  - base_low: 5\n    currency: "{written}"', "currency") == [(code,)]


@pytest.mark.parametrize("written", ["crowns", "¥", "kr"])
def test_a_currency_that_could_be_several_is_none_and_a_finding(written: str) -> None:
    figures, [finding] = read(f"  - base_low: 5\n    currency: {written}")
    assert figures[0].currency is None
    assert (finding.code, finding.line) == ("yaml-currency-unknown", 4)


def test_keys_that_name_no_part_of_pay_are_left_alone() -> None:
    assert read("  - region: Leeds\n    headcount_low: 5\n    years_min: 3\n    base_note: high") == ([], [])


@pytest.mark.parametrize("rows", ["  base_low: 5", "  - just words", "  - [1, 2]", "  words", "  - - base_low: 5"])
def test_compensation_of_another_shape_is_no_figure_and_no_crash(rows: str) -> None:
    assert read(rows) == ([], [])
