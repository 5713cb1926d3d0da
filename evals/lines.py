"""Lines of guides, read from disk as they are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


def lines_of(folder: Path, path: str, start: int, end: int) -> str | None:
    """Lines of a file inside the folder, both ends included; None where there are none."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()) or not 1 <= start <= end:
        return None
    lines = _read(file, file.stat().st_mtime_ns) if file.is_file() else ()
    return "\n".join(lines[start - 1 : end]) if end <= len(lines) else None


@lru_cache(maxsize=256)
def _read(file: Path, _changed: int) -> tuple[str, ...]:
    text = file.read_bytes().decode("utf-8-sig", errors="replace")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
