"""Promise 2, measured on the files themselves: quotes, markers, and whose file they are from.

The guide is read from disk, and nothing that the index or the coach worked
out is trusted. Each measure gives the faults in plain words; no fault, no
words.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coach.types import Answer, Citation
from evals.claims import MARKER
from evals.lines import lines_of
from index.types import Guide


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


def _quote_fault(citation: Citation, folder: Path) -> str | None:
    words = lines_of(folder, citation.source_path, citation.start_line, citation.end_line)
    place = f"{citation.source_path}:{citation.start_line}-{citation.end_line}"
    if words is None:
        return f"{place} can't be read"
    if not citation.quote.strip():
        return "quotes nothing"
    return None if _spaceless(citation.quote) in _spaceless(words) else f"isn't verbatim at {place}"


def _path_of(guide_id: str, guides: Mapping[str, Guide]) -> str | None:
    return guides[guide_id].source_path if guide_id in guides else None


def _spaceless(text: str) -> str:
    return " ".join(text.split())
