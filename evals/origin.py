"""Which code made a result: commit, and whether the tree had changes on top.

An installed package knows neither; that is None, not an error.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The repository, or the site-packages folder of an installed wheel."""


def commit() -> str | None:
    """Commit that is checked out here; None outside a repository of our own."""
    return _git("rev-parse", "--verify", "--quiet", "HEAD") if _is_repository() else None


def is_dirty() -> bool | None:
    """Whether files differ from the commit; None outside a repository of our own."""
    changes = _git("status", "--porcelain") if _is_repository() else None
    return None if changes is None else bool(changes)


def _is_repository() -> bool:
    """Whether the repository is ours, and not one that happens to hold an environment with the package."""
    top = _git("rev-parse", "--show-toplevel")
    return bool(top) and Path(str(top)).resolve() == ROOT


def _git(*words: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
