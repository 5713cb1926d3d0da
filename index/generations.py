"""Generations of the index on disk: one is built while another serves.

    index/current             id of the serving generation and the hash of its manifest
    index/generations/ID/     a complete generation, never written again
    index/generations/ID.partial/   one in the making; the next builder removes leftovers
    index/build.lock          held by the one builder

The pointer is replaced in one step after everything that it leads to is on
disk, so a kill at any moment leaves the last complete generation serving.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import BuildRunning, IndexUnusable
from index.manifest import Manifest, StoredFile

MANIFEST = "manifest.json"
PARTIAL = ".partial"
KEPT = 2
"""The serving generation and the one before it."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A complete index on disk."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """Its id, from its fingerprint."""
        return self.manifest.fingerprint.generation


class Generations:
    """The generations of one data directory."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / "index"
        self.shelf = self.folder / "generations"
        self.pointer = self.folder / "current"

    def current(self) -> Generation:
        """The serving generation, each of its files checked; raises IndexUnusable."""
        return self._checked(*self._pointed())

    def complete(self, generation: str) -> Generation | None:
        """A sound generation of this id, whether it serves or not; None where there is none."""
        try:
            return self._checked(generation)
        except IndexUnusable:
            return None

    @contextmanager
    def building(self) -> Iterator[None]:
        """Be the only builder; raises BuildRunning where another one is at work."""
        self.shelf.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / "build.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as fault:
            raise BuildRunning(self.data) from fault
        try:
            self._remove_leftovers()
            yield
        finally:
            lock.release()

    @contextmanager
    def partial(self, generation: str) -> Iterator[Path]:
        """An empty folder to build `generation` in; removed unless it was published."""
        folder = self.shelf / f"{generation}{PARTIAL}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish(self, partial: Path, manifest: Manifest) -> Generation:
        """Make a finished folder a complete generation."""
        write_durably(partial / MANIFEST, manifest.model_dump_json(indent=1).encode())
        for path in partial.rglob("*"):
            _sync(path)
        _sync(partial)
        folder = self.shelf / manifest.fingerprint.generation
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
        _sync(self.shelf)
        return Generation(folder, manifest)

    def serve(self, generation: Generation) -> None:
        """Let this generation serve from now on, and remove those before the previous one."""
        previous = None
        with suppress(IndexUnusable):
            previous, _ = self._pointed()
        digest = hashlib.sha256((generation.folder / MANIFEST).read_bytes()).hexdigest()
        write_durably(self.pointer, f"{generation.id} {digest}\n".encode())
        self._prune(generation.id, previous)

    def _pointed(self) -> tuple[str, str]:
        """Id of the serving generation and hash of its manifest."""
        if not self.pointer.exists():
            raise IndexUnusable(self.data, "there is no index yet")
        words = self._read(self.pointer).decode("ascii", "replace").split()
        if len(words) != 2 or not words[0].isalnum():
            raise IndexUnusable(self.data, f"{self.pointer} is damaged")
        return words[0], words[1]

    def _prune(self, serving: str, previous: str | None) -> None:
        """Newest last, the previous and the serving one after all others; only the last two stay."""
        folders = sorted(
            self.shelf.iterdir(), key=lambda path: (path.name == serving, path.name == previous, path.stat().st_mtime)
        )
        for path in folders[:-KEPT]:
            shutil.rmtree(path, ignore_errors=True)

    def _remove_leftovers(self) -> None:
        for path in self.shelf.glob(f"*{PARTIAL}"):
            shutil.rmtree(path, ignore_errors=True)

    def _checked(self, generation: str, manifest_hash: str | None = None) -> Generation:
        folder = self.shelf / generation
        raw = self._read(folder / MANIFEST)
        if manifest_hash is not None and hashlib.sha256(raw).hexdigest() != manifest_hash:
            raise IndexUnusable(self.data, f"{folder / MANIFEST} is damaged")
        try:
            found = Generation(folder, Manifest.model_validate_json(raw))
        except ValueError as fault:
            raise IndexUnusable(self.data, f"{folder / MANIFEST} is damaged or from another version") from fault
        for name, stored in found.manifest.files.items():
            self._check_file(folder / name, stored)
        if found.id != generation:
            raise IndexUnusable(self.data, f"{folder} holds another generation ({found.id})")
        return found

    def _check_file(self, path: Path, stored: StoredFile) -> None:
        try:
            sound = path.stat().st_size == stored.size and stored_file(path) == stored
        except OSError as fault:
            raise IndexUnusable(self.data, f"{path} can't be read ({fault.strerror})") from fault
        if not sound:
            raise IndexUnusable(self.data, f"{path} is damaged")

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as fault:
            raise IndexUnusable(self.data, f"{path} can't be read ({fault.strerror})") from fault


def stored_file(path: Path) -> StoredFile:
    """Size and hash of a file as it is."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return StoredFile(size=path.stat().st_size, sha256=digest)


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file in one step; it has its old or its new content, whatever happens."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    """Bring a file's or folder's content to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
