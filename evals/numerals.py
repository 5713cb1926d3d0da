"""Numbers as people write them in pay talk: "£130K–170K", "₹20L", "10-15%", "1.05 million".

A reader of its own, so that what it measures isn't measured with the reader
that the index uses. It gives each number's exact value, its marks of currency
or percent, and where it stands; what the marks mean is kept as a set, because
`$` and `kr` each belong to several currencies.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources import files

PERCENT = frozenset({"%"})


def _any_of(texts: Iterable[str]) -> str:
    """A pattern for any of the texts, the longest first."""
    return "|".join(re.escape(text) for text in sorted(texts, key=lambda text: (-len(text), text)))


_TABLE = tomllib.loads((files("evals") / "numerals.toml").read_text(encoding="utf-8"))
_SCALES: dict[str, int] = _TABLE["scales"]
CODES = frozenset(_TABLE["codes"])
"""ISO 4217 codes that are read as marks."""
_WORDS = frozenset(_TABLE["codes_that_are_words"])
MARKS = {mark: frozenset(meaning.split()) for mark, meaning in _TABLE["marks"].items()}
"""Mark of currency or percent, small → what it may stand for."""

_SYMBOLS = _any_of(mark for mark in MARKS if not mark.isalpha() and " " not in mark and mark != "%")
_LETTERS = rf"(?:{_any_of([*filter(str.isalpha, MARKS), *(CODES - _WORDS)])}|(?-i:{_any_of(_WORDS)}))"
_LONG_SCALES = _any_of(scale for scale in _SCALES if len(scale) > 2)
_SHORT_SCALES = _any_of(scale for scale in _SCALES if len(scale) < 3)
_NUMBER = re.compile(
    rf"(?:(?P<before>(?<![a-z])(?:{_LETTERS}|[a-z]{{1,2}}\$)|{_SYMBOLS})\s?)?"
    r"(?P<digits>(?<![\d.])(?:\d{1,3}(?:[,\u00a0\u202f'’]\d{2,3})*[,\u00a0\u202f'’]\d{3}(?!\d)|\d+)(?:\.\d+)*)"
    rf"(?:(?P<short>{_SHORT_SCALES}|\sk)(?![a-z])|[\s-]?(?P<long>{_LONG_SCALES})(?![a-z]))?"
    rf"\+?(?:\s?(?P<after>%|per\s?cent(?![a-z])|₪|€|£|zł|{_LETTERS}(?![a-z])))?",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![^\W_])[^\W\d_]+\d[^\W_]*\+?")
_RANGE = re.compile(r"[\s*]*(?:-|–|−|to)[\s*]*")


@dataclass(frozen=True)
class Numeral:
    """One number in a text."""

    text: str
    """As written, marks included."""
    start: int
    """Position of the first character."""
    end: int
    """Position after the last character."""
    value: Decimal
    """Exact value in full units; percent as written."""
    marks: frozenset[str]
    """Currencies it may be in, `%` for percent, empty where it bears no mark."""
    scale: int
    """Power of ten of its suffix; 0 where it has none."""
    marked_before: bool
    """Whether the mark stands in front: in "Lever 4 - $30K" the 4 is no money."""


def read_numerals(text: str) -> list[Numeral]:
    """Every number in the text, in order; names with digits such as L5 are not numbers."""
    blanked = _NAME.sub(_blank_name, text)
    return _shared_over_ranges([_numeral(match) for match in _NUMBER.finditer(blanked)], text)


def read_names(text: str) -> list[str]:
    """Names with digits, such as L5, E4 or Point72, in order."""
    return [match.group() for match in _NAME.finditer(text) if not _is_amount(match.group())]


def _blank_name(match: re.Match[str]) -> str:
    return match.group() if _is_amount(match.group()) else " " * len(match.group())


def _is_amount(name: str) -> bool:
    """Whether the letters before the digits are a currency: kr550, USD250K."""
    letters = re.split(r"\d", name, maxsplit=1)[0]
    return letters.upper() in CODES or letters.casefold() in MARKS


def _numeral(match: re.Match[str]) -> Numeral:
    scale = _SCALES.get((match["short"] or match["long"] or "").strip().casefold(), 0)
    marks = _meaning(match["before"]) or _meaning(match["after"])
    value = _value(match["digits"], bool(marks) and not scale and marks != PERCENT) * 10**scale
    return Numeral(match.group().strip(), match.start(), match.end(), value, marks, scale, bool(match["before"]))


def _meaning(mark: str | None) -> frozenset[str]:
    if not mark:
        return frozenset()
    return MARKS.get(mark.casefold()) or (
        frozenset({mark.upper()}) if mark.upper() in CODES else MARKS["$"] if mark.endswith("$") else PERCENT
    )


def _value(digits: str, is_money: bool) -> Decimal:
    """Exact value; dots part thousands where there are several, or in whole money (€120.000)."""
    plain = re.sub(r"[,\u00a0\u202f'’]", "", digits)
    if plain.count(".") > 1 or (is_money and re.fullmatch(r"\d{1,3}\.\d{3}", plain)):
        plain = plain.replace(".", "")
    return Decimal(plain)


def _shared_over_ranges(numerals: list[Numeral], text: str) -> list[Numeral]:
    """Give each bound of "£130–170K" or "10-15%" the marks and the scale that stand at the other one."""
    shared = list(numerals)
    for at in range(len(shared) - 1):
        low, high = shared[at], shared[at + 1]
        if not _RANGE.fullmatch(text, low.end, high.start) or (high.marked_before and not low.marks):
            continue
        if not low.scale and high.scale and low.value < high.value / 10**high.scale * 10:
            low = replace(low, value=low.value * 10**high.scale, scale=high.scale)
        shared[at] = replace(low, marks=low.marks or high.marks)
        shared[at + 1] = replace(high, marks=high.marks or low.marks)
    return shared
