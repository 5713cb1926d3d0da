import datetime as dt
from pathlib import Path

import pytest

from index.audit import audit
from index.reading import read_guide

SOUND = Path(__file__).parents[1] / "fixtures" / "audit" / "tidewater.md"


@pytest.fixture
def said(tmp_path):
    """Line and message of each finding of one code about the sound guide with some words replaced."""

    def say(code: str, *changes: tuple[str, str]):
        text = SOUND.read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "guide.md"
        path.write_text(text)
        found = audit(read_guide(path, tmp_path), dt.date(2026, 6, 1))
        return [(each.line, each.message) for each in found if each.code == code]

    return say


def total(low: int, high: int) -> tuple[tuple[str, str], ...]:
    """Rotterdam's total, changed in both places."""
    return (
        (
            "total_comp_low: 87000\n    total_comp_high: 119000",
            f"total_comp_low: {low}000\n    total_comp_high: {high}000",
        ),
        ("€87K - €119K", f"€{low}K - €{high}K"),
    )


def test_a_total_within_rounding_adds_up(said):
    assert said("total-mismatch", *total(85, 122)) == []


def test_a_total_that_doesnt_add_up_shows_the_sum_and_the_quarter_of_equity(said):
    [(line, message)] = said("total-mismatch", *total(100, 160))
    assert line == 17
    assert "€87,000–€119,000" in message
    assert "a quarter of the four-year equity" in message
    assert "mend it" in message


def test_a_total_with_four_years_of_equity_is_told_apart(said):
    [(_, message)] = said("total-mismatch", *total(117, 179))
    assert "all four years" in message


def test_a_total_that_leaves_a_part_out_names_it(said):
    [(_, message)] = said("total-mismatch", *total(77, 99))
    assert "without equity" in message


def test_a_total_isnt_checked_where_a_part_is_unclear(said):
    shares = ("| €40K - €80K |", "| 900 shares |")
    nulls = ("stock_low: 40000\n    stock_high: 80000", "stock_low: null\n    stock_high: null")
    assert said("total-mismatch", shares, nulls, *total(150, 190)) == []


def test_amounts_in_another_currency_are_not_summed(said):
    assert (
        said(
            "total-mismatch", ("| €40K - €80K |", "| $400K - $800K |"), ("stock_low: 40000\n    stock_high: 80000", "")
        )
        == []
    )


def test_a_total_below_its_base_cant_be_right(said):
    [(line, message)] = said("total-below-base", *total(60, 80))
    assert line == 17
    assert "€70,000–€90,000" in message


def test_a_range_that_goes_down_is_found_in_a_cell(said):
    [(line, message)] = said("range-reversed", ("| €70K - €90K |", "| **€90K** – €70K |"))
    assert line == 38
    assert "from €90,000 to €70,000" in message


def test_a_range_that_goes_down_is_found_in_the_front_matter(said):
    swapped = ("base_low: 70000", "base_low: 95000")
    assert [line for line, _ in said("bounds-swapped", swapped)] == [12]
    assert said("range-reversed", swapped) == []


@pytest.mark.parametrize("cell", ["€90K / €70K", "€90K or €70K", "€90K", "€70K-€90K ($95K-$99K)"])
def test_amounts_that_no_dash_joins_are_no_reversed_range(said, cell):
    assert said("range-reversed", ("| €70K - €90K |", f"| {cell} |")) == []
    assert said("range-mixed", ("| €70K - €90K |", f"| {cell} |")) == []


def test_a_range_in_two_currencies_is_found(said):
    [(line, message)] = said("range-mixed", ("| €70K - €90K |", "| €70K - £90K |"))
    assert line == 38
    assert "mixes currencies" in message


LEVELS = "| Level | Rotterdam (EUR) |\n|---|---|\n| Junior | {junior} |\n| Senior | {senior} |\n\n"


@pytest.mark.parametrize(
    ("junior", "senior", "code", "words"),
    [
        ("€87K - €99K", "€95K - €119K", None, ""),
        ("€85K - €99K", "€95K - €119K", "sources-disagree", "€85,000–€119,000"),
        ("£87K - £99K / €90K - €102K", "£95K - £119K / €98K - €122K", "currency-conflict", "£87,000–£119,000"),
    ],
)
def test_a_front_matter_range_is_the_span_of_the_levels(said, junior, senior, code, words):
    text = SOUND.read_text()
    table = text[text.index("| Region |") : text.index("## Level Mapping")]
    levels = (table, LEVELS.format(junior=junior, senior=senior))
    found = {each: said(each, levels) for each in ("sources-disagree", "currency-conflict")}
    assert [each for each, findings in found.items() if findings] == ([code] if code else [])
    assert all(words in message and line == 17 for findings in found.values() for line, message in findings)
