"""The one money grammar: written pay amounts → exact numbers with unit, currency and place.

`read_amounts` takes a running text or a table cell and gives its amounts in
order. It never raises, never swaps bounds, never guesses a currency, and leaves
what could mean two things unread. Numbers are written again by `format_amount`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.amounts import format_amount
from index.bounds import Bounds, Judge
from index.currencies import currency_of
from index.digits import SPACE
from index.quantities import Quantity, scan
from index.rates import rate_behind
from index.types import Number, Unit

__all__ = ["Amount", "currency_of", "format_amount", "read_amounts"]

_MOST_NUMBERS = 1_000  # a cell has two, a whole guide a few hundred
_MOST_CHARACTERS = 200_000
_LONGEST_GAP = 12
_LOOK_BACK = 40
_MARKS = "[*_`]{0,3}"
_GAP = re.compile(rf"{_MARKS}({SPACE}{{0,2}}[-‐‑‒–—−~〜]{SPACE}{{0,2}}|{SPACE}(?:to|and){SPACE}){_MARKS}[+~]?{_MARKS}")
_SLASH = re.compile(rf"{_MARKS}{SPACE}?/{SPACE}?{_MARKS}")
_FROM = re.compile(r"\bfrom[ ~*`]{1,3}\Z", re.IGNORECASE)
_RANGING = re.compile(r"\b(?:rang|var(?:y|ie)|span|anywhere|run)\w*[^.;|]{0,12}\bfrom[ ~*`]{1,3}\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!difference )(?<!gap )\bbetween[ ~*`]{1,3}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount or range of a text."""

    low: Number
    """Lower bound, inclusive: whole currency units, percent as written, or shares."""
    high: Number
    """Upper bound, inclusive; equals `low` for a single amount."""
    unit: Unit
    """What the bounds count."""
    currency: str | None
    """ISO 4217 code; None for percent, shares, and where neither the sign nor the context decides."""
    per: str | None
    """`month`, `year`, `four_years`, `hour`, `quarter`, `day`, `week`, `share`, `user`, `three years`, … where the
    words right behind say so."""
    open_ended: bool
    """Whether a plus stands behind it: at least this much."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character, its plus included; the share word and the words for `per` are not."""


def read_amounts(text: str, *, currency: str | None = None, bare: bool = False) -> tuple[Amount, ...]:
    """All amounts of `text` in order.

    `currency` is what numbers without a sign mean, and which one of several `¥` and `kr` mean; `$` alone is USD,
    `$` with a code beside it is what the code says. Without a context `¥` and `kr` have no currency.
    `bare` (table cells): `175K`, `185,000` and `120 - 150K` are money too. Without it a number needs a sign, a code,
    a percent sign or a share word. A range whose high is below its low, or whose ends differ in currency, is two
    amounts. `£111K / $135K - £146K / $178K` is two ranges, whose places overlap.
    Only the first 1,000 numbers within 200,000 characters are looked at.
    """
    page = _Page(Judge(text, currency, bare), tuple(scan(text[:_MOST_CHARACTERS], _MOST_NUMBERS)))
    found: list[Amount] = []
    at = 0
    while at < len(page.numbers):
        amounts, used = page.crossed(at) or page.range(at) or page.single(at)
        found.extend(amounts)
        at += used
    return _with_shared_rates(text, found)


_Step = tuple[tuple[Amount, ...], int]
"""Amounts, and how many numbers they took."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The numbers of a text in order."""

    judge: Judge
    numbers: tuple[Quantity, ...]

    def single(self, at: int) -> _Step:
        number = self.numbers[at]
        bounds = self.judge.one(number)
        return ((self._amount(number, number, bounds, self._per(number)),) if bounds else (), 1)

    def range(self, at: int) -> _Step | None:
        """Two numbers with a dash, `to` or `and` between them."""
        if at + 1 >= len(self.numbers):
            return None
        left, right = self.numbers[at : at + 2]
        tight = self._link(left, right)
        bounds = self.judge.two(left, right, tight) if tight is not None else None
        if bounds is None:
            return None
        rates = {rate for rate in (self._per(left), self._per(right)) if rate}
        if len(rates) > 1:
            return None
        return (self._amount(left, right, bounds, rates.pop() if rates else None),), 2

    def crossed(self, at: int) -> _Step | None:
        """`£111K / $135K - £146K / $178K`: low and high of two currencies, interleaved."""
        if at + 3 >= len(self.numbers):
            return None
        low, other_low, high, other_high = self.numbers[at : at + 4]
        if not (self._slash(low, other_low) and self._slash(high, other_high)):
            return None
        tight = self._link(other_low, high)
        if tight is None or self.judge.one(low) is None or self._same_currency(low, other_low):
            return None
        first, second = self.judge.two(low, high, tight), self.judge.two(other_low, other_high, tight)
        if first is None or second is None or not (low.signs and high.signs and other_low.signs and other_high.signs):
            return None
        per = self._per(other_high)
        return (self._amount(low, high, first, per), self._amount(other_low, other_high, second, per)), 4

    def _link(self, left: Quantity, right: Quantity) -> bool | None:
        """Whether only a dash links the two into a range; None where nothing does."""
        rate = rate_behind(self.judge.text, left.end)
        start = rate.end if rate else left.end
        if left.open_ended or not left.alone or (rate and not rate.adjacent) or right.start - start > _LONGEST_GAP:
            return None
        gap = _GAP.fullmatch(self.judge.text, start, right.start)
        return None if gap is None or not self._is_meant(gap[1], left) else not gap[1][:1].isspace()

    def _is_meant(self, link: str, left: Quantity) -> bool:
        """`from 10% to 15%` is a change, unless something ranges; a spaced `—` joins in tables only."""
        before = self.judge.text[max(0, left.start - _LOOK_BACK) : left.start]
        if "and" in link:
            return bool(_BETWEEN.search(before))
        if "to" in link:
            return not _FROM.search(before) or bool(_RANGING.search(before))
        return self.judge.bare or link.strip() != "—" or link == "—"

    def _slash(self, left: Quantity, right: Quantity) -> bool:
        near = right.start - left.end <= _LONGEST_GAP
        return near and _SLASH.fullmatch(self.judge.text, left.end, right.start) is not None

    def _same_currency(self, left: Quantity, right: Quantity) -> bool:
        return self.judge.currency_of(left) == self.judge.currency_of(right)

    def _per(self, number: Quantity) -> str | None:
        if number.multiplier in {"LPA", "lpa"}:
            return "year"
        rate = rate_behind(self.judge.text, number.end)
        return rate.per if rate else None

    def _amount(self, first: Quantity, last: Quantity, bounds: Bounds, per: str | None) -> Amount:
        return Amount(
            low=_number(bounds.low),
            high=_number(bounds.high),
            unit=bounds.unit,
            currency=bounds.currency,
            per=per,
            open_ended=last.open_ended,
            start=first.start,
            end=last.end,
        )


def _number(exact: Decimal) -> Number:
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _with_shared_rates(text: str, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """In `£16K / $20K per year` the words count for both currencies."""
    shared = list(amounts)
    for at in range(len(shared) - 2, -1, -1):
        this, following = shared[at], shared[at + 1]
        if this.per or not following.per or this.currency == following.currency or this.unit is not following.unit:
            continue
        if following.start - this.end <= _LONGEST_GAP and _SLASH.fullmatch(text, this.end, following.start):
            shared[at] = replace(this, per=following.per)
    return tuple(shared)
