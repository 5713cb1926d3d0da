"""Worked examples of what an outage costs: a day's profit, and what a minute of it is worth.

The length of the day that the example implies is worked out: if it is none
that people trade or work, the example can't be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.audit_codes import finding
from index.audit_sums import prose_of
from index.audit_values import Span, shown, span_of
from index.money import Amount, read_amounts
from index.types import Finding, Guide, Unit

_DAYS = (390, 480, 510, 540, 1440)
"""Minutes of a day on an exchange (New York, 8 hours, London, 9 hours), and around the clock."""
_ROUNDING = 0.06
_MINUTES = re.compile(r"\b(\d{1,3})[- ]minute\b[^.;!?]{0,80}?\b(?:(\d{1,4}) [a-z]+\b[^.;!?]{0,40})?\Z", re.IGNORECASE)
_DAILY = re.compile(r"[^.;!?$£€]{0,30}\b(?:daily|a day|per day)\b", re.IGNORECASE)
_DAILY_BEFORE = re.compile(r"\b(?:daily|a day['’]s)\b[^.;!?]{0,20}\Z", re.IGNORECASE)
_COSTS = re.compile(r"[^.;!?]{0,60}\b(?:represents|costs|is|means|would cost|loses)\b[^.;!?\d]{0,25}", re.IGNORECASE)
_MINUTE_BEFORE = re.compile(r"\b(?:each|every|a|one) minute\b[^.;!?\d]{0,80}\Z", re.IGNORECASE)
_MINUTE_BEHIND = re.compile(r"[^.;!?\d$£€]{0,20}(?:\bper|/|\ba|\beach) ?minute\b", re.IGNORECASE)
_FARTHEST = 200


def wrong_outages(guide: Guide) -> Iterator[Finding]:
    """A finding for each example that takes a day of a length that there is none of."""
    for text, first in prose_of(guide):
        if "minute" in text:
            for message, at in _wrong(text, read_amounts(text)):
                yield finding("arithmetic-wrong", guide, first + text.count("\n", 0, at), message)


def _wrong(text: str, amounts: Sequence[Amount]) -> Iterator[tuple[str, int]]:
    for day, cost in pairwise(amounts):
        if not (_is_single(day) and _is_single(cost) and day.currency == cost.currency and _is_daily(text, day)):
            continue
        outage = _MINUTES.search(text, max(0, day.start - _FARTHEST), day.start)
        if outage and _COSTS.fullmatch(text[day.end : cost.start]):
            count = int(outage[2] or 1)
            yield from _verdict(day, cost, int(outage[1]), count)
        elif not outage and _is_of_a_minute(text, day, cost):
            yield from _verdict(day, cost, 1, 1)


def _verdict(day: Amount, cost: Amount, minutes: int, count: int) -> Iterator[tuple[str, int]]:
    whole = span_of(day).low * count
    implied = whole * minutes / span_of(cost).low
    if any(abs(implied - usual) <= usual * _ROUNDING for usual in _DAYS):
        return
    right = whole * minutes / _DAYS[0]
    what = "a minute" if minutes == 1 else f"{minutes} minutes"
    message = (
        f"at {shown(Span(whole, whole), day)} a day, {what} of a trading day of {_DAYS[0]} minutes is "
        f"{shown(Span(right, right), day)}; {shown(span_of(cost), cost)} takes a day of {implied:,.0f} minutes: "
        "mend the example or say how long the day is."
    )
    yield message, day.start


def _is_single(amount: Amount) -> bool:
    return amount.unit is Unit.CURRENCY and 0 < amount.low == amount.high and amount.per in {None, "day", "minute"}


def _is_daily(text: str, day: Amount) -> bool:
    before = _DAILY_BEFORE.search(text, max(0, day.start - 60), day.start)
    return day.per == "day" or bool(before or _DAILY.match(text, day.end))


def _is_of_a_minute(text: str, day: Amount, cost: Amount) -> bool:
    near = cost.start - day.end <= _FARTHEST
    before = _MINUTE_BEFORE.search(text, day.end, cost.start)
    return near and bool(before or cost.per == "minute" or _MINUTE_BEHIND.match(text, cost.end))
