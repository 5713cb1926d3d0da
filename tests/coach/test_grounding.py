"""What an answer says: real drafts pass the last check, and every falsified number is caught."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

from coach.draft import Draft, Piece
from index.money import format_amount
from index.regions import short_name
from index.types import Figure, Number

FEWEST = 25
"""A mutation that fits fewer pieces than this proves little."""
Mutants = Iterator[tuple[Any, int, Piece]]
"""Where a falsified piece stands, and the piece."""


def written(figure: Figure, low: Number | None = None, high: Number | None = None, currency: str | None = "") -> str:
    """The figure's amount as answers write it, in part replaced."""
    low, high = figure.low if low is None else low, figure.high if high is None else high
    return format_amount(low, high, figure.unit, figure.currency if currency == "" else currency)


def told(piece: Piece, figure: Figure, amount: str) -> Piece:
    return replace(piece, text=piece.text.replace(written(figure), amount))


def test_no_real_draft_is_held_back(drafts: Any) -> None:
    alarms = [(each.said[-1], found) for each in drafts.made if (found := each.check())]
    assert not alarms
    assert sum(bool(each.draft.pieces) for each in drafts.made) > 150


def ten_times(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        yield each, place, told(piece, figure, written(figure, figure.low * 10, figure.high * 10))


def ten_times_in_text_and_figure(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        wrong = figure.model_copy(update={"low": figure.low * 10, "high": figure.high * 10})
        figures = tuple(wrong if other is figure else other for other in piece.figures)
        yield each, place, replace(told(piece, figure, written(wrong)), figures=figures)


def anothers_amount(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        others = (o for o in each.guide(figure).figures if o.unit is figure.unit and written(o) not in piece.text)
        for other in islice(others, 4):
            yield each, place, told(piece, figure, written(other))


def anothers_bound(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        for other in islice((o for o in each.guide(figure).figures if o.unit is figure.unit), 12):
            if figure.low not in {figure.high, other.low} and figure.high != other.high > figure.low:
                yield each, place, told(piece, figure, written(figure, high=other.high))


def one_bound_only(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        if figure.low != figure.high:
            yield each, place, told(piece, figure, written(figure, high=figure.low))


def two_amounts_swapped(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        for other in piece.figures:
            if other.component is not figure.component and other.unit is figure.unit and written(other) in piece.text:
                text = piece.text.replace(written(figure), "@@").replace(written(other), written(figure))
                yield each, place, replace(piece, text=text.replace("@@", written(other)))


def another_sign(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        for currency in {"USD", "GBP", "EUR", "CAD"} - {figure.currency} if figure.currency else ():
            yield each, place, told(piece, figure, written(figure, currency=currency))


def no_sign(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        if figure.currency:
            yield each, place, told(piece, figure, written(figure, currency=None))


def percent_for_money(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        if figure.currency:
            yield each, place, told(piece, figure, f"{figure.low:,}–{figure.high:,}%")


def another_period(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        if f"{written(figure)} a year" in piece.text:
            yield each, place, told(piece, figure, f"{written(figure)} over four years, not")


def another_region(drafts: Any) -> Mutants:
    for each, place, piece, figure in drafts.stating():
        own = short_name(figure.region) if figure.region else None
        for other in each.guide(figure).regions if own and own in piece.text else ():
            if short_name(other) not in piece.text:
                yield each, place, replace(piece, text=piece.text.replace(own or "", short_name(other)))


def invented_number(drafts: Any) -> Mutants:
    for each, place, piece in drafts.pieces():
        for number in ("$777,777", "777,777", "77.7%", "7,777 shares", "$7.7M", "777"):
            yield each, place, replace(piece, text=f"{piece.text} Others got {number}.")


MUTATIONS: list[Callable[[Any], Mutants]] = [
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
    invented_number,
]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_falsified_number_is_held_back(drafts: Any, mutation: Callable[[Any], Mutants]) -> None:
    tried, missed = drafts.falsified(mutation)
    assert not missed[:5], f"{len(missed)} of {tried} passed"
    assert tried >= (5 if mutation is two_amounts_swapped else FEWEST)


def test_the_users_number_does_not_pass_for_the_guides(drafts: Any) -> None:
    missed = []
    for each, place, piece, figure in drafts.stating():
        if figure.currency and not piece.computed:
            mutant = told(piece, figure, format_amount(987_000, 987_000, figure.unit, figure.currency))
            if not each.check_with(place, mutant, ("I want a base of $987,000 or £987,000.",)):
                missed.append((piece.text, mutant.text))
    assert not missed


def test_violations_tell_no_number(drafts: Any) -> None:
    """A number in a draft may be the user's own, and what the check finds is logged."""
    for each, place, piece, figure in islice(drafts.stating(), 60):
        found = each.check_with(place, told(piece, figure, "$987,654,321"))
        assert found
        assert not any("987" in item.detail or "175" in item.detail for item in found)


def test_an_empty_draft_is_no_violation(drafts: Any) -> None:
    each = drafts.made[0]
    assert not replace(each, draft=Draft(each.draft.guides)).check()
