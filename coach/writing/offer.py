"""An offer held against the market range and the guide's own lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.draft import Computed
from coach.selecting import THRESHOLDS, covered, distinct, market, thresholds
from coach.types import Ask, OfferItem
from coach.wording import component_name, figure_amount, guide_name, listing, phrase, threshold_amount
from coach.writing.context import Context
from index.money import format_amount
from index.types import Component, Figure, Guide, Kind, Number, Unit


@dataclass(frozen=True, slots=True)
class _Finding:
    """How one part of the offer lies to one figure."""

    item: OfferItem
    figure: Figure
    text: str
    verdict: str
    """`walk`, `accept`, `below`, `above`, `inside` or `met`."""
    computed: tuple[Computed, ...] = ()


def write_offer(context: Context, ask: Ask) -> None:
    """Place each part of the offer, and lead with what matters most."""
    offer = context.question.offer
    for guide in context.guides:
        bands = [finding for item in offer.items for finding in _bands(context, guide, item)]
        lines = [finding for item in offer.items for finding in _lines(context, guide, item)]
        if not bands and not lines and not _foreign_lines(context, guide) and not _foreign_bands(context, guide):
            context.draft.miss(phrase("offer.lead_none", guide=guide_name(guide)))
            continue
        _lead(context, bands, lines)
        if context.offer_currency and not offer.currency and any(item.unit is Unit.CURRENCY for item in offer.items):
            context.draft.say(phrase("offer.currency", currency=context.offer_currency))
        _list(context, phrase("offer.bands", guide=guide_name(guide)), bands)
        if len({finding.figure.region for finding in bands}) > 1:
            context.draft.say(phrase("offer.which_region"))
        _list(context, _lines_title(context, lines), lines)
        _say_foreign_lines(context, guide)
        _say_missing(context, guide)
        _say_next(context, guide, bands, lines)


def _bands(context: Context, guide: Guide, item: OfferItem) -> list[_Finding]:
    found = market(guide, (item.component,), context.regions)
    return [_place(context, item, figure) for figure in found if _comparable(context, item, figure)]


def _lines(context: Context, guide: Guide, item: OfferItem) -> list[_Finding]:
    kinds = (Kind.ACCEPT, Kind.WALK_AWAY)
    found = distinct_kinds(thresholds(guide, kinds, (item.component,), context.regions))
    return [_hold(context, item, figure) for figure in found if _comparable(context, item, figure)]


def distinct_kinds(figures: Sequence[Figure]) -> list[Figure]:
    """One figure for each kind and value."""
    return [figure for kind in THRESHOLDS for figure in distinct(f for f in figures if f.kind is kind)]


def _comparable(context: Context, item: OfferItem, figure: Figure) -> bool:
    """Same unit, currency and period: nothing is converted or annualised."""
    if figure.unit is not item.unit:
        return False
    ours = context.offer_currency
    if item.unit is Unit.CURRENCY and figure.currency != (ours or _local(context, figure)):
        return False
    return None in {item.period, figure.period} or item.period is figure.period


def _local(context: Context, figure: Figure) -> str | None:
    """The currency that the guide puts first for the figure's region."""
    if figure.region is None:
        return figure.currency
    found = market(context.draft.guides[figure.guide_id], (), (figure.region,))
    return next((other.currency for other in found if other.currency), figure.currency)


def _place(context: Context, item: OfferItem, figure: Figure) -> _Finding:
    names = {
        "component": component_name(item.component).capitalize(),
        "offer": _money(item.amount, item, figure),
        "region": figure.region or "market",
        "band": figure_amount(figure),
    }
    if item.amount < figure.low:
        gap = _computed("gap to the bottom of the range", figure.low, item.amount, item, figure)
        text = phrase("offer.below", gap=_gap(gap.value, item, figure), **names)
        return _Finding(item, figure, text, "below", (gap,))
    if item.amount > figure.high:
        gap = _computed("amount above the top of the range", item.amount, figure.high, item, figure)
        text = phrase("offer.above", gap=_gap(gap.value, item, figure), **names)
        return _Finding(item, figure, text, "above", (gap,))
    if item.amount == figure.high:
        return _Finding(item, figure, phrase("offer.at_top", **names), "inside")
    gap = _computed("gap to the top of the range", figure.high, item.amount, item, figure)
    if item.amount == figure.low:
        text = phrase("offer.at_bottom", gap=_gap(gap.value, item, figure), **names)
        return _Finding(item, figure, text, "inside", (gap,))
    share = _share(item, figure)
    text = phrase("offer.inside", gap=_gap(gap.value, item, figure), share=f"{share.value}%", **names)
    return _Finding(item, figure, text, "inside", (share, gap))


def _hold(context: Context, item: OfferItem, figure: Figure) -> _Finding:
    key = "walk" if figure.kind is Kind.WALK_AWAY else "accept"
    name = component_name(item.component).capitalize()
    line = threshold_amount(figure)
    if item.amount >= figure.low:
        return _Finding(item, figure, phrase(f"offer.{key}_met", component=name, line=line), "met")
    gap = _computed(f"gap to the {phrase(f'kind.{figure.kind.value}')}", figure.low, item.amount, item, figure)
    text = phrase(f"offer.{key}_short", component=name, line=line, gap=_gap(gap.value, item, figure))
    return _Finding(item, figure, text, key, (gap,))


def _lead(context: Context, bands: Sequence[_Finding], lines: Sequence[_Finding]) -> None:
    """The one sentence that decides: under walk-away, under accept, outside or inside the band."""
    for verdict, key, among in (
        ("walk", "lead_below_walk", lines),
        ("below", "lead_below_band", bands),
        ("accept", "lead_below_accept", lines),
        ("above", "lead_above_band", bands),
        ("met", "lead_accept", [finding for finding in lines if finding.figure.kind is Kind.ACCEPT]),
        ("inside", "lead_inside", bands),
    ):
        chosen = [finding for finding in among if finding.verdict == verdict]
        if chosen:
            parts = list(dict.fromkeys(component_name(finding.item.component) for finding in chosen))
            verb = "is" if len(parts) == 1 else "are"
            text = phrase(f"offer.{key}", parts=listing(parts), verb=verb)
            context.draft.say(text, passages=context.draft.shown([chosen[0].figure]))
            return


def _list(context: Context, title: str, findings: Sequence[_Finding]) -> None:
    if not findings:
        return
    context.draft.say(title, passages=context.draft.shown([findings[0].figure]))
    for finding in findings:
        context.draft.bullet(finding.text, (finding.figure,), computed=finding.computed)


def _lines_title(context: Context, lines: Sequence[_Finding]) -> str:
    region = next((finding.figure.region for finding in lines if finding.figure.region), None)
    if region:
        return phrase("offer.lines_region", region=region)
    currency = next((finding.figure.currency for finding in lines if finding.figure.currency), None)
    return phrase("offer.lines", currency=f", in {currency}" if currency else "")


def _foreign_lines(context: Context, guide: Guide) -> list[Figure]:
    """Accept and walk-away lines in another currency than the offer's."""
    ours = context.offer_currency
    components = {item.component for item in context.question.offer.items}
    found = thresholds(guide, (Kind.ACCEPT, Kind.WALK_AWAY), components, context.regions)
    return [figure for figure in distinct_kinds(found) if ours and figure.currency not in {None, ours}]


def _foreign_bands(context: Context, guide: Guide) -> list[Figure]:
    """Market ranges of parts for which the guide has none in the offer's currency."""
    ours = context.offer_currency
    found: list[Figure] = []
    for item in context.question.offer.items:
        bands = [band for band in market(guide, (item.component,), context.regions) if band.unit is item.unit]
        if ours and bands and all(band.currency not in {None, ours} for band in bands):
            found += bands
    return found


def _say_foreign_lines(context: Context, guide: Guide) -> None:
    bands = _foreign_bands(context, guide)
    if bands:
        names = {"guide": guide_name(guide), "currency": context.offer_currency}
        context.draft.say(phrase("lookup.currency_absent", **names), passages=context.draft.shown(bands[:1]))
        context.draft.warn("converted_currency_absent", phrase("warning.currency", **names), guide.id)
    for figure in bands:
        name = f"{component_name(figure.component).capitalize()}, {figure.region or 'market'}"
        context.draft.bullet(phrase("threshold.item", component=name, amount=figure_amount(figure)), (figure,))
    figures = _foreign_lines(context, guide)
    if not figures:
        return
    names = {"theirs": figures[0].currency, "ours": context.offer_currency}
    context.draft.say(phrase("offer.other_currency", **names), passages=context.draft.shown(figures[:1]))
    for figure in figures:
        name = f"{component_name(figure.component).capitalize()}, {phrase(f'kind.{figure.kind.value}')}"
        context.draft.bullet(phrase("threshold.item", component=name, amount=threshold_amount(figure)), (figure,))


def _say_missing(context: Context, guide: Guide) -> None:
    have = {item.component for item in context.question.offer.items}
    if Component.TOTAL_COMPENSATION in have:
        return
    names = [
        component_name(component)
        for component in covered(guide)
        if component not in have and component is not Component.TOTAL_COMPENSATION
    ]
    if names:
        context.draft.say(phrase("offer.missing", components=listing(names)))


def _say_next(context: Context, guide: Guide, bands: Sequence[_Finding], lines: Sequence[_Finding]) -> None:
    ours = context.offer_currency
    amounts = {(item.component, item.unit): item.amount for item in context.question.offer.items}
    opening = [
        figure
        for figure in distinct(thresholds(guide, (Kind.ANCHOR, Kind.PARTICIPATION_TARGET), (), context.regions))
        if figure.currency in {None, ours} or ours is None
    ]
    higher = [figure for figure in opening if figure.low > amounts.get((figure.component, figure.unit), figure.low)]
    if higher:
        numbers = listing(f"{threshold_amount(figure)} {component_name(figure.component)}" for figure in higher)
        context.draft.say(phrase("offer.next", numbers=numbers), higher)


def _share(item: OfferItem, figure: Figure) -> Computed:
    width = figure.high - figure.low
    return Computed(
        label="place inside the range",
        value=round(100 * (item.amount - figure.low) / width),
        unit=Unit.PERCENT,
        currency=None,
        formula=f"({item.amount} - {figure.low}) / ({figure.high} - {figure.low}) * 100",
        inputs=(f"user:{item.component.value}", figure),
    )


def _computed(label: str, larger: Number, smaller: Number, item: OfferItem, figure: Figure) -> Computed:
    user = f"user:{item.component.value}"
    inputs = (user, figure) if larger == item.amount and smaller != item.amount else (figure, user)
    return Computed(
        label=label,
        value=larger - smaller,
        unit=item.unit,
        currency=figure.currency,
        formula=f"{larger} - {smaller}",
        inputs=inputs,
    )


def _gap(value: Number, item: OfferItem, figure: Figure) -> str:
    """A difference: points between percentages, money otherwise."""
    if item.unit is Unit.PERCENT:
        return f"{value} percentage point{'' if value == 1 else 's'}"
    return _money(value, item, figure)


def _money(value: Number, item: OfferItem, figure: Figure) -> str:
    return format_amount(value, value, item.unit, figure.currency)
