"""Promises 2 and 3, measured on the files themselves: quotes, markers and the lines behind figures.

Everything here reads the guide from disk and trusts nothing that the index
or the coach worked out. Each measure gives the faults in plain words; no
fault, no words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from coach.types import Answer, Citation, CitedFigure
from evals.claims import MARKER
from evals.numerals import PERCENT, Numeral, read_numerals
from evals.wording import holds
from index.types import Guide, SourceKind, Unit

_ROW = re.compile(r"[\s>]*\|")
_REGION = re.compile(r"\s*(?:-\s*)?region\s*:")


def unverbatim_quotes(answer: Answer, folder: Path) -> tuple[str, ...]:
    """Citations whose quote isn't, white space aside, in the file at the lines that they name."""
    return tuple(
        f"[{citation.marker}] {fault}" for citation in answer.citations if (fault := _quote_fault(citation, folder))
    )


def loose_markers(answer: Answer) -> tuple[str, ...]:
    """Markers without a citation, citations that share a marker, figures that point nowhere."""
    markers = [citation.marker for citation in answer.citations]
    used = sorted({int(number) for group in MARKER.findall(answer.answer) for number in group.split(",")})
    return (
        *(f"[{marker}] leads to no citation" for marker in used if marker not in markers),
        *(f"[{marker}] is two citations" for marker in sorted({m for m in markers if markers.count(m) > 1})),
        *(f"figure {at} leads to no citation" for at, f in enumerate(answer.figures) if f.marker not in markers),
    )


def crossed_guides(answer: Answer, guides: Mapping[str, Guide]) -> tuple[str, ...]:
    """Citations and figures that name one guide and the file or the citation of another."""
    owners = {citation.marker: citation.guide_id for citation in answer.citations}
    return (
        *(
            f"[{citation.marker}] names {citation.guide_id} and {citation.source_path}, which isn't its file"
            for citation in answer.citations
            if _path_of(citation.guide_id, guides) != citation.source_path
        ),
        *(
            f"figure {at} is from {figure.guide_id}, its source or its citation isn't"
            for at, figure in enumerate(answer.figures)
            if owners.get(figure.marker, figure.guide_id) != figure.guide_id
            or _path_of(figure.guide_id, guides) != figure.source.path
        ),
    )


def unshown_figures(answer: Answer, folder: Path) -> tuple[str, ...]:
    """Figures whose bounds stand neither in the source lines nor in the words cited for them."""
    quotes = {citation.marker: citation.quote for citation in answer.citations}
    faults = []
    for at, figure in enumerate(answer.figures):
        missing = _missing(figure, _lines(folder, figure.source.path, figure.source.line, figure.source.end_line) or "")
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


def _quote_fault(citation: Citation, folder: Path) -> str | None:
    words = _lines(folder, citation.source_path, citation.start_line, citation.end_line)
    place = f"{citation.source_path}:{citation.start_line}-{citation.end_line}"
    if words is None:
        return f"{place} can't be read"
    if not citation.quote.strip():
        return "quotes nothing"
    return None if _spaceless(citation.quote) in _spaceless(words) else f"isn't verbatim at {place}"


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
    above = (_lines(folder, source.path, 1, source.line) or "").split("\n")
    if source.kind is SourceKind.TABLE:
        start = next((at for at in range(len(above), 0, -1) if not _ROW.match(above[at - 1])), 0)
        return "\n".join([*above[start : start + 1], above[-1]])
    if source.kind is SourceKind.FRONT_MATTER:
        return next((line for line in reversed(above) if _REGION.match(line)), "")
    return None


def _path_of(guide_id: str, guides: Mapping[str, Guide]) -> str | None:
    return guides[guide_id].source_path if guide_id in guides else None


def _spaceless(text: str) -> str:
    return " ".join(text.split())


def _lines(folder: Path, path: str, start: int, end: int) -> str | None:
    """Lines of a file inside the folder, both ends included; None where there are none."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()) or not 1 <= start <= end:
        return None
    lines = _read(file, file.stat().st_mtime_ns) if file.is_file() else ()
    return "\n".join(lines[start - 1 : end]) if end <= len(lines) else None


@lru_cache(maxsize=256)
def _read(file: Path, _changed: int) -> tuple[str, ...]:
    text = file.read_bytes().decode("utf-8-sig", errors="replace")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
