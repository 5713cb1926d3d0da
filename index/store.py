"""The one door of Chroma: a collection written once, then only read.

Nothing else in the program knows that the vector store is Chroma. Opening a
Chroma folder writes to it, so a reader opens a private copy, when the first
open search comes; searches inside named guides need no store at all.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from index.embedder import Vectors
from index.errors import DataUnwritable, IndexUnusable
from index.vectors import Neighbour, VectorTable

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection as ChromaCollection

COLLECTION = "chunks"
UPSERT = 5_000
"""Chroma takes 5,461 rows at once."""
PAGE = 30_000
"""`get()` fails above 32,766 rows, SQLite's limit of variables."""
SEARCH_WIDTH = 400
"""At Chroma's default of 100 the approximate search misses neighbours; 400 finds those of an exact one."""
SAMPLES = 20
NEARLY_ONE = 0.999
PLAUSIBLE_BYTES = 64_000_000
PLAUSIBLE_BYTES_PER_CHUNK = 100_000
"""A broken HNSW file can claim terabytes; a sound chunk takes about 10 kB."""


class VectorStore(Protocol):
    """Finds the chunks nearest to a vector."""

    def query(self, vector: Vectors, limit: int, guide_ids: Collection[str] | None = None) -> list[Neighbour]:
        """The `limit` nearest chunks of these guides (of all for None), nearest first, equal ones by id."""
        ...

    def count(self) -> int:
        """How many chunks the store holds."""
        ...

    def close(self) -> None:
        """Let go of files and memory."""
        ...


class ChromaStore:
    """A written collection: exact inside named guides, approximate candidates re-scored exactly for all.

    Where newer generations have replaced the folder before it was opened, all searches are exact.
    """

    def __init__(self, folder: Path, table: VectorTable, generation: str) -> None:
        self.folder = folder
        self.table = table
        self.generation = generation
        self._lock = threading.Lock()
        self._reader: _Reader | None = None

    def query(self, vector: Vectors, limit: int, guide_ids: Collection[str] | None = None) -> list[Neighbour]:
        """The `limit` nearest chunks of these guides (of all for None), nearest first, equal ones by id."""
        if guide_ids is not None:
            return self.table.nearest(vector, limit, guide_ids)
        if limit <= 0 or not len(self.table):
            return []
        try:
            proposed = self._open().nearest(vector, min(2 * limit, len(self.table)))
        except IndexUnusable:
            if self.folder.exists():
                raise
            return self.table.nearest(vector, limit)
        return self.table.rescored(proposed, vector, limit)

    def count(self) -> int:
        """How many chunks the collection holds."""
        return self._open().count()

    def close(self) -> None:
        """Close the private copy and remove it."""
        with self._lock:
            if self._reader:
                self._reader.close()
            self._reader = None

    def _open(self) -> _Reader:
        with self._lock:
            if self._reader is None:
                self._reader = _Reader(self.folder, self.generation)
            return self._reader


class _Reader:
    """A private copy of a collection's folder, opened; removed when closed, collected or at exit."""

    def __init__(self, folder: Path, generation: str) -> None:
        self.folder = folder
        copy = Path(tempfile.mkdtemp(prefix="coach-index-"))
        self._remove = weakref.finalize(self, shutil.rmtree, copy, ignore_errors=True)
        self._client: Client | None = None
        try:
            shutil.copytree(folder, copy, dirs_exist_ok=True)
            self._client = _client(copy)
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
            self._check(generation)
        except Exception as fault:
            self.close()
            raise _unusable(folder, fault) from fault

    def _check(self, generation: str) -> None:
        settings = self._collection.configuration_json.get("hnsw") or {}
        if settings.get("space") != "cosine":
            raise ValueError(f"its space is {settings.get('space')}, not cosine")
        if (self._collection.metadata or {}).get("generation") != generation:
            raise ValueError("it belongs to another generation")

    def nearest(self, vector: Vectors, limit: int) -> list[str]:
        try:
            found = self._collection.query(query_embeddings=[vector.tolist()], n_results=limit, include=[])
        except Exception as fault:
            raise _unusable(self.folder, fault) from fault
        return found["ids"][0]

    def count(self) -> int:
        return self._collection.count()

    def ids(self) -> set[str]:
        pages = range(0, self.count(), PAGE)
        return {found for page in pages for found in self._collection.get(limit=PAGE, offset=page, include=[])["ids"]}

    def close(self) -> None:
        if self._client:
            self._client.close()
        self._remove()


def write_collection(
    folder: Path, table: VectorTable, generation: str, stored: Callable[[int], None] = lambda count: None
) -> None:
    """Write all rows of `table` into a new collection at `folder`; `stored` hears how many are in."""
    try:
        client = _client(folder)
        try:
            collection = _new_collection(client, generation, len(table))
            for start in range(0, len(table), UPSERT):
                rows = slice(start, start + UPSERT)
                collection.upsert(
                    ids=list(table.chunk_ids[rows]),
                    embeddings=table.vectors[rows],
                    metadatas=[{"guide_id": guide_id} for guide_id in table.guide_ids[rows]],
                )
                stored(min(start + UPSERT, len(table)))
        finally:
            client.close()
    except Exception as fault:
        raise DataUnwritable(folder, f"Chroma: {fault}") from fault


def check_collection(folder: Path, table: VectorTable, generation: str) -> None:
    """Reopen a written collection as a reader does and compare it with `table`; raises IndexUnusable."""
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    if size > PLAUSIBLE_BYTES + len(table) * PLAUSIBLE_BYTES_PER_CHUNK:
        raise IndexUnusable(folder, f"the vector store claims {size:,} bytes")
    reader = _Reader(folder, generation)
    try:
        if reader.ids() != set(table.chunk_ids):
            raise IndexUnusable(folder, f"the vector store holds {reader.count()} chunks, not these {len(table)}")
        for row in range(0, len(table), max(1, len(table) // SAMPLES)):
            nearest = reader.nearest(table.vectors[row], 1)
            if not nearest or table.rescored(nearest, table.vectors[row], 1)[0].similarity < NEARLY_ONE:
                raise IndexUnusable(folder, f"the vector store doesn't find {table.chunk_ids[row]}")
    finally:
        reader.close()


def _client(folder: Path) -> Client:
    import chromadb  # noqa: PLC0415
    from chromadb.config import Settings  # noqa: PLC0415

    settings = Settings(anonymized_telemetry=False)
    return cast("Client", chromadb.PersistentClient(path=str(folder), settings=settings))


def _new_collection(client: Client, generation: str, count: int) -> ChromaCollection:
    """Saved once, when all rows are in: Chroma rewrites its files in place at every save."""
    settings: CreateHNSWConfiguration = {
        "space": "cosine",
        "ef_search": SEARCH_WIDTH,
        "sync_threshold": max(2, count),
        "batch_size": min(100, max(2, count)),
    }
    return client.create_collection(
        COLLECTION,
        embedding_function=None,
        configuration={"hnsw": settings},
        metadata={"generation": generation},
    )


def _unusable(folder: Path, fault: Exception) -> IndexUnusable:
    return IndexUnusable(folder, f"the vector store can't be read ({fault})")
