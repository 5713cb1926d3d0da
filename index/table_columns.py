"""What the columns of a pay table mean: parts of pay, or regions, levels and offers for a part of pay."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.components import component_of
from index.money import read_amounts
from index.periods import period_of
from index.regions import RegionName, read_region
from index.tables import Table
from index.types import Component, Kind, Period
from index.words import load

_LEVEL_CODE = re.compile(r"\b(?:IC|L|E|T)\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's cells mean."""

    role: str
    """`region`, `level`, `component` (a part of pay), `value` (figures of what the row names) or `aside`."""
    component: Component | None = None
    region: RegionName | None = None
    level: str | None = None
    period: Period | None = None
    kind: Kind = Kind.MARKET_RANGE
    qualifier: str | None = None


def read_columns(table: Table, restriction: str) -> list[Column] | None:
    """The meaning of each column; None for a table about something else than this role's pay.

    `restriction` says what the cells of a level × region table are (total compensation where it says nothing).
    """
    first = _first_role(table)
    if first is None or len(table.header) < 2:
        return None
    rest = [_column(header) for header in table.header[1:]]
    if any(column.component for column in rest):
        return [Column(first), *rest]
    if first == "region" or not holds_money(table):
        return None
    cell = None if first == "component" else component_of(restriction) or Component.TOTAL_COMPENSATION
    values = [
        _value(header, cell) if column.role == "component" else column
        for header, column in zip(table.header[1:], rest, strict=True)
    ]
    return [Column(first), *values]


def names_pay(table: Table) -> bool:
    """Whether a header of the table names a part of pay."""
    return any(component_of(header) for header in table.header[1:])


def _first_role(table: Table) -> str | None:
    words = load("tables")
    header = table.header[0].lower().strip("* ")
    for role in ("region", "level", "component"):
        if any(word in header for word in words[role]):
            return role
    if all(component_of(row.cells[0]) for row in table.rows):
        return "component"
    return "region" if not header and names_pay(table) else None


def _column(header: str) -> Column:
    words = load("tables")
    lower = header.lower().strip("* ")
    if lower in words["region"]:
        return Column("region")
    if lower in words["level"]:
        return Column("level")
    component = component_of(header)
    if component:
        return Column("component", component, period=period_of(header, component))
    if any(word in lower.split() for word in words["aside"]):
        return Column("aside")
    return Column("component")


def _value(header: str, cell: Component | None) -> Column:
    """A column of figures under a region, a level, an offer or a word such as `Range`."""
    words = load("tables")
    lower = header.lower().strip("* ")
    period = period_of("", cell) if cell else None
    for kind, starts in words["offer"].items():
        if lower.startswith(tuple(starts)):
            qualifier = header if kind == Kind.OTHER else None
            return Column("value", cell, period=period, kind=Kind(kind), qualifier=qualifier)
    first = re.split(r"[^a-z]", lower)[0]
    if first in words["bound"]:
        return Column("value", cell, period=period, qualifier=header)
    if first in words["plain"]:
        return Column("value", cell, period=period)
    name = read_region(header)
    if first in words["seniority"] or _LEVEL_CODE.search(header):
        return Column("value", cell, level=name.name, period=period)
    return Column("value", cell, region=name, period=period)


def holds_money(table: Table) -> bool:
    """Whether most cells hold an amount."""
    cells = [cell for row in table.rows for cell in row.cells[1:] if cell]
    return sum(bool(read_amounts(cell, bare=True)) for cell in cells) * 2 > len(cells) > 0
