"""The files of a generation: guides, chunks and vectors, written and read back.

Guides are stored as they were read, so that quotes and lines always match the
index, whatever happens to the guides' folder meanwhile.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from index.embedder import Vectors
from index.generations import Generation, stored_file
from index.manifest import StoredFile
from index.types import Chunk, Guide
from index.vectors import VectorTable

GUIDES = "guides.jsonl"
CHUNKS = "chunks.jsonl"
VECTORS = "vectors.npy"
STORE = "store"
"""Folder of the vector store."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a generation holds, in memory."""

    guides: tuple[Guide, ...]
    chunks: tuple[Chunk, ...]
    table: VectorTable


def vector_table(chunks: Sequence[Chunk], vectors: Vectors) -> VectorTable:
    """The vectors of `chunks`, in their order."""
    return VectorTable([chunk.id for chunk in chunks], [chunk.passage.guide_id for chunk in chunks], vectors)


def write_contents(folder: Path, contents: Contents) -> None:
    """Write guides, chunks and vectors; the store is written by its own door."""
    _write_lines(folder / GUIDES, contents.guides)
    _write_lines(folder / CHUNKS, contents.chunks)
    np.save(folder / VECTORS, contents.table.vectors, allow_pickle=False)


def read_contents(generation: Generation) -> Contents:
    """Read back what was written; the files have been checked against the manifest."""
    folder = generation.folder
    with _collector_paused():
        guides = tuple(Guide.model_validate_json(line) for line in _lines(folder / GUIDES))
        chunks = tuple(Chunk.model_validate_json(line) for line in _lines(folder / CHUNKS))
    vectors = np.load(folder / VECTORS, allow_pickle=False)
    return Contents(guides, chunks, vector_table(chunks, vectors))


def list_files(folder: Path) -> dict[str, StoredFile]:
    """Every file below `folder` with size and hash, for the manifest."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): stored_file(path) for path in paths}


def _write_lines(path: Path, items: Iterable[BaseModel]) -> None:
    with path.open("wb") as file:
        for item in items:
            file.write(item.model_dump_json().encode() + b"\n")


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading creates a great many objects and no garbage: three times as fast without a collector that looks."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()
