"""When two wordings mean the same: regions, levels, sections and mentions.

Names are compared by their words, without case, accents, emoji and marks;
mentions as they stand, but for case and for kinds of dashes and spaces.
"""

from __future__ import annotations

import re
import unicodedata

from evals.numerals import CODES

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
_QUOTES = {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'}
_SUFFIX = re.compile(rf"\((?:hq|(?:{'|'.join(CODES)})(?:\s*/\s*(?:{'|'.join(CODES)}))*)\)", re.IGNORECASE)
"""What guides append to a region's name: its being the headquarters, or the currencies of its row."""


def words(name: str) -> tuple[str, ...]:
    """The words of a name: no case, accents, emoji or punctuation."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return tuple(re.findall(r"[^\W_]+", bare))


def same_region(expected: str | None, given: str | None) -> bool:
    """Whether both name the same place; an expected None matches any."""
    if expected is None:
        return True
    return given is not None and _one_holds_other(words(_SUFFIX.sub(" ", expected)), words(_SUFFIX.sub(" ", given)))


def same_level(expected: str | None, given: str | None) -> bool:
    """Whether both name the same level; None matches None only."""
    if expected is None or given is None:
        return expected is given
    return _one_holds_other(words(expected), words(given))


def same_section(expected: str, given: str) -> bool:
    """Whether one title is the other, trailing qualifiers aside."""
    shorter, longer = sorted((words(expected), words(given)), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter


def holds(text: str, name: str) -> bool:
    """Whether the words of the name stand in the text one after the other."""
    return _in_a_row(words(name), words(text))


def mentions(text: str, wanted: str) -> bool:
    """Whether one of the alternatives, separated by `|`, stands in the text."""
    return any(_stands_in(_folded(text), _folded(option)) for option in wanted.split("|"))


def _folded(text: str) -> str:
    return text.translate(_DASHES).translate(_SPACES).translate(_QUOTES).casefold()


def _stands_in(text: str, option: str) -> bool:
    """Whether the option stands there and isn't a piece of a longer number (9,000 in 19,000)."""
    before = r"(?<!\d)(?<!\d[.,])" if option[:1].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if option[-1:].isdigit() else ""
    return re.search(before + re.escape(option) + after, text) is not None


def _one_holds_other(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return _in_a_row(shorter, longer)


def _in_a_row(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return bool(few) and any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))
