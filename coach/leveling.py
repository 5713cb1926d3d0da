"""Levels: which one a question names, and where it stands in a guide's level mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coach.types import Question
from index.names import normal
from index.types import Guide, LevelRow

_NO_COMPANY = frozenset(
    {"equivalent", "equivalents", "level", "levels", "title", "titles", "at", "internal", "external", "external title"}
)
_CODE = re.compile(r"^(?:[a-z]{0,4}\d{1,3}|i{1,3}|iv|v)$")
_CODE_COUNTS = 3.0
_ABSENT_COSTS = 0.4
_SAYS_NOTHING = frozenset({"level", "and", "or", "to", "the", "engineer", "engineering", "of", "years"})


def company_of(column: str) -> str:
    """The company that a column of a level mapping is about: `Equivalent @ Google` → Google."""
    words = [word for word in re.split(r"[\s@]+", column) if word and word.lower() not in _NO_COMPANY]
    return " ".join(words)


def rivals_named(rows: Sequence[LevelRow], text: str, elsewhere: Sequence[str]) -> list[str]:
    """Columns of the mapping whose company the question names."""
    named = f" {normal(text)} {' '.join(normal(name) for name in elsewhere)} "
    columns = list(dict.fromkeys(column for row in rows for column in list(row.titles)[1:]))
    return [column for column in columns if company_of(column) and f" {normal(company_of(column))} " in named]


def maps_company(guide: Guide, company: str) -> bool:
    """Whether the guide's level mapping speaks of `company`."""
    wanted = f" {normal(company)} "
    return any(
        wanted in f" {normal(word)} " for row in guide.level_rows for pair in row.titles.items() for word in pair
    )


def starts_from(
    guide: Guide, rows: Sequence[LevelRow], text: str, rivals: Sequence[str]
) -> tuple[LevelRow, str] | None:
    """The row and column of a rival's title that the question starts from; None where it starts from ours."""
    padded = f" {normal(text)} "
    columns = [*rivals, *(column for column in list(rows[0].titles)[1:] if column not in rivals)]
    for column in columns:
        for row in sorted(rows, key=lambda row: -len(row.titles.get(column, ""))):
            other, own = normal(row.titles.get(column, "")), normal(next(iter(row.titles.values()), ""))
            if " " in other and other != normal(guide.role) and f" {other} " in padded and f" {own} " not in padded:
                return row, column
    return None


def matching_row(guide: Guide, rows: Sequence[LevelRow], question: Question) -> LevelRow:
    """The row whose own title fits the question best; that of the guide's role where none does."""
    titled = [row for row in rows if next(iter(row.titles.values()), None) == question.title]
    if titled:
        return titled[0]
    words = set(normal(question.text).split())
    role = set(normal(guide.role).split())

    def fit(row: LevelRow) -> tuple[float, float]:
        own = normal(next(iter(row.titles.values()), "")).split()
        return _fit(own, words), _fit(own, role)

    return max(rows, key=fit)


def levels_named(levels: Iterable[str], text: str) -> list[str]:
    """Those of `levels` that `text` names best; empty where it names none."""
    words = set(normal(text).split())
    scored = {level: _named(normal(level.replace("-", " ")).split(), words) for level in levels}
    best = max(scored.values(), default=0.0)
    return [level for level, score in scored.items() if score == best] if best > 0 else []


def _named(tokens: Sequence[str], words: set[str]) -> float:
    return sum(_weight(token) for token in set(tokens) if token.rstrip("+") in words and token not in _SAYS_NOTHING)


def _fit(tokens: Sequence[str], words: set[str]) -> float:
    present = sum(_weight(token) for token in tokens if token in words)
    return present - _ABSENT_COSTS * sum(_weight(token) for token in tokens if token not in words)


def _weight(token: str) -> float:
    return _CODE_COUNTS if _CODE.match(token) else 1.0
