"""Guides as they travel: a card for the catalogue, a record without the full text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.catalogue_types import GuideCard, GuideRecord, SectionOutline
from index.types import Guide


def card_of(guide: Guide) -> GuideCard:
    """A guide in the catalogue."""
    return GuideCard(**_card(guide))


def guide_record(guide: Guide) -> GuideRecord:
    """A guide as it travels: without its full text."""
    return GuideRecord(
        **_card(guide),
        source_path=guide.source_path,
        data_sources=guide.data_sources,
        sections=tuple(_outlines(guide)),
        figures=guide.figures,
        level_rows=guide.level_rows,
    )


def _card(guide: Guide) -> dict[str, Any]:
    return {
        "id": guide.id,
        "company": guide.company,
        "role": guide.role,
        "title": guide.title,
        "regions": guide.regions,
        "last_updated": guide.last_updated,
        "next_review_due": guide.next_review_due,
        "data_quality": guide.data_quality,
        "salary_data_quarter": guide.salary_data_quarter,
        "url": f"/guides/{guide.id}",
    }


def _outlines(guide: Guide) -> Iterator[SectionOutline]:
    for section in guide.sections:
        yield SectionOutline(
            title=section.title,
            heading_path=section.heading_path,
            kind=section.kind,
            start_line=section.start_line,
            end_line=section.end_line,
            url=f"/guides/{guide.id}#{section.anchor}",
        )
