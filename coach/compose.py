"""From a question to a draft: each thing asked for goes to its writer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from coach.draft import Draft
from coach.selecting import market
from coach.types import Ask, Intent, Question, Status
from coach.wording import guide_name, phrase
from coach.writing.context import Context, Search
from coach.writing.facts import write_freshness, write_sources
from coach.writing.gaps import find_guide_gap
from coach.writing.letters import write_letter, write_rehearsal
from coach.writing.levels import write_levels
from coach.writing.levers import write_competing, write_dna, write_levers, write_open
from coach.writing.lines import write_counter, write_participation, write_walk_away
from coach.writing.offer import write_offer
from coach.writing.pay import write_pay
from index.types import Guide

_WRITERS: dict[Intent, Callable[[Context, Ask], None]] = {
    Intent.LOOKUP: write_pay,
    Intent.OFFER: write_offer,
    Intent.COUNTER: write_counter,
    Intent.WALK_AWAY: write_walk_away,
    Intent.LEVEL_MAPPING: write_levels,
    Intent.PARTICIPATION: write_participation,
    Intent.LEVERS: write_levers,
    Intent.COMPETING: write_competing,
    Intent.DRAFT: write_letter,
    Intent.REHEARSAL: write_rehearsal,
    Intent.FRESHNESS: write_freshness,
    Intent.SOURCES: write_sources,
    Intent.DNA: write_dna,
    Intent.OPEN: write_open,
}
_NEXT = {
    Intent.LOOKUP: ("counter", "walk_away", "levers"),
    Intent.OFFER: ("draft", "levers", "walk_away"),
    Intent.COUNTER: ("draft", "walk_away", "levers"),
    Intent.WALK_AWAY: ("counter", "levers", "draft"),
    Intent.LEVERS: ("draft", "counter", "walk_away"),
    Intent.LEVEL_MAPPING: ("base", "counter", "sources"),
}
_USUALLY_NEXT = ("base", "counter", "walk_away")
_BAD_QUALITY = ("low", "poor")


def compose(question: Question, guides: Sequence[Guide], search: Search, draft: Draft, today: dt.date) -> None:
    """Write the answer to `question` about `guides` into `draft`."""
    _warn(question, guides, draft, today)
    if find_guide_gap(question, guides, draft):
        return
    context = Context(question, guides, search, draft)
    for ask in question.asks:
        before = len(draft.misses)
        _WRITERS[ask.intent](context, ask)
        if ask.intent in {Intent.COUNTER, Intent.WALK_AWAY} and not draft.pieces and len(draft.misses) > before:
            _fall_back(context, ask)
    for text in dict.fromkeys(draft.misses):
        draft.say(text)
    if draft.misses and all(not piece.passages for piece in draft.pieces):
        draft.status = Status.NOT_IN_GUIDES
    _suggest(question, guides, draft)


def _fall_back(context: Context, ask: Ask) -> None:
    """Where the guide draws no line, its market range is the nearest thing."""
    if any(market(guide, ask.components, context.regions) for guide in context.guides):
        write_pay(context, ask)


def _warn(question: Question, guides: Sequence[Guide], draft: Draft, today: dt.date) -> None:
    if question.injected:
        draft.warn("injected_text_ignored", phrase("warning.injected"))
    for guide in guides:
        due = guide.next_review_due
        if due and due < today:
            draft.warn("stale_guide", phrase("warning.stale", guide=guide_name(guide), date=due), guide.id)
        if guide.data_quality and guide.data_quality.lower() in _BAD_QUALITY:
            message = phrase("warning.quality", guide=guide_name(guide), quality=guide.data_quality)
            draft.warn("low_data_quality", message, guide.id)


def _suggest(question: Question, guides: Sequence[Guide], draft: Draft) -> None:
    """Two or three questions that people usually have next."""
    asked = {ask.intent for ask in question.asks}
    first = question.asks[0].intent if question.asks else None
    for name in _NEXT.get(first, _USUALLY_NEXT) if first else _USUALLY_NEXT:
        if name not in {intent.value for intent in asked}:
            draft.follow_ups.append(phrase(f"follow_up.{name}"))
    regions = [region for guide in guides for region in guide.regions if region not in question.regions]
    if first is Intent.LOOKUP and question.regions and regions:
        draft.follow_ups.append(phrase("follow_up.region", region=regions[0]))
