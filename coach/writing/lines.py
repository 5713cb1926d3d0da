"""Opening numbers, accept and walk-away lines, and participation targets."""

from __future__ import annotations

from collections.abc import Sequence

from coach.draft import Computed
from coach.passages import sentence_passages
from coach.selecting import distinct, figures_in, participation, prose_figures, sections_of, thresholds
from coach.types import Ask, Intent
from coach.wording import component_name, figure_amount, guide_name, listing, phrase, threshold_amount
from coach.writing.claims import say_claims
from coach.writing.context import Context
from index.components import find_components
from index.money import format_amount
from index.names import fold
from index.types import Component, Figure, Guide, Kind, Passage, SectionKind, Unit

_OPENING = (Kind.ANCHOR, Kind.PARTICIPATION_TARGET)
_LINES = (Kind.ACCEPT, Kind.WALK_AWAY)
_WALKING = ("walk away", "walk-away", "walkaway")


def write_counter(context: Context, ask: Ask) -> None:
    """What to open or counter with, and the lines behind it."""
    for guide in context.guides:
        opening = opening_numbers(context, guide, ask.components)
        if not opening:
            _say_none(context, guide, ask, "opening number")
            continue
        say_claims(context, opening)
        _say_lines(context, guide, "anchor", opening)
        _say_gap_to_offer(context, opening)
        counters = thresholds(guide, (Kind.COUNTER,), ask.components, context.regions)
        if counters:
            _say_lines(context, guide, "counter", counters)
        for kind in () if _asks_for_lines(context) else (Kind.ACCEPT, Kind.WALK_AWAY):
            lines = distinct(thresholds(guide, (kind,), ask.components, context.regions))
            if lines:
                _say_lines(context, guide, kind.value, lines)
        _say_no_region(context, guide, opening)
    if context.draft.pieces:
        context.draft.say(phrase("threshold.next_counter"))


def write_walk_away(context: Context, ask: Ask) -> None:
    """Where to accept and where to leave, with the guide's own sentence."""
    for guide in context.guides:
        lines = distinct(thresholds(guide, (Kind.ACCEPT, Kind.WALK_AWAY), ask.components, context.regions))
        say_claims(context, lines)
        for kind in (Kind.ACCEPT, Kind.WALK_AWAY):
            chosen = [figure for figure in lines if figure.kind is kind]
            if chosen:
                _say_lines(context, guide, kind.value, chosen)
        spoken = _walking_sentences(guide, ask.components)
        if spoken and (len(context.guides) == 1 or not lines):
            context.draft.say(phrase("threshold.words"), passages=spoken[:1])
            for passage in spoken:
                context.draft.quote(passage, figures_in(guide, passage))
        if not lines and not spoken:
            _say_none(context, guide, ask, "accept or walk-away line")
        _say_no_region(context, guide, lines)
    if context.draft.pieces:
        context.draft.say(phrase("threshold.next_walk"))


def write_participation(context: Context, ask: Ask) -> None:
    """Profit shares in percent: the target, and what else the guide says of them."""
    for guide in context.guides:
        shares = participation(guide)
        targets = [figure for figure in shares if figure.kind is Kind.PARTICIPATION_TARGET][:1]
        rest = distinct([*shares, *_strategy_shares(guide)])
        if not rest:
            _say_none(context, guide, ask, "participation target")
            continue
        say_claims(context, rest)
        for figure in targets:
            text = phrase("participation.target", guide=guide_name(guide), amount=figure_amount(figure))
            context.draft.say(text, (figure,))
        spoken = dict.fromkeys(context.draft.shown(figure for figure in rest if figure not in targets))
        if targets and len(context.guides) > 1:
            continue
        if spoken:
            context.draft.say(phrase("participation.more"), passages=list(spoken)[:1])
        for passage in spoken:
            context.draft.quote(passage, figures_in(guide, passage))


def opening_numbers(context: Context, guide: Guide, components: Sequence[Component]) -> list[Figure]:
    """The guide's opening numbers: from the strategy, else from the levers."""
    every = thresholds(guide, _OPENING, (), context.regions)
    found = [figure for figure in every if not components or figure.component in components]
    if Component.TOTAL_COMPENSATION in components:
        sums = {figure.source.words for figure in found}
        found = [figure for figure in every if figure in found or figure.source.words in sums]
    if found or not components:
        return distinct(found)
    spoken = prose_figures(guide, SectionKind.STRATEGY, SectionKind.LEVERS)
    wanted = [figure for figure in spoken if figure.component in components and figure.kind in {*_OPENING, Kind.OTHER}]
    return distinct(wanted)


def _asks_for_lines(context: Context) -> bool:
    """The accept and walk-away lines are asked for by themselves."""
    return any(ask.intent is Intent.WALK_AWAY for ask in context.question.asks)


def _strategy_shares(guide: Guide) -> list[Figure]:
    return [
        figure
        for figure in prose_figures(guide, SectionKind.STRATEGY, SectionKind.LEVERS)
        if figure.component is Component.PROFIT_SHARE and figure.unit is Unit.PERCENT
    ]


def _say_lines(context: Context, guide: Guide, key: str, figures: Sequence[Figure]) -> None:
    context.draft.say(phrase(f"threshold.{key}", guide=guide_name(guide)), passages=context.draft.shown(figures[:1]))
    for figure in figures:
        name = component_name(figure.component).capitalize()
        if figure.region:
            text = phrase(
                "threshold.item_region", component=name, region=figure.region, amount=threshold_amount(figure)
            )
        else:
            text = phrase("threshold.item", component=name, amount=threshold_amount(figure))
        context.draft.bullet(text, (figure,))


def _say_gap_to_offer(context: Context, opening: Sequence[Figure]) -> None:
    offer = context.question.offer
    for item in offer.items:
        for figure in opening:
            same = figure.component is item.component and figure.unit is item.unit
            if not same or item.unit is not Unit.CURRENCY or context.offer_currency not in {None, figure.currency}:
                continue
            gap = figure.low - item.amount
            if gap <= 0:
                continue
            computed = Computed(
                label=f"gap to the opening number for {component_name(item.component)}",
                value=gap,
                unit=item.unit,
                currency=figure.currency,
                formula=f"{figure.low} - {item.amount}",
                inputs=(figure, f"user:{item.component.value}"),
            )
            text = phrase(
                "threshold.against_offer",
                amount=format_amount(item.amount, item.amount, item.unit, figure.currency),
                component=component_name(item.component),
                gap=format_amount(gap, gap, item.unit, figure.currency),
            )
            context.draft.say(text, (figure,), computed=(computed,))
            break


def _walking_sentences(guide: Guide, components: Sequence[Component]) -> list[Passage]:
    """Sentences of the strategy that draw the accept and walk-away lines, conditions and all."""
    found = []
    for section in sections_of(guide, SectionKind.STRATEGY):
        for passage in sentence_passages(guide, section):
            words = fold(passage.quote)
            named = {mention.component for mention in find_components(words)}
            drawn = any(figure.kind in _LINES for figure in figures_in(guide, passage))
            if (drawn or any(cue in words for cue in _WALKING)) and (not components or named & set(components)):
                found.append(passage)
    return found


def _say_no_region(context: Context, guide: Guide, figures: Sequence[Figure]) -> None:
    currencies = {figure.currency for figure in figures if figure.currency}
    if not context.regions or any(figure.region for figure in figures) or not currencies:
        return
    regions = listing(context.regions)
    text = phrase("threshold.no_region", currency=listing(sorted(currencies)), region=regions)
    context.draft.say(text, passages=context.draft.shown(figures[:1]))


def _say_none(context: Context, guide: Guide, ask: Ask, what: str) -> None:
    if ask.components:
        names = listing(component_name(component) for component in ask.components)
        context.draft.miss(phrase("threshold.none", guide=guide_name(guide), what=what, component=names))
    else:
        context.draft.miss(phrase("threshold.none_any", guide=guide_name(guide), what=what))
