"""What the text of a piece says, held against what the piece rests on.

Numbers and amounts must be those of its figures, computed values, quotes or of
the user; guides, regions, levels and parts of pay that it names must be those
of its figures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from coach.draft import Piece
from coach.rendering import shown_words
from coach.violation import Violation
from coach.vouchers import Own, Voucher, numbers, of_computed, of_figure, of_passage
from coach.wording import role_name
from index.components import find_components
from index.money import Amount, read_amounts
from index.names import normal
from index.prose import attach, sentences
from index.regions import same_place, short_name
from index.types import Component, Figure, Guide

_LIST_NUMBER = re.compile(r"^\s*(?:[-*]\s+)?\d{1,2}\.\s")
_Said = tuple[Amount, Component | None]
"""An amount of a text, and the part of pay that the text gives it to."""


def check_numbers(piece: Piece, guides: Sequence[Guide], every: Sequence[Guide], own: Own) -> list[Violation]:
    """Each number must stand in a figure, a quote, a computed value, a message or the name of a guide."""
    supported = own.numbers | {Decimal(str(bound)) for figure in piece.figures for bound in (figure.low, figure.high)}
    supported |= {number for passage in piece.passages for number in numbers(passage.quote)}
    supported |= {Decimal(str(item.value)) for item in piece.computed}
    text = shown_words(piece.text) if piece.shape == "quote" else _LIST_NUMBER.sub("", _without_names(piece, guides))
    loose = numbers(text) - supported
    if loose and not piece.passages:
        loose = numbers(_cut(text, [name for guide in every for name in _titles(guide) if name in text])) - supported
    return (
        [Violation("number", f"a {piece.shape} with numbers that stand in no figure, quote or message")]
        if loose
        else []
    )


def check_amounts(piece: Piece, guides: Sequence[Guide], own: Own) -> list[Violation]:
    """Each amount must be one of the piece's, in value, unit, currency, period and part of pay; figures are said."""
    vouchers = [*map(of_figure, piece.figures), *map(of_computed, piece.computed), *own.vouchers]
    if not piece.figures:
        vouchers += [voucher for passage in piece.passages for voucher in of_passage(passage)]
    text = _without_names(piece, guides)
    said = _amounts(text, vouchers)
    loose = [readings for readings in said if not any(_vouched(reading, vouchers) for reading in readings)]
    unsaid = _unsaid(piece, said) if numbers(text) else []
    found = [Violation("amount", f"a {piece.shape} with an amount that nothing gives")] if loose else []
    return found + [Violation("figure", f"{figure.component} isn't stated as it is") for figure in unsaid]


def check_names(piece: Piece, lead: str, guides: Sequence[Guide]) -> Iterator[Violation]:
    """Where a text names guides, regions, levels or parts of pay, its figures must be of those.

    What a bullet or row doesn't name, the `lead` above it does.
    """
    own, above = _Named(piece.text, guides), _Named(lead, guides)
    for figure in piece.figures:
        guide = next((guide for guide in guides if guide.id == figure.guide_id), None)
        if guide is None or guide not in (own.guides or above.guides or guides):
            yield Violation("guide", f"a figure of {figure.guide_id} under another guide's name")
            continue
        spoken = own.regions(guide) or (above.regions(guide) if figure.region else [])
        if spoken and not any(figure.region and same_place(figure.region, region) for region in spoken):
            yield Violation("region", f"a figure for {figure.region} under another region")
        levels = own.levels(guide)
        if figure.level and levels and figure.level not in levels:
            yield Violation("level", f"a figure for {figure.level} under another level")
        components = own.components or above.components
        if components and figure.component not in components:
            yield Violation("component", f"a figure for {figure.component} under another name")


class _Named:
    """What a text names; names of guides aren't taken for places or parts of pay."""

    def __init__(self, text: str, guides: Sequence[Guide]) -> None:
        rest = _cut(text, [name for guide in guides for name in _titles(guide)])
        places = [region for guide in guides for region in guide.regions]
        self._rest = f" {normal(rest)} "
        self.components = {mention.component for mention in find_components(_cut(rest, places))}
        self.guides = _spoken_guides(text, guides)

    def regions(self, guide: Guide) -> list[str]:
        """Regions of the guide."""
        return [region for region in guide.regions if f" {normal(short_name(region))} " in self._rest]

    def levels(self, guide: Guide) -> set[str]:
        """Levels that the guide gives pay for."""
        levels = {figure.level for figure in guide.figures if figure.level}
        return {level for level in levels if f" {normal(level)} " in self._rest}


def _amounts(text: str, vouchers: Sequence[Voucher]) -> list[list[_Said]]:
    """The amounts of `text`, each as it reads in the currencies at hand: `¥` and `kr` are signs of several."""
    currencies: list[str | None] = list(dict.fromkeys(voucher.currency for voucher in vouchers))
    found: dict[tuple[int, int], list[_Said]] = {}
    for sentence in sentences(text):
        readings = [read_amounts(sentence.text, currency=currency) for currency in currencies]
        signed = [(amount.start, amount.end) for amounts in readings for amount in amounts]
        unsigned = [
            amount
            for amount in read_amounts(sentence.text, bare=True)
            if not any(start < amount.end and amount.start < end for start, end in signed)
        ]
        for amounts in (*readings, unsigned):
            parts = {id(item.amount): item.component for item in attach(sentence.text, amounts)}
            for amount in amounts:
                place = (sentence.start + amount.start, sentence.start + amount.end)
                found.setdefault(place, []).append((amount, parts.get(id(amount))))
    return list(found.values())


def _vouched(said: _Said, vouchers: Sequence[Voucher]) -> bool:
    return any(voucher.covers(*said) for voucher in vouchers)


def _unsaid(piece: Piece, said: Sequence[Sequence[_Said]]) -> list[Figure]:
    """Figures that neither an amount of the text nor a computed value rests on."""
    entering = [given for item in piece.computed for given in item.inputs]
    return [
        figure
        for figure in piece.figures
        if figure not in entering
        and not any(_vouched(reading, [of_figure(figure)]) for readings in said for reading in readings)
    ]


def _without_names(piece: Piece, guides: Sequence[Guide]) -> str:
    """The text without names that may hold digits or words for pay: `8x8`, `Equity Analyst (L3-L4)`."""
    names = [name for guide in guides for name in (*_titles(guide), *guide.regions)]
    return _cut(piece.text, [*names, *(figure.level for figure in piece.figures if figure.level)])


def _titles(guide: Guide) -> tuple[str, ...]:
    return guide.company, guide.role, role_name(guide)


def _cut(text: str, names: Collection[str]) -> str:
    for name in sorted({name for name in names if name in text}, key=lambda name: (-len(name), name)):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    return text


def _spoken_guides(text: str, guides: Sequence[Guide]) -> list[Guide]:
    """The guides whose company and role the text names, as far as these tell them apart; empty where it names none."""
    padded = f" {normal(text)} "
    by_company = [guide for guide in guides if f" {normal(guide.company)} " in padded]
    by_role = [
        guide
        for guide in by_company or guides
        if any(f" {normal(name)} " in padded for name in (guide.role, role_name(guide)))
    ]
    return by_role or by_company
