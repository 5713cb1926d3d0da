"""What every writer is given."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from coach.draft import Draft
from coach.selecting import market
from coach.types import Question
from index.types import Guide, Hit, SectionKind


class Search(Protocol):
    """The search that writers use inside the guides meant."""

    def search(
        self,
        query: str,
        *,
        guide_ids: Collection[str] | None = None,
        kinds: Collection[SectionKind] = (),
        limit: int = 8,
    ) -> list[Hit]:
        """The chunks that fit `query` best."""


@dataclass(frozen=True, slots=True)
class Context:
    """The question, the guides it is about, the search, and the draft to write to."""

    question: Question
    guides: Sequence[Guide]
    search: Search
    draft: Draft

    @property
    def regions(self) -> tuple[str, ...]:
        """Regions asked for; empty for all."""
        return self.question.regions

    @property
    def offer_currency(self) -> str | None:
        """The currency of the user's offer: as said, else that of the one region it is for; None where unknown."""
        said = self.question.offer.currency
        if said or len(self.regions) != 1:
            return said
        found = (figure for guide in self.guides for figure in market(guide, (), self.regions))
        return next((figure.currency for figure in found if figure.currency), None)
