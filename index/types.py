"""The words of the index: Guide, Section, Figure, Passage, Chunk, Hit.

Money is in whole currency units (175000), percent as written (15), lines are
1-based and inclusive, bounds are inclusive. A figure is born with its source
and never loses it; a passage is verbatim text of one file at known lines.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

Number = int | float
"""A whole number where the guide writes one, a float only for fractions."""


class Frozen(BaseModel):
    """Base of every type that travels from file to wire."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Component(StrEnum):
    """What part of the pay a figure is about."""

    BASE_SALARY = "base_salary"
    BONUS = "bonus"
    EQUITY = "equity"
    SIGNING_BONUS = "signing_bonus"
    PROFIT_SHARE = "profit_share"
    TOTAL_COMPENSATION = "total_compensation"


class Kind(StrEnum):
    """What a figure is in the negotiation."""

    MARKET_RANGE = "market_range"
    ANCHOR = "anchor"
    COUNTER = "counter"
    ACCEPT = "accept"
    WALK_AWAY = "walk_away"
    COMPETING_OFFER = "competing_offer"
    PARTICIPATION_TARGET = "participation_target"
    OTHER = "other"


class Unit(StrEnum):
    """What `low` and `high` count."""

    CURRENCY = "currency"
    PERCENT = "percent"
    SHARES = "shares"


class Period(StrEnum):
    """The time that an amount covers."""

    YEAR = "year"
    FOUR_YEARS = "four_years"
    ONCE = "once"


class SourceKind(StrEnum):
    """Where in a guide a figure was read."""

    FRONT_MATTER = "front_matter"
    TABLE = "table"
    PROSE = "prose"


class SectionKind(StrEnum):
    """What a section is for; decides which questions it can answer."""

    TITLE = "title"
    COMPENSATION = "compensation"
    NEGOTIATION_DNA = "negotiation_dna"
    LEVEL_MAPPING = "level_mapping"
    ECONOMICS = "economics"
    LEVERS = "levers"
    STRATEGY = "strategy"
    SOURCES = "sources"
    OTHER = "other"


class FigureSource(Frozen):
    """The place that a figure was read from."""

    kind: SourceKind
    """Front-matter, a table cell or running text."""
    path: str
    """Path of the guide, relative to the guides folder."""
    locator: str
    """YAML path (`compensation[2].base_low..base_high`), table cell or heading."""
    line: int
    """1-based line of the first character."""
    end_line: int
    """1-based line of the last character; equals `line` except for a YAML low/high pair."""
    words: str = ""
    """The sentence or cell as written; empty for front-matter."""


class Figure(Frozen):
    """One exact number or range with everything needed to not misread it."""

    component: Component
    """The part of the pay."""
    kind: Kind
    """What the number is in the negotiation."""
    region: str | None
    """Region as the guide names it, without flag, emphasis or currency suffix; None where the guide names none."""
    level: str | None
    """Level as the guide names it; None where the guide names none."""
    low: Number
    """Lower bound, inclusive; equals `high` for a single value."""
    high: Number
    """Upper bound, inclusive."""
    unit: Unit
    """What the bounds count."""
    currency: str | None
    """ISO 4217 code; None for percent, shares, and where the guide gives none."""
    period: Period | None
    """Time that the amount covers; None where the guide doesn't say or another one applies (see `qualifier`)."""
    qualifier: str | None = None
    """The guide's own restricting words, e.g. `guaranteed`, `per month`, `at least`; None where there are none."""
    guide_id: str
    """Guide that the figure comes from."""
    source: FigureSource
    """Where it was read."""
    confirmed_by: tuple[FigureSource, ...] = ()
    """Further places of the same guide that give the same number."""


class Dispute(Frozen):
    """Two places of one guide that give different numbers for the same thing."""

    leading: Figure
    """The more specific one, which stands among the guide's figures."""
    other: Figure
    """The one that it overrules; it stands nowhere else."""


class Block(Frozen):
    """A paragraph, list item, table, quote or code block of a section, verbatim."""

    kind: str
    """`paragraph`, `item`, `table`, `quote` or `code`."""
    start_line: int
    """First line in the file."""
    end_line: int
    """Last line in the file."""
    text: str
    """The lines as they stand, joined by newlines."""


class Section(Frozen):
    """A stretch of a guide under one heading or bold lead-in."""

    title: str
    """Heading text without Markdown marks or a closing colon."""
    heading_path: tuple[str, ...]
    """Titles from the outermost heading to this one, this one included."""
    anchor: str
    """URL fragment, unique in the guide."""
    kind: SectionKind
    """What the section is for."""
    level: int
    """1 to 6 for Markdown headings, 7 for a bold lead-in."""
    start_line: int
    """Line of the heading."""
    end_line: int
    """Last line of the section's own blocks (of the heading where it has none)."""
    blocks: tuple[Block, ...]
    """The section's own blocks, those of its sub-sections excluded."""


class Lever(Frozen):
    """One numbered or titled negotiation lever."""

    number: int
    """Its number in the guide, counted where the guide doesn't number."""
    title: str
    """Its title, without marks."""
    anchor: str
    """Anchor of the section that it stands in."""
    start_line: int
    """First line."""
    end_line: int
    """Last line."""
    text: str
    """Verbatim text, title included."""


class LevelRow(Frozen):
    """One line of equivalences: the same level at several companies."""

    titles: dict[str, str]
    """Column or company name as written → level or title there."""
    anchor: str
    """Anchor of the section that it stands in."""
    line: int
    """Line of the row."""
    header_line: int
    """Line of the table's header; equals `line` for equivalences in running text."""


class Finding(Frozen):
    """Something in a guide that whoever maintains it should look at."""

    code: str
    """Stable kebab-case code, e.g. `sources-disagree`."""
    level: str
    """`error`, `warning` or `info`."""
    path: str
    """Path of the guide, relative to the guides folder."""
    line: int
    """1-based line; 1 where the whole file is meant."""
    message: str
    """One sentence: what is wrong and what to do."""


class Guide(Frozen):
    """One document about one role at one company, read and structured."""

    id: str
    """`company-slug/role-slug`."""
    company: str
    """Company as people write it."""
    role: str
    """Role as people write it."""
    title: str
    """Title line without marks, or company and role where there is none."""
    source_path: str
    """Path relative to the guides folder."""
    sha256: str
    """Hash of the file's bytes."""
    regions: tuple[str, ...]
    """Regions that the guide gives pay for, in its order."""
    text: str
    """The whole file, newline-normalised; line n of it is line n of the file."""
    body_line: int
    """First line after the front-matter; 1 where there is none."""
    last_updated: dt.date | None
    """From the front-matter; None where it doesn't say."""
    next_review_due: dt.date | None
    """From the front-matter; None where it doesn't say."""
    data_quality: str | None
    """The guide's own rating (`high`, `medium`, `low`); None where it doesn't say."""
    salary_data_quarter: str | None
    """Quarter that the pay data is from, e.g. `2025-Q4`; None where it doesn't say."""
    data_sources: tuple[str, ...]
    """Names of sources listed in the front-matter."""
    metadata_lines: dict[str, int]
    """Line of each top-level front-matter key."""
    sections: tuple[Section, ...]
    """In the order of the file."""
    figures: tuple[Figure, ...]
    """Every figure of the guide, the leading one where two places disagree."""
    disputes: tuple[Dispute, ...]
    """Where front-matter and body give different numbers."""
    level_rows: tuple[LevelRow, ...]
    """Every level equivalence of the guide."""
    levers: tuple[Lever, ...]
    """Every negotiation lever of the guide."""
    findings: tuple[Finding, ...]
    """What reading it brought to light."""


class Passage(Frozen):
    """Verbatim words of one guide: what a citation rests on."""

    guide_id: str
    """Guide that the words stand in."""
    anchor: str
    """Anchor of the section; `front-matter` for the YAML block."""
    start_line: int
    """First line."""
    end_line: int
    """Last line."""
    quote: str
    """Verbatim text: a substring of the file at those lines, white space aside."""


class Chunk(Frozen):
    """A passage as it is searched: words to quote, and words to embed."""

    id: str
    """Deterministic id: guide id, anchor and position."""
    passage: Passage
    """Words to quote."""
    kind: SectionKind
    """Kind of the section that it comes from."""
    text_to_embed: str
    """Company, role, section and words; fits the embedding model's window."""


class Hit(Frozen):
    """A chunk that a search found, and why."""

    chunk: Chunk
    """What was found."""
    score: float
    """Fused score; higher is better, comparable within one search only."""
    similarity: float | None
    """Cosine similarity to the question, -1 to 1; None where only words matched."""
    dense_rank: int | None
    """Rank by similarity, from 1; None where it wasn't among the candidates."""
    lexical_rank: int | None
    """Rank by BM25, from 1; None where it wasn't among the candidates."""
