"""Level equivalences: tables whose columns are companies, and lines such as `A = B = C`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.blocks import plain
from index.tables import read_table
from index.types import Block, LevelRow, Section, SectionKind

_LEAD_IN = re.compile(r"^\s*>?\s*(?:(?:[-*+]|\d+[.)])\s+)?(?:\*\*[^*]+(?::\*\*|\*\*:)\s*)?")


def read_levels(section: Section) -> Iterator[LevelRow]:
    """Equivalences of a level-mapping section; nothing from others."""
    if section.kind is not SectionKind.LEVEL_MAPPING:
        return
    for block in section.blocks:
        yield from _table_rows(block, section) if block.kind == "table" else _lines(block, section)


def _table_rows(block: Block, section: Section) -> Iterator[LevelRow]:
    table = read_table(block)
    header = [plain(cell) for cell in table.header]
    for row in table.rows:
        titles = {name: plain(cell) for name, cell in zip(header, row.cells, strict=True) if name and cell}
        yield LevelRow(titles=titles, anchor=section.anchor, line=row.line, header_line=table.line)


def _lines(block: Block, section: Section) -> Iterator[LevelRow]:
    for place, line in enumerate(block.text.split("\n")):
        for part in _LEAD_IN.sub("", line).split("|"):
            terms = [plain(term).strip(" .;") for term in re.split(r"\s[=≈~]\s", part)]
            if len(terms) > 1:
                number = block.start_line + place
                titles = {term: term for term in terms if term}
                yield LevelRow(titles=titles, anchor=section.anchor, line=number, header_line=number)
