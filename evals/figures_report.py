"""`python -m evals.figures_report --guides DIR`: how completely and how exactly the figures of a folder are read.

Front-matter values are held against the table cells of the same region, cells
against what became of them, and both against a second, simple reader that
shares no code with the money grammar. Only counts are written.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.figure_cells import CELL_FATES, cell_fates
from evals.figure_pairs import PAIR_FATES, pairs
from index.reading import Reading, read_guides

_MEGABYTE = 1 if sys.platform == "darwin" else 1 / 1024


@dataclass(frozen=True, slots=True)
class Report:
    """All counts of one folder."""

    guides: int
    regions: int
    faults: int
    seconds: float
    """Processor time of reading."""
    megabytes: float
    """Peak resident memory after reading."""
    figures: Counter[tuple[str, str]]
    """By kind and source."""
    pairs: Counter[tuple[str, str]]
    """By component and fate."""
    spelled: Counter[tuple[str, bool]]
    """Front-matter ranges whose very numbers the cell spells: by component, whether the figure equals them."""
    cells: Counter[str]
    """By fate."""
    vanished: tuple[str, ...] = field(default=())
    """`path:line` of cells that became neither figure nor finding."""
    unequal: tuple[str, ...] = field(default=())
    """`path:line` of front-matter ranges that the cell spells and the figure doesn't equal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, count, write; exit code 1 where a cell vanished or an agreeing value isn't equal."""
    parser = argparse.ArgumentParser(prog="python -m evals.figures_report", description="How exactly figures are read.")
    parser.add_argument("--guides", type=Path, required=True, help="folder of guides")
    parser.add_argument("--out", type=Path, help="Markdown file to write (default: standard output)")
    options = parser.parse_args(arguments)
    report = measure(options.guides)
    text = markdown(report)
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    for place in (*report.vanished, *report.unequal):
        print(place, file=sys.stderr)
    return 1 if report.vanished or report.unequal else 0


def measure(folder: Path) -> Report:
    """Read the guides below `folder` and count."""
    started = time.process_time()
    reading = read_guides(folder)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MEGABYTE
    return _count(reading, seconds, memory)


def _count(reading: Reading, seconds: float, memory: float) -> Report:
    paired = [pair for guide in reading.guides for pair in pairs(guide)]
    fates = [(guide, fate) for guide in reading.guides for fate in cell_fates(guide)]
    spelled = [pair for pair in paired if pair.spelled]
    return Report(
        guides=len(reading.guides),
        regions=sum(len(guide.regions) for guide in reading.guides),
        faults=len(reading.faults),
        seconds=seconds,
        megabytes=memory,
        figures=Counter(
            (figure.kind.value, figure.source.kind.value) for guide in reading.guides for figure in guide.figures
        ),
        pairs=Counter((pair.component, pair.fate) for pair in paired),
        spelled=Counter((pair.component, pair.is_equal) for pair in spelled),
        cells=Counter(fate.name for _, fate in fates),
        vanished=tuple(
            f"{guide.source_path}:{fate.line}: vanished" for guide, fate in fates if fate.name == "vanished"
        ),
        unequal=tuple(f"{pair.path}:{pair.line}: not equal" for pair in spelled if not pair.is_equal),
    )


def markdown(report: Report) -> str:
    """The report as Markdown tables."""
    return "\n".join([*_head(report), *_pairs(report), *_cells(report), *_figures(report), ""])


def _head(report: Report) -> Iterator[str]:
    yield "# Figures: how completely and exactly they are read"
    yield ""
    yield f"Corpus of {report.guides:,} guides with {report.regions:,} regions; {report.faults} files couldn't be used."
    yield f"Reading took {report.seconds:.1f} s on one core and {report.megabytes:.0f} MB at its peak."


def _pairs(report: Report) -> Iterator[str]:
    yield from (
        "",
        "## Front-matter values beside the table cell of the same region",
        "",
        "Merged: the front-matter has the lowest and the highest of the table's levels. Repaired: it is null or has",
        "the low end only, and the table gives more. Unreadable: the cell is no amount, or a range in two currencies",
        "or upside down, and a finding says so. Elsewhere: only one of the two gives the part, or in another unit.",
        "Spelled: front-matter ranges whose two numbers stand in the cell, by a second reader that shares no code with",
        "the money grammar; equal: the figure read from the cell is that range.",
        "",
    )
    yield from _table(("component", *PAIR_FATES, "spelled", "of them equal"))
    for name in dict.fromkeys(component for component, _ in sorted(report.pairs)):
        yield _row((name, *(report.pairs[name, fate] for fate in PAIR_FATES), *_equality(report, name)))
    every = [sum(report.pairs[key] for key in report.pairs if key[1] == fate) for fate in PAIR_FATES]
    yield _row(("all", *every, *_equality(report, None)))


def _equality(report: Report, name: str | None) -> tuple[int, str]:
    keys = [key for key in report.spelled if name in {None, key[0]}]
    whole = sum(report.spelled[key] for key in keys)
    equal = sum(report.spelled[key] for key in keys if key[1])
    return whole, f"{equal / whole:.2%}" if whole else ""


def _cells(report: Report) -> Iterator[str]:
    yield from ("", "## Cells of pay tables", "", "A cell with digits that is none of these has vanished.", "")
    yield from _table(("what became of it", "cells"))
    yield from (_row((name, report.cells[name])) for name in CELL_FATES)


def _figures(report: Report) -> Iterator[str]:
    yield from ("", "## Figures by kind and source", "")
    sources = sorted({source for _, source in report.figures})
    yield from _table(("kind", *sources))
    for kind in sorted({kind for kind, _ in report.figures}):
        yield _row((kind, *(report.figures[kind, source] for source in sources)))


def _table(header: Sequence[str]) -> Iterator[str]:
    yield _row(header)
    yield _row(["---", *["---:"] * (len(header) - 1)])


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(f'{cell:,}' if isinstance(cell, int) else str(cell) for cell in cells)} |"


if __name__ == "__main__":
    sys.exit(main())
