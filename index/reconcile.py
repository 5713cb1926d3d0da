"""Front-matter and body held against each other, figure by figure.

Agreement gives one figure with both sources. Where they differ the more
specific leads (a range over its low end, the printed currency over the YAML's)
and the other is kept as a dispute.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.money import format_amount
from index.regions import short_name
from index.types import Dispute, Figure, Finding


def reconcile(
    yaml: Sequence[Figure], body: Sequence[Figure], path: str
) -> tuple[tuple[Figure, ...], tuple[Dispute, ...], tuple[Finding, ...]]:
    """All figures in force (front-matter first), the disputed ones, and a finding for each dispute."""
    rest = list(body)
    named = {figure.region for figure in yaml}
    figures: list[Figure] = []
    disputes: list[Dispute] = []
    for figure in (_with_level(figure, body) for figure in yaml):
        rivals = _same_place(figure, rest, named)
        twin = next((other for other in rivals if _same_value(figure, other)), None)
        if twin:
            rest.remove(twin)
            period = twin.period or figure.period
            update = {"confirmed_by": (twin.source,), "period": period, "qualifier": twin.qualifier}
            figures.append(figure.model_copy(update=update))
        elif rival := _rival(figure, rivals):
            disputes.append(Dispute(leading=rival, other=figure))
        else:
            figures.append(figure)
    findings = tuple(_finding(dispute, path) for dispute in disputes)
    return (*figures, *rest), tuple(disputes), findings


def _with_level(figure: Figure, body: Sequence[Figure]) -> Figure:
    """`figure` with its level, where the front-matter writes a level of the table as a region."""
    region = figure.region or ""
    if any(other.region == region for other in body):
        return figure
    same = [other for other in body if other.region is None and _same_value(figure, other)]
    levels = (other.level for other in same if other.component is figure.component and region in (other.level or ""))
    level = next(levels, None)
    return figure.model_copy(update={"region": None, "level": level}) if region and level else figure


def _same_place(figure: Figure, body: Sequence[Figure], named: Collection[str | None]) -> list[Figure]:
    """Figures of the body for the same region, or for the one that only the body calls by a longer or shorter name."""
    alike = (other for other in body if other.component is figure.component and other.kind is figure.kind)
    same = [other for other in alike if other.level == figure.level]
    exact = [other for other in same if other.region == figure.region]
    if exact or figure.region is None:
        return exact
    others = [other for other in same if other.region is not None and other.region not in named]
    near = [other for other in others if short_name(other.region or "") == short_name(figure.region)]
    return near if len({other.region for other in near}) == 1 else []


def _same_value(one: Figure, other: Figure) -> bool:
    return (one.low, one.high, one.unit, one.currency) == (other.low, other.high, other.unit, other.currency)


def _rival(figure: Figure, rivals: Sequence[Figure]) -> Figure | None:
    """The figure of the body that means the same cell: the same numbers first, then the same currency."""
    same_unit = [other for other in rivals if other.unit is figure.unit]
    same_currency = [other for other in same_unit if other.currency == figure.currency]
    same_amount = [other for other in same_unit if (other.low, other.high) == (figure.low, figure.high)]
    return next(iter(same_amount or same_currency or same_unit), None)


def _finding(dispute: Dispute, path: str) -> Finding:
    leading, other = dispute.leading, dispute.other
    ours = format_amount(leading.low, leading.high, leading.unit, leading.currency)
    theirs = format_amount(other.low, other.high, other.unit, other.currency)
    code = "currency-conflict" if leading.currency != other.currency else "sources-disagree"
    where = f" for {leading.region}" if leading.region else ""
    message = (
        f"{leading.component.value}{where}: the body says {ours} (line {leading.source.line}), "
        f"the front-matter {theirs}; make them agree."
    )
    return Finding(code=code, level="warning", path=path, line=other.source.line, message=message)
