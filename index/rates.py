"""What an amount is paid per: month, year, four years, share, …, by the words right behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from index.digits import SPACE
from index.words import load

_COUNTS = {"2": "two", "3": "three", "4": "four", "5": "five", "6": "six"}
_PAY = r"(?:in )?(?:base|salary|bonus|cash|equity|stock|options|grants?|rsus?|isos|shares|total comp|total|tc)"


@dataclass(frozen=True, slots=True)
class Rate:
    """What the words behind an amount say."""

    per: str
    """`month`, `year`, `four_years`, `hour`, `quarter`, `day`, `week`, `share`, `user`, `three years`, …"""
    end: int
    """Offset behind the words."""
    adjacent: bool
    """False where a word for the part of pay stands between (`RSU/yr`)."""


@cache
def _units() -> dict[str, str]:
    return {word.lower(): unit for unit, words in load("money")["per"].items() for word in words}


@cache
def _adverbs() -> dict[str, str]:
    return {word: unit for unit, words in load("money")["adverb"].items() for word in words}


@cache
def _form() -> re.Pattern[str]:
    unit = "|".join(sorted(map(re.escape, _units()), key=len, reverse=True))
    adverb = "|".join(sorted(map(re.escape, _adverbs()), key=len, reverse=True))
    count = "|".join([*_COUNTS, *_COUNTS.values()])
    years = rf"(?P<years>{count})[ -]?(?:years?|yrs?)"
    return re.compile(
        rf"(?ai:[*_`]{{0,3}}(?P<pay>{SPACE}\(?{_PAY})?[*_`]{{0,3}}"
        rf"(?:{SPACE}?/{SPACE}?(?:{years}|(?P<slash>{unit}))"
        rf"|{SPACE}(?:per|an?|each|every){SPACE}(?P<word>{unit})"
        rf"|{SPACE}(?:(?:vested|vesting|spread|paid) )?over (?:a )?{years.replace('years>', 'over>')}"
        rf"|{SPACE}\({years.replace('years>', 'vest>')}[ -]vest(?:ing)?\)"
        rf"|{SPACE}(?:in )?(?P<adverb>{adverb})))(?![^\W_])"
    )


def rate_behind(text: str, at: int) -> Rate | None:
    """The rate whose words start at `at`; a word for the part of pay may come first (`in RSUs over four years`)."""
    found = _form().match(text, at)
    if found is None:
        return None
    return Rate(_meaning(found), found.end(), adjacent=found["pay"] is None)


def _meaning(found: re.Match[str]) -> str:
    unit = found["slash"] or found["word"]
    if unit:
        return _units()[unit.lower()]
    if found["adverb"]:
        return _adverbs()[found["adverb"].lower()]
    count = (found["years"] or found["over"] or found["vest"]).lower()
    count = _COUNTS.get(count, count)
    return "four_years" if count == "four" else f"{count} years"
