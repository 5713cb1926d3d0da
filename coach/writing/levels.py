"""What a level is called at other companies, and which title of theirs is ours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.leveling import company_of, matching_row, rivals_named, starts_from
from coach.passages import block_passages, row_passage
from coach.selecting import sections_of
from coach.types import Ask
from coach.wording import guide_name, phrase
from coach.writing.context import Context
from index.names import fold
from index.types import Guide, LevelRow, SectionKind

_WHOLE = re.compile(r"\b(?:table|whole|all|every|full)\b")
_YEARS = re.compile(r"\byears?\b|\byoe\b|\bexperience\b")
_EXPERIENCE = re.compile(r"yoe|years|experience", re.IGNORECASE)
_MOST_BLOCKS = 3


def write_levels(context: Context, ask: Ask) -> None:
    """The row of the level mapping that is asked for, all of it, or its words where it is no table."""
    for guide in context.guides:
        rows = [row for row in guide.level_rows if row.line != row.header_line]
        if not rows:
            _quote_mapping(context, guide)
            continue
        rivals = rivals_named(rows, context.question.text, context.question.elsewhere)
        backwards = None if context.question.title else starts_from(guide, rows, context.question.text, rivals)
        if _WHOLE.search(fold(ask.text)):
            _say_all(context, guide, rows)
        elif backwards:
            _say_back(context, guide, *backwards)
        else:
            _say_row(context, guide, matching_row(guide, rows, context.question), rivals)


def _quote_mapping(context: Context, guide: Guide) -> None:
    passages = [
        passage
        for section in sections_of(guide, SectionKind.LEVEL_MAPPING)
        for passage in block_passages(guide, section)
    ]
    if not passages:
        context.draft.miss(phrase("level.none", guide=guide_name(guide)))
        return
    context.draft.say(phrase("level.table", guide=guide_name(guide)), passages=passages[:1])
    for passage in passages[:_MOST_BLOCKS]:
        context.draft.quote(passage)


def _say_back(context: Context, guide: Guide, row: LevelRow, rival: str) -> None:
    own = next(iter(row.titles))
    text = phrase(
        "level.back",
        title=row.titles[own],
        company=company_of(own) or guide.company,
        other=row.titles[rival],
        rival=company_of(rival),
    )
    context.draft.say(text, passages=(row_passage(guide, row),))


def _say_row(context: Context, guide: Guide, row: LevelRow, rivals: Sequence[str]) -> None:
    own = next(iter(row.titles))
    passage = row_passage(guide, row)
    columns = [rival for rival in rivals if rival in row.titles] or [
        column for column in list(row.titles)[1:] if not _EXPERIENCE.search(column)
    ]
    for column in columns:
        text = phrase(
            "level.one",
            title=row.titles[own],
            company=company_of(own) or guide.company,
            other=row.titles[column],
            rival=company_of(column) or column,
        )
        (context.draft.say if len(columns) == 1 else context.draft.bullet)(text, passages=(passage,))
    years = [column for column in row.titles if _EXPERIENCE.search(column)]
    if years and _YEARS.search(fold(context.question.text)):
        text = phrase("level.years", title=row.titles[own], column=years[0].lower(), years=row.titles[years[0]])
        context.draft.say(text, passages=(passage,))


def _say_all(context: Context, guide: Guide, rows: Sequence[LevelRow]) -> None:
    first = [row for row in rows if row.header_line == rows[0].header_line]
    context.draft.say(phrase("level.table", guide=guide_name(guide)), passages=[row_passage(guide, first[-1])])
    context.draft.table([company_of(column) or column for column in first[0].titles])
    for row in first:
        cells = [row.titles.get(column, "–") for column in first[0].titles]
        context.draft.row(cells, passages=(row_passage(guide, row),))
