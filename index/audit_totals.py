"""Totals beside their parts, within one region, currency and year.

Few guides' totals are the sum of their parts, so this is worth a look, not a
fault; the message says which other reading would add up. A total that is
below its own base can't be right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.audit_codes import finding
from index.audit_pairs import pay_figures, same_region
from index.money import format_amount
from index.types import Component, Figure, Finding, Guide, Kind, Period, SourceKind, Unit

ROUNDING = 0.05
"""Sums may be this far off: guides round each part for itself."""
_PARTS = (Component.BONUS, Component.EQUITY, Component.PROFIT_SHARE)


@dataclass(frozen=True, slots=True)
class _Span:
    """A yearly amount in one currency."""

    low: float
    high: float

    def __add__(self, other: _Span) -> _Span:
        return _Span(self.low + other.low, self.high + other.high)

    def times(self, low: float, high: float) -> _Span:
        return _Span(self.low * low, self.high * high)

    def fits(self, other: _Span) -> bool:
        return all(abs(one - two) <= ROUNDING * two for one, two in ((self.low, other.low), (self.high, other.high)))


def wrong_totals(guide: Guide) -> Iterator[Finding]:
    """A finding for each region's total that isn't the sum of its parts, and for each below its base."""
    figures = _comparable(guide)
    for total in figures:
        if total.component is Component.TOTAL_COMPENSATION and total.unit is Unit.CURRENCY:
            found = _below_base(guide, total, figures) or _mismatch(guide, total, figures)
            if found:
                yield found


def _comparable(guide: Guide) -> list[Figure]:
    """The leading market figures without level, unusual period or restriction."""
    pay = {(figure.source.line, figure.source.locator) for figure in pay_figures(guide)}
    return [
        figure
        for figure in guide.figures
        if figure.kind is Kind.MARKET_RANGE and figure.level is None and not figure.qualifier
        if figure.source.kind is SourceKind.FRONT_MATTER or (figure.source.line, figure.source.locator) in pay
    ]


def _below_base(guide: Guide, total: Figure, figures: Sequence[Figure]) -> Finding | None:
    base = _part(Component.BASE_SALARY, total, figures)
    if base is None or base.unit is not Unit.CURRENCY or (total.low >= base.low and total.high >= base.high):
        return None
    if total.low == total.high and base.low != base.high:  # a range that couldn't be read as one
        return None
    message = (
        f"total_compensation{_where(total)} is {_shown(total)}, below the base of {_shown(base)}; mend one of them."
    )
    return finding("total-below-base", guide, total.source.line, message)


def _mismatch(guide: Guide, total: Figure, figures: Sequence[Figure]) -> Finding | None:
    base = _part(Component.BASE_SALARY, total, figures)
    stated = [each for each in _PARTS if _all_of(each, total, figures)]
    parts = {each: part for each in stated if (part := _part(each, total, figures))}
    if base is None or not parts or len(parts) < len(stated) or base.unit is not Unit.CURRENCY:
        return None
    spans = {each: _yearly(part, base) for each, part in parts.items()}
    known = {each: span for each, span in spans.items() if span}
    said = _span(total)
    if len(known) < len(spans) or sum(known.values(), _span(base)).fits(said):
        return None
    return finding("total-mismatch", guide, total.source.line, _message(total, base, parts, known))


def _message(total: Figure, base: Figure, parts: dict[Component, Figure], known: dict[Component, _Span]) -> str:
    names = ", ".join(each.value for each in (Component.BASE_SALARY, *parts))
    summed = sum(known.values(), _span(base))
    sums = format_amount(round(summed.low), round(summed.high), Unit.CURRENCY, total.currency)
    equity = parts.get(Component.EQUITY)
    quarter = " with a quarter of the four-year equity" if equity and equity.period is Period.FOUR_YEARS else ""
    says = f"{names}{_where(total)} come to {sums} a year{quarter}, the total says {_shown(total)}"
    return f"{says}; {_advice(total, base, equity, known)}."


def _advice(total: Figure, base: Figure, equity: Figure | None, known: dict[Component, _Span]) -> str:
    """Which other reading adds up."""
    said, own = _span(total), _span(base)
    without = {each: sum((known[other] for other in known if other is not each), own) for each in known}
    rest = without.get(Component.EQUITY)
    if equity and rest and equity.period is Period.FOUR_YEARS and (rest + _span(equity)).fits(said):
        return "it holds all four years of equity: say so, or count one"
    left_out = next((each for each, span in without.items() if span.fits(said)), None)
    if left_out:
        return f"it adds up without {left_out.value}: say so, or count it"
    return "say what it includes, or mend it"


def _all_of(component: Component, total: Figure, figures: Sequence[Figure]) -> list[Figure]:
    return [each for each in figures if each.component is component and same_region(each.region, total.region)]


def _part(component: Component, total: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The one figure of `component` for the total's region, in its currency before a percentage; None where unclear."""
    same = _all_of(component, total, figures)
    money = [each for each in same if each.unit is Unit.CURRENCY and each.currency == total.currency]
    found = money or [each for each in same if each.unit is not Unit.CURRENCY]
    return found[0] if len(found) == 1 else None


def _yearly(part: Figure, base: Figure) -> _Span | None:
    """What a part adds to one year; None where it doesn't say."""
    if part.unit is Unit.PERCENT:
        counts = part.component is Component.BONUS
        return _span(base).times(part.low / 100, part.high / 100) if counts else None
    if part.unit is Unit.SHARES or part.period not in {Period.YEAR, Period.FOUR_YEARS}:
        return None
    share = 0.25 if part.period is Period.FOUR_YEARS else 1
    return _span(part).times(share, share)


def _span(figure: Figure) -> _Span:
    return _Span(float(figure.low), float(figure.high))


def _shown(figure: Figure) -> str:
    return format_amount(figure.low, figure.high, figure.unit, figure.currency)


def _where(figure: Figure) -> str:
    return f" for {figure.region}" if figure.region else ""
