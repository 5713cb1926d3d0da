"""Verbatim text into verbatim runs that fit a model's window, nothing lost.

A text that doesn't fit is cut in two near its middle, at the best place that
it offers: between lines, sentences, words, and only then inside a word. Both
halves are treated alike until all of them fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Fits = Callable[[str], bool]
"""Whether a piece of text fits the window, together with what is put in front of it."""

LINE = re.compile(r"\n")
SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)\]*_]*\s+")
CELL = re.compile(r"\|\s*")
WORD = re.compile(r"\s+")
PROSE = (LINE, SENTENCE, WORD)
ROWS = (LINE, CELL, SENTENCE, WORD)


@dataclass(frozen=True, slots=True)
class Run:
    """A verbatim stretch of text and its lines."""

    text: str
    start_line: int
    end_line: int
    header: str = ""
    """Header of the table that the run continues; not part of `text`."""


def split_text(text: str, line: int, fits: Fits, boundaries: tuple[re.Pattern[str], ...] = PROSE) -> list[Run]:
    """`text`, which starts at `line`, as runs that fit; their non-blank characters are those of `text`."""
    run = _trimmed(text, line)
    if run is None:
        return []
    if len(run.text) == 1 or fits(run.text):
        return [run]
    cut = _cut(run.text, boundaries)
    below = run.start_line + run.text.count("\n", 0, cut)
    first = split_text(run.text[:cut], run.start_line, fits, boundaries)
    return first + split_text(run.text[cut:], below, fits, boundaries)


def split_table(text: str, line: int, fits: Fits) -> list[Run]:
    """A table as runs of rows; each that continues it carries the header beside its rows."""
    lines = text.split("\n")
    if fits(text) or len(lines) < 3 or not is_rule(lines[1]):
        return split_text(text, line, fits, ROWS)
    head, rows = "\n".join(lines[:2]), "\n".join(lines[2:])
    header = _short_header(lines[0], fits)
    runs = split_text(rows, line + 2, lambda part: fits(f"{header}\n{part}"), ROWS)
    continued = [Run(run.text, run.start_line, run.end_line, header) for run in runs]
    if not runs or header != lines[0]:
        return split_text(head, line, fits, ROWS) + continued
    return [Run(f"{head}\n{rows[: rows.index(runs[0].text)]}{runs[0].text}", line, runs[0].end_line), *continued[1:]]


def is_rule(line: str) -> bool:
    """Whether `line` only separates a table's header from its rows."""
    return "-" in line and set(line) <= set("|:- \t")


def _trimmed(text: str, line: int) -> Run | None:
    stripped = text.strip()
    if not stripped:
        return None
    start = line + text[: len(text) - len(text.lstrip())].count("\n")
    return Run(stripped, start, start + stripped.count("\n"))


def _cut(text: str, boundaries: tuple[re.Pattern[str], ...]) -> int:
    middle = len(text) // 2
    for boundary in boundaries:
        cuts = [found.end() for found in boundary.finditer(text) if 0 < found.end() < len(text)]
        if cuts:
            return min(cuts, key=lambda cut: abs(cut - middle))
    return middle


def _short_header(header: str, fits: Fits) -> str:
    """The header, shortened from the right until it leaves at least half of the room for rows."""
    while len(header) > 1 and not fits(f"{header}\n{header}"):
        header = header[: len(header) // 2]
    return header
