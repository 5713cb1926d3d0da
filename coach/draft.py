"""An answer in the making: pieces of text, each with what it rests on.

A piece carries the figures it states, the passages that show them and the
numbers computed for it, so that it can be checked by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coach.passages import passage_of
from coach.types import Claim, Status, Warning_
from index.types import Figure, Guide, Number, Passage, Unit


class Shape(StrEnum):
    """How a piece stands on the page."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    QUOTE = "quote"
    LETTER = "letter"
    HEADER = "header"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Computed:
    """A number that was computed from figures and the user's numbers."""

    label: str
    value: Number
    unit: Unit
    currency: str | None
    formula: str
    inputs: tuple[Figure | str, ...]
    """A figure, or `user:component`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, bullet, quote or table row, and its support."""

    shape: Shape
    text: str
    """Markdown without markers; cells of a row are joined by ` | `."""
    figures: tuple[Figure, ...] = ()
    passages: tuple[Passage, ...] = ()
    computed: tuple[Computed, ...] = ()
    about_guide: bool = True
    """The text says something about a guide, so it needs a passage."""


@dataclass
class Draft:
    """Pieces in order, and what goes with them."""

    guides: dict[str, Guide]
    status: Status = Status.ANSWERED
    pieces: list[Piece] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    """What was asked for and the guides don't say."""
    judged: list[Claim] = field(default_factory=list)
    """Numbers that the user took for the guide's, and that were held against it."""
    warnings: list[Warning_] = field(default_factory=list)
    follow_ups: list[str] = field(default_factory=list)

    def say(
        self,
        text: str,
        figures: Iterable[Figure] = (),
        passages: Iterable[Passage] = (),
        computed: Sequence[Computed] = (),
        shape: Shape = Shape.PARAGRAPH,
    ) -> None:
        """Add a piece; the passages of its figures are found by themselves."""
        figures = tuple(dict.fromkeys(figures))
        support = tuple(dict.fromkeys((*self.shown(figures), *passages)))
        self.pieces.append(Piece(shape, text, figures, support, tuple(computed), about_guide=bool(support)))

    def bullet(
        self,
        text: str,
        figures: Iterable[Figure] = (),
        passages: Iterable[Passage] = (),
        computed: Sequence[Computed] = (),
    ) -> None:
        """Add a list item."""
        self.say(text, figures, passages, computed, Shape.BULLET)

    def letter(self, text: str, figures: Iterable[Figure] = (), passages: Iterable[Passage] = ()) -> None:
        """Add a line of a letter that the user may send; markers stand behind its amounts."""
        self.say(text, figures, passages, shape=Shape.LETTER)

    def miss(self, text: str) -> None:
        """Add what the guides don't say; where nothing else is said, the answer is `not_in_guides`."""
        self.misses.append(text)

    def shown(self, figures: Iterable[Figure]) -> list[Passage]:
        """The passages that show `figures`."""
        return [passage_of(figure, self.guides[figure.guide_id]) for figure in figures]

    def quote(self, passage: Passage, figures: Iterable[Figure] = (), text: str | None = None) -> None:
        """Add the words of `passage` as a block quote (or `text`, a part of them)."""
        piece = Piece(Shape.QUOTE, text or passage.quote, tuple(figures), (passage,))
        self.pieces.append(piece)

    def table(self, header: Sequence[str]) -> None:
        """Start a table; rows follow by `row`."""
        self.pieces.append(Piece(Shape.HEADER, " | ".join(header), about_guide=False))

    def row(self, cells: Sequence[str], figures: Iterable[Figure] = (), passages: Iterable[Passage] = ()) -> None:
        """Add a row to the table that was started last."""
        self.say(" | ".join(cell.replace("|", "/") for cell in cells), figures, passages, shape=Shape.ROW)

    def warn(self, code: str, message: str, guide_id: str | None = None) -> None:
        """Add a warning, once."""
        warning = Warning_.model_validate({"code": code, "message": message, "guide_id": guide_id})
        if warning not in self.warnings:
            self.warnings.append(warning)
