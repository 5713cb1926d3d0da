"""Which written numbers are pay, and which two of them are the ends of one range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from index.currencies import Codes, narrow, settle
from index.digits import SPACE, is_year
from index.quantities import Quantity
from index.types import Unit
from index.words import load

_WIDEST_RANGE = 20  # "3 – 185K" is a level and an amount
_LONGEST_LABEL = 12
_FREE = frozenset(" \t\n\u00a0\u2009\u202f([*_`\"'“‘~≈+<>≤≥|")
_RUNS_ON = re.compile(r"[-/:][0-9]")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The exact meaning of one number or of two."""

    low: Decimal
    """Lower bound."""
    high: Decimal
    """Upper bound; equals `low` for one number."""
    unit: Unit
    """What they count."""
    currency: str | None
    """ISO 4217 code, where known."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides about the numbers of one text."""

    text: str
    """Where the numbers stand."""
    currency: str | None
    """What a number without a sign, and `¥` or `kr`, mean here."""
    bare: bool
    """Whether a number without a sign can be money."""

    def one(self, number: Quantity) -> Bounds | None:
        """What the number means by itself; None where it is no amount."""
        if not number.alone or self._is_date(number) or (number.unit is Unit.SHARES and self._is_label(number)):
            return None
        if number.unit is None and not (self._is_bare_money(number) and self._stands_free(number)):
            return None
        unit = number.unit or Unit.CURRENCY
        currency = self.currency_of(number) if unit is Unit.CURRENCY else None
        value = number.value(unit, currency, number.multiplier)
        return None if value is None else Bounds(value, value, unit, currency)

    def two(self, left: Quantity, right: Quantity, tight: bool) -> Bounds | None:
        """What both mean as a range; `tight`: only a dash stands between them. None where they are two things."""
        unit = right.unit or left.unit or (Unit.CURRENCY if self.bare else None)
        if unit is None or not self._agree(left, right, unit, tight):
            return None
        if unit is not Unit.CURRENCY:
            return _range(left, right, unit, None, sure=tight or unit is Unit.PERCENT)
        signs = _common_signs(left, right)
        currency = settle(signs, self.currency) if signs else self.currency_of(right)
        return _range(left, right, unit, currency)

    def currency_of(self, number: Quantity) -> str | None:
        """The currency of an amount of money."""
        if number.signs:
            return settle(number.signs, self.currency)
        return "INR" if number.multiplier in _rupee_words() else self.currency

    def _agree(self, left: Quantity, right: Quantity, unit: Unit, tight: bool) -> bool:
        """Whether both ends count the same, or the end without a sign can take over the other's."""
        if left.unit and right.unit:
            return left.unit is right.unit and (unit is not Unit.CURRENCY or _common_signs(left, right) is not None)
        if left.unit:
            return unit is Unit.CURRENCY and self._continues(right, tight)
        if not tight and self._is_label(left):
            return False
        if unit is not Unit.CURRENCY:
            return unit is Unit.SHARES or left.multiplier is None
        if right.mark:
            return self._is_bare_money(left)
        return bool(right.unit) or self._is_bare_money(right)

    def _continues(self, right: Quantity, tight: bool) -> bool:
        """Whether a number without a sign can be the high end behind one with a sign."""
        if _things_behind().match(self.text, right.end):
            return False
        return tight or right.multiplier is not None or not right.plain or _is_long(right)

    def _is_bare_money(self, number: Quantity) -> bool:
        """Whether a number without a sign has the form of pay: `175K`, `185,000`, `24 lakh`, `185000`."""
        if not self.bare or number.unit or _things_behind().match(self.text, number.end):
            return False
        if number.multiplier is None:
            return not number.plain or _is_long(number)
        if number.multiplier == "m":  # "1.2m" is pay, "30m" may be minutes
            return "." in number.digits
        return number.multiplier not in {"b", "B", "T", "mm", "trillion"}

    def _stands_free(self, number: Quantity) -> bool:
        """Not a piece of a date, a telephone number or a path."""
        before = self.text[number.start - 1 : number.start]
        if not number.plain:
            return True
        return (not before or before in _FREE) and not _RUNS_ON.match(self.text, number.end)

    def _is_label(self, number: Quantity) -> bool:
        """The 3 of `Level 3`, the 2025 of `2025 – $185,000`."""
        start = max(0, number.start - _LONGEST_LABEL)
        return number.plain and (_is_year(number) or bool(_label_before().search(self.text, start, number.start)))

    def _is_date(self, number: Quantity) -> bool:
        """`2025 USD` is a year and a word; `USD 2025` is money."""
        return number.unit is Unit.CURRENCY and _is_year(number) and not number.mark


def _common_signs(left: Quantity, right: Quantity) -> Codes | None:
    """What the signs of both ends mean together; None where they differ.

    A code behind the high end counts for both (`$130K - $170K CAD`); another sign before it doesn't (`$70K - S$160K`).
    """
    if not left.signs or not right.signs:
        return left.signs or right.signs
    if left.mark == right.mark or not right.mark:
        return narrow(left.signs, right.signs)
    return left.signs if settle(left.signs, None) == settle(right.signs, None) is not None else None


def _range(left: Quantity, right: Quantity, unit: Unit, currency: str | None, *, sure: bool = False) -> Bounds | None:
    """`175-225K`: the multiplier counts for both ends, unless that puts the low end above the high one."""
    high = right.value(unit, currency, right.multiplier)
    shared = left.value(unit, currency, right.multiplier) if right.multiplier and not left.multiplier else None
    takes_over = shared is not None and high is not None and shared <= high
    low = shared if takes_over else left.value(unit, currency, left.multiplier)
    if low is None or high is None or low > high:
        return None
    doubtful = left.plain and (not left.unit or (right.multiplier and not takes_over))
    if doubtful and not sure and low and high > low * _WIDEST_RANGE:
        return None
    return Bounds(low, high, unit, currency)


def _is_long(number: Quantity) -> bool:
    """Four digits or more that aren't a year."""
    return number.plain and len(number.digits.partition(".")[0]) >= 4 and not _is_year(number)


def _is_year(number: Quantity) -> bool:
    return number.multiplier is None and is_year(number.digits)


@cache
def _rupee_words() -> frozenset[str]:
    return frozenset(load("money")["multiplier"]["rupees"])


@cache
def _things_behind() -> re.Pattern[str]:
    things = "|".join(load("money")["counted"]["things"])
    return re.compile(rf"\+?(?:{SPACE}|-)(?:{things})\b", re.IGNORECASE)


@cache
def _label_before() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in load("money")["counted"]["labels"])
    return re.compile(rf"\b(?:{labels}){SPACE}\Z")
