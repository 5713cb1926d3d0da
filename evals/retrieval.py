"""How well search finds the sections that a case expects: rank, recall@k, MRR.

A case counts where it names guides and sections. The sections of a case are
alternatives, so the first of them that is found decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from evals.dataset import Case
from evals.wording import same_section
from index.types import Frozen, Guide, Hit

DEPTH = 10
"""Hits that are looked at."""


class Searchable(Protocol):
    """What retrieval is measured on: the library, or a fake of it."""

    @property
    def index_id(self) -> str:
        """Generation of the index."""

    @property
    def guides(self) -> Mapping[str, Guide]:
        """Guide id → guide."""

    def search(self, query: str, *, guide_ids: Collection[str] | None = None, limit: int = 8) -> Sequence[Hit]:
        """The nearest chunks, best first."""


class Retrieval(Frozen):
    """Measures over the cases that count."""

    cases: int
    """Cases that name guides and sections."""
    recall_at_3: float | None
    """Share of cases with a right section among the first three hits; None for no cases."""
    recall_at_5: float | None
    """The same among the first five."""
    mrr: float | None
    """Mean of 1/rank of the first right section, 0 where none is among the first ten."""


def is_measurable(case: Case) -> bool:
    """Whether the case says what search should find."""
    return bool(case.guide_ids and case.expect.sections)


def section_rank(case: Case, library: Searchable) -> int | None:
    """Rank, from 1, of the first hit in an expected section; None where there is none."""
    hits = library.search(case.turns[-1], guide_ids=case.guide_ids, limit=DEPTH)
    titles = [_title(hit, library.guides) for hit in hits]
    ranks = (
        rank
        for rank, title in enumerate(titles, start=1)
        if any(same_section(wanted, title) for wanted in case.expect.sections)
    )
    return next(ranks, None)


def summed_up(ranks: Sequence[int | None]) -> Retrieval:
    """Recall and MRR from the rank of each case."""
    return Retrieval(
        cases=len(ranks),
        recall_at_3=_recall(ranks, 3),
        recall_at_5=_recall(ranks, 5),
        mrr=sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else None,
    )


def _recall(ranks: Sequence[int | None], depth: int) -> float | None:
    return sum(rank is not None and rank <= depth for rank in ranks) / len(ranks) if ranks else None


def _title(hit: Hit, guides: Mapping[str, Guide]) -> str:
    """Title of the section that the hit stands in; empty for the front-matter."""
    passage = hit.chunk.passage
    sections = guides[passage.guide_id].sections
    return next((section.title for section in sections if section.anchor == passage.anchor), "")
