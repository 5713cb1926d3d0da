"""Amounts that a draft may state: those of its figures, computed values and quotes, and the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from coach.draft import Computed
from coach.types import Offer
from index.money import Amount, read_amounts
from index.types import Component, Figure, Number, Passage, Period, Unit

_NUMBER = re.compile(r"(?<![\w])\d[\d,]*(?:\.\d+)?")
_TIMES = frozenset({Period.YEAR.value, Period.FOUR_YEARS.value})
_THOUSANDS = 1000
"""Who says `210 base` means 210,000."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """An amount, and what it is an amount of."""

    low: Number
    high: Number
    unit: Unit
    currency: str | None
    """ISO 4217 code; None for percent, shares, and where none is given."""
    any_currency: bool = False
    """The user named no currency."""
    component: Component | None = None
    """None where it may be of any part of pay."""
    period: str | None = None
    """`year` or `four_years`; None where no time is told."""
    any_period: bool = False
    """It may be for any time."""

    def covers(self, amount: Amount, component: Component | None) -> bool:
        """Whether it vouches for `amount`, said of `component`."""
        same = (self.low, self.high, self.unit) == (amount.low, amount.high, amount.unit)
        currency = self.any_currency or self.currency == amount.currency
        part = None in {self.component, component} or self.component is component
        time = amount.per not in _TIMES or self.any_period or self.period == amount.per
        return same and currency and part and time


def of_figure(figure: Figure) -> Voucher:
    """The figure's amount, for its part of pay and its time only."""
    money = (figure.low, figure.high, figure.unit, figure.currency)
    return Voucher(*money, component=figure.component, period=figure.period, any_period=figure.period is None)


def of_computed(computed: Computed) -> Voucher:
    """The computed amount."""
    return Voucher(computed.value, computed.value, computed.unit, computed.currency)


def of_passage(passage: Passage) -> Iterator[Voucher]:
    """Amounts that the words of a guide state."""
    for amount in read_amounts(passage.quote, bare=True):
        money = (amount.low, amount.high, amount.unit, amount.currency)
        yield Voucher(*money, any_currency=amount.currency is None, any_period=True)


@dataclass(frozen=True, slots=True)
class Own:
    """The user's own numbers."""

    numbers: frozenset[Decimal]
    vouchers: tuple[Voucher, ...]


def of_user(messages: Sequence[str], offer: Offer) -> Own:
    """Numbers of the user's messages and of a structured offer."""
    vouchers = [*_of_offer(offer)]
    plain = {number for text in messages for number in numbers(text)}
    for text in messages:
        for amount in read_amounts(text, bare=True):
            vouchers += _ends(amount.low, amount.high, amount.unit, amount.currency, amount.per)
    for number in sorted(plain):
        if number < _THOUSANDS:
            vouchers += _ends(int(number * _THOUSANDS), int(number * _THOUSANDS), Unit.CURRENCY, None)
    amounts = {Decimal(str(bound)) for voucher in vouchers for bound in (voucher.low, voucher.high)}
    return Own(frozenset(plain | amounts), tuple(vouchers))


def numbers(text: str) -> set[Decimal]:
    """All numbers of `text`, whatever they count."""
    return {Decimal(found[0].replace(",", "")) for found in _NUMBER.finditer(text)}


def _of_offer(offer: Offer) -> Iterator[Voucher]:
    for item in offer.items:
        yield from _ends(item.amount, item.amount, item.unit, offer.currency)


def _ends(low: Number, high: Number, unit: Unit, currency: str | None, period: str | None = None) -> Iterator[Voucher]:
    for bounds in dict.fromkeys(((low, high), (low, low), (high, high))):
        yield Voucher(*bounds, unit, currency, any_currency=currency is None, period=period)
