"""Levers, scripts and whatever else a guide says about a topic, in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.cues import has_cue
from coach.objections import find_objections, without_objections
from coach.passages import joined_passage, lever_passage, lines_passage, section_of, sentence_passages
from coach.selecting import figures_in, section_title, sections_of
from coach.topics import Topic, best_levers, shared_weight, topic_words
from coach.types import Ask
from coach.wording import guide_name, listing, phrase
from coach.writing.context import Context
from index.names import fold
from index.types import Block, Figure, Guide, Hit, Kind, Lever, Passage, Section, SectionKind

_TALK = (SectionKind.LEVERS, SectionKind.ECONOMICS, SectionKind.STRATEGY)
_SIMILAR = 0.45
"""Below this cosine, and without a shared topic word, a chunk is about something else."""
_LISTING = re.compile(r"\b(?:list|all|which|what|other)\b.{0,30}\blevers\b|\blevers\b.{0,30}\b(?:have|are there)\b")
_POINTING = re.compile(r"\b(?:that|this|it)\b")
_SHORT = 60
_MOST_BLOCKS = 3
_MOSTLY = 0.7
_LONG = 600
"""A longer paragraph is cut to the sentences that say it."""
_FEW = 2
_QUALIFIER = re.compile(r"\s*[(—–:|].*$|[^A-Za-z]*\d.*$")
"""What follows the name in a heading, such as `(+10% premium)`: numbers are stated with their words only."""


def write_levers(context: Context, ask: Ask) -> None:
    """The answer to an objection; the lever that fits the topic, or the list of all where none is named."""
    objections = find_objections(ask.text)
    for objection in objections:
        context.draft.say(objection.say)
    if objections and not any(objection.lever for objection in objections):
        return
    for guide in context.guides:
        topic = topic_words(without_objections(ask.text), guide)
        if not topic and not objections and _POINTING.search(fold(ask.text)):
            topic = topic_words(context.question.text, guide)
        if objections and guide.levers and not best_levers(guide, topic):
            _say_passage(context, guide, lever_passage(guide, _honest(guide)))
            context.draft.say(phrase("lever.template"))
        elif guide.levers and (not topic or _LISTING.search(fold(ask.text))):
            _list(context, guide)
        else:
            _say_best(context, guide, ask, topic)


def _honest(guide: Guide) -> Lever:
    """The first lever that needs no competing offer."""
    own = (lever for lever in guide.levers if "competing" not in fold(lever.text))
    return next(own, guide.levers[0])


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
    if len(context.guides) == 1:
        _write_open_in(context, ask, context.guides[0])
    elif context.guides:
        _write_open_over_all(context, ask)


def _write_open_in(context: Context, ask: Ask, guide: Guide) -> None:
    """The section that the question names, else the passages found."""
    topic = topic_words(ask.text, guide)
    section = _section_named(guide, topic)
    if section:
        for block in [block for block in section.blocks if len(block.text) > _SHORT][:_MOST_BLOCKS]:
            _say_passage(context, guide, lines_passage(guide, section.anchor, block.start_line, block.end_line))
        return
    found = _relevant(context.search.search(ask.text, guide_ids=[guide.id], limit=6), topic, guide)
    if not found and len(context.question.asks) == 1:
        context.draft.miss(phrase("open.nothing", guide=guide_name(guide)))
    for passage in _best((), found, topic):
        _say_passage(context, guide, passage)


def _write_open_over_all(context: Context, ask: Ask) -> None:
    """The best words of several guides, each cited as its own."""
    hits = context.search.search(ask.text, guide_ids=[guide.id for guide in context.guides], limit=6)
    for hit in hits[:1]:
        guide = context.draft.guides[hit.chunk.passage.guide_id]
        for passage in _relevant([hit], topic_words(ask.text, guide), guide):
            _say_passage(context, guide, passage)
    if not context.draft.pieces:
        context.draft.miss(phrase("open.nothing", guide=listing(guide_name(guide) for guide in context.guides)))


def _section_named(guide: Guide, topic: Topic) -> Section | None:
    """The section whose title most of the topic stands in; None where there is none."""
    total = sum(topic.values())
    scored = [(shared_weight(section.title, topic), section) for section in guide.sections[1:] if section.blocks]
    best = max(scored, key=lambda row: row[0], default=None)
    return best[1] if best and total and best[0] >= _MOSTLY * total and len(topic) >= _FEW else None


def _list(context: Context, guide: Guide) -> None:
    count = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five"}.get(len(guide.levers), "All")
    passages = [lever_passage(guide, lever) for lever in guide.levers]
    context.draft.say(phrase("lever.list", count=count, guide=guide_name(guide)), passages=passages[:1])
    for lever, passage in zip(guide.levers, passages, strict=True):
        request = _request(guide, lever)
        text = phrase("lever.item", number=lever.number, title=lever.title)
        context.draft.say(text, passages=(passage,))
        if request:
            context.draft.quote(request, figures_in(guide, request))


def _request(guide: Guide, lever: Lever) -> Passage | None:
    """The sentence in which a lever's script asks for something."""
    section = section_of(guide, lever.anchor)
    spoken = sentence_passages(guide, section) if section else ()
    inside = [p for p in spoken if lever.start_line <= p.start_line and p.end_line <= lever.end_line]
    asking = [passage for passage in inside if has_cue(fold(passage.quote), "request")]
    return next((passage for passage in asking if figures_in(guide, passage)), next(iter(asking), None))


def _say_best(context: Context, guide: Guide, ask: Ask, topic: Topic) -> None:
    hits = context.search.search(" ".join([ask.text, *sorted(topic)]), guide_ids=[guide.id], kinds=_TALK, limit=6)
    levers = [lever_passage(guide, lever) for lever in best_levers(guide, topic)[:1]]
    passages = _best(levers, _relevant(hits, topic_words(ask.text, guide), guide), topic)
    if not passages:
        context.draft.miss(phrase("open.nothing", guide=guide_name(guide)))
        return
    for passage in passages:
        _say_passage(context, guide, passage)
    context.draft.say(phrase("lever.template"))


def _best(levers: Sequence[Passage], others: Sequence[Passage], topic: Topic) -> list[Passage]:
    """The fitting lever, and the passage beside it that shares most words with the topic."""
    ranked = sorted(others, key=lambda passage: -shared_weight(passage.quote, topic))
    kept: list[Passage] = []
    for passage in (*levers, *ranked):
        if not any(_overlap(passage, other) for other in kept):
            kept.append(passage)
    return kept[:_FEW]


def _say_passage(context: Context, guide: Guide, passage: Passage) -> None:
    lever = next((item for item in guide.levers if item.start_line == passage.start_line), None)
    if lever:
        context.draft.say(phrase("lever.one", title=lever.title), passages=(passage,))
    else:
        title = section_title(guide, passage.anchor)
        title = title if not any(character.isdigit() for character in title) else _QUALIFIER.sub("", title)
        context.draft.say(phrase("lever.passage", section=title, guide=guide_name(guide)), passages=(passage,))
    context.draft.quote(passage, figures_in(guide, passage))


def _relevant(hits: Sequence[Hit], topic: Topic, guide: Guide) -> list[Passage]:
    """The found words that are about the topic, narrowed to the block that says it."""
    kept = [
        hit.chunk.passage
        for hit in hits
        if hit.chunk.kind is not SectionKind.SOURCES
        and (shared_weight(hit.chunk.passage.quote, topic) or (hit.similarity or 0.0) >= _SIMILAR)
    ]
    return [_narrowed(passage, topic, guide) for passage in kept]


def _narrowed(passage: Passage, topic: Topic, guide: Guide) -> Passage:
    """The one block of a passage of several that shares most words with the topic."""
    section = section_of(guide, passage.anchor)
    blocks = [
        block
        for block in (section.blocks if section else ())
        if passage.start_line <= block.start_line and block.end_line <= passage.end_line
    ]
    if section is None or not blocks:
        return passage
    best = max(blocks, key=lambda block: shared_weight(block.text, topic))
    if len(best.text) > _LONG and best.kind in {"paragraph", "quote"}:
        return _telling_sentences(guide, section, best, topic)
    return lines_passage(guide, passage.anchor, best.start_line, best.end_line)


def _telling_sentences(guide: Guide, section: Section, block: Block, topic: Topic) -> Passage:
    """The sentence of a block that shares most words with the topic, and the one behind it."""
    spoken = [
        passage
        for passage in sentence_passages(guide, section)
        if block.start_line <= passage.start_line and passage.end_line <= block.end_line
    ]
    place = max(range(len(spoken)), key=lambda at: shared_weight(spoken[at].quote, topic))
    return joined_passage(guide, spoken[place], spoken[min(place + 1, len(spoken) - 1)])


def _overlap(one: Passage, other: Passage) -> bool:
    return one.start_line <= other.end_line and other.start_line <= one.end_line


def _competing_passages(guide: Guide, offers: Sequence[Figure]) -> list[Passage]:
    lines = {figure.source.line for figure in offers}
    passages = [lever_passage(guide, lever) for lever in guide.levers if lever.start_line in lines]
    for section in sections_of(guide, SectionKind.STRATEGY):
        passages += [p for p in sentence_passages(guide, section) if "competing offer" in fold(p.quote)]
    return passages
