"""Guide files on disk: which there are, and their text, safely decoded.

Out comes newline-normalised text in which line n is line n of the file.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from index.errors import GuideEmpty, GuidesMissing, GuideUnreadable

ENDINGS = frozenset({".md", ".markdown", ".txt"})
MOST_BYTES = 2_000_000
"""The largest real guide has 40 kB; anything near this isn't one."""


@dataclass(frozen=True, slots=True)
class GuideFile:
    """One file as read: its relative path, hash and text."""

    path: str
    sha256: str
    text: str


def find_guides(folder: Path) -> list[Path]:
    """All guide files below `folder`, sorted; hidden files and README files are left out."""
    if not folder.exists():
        raise GuidesMissing(folder, "there is no such folder", "Give --guides a folder of Markdown guides.")
    if not folder.is_dir():
        raise GuidesMissing(folder, "this is not a folder", "Give --guides the folder that holds the guides.")
    found = sorted(path for path in folder.rglob("*") if _looks_like_guide(path, folder))
    if not found:
        raise GuidesMissing(
            folder, "no .md, .markdown or .txt file in it", "Put guides there or give another --guides."
        )
    return found


def read_file(path: Path, root: Path) -> GuideFile:
    """Read and decode one file; raises GuideUnreadable or GuideEmpty."""
    relative = _name(path.relative_to(root).as_posix())
    raw = _read_bytes(path, relative)
    if b"\0" in raw:
        line = _line_behind(raw[: raw.index(b"\0")])
        raise GuideUnreadable(relative, line, "binary content", "Save the guide as plain UTF-8 text.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = _line_behind(fault.object[: fault.start])
        raise GuideUnreadable(relative, line, "not UTF-8", "Save the guide with UTF-8 encoding.") from fault
    if not text.strip():
        raise GuideEmpty(relative, 1, "the file is empty", "Write the guide or remove the file.")
    return GuideFile(relative, hashlib.sha256(raw).hexdigest(), text.replace("\r\n", "\n").replace("\r", "\n"))


def _looks_like_guide(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    if any(part.startswith(".") for part in parts) or path.stem.lower() == "readme":
        return False
    return path.suffix.lower() in ENDINGS and not path.is_dir()


def _line_behind(before: bytes) -> int:
    return len(re.findall(rb"\r\n|\n|\r", before)) + 1


def _name(relative: str) -> str:
    """`relative`, unless it can't be written: file names may be any bytes."""
    readable = relative.encode("utf-8", "replace").decode("utf-8")
    if readable != relative:
        raise GuideUnreadable(readable, 1, "the file name is not UTF-8", "Rename the file.")
    return relative


def _read_bytes(path: Path, relative: str) -> bytes:
    try:
        if not path.is_file():
            raise GuideUnreadable(relative, 1, "not a regular file", "Replace it by the guide itself.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            advice = f"A guide may have {MOST_BYTES:,} bytes at most: split it."
            raise GuideUnreadable(relative, 1, f"too large ({size:,} bytes)", advice)
        return path.read_bytes()
    except OSError as fault:
        problem = f"can't be read ({fault.strerror})"
        raise GuideUnreadable(relative, 1, problem, "Check the file and its permissions.") from fault
