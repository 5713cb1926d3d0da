"""Guides on a terminal: the list and one guide's figures; also as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api.answer_view import figures_table
from api.guide_records import card_of
from api.report_view import fault_json
from api.terminal import printable
from index.reading import Reading
from index.types import Guide


def guides_table(guides: Iterable[Guide]) -> Table:
    """A row for each guide."""
    table = Table(box=None, pad_edge=False)
    for name in ("Id", "Company", "Role", "Regions", "Updated", "File"):
        table.add_column(name, overflow="fold")
    for guide in guides:
        updated = str(guide.last_updated or "")
        cells = (guide.id, guide.company, guide.role, ", ".join(guide.regions), updated, guide.source_path)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    return table


def guides_json(reading: Reading) -> str:
    """The catalogue and the files that aren't in it."""
    cards = [card_of(guide).model_dump(mode="json") for guide in reading.guides]
    return _json({"guides": cards, "faults": [fault_json(fault) for fault in reading.faults]})


def guide_view(guide: Guide) -> Iterator[RenderableType]:
    """What a guide is, then its figures."""
    yield Text(printable(guide.title), style="bold")
    facts = {
        "id": guide.id,
        "file": guide.source_path,
        "pay data from": guide.salary_data_quarter,
        "data quality": guide.data_quality,
        "last updated": guide.last_updated,
        "review due": guide.next_review_due,
    }
    yield Text(printable("\n".join(f"{name}: {value}" for name, value in facts.items() if value)))
    yield figures_table(guide.figures)


def _json(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False)
