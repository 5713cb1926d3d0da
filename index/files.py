"""Guide files on disk: which there are, and their text, safely decoded.

Out comes newline-normalised text in which line n is line n of the file.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
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
    """All guide files below `folder`, sorted; hidden files and README files are left out.

    A folder below it that can't be listed stands among them: reading it says so.
    """
    try:
        folder.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise GuidesMissing(folder, "there is no such folder", "Give --guides a folder of Markdown guides.") from None
    except OSError as fault:
        raise GuidesMissing(folder, f"can't be read ({fault.strerror})", "Check the folder's permissions.") from fault
    if not folder.is_dir():
        raise GuidesMissing(folder, "this is not a folder", "Give --guides the folder that holds the guides.")
    found = sorted(_below(folder))
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


def _below(folder: Path) -> Iterator[Path]:
    unlisted: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=unlisted.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(where, name) for name in names if _looks_like_guide(name))
    yield from (Path(fault.filename) for fault in unlisted)


def _looks_like_guide(name: str) -> bool:
    path = Path(name.lower())
    return path.suffix in ENDINGS and path.stem != "readme" and not name.startswith(".")


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
        if path.is_dir():
            raise GuideUnreadable(relative, 1, "this folder can't be listed", "Check its permissions.")
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
