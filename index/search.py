"""Search inside guides: vectors and words, fused by rank.

What is restricted is restricted before anything is ranked. A hit says why it
was found: its rank by similarity and by words, and the similarity itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from index.embedder import Vectors
from index.lexical import WordIndex
from index.store import VectorStore
from index.types import Chunk, Hit, SectionKind

RANK_OFFSET = 60
"""Cormack, Clarke and Büttcher 2009: flat enough that agreement of both ways beats one way's first place."""
KIND_PRIOR = 1.1
"""What a wanted kind of section multiplies a score by: about six ranks, so strong matches still win."""
MOST_CANDIDATES = 50
"""From each way; a guide has about 35 chunks, so inside one guide nearly all take part."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, as words and as a vector."""

    text: str
    vector: Vectors
    guide_ids: Collection[str] | None
    """Only these guides; None for all."""
    kinds: Collection[SectionKind] = ()
    """Kinds of sections that are gently preferred."""


class Searcher:
    """Both ways of searching over the same chunks."""

    def __init__(self, chunks: Mapping[str, Chunk], store: VectorStore, words: WordIndex) -> None:
        self.chunks = chunks
        self.store = store
        self.words = words

    def search(self, query: Query, limit: int) -> list[Hit]:
        """The `limit` best chunks, best first; equal ones in the order of their ids."""
        candidates = max(MOST_CANDIDATES, 2 * limit)
        near = self.store.query(query.vector, candidates, query.guide_ids)
        worded = self.words.query(query.text, candidates, query.guide_ids)
        similarity = {neighbour.chunk_id: neighbour.similarity for neighbour in near}
        dense = {neighbour.chunk_id: rank for rank, neighbour in enumerate(near, 1)}
        lexical = {match.chunk_id: rank for rank, match in enumerate(worded, 1)}
        hits = [
            Hit(
                chunk=self.chunks[chunk_id],
                score=self._score(chunk_id, dense, lexical, query.kinds),
                similarity=similarity.get(chunk_id),
                dense_rank=dense.get(chunk_id),
                lexical_rank=lexical.get(chunk_id),
            )
            for chunk_id in dense.keys() | lexical.keys()
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.chunk.id))[: max(0, limit)]

    def _score(
        self, chunk_id: str, dense: Mapping[str, int], lexical: Mapping[str, int], kinds: Collection[SectionKind]
    ) -> float:
        fused = sum(1 / (RANK_OFFSET + ranks[chunk_id]) for ranks in (dense, lexical) if chunk_id in ranks)
        return round(fused * (KIND_PRIOR if self.chunks[chunk_id].kind in kinds else 1.0), 9)
