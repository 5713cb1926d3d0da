"""The words of the wire for guides and figures: what is asked for, and what travels."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from index.types import Component, Figure, Frozen, LevelRow, SectionKind

MOST_ON_A_PAGE = 1_000
"""About 500 kB of figures."""

Filter = Annotated[str | None, Field(max_length=200)]


class GuideCard(Frozen):
    """A guide in the catalogue."""

    id: str
    """`company-slug/role-slug`."""
    company: str
    """Company as people write it."""
    role: str
    """Role as people write it."""
    title: str
    """Title line of the guide."""
    regions: tuple[str, ...]
    """Regions that the guide gives figures for."""
    last_updated: dt.date | None
    """When the guide was last updated; None where it doesn't say."""
    next_review_due: dt.date | None
    """When the guide should be reviewed; None where it doesn't say."""
    data_quality: str | None
    """The guide's own rating; None where it doesn't say."""
    salary_data_quarter: str | None
    """Quarter that the pay data is from; None where it doesn't say."""
    url: str
    """Path of the readable page."""


class SectionOutline(Frozen):
    """A section of a guide, without its words."""

    title: str
    """Heading text."""
    heading_path: tuple[str, ...]
    """Titles from the outermost heading to this one."""
    kind: SectionKind
    """What the section is for."""
    start_line: int
    """Line of the heading."""
    end_line: int
    """Last line of the section's own words."""
    url: str
    """Path of the readable page with the section's anchor."""


class GuideRecord(GuideCard):
    """One guide: its facts, sections and figures, without its full text."""

    source_path: str
    """Path relative to the guides folder."""
    data_sources: tuple[str, ...]
    """Names of the sources that the guide lists."""
    sections: tuple[SectionOutline, ...]
    """In the order of the file."""
    figures: tuple[Figure, ...]
    """Every figure with its provenance."""
    level_rows: tuple[LevelRow, ...]
    """Every level equivalence."""


class GuideQuery(Frozen):
    """Which guides to list."""

    company: Filter = None
    """Company by slug or name; None for all."""
    role: Filter = None
    """Role by slug or name; None for all."""
    q: Filter = None
    """Words that company, role, title or regions must hold."""
    limit: Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE)] = 50
    """Guides on a page."""
    cursor: Filter = None
    """`next_cursor` of the page before; None for the first one."""


class FigureQuery(Frozen):
    """Which figures to list."""

    company: Filter = None
    """Company by slug or name; None for all."""
    role: Filter = None
    """Role by slug or name; None for all."""
    region: Filter = None
    """Region as a guide names it, or by a common alias; None for all."""
    component: Component | None = None
    """Part of the pay; None for all."""
    level: Filter = None
    """Level, or words of it; None for all."""
    limit: Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE)] = 200
    """Figures on a page."""
    cursor: Filter = None
    """`next_cursor` of the page before; None for the first one."""


class GuidePage(Frozen):
    """A page of the catalogue."""

    guides: tuple[GuideCard, ...]
    """In the order of their ids."""
    next_cursor: str | None
    """Give it as `cursor` for the next page; None on the last one."""
    index: str
    """Generation id of the index."""


class FigurePage(Frozen):
    """A page of figures."""

    figures: tuple[Figure, ...]
    """By guide, in the order of the guide."""
    next_cursor: str | None
    """Give it as `cursor` for the next page; None on the last one."""
    index: str
    """Generation id of the index."""
