"""What recruiters say, recognised in a message, and the honest answer to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from coach.words import load
from index.names import fold


@dataclass(frozen=True, slots=True)
class Objection:
    """A thing that recruiters say, and what to answer."""

    name: str
    cue: re.Pattern[str]
    say: str
    lever: bool
    """An argument of the guide helps against it."""


@cache
def _objections() -> tuple[Objection, ...]:
    rows = load("objections")["objection"]
    return tuple(
        Objection(row["name"], re.compile("|".join(row["cues"]), re.IGNORECASE), row["say"], row.get("lever", False))
        for row in rows
    )


def find_objections(message: str) -> list[Objection]:
    """The objections that `message` speaks of."""
    folded = fold(message)
    return [objection for objection in _objections() if objection.cue.search(folded)]


def without_objections(message: str) -> str:
    """`message`, folded, without the words by which objections are recognised."""
    text = fold(message)
    for objection in _objections():
        text = objection.cue.sub(" ", text)
    return text
