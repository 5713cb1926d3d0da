"""What is written is read back, any text is read without harm, and amounts are written in one way."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.currencies import known_currencies
from index.money import format_amount, read_amounts
from index.types import Number, Unit

PIECES = (
    "$|£|€|kr|USD |S$|1|20|175|1,000|1.5|K|M|L| lakh|%| - |–| to |/|+| |\u00a0|(|**|/yr| over 4 years| RSUs|between "
    "|from | millıon| euroſ|/uſer| ſhares|K|,|.|'|L5|٣|１|\ud800|\x00"
)
HUGE = "1|1 |$1 |1,|1.|111 |1K|$| |*|$1K - $2K |£1K / $2K - £3K / $4K |1%-|$1 over |USD "


@pytest.mark.parametrize(
    ("low", "high", "unit", "currency", "text"),
    [
        (130_000, 170_000, Unit.CURRENCY, "GBP", "£130,000–£170,000"),
        (215_000, 215_000, Unit.CURRENCY, "USD", "$215,000"),
        (1_350_000, 1_750_000, Unit.CURRENCY, "HKD", "HK$1,350,000–HK$1,750,000"),
        (65_000, 85_000, Unit.CURRENCY, "SEK", "SEK 65,000–SEK 85,000"),
        (2_000_000, 3_800_000, Unit.CURRENCY, "INR", "₹2,000,000–₹3,800,000"),
        (8_500_000, 14_000_000, Unit.CURRENCY, "JPY", "¥8,500,000–¥14,000,000"),
        (390_000, 390_000, Unit.CURRENCY, "CNY", "CN¥390,000"),
        (175_000, 175_000, Unit.CURRENCY, None, "175,000"),
        (7.5, 7.5, Unit.CURRENCY, "USD", "$7.5"),
        (175_000.0, 175_000.0, Unit.CURRENCY, "XYZ", "XYZ 175,000"),
        (10, 15, Unit.PERCENT, None, "10–15%"),
        (2.5, 2.5, Unit.PERCENT, None, "2.5%"),
        (9_000, 9_000, Unit.SHARES, None, "9,000 shares"),
        (1, 1, Unit.SHARES, None, "1 share"),
    ],
)
def test_amounts_are_written_in_one_way(low: Number, high: Number, unit: Unit, currency: str | None, text: str) -> None:
    assert format_amount(low, high, unit, currency) == text


numbers = st.integers(0, 10**12) | st.decimals(0, 10**7, places=3, allow_nan=False).map(float)


@given(st.tuples(numbers, numbers).map(sorted), st.sampled_from(Unit), st.sampled_from(known_currencies()))
@example([1, 1.125], Unit.CURRENCY, "EUR")
@example([2000, 2030], Unit.SHARES, "USD")
def test_what_is_written_is_read_back(pair: list[Number], unit: Unit, currency: str) -> None:
    low, high = pair
    meant = currency if unit is Unit.CURRENCY else None
    (amount,) = read_amounts(format_amount(low, high, unit, meant), currency=meant)
    assert (amount.low, amount.high, amount.unit, amount.currency) == (low, high, unit, meant)
    assert (amount.per, amount.open_ended) == (None, False)


pieces = st.sampled_from(PIECES.split("|"))


@given(
    st.text() | st.lists(pieces, max_size=40).map("".join), st.sampled_from([None, "EUR", "JPY", "?"]), st.booleans()
)
def test_any_text_is_read_without_error_and_in_order(text: str, currency: str | None, bare: bool) -> None:
    amounts = read_amounts(text, currency=currency, bare=bare)
    assert [amount.start for amount in amounts] == sorted(amount.start for amount in amounts)
    for amount in amounts:
        assert 0 <= amount.low <= amount.high
        assert 0 <= amount.start < amount.end <= len(text)
        assert any(character in "0123456789" for character in text[amount.start : amount.end])
        assert (amount.currency is None) or amount.unit is Unit.CURRENCY


@pytest.mark.parametrize("piece", HUGE.split("|"))
def test_a_huge_cell_is_read_in_time_proportional_to_its_length(piece: str) -> None:
    cell = "$5" + piece * (100_000 // len(piece))
    before = time.process_time()
    read_amounts(cell, bare=True)
    assert time.process_time() - before < 1


def test_only_the_first_thousand_numbers_are_looked_at() -> None:
    assert len(read_amounts("$1 " * 2_000)) == 1_000


@pytest.mark.parametrize("text", ["$5 mıllion", "$5 euroſ", "$5/uſer", "$5 per ſhare", "$5 over ſix years"])
def test_letters_that_only_look_like_ours_do_no_harm(text: str) -> None:
    assert [(amount.low, amount.per) for amount in read_amounts(text)] == [(5, None)]
