"""What an index was made of, and what it consists of.

The fingerprint names everything that the content of an index depends on, and
its hash is the generation's id: equal ids, equal indexes. The manifest adds the
hash of each file, so that a damaged one is noticed before it is read.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from index.chunks import CHUNKING
from index.errors import GuideFault
from index.files import MOST_BYTES, find_guides
from index.types import Frozen

SCHEMA = 1
"""Raise it when the files of a generation are laid out differently."""
_LISTED = 3


class Fingerprint(Frozen):
    """Everything that an index depends on."""

    layout: int
    """Version of the files' layout."""
    program: str
    """Hash of the program that read and cut the guides."""
    model: str
    """Embedding model with its version."""
    chunking: str
    """How guides were cut."""
    guides: dict[str, str]
    """Path of each guide file, relative to the folder → hash of its bytes."""

    @property
    def generation(self) -> str:
        """Id of the index: twelve hex digits."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def difference(self, wanted: Fingerprint) -> str | None:
        """Why an index of this fingerprint doesn't serve where `wanted` is asked for; None where it does."""
        if self.model != wanted.model:
            return f"the index was built with the embedding model {self.model}, not {wanted.model}"
        if (self.layout, self.program, self.chunking) != (wanted.layout, wanted.program, wanted.chunking):
            return "the index was built by another version of this program"
        if self.guides != wanted.guides:
            return f"the index is older than the guides ({_changes(self.guides, wanted.guides)})"
        return None


class StoredFile(Frozen):
    """One file of a generation."""

    size: int
    """Bytes."""
    sha256: str
    """Hash of the bytes."""


class StoredFault(Frozen):
    """A guide file that couldn't be used when the index was built."""

    code: str
    """Which `GuideFault` it is."""
    path: str
    """Path of the file, relative to the guides folder."""
    line: int
    """1-based line."""
    problem: str
    """What is wrong."""
    advice: str
    """What to do."""

    @classmethod
    def of(cls, fault: GuideFault) -> StoredFault:
        """`fault` as it is stored."""
        return cls(code=fault.code, path=fault.path, line=fault.line, problem=fault.problem, advice=fault.advice)

    def fault(self) -> GuideFault:
        """The fault as it was raised."""
        kinds = {kind.code: kind for kind in GuideFault.__subclasses__()}
        return kinds.get(self.code, GuideFault)(self.path, self.line, self.problem, self.advice)


class Manifest(Frozen):
    """The table of contents of a generation."""

    fingerprint: Fingerprint
    """What it was made of."""
    guides: int
    """How many guides it holds."""
    chunks: int
    """How many chunks it holds."""
    faults: tuple[StoredFault, ...]
    """Guide files that it doesn't hold, and why."""
    files: dict[str, StoredFile]
    """Each file but the manifest itself, by path inside the generation."""


def take_fingerprint(guides: Path, model: str) -> Fingerprint:
    """The fingerprint of an index built now from the folder `guides`; raises GuidesMissing."""
    paths = find_guides(guides)
    return Fingerprint(
        layout=SCHEMA,
        program=_program(),
        model=model,
        chunking=CHUNKING,
        guides={_name(path.relative_to(guides)): _file_hash(path) for path in paths},
    )


def _name(path: Path) -> str:
    """A relative path as text, even where its bytes are none."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _file_hash(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return "unusable"
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"


@cache
def _program() -> str:
    """Hash of this package's own files: another reader of guides may read them otherwise."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".toml"}):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _changes(old: dict[str, str], new: dict[str, str]) -> str:
    changed = [path for path in sorted(new) if path in old and old[path] != new[path]]
    groups = {"changed": changed, "new": sorted(new.keys() - old.keys()), "removed": sorted(old.keys() - new.keys())}
    return "; ".join(f"{len(paths)} {name}: {_listed(paths)}" for name, paths in groups.items() if paths)


def _listed(paths: list[str]) -> str:
    return ", ".join(paths[:_LISTED]) + (", …" if len(paths) > _LISTED else "")
