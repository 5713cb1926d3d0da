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
from index.types import Component, Figure, Guide, Unit

_LIST_NUMBER = re.compile(r"^\s*(?:[-*]\s+)?\d{1,2}\.\s")
_Said = tuple[Amount, Component | None]
"""An amount of a text, and the part of pay that the text gives it to."""


def check_numbers(piece: Piece, guides: Sequence[Guide], own: Own) -> list[Violation]:
    """Each number must stand in a figure, a quote, a computed value or a message."""
    supported = own.numbers | {Decimal(str(bound)) for figure in piece.figures for bound in (figure.low, figure.high)}
    supported |= {number for passage in piece.passages for number in numbers(passage.quote)}
    supported |= {Decimal(str(item.value)) for item in piece.computed}
    text = shown_words(piece.text) if piece.shape == "quote" else _LIST_NUMBER.sub("", _without_names(piece, guides))
    loose = numbers(text) - supported
    return [Violation("number", f"{number} stands in no figure, quote or message") for number in sorted(loose)]


def check_amounts(piece: Piece, guides: Sequence[Guide], own: Own) -> list[Violation]:
    """Each amount must be one of the piece's, in value, unit, currency, period and part of pay; and its figures said."""
    vouchers = [*map(of_figure, piece.figures), *map(of_computed, piece.computed), *own.vouchers]
    if not piece.figures:
        vouchers += [voucher for passage in piece.passages for voucher in of_passage(passage)]
    said = _amounts(_without_names(piece, guides), piece.figures, vouchers)
    found = [
        Violation("amount", f"{amount.low} to {amount.high} {amount.currency or amount.unit}: nothing gives this amount")
        for readings in said
        for amount, _ in readings[:1]
        if not any(voucher.covers(*reading) for reading in readings for voucher in vouchers)
    ]
    return found + ([Violation("figure", f"{figure.component} isn't stated") for figure in _unsaid(piece, said)] if said else [])


def check_names(piece: Piece, guides: Sequence[Guide]) -> Iterator[Violation]:
    """Where a text names guides, regions, levels or parts of pay, its figures must be of those."""
    named = {mention.component for mention in find_components(_without_names(piece, guides))}
    text = f" {normal(_cut(piece.text, [name for guide in guides for name in _titles(guide)]))} "
    spoken_guides = _spoken_guides(piece.text, guides)
    for figure in piece.figures:
        own = next((guide for guide in guides if guide.id == figure.guide_id), None)
        if own is None or (spoken_guides and own not in spoken_guides):
            yield Violation("guide", f"a figure of {figure.guide_id} under another guide's name")
            continue
        regions = [region for region in own.regions if f" {normal(short_name(region))} " in text]
        if regions and not any(figure.region and same_place(figure.region, region) for region in regions):
            yield Violation("region", f"a figure for {figure.region} under another region")
        levels = {other.level for other in own.figures if other.level and f" {normal(other.level)} " in text}
        if figure.level and levels and figure.level not in levels:
            yield Violation("level", f"a figure for {figure.level} under another level")
        if named and figure.component not in named:
            yield Violation("component", f"a figure for {figure.component} under another name")


def _amounts(text: str, figures: Sequence[Figure], vouchers: Sequence[Voucher]) -> list[list[_Said]]:
    """The amounts of `text`, each as it reads in the currencies at hand: `¥` and `kr` are signs of several."""
    bare = any(figure.unit is Unit.CURRENCY and figure.currency is None for figure in figures)
    currencies = list(dict.fromkeys(voucher.currency for voucher in vouchers if voucher.currency)) or [None]
    found: dict[tuple[int, int], list[_Said]] = {}
    for sentence in sentences(text):
        for currency in currencies:
            amounts = read_amounts(sentence.text, currency=currency, bare=bare)
            parts = {id(item.amount): item.component for item in attach(sentence.text, amounts)}
            for amount in amounts:
                place = (sentence.start + amount.start, sentence.start + amount.end)
                found.setdefault(place, []).append((amount, parts.get(id(amount))))
    return list(found.values())


def _unsaid(piece: Piece, said: Sequence[Sequence[_Said]]) -> list[Figure]:
    """Figures that neither an amount of the text nor a computed value rests on."""
    entering = [given for item in piece.computed for given in item.inputs]
    return [
        figure
        for figure in piece.figures
        if figure not in entering
        and not any(of_figure(figure).covers(*reading) for readings in said for reading in readings)
    ]


def _without_names(piece: Piece, guides: Sequence[Guide]) -> str:
    """The text without names that may hold digits or words for pay: `8x8`, `Equity Analyst (L3-L4)`."""
    names = [name for guide in guides for name in (*_titles(guide), *guide.regions)]
    return _cut(piece.text, [*names, *(figure.level for figure in piece.figures if figure.level)])


def _titles(guide: Guide) -> tuple[str, ...]:
    return guide.company, guide.role, role_name(guide)


def _cut(text: str, names: Collection[str]) -> str:
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    return text


def _spoken_guides(text: str, guides: Sequence[Guide]) -> list[Guide]:
    """The guides whose company and role the text names, as far as these tell them apart; empty where it names none."""
    spoken = list(guides)
    padded = f" {normal(text)} "
    for telling in ((lambda guide: (guide.company,)), (lambda guide: (guide.role, role_name(guide)))):
        named = [guide for guide in spoken if any(f" {normal(name)} " in padded for name in telling(guide))]
        spoken = named or spoken
    return spoken
