"""The words of the coach: Offer, Question, Citation, Answer, Turn, Conversation.

An `Answer` is what travels over HTTP as it is. Amounts are whole currency
units, percent as written. Each figure and citation is verified before an
answer leaves the coach.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from index.types import Component, Figure, Frozen, Number, Period, Unit


class Status(StrEnum):
    """How a question was met."""

    ANSWERED = "answered"
    NEEDS_CLARIFICATION = "needs_clarification"
    NOT_IN_GUIDES = "not_in_guides"
    OUT_OF_SCOPE = "out_of_scope"
    DECLINED = "declined"


class Stage(StrEnum):
    """Where an answer in the making stands."""

    UNDERSTANDING = "understanding"
    RETRIEVING = "retrieving"
    COMPOSING = "composing"
    VERIFYING = "verifying"


class OfferItem(Frozen):
    """One part of an offer that the user has."""

    component: Component
    """The part of the pay."""
    amount: Annotated[Number, Field(ge=0, le=1e12, allow_inf_nan=False)]
    """In whole currency units, or percent as written; not negative."""
    unit: Unit = Unit.CURRENCY
    """What the amount counts."""
    period: Period | None = None
    """Time that the amount covers; None where the user didn't say."""


class Offer(Frozen):
    """What the user was offered, in their own numbers."""

    items: Annotated[tuple[OfferItem, ...], Field(max_length=20)] = ()
    """The parts, at most one for each component and unit."""
    currency: Annotated[str | None, Field(pattern="^[A-Z]{3}$")] = None
    """ISO 4217 code of all amounts; None where the user didn't say."""
    company: Annotated[str | None, Field(max_length=200)] = None
    """Company as the user names it; None where the conversation says it."""
    role: Annotated[str | None, Field(max_length=200)] = None
    """Role as the user names it; None where the conversation says it."""
    region: Annotated[str | None, Field(max_length=200)] = None
    """Place as the user names it; None where the conversation says it."""


class Intent(StrEnum):
    """What somebody wants to know or have."""

    LOOKUP = "lookup"
    OFFER = "offer"
    COUNTER = "counter"
    WALK_AWAY = "walk_away"
    LEVEL_MAPPING = "level_mapping"
    PARTICIPATION = "participation"
    LEVERS = "levers"
    COMPETING = "competing"
    DRAFT = "draft"
    REHEARSAL = "rehearsal"
    FRESHNESS = "freshness"
    SOURCES = "sources"
    DNA = "dna"
    OPEN = "open"


class Ask(Frozen):
    """One thing asked for, with the parts of pay that it is about."""

    intent: Intent
    """What is wanted."""
    components: tuple[Component, ...]
    """Parts of pay named with it; empty means all."""
    text: str
    """The words that asked for it."""


class Claim(Frozen):
    """A number that the user takes for the guide's."""

    component: Component
    """The part of pay."""
    low: Number
    """Lower bound, inclusive."""
    high: Number
    """Upper bound, inclusive; equals `low` for a single value."""
    unit: Unit
    """What the bounds count."""
    currency: str | None
    """ISO 4217 code; None where the user didn't say."""


class Question(Frozen):
    """A message as understood, with what earlier turns supply."""

    text: str
    """The message, instructions to the coach taken out."""
    asks: tuple[Ask, ...]
    """Everything that is asked for, in order; empty for a greeting."""
    companies: tuple[str, ...]
    """Company slugs."""
    company_named: bool
    """This message names the company; otherwise earlier turns or a catalogue of one company supply it."""
    guide_named: bool
    """This message names a company or role."""
    roles: tuple[str, ...]
    """Role slugs."""
    guide_ids: tuple[str, ...]
    """Guides meant."""
    regions: tuple[str, ...]
    """Regions as the guides name them; empty means none was named."""
    every_region: bool
    """All regions were asked for."""
    comparing: bool
    """Things are to be set side by side."""
    title: str | None
    """Internal level title named, as the guide writes it."""
    currency: str | None
    """ISO 4217 code asked for; None where none was."""
    offer: Offer
    """What the user was offered, so far."""
    fresh_offer: bool
    """This message brought numbers of the offer."""
    claims: tuple[Claim, ...]
    """Numbers that the user takes for the guide's."""
    elsewhere: tuple[str, ...]
    """Companies named that no guide is about."""
    other_roles: tuple[str, ...]
    """Roles named that no guide is about."""
    other_places: tuple[str, ...]
    """Places named that the guides meant don't cover."""
    injected: bool
    """Instructions to the coach were taken out of the message."""
    has_rival_offer: bool
    """The user says that they hold another offer."""


class Scope(Frozen):
    """What the answer is about, as the coach understood it."""

    company: str | None
    """Company as the guide writes it; None where the question is about none or several."""
    role: str | None
    """Role as the guide writes it; None where the question is about none or several."""
    region: str | None
    """Region as the guide names it; None where the question is about none or several."""
    level: str | None
    """Level as the guide names it; None where none was named."""
    guide_ids: tuple[str, ...]
    """Guides that the answer draws on, in the order asked for."""


class Citation(Frozen):
    """The verbatim words that a claim rests on."""

    marker: int
    """Number that stands as `[1]` in the answer."""
    guide_id: str
    """Guide that the words stand in."""
    section: str
    """Title of the section."""
    heading_path: tuple[str, ...]
    """Titles from the outermost heading down to the section."""
    quote: str
    """Verbatim text: a substring of the file at those lines, white space aside."""
    source_path: str
    """Path of the guide, relative to the guides folder."""
    start_line: int
    """First line."""
    end_line: int
    """Last line."""
    url: str
    """Path of the readable page with the section's anchor."""


class CitedFigure(Figure):
    """A figure that the answer states, and the citation that shows it."""

    marker: int
    """Number of the citation that the figure stands in."""


class Derived(Frozen):
    """A number that the coach computed."""

    label: str
    """What it is."""
    value: Number
    """Result, in `unit`."""
    unit: Unit
    """What the value counts."""
    currency: str | None
    """ISO 4217 code; None for percent and shares."""
    formula: str
    """The computation with its numbers, e.g. `170000 - 150000`."""
    inputs: tuple[str, ...]
    """`figure:N` (position in `figures`) or `user:component`, in the order of the formula."""


class Warning_(Frozen):
    """Something that the user should know about the answer."""

    code: Literal[
        "stale_guide",
        "sources_disagree",
        "low_data_quality",
        "arithmetic_mismatch",
        "converted_currency_absent",
        "injected_text_ignored",
        "model_unavailable",
        "model_draft_rejected",
    ]
    """Stable code."""
    message: str
    """One sentence for the user."""
    guide_id: str | None
    """Guide that it is about; None where it is about none."""


class Answer(Frozen):
    """One answer, verified."""

    conversation_id: str
    """Unguessable id of the conversation."""
    turn: int
    """Number of the turn, from 1."""
    status: Status
    """How the question was met."""
    answer: str
    """Markdown; claims carry markers such as `[1]`."""
    scope: Scope
    """What it is about."""
    citations: tuple[Citation, ...]
    """In the order of their markers."""
    figures: tuple[CitedFigure, ...]
    """Every figure that the answer states."""
    derived: tuple[Derived, ...]
    """Every number that was computed."""
    warnings: tuple[Warning_, ...]
    """What to know about it."""
    follow_ups: tuple[str, ...]
    """Questions that the user may want to ask next."""
    composer: str
    """Who put it into words: `extractive`, or the name of a model."""
    index: str
    """Generation id of the index that it rests on."""


class Turn(Frozen):
    """One message and its answer."""

    turn: int
    """Number of the turn, from 1."""
    message: str
    """What the user wrote."""
    offer: Offer | None
    """The structured offer that came with it; None where there was none."""
    answer: Answer
    """What the coach answered."""
    created_at: dt.datetime
    """When the answer was stored, UTC."""
    question: Question | None = None
    """The message as it was understood; None where it was refused."""


class Conversation(Frozen):
    """What was said so far."""

    conversation_id: str
    """Unguessable id."""
    turns: tuple[Turn, ...]
    """In order."""
