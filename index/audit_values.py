"""Amounts of worked examples: how far two may be apart and still say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.money import Amount, format_amount
from index.types import Unit

_EXACT = 0.01
"""Results are rounded as people like it."""
_ABOUT = 0.06
_APPROXIMATE = re.compile(
    r"(?:[~≈]|\b(?:about|around|approx\w*|roughly|nearly|almost|over|under))[\s*_]*\Z", re.IGNORECASE
)
_WRITTEN = re.compile(r"\d(?:[\d,]*\d)?(?:\.(?P<fraction>\d+))?\s?(?P<factor>[KkMBb]|million|billion)?")
_FACTORS = {"k": 1e3, "m": 1e6, "b": 1e9, "million": 1e6, "billion": 1e9}


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends of an amount."""

    low: float
    high: float

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def times(self, factor: float) -> Span:
        """Both ends multiplied."""
        return Span(self.low * factor, self.high * factor)


def span_of(amount: Amount) -> Span:
    """The ends of a written amount."""
    return Span(float(amount.low), float(amount.high))


def agree(right: Span, said: Span, text: str, written: Amount) -> bool:
    """Whether `said` is the right result, as far as it is written out; one number may lie anywhere in a range."""
    slack = _slack(text, written)
    low, high = slack + abs(said.low) * _EXACT, slack + abs(said.high) * _EXACT
    if _APPROXIMATE.search(text, max(0, written.start - 20), written.start) or written.open_ended:
        low, high = abs(said.low) * _ABOUT, abs(said.high) * _ABOUT
    if (right.low == right.high) is (said.low == said.high):
        return abs(right.low - said.low) <= low and abs(right.high - said.high) <= high
    inner, outer = (right, said) if right.low == right.high else (said, right)
    return outer.low - low <= inner.low and inner.high <= outer.high + high


def shown(span: Span, like: Amount) -> str:
    """The span as money, in the unit and currency of `like`."""
    low, high = (
        round(end) if like.unit is Unit.CURRENCY and end >= 100 else round(end, 2) for end in (span.low, span.high)
    )
    return format_amount(low, high, like.unit, like.currency)


def _slack(text: str, written: Amount) -> float:
    """Half of the last digit that is written out."""
    found = list(_WRITTEN.finditer(text, written.start, written.end))
    if not found:
        return 0
    last = found[-1]
    unit = _FACTORS.get((last["factor"] or "").lower(), 1.0)
    return unit / float(10 ** len(last["fraction"] or "")) / 2
