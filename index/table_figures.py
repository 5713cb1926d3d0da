"""Pay tables into figures: by region, by level, or turned on their side.

Each cell under a pay column becomes figures or a finding; none vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.components import component_of, find_components
from index.money import Amount, read_amounts
from index.periods import period_of
from index.regions import RegionName, read_region
from index.table_columns import Column, holds_money, names_pay, read_columns
from index.tables import Row, Table
from index.types import Component, Figure, FigureSource, Finding, Kind, Period, SourceKind, Unit

_NOTHING = re.compile(r"^(?:[-–—]*|n/?a|none|variable|tbd|varies|negotiable|discretionary|no .*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: guide, file, and its number in the guide."""

    guide_id: str
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class _Key:
    """What a cell's amounts are about."""

    component: Component
    region: str | None
    level: str | None
    period: Period | None
    kind: Kind
    qualifier: str | None


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
    columns = read_columns(table, restriction)
    if columns is None:
        return _unknown(table, place) if names_pay(table) or holds_money(table) else None
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


def _read_row(row: Row, table: Table, columns: Sequence[Column], place: Place) -> Iterator[Figure | Finding]:
    region, level, component = _row_keys(row, columns)
    for header, column, cell in zip(table.header[1:], columns[1:], row.cells[1:], strict=True):
        if column.role not in {"component", "value"} or (column.role == "component" and column.component is None):
            continue
        meant = _named_in(cell, header) or column.component or component
        if meant is None:
            yield _finding(place, row, "cell-unreadable", f"{row.cells[0]!r} is no known part of pay")
            return
        where = column.region or region
        amounts = read_amounts(cell, currency=_only(where), bare=True)
        if not amounts:
            yield from _unread(place, row, header, cell)
        period = column.period or period_of(row.cells[0], meant)
        for amount in amounts:
            name = where.name if where else None
            key = _Key(meant, name, column.level or level, period, column.kind, column.qualifier)
            yield _figure(amount, key, _Cell(place, row, header, cell))


def _named_in(cell: str, header: str) -> Component | None:
    """The part of pay that a cell itself names, where its header names several."""
    several = {mention.component for mention in find_components(header)}
    own = {mention.component for mention in find_components(cell)} & several
    return own.pop() if len(several) > 1 and len(own) == 1 else None


def _row_keys(row: Row, columns: Sequence[Column]) -> tuple[RegionName | None, str | None, Component | None]:
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
        kind=key.kind,
        region=key.region or None,
        level=key.level,
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        currency=amount.currency,
        period=None if unusual or amount.unit is not Unit.CURRENCY else stated,
        qualifier=_qualifier(amount, key, unusual),
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


def _qualifier(amount: Amount, key: _Key, unusual: str | None) -> str | None:
    words = (key.qualifier, f"per {unusual}" if unusual else None, "or more" if amount.open_ended else None)
    return ", ".join(word for word in words if word) or None


def _unknown(table: Table, place: Place) -> TableReading:
    """A table of amounts whose headers don't tell what they are amounts of."""
    message = "the headers of this table don't say which part of the pay its amounts are; they are only quoted."
    finding = Finding(code="table-unread", level="info", path=place.path, line=table.line, message=message)
    return TableReading((), (finding,))


def _unread(place: Place, row: Row, header: str, cell: str) -> Iterator[Finding]:
    if re.search(r"\d", cell):
        yield _finding(place, row, "cell-unreadable", f"no amount could be read from {cell!r} under {header!r}")
    elif not cell or _NOTHING.match(cell.strip("* ")):
        yield _finding(place, row, "cell-empty", f"{header!r} has no figure here", level="info")


def _unevenness(row: Row) -> str:
    return f"{row.missing} too few" if row.missing > 0 else f"{-row.missing} too many"


def _finding(place: Place, row: Row, code: str, message: str, level: str = "warning") -> Finding:
    return Finding(code=code, level=level, path=place.path, line=row.line, message=f"{message}.")
