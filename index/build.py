"""Builds the index of a folder of guides: read, cut, embed, store, check, switch.

Nothing is built where the serving index already fits, nothing is embedded
twice, and until the last step readers keep the index that they have.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.chunks import chunk_guide
from index.contents import STORE, Contents, list_files, vector_table, write_contents
from index.embedder import DEFAULT_EMBEDDER, Embedder, SentenceEmbedder
from index.embedding_cache import EmbeddingCache
from index.errors import DataUnwritable, GuideFault, IndexUnusable
from index.generations import Generation, Generations
from index.manifest import Fingerprint, Manifest, StoredFault, take_fingerprint
from index.reading import Reading, read_guides
from index.store import check_collection, write_collection
from index.types import Chunk, Guide

EMBEDDINGS = "embeddings.sqlite3"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is."""

    stage: str
    """`reading`, `chunking`, `embedding`, `storing`, `checking` or `switching`, in this order."""
    done: int
    """Steps done in this stage."""
    total: int
    """Steps of this stage."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    generation: str
    """Id of the index that serves now."""
    guides: int
    """Guides in it."""
    chunks: int
    """Chunks in it."""
    embedded: int
    """Texts that were embedded now."""
    reused: int
    """Chunks whose vectors were already there."""
    faults: tuple[GuideFault, ...]
    """Guide files that aren't in it, and why."""
    built: bool
    """Whether a new index was built; False where the serving one, or one kept from before, already fits."""
    seconds: float
    """Time taken."""


Listener = Callable[[Progress], None]


def quiet(progress: Progress) -> None:
    """Listen to nothing."""


def build_index(
    guides: Path, data: Path, embedder: str | Embedder = DEFAULT_EMBEDDER, progress: Listener = quiet
) -> BuildReport:
    """Bring the index in `data` up to date with the folder `guides`.

    Raises GuidesMissing, EmbedderUnavailable, BuildRunning or DataUnwritable; whatever
    happens, the last complete index goes on serving.
    """
    started = time.perf_counter()
    model = SentenceEmbedder(embedder) if isinstance(embedder, str) else embedder
    generations = Generations(data)
    wanted = take_fingerprint(guides, model.name)
    serving = _serving(generations, wanted)
    if serving:
        return _report(serving, None, started)
    with _writing(data), generations.building():
        kept = generations.complete(wanted.generation)
        if kept:
            generations.serve(kept)
            return _report(kept, None, started)
        builder = _Builder(generations, model, progress)
        return _report(builder.build(guides, wanted), builder.embedded, started)


class _Builder:
    """One build of one generation."""

    def __init__(self, generations: Generations, embedder: Embedder, progress: Listener) -> None:
        self.generations = generations
        self.embedder = embedder
        self.progress = progress
        self.embedded = 0

    def build(self, guides: Path, wanted: Fingerprint) -> Generation:
        """Read, cut, embed, store, check, switch."""
        self._tell("reading", 0, len(wanted.guides))
        reading = read_guides(guides)
        self._tell("reading", len(wanted.guides), len(wanted.guides))
        fingerprint = _as_read(wanted, reading)
        contents = self._embed(reading.guides, self._chunk(reading.guides))
        with self.generations.partial(fingerprint.generation) as folder:
            self._store(folder, contents, fingerprint)
            manifest = _manifest(folder, fingerprint, reading, len(contents.chunks))
            self._tell("switching", 0, 1)
            generation = self.generations.publish(folder, manifest)
        self.generations.serve(generation)
        self._tell("switching", 1, 1)
        return generation

    def _chunk(self, guides: tuple[Guide, ...]) -> tuple[Chunk, ...]:
        chunks: list[Chunk] = []
        self._tell("chunking", 0, len(guides))
        for done, guide in enumerate(guides, 1):
            chunks += chunk_guide(guide, self.embedder.count_tokens, self.embedder.window)
            self._tell("chunking", done, len(guides))
        return tuple(chunks)

    def _embed(self, guides: tuple[Guide, ...], chunks: tuple[Chunk, ...]) -> Contents:
        cache = EmbeddingCache(self.generations.folder / EMBEDDINGS, self.embedder)
        texts = [chunk.text_to_embed for chunk in chunks]
        vectors, self.embedded = cache.embed(texts, lambda done, total: self._tell("embedding", done, total))
        return Contents(guides, chunks, vector_table(chunks, vectors))

    def _store(self, folder: Path, contents: Contents, fingerprint: Fingerprint) -> None:
        count = len(contents.chunks)
        self._tell("storing", 0, count)
        write_contents(folder, contents)
        store = folder / STORE
        store.mkdir()
        write_collection(store, contents.table, fingerprint.generation, lambda done: self._tell("storing", done, count))
        self._tell("checking", 0, 1)
        check_collection(store, contents.table, fingerprint.generation)
        self._tell("checking", 1, 1)

    def _tell(self, stage: str, done: int, total: int) -> None:
        self.progress(Progress(stage, done, total))


def _as_read(wanted: Fingerprint, reading: Reading) -> Fingerprint:
    """The fingerprint with the hashes of what was really read: a guide may have changed meanwhile."""
    read = {guide.source_path: guide.sha256 for guide in reading.guides}
    return wanted.model_copy(update={"guides": wanted.guides | read})


def _serving(generations: Generations, wanted: Fingerprint) -> Generation | None:
    try:
        current = generations.current()
    except IndexUnusable:
        return None
    return current if current.manifest.fingerprint == wanted else None


def _manifest(folder: Path, fingerprint: Fingerprint, reading: Reading, chunks: int) -> Manifest:
    return Manifest(
        fingerprint=fingerprint,
        guides=len(reading.guides),
        chunks=chunks,
        faults=tuple(StoredFault.of(fault) for fault in reading.faults),
        files=list_files(folder),
    )


def _report(generation: Generation, embedded: int | None, started: float) -> BuildReport:
    manifest = generation.manifest
    return BuildReport(
        generation=generation.id,
        guides=manifest.guides,
        chunks=manifest.chunks,
        embedded=embedded or 0,
        reused=manifest.chunks - (embedded or 0),
        faults=tuple(fault.fault() for fault in manifest.faults),
        built=embedded is not None,
        seconds=time.perf_counter() - started,
    )


@contextmanager
def _writing(data: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        raise DataUnwritable(data, str(fault)) from fault
