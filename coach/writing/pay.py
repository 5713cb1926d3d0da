"""What a role pays: one range in a sentence, several in a table, like beside like."""

from __future__ import annotations

from collections.abc import Sequence

from coach.draft import Computed
from coach.passages import sentence_passages
from coach.selecting import at_levels, covered, distinct, in_currency, in_regions, market
from coach.types import Ask
from coach.wording import component_name, figure_amount, guide_name, listing, phrase, same_money
from coach.writing.claims import say_claims
from coach.writing.context import Context
from index.components import find_components
from index.money import format_amount
from index.names import fold
from index.types import Component, Figure, Guide, Kind, Passage, Unit

_DENIALS = ("no ", "not ", "none", "without", "zero", "n't", "never", "private")


def write_pay(context: Context, ask: Ask) -> None:
    """Market ranges of the parts asked for, in each guide meant."""
    figures: list[Figure] = []
    if context.question.comparing and len(context.guides) > 1 and not ask.components:
        ask = ask.model_copy(update={"components": (Component.TOTAL_COMPENSATION,)})
    for guide in context.guides:
        found = market(guide, ask.components, context.regions, context.question.currency)
        found = at_levels(found, context.question.text)
        figures += _with_missing(context, guide, ask, found)
    figures = _in_order(context, figures)
    say_claims(context, figures)
    if len(figures) == 1 or (len(figures) == 2 and _two_currencies(figures)):
        _one(context, figures)
    elif figures:
        _table(context, ask, figures)
        if context.question.comparing or len(context.regions) == 2 or len(context.guides) == 2:
            _compare(context, figures)
    _say_disputes(context, figures)
    _say_absent_currency(context, figures)


def _in_order(context: Context, figures: list[Figure]) -> list[Figure]:
    """By part of pay, then by region as the guide lists them, the region's own currency first."""
    components = list(Component)

    def place(figure: Figure) -> tuple[int, int, int]:
        guide = context.draft.guides[figure.guide_id]
        region = guide.regions.index(figure.region) if figure.region in guide.regions else -1
        return components.index(figure.component), list(context.guides).index(guide), region

    return sorted(figures, key=place)


def _with_missing(context: Context, guide: Guide, ask: Ask, found: list[Figure]) -> list[Figure]:
    """`found`, after saying what the guide has instead for each part that it gives no range for."""
    for component in ask.components:
        if any(figure.component is component for figure in found):
            continue
        _say_instead(context, guide, component)
    return found


def _say_instead(context: Context, guide: Guide, component: Component) -> None:
    """Other regions' ranges, numbers in running text, the guide's own no, or that there is nothing."""
    name = component_name(component)
    elsewhere = dict.fromkeys(figure.region for figure in market(guide, (component,)) if figure.region)
    spoken = [figure for figure in _spoken(guide, component) if _fits(figure, context)]
    denial = _denial(guide, component)
    if elsewhere and context.regions:
        names = {"guide": guide_name(guide), "component": name, "where": _where(context)}
        context.draft.miss(phrase("lookup.none_here", regions=listing(elsewhere), **names))
    elif spoken:
        context.draft.say(phrase("lookup.mentioned", component=name, guide=guide_name(guide)), spoken[:1])
        _list(context, spoken)
    elif denial:
        context.draft.say(phrase("lookup.denied", component=name, guide=guide_name(guide)), passages=(denial,))
        context.draft.quote(denial)
    else:
        names = {"component": name, "components": covered_names(guide)}
        context.draft.miss(phrase("gap.component", guide=guide_name(guide), **names))


def _where(context: Context) -> str:
    return f" for {listing(context.regions)}" if context.regions else ""


def _spoken(guide: Guide, component: Component) -> list[Figure]:
    """Numbers of running text about `component`, for parts without a market range."""
    if component is Component.PROFIT_SHARE and market(guide, (component,)):
        return []
    return distinct(
        figure
        for figure in guide.figures
        if figure.component is component and figure.kind not in {Kind.MARKET_RANGE, Kind.COMPETING_OFFER}
    )


def _fits(figure: Figure, context: Context) -> bool:
    return not figure.region or not context.regions or in_regions(figure, context.regions)


def _denial(guide: Guide, component: Component) -> Passage | None:
    """A sentence that says the guide's company doesn't pay `component`."""
    for section in guide.sections:
        for passage in sentence_passages(guide, section):
            words = fold(passage.quote)
            named = any(mention.component is component for mention in find_components(words))
            if named and any(denial in words for denial in _DENIALS):
                return passage
    return None


def _list(context: Context, figures: Sequence[Figure]) -> None:
    for figure in figures:
        name = phrase(f"kind.{figure.kind.value}")
        context.draft.bullet(f"{figure_amount(figure)} ({name})", (figure,))


def _two_currencies(figures: Sequence[Figure]) -> bool:
    first, second = figures
    return (first.component, first.region, first.level, first.guide_id) == (
        second.component,
        second.region,
        second.level,
        second.guide_id,
    ) and first.currency != second.currency


def _one(context: Context, figures: Sequence[Figure]) -> None:
    figure = figures[0]
    guide = context.draft.guides[figure.guide_id]
    also = ""
    if len(figures) == 2:
        also = phrase("lookup.also", currency=figures[1].currency, amount=figure_amount(figures[1]))
    where = "".join((f" in {figure.region}" if figure.region else "", f" ({figure.level})" if figure.level else ""))
    context.draft.say(
        phrase(
            "lookup.one",
            guide=guide_name(guide),
            component=component_name(figure.component).capitalize(),
            where=where,
            amount=figure_amount(figure),
            also=also,
        ),
        figures,
    )


def _table(context: Context, ask: Ask, figures: Sequence[Figure]) -> None:
    guides = [context.draft.guides[guide_id] for guide_id in dict.fromkeys(figure.guide_id for figure in figures)]
    regions = list(dict.fromkeys(figure.region for figure in figures if figure.region))
    named = list(dict.fromkeys(figure.component for figure in figures))
    components = listing(component_name(item) for item in named) if ask.components else "pay"
    context.draft.say(
        phrase(
            "lookup.table",
            plural="s" if len(guides) > 1 else "",
            singular="" if len(guides) > 1 else "s",
            guide=listing(guide_name(guide) for guide in guides),
            components=components,
            where=f" in {regions[0]}" if len(regions) == 1 else "",
        ),
        passages=context.draft.shown(figures[:1]),
    )
    wanted = {
        "Role": len(guides) > 1,
        "Company": len({guide.company for guide in guides}) > 1,
        "Region": len(regions) > 1 or len({figure.region for figure in figures}) > 1,
        "Level": any(figure.level for figure in figures),
        "Part of pay": len(named) > 1,
        "Range": True,
    }
    context.draft.table([title for title in wanted if wanted[title]])
    for figure in figures:
        cells = _cells(figure, context.draft.guides[figure.guide_id])
        context.draft.row([cells[title] for title in wanted if wanted[title]], (figure,))


def _cells(figure: Figure, guide: Guide) -> dict[str, str]:
    return {
        "Role": guide.role,
        "Company": guide.company,
        "Region": figure.region or "–",
        "Level": figure.level or "–",
        "Part of pay": component_name(figure.component),
        "Range": figure_amount(figure),
    }


def _compare(context: Context, figures: Sequence[Figure]) -> None:
    """Say which of two is higher, for each part that both have in the same money."""
    for component in dict.fromkeys(figure.component for figure in figures):
        same = [figure for figure in figures if figure.component is component]
        places = list(dict.fromkeys((figure.guide_id, figure.region) for figure in same))
        if len(places) != 2:
            continue
        pair = _comparable(same, places)
        if pair is None:
            context.draft.say(phrase("compare.unlike"))
        else:
            _say_difference(context, *pair)


def _comparable(figures: Sequence[Figure], places: Sequence[tuple[str, str | None]]) -> tuple[Figure, Figure] | None:
    firsts = [figure for figure in figures if (figure.guide_id, figure.region) == places[0]]
    seconds = [figure for figure in figures if (figure.guide_id, figure.region) == places[1]]
    pairs = ((first, second) for first in firsts for second in seconds if same_money((first, second)))
    return next(pairs, None)


def _say_difference(context: Context, one: Figure, other: Figure) -> None:
    if (other.low, other.high) > (one.low, one.high):
        one, other = other, one
    low, high = one.low - other.low, one.high - other.high
    computed = [
        _difference("at the bottom of the range", one, other, one.low, other.low),
        _difference("at the top of the range", one, other, one.high, other.high),
    ]
    key, used = _verdict(low, high, one, other)
    context.draft.say(
        phrase(
            f"compare.{key}",
            first=_place(context, one, other),
            second=_place(context, other, one),
            component=component_name(one.component),
            low=_gap(low, one),
            high=_gap(high, one),
        ),
        (one, other),
        computed=[computed[place] for place in used],
    )


def _verdict(low: float, high: float, one: Figure, other: Figure) -> tuple[str, tuple[int, ...]]:
    if low == high == 0:
        return "equal", ()
    if one.low == one.high and other.low == other.high:
        return "single", (0,)
    if high < 0:
        return "crossing", (0, 1)
    if high == 0:
        return "higher_low", (0,)
    return ("higher_high", (1,)) if low == 0 else ("higher", (0, 1))


def _difference(label: str, one: Figure, other: Figure, first: float, second: float) -> Computed:
    larger, smaller = max(first, second), min(first, second)
    return Computed(
        label=f"difference {label}",
        value=larger - smaller,
        unit=one.unit,
        currency=one.currency,
        formula=f"{larger} - {smaller}",
        inputs=(one, other),
    )


def _gap(value: float, figure: Figure) -> str:
    text = format_amount(abs(value), abs(value), figure.unit, figure.currency)
    return f"{text} points" if figure.unit is Unit.PERCENT else text


def _place(context: Context, figure: Figure, other: Figure) -> str:
    guide, rival = context.draft.guides[figure.guide_id], context.draft.guides[other.guide_id]
    if guide is rival:
        return figure.region or guide.role
    if guide.company == rival.company:
        return guide.role
    return guide.company if guide.role == rival.role else guide_name(guide)


def _say_disputes(context: Context, figures: Sequence[Figure]) -> None:
    for guide in context.guides:
        for dispute in guide.disputes:
            if dispute.leading in figures:
                texts = {"leading": figure_amount(dispute.leading), "other": figure_amount(dispute.other)}
                context.draft.say(phrase("lookup.disagree", **texts), (dispute.leading, dispute.other))
                message = phrase("warning.disagree", guide=guide_name(guide))
                context.draft.warn("sources_disagree", message, guide.id)


def _say_absent_currency(context: Context, figures: Sequence[Figure]) -> None:
    wanted = context.question.currency
    for guide in context.guides:
        own = [figure for figure in figures if figure.guide_id == guide.id and figure.currency]
        if wanted and own and not any(figure.currency == wanted for figure in in_currency(own, wanted)):
            message = phrase("warning.currency", guide=guide_name(guide), currency=wanted)
            context.draft.warn("converted_currency_absent", message, guide.id)
            context.draft.say(phrase("lookup.currency_absent", guide=guide_name(guide), currency=wanted))


def covered_names(guide: Guide) -> str:
    """The parts of pay that the guide covers, as a list."""
    return listing(component_name(component) for component in covered(guide))
