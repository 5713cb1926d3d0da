"""What an answer rests on: figures, quotes, lines, guides and sums that are not what they say are caught."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

from coach.draft import Piece, Shape
from coach.passages import passage_of
from index.components import find_components
from index.money import format_amount
from index.regions import short_name
from index.types import Figure

FEWEST = 25
"""A mutation that fits fewer pieces than this proves little."""
Mutants = Iterator[tuple[Any, int, Piece]]
"""Where a falsified piece stands, and the piece."""


def written(figure: Figure) -> str:
    """The figure's amount as answers write it."""
    return format_amount(figure.low, figure.high, figure.unit, figure.currency)


def told(piece: Piece, figure: Figure, amount: str) -> Piece:
    return replace(piece, text=piece.text.replace(written(figure), amount))


def figure_of_another_region(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        alone = len(piece.figures) == 1 and figure.region and each.draft.status == "answered"
        for other in each.guide(figure).figures if alone else ():
            same = (other.component, other.kind, other.unit) == (figure.component, figure.kind, figure.unit)
            if same and other.region and other.region != figure.region and _names_place(each, place):
                yield each, place, _carrying(each, piece, figure, other)


def figure_of_another_component(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        if len(piece.figures) == 1 and find_components(piece.text):
            others = (o for o in each.guide(figure).figures if o.component is not figure.component)
            for other in islice((o for o in others if o.unit is figure.unit), 6):
                yield each, place, _carrying(each, piece, figure, other)


def figure_of_another_guide(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        for guide in each.draft.guides.values() if len(piece.figures) == 1 else ():
            if guide.id != figure.guide_id:
                others = (o for o in guide.figures if (o.component, o.unit) == (figure.component, figure.unit))
                for other in islice(others, 2):
                    yield each, place, _carrying(each, piece, figure, other)


def _carrying(made: Any, piece: Piece, figure: Figure, other: Figure) -> Piece:
    """The piece with another true figure in place of its own, cited as it should be."""
    told_so = told(piece, figure, written(other))
    return replace(told_so, figures=(other,), passages=(passage_of(other, made.guide(other)),), computed=())


def _names_place(made: Any, place: int) -> bool:
    """Whether the piece or the paragraph above its list or table names a region."""
    before = [p.text for p in made.draft.pieces[:place] if p.shape is Shape.PARAGRAPH]
    words = " ".join([made.draft.pieces[place].text, *before[-1:]])
    return any(short_name(r) in words for guide_id in made.guide_ids for r in made.draft.guides[guide_id].regions)


def altered_quote(drafts: Any) -> Mutants:
    for each, place, piece in drafts.pieces(*Shape):
        for at, passage in enumerate(piece.passages):
            for quote in (passage.quote.replace("a", "e", 1), f"{passage.quote} Indeed.", " "):
                if quote != passage.quote:
                    wrong = passage.model_copy(update={"quote": quote})
                    yield each, place, replace(piece, passages=(*piece.passages[:at], wrong, *piece.passages[at + 1 :]))


def altered_block_quote(drafts: Any) -> Mutants:
    for each, place, piece in drafts.pieces(Shape.QUOTE):
        first, _, rest = piece.text.partition(" ")
        yield each, place, replace(piece, text=f"{first} never {rest}")
        yield each, place, replace(piece, text=f"{piece.text} You hold a better offer.")


def wrong_lines(drafts: Any) -> Mutants:
    for each, place, piece in drafts.pieces(*Shape):
        for at, passage in enumerate(piece.passages):
            lines = passage.end_line - passage.start_line + 1
            for shift in (lines, -lines, 2 * lines):
                span = {"start_line": passage.start_line + shift, "end_line": passage.end_line + shift}
                moved = passage.model_copy(update=span)
                yield each, place, replace(piece, passages=(*piece.passages[:at], moved, *piece.passages[at + 1 :]))


def no_passage(drafts: Any) -> Mutants:
    for each, place, piece in drafts.pieces(*Shape):
        if piece.passages:
            yield each, place, replace(piece, passages=())
            if piece.figures:
                yield each, place, replace(piece, passages=(), about_guide=False)


def a_passage_that_shows_something_else(drafts: Any) -> Mutants:
    for each, place, piece in drafts.pieces():
        if piece.figures:
            guide = each.guide(piece.figures[0])
            shown = {passage_of(figure, guide) for figure in guide.figures} - set(piece.passages)
            last = max(shown, key=lambda passage: passage.start_line)
            yield each, place, replace(piece, passages=(last,))


def wrong_sum(drafts: Any) -> Mutants:
    for each, place, piece in drafts.pieces():
        for item in piece.computed:
            amount = format_amount(item.value, item.value, item.unit, item.currency)
            off = format_amount(item.value + 11, item.value + 11, item.unit, item.currency)
            computed = replace(item, value=item.value + 11)
            yield each, place, replace(piece, text=piece.text.replace(amount, off), computed=(computed,))
            formula = replace(item, value=7, formula="14 / 2")
            yield each, place, replace(piece, text=piece.text.replace(amount, off), computed=(formula,))


MUTATIONS: list[Callable[[Any], Mutants]] = [
    figure_of_another_region,
    figure_of_another_component,
    figure_of_another_guide,
    altered_quote,
    altered_block_quote,
    wrong_lines,
    no_passage,
    a_passage_that_shows_something_else,
    wrong_sum,
]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_falsified_foundation_is_held_back(drafts: Any, mutation: Callable[[Any], Mutants]) -> None:
    tried, missed = drafts.falsified(mutation)
    assert not missed[:5], f"{len(missed)} of {tried} passed"
    assert tried >= FEWEST
