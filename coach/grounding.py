"""The check that nothing unsupported leaves the coach; it fails closed.

Each piece is checked by itself: its numbers against its own figures, quotes,
computed values and the user's numbers; its words against the keys of its
figures; its quotes against the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from coach.draft import Draft, Piece
from coach.rendering import shown_words
from index.components import find_components
from index.money import read_amounts
from index.names import normal
from index.regions import same_place, short_name
from index.types import Guide, Passage

_NUMBER = re.compile(r"(?<![\w])\d[\d,]*(?:\.\d+)?")
_LIST_NUMBER = re.compile(r"^\s*(?:[-*]\s+)?\d{1,2}\.\s")


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with a piece; holds no words of the user."""

    rule: str
    """`number`, `quote`, `marker`, `scope`, `region` or `component`."""
    detail: str


def violations(draft: Draft, user_words: Sequence[str], guide_ids: Iterable[str]) -> list[Violation]:
    """Everything in `draft` that the evidence doesn't support; empty where all is well.

    `user_words` are the user's messages so far; `guide_ids` the guides that the
    question is about.
    """
    own = _numbers_of_user(user_words)
    meant = set(guide_ids)
    found: list[Violation] = []
    for piece in draft.pieces:
        found += _check_numbers(piece, own)
        found += _check_scope(piece, meant)
        found += _check_keys(piece, draft.guides)
        for passage in piece.passages:
            found += _check_quote(passage, draft.guides)
    return found


def _check_numbers(piece: Piece, own: set[Decimal]) -> list[Violation]:
    supported = own | {Decimal(str(bound)) for figure in piece.figures for bound in (figure.low, figure.high)}
    for passage in piece.passages:
        supported |= _numbers(passage.quote)
    for item in piece.computed:
        supported |= {Decimal(str(item.value))}
    text = shown_words(piece.text) if piece.shape == "quote" else _LIST_NUMBER.sub("", piece.text)
    loose = _numbers(text) - supported
    return [Violation("number", f"{number} stands in no figure, quote or message") for number in sorted(loose)]


def _check_scope(piece: Piece, meant: set[str]) -> list[Violation]:
    found = [Violation("scope", figure.guide_id) for figure in piece.figures if figure.guide_id not in meant]
    found += [Violation("scope", passage.guide_id) for passage in piece.passages if passage.guide_id not in meant]
    if piece.about_guide and not piece.passages:
        found.append(Violation("marker", "a statement about a guide without a citation"))
    return found


def _check_keys(piece: Piece, guides: dict[str, Guide]) -> list[Violation]:
    """Where a text names regions or parts of pay, its figures must be of those."""
    if piece.shape == "quote" or not piece.figures:
        return []
    found = []
    text = f" {normal(piece.text)} "
    named = {mention.component for mention in find_components(piece.text)}
    for figure in piece.figures:
        regions = guides[figure.guide_id].regions
        spoken = [region for region in regions if f" {normal(short_name(region))} " in text]
        if figure.region and spoken and not any(_alike(figure.region, region) for region in spoken):
            found.append(Violation("region", f"a figure for {figure.region} under another region"))
        if named and figure.component not in named:
            found.append(Violation("component", f"a figure for {figure.component} under another name"))
    return found


def _check_quote(passage: Passage, guides: dict[str, Guide]) -> list[Violation]:
    lines = guides[passage.guide_id].text.split("\n")[passage.start_line - 1 : passage.end_line]
    if " ".join(passage.quote.split()) in " ".join(" ".join(lines).split()):
        return []
    return [Violation("quote", f"{passage.guide_id}:{passage.start_line}: not the words of the file")]


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(found[0].replace(",", "")) for found in _NUMBER.finditer(text)}


def _numbers_of_user(words: Sequence[str]) -> set[Decimal]:
    found: set[Decimal] = set()
    for text in words:
        found |= _numbers(text)
        for item in read_amounts(text, bare=True):
            found |= {Decimal(str(item.low)), Decimal(str(item.high))}
        found |= {number * 1000 for number in _numbers(text) if number < 1000}
    return found


def _alike(one: str, other: str) -> bool:
    return same_place(one, other)
