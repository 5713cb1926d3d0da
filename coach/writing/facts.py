"""The age of a guide, and its sources."""

from __future__ import annotations

import re

from coach.passages import block_passages, metadata_passage
from coach.selecting import sections_of
from coach.types import Ask
from coach.wording import guide_name, phrase
from coach.writing.context import Context
from index.blocks import plain
from index.types import SectionKind


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


def _review(context: Context) -> str:
    overdue = {warning.guide_id for warning in context.draft.warnings if warning.code == "stale_guide"}
    return "review" if overdue else "review_ahead"


def _count(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[number] if number < len(words) else "many"
