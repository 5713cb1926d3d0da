"""Front-matter ranges beside the levels that they sum up: lowest low to highest high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.audit_codes import finding
from index.audit_pairs import front_figures, pay_figures, same_region
from index.money import format_amount
from index.types import Figure, Finding, Guide


def wrong_spans(guide: Guide) -> Iterator[Finding]:
    """A finding for each front-matter range that isn't the span of the pay table's levels."""
    table, front = pay_figures(guide), front_figures(guide)
    for figure in front:
        if figure.region is None or sum(_is_rival(figure, other) for other in front) > 1:
            continue  # rows of their own for the levels
        here = [other for other in table if _is_rival(figure, other)]
        if len(here) > 1 and all(other.level is not None for other in here):
            yield from _verdict(guide, figure, here)


def _is_rival(figure: Figure, other: Figure) -> bool:
    same = (other.component, other.unit) == (figure.component, figure.unit)
    return same and same_region(other.region, figure.region)


def _verdict(guide: Guide, figure: Figure, levels: Sequence[Figure]) -> Iterator[Finding]:
    spans = {currency: _span(levels, currency) for currency in dict.fromkeys(each.currency for each in levels)}
    said = (figure.low, figure.high)
    own = spans.get(figure.currency)
    if own == said:
        return
    currency = next((each for each, span in spans.items() if span == said), None)
    code = "currency-conflict" if currency or own is None else "sources-disagree"
    shown = currency or (figure.currency if own else levels[0].currency)
    where = f" for {figure.region}" if figure.region else ""
    message = (
        f"{figure.component.value}{where}: the table's levels span "
        f"{format_amount(*spans[shown], figure.unit, shown)} (from line {levels[0].source.line}), "
        f"the front-matter says {format_amount(*said, figure.unit, figure.currency)}; make them agree."
    )
    yield finding(code, guide, figure.source.line, message)


def _span(levels: Sequence[Figure], currency: str | None) -> tuple[int | float, int | float]:
    same = [each for each in levels if each.currency == currency]
    return min(each.low for each in same), max(each.high for each in same)
