"""Words for the parts of pay: which component a text names, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from index.types import Component
from index.words import load


@dataclass(frozen=True, slots=True)
class Mention:
    """A component named in a text, by character offsets (end exclusive)."""

    component: Component
    start: int
    end: int


@cache
def _meanings() -> dict[str, Component]:
    return {word: Component(row["name"]) for row in load("components")["component"] for word in row["words"]}


@cache
def component_words() -> tuple[str, ...]:
    """The single words that name parts of pay are made of."""
    return tuple(dict.fromkeys(word for phrase in _meanings() for word in phrase.split()))


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_meanings(), key=len, reverse=True)
    phrases = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<![\w&-])(?ai:{phrases})(?![\w&])")


def find_components(text: str) -> list[Mention]:
    """All components named in `text`, in order."""
    plain = text.replace("‑", "-").replace("\u00a0", " ")
    return [
        Mention(_meanings()[" ".join(found[0].lower().split())], found.start(), found.end())
        for found in _pattern().finditer(plain)
    ]


def component_of(header: str) -> Component | None:
    """The component that a table header names first; None where it names none.

    Some words name a component in a header only: people also `carry` pagers.
    """
    text = header.replace("_", " ")
    for row in load("components")["component"]:
        if any(re.match(rf"\W*{word}\b", text, re.IGNORECASE) for word in row.get("headers", ())):
            return Component(row["name"])
    found = find_components(text)
    return found[0].component if found else None
