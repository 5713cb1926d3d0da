"""Vectors that were computed before, by model and text, in one SQLite file.

It is a cache: a row that doesn't check out counts as missing, and a broken file
is started anew. Only the one builder writes to it.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.embedder import Embedder, Vectors

SLICE = 128
"""Texts that are embedded and stored together; a killed build keeps all finished slices."""
VARIABLES = 500
"""Keys asked for at once, below SQLite's oldest limit of 999."""
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, checksum INTEGER NOT NULL)"


class EmbeddingCache:
    """Embeds each text once per model."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self.path = path
        self.embedder = embedder

    def embed(self, texts: Sequence[str], embedded: Callable[[int, int], None]) -> tuple[Vectors, int]:
        """One row for each text, and how many were computed now; `embedded` hears of done and total."""
        keys = [self._key(text) for text in texts]
        with closing(self._open()) as connection:
            known = _read(connection, keys, self.embedder.dimensions)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            for done, fresh in self._compute(missing):
                _write(connection, fresh)
                known |= fresh
                embedded(done, len(missing))
        rows = [known[key] for key in keys]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.embedder.dimensions), len(missing)

    def _compute(self, missing: dict[bytes, str]) -> Iterator[tuple[int, dict[bytes, Vectors]]]:
        """Texts of like length together, so that little is wasted on padding."""
        keys = sorted(missing, key=lambda key: (len(missing[key]), key))
        for start in range(0, len(keys), SLICE):
            part = keys[start : start + SLICE]
            vectors = self.embedder.embed([missing[key] for key in part])
            yield start + len(part), dict(zip(part, vectors, strict=True))

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.embedder.name}\0{text}".encode()).digest()

    def _open(self) -> sqlite3.Connection:
        try:
            return _checked(self.path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            for path in self.path.parent.glob(f"{self.path.name}*"):
                path.unlink()
            return _checked(self.path)


def _checked(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute(_TABLE)
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError(f"{path} is damaged")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _read(connection: sqlite3.Connection, keys: Sequence[bytes], dimensions: int) -> dict[bytes, Vectors]:
    wanted = list(dict.fromkeys(keys))
    known: dict[bytes, Vectors] = {}
    for start in range(0, len(wanted), VARIABLES):
        part = wanted[start : start + VARIABLES]
        marks = ",".join("?" * len(part))
        rows = connection.execute(f"SELECT key, vector, checksum FROM vectors WHERE key IN ({marks})", part)
        for key, blob, checksum in rows:
            if len(blob) == 4 * dimensions and zlib.crc32(key + blob) == checksum:
                known[key] = np.frombuffer(blob, dtype=np.float32)
    return known


def _write(connection: sqlite3.Connection, fresh: dict[bytes, Vectors]) -> None:
    rows = [(key, vector.tobytes(), zlib.crc32(key + vector.tobytes())) for key, vector in fresh.items()]
    with connection:
        connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
