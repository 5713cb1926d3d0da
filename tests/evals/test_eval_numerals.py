from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.numerals import read_names, read_numerals


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("£130K–170K", [130_000, 170_000]),
        ("$65-140K+", [65_000, 140_000]),
        ("**$340K** – **$470K**", [340_000, 470_000]),
        ("$900K to $1.1M", [900_000, 1_100_000]),
        ("₹22,00,000–₹40,00,000", [2_200_000, 4_000_000]),
        ("₹20L, 20–25 lakh", [2_000_000, 2_000_000, 2_500_000]),
        ("HK$1.35M (~US$173K)", [1_350_000, 173_000]),
        ("kr550,000 and 1.2 million kronor", [550_000, 1_200_000]),
        ("€120.000 or 99.997%", [120_000, Decimal("99.997")]),
        ("5/15/40/40", [5, 15, 40, 40]),
        ("USD250K, 130,000 pounds", [250_000, 130_000]),
        ("I'd try 215 first", [215]),
        ("150 k base", [150_000]),
        ("3x in 20 m", [3, 20]),
        ("Lever 4 - $30K", [4, 30_000]),
        ("2031-03-04", [2031, 3, 4]),
    ],
)
def test_values_are_exact_as_people_write_them(text: str, values: list[int | Decimal]) -> None:
    assert [numeral.value for numeral in read_numerals(text)] == values


def test_marks_say_what_a_number_may_be_in() -> None:
    pound, plain, share, dollar = read_numerals("£5K, 7, 8%, $9")
    assert pound.marks == {"GBP"}
    assert plain.marks == set()
    assert share.marks == {"%"}
    assert {"USD", "SGD"} <= dollar.marks


def test_both_bounds_of_a_range_share_one_mark() -> None:
    assert [numeral.marks for numeral in read_numerals("10-15%")] == [{"%"}, {"%"}]
    assert [numeral.marks for numeral in read_numerals("£5K–6K / $7K")][:2] == [{"GBP"}, {"GBP"}]


def test_names_with_digits_are_no_numbers() -> None:
    text = "L5, IC6, Point72 and kr550"
    assert read_names(text) == ["L5", "IC6", "Point72"]
    assert [numeral.value for numeral in read_numerals(text)] == [550]


@given(st.integers(0, 10**12), st.sampled_from(["", "£", "US$", "CHF "]))
def test_a_number_with_commas_reads_as_itself(number: int, mark: str) -> None:
    assert [numeral.value for numeral in read_numerals(f"about {mark}{number:,}, or so")] == [number]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[numeral.start : numeral.end].strip() for numeral in read_numerals(text))
