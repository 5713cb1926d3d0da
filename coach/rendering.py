"""A draft as an answer's parts: Markdown with markers, citations, figures, derived numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from coach.draft import Computed, Draft, Piece, Shape
from coach.passages import section_of, shows
from coach.types import Citation, CitedFigure, Derived
from index.blocks import plain
from index.types import Figure, Guide, Passage

_MARKER_LIKE = re.compile(r"\\?\[(\d+(?:\s*,\s*\d+)*)\\?\]")
_LINK_LIKE = re.compile(r"\](?=[(:\[])")
_ENTITY_LIKE = re.compile(r"&(?=#\w+;|[A-Za-z]\w*;)")
_BLOCK_MARKS = re.compile(r"^\s*(?:>\s?)*(?:#{1,6}\s+)?", re.MULTILINE)
_LIST_MARK = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")


@dataclass
class Rendered:
    """What a draft becomes."""

    text: str = ""
    passages: list[Passage] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    markers: list[int] = field(default_factory=list)
    """Marker of each figure."""
    computed: list[Computed] = field(default_factory=list)


def render(draft: Draft) -> Rendered:
    """Number the passages in the order of use and lay the pieces out."""
    rendered = Rendered()
    lines: list[str] = []
    before: Shape | None = None
    for piece in draft.pieces:
        if before is not None:
            lines += _between(before, piece, lines[-1])
        lines += _lines(piece, _register(rendered, piece))
        before = piece.shape
    rendered.text = "\n".join(lines)
    return rendered


def citations(rendered: Rendered, guides: dict[str, Guide]) -> tuple[Citation, ...]:
    """The passages with their section, file and page."""
    return tuple(_citation(marker, passage, guides) for marker, passage in enumerate(rendered.passages, start=1))


def cited_figures(rendered: Rendered) -> tuple[CitedFigure, ...]:
    """The figures with the marker of the passage that shows each."""
    return tuple(
        CitedFigure(**dict(figure), marker=marker)
        for figure, marker in zip(rendered.figures, rendered.markers, strict=True)
    )


def derived(rendered: Rendered) -> tuple[Derived, ...]:
    """The computed numbers, their inputs by position."""
    return tuple(
        Derived(
            label=item.label,
            value=item.value,
            unit=item.unit,
            currency=item.currency,
            formula=item.formula,
            inputs=tuple(
                name if isinstance(name, str) else f"figure:{rendered.figures.index(name)}" for name in item.inputs
            ),
        )
        for item in rendered.computed
    )


def shown_words(quote: str) -> str:
    """Words of a guide as they stand in an answer: no markup of their own, and nothing that looks like a marker."""
    lines = [_shown_line(line) for line in _BLOCK_MARKS.sub("", quote).split("\n")]
    text = "\n".join(lines if len(lines) > 1 else [_LIST_MARK.sub("", lines[0])]).strip()
    return text.strip('"').strip() if text.count('"') == 1 else text


def _shown_line(line: str) -> str:
    return inert(plain(line))


def inert(text: str) -> str:
    """`text` without HTML, links or anything that looks like a marker: names and titles of guides are data too."""
    unmarked = _MARKER_LIKE.sub(r"(\1)", _ENTITY_LIKE.sub("&amp;", text))
    return _LINK_LIKE.sub("] ", unmarked).replace("<", "&lt;")


def _between(before: Shape, piece: Piece, last: str) -> list[str]:
    """The line between two pieces: none inside a list or table, a quoted blank one inside a letter."""
    if before is piece.shape is Shape.LETTER:
        return [] if last.startswith("> - ") and piece.text.startswith("- ") else [">"]
    listed = before is piece.shape and piece.shape in {Shape.BULLET, Shape.ROW}
    return [] if listed or before is Shape.HEADER else [""]


def _register(rendered: Rendered, piece: Piece) -> list[int]:
    """Markers of the piece's passages; its figures and computed numbers are noted."""
    for passage in piece.passages:
        if passage not in rendered.passages:
            rendered.passages.append(passage)
    markers = [rendered.passages.index(passage) + 1 for passage in piece.passages]
    for figure in piece.figures:
        if figure not in rendered.figures:
            rendered.figures.append(figure)
            rendered.markers.append(_marker_of(figure, piece.passages, markers))
    rendered.computed += [item for item in piece.computed if item not in rendered.computed]
    return markers


def _marker_of(figure: Figure, passages: Sequence[Passage], markers: Sequence[int]) -> int:
    for passage, marker in zip(passages, markers, strict=True):
        if shows(passage, figure):
            return marker
    raise LookupError(f"{figure.source.path}:{figure.source.line}: the figure is cited by no passage")


def _lines(piece: Piece, markers: Sequence[int]) -> list[str]:
    marks = "".join(f"[{marker}]" for marker in markers)
    words = inert(piece.text)
    if piece.shape is Shape.HEADER:
        cells = [*words.split(" | "), ""]
        return [f"| {' | '.join(cells)} |", f"|{' --- |' * len(cells)}"]
    if piece.shape is Shape.ROW:
        return [f"| {words} | {marks} |"]
    if piece.shape is Shape.QUOTE:
        return [f"> {line}".rstrip() for line in f"{shown_words(piece.text)} {marks}".split("\n")]
    text = f"{words} {marks}".rstrip()
    return [{Shape.BULLET: f"- {text}", Shape.LETTER: f"> {text}"}.get(piece.shape, text)]


def _citation(marker: int, passage: Passage, guides: dict[str, Guide]) -> Citation:
    guide = guides[passage.guide_id]
    section = section_of(guide, passage.anchor)
    return Citation(
        marker=marker,
        guide_id=guide.id,
        section=section.title if section else "Front-matter",
        heading_path=section.heading_path if section else ("Front-matter",),
        quote=passage.quote,
        source_path=guide.source_path,
        start_line=passage.start_line,
        end_line=passage.end_line,
        url=f"/guides/{guide.id}#{passage.anchor}",
    )
