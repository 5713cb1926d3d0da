"""Cue phrases: whether a text holds one of a list of patterns, and where.

Knows regular expressions from the word tables; the texts are folded (lower
case, no accents), one character for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from coach.words import load


@cache
def _pattern(table: str, group: str, name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in load(table)[group][name]), re.IGNORECASE)


def has_cue(text: str, name: str, *, group: str = "ask", table: str = "intents") -> bool:
    """Whether `text` holds a cue of `name`."""
    return _pattern(table, group, name).search(text) is not None


def cue_names(text: str, group: str, table: str = "intents") -> list[str]:
    """Names in `group` of which `text` holds a cue, in the order of the table."""
    return [name for name in load(table)[group] if has_cue(text, name, group=group, table=table)]


def cue_spans(text: str, patterns: Sequence[str]) -> list[tuple[int, int]]:
    """Where any of `patterns` matches in `text`."""
    return [found.span() for pattern in patterns for found in re.finditer(pattern, text, re.IGNORECASE)]
