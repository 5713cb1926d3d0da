"""Levels elsewhere, the age of a guide, and its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.passages import block_passages, metadata_passage, row_passage
from coach.selecting import sections_of
from coach.types import Ask
from coach.wording import guide_name, phrase
from coach.writing.context import Context
from index.blocks import plain
from index.names import fold, normal
from index.types import Guide, LevelRow, SectionKind

_QUALIFIER = re.compile(r"\s+(?:equivalent|level|title)s?$", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:table|whole|all|ladder)\b")


def write_levels(context: Context, ask: Ask) -> None:
    """What a level is called at other companies, or here."""
    for guide in context.guides:
        if not guide.level_rows:
            context.draft.miss(phrase("level.none", guide=guide_name(guide)))
            continue
        text = normal(context.question.text)
        elsewhere = context.question.elsewhere
        rivals = _rivals(guide, context.question.text, elsewhere) or _rivals(guide, ask.text, elsewhere)
        row, backwards = _row(guide, text, context.question.title, rivals)
        if row and not _WHOLE.search(fold(ask.text)):
            _say_row(context, guide, row, rivals, backwards)
        else:
            _say_all(context, guide)


def write_freshness(context: Context, ask: Ask) -> None:
    """When the guide was written, when its review is due, and how good it says its data is."""
    for guide in context.guides:
        values = (
            ("last_updated", "updated", guide.last_updated),
            ("next_review_due", _review(context), guide.next_review_due),
            ("salary_data_quarter", "quarter", guide.salary_data_quarter),
            ("data_quality", "quality", guide.data_quality),
        )
        known = [
            (phrase(f"facts.{key}", value=value), passage)
            for field, key, value in values
            if value and (passage := metadata_passage(guide, field))
        ]
        if not known:
            context.draft.miss(phrase("facts.no_metadata", guide=guide_name(guide)))
            continue
        context.draft.say(phrase("facts.lead", guide=guide_name(guide)), passages=[known[0][1]])
        for text, passage in known:
            context.draft.bullet(text, passages=(passage,))


def write_sources(context: Context, ask: Ask) -> None:
    """The sources that the guide names, in its own words."""
    for guide in context.guides:
        passages = [
            passage for section in sections_of(guide, SectionKind.SOURCES) for passage in block_passages(guide, section)
        ]
        if not passages:
            context.draft.miss(phrase("facts.no_sources", guide=guide_name(guide)))
            continue
        context.draft.say(
            phrase("facts.sources", guide=guide_name(guide), count=_count(len(passages))), passages=passages[:1]
        )
        for passage in passages:
            context.draft.bullet(plain(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", passage.quote)), passages=(passage,))


def _rivals(guide: Guide, text: str, elsewhere: Sequence[str]) -> list[str]:
    """Columns of the mapping that the question names."""
    folded = f" {normal(text)} "
    columns = list(guide.level_rows[0].titles)[1:]
    named = [column for column in columns if f" {normal(_QUALIFIER.sub('', column))} " in folded]
    others = [name for name in elsewhere if any(normal(name) == normal(_QUALIFIER.sub("", c)) for c in columns)]
    return named or [column for column in columns if normal(_QUALIFIER.sub("", column)) in map(normal, others)]


def _row(guide: Guide, text: str, title: str | None, rivals: Sequence[str]) -> tuple[LevelRow | None, str | None]:
    """The row asked for, and the rival's column where the question starts from the rival's title."""
    padded = f" {text} "
    for rival in [*rivals, *list(guide.level_rows[0].titles)[1:]]:
        for row in sorted(guide.level_rows, key=lambda row: -len(row.titles.get(rival, ""))):
            other, own = row.titles.get(rival, ""), next(iter(row.titles.values()), "")
            starts_there = other and f" {normal(other)} " in padded and f" {normal(own)} " not in padded
            if starts_there and title is None and normal(other) != normal(guide.role):
                return row, rival
    named = [row for row in guide.level_rows if next(iter(row.titles.values()), None) == title]
    own_role = [row for row in guide.level_rows if normal(next(iter(row.titles.values()), "")) == normal(guide.role)]
    rows = named or own_role or list(guide.level_rows[:1])
    return (rows[0], None) if rows else (None, None)


def _say_row(context: Context, guide: Guide, row: LevelRow, rivals: Sequence[str], backwards: str | None) -> None:
    own_column = next(iter(row.titles))
    passage = row_passage(guide, row)
    for rival in [backwards] if backwards else rivals or list(row.titles)[1:]:
        if rival is None or rival not in row.titles:
            continue
        text = phrase(
            "level.back" if backwards else "level.one",
            title=row.titles[own_column],
            company=_QUALIFIER.sub("", own_column),
            other=row.titles[rival],
            rival=_QUALIFIER.sub("", rival),
        )
        shape = context.draft.say if backwards or len(rivals) == 1 else context.draft.bullet
        shape(text, passages=(passage,))


def _say_all(context: Context, guide: Guide) -> None:
    rows = guide.level_rows
    context.draft.say(phrase("level.table", guide=guide_name(guide)), passages=[row_passage(guide, rows[-1])])
    context.draft.table([_QUALIFIER.sub("", column) for column in rows[0].titles])
    for row in rows:
        cells = [row.titles.get(column, "–") for column in rows[0].titles]
        context.draft.row(cells, passages=(row_passage(guide, row),))


def _review(context: Context) -> str:
    overdue = {warning.guide_id for warning in context.draft.warnings if warning.code == "stale_guide"}
    return "review" if overdue else "review_ahead"


def _count(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[number] if number < len(words) else "many"
