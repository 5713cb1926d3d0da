"""A Markdown table as cells with lines; knows pipes, not pay."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.blocks import visible
from index.types import Block

_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, as many as the header has (missing ones are empty), and its line."""

    cells: tuple[str, ...]
    line: int
    missing: int
    """How many cells the row lacks; negative for surplus cells, which are left out."""


@dataclass(frozen=True, slots=True)
class Table:
    """Header cells, the header's line and the rows."""

    header: tuple[str, ...]
    line: int
    rows: tuple[Row, ...]
    note: str = ""
    """A line without pipes right below the rows, which Markdown takes for another row."""


def read_table(block: Block) -> Table:
    """Cells of a table block, white space and escapes removed."""
    lines = visible(block.text).split("\n")
    header = _cells(lines[0])
    note = " ".join(text.strip() for text in lines[2:] if not _PIPE.search(text)) if len(header) > 1 else ""
    numbered = ((place, text) for place, text in enumerate(lines) if place > 1 and (not note or _PIPE.search(text)))
    rows = (_row(text, block.start_line + place, len(header)) for place, text in numbered)
    return Table(header, block.start_line, tuple(row for row in rows if any(row.cells)), note)


def _row(text: str, line: int, width: int) -> Row:
    cells = _cells(text)
    return Row((*cells, *[""] * (width - len(cells)))[:width], line, width - len(cells))


def _cells(line: str) -> tuple[str, ...]:
    text = line.strip()
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return tuple(cell.strip().replace("\\|", "|") for cell in _PIPE.split(text))
