"""What an amount is paid per is read from the words right behind it."""

from __future__ import annotations

import pytest

from index.money import read_amounts


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("$5K/mo", "month"),
        ("$5K per month", "month"),
        ("$185K/yr", "year"),
        ("$185K a year", "year"),
        ("$30K annual premium", "year"),
        ("£60K p.a.", "year"),
        ("24 LPA", "year"),
        ("$200K/4yr", "four_years"),
        ("$200K over four years", "four_years"),
        ("$200K in RSUs over 4 years", "four_years"),
        ("$200K (RSU/4yr)", "four_years"),
        ("$200K (4yr vest)", "four_years"),
        ("$200K+ RSU/yr", "year"),
        ("$150-$300/hour", "hour"),
        ("$5K per quarter", "quarter"),
        ("$120/share", "share"),
        ("$25M over 3 years", "three years"),
        ("$185K", None),
        ("$185K per pod", None),
        ("$50K 4 years ago", None),
    ],
)
def test_the_words_right_behind_say_what_an_amount_is_per(text: str, per: str | None) -> None:
    (amount,) = read_amounts(text)
    assert amount.per == per


def test_a_rate_counts_for_both_currencies_of_a_pair_but_not_for_what_comes_after() -> None:
    assert [amount.per for amount in read_amounts("£16K / $20K per year")] == ["year", "year"]
    assert [amount.per for amount in read_amounts("SEK 65K–85K/mo / $178K–$222K")] == ["month", None]
    assert [amount.per for amount in read_amounts("$120K-$180K ($30K-$45K/yr)")] == [None, "year"]
