"""Pay tables into figures: by region, by level, or turned on their side.

Each cell under a pay column becomes figures or a finding; none vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.components import component_of
from index.money import Amount, read_amounts
from index.regions import RegionName, read_region
from index.tables import Row, Table
from index.types import Component, Figure, FigureSource, Finding, Kind, Period, SourceKind, Unit
from index.words import load

_FOUR_YEARS = re.compile(r"4[\s-]*(?:yr|year)|four[\s-]year", re.IGNORECASE)
_ONE_YEAR = re.compile(r"/\s*(?:yr|year)\b|\bannual\b|per (?:year|annum)|\byearly\b", re.IGNORECASE)
_NOTHING = re.compile(r"^(?:[-–—]*|n/?a|none|variable|tbd|varies|negotiable|discretionary|no .*)$", re.IGNORECASE)
_USUAL_PERIOD = {
    Component.BASE_SALARY: Period.YEAR,
    Component.BONUS: Period.YEAR,
    Component.PROFIT_SHARE: Period.YEAR,
    Component.TOTAL_COMPENSATION: Period.YEAR,
    Component.SIGNING_BONUS: Period.ONCE,
    Component.EQUITY: None,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: guide, file, and its number in the guide."""

    guide_id: str
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column's cells mean."""

    role: str
    """`region`, `level`, `component`, `value` (a region's or component's figures) or `aside`."""
    component: Component | None = None
    region: RegionName | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class _Key:
    """What a cell's amounts are about."""

    component: Component
    region: str | None
    level: str | None
    period: Period | None


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a cell stands and what it says."""

    place: Place
    row: Row
    header: str
    text: str


@dataclass(frozen=True, slots=True)
class TableReading:
    """What one table gave."""

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]


def read_pay_table(table: Table, place: Place, restriction: str) -> TableReading | None:
    """Figures of a pay table; None for a table about something else.

    `restriction` is the italic line below the table, which says what the cells
    of a level × region table are (total compensation where it says nothing).
    """
    columns = _columns(table, restriction)
    if columns is None:
        return None
    figures: list[Figure] = []
    findings: list[Finding] = []
    for row in table.rows:
        if row.missing:
            findings.append(_finding(place, row, "table-row-uneven", f"this row has {_unevenness(row)} cells"))
        for figure_or_finding in _read_row(row, table, columns, place):
            if isinstance(figure_or_finding, Figure):
                figures.append(figure_or_finding)
            else:
                findings.append(figure_or_finding)
    return TableReading(tuple(figures), tuple(findings)) if figures or findings else None


def period_of(text: str, component: Component) -> Period | None:
    """The period that a header or phrase says; the component's usual one otherwise."""
    if _FOUR_YEARS.search(text):
        return Period.FOUR_YEARS
    if _ONE_YEAR.search(text):
        return Period.YEAR
    return _USUAL_PERIOD[component]


def _columns(table: Table, restriction: str) -> list[_Column] | None:
    if len(table.header) < 2:
        return None
    first = _first_role(table)
    if first is None:
        return None
    rest = [_column(header) for header in table.header[1:]]
    if any(column.component for column in rest):
        return [_Column(first), *rest]
    if first == "region":
        return None
    cell = None if first == "component" else component_of(restriction) or Component.TOTAL_COMPENSATION
    values = [
        _Column("value", cell, read_region(header), period_of("", cell) if cell else None)
        if column.role == "component"
        else column
        for header, column in zip(table.header[1:], rest, strict=True)
    ]
    return [_Column(first), *values] if _holds_money(table) else None


def _first_role(table: Table) -> str | None:
    words = load("tables")
    header = table.header[0].lower().strip("* ")
    for role in ("region", "level", "component"):
        if any(word in header for word in words[role]):
            return role
    if all(component_of(row.cells[0]) for row in table.rows):
        return "component"
    return "region" if any(component_of(header) for header in table.header[1:]) else None


def _column(header: str) -> _Column:
    words = load("tables")
    lower = header.lower().strip("* ")
    if lower in words["region"]:
        return _Column("region")
    if lower in words["level"]:
        return _Column("level")
    component = component_of(header)
    if component:
        return _Column("component", component, period=period_of(header, component))
    if any(word in lower.split() for word in words["aside"]):
        return _Column("aside")
    return _Column("component")


def _holds_money(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row.cells[1:] if cell]
    return sum(bool(read_amounts(cell)) for cell in cells) * 2 > len(cells) > 0


def _read_row(row: Row, table: Table, columns: Sequence[_Column], place: Place) -> Iterator[Figure | Finding]:
    region, level, component = _row_keys(row, columns)
    for header, column, cell in zip(table.header[1:], columns[1:], row.cells[1:], strict=True):
        if column.role not in {"component", "value"} or (column.role == "component" and column.component is None):
            continue
        meant = column.component or component
        if meant is None:
            yield _finding(place, row, "cell-unreadable", f"{row.cells[0]!r} is no known part of pay")
            return
        where = column.region or region
        amounts = read_amounts(cell, currency=_only(where), bare=True)
        if not amounts:
            yield from _unread(place, row, header, cell)
        period = column.period or period_of(row.cells[0], meant)
        for amount in amounts:
            key = _Key(meant, where.name if where else None, level, period)
            yield _figure(amount, key, _Cell(place, row, header, cell))


def _row_keys(row: Row, columns: Sequence[_Column]) -> tuple[RegionName | None, str | None, Component | None]:
    region: RegionName | None = None
    level: str | None = None
    component: Component | None = None
    for column, cell in zip(columns, row.cells, strict=True):
        if column.role == "region":
            region = read_region(cell)
        elif column.role == "level":
            level = read_region(cell).name if level is None else f"{level} {read_region(cell).name}"
        elif column is columns[0]:
            component = component_of(cell)
    return region, level or None, component


def _only(region: RegionName | None) -> str | None:
    return region.currencies[0] if region and len(region.currencies) == 1 else None


def _figure(amount: Amount, key: _Key, cell: _Cell) -> Figure:
    stated = {"year": Period.YEAR, "four_years": Period.FOUR_YEARS}.get(amount.per or "", key.period)
    unusual = amount.per if amount.per and amount.per not in {"year", "four_years"} else None
    return Figure(
        component=key.component,
        kind=Kind.MARKET_RANGE,
        region=key.region or None,
        level=key.level,
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        currency=amount.currency,
        period=None if unusual or amount.unit is not Unit.CURRENCY else stated,
        qualifier=f"per {unusual}" if unusual else None,
        guide_id=cell.place.guide_id,
        source=FigureSource(
            kind=SourceKind.TABLE,
            path=cell.place.path,
            locator=f'table {cell.place.number}, row "{cell.row.cells[0]}", column "{cell.header}"',
            line=cell.row.line,
            end_line=cell.row.line,
            words=cell.text,
        ),
    )


def _unread(place: Place, row: Row, header: str, cell: str) -> Iterator[Finding]:
    if re.search(r"\d", cell):
        yield _finding(place, row, "cell-unreadable", f"no amount could be read from {cell!r} under {header!r}")
    elif not cell or _NOTHING.match(cell.strip("* ")):
        yield _finding(place, row, "cell-empty", f"{header!r} has no figure here", level="info")


def _unevenness(row: Row) -> str:
    return f"{row.missing} too few" if row.missing > 0 else f"{-row.missing} too many"


def _finding(place: Place, row: Row, code: str, message: str, level: str = "warning") -> Finding:
    return Finding(code=code, level=level, path=place.path, line=row.line, message=f"{message}.")
