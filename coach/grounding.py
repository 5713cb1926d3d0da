"""The check that nothing unsupported leaves the coach; it fails closed.

Each piece is checked by itself: its words against its own figures, quotes and
computed values and the user's numbers; its figures and quotes against the
guides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from coach.draft import Computed, Draft, Piece, Shape
from coach.passages import shows
from coach.stated import check_amounts, check_names, check_numbers
from coach.sums import evaluate
from coach.types import Offer
from coach.violation import Violation
from coach.vouchers import Own, of_user
from index.types import Figure, Guide, Passage, Unit

_HUNDRED = Fraction(100)
_ROUNDED = Fraction(1, 2)
_LED = (Shape.BULLET, Shape.ROW, Shape.LETTER)
"""Shapes that stand under a paragraph and say only what it leaves open."""


def violations(
    draft: Draft, user_words: Sequence[str], guide_ids: Iterable[str], offer: Offer | None = None
) -> list[Violation]:
    """Everything in `draft` that the evidence doesn't support; empty where all is well.

    `user_words` are the user's messages so far, `offer` their structured offer;
    `guide_ids` are the guides that the question is about.
    """
    own = of_user(user_words, offer or Offer())
    meant = {guide_id: draft.guides[guide_id] for guide_id in guide_ids if guide_id in draft.guides}
    found: list[Violation] = []
    lead = ""
    for piece in draft.pieces:
        lead = "" if piece.shape is Shape.QUOTE else lead
        found += _check(piece, meant, draft.guides, own)
        if piece.shape is not Shape.QUOTE:
            found += check_names(piece, lead if piece.shape in _LED else "", tuple(meant.values()))
        lead = piece.text if piece.shape is Shape.PARAGRAPH else lead
    return found


def _check(piece: Piece, meant: Mapping[str, Guide], every: Mapping[str, Guide], own: Own) -> Iterator[Violation]:
    yield from _check_scope(piece, meant)
    yield from check_numbers(piece, tuple(meant.values()), tuple(every.values()), own)
    for figure in piece.figures:
        yield from _check_figure(figure, piece, meant)
    for passage in piece.passages:
        yield from _check_quote(passage, meant)
    for computed in piece.computed:
        yield from _check_sum(computed, own)
    if piece.shape is Shape.QUOTE:
        yield from _check_words(piece)
    else:
        yield from check_amounts(piece, tuple(meant.values()), own)


def _check_scope(piece: Piece, meant: Mapping[str, Guide]) -> Iterator[Violation]:
    drawn_on = (*(figure.guide_id for figure in piece.figures), *(passage.guide_id for passage in piece.passages))
    for guide_id in drawn_on:
        if guide_id not in meant:
            yield Violation("scope", guide_id)
    if (piece.about_guide or piece.figures) and not piece.passages:
        yield Violation("marker", "a statement about a guide without a citation")


def _check_figure(figure: Figure, piece: Piece, guides: Mapping[str, Guide]) -> Iterator[Violation]:
    """A figure must be the guide's own, unchanged, and one of the piece's passages must show it."""
    guide = guides.get(figure.guide_id)
    if guide is None:
        return
    disputed = (side for dispute in guide.disputes for side in (dispute.leading, dispute.other))
    if figure not in guide.figures and figure not in disputed:
        yield Violation("figure", f"{figure.component} of {figure.guide_id} isn't a figure of the guide")
    if not any(shows(passage, figure) for passage in piece.passages):
        yield Violation("marker", f"no passage shows {figure.component} of {figure.guide_id}")


def _check_quote(passage: Passage, guides: Mapping[str, Guide]) -> Iterator[Violation]:
    guide = guides.get(passage.guide_id)
    if guide is None:
        return
    lines = guide.text.split("\n")[max(passage.start_line - 1, 0) : passage.end_line]
    words = _spaceless(passage.quote)
    if not words or words not in _spaceless("\n".join(lines)):
        yield Violation("quote", f"{passage.guide_id}:{passage.start_line}: not the words of the file")


def _check_words(piece: Piece) -> Iterator[Violation]:
    """A block quote says words of its passages, nothing else."""
    words = _spaceless(piece.text)
    if not any(words in _spaceless(passage.quote) for passage in piece.passages):
        yield Violation("quote", "a block quote that isn't in its passage")


def _check_sum(computed: Computed, own: Own) -> Iterator[Violation]:
    """The formula gives the value, from numbers of its inputs."""
    known = {Fraction(number) for number in own.numbers} | {_HUNDRED}
    for figure in computed.inputs:
        if isinstance(figure, Figure):
            known |= {Fraction(repr(figure.low)), Fraction(repr(figure.high))}
    worked_out = evaluate(computed.formula)
    slack = _ROUNDED if computed.unit is Unit.PERCENT else Fraction(0)
    if worked_out is None or abs(worked_out[0] - Fraction(repr(computed.value))) > slack:
        yield Violation("computed", f"{computed.label} isn't what its formula gives")
    elif not worked_out[1] <= known:
        yield Violation("computed", f"{computed.label} rests on numbers of no input")


def _spaceless(text: str) -> str:
    return " ".join(text.split())
