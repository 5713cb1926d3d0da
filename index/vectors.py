"""All vectors of an index as one table, searched exactly.

One row a chunk, in the order of the chunks. Inside one or a few guides this is
both exact and the fastest way there is; for open searches it re-scores what an
approximate store proposes, so that order never depends on that store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.embedder import Vectors

DECIMALS = 6
"""Similarities nearer to each other than float32 can tell count as equal."""

Rows = npt.NDArray[np.intp]
"""Places of chunks in the table."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A chunk near a vector."""

    chunk_id: str
    similarity: float
    """Cosine, -1 to 1."""


class GuideRows:
    """Which rows belong to which guide."""

    def __init__(self, guide_ids: Sequence[str]) -> None:
        rows: dict[str, list[int]] = {}
        for row, guide_id in enumerate(guide_ids):
            rows.setdefault(guide_id, []).append(row)
        self._rows = {guide_id: np.array(places, dtype=np.intp) for guide_id, places in rows.items()}
        self._all = np.arange(len(guide_ids), dtype=np.intp)

    def of(self, guide_ids: Collection[str] | None) -> Rows:
        """Rows of these guides, ascending; of all guides for None."""
        if guide_ids is None:
            return self._all
        found = [self._rows[guide_id] for guide_id in set(guide_ids) if guide_id in self._rows]
        return np.sort(np.concatenate(found)) if found else self._all[:0]


class VectorTable:
    """Vectors of length 1 with the ids of their chunks and guides."""

    def __init__(self, chunk_ids: Sequence[str], guide_ids: Sequence[str], vectors: Vectors) -> None:
        if not len(chunk_ids) == len(guide_ids) == len(vectors):
            raise ValueError(f"{len(chunk_ids)} ids, {len(guide_ids)} guides and {len(vectors)} vectors don't match")
        self.chunk_ids = tuple(chunk_ids)
        self.guide_ids = tuple(guide_ids)
        self.vectors = vectors
        self._rows = GuideRows(guide_ids)
        self._row_of = {chunk_id: row for row, chunk_id in enumerate(chunk_ids)}

    def __len__(self) -> int:
        return len(self.chunk_ids)

    def nearest(self, vector: Vectors, limit: int, guide_ids: Collection[str] | None = None) -> list[Neighbour]:
        """The `limit` nearest chunks of these guides (of all for None), nearest first."""
        return self._ranked(self._rows.of(guide_ids), vector, limit)

    def rescored(self, chunk_ids: Iterable[str], vector: Vectors, limit: int) -> list[Neighbour]:
        """The `limit` nearest among these chunks."""
        rows = np.array([self._row_of[chunk_id] for chunk_id in chunk_ids], dtype=np.intp)
        return self._ranked(rows, vector, limit)

    def _ranked(self, rows: Rows, vector: Vectors, limit: int) -> list[Neighbour]:
        similarities = np.round(np.clip(self.vectors[rows] @ vector, -1.0, 1.0), DECIMALS)
        return [
            Neighbour(self.chunk_ids[rows[place]], round(float(similarities[place]), DECIMALS))
            for place in best(similarities, [self.chunk_ids[row] for row in rows], limit)
        ]


def best(scores: npt.NDArray[np.float32], ids: Sequence[str], limit: int) -> list[int]:
    """Places of the `limit` highest scores, highest first, equal ones in the order of their ids."""
    if limit <= 0 or len(scores) == 0:
        return []
    if limit < len(scores):
        threshold = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        places = np.flatnonzero(scores >= threshold)
    else:
        places = np.arange(len(scores))
    return sorted(map(int, places), key=lambda place: (-scores[place], ids[place]))[:limit]
