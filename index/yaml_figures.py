"""Front-matter compensation rows into figures, with the YAML path and lines of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from index.components import component_of
from index.front_matter import Entry, FrontMatter
from index.money import currency_of
from index.periods import period_of
from index.regions import read_region
from index.types import Component, Figure, FigureSource, Finding, Kind, Number, Period, SourceKind, Unit

_BOUND = re.compile(
    r"(?P<stem>\w+?)(?:(?P<percent>_pct)(?:_(?:low|high|min|max))?|_(?:low|high|min|max)(?P<behind>_pct)?)$"
)
_NUMBER = re.compile(r"\d{1,15}(?:[,_]\d{3})*(?:\.\d{1,6})?$")


def read_yaml_figures(front: FrontMatter, guide_id: str, path: str) -> tuple[list[Figure], list[Finding]]:
    """Figures of `compensation`, and findings for values that aren't numbers."""
    figures: list[Figure] = []
    findings: list[Finding] = []
    rows = front.fields.get("compensation")
    for place, row in enumerate(rows.items if rows else ()):
        for found in _read_row(row, place, guide_id, path):
            if isinstance(found, Figure):
                figures.append(found)
            else:
                findings.append(found)
    return figures, findings


def _read_row(row: Entry, place: int, guide_id: str, path: str) -> Iterator[Figure | Finding]:
    region = row.fields.get("region")
    name = read_region(region.text).name if region and region.text else None
    written = row.fields.get("currency")
    currency = _currency(written)
    if written and written.text and not currency:
        message = f"compensation[{place}].currency is {written.text!r}; write an ISO 4217 code such as USD."
        yield Finding(code="yaml-currency-unknown", level="warning", path=path, line=written.line, message=message)
    for stem, bounds in _bounds(row).items():
        component = component_of(stem)
        if component is None:
            continue
        values = [(key, entry, _number(entry)) for key, entry in bounds]
        for key, entry, value in values:
            if entry.text is not None and value is None:
                message = f"compensation[{place}].{key} is {entry.text!r}, not a number."
                yield Finding(code="yaml-not-a-number", level="warning", path=path, line=entry.line, message=message)
        known = [(key, entry, value) for key, entry, value in values if value is not None]
        if _swapped(known):
            message = f"compensation[{place}]: the low end of {stem} is above its high end; swap them."
            yield Finding(code="bounds-swapped", level="warning", path=path, line=known[0][1].line, message=message)
        if known:
            yield _figure(known, place, component, name, currency, guide_id, path)


def _bounds(row: Entry) -> dict[str, list[tuple[str, Entry]]]:
    found: dict[str, list[tuple[str, Entry]]] = {}
    for key, entry in row.fields.items():
        match = _BOUND.match(key)
        if match:
            stem = f"{match['stem']} %" if match["percent"] or match["behind"] else match["stem"]
            found.setdefault(stem, []).append((key, entry))
    return found


def _currency(written: Entry | None) -> str | None:
    text = (written.text if written else None) or ""
    return currency_of(text) or (text.upper() if re.fullmatch("[A-Za-z]{3}", text) else None)


def _swapped(known: list[tuple[str, Entry, Number]]) -> bool:
    bounds = {"low" if re.search("_(?:low|min)", key) else "high": value for key, _, value in known}
    return len(known) == len(bounds) == 2 and bounds["low"] > bounds["high"]


def _number(entry: Entry) -> Number | None:
    text = entry.text or ""
    if not _NUMBER.match(text):
        return None
    value = Decimal(text.replace(",", "").replace("_", ""))
    return int(value) if value == value.to_integral_value() else float(value)


def _figure(
    known: list[tuple[str, Entry, Number]],
    place: int,
    component: Component,
    region: str | None,
    currency: str | None,
    guide_id: str,
    path: str,
) -> Figure:
    percent = "_pct" in known[0][0]
    period: Period | None = None if percent else period_of("", component)
    names = "..".join(key for key, _, _ in known)
    return Figure(
        component=component,
        kind=Kind.MARKET_RANGE,
        region=region,
        level=None,
        low=min(value for _, _, value in known),
        high=max(value for _, _, value in known),
        unit=Unit.PERCENT if percent else Unit.CURRENCY,
        currency=None if percent else currency,
        period=period,
        guide_id=guide_id,
        source=FigureSource(
            kind=SourceKind.FRONT_MATTER,
            path=path,
            locator=f"compensation[{place}].{names}",
            line=min(entry.line for _, entry, _ in known),
            end_line=max(entry.line for _, entry, _ in known),
        ),
    )
