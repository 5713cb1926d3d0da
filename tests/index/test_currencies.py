"""A sign means one currency, or what the words around it decide, or none."""

from __future__ import annotations

import pytest

from index.money import currency_of, read_amounts


@pytest.mark.parametrize(
    ("text", "context", "currency"),
    [
        ("¥8.5M–¥14M", "JPY", "JPY"),
        ("¥8.5M–¥14M", "CNY", "CNY"),
        ("¥8.5M–¥14M", "USD", None),
        ("¥8.5M–¥14M", None, None),
        ("¥8.5M–¥14M JPY", None, "JPY"),
        ("kr 550,000", "SEK", "SEK"),
        ("550 000 kr", "NOK", "NOK"),
        ("550 000 kr", None, None),
        ("550.000 kr", None, None),
        ("$130K", "SGD", "USD"),
        ("£130K", "SGD", "GBP"),
    ],
)
def test_context_decides_only_what_the_sign_leaves_open(text: str, context: str | None, currency: str | None) -> None:
    (amount,) = read_amounts(text, currency=context)
    assert amount.currency == currency


@pytest.mark.parametrize(
    ("word", "code"),
    [("USD", "USD"), ("eur", "EUR"), ("S$", "SGD"), ("£", "GBP"), ("$", "USD"), ("Rupees", "INR"), ("RMB", "CNY")],
)
def test_words_for_currencies_have_a_code(word: str, code: str) -> None:
    assert currency_of(word) == code


@pytest.mark.parametrize("word", ["HQ", "UK", "R&D", "kr", "¥", "all", ""])
def test_words_that_name_no_single_currency_have_none(word: str) -> None:
    assert currency_of(word) is None
