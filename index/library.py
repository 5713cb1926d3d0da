"""An opened index: guides, and search inside them.

Opening checks that the index is whole and fits what is asked for: same guides,
same model, same program. Guides are in memory then; the embedding model, the
word index and the vector store are loaded when the first search needs them.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from index.contents import STORE, Contents, read_contents
from index.embedder import DEFAULT_EMBEDDER, Embedder, SentenceEmbedder, Vectors
from index.errors import GuideFault, IndexUnusable
from index.generations import Generation, Generations
from index.lexical import WordIndex
from index.manifest import take_fingerprint
from index.search import Query, Searcher
from index.store import ChromaStore
from index.types import Guide, Hit, SectionKind

REMEMBERED = 256
"""Vectors of recent questions: one answer searches several times with the same words."""


class Library:
    """The guides of one index; safe to share between threads."""

    def __init__(self, generation: Generation, contents: Contents, embedder: Embedder) -> None:
        self.index_id = generation.id
        self.guides: Mapping[str, Guide] = MappingProxyType({guide.id: guide for guide in contents.guides})
        self.faults: tuple[GuideFault, ...] = tuple(fault.fault() for fault in generation.manifest.faults)
        self._chunks = contents.chunks
        self._embedder = embedder
        self._store = ChromaStore(generation.folder / STORE, contents.table, generation.id)
        self._searcher: Searcher | None = None
        self._lock = threading.Lock()
        self._vector = lru_cache(REMEMBERED)(self._embed)

    def search(
        self,
        query: str,
        *,
        guide_ids: Collection[str] | None = None,
        kinds: Collection[SectionKind] = (),
        limit: int = 8,
    ) -> list[Hit]:
        """The best passages for `query`, best first; nothing for a blank one.

        Only inside `guide_ids` (everywhere for None); sections of `kinds` are gently preferred.
        """
        text = query.encode("utf-8", "replace").decode().strip()
        if not text:
            return []
        return self._ready().search(Query(text, self._vector(text), guide_ids, kinds), limit)

    def warm_up(self) -> None:
        """Load model, word index and store now rather than at the first search."""
        self.search("warm up")

    def close(self) -> None:
        """Let go of the store's private copy; a later search opens another one."""
        self._store.close()

    def _embed(self, text: str) -> Vectors:
        vector: Vectors = self._embedder.embed([text])[0]
        return vector

    def _ready(self) -> Searcher:
        with self._lock:
            if self._searcher is None:
                chunks = {chunk.id: chunk for chunk in self._chunks}
                self._searcher = Searcher(chunks, self._store, WordIndex(self._chunks))
            return self._searcher


def open_library(guides: Path, data: Path, embedder: str | Embedder = DEFAULT_EMBEDDER) -> Library:
    """Open the index in `data` for the folder `guides`.

    Raises GuidesMissing, or IndexUnusable where there is no index, or it is damaged, foreign or outdated.
    """
    model = SentenceEmbedder(embedder) if isinstance(embedder, str) else embedder
    wanted = take_fingerprint(guides, model.name)
    generation = Generations(data).current()
    difference = generation.manifest.fingerprint.difference(wanted)
    if difference:
        raise IndexUnusable(data, difference)
    return Library(generation, _contents(data, generation), model)


def _contents(data: Path, generation: Generation) -> Contents:
    manifest = generation.manifest
    try:
        contents = read_contents(generation)
    except (OSError, ValueError) as fault:
        raise IndexUnusable(data, f"{generation.folder} can't be read ({fault})") from fault
    if (len(contents.guides), len(contents.chunks)) != (manifest.guides, manifest.chunks):
        raise IndexUnusable(data, f"{generation.folder} holds fewer guides or chunks than it says")
    return contents
