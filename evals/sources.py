"""Promise 3, measured on the files themselves: each figure against the lines that it names.

A figure must be stated in the answer, shown by its source and by its citation
in its own currency, and stand beside its own region.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from coach.types import Answer, CitedFigure
from evals.claims import MARKER
from evals.lines import lines_of
from evals.numerals import PERCENT, Numeral, read_numerals
from evals.wording import holds
from index.types import SourceKind, Unit

_ROW = re.compile(r"[\s>]*\|")
_REGION = re.compile(r"\s*(?:-\s*)?region\s*:")


def unstated_figures(answer: Answer) -> tuple[str, ...]:
    """Figures that the answer lists and doesn't state."""
    text = MARKER.sub(" ", answer.answer)
    missing = [(at, _missing(figure, text)) for at, figure in enumerate(answer.figures)]
    return tuple(f"figure {at}: the answer doesn't state {bound}" for at, bound in missing if bound)


def unshown_figures(answer: Answer, folder: Path) -> tuple[str, ...]:
    """Figures whose bounds stand neither in the source lines nor in the words cited for them."""
    quotes = {citation.marker: citation.quote for citation in answer.citations}
    faults = []
    for at, figure in enumerate(answer.figures):
        missing = _missing(
            figure, lines_of(folder, figure.source.path, figure.source.line, figure.source.end_line) or ""
        )
        if missing:
            faults.append(f"figure {at}: {figure.source.path}:{figure.source.line} doesn't show {missing}")
        missing = _missing(figure, quotes.get(figure.marker, ""))
        if missing:
            faults.append(f"figure {at}: the quote of [{figure.marker}] doesn't show {missing}")
    return tuple(faults)


def misplaced_figures(answer: Answer, folder: Path) -> tuple[str, ...]:
    """Figures from a table or the front-matter whose region is not the one written beside them."""
    places = [(at, figure, _beside(figure, folder)) for at, figure in enumerate(answer.figures) if figure.region]
    return tuple(
        f"figure {at}: {figure.source.path}:{figure.source.line} isn't about {figure.region}"
        for at, figure, place in places
        if place is not None and not holds(place, figure.region or "")
    )


def unmarked_figures(answer: Answer, turns: Sequence[str]) -> tuple[str, ...]:
    """Paragraphs of an answer that state a figure of a guide, not the user's own number, and bear no marker."""
    stated = {Decimal(str(bound)) for figure in answer.figures for bound in (figure.low, figure.high)}
    stated -= {Decimal(str(derived.value)) for derived in answer.derived}
    stated -= {number.value for turn in turns for number in read_numerals(turn)}
    paragraphs = [text.strip() for text in re.split(r"\n\s*\n", answer.answer) if not MARKER.search(text)]
    claims = [(text, [n.text for n in read_numerals(text) if n.marks and n.value in stated]) for text in paragraphs]
    return tuple(f"no marker beside {numbers[0]} in {text[:60]!r}" for text, numbers in claims if numbers)


def _missing(figure: CitedFigure, text: str) -> str | None:
    """The first bound that the text doesn't show, in the figure's currency where it bears a mark."""
    shown = {number.value for number in read_numerals(text) if _may_be(figure, number)}
    return next((str(bound) for bound in (figure.low, figure.high) if Decimal(str(bound)) not in shown), None)


def _may_be(figure: CitedFigure, number: Numeral) -> bool:
    if figure.unit is Unit.PERCENT or figure.currency is None:
        return not number.marks or (number.marks == PERCENT) == (figure.unit is Unit.PERCENT)
    return not number.marks or figure.currency in number.marks


def _beside(figure: CitedFigure, folder: Path) -> str | None:
    """The words that name a figure's place: row and header of a table, the `region` of a front-matter entry."""
    source = figure.source
    above = (lines_of(folder, source.path, 1, source.line) or "").split("\n")
    if source.kind is SourceKind.TABLE:
        start = next((at for at in range(len(above), 0, -1) if not _ROW.match(above[at - 1])), 0)
        return "\n".join([*above[start : start + 1], above[-1]])
    if source.kind is SourceKind.FRONT_MATTER:
        return next((line for line in reversed(above) if _REGION.match(line)), "")
    return None
