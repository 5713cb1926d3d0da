"""What a guide lacks to be kept: sections, a review in time, links behind its sources."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from index.audit_codes import finding
from index.types import Finding, Guide, SectionKind, SourceKind

_LINK = re.compile(r"https?://[\w-]", re.IGNORECASE)
_SECTIONS = {
    SectionKind.LEVEL_MAPPING: "level mapping",
    SectionKind.LEVERS: "negotiation levers",
    SectionKind.STRATEGY: "negotiation strategy",
    SectionKind.SOURCES: "sources",
}


def missing_sections(guide: Guide) -> Iterator[Finding]:
    """A finding for each section that a guide should have."""
    if not _has_pay_table(guide):
        message = (
            "there is no compensation table; add one with a row for each region and a column for each part of pay."
        )
        yield finding("section-missing", guide, guide.body_line, message)
    for name in _absent(guide):
        message = f"there is no section with {name}; add one under a heading that says so."
        yield finding("section-missing", guide, guide.body_line, message)


def stale_review(guide: Guide, today: dt.date) -> Iterator[Finding]:
    """A finding where the review date has passed."""
    due = guide.next_review_due
    if due and due < today:
        days = (today - due).days
        overdue = f"{days:,} {'day' if days == 1 else 'days'} ago"
        line = guide.metadata_lines.get("next_review_due", 1)
        message = f"the review was due on {due}, {overdue}; check the figures, then set the next date."
        yield finding("stale-review", guide, line, message)


def unlinked_sources(guide: Guide) -> Iterator[Finding]:
    """A finding where data quality is called high and no source can be looked up."""
    listed = [section for section in guide.sections if section.kind is SectionKind.SOURCES]
    if (guide.data_quality or "").lower() != "high" or not (listed or guide.data_sources):
        return
    texts = [*guide.data_sources, *(block.text for section in listed for block in section.blocks)]
    if not any(_LINK.search(text) for text in texts):
        line = listed[0].start_line if listed else guide.metadata_lines.get("data_sources", 1)
        message = "data quality is called high, but no source has a link; link the sources or lower the rating."
        yield finding("no-source-link", guide, line, message)


def _has_pay_table(guide: Guide) -> bool:
    read_in = (source.kind for figure in guide.figures for source in (figure.source, *figure.confirmed_by))
    return any(kind is SourceKind.TABLE for kind in read_in)


def _absent(guide: Guide) -> Iterator[str]:
    there = {section.kind for section in guide.sections}
    there |= {SectionKind.LEVERS} if guide.levers else set()
    there |= {SectionKind.LEVEL_MAPPING} if guide.level_rows else set()
    return (name for kind, name in _SECTIONS.items() if kind not in there)
