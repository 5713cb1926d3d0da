"""Digits with separators → the exact number, or nothing where they can be read in two ways."""

from __future__ import annotations

import re
from decimal import Decimal

SPACE = "[ \u00a0\u2007\u2009\u202f]"
"""One space of any width inside an amount."""

RUN = re.compile(
    rf"(?<![^\W_])[0-9]{{1,3}}(?:{SPACE}[0-9]{{3}}(?![0-9]|[.,'’][0-9]{{3}}))++(?:[.,][0-9]{{1,2}}(?![0-9]))?"
    r"|[0-9]++(?:[.,'’][0-9]++)*+"
)
"""All digits of one number with their separators."""

_YEAR = re.compile(r"199[0-9]|20[0-3][0-9]")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_OTHER_GROUPS = re.compile(
    rf"[1-9][0-9]{{0,2}}(?:(?:{SPACE}[0-9]{{3}})+(?:[.,][0-9]{{1,2}})?|(?:['’][0-9]{{3}})+(?:\.[0-9]{{1,2}})?|(?:\.[0-9]{{3}}){{2,}}(?:,[0-9]{{1,2}})?)"
)
_ONE_DOT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_DOT_THEN_COMMA = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3},[0-9]{1,2}")
_COMMA_FRACTION = re.compile(r"[0-9]{1,3},[0-9]{1,2}")


def read_digits(digits: str, *, by_dot: bool, fraction_likely: bool) -> Decimal | None:
    """Read `185,000`, `1,05,000`, `185 000`, `185’000`; `by_dot`: also `185.000`, `185.000,50` and `1,35`.

    `fraction_likely` (percent, or a multiplier behind) makes three digits behind a dot a fraction: `99.997`.
    Without either, `185.000` has no single meaning and is not read.
    """
    if _COMMAS.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _OTHER_GROUPS.fullmatch(digits) or (by_dot and _DOT_THEN_COMMA.fullmatch(digits)):
        return _join(digits)
    if _ONE_DOT.fullmatch(digits) and not fraction_likely:
        return Decimal(digits.replace(".", "")) if by_dot else None
    if _PLAIN.fullmatch(digits):
        return Decimal(digits)
    if (by_dot or fraction_likely) and _COMMA_FRACTION.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    return None


def is_grouped(digits: str) -> bool:
    """Whether the digits stand in groups, `185.000` included."""
    return _PLAIN.fullmatch(digits) is None or _ONE_DOT.fullmatch(digits) is not None


def is_year(digits: str) -> bool:
    """Whether the digits look like a year of our time."""
    return _YEAR.fullmatch(digits) is not None


def _join(digits: str) -> Decimal:
    """Groups of three; one or two digits behind the last separator are a fraction."""
    pieces = re.split(r"[^0-9]", digits)
    fraction = pieces.pop() if len(pieces[-1]) < 3 else "0"
    return Decimal(f"{''.join(pieces)}.{fraction}")
