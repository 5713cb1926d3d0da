"""An answer on a terminal: its words, what they rest on, the figures, what to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api.terminal import markdown, printable
from coach.types import Answer, CitedFigure
from index.money import format_amount
from index.types import Figure


def answer_view(answer: Answer) -> Iterator[RenderableType]:
    """The answer in the order in which one reads it."""
    yield markdown(answer.answer)
    if answer.figures:
        yield figures_table(answer.figures)
    if answer.derived:
        yield _derived(answer)
    if answer.citations:
        yield _sources(answer)
    for warning in answer.warnings:
        yield Text(printable(f"Note: {warning.message}"), style="yellow")
    if answer.follow_ups:
        yield Text(printable("You could ask next: " + " | ".join(answer.follow_ups)), style="dim")


def figures_table(figures: Sequence[Figure]) -> Table:
    """Figures with everything that keeps them from being misread; columns that would be empty are left out."""
    rows = [_cells(figure) for figure in figures]
    table = _table("Figures")
    used = [name for name in rows[0] if any(row[name] for row in rows)] if rows else []
    for name in used:
        table.add_column(name, overflow="fold", no_wrap=name == "Amount")
    for row in rows:
        table.add_row(*(Text(printable(row[name])) for name in used))
    return table


def _cells(figure: Figure) -> dict[str, str]:
    amount = format_amount(figure.low, figure.high, figure.unit, figure.currency)
    place = f"{figure.source.path}:{figure.source.line}"
    return {
        "Component": _words(figure.component),
        "Kind": _words(figure.kind),
        "Region": figure.region or "",
        "Level": figure.level or "",
        "Amount": amount,
        "Terms": " ".join(_words(term) for term in (figure.qualifier, figure.period) if term),
        "Source": f"[{figure.marker}] line {figure.source.line}" if isinstance(figure, CitedFigure) else place,
    }


def _derived(answer: Answer) -> Table:
    table = _table("Computed", "What", "Result", "From")
    for each in answer.derived:
        amount = format_amount(each.value, each.value, each.unit, each.currency)
        table.add_row(*(Text(printable(cell)) for cell in (each.label, amount, each.formula)))
    return table


def _sources(answer: Answer) -> Table:
    table = _table("Sources", "", "Section", "Where")
    for each in answer.citations:
        lines = f"{each.start_line}" if each.start_line == each.end_line else f"{each.start_line}-{each.end_line}"
        where = f"{each.source_path}:{lines}"
        table.add_row(*(Text(printable(cell)) for cell in (f"[{each.marker}]", each.section, where)))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _words(name: str) -> str:
    return name.replace("_", " ")
