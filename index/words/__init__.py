"""Word tables of the index, read by `index.words.load`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Read the table `name` (without ending); raises FileNotFoundError for an unknown one."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
