"""The time that a part of pay covers, by its words or by what is usual."""

from __future__ import annotations

import re

from index.types import Component, Period

_ONE_YEAR = re.compile(r"/\s*(?:yr|year)\b|\bannual(?:i[sz]ed)?\b|per (?:year|annum)|\byearly\b", re.IGNORECASE)
_FOUR_YEARS = re.compile(r"4[\s-]*(?:yr|year)|four[\s-]year", re.IGNORECASE)
_USUAL = {
    Component.BASE_SALARY: Period.YEAR,
    Component.BONUS: Period.YEAR,
    Component.PROFIT_SHARE: Period.YEAR,
    Component.TOTAL_COMPENSATION: Period.YEAR,
    Component.SIGNING_BONUS: Period.ONCE,
    Component.EQUITY: None,
}


def period_of(text: str, component: Component) -> Period | None:
    """The period that a header or phrase says; the component's usual one otherwise.

    `RSU/yr (4yr vest)` is a yearly amount: the year wins over the vesting time.
    """
    if _ONE_YEAR.search(text):
        return Period.YEAR
    if _FOUR_YEARS.search(text):
        return Period.FOUR_YEARS
    return _USUAL[component]
