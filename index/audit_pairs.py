"""Front-matter rows and pay tables side by side: which figure does only one of them give?

Only the tables that the front-matter sums up count, not comparisons with other
companies or offers. `pay_figures` and `front_figures` serve the other rooms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.audit_codes import finding
from index.components import component_of
from index.files import GuideFile
from index.front_matter import Entry, read_front_matter
from index.regions import read_region, same_place
from index.types import Component, Figure, FigureSource, Finding, Guide, Kind, SourceKind

_TABLE = re.compile(r"table (\d+),")
_USUAL = frozenset({Component.BASE_SALARY, Component.BONUS, Component.EQUITY, Component.TOTAL_COMPENSATION})
"""What a front-matter row has keys for."""


def missing_figures(guide: Guide) -> Iterator[Finding]:
    """A finding for each region's figures that only the table gives, and for each that only the front-matter gives."""
    if guide.body_line == 1:
        return
    table, front = pay_figures(guide), front_figures(guide)
    rows = compensation_rows(guide)
    if table and not rows:
        message = "the front-matter has no compensation rows; add one for each row of the pay table."
        yield finding("figure-missing", guide, 1, message)
    elif table:
        yield from _missing_in_front(guide, rows, table, front)
        yield from _missing_in_table(guide, table, front)


def compensation_rows(guide: Guide) -> list[Entry]:
    """The rows of `compensation` in the front-matter, nulls included."""
    front = read_front_matter(GuideFile(guide.source_path, guide.sha256, guide.text))
    rows = front.fields.get("compensation")
    return [row for row in (rows.items if rows else ()) if row.fields]


def front_figures(guide: Guide) -> list[Figure]:
    """All figures of the front-matter, the overruled ones included."""
    every = (*guide.figures, *(dispute.other for dispute in guide.disputes))
    return [figure for figure in every if figure.source.kind is SourceKind.FRONT_MATTER]


def pay_figures(guide: Guide) -> list[Figure]:
    """The market figures of the tables that the front-matter sums up (the first one where it sums up none)."""
    read = [figure for figure in guide.figures if _number(figure.source)]
    confirmed = [_from_table(figure) for figure in guide.figures if figure.confirmed_by]
    known = {_number(figure.source) for figure in confirmed if figure}
    known |= {_number(dispute.leading.source) for dispute in guide.disputes}
    market = [figure for figure in (*read, *(each for each in confirmed if each)) if figure.kind is Kind.MARKET_RANGE]
    numbers = known - {None} or {min((number for each in market if (number := _number(each.source))), default=0)}
    return [figure for figure in market if _number(figure.source) in numbers]


def same_region(one: str | None, other: str | None) -> bool:
    """Whether both mean one place; a figure without a region belongs to every one."""
    return one is None or other is None or same_place(one, other)


def _from_table(figure: Figure) -> Figure | None:
    """A confirmed front-matter figure as its table has it."""
    source = next((each for each in figure.confirmed_by if _number(each)), None)
    return figure.model_copy(update={"source": source, "confirmed_by": ()}) if source else None


def _number(source: FigureSource) -> int | None:
    found = _TABLE.match(source.locator) if source.kind is SourceKind.TABLE else None
    return int(found[1]) if found else None


def _missing_in_front(
    guide: Guide, rows: Sequence[Entry], table: Sequence[Figure], front: Sequence[Figure]
) -> Iterator[Finding]:
    keyed = _USUAL | {component for row in rows for key in row.fields if (component := component_of(key))}
    for region in dict.fromkeys(figure.region for figure in table):
        here = [figure for figure in table if figure.region == region and figure.component in keyed]
        lacking = [figure for figure in here if not _is_given(figure, front)]
        if not lacking:
            continue
        parts = ", ".join(dict.fromkeys(figure.component.value for figure in lacking))
        where = f" for {region}" if region else ""
        place, row = next(((at, row) for at, row in enumerate(rows) if is_row_of(row, region)), (None, None))
        remedy = f"add it to compensation[{place}]" if row else "add a row for it"
        message = f"the table gives {parts}{where} (line {lacking[0].source.line}), the front-matter doesn't; {remedy}."
        yield finding("figure-missing", guide, row.line if row else guide.metadata_lines["compensation"], message)


def _missing_in_table(guide: Guide, table: Sequence[Figure], front: Sequence[Figure]) -> Iterator[Finding]:
    for figure in front:
        if not _is_given(figure, table):
            where = f" for {figure.region}" if figure.region else ""
            message = (
                f"the front-matter gives {figure.component.value}{where}, the pay table doesn't; "
                "add it to the table or take it out here."
            )
            yield finding("figure-missing", guide, figure.source.line, message)


def _is_given(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether the part is there for the region, or its very numbers under another name (`Carry/Bonus`)."""
    here = [other for other in others if same_region(other.region, figure.region)]
    value = (figure.low, figure.high, figure.unit)
    return any(other.component is figure.component or (other.low, other.high, other.unit) == value for other in here)


def is_row_of(row: Entry, region: str | None) -> bool:
    """Whether a row of `compensation` is about the region."""
    entry = row.fields.get("region")
    name = read_region(entry.text).name if entry and entry.text else None
    return same_region(name, region)
