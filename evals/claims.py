"""Promise 1, measured apart from the coach: no unsupported number.

Each number of an answer must be in its figures, in the words that it cites,
in what it derived, or be one of the user's own; list numbers, citation
markers, dates of the guide and names with digits are no claims.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from coach.types import Answer
from evals.numerals import PERCENT, Numeral, read_names, read_numerals
from index.types import Guide, Number, Unit

MARKER = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")
"""A citation marker, or several in one pair of brackets."""
_LIST_NUMBER = re.compile(r"^[\s>]*(?:[-*+]\s+)?\**\d{1,3}[.)](?=\s)", re.MULTILINE)
_PLANS = ("401(k)", "401k", "403(b)")
"""Pension plans that are called by a number."""
_ADDRESS = re.compile(r"(?<=\])\([^)\s]*\)|https?://\S+")
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_DATE_FORMS = (
    "{0:%Y-%m-%d}",
    "{0.day} {0:%B %Y}",
    "{0.day} {0:%b %Y}",
    "{0:%B} {0.day}, {0.year}",
    "{0:%b} {0.day}, {0.year}",
    "{0:%B %Y}",
    "{0:%b %Y}",
    "{0.day} {0:%B}",
    "{0:%B} {0.day}",
    "{0.year}",
)
_LEAST_PLAIN_MONEY = 1000
"""An unmarked number in a quote may stand for marked money from here on; below, it may be hours or pods."""


def unsupported_numbers(answer: Answer, turns: Sequence[str], guides: Mapping[str, Guide]) -> tuple[str, ...]:
    """Numbers and names with digits that nothing vouches for, as the answer writes them."""
    claims = _claims(answer, guides)
    quoted = " ".join([*turns, *(citation.quote for citation in answer.citations)])
    dates = [date for date in _DATE.findall(claims) if date not in quoted]
    claims = _DATE.sub(" ", claims)
    support = [*_cited(answer), *_derived(answer), *_users_own(turns)]
    numbers = [number.text for number in read_numerals(claims) if not _supported(number, support)]
    known = _known_names(answer, turns, guides)
    names = [name for name in read_names(claims) if name.casefold() not in known]
    return (*dates, *numbers, *names)


def _claims(answer: Answer, guides: Mapping[str, Guide]) -> str:
    """The answer's text without what makes no claim: markers, list numbers, addresses, dates and names."""
    text = _ADDRESS.sub(" ", MARKER.sub(" ", answer.answer))
    text = _LIST_NUMBER.sub(" ", text)
    harmless = {*_PLANS, *_dates(answer, guides), *_names(answer, guides)}
    for words in sorted((words for words in harmless if any(map(str.isdigit, words))), key=len, reverse=True):
        text = re.sub(rf"(?<![\w.,$£€¥₹]){re.escape(words)}(?![\w%]|[.,-]\d)", " ", text, flags=re.IGNORECASE)
    return text


def _dates(answer: Answer, guides: Mapping[str, Guide]) -> Iterable[str]:
    """Every usual way to write the dates of the guides that the answer draws on."""
    for guide in _drawn_on(answer, guides):
        for date in (guide.last_updated, guide.next_review_due):
            yield from _written(date) if date else ()
        if guide.salary_data_quarter:
            year, _, quarter = guide.salary_data_quarter.partition("-")
            yield from (guide.salary_data_quarter, f"{quarter} {year}", year)


def _written(date: dt.date) -> Iterable[str]:
    return (form.format(date) for form in _DATE_FORMS)


def _names(answer: Answer, guides: Mapping[str, Guide]) -> Iterable[str]:
    """Names that may hold digits: of companies and roles, and of the sections, regions and levels in use."""
    for guide in guides.values():
        yield from (guide.company, guide.role, guide.id)
    for citation in answer.citations:
        yield from (citation.section, *citation.heading_path)
    for figure in answer.figures:
        yield from (figure.region or "", figure.level or "")
    yield from (answer.scope.region or "", answer.scope.level or "")


def _known_names(answer: Answer, turns: Sequence[str], guides: Mapping[str, Guide]) -> frozenset[str]:
    """Names with digits that the guides drawn on or the user wrote."""
    texts = [*turns, *(guide.text for guide in _drawn_on(answer, guides))]
    return frozenset(name.casefold() for text in texts for name in read_names(text))


def _drawn_on(answer: Answer, guides: Mapping[str, Guide]) -> list[Guide]:
    ids = {*answer.scope.guide_ids, *(citation.guide_id for citation in answer.citations)}
    return [guides[guide_id] for guide_id in sorted(ids) if guide_id in guides]


def _cited(answer: Answer) -> Iterable[Numeral]:
    """Numbers of the figures and of the quoted words."""
    for figure in answer.figures:
        yield from (_counted(bound, figure.unit, figure.currency) for bound in (figure.low, figure.high))
    for citation in answer.citations:
        yield from read_numerals(citation.quote)


def _derived(answer: Answer) -> Iterable[Numeral]:
    for derived in answer.derived:
        yield _counted(derived.value, derived.unit, derived.currency)
        yield from read_numerals(derived.formula)


def _users_own(turns: Iterable[str]) -> Iterable[Numeral]:
    """The user's numbers; who says "210 base" may be answered with 210,000."""
    for number in (number for turn in turns for number in read_numerals(turn)):
        yield number
        if not number.scale and number.value < _LEAST_PLAIN_MONEY and number.marks != PERCENT:
            yield Numeral(number.text, number.start, number.end, number.value * 1000, number.marks, 3, False)


def _counted(value: Number, unit: Unit, currency: str | None) -> Numeral:
    marks = PERCENT if unit is Unit.PERCENT else frozenset({currency} if currency else ())
    return Numeral(str(value), 0, 0, Decimal(str(value)), marks, 0, False)


def _supported(number: Numeral, support: Iterable[Numeral]) -> bool:
    return any(abs(other.value) == abs(number.value) and _vouches(other.marks, number) for other in support)


def _vouches(marks: frozenset[str], number: Numeral) -> bool:
    """Whether a number with these marks may stand behind this one: never another currency, never amount for percent."""
    if not number.marks:
        return True
    if not marks:
        return number.marks != PERCENT and number.value >= _LEAST_PLAIN_MONEY
    return bool(marks & number.marks)
