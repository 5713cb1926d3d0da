"""The last check: real drafts pass, and every way that was thought of to falsify one is caught."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pytest

from coach import coach as module
from coach.coach import Coach
from coach.conversations import Conversations
from coach.draft import Draft, Piece, Shape
from coach.grounding import violations
from coach.passages import passage_of
from coach.types import Offer
from index.components import find_components
from index.library import Library
from index.money import format_amount
from index.regions import short_name
from index.types import Figure, Guide, Number

FEWEST = 25
"""A mutation that fits fewer pieces than this proves little."""


@dataclass(frozen=True)
class Made:
    """A draft as the coach made it, and what it was checked against."""

    draft: Draft
    said: tuple[str, ...]
    guide_ids: tuple[str, ...]
    offer: Offer | None

    def caught(self, place: int, piece: Piece, said: tuple[str, ...] = ()) -> bool:
        """Whether the draft with `piece` at `place` is held back."""
        pieces = [*self.draft.pieces[:place], piece, *self.draft.pieces[place + 1 :]]
        return bool(
            violations(Draft(self.draft.guides, pieces=pieces), (*self.said, *said), self.guide_ids, self.offer)
        )


@pytest.fixture(scope="module")
def made(library: Library, case_turns: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """The drafts of the answers to every eval case."""
    kept: list[Made] = []

    def keep(draft: Draft, said: list[str], guide_ids: tuple[str, ...], offer: Offer | None = None) -> list[object]:
        copied = Draft(draft.guides, draft.status, list(draft.pieces))
        kept.append(Made(copied, tuple(said), tuple(guide_ids), offer))
        return list(violations(draft, said, guide_ids, offer))

    coach = Coach(library, Conversations(tmp_path_factory.mktemp("made") / "conversations.sqlite"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "violations", keep)
        for turns in case_turns:
            conversation = None
            for message in turns:
                conversation = coach.answer(message, conversation).conversation_id
    return kept


def pieces(made: list[Made], *shapes: Shape) -> Iterator[tuple[Made, int, Piece]]:
    for each in made:
        for place, piece in enumerate(each.draft.pieces):
            if piece.shape in shapes or (not shapes and piece.shape is not Shape.QUOTE):
                yield each, place, piece


def written(figure: Figure, low: Number | None = None, high: Number | None = None, currency: str | None = "") -> str:
    """The figure's amount as answers write it, in part replaced."""
    low, high = figure.low if low is None else low, figure.high if high is None else high
    return format_amount(low, high, figure.unit, figure.currency if currency == "" else currency)


def stating(made: list[Made]) -> Iterator[tuple[Made, int, Piece, Figure]]:
    """Every figure that a piece states in its own words."""
    for each, place, piece in pieces(made):
        for figure in piece.figures:
            if written(figure) in piece.text:
                yield each, place, piece, figure


def guide_of(made: Made, figure: Figure) -> Guide:
    return made.draft.guides[figure.guide_id]


def told(piece: Piece, figure: Figure, amount: str) -> Piece:
    return replace(piece, text=piece.text.replace(written(figure), amount))


def test_no_real_draft_is_held_back(made: list[Made]) -> None:
    alarms = [(each.said[-1], found) for each in made if (found := violations(*_arguments(each)))]
    assert not alarms
    assert sum(bool(each.draft.pieces) for each in made) > 150


def _arguments(made: Made) -> tuple[Draft, tuple[str, ...], tuple[str, ...], Offer | None]:
    return made.draft, made.said, made.guide_ids, made.offer


Mutants = Iterator[tuple[Made, int, Piece]]


def ten_times(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        yield each, place, told(piece, figure, written(figure, figure.low * 10, figure.high * 10))


def ten_times_in_text_and_figure(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        wrong = figure.model_copy(update={"low": figure.low * 10, "high": figure.high * 10})
        figures = tuple(wrong if other is figure else other for other in piece.figures)
        yield each, place, replace(told(piece, figure, written(wrong)), figures=figures)


def anothers_amount(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        others = (o for o in guide_of(each, figure).figures if o.unit is figure.unit and written(o) not in piece.text)
        for other in islice(others, 4):
            yield each, place, told(piece, figure, written(other))


def anothers_bound(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        for other in islice((o for o in guide_of(each, figure).figures if o.unit is figure.unit), 12):
            if figure.low != figure.high and other.high != figure.high and other.high > figure.low:
                yield each, place, told(piece, figure, written(figure, high=other.high))


def one_bound_only(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        if figure.low != figure.high:
            yield each, place, told(piece, figure, written(figure, high=figure.low))


def two_amounts_swapped(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        for other in piece.figures:
            if other.component is not figure.component and other.unit is figure.unit and written(other) in piece.text:
                text = piece.text.replace(written(figure), "@@").replace(written(other), written(figure))
                yield each, place, replace(piece, text=text.replace("@@", written(other)))


def another_sign(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        for currency in {"USD", "GBP", "EUR", "CAD"} - {figure.currency} if figure.currency else ():
            yield each, place, told(piece, figure, written(figure, currency=currency))


def no_sign(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        if figure.currency:
            yield each, place, told(piece, figure, written(figure, currency=None))


def percent_for_money(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        if figure.currency:
            yield each, place, told(piece, figure, f"{figure.low:,}–{figure.high:,}%")


def another_period(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        if f"{written(figure)} a year" in piece.text:
            yield each, place, told(piece, figure, f"{written(figure)} over four years, not")


def another_region(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        own = short_name(figure.region) if figure.region else None
        for other in guide_of(each, figure).regions if own and own in piece.text else ():
            if short_name(other) not in piece.text:
                yield each, place, replace(piece, text=piece.text.replace(own or "", short_name(other)))


def figure_of_another_region(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        alone = len(piece.figures) == 1 and figure.region and each.draft.status == "answered"
        for other in guide_of(each, figure).figures if alone else ():
            same = (other.component, other.kind, other.unit) == (figure.component, figure.kind, figure.unit)
            if same and other.region and other.region != figure.region and _names_place(each, place):
                yield each, place, _carrying(each, piece, figure, other)


def figure_of_another_component(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        if len(piece.figures) == 1 and find_components(piece.text):
            others = (o for o in guide_of(each, figure).figures if o.component is not figure.component)
            for other in islice((o for o in others if o.unit is figure.unit), 6):
                yield each, place, _carrying(each, piece, figure, other)


def figure_of_another_guide(made: list[Made]) -> Mutants:
    for each, place, piece, figure in stating(made):
        for guide in each.draft.guides.values() if len(piece.figures) == 1 else ():
            if guide.id != figure.guide_id:
                others = (o for o in guide.figures if (o.component, o.unit) == (figure.component, figure.unit))
                for other in islice(others, 2):
                    yield each, place, _carrying(each, piece, figure, other)


def _carrying(made: Made, piece: Piece, figure: Figure, other: Figure) -> Piece:
    """The piece with another true figure in place of its own, cited as it should be."""
    told_so = told(piece, figure, written(other))
    return replace(told_so, figures=(other,), passages=(passage_of(other, guide_of(made, other)),), computed=())


def _names_place(made: Made, place: int) -> bool:
    """Whether the piece or the paragraph above its list or table names a region."""
    before = [p.text for p in made.draft.pieces[:place] if p.shape is Shape.PARAGRAPH]
    words = " ".join([made.draft.pieces[place].text, *before[-1:]])
    return any(short_name(r) in words for guide_id in made.guide_ids for r in made.draft.guides[guide_id].regions)


def invented_number(made: list[Made]) -> Mutants:
    for each, place, piece in pieces(made):
        for number in ("$777,777", "777,777", "77.7%", "7,777 shares", "$7.7M", "777"):
            yield each, place, replace(piece, text=f"{piece.text} Others got {number}.")


def altered_quote(made: list[Made]) -> Mutants:
    for each, place, piece in pieces(made, *Shape):
        for at, passage in enumerate(piece.passages):
            for quote in (passage.quote.replace("a", "e", 1), f"{passage.quote} Indeed.", " "):
                if quote != passage.quote:
                    wrong = passage.model_copy(update={"quote": quote})
                    yield each, place, replace(piece, passages=(*piece.passages[:at], wrong, *piece.passages[at + 1 :]))


def altered_block_quote(made: list[Made]) -> Mutants:
    for each, place, piece in pieces(made, Shape.QUOTE):
        first, _, rest = piece.text.partition(" ")
        yield each, place, replace(piece, text=f"{first} never {rest}")
        yield each, place, replace(piece, text=f"{piece.text} You hold a better offer.")


def wrong_lines(made: list[Made]) -> Mutants:
    for each, place, piece in pieces(made, *Shape):
        for at, passage in enumerate(piece.passages):
            lines = passage.end_line - passage.start_line + 1
            for shift in (lines, -lines, 2 * lines):
                span = {"start_line": passage.start_line + shift, "end_line": passage.end_line + shift}
                moved = passage.model_copy(update=span)
                yield each, place, replace(piece, passages=(*piece.passages[:at], moved, *piece.passages[at + 1 :]))


def no_passage(made: list[Made]) -> Mutants:
    for each, place, piece in pieces(made, *Shape):
        if piece.passages:
            yield each, place, replace(piece, passages=())
            if piece.figures:
                yield each, place, replace(piece, passages=(), about_guide=False)


def a_passage_that_shows_something_else(made: list[Made]) -> Mutants:
    for each, place, piece in pieces(made):
        if piece.figures:
            guide = guide_of(each, piece.figures[0])
            shown = {passage_of(figure, guide) for figure in guide.figures} - set(piece.passages)
            last = max(shown, key=lambda passage: passage.start_line)
            yield each, place, replace(piece, passages=(last,))


def wrong_sum(made: list[Made]) -> Mutants:
    for each, place, piece in pieces(made):
        for item in piece.computed:
            amount = format_amount(item.value, item.value, item.unit, item.currency)
            off = format_amount(item.value + 11, item.value + 11, item.unit, item.currency)
            computed = replace(item, value=item.value + 11)
            yield each, place, replace(piece, text=piece.text.replace(amount, off), computed=(computed,))
            formula = replace(item, value=7, formula="14 / 2")
            yield each, place, replace(piece, text=piece.text.replace(amount, off), computed=(formula,))


MUTATIONS: list[Callable[[list[Made]], Mutants]] = [
    ten_times,
    ten_times_in_text_and_figure,
    anothers_amount,
    anothers_bound,
    one_bound_only,
    two_amounts_swapped,
    another_sign,
    no_sign,
    percent_for_money,
    another_period,
    another_region,
    figure_of_another_region,
    figure_of_another_component,
    figure_of_another_guide,
    invented_number,
    altered_quote,
    altered_block_quote,
    wrong_lines,
    no_passage,
    a_passage_that_shows_something_else,
    wrong_sum,
]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_falsified_draft_is_held_back(made: list[Made], mutation: Callable[[list[Made]], Mutants]) -> None:
    tried, missed = 0, []
    for each, place, mutant in mutation(made):
        tried += 1
        if not each.caught(place, mutant):
            missed.append((each.said[-1], each.draft.pieces[place].text, mutant.text))
    assert not missed[:5], f"{len(missed)} of {tried} passed"
    assert tried >= (5 if mutation is two_amounts_swapped else FEWEST)


def test_the_users_number_does_not_pass_for_the_guides(made: list[Made]) -> None:
    missed = []
    for each, place, piece, figure in stating(made):
        if figure.currency and not piece.computed:
            mutant = told(piece, figure, format_amount(987_000, 987_000, figure.unit, figure.currency))
            if not each.caught(place, mutant, ("I want a base of $987,000 or £987,000.",)):
                missed.append((piece.text, mutant.text))
    assert not missed


def test_violations_tell_nothing_that_the_user_wrote(made: list[Made]) -> None:
    for each, place, piece, figure in islice(stating(made), 60):
        mutant = told(piece, figure, "$987,654,321")
        drafted = Draft(each.draft.guides, pieces=[*each.draft.pieces[:place], mutant])
        found = violations(drafted, each.said, each.guide_ids, each.offer)
        assert found
        assert not any(re.search(r"987|\d{4}", item.detail) for item in found if item.rule != "quote")
        assert not any(Path(word).suffix == ".py" for item in found for word in item.detail.split())
