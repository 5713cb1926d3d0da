"""Levers, scripts and whatever else a guide says about a topic, in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.passages import lever_passage, lines_passage, sentence_passages
from coach.selecting import figures_in, section_title, sections_of
from coach.topics import best_levers, topic_words
from coach.types import Ask
from coach.wording import guide_name, phrase
from coach.writing.context import Context
from index.names import fold, normal
from index.types import Figure, Guide, Hit, Kind, Passage, SectionKind

_TALK = (SectionKind.LEVERS, SectionKind.ECONOMICS, SectionKind.STRATEGY)
_LEAST_SIMILAR = 0.30
"""Below this cosine, and without a shared rare word, a chunk is about something else."""
_LISTING = re.compile(r"\b(?:list|all|which|what|other)\b.{0,30}\blevers\b|\blevers\b.{0,30}\b(?:have|are there)\b")
_OBJECTION = re.compile(
    r"\b(?:if |when )?(?:they|he|she|recruiter)?\s*(?:won'?t|will not|don'?t|refuse to|can'?t|cannot)\s+(?:move|budge|go\b.{0,20}|increase|negotiate)"
    r"|\bno budget\b|\bfixed budget\b|\bfinal offer\b|\binternal equity\b"
)
_FEW = 2
_QUALIFIER = re.compile(r"\s*[(—–:|].*$|[^A-Za-z]*\d.*$")
"""What follows the name in a heading, such as `(+10% premium)`: numbers are stated with their words only."""


def write_levers(context: Context, ask: Ask) -> None:
    """The lever that fits the topic, or the list of all where none is named."""
    objection = _OBJECTION.search(fold(ask.text)) is not None
    for guide in context.guides:
        topic = topic_words(_OBJECTION.sub("", fold(ask.text)), guide)
        if objection and not topic and guide.levers:
            _say_passage(context, guide, lever_passage(guide, guide.levers[0]))
            context.draft.say(phrase("lever.template"))
        elif guide.levers and (not topic or _LISTING.search(fold(ask.text))):
            _list(context, guide)
            if topic:
                _say_best(context, guide, ask, topic)
        else:
            _say_best(context, guide, ask, topic)
    if objection:
        context.draft.say(phrase("lever.hold"))


def write_competing(context: Context, ask: Ask) -> None:
    """The guide's examples of competing offers, as examples."""
    for guide in context.guides:
        offers = [figure for figure in guide.figures if figure.kind is Kind.COMPETING_OFFER]
        passages = _competing_passages(guide, offers)
        if not passages:
            context.draft.miss(phrase("lever.competing_none", guide=guide_name(guide)))
            continue
        context.draft.say(phrase("lever.competing", guide=guide_name(guide)), passages=passages[:1])
        for passage in passages:
            context.draft.quote(passage, figures_in(guide, passage))


def write_dna(context: Context, ask: Ask) -> None:
    """What the guide calls the negotiation DNA of the role."""
    for guide in context.guides:
        for section in sections_of(guide, SectionKind.NEGOTIATION_DNA)[:_FEW]:
            block = section.blocks[0]
            passage = lines_passage(guide, section.anchor, block.start_line, block.end_line)
            _say_passage(context, guide, passage)


def write_open(context: Context, ask: Ask) -> None:
    """The words of the guide that fit best, whatever section they stand in."""
    for guide in context.guides:
        hits = _relevant(context.search.search(ask.text, guide_ids=[guide.id], limit=6), ask.text, guide)
        if not hits:
            context.draft.miss(phrase("open.nothing", guide=guide_name(guide)))
        for hit in hits[:_FEW]:
            _say_passage(context, guide, hit.chunk.passage)


def _list(context: Context, guide: Guide) -> None:
    count = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five"}.get(len(guide.levers), "All")
    passages = [lever_passage(guide, lever) for lever in guide.levers]
    context.draft.say(phrase("lever.list", count=count, guide=guide_name(guide)), passages=passages[:1])
    for lever, passage in zip(guide.levers, passages, strict=True):
        context.draft.bullet(phrase("lever.item", number=lever.number, title=lever.title), passages=(passage,))


def _say_best(context: Context, guide: Guide, ask: Ask, topic: set[str]) -> None:
    chosen = best_levers(guide, topic)
    hits = context.search.search(ask.text, guide_ids=[guide.id], kinds=_TALK, limit=6)
    passages = [lever_passage(guide, lever) for lever in chosen[:1]]
    for hit in _relevant(hits, ask.text, guide):
        if not any(_overlap(hit.chunk.passage, passage) for passage in passages):
            passages.append(hit.chunk.passage)
    if not passages:
        context.draft.miss(phrase("open.nothing", guide=guide_name(guide)))
        return
    for passage in passages[:_FEW]:
        _say_passage(context, guide, passage)
    context.draft.say(phrase("lever.template"))


def _say_passage(context: Context, guide: Guide, passage: Passage) -> None:
    lever = next((item for item in guide.levers if item.start_line == passage.start_line), None)
    if lever:
        context.draft.say(phrase("lever.one", title=lever.title), passages=(passage,))
    else:
        title = section_title(guide, passage.anchor)
        title = title if not any(character.isdigit() for character in title) else _QUALIFIER.sub("", title)
        context.draft.say(phrase("lever.passage", section=title, guide=guide_name(guide)), passages=(passage,))
    context.draft.quote(passage, figures_in(guide, passage))


def _relevant(hits: Sequence[Hit], text: str, guide: Guide) -> list[Hit]:
    topic = topic_words(text, guide)
    kept = []
    for hit in hits:
        words = {word[:5] for word in normal(hit.chunk.passage.quote).split()}
        shares = sum(word[:5] in words for word in topic)
        if shares or (hit.similarity or 0.0) >= _LEAST_SIMILAR + 0.15:
            kept.append(hit)
    return kept


def _overlap(one: Passage, other: Passage) -> bool:
    return one.start_line <= other.end_line and other.start_line <= one.end_line


def _competing_passages(guide: Guide, offers: Sequence[Figure]) -> list[Passage]:
    lines = {figure.source.line for figure in offers}
    passages = [lever_passage(guide, lever) for lever in guide.levers if lever.start_line in lines]
    for section in sections_of(guide, SectionKind.STRATEGY):
        passages += [p for p in sentence_passages(guide, section) if "competing offer" in fold(p.quote)]
    return passages
