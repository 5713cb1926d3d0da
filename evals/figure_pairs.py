"""Front-matter values beside the table cell of the same region, and how the two compare.

`spelled` comes from a second, simple reader: whether the cell's digits are the
front-matter's numbers. It shares no code with the money grammar.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from index.audit_pairs import compensation_rows, front_figures, is_row_of, pay_figures, same_region
from index.audit_ranges import reversed_ranges
from index.components import component_of
from index.front_matter import Entry
from index.types import Component, Figure, Guide

PAIR_FATES = ("agreeing", "merged", "repaired", "disagreeing", "currency conflict", "unreadable", "elsewhere")
_WRITTEN = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?([KkMBL]|lakh|cr)?")
_FACTORS = {"": 1, "k": 1e3, "m": 1e6, "b": 1e9, "l": 1e5, "lakh": 1e5, "cr": 1e7}
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Pair:
    """One region's part of pay in front-matter and table."""

    path: str
    line: int
    component: str
    fate: str
    """One of PAIR_FATES."""
    spelled: bool
    """Whether a front-matter range's two numbers both stand in the table's cell."""
    is_equal: bool
    """Whether the figure read from that cell is the front-matter's range."""


def pairs(guide: Guide) -> Iterator[Pair]:
    """A pair for each front-matter figure, and one for each table figure whose front-matter value is null."""
    table, front = pay_figures(guide), front_figures(guide)
    rows = compensation_rows(guide)
    torn = {finding.line for finding in reversed_ranges(guide)}
    unreadable = any(finding.code == "cell-unreadable" for finding in guide.findings)
    for figure in front:
        yield _pair(figure, _rivals(figure, table), torn, unreadable)
    seen: set[tuple[Component, str | None]] = set()
    for figure in table:
        key = (figure.component, figure.region)
        if key not in seen and not _rivals(figure, front):
            fate = "repaired" if _has_null(figure, rows) else "elsewhere"
            yield Pair(guide.source_path, figure.source.line, figure.component.value, fate, False, False)
        seen.add(key)


def _pair(figure: Figure, rivals: Sequence[Figure], torn: Collection[int], unreadable: bool) -> Pair:
    cells = [other for other in rivals if not (other.low == other.high and other.source.line in torn)]
    spelling = [other for other in cells if figure.low != figure.high and _spells(other.source.words, figure)]
    return Pair(
        figure.source.path,
        figure.source.line,
        figure.component.value,
        _fate(figure, cells, unreadable or len(cells) < len(rivals)),
        bool(spelling),
        any(_same_numbers(figure, other) for other in spelling),
    )


def _fate(figure: Figure, rivals: Sequence[Figure], unreadable: bool) -> str:
    same_unit = [other for other in rivals if other.unit is figure.unit]
    same_currency = [other for other in same_unit if other.currency == figure.currency]
    if any(_same_numbers(figure, other) for other in same_currency):
        return "agreeing"
    if not same_unit:
        return "unreadable" if unreadable and not rivals else "elsewhere"
    if not same_currency or any(_same_numbers(figure, other) for other in same_unit):
        return "currency conflict"
    if any(_is_low_end(figure, other) for other in same_currency):
        return "repaired"
    return "merged" if _is_merged(figure, same_currency) else "disagreeing"


def _rivals(figure: Figure, others: Sequence[Figure]) -> list[Figure]:
    same = [other for other in others if other.component is figure.component]
    exact = [other for other in same if other.region == figure.region]
    return exact or [other for other in same if same_region(other.region, figure.region)]


def _has_null(figure: Figure, rows: Sequence[Entry]) -> bool:
    """Whether the front-matter has a key for the part in the region's row."""
    here = (row for row in rows if is_row_of(row, figure.region))
    return any(component_of(key) is figure.component for row in here for key in row.fields)


def _same_numbers(one: Figure, other: Figure) -> bool:
    return (one.low, one.high) == (other.low, other.high) and one.unit is other.unit


def _is_merged(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether the front-matter has the lowest and the highest of the table's levels."""
    levels = [other for other in others if other.level is not None]
    return len(levels) > 1 and (figure.low, figure.high) == (
        min(each.low for each in levels),
        max(each.high for each in levels),
    )


def _is_low_end(figure: Figure, other: Figure) -> bool:
    return figure.low == figure.high == other.low < other.high


def _spells(cell: str, figure: Figure) -> bool:
    """Whether both bounds stand in the cell; `10-15K` lends its letter to the first number."""
    found = [(float(digits.replace(",", "")), letter.lower()) for digits, letter in _written(cell)]
    letters = {letter for _, letter in found if letter}
    numbers = {value * _FACTORS[letter] for value, letter in found}
    numbers |= {value * _FACTORS[letter] for value, own in found if not own for letter in letters}
    return all(any(abs(bound - number) < 0.5 for number in numbers) for bound in (figure.low, figure.high))


def _written(cell: str) -> list[tuple[str, str]]:
    return [(digits, letter) for digits, letter in _WRITTEN.findall(cell) if len(digits) <= _MOST_DIGITS]
