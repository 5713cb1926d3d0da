"""What became of each cell under a pay column: a figure, a finding, or nothing.

The walk over the tables is its own, so that a table the reader passes over
shows up as vanished cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.components import component_of
from index.tables import Row, Table, read_table
from index.types import Guide, SectionKind, SourceKind

CELL_FATES = ("figure", "finding", "no figure", "vanished")
_MONEY = re.compile(r"[$£€₹₪₩¥]\s?\d|\b[A-Z]{3}\s?\d|\d\s?[KkM]\b|\d\s?%|\b\d{2,3},\d{3}\b")
_NO_PAY = {SectionKind.LEVEL_MAPPING, SectionKind.SOURCES}


@dataclass(frozen=True, slots=True)
class Fate:
    """One cell's fate."""

    name: str
    """One of CELL_FATES."""
    line: int


def cell_fates(guide: Guide) -> Iterator[Fate]:
    """The fate of every pay cell of the guide."""
    figures = {
        (source.line, source.words)
        for figure in (*guide.figures, *(dispute.leading for dispute in guide.disputes))
        for source in (figure.source, *figure.confirmed_by)
        if source.kind is SourceKind.TABLE
    }
    findings = {finding.line for finding in guide.findings}
    for table in pay_tables(guide):
        for row in table.rows:
            for cell in _pay_cells(table, row):
                yield Fate(_fate(cell, row, figures, findings | _whole(table, findings)), row.line)


def pay_tables(guide: Guide) -> Iterator[Table]:
    """Every table outside level mapping and sources that names pay or holds money."""
    for section in guide.sections:
        if section.kind not in _NO_PAY:
            tables = [read_table(block) for block in section.blocks if block.kind == "table"]
            yield from (table for table in tables if _is_about_pay(table))


def _is_about_pay(table: Table) -> bool:
    if any(component_of(header) for header in table.header[1:]):
        return True
    cells = [cell for row in table.rows for cell in row.cells[1:] if cell]
    return sum(bool(_MONEY.search(cell)) for cell in cells) * 2 > len(cells) > 0


def _pay_cells(table: Table, row: Row) -> Iterator[str]:
    """Cells under a header that names pay; all but the first where none does."""
    named = {at for at, header in enumerate(table.header) if at and component_of(header)}
    for at, cell in enumerate(row.cells[1:], 1):
        if at in named or not named:
            yield cell


def _whole(table: Table, findings: set[int]) -> set[int]:
    """All lines of a table that a finding at its header is about."""
    return {row.line for row in table.rows} if table.line in findings else set()


def _fate(cell: str, row: Row, figures: set[tuple[int, str]], findings: set[int]) -> str:
    if (row.line, cell) in figures:
        return "figure"
    if not re.search(r"\d", cell):
        return "no figure"
    return "finding" if row.line in findings else "vanished"
