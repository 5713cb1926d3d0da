"""What a question is about beside names and pay: its topic words, and the levers and levels that fit them."""

from __future__ import annotations

from collections.abc import Sequence

from coach.naming import ordinary_words
from index.names import normal, split_words
from index.types import Guide, Lever
from index.words import load

_FILLERS = frozenset(
    ["the", "and", "for", "how", "can", "you", "are", "was", "has", "had", "our", "out", "not", "but", "any", "who", "why", "when", "what", "with", "get", "got", "say", "ask", "use", "job", "let", "via", "per", "yet", "too", "off", "own", "new", "way", "want", "their", "eng"]
)
_STEM = 5
"""Words that begin alike to this length are taken for forms of one word."""
_SURE = 2
"""This many topic words in the title of one guide's lever, and of no other's, name the guide."""


def topic_words(text: str, guide: Guide) -> set[str]:
    """Words of `text` that are neither everyday words nor names of the guide."""
    aliases = " ".join(load("roles").get(guide.id.split("/")[1], ()))
    names = set(normal(f"{guide.company} {guide.role} {aliases} {' '.join(guide.regions)}").split())
    words = {word.text for word in split_words(text) if len(word.text) > 2 or word.text == "ip"}
    return words - ordinary_words() - names - _FILLERS


def best_levers(guide: Guide, topic: set[str]) -> list[Lever]:
    """Levers whose title or script share words with the topic, best first."""
    scored = [(_shared(lever, topic), -lever.number, lever) for lever in guide.levers]
    return [lever for score, _, lever in sorted(scored, key=lambda row: row[:2], reverse=True) if score > 0]


def _shared(lever: Lever, topic: set[str]) -> float:
    title, text = set(normal(lever.title).split()), set(normal(lever.text).split())
    stems = {word[:_STEM] for word in text}
    in_title = sum(3 for word in topic if any(word[:_STEM] == other[:_STEM] for other in title))
    return in_title + sum(1 for word in topic if word[:_STEM] in stems)


def cell_owner(guides: Sequence[Guide], message: str) -> Guide | None:
    """The only guide whose level mapping holds a title that `message` names; None where none or several do."""
    text = f" {normal(message)} "
    owners = [
        guide
        for guide in guides
        if any(f" {normal(title)} " in text for row in guide.level_rows for title in row.titles.values() if " " in title)
    ]
    return owners[0] if len(owners) == 1 else None


def lever_owner(guides: Sequence[Guide], message: str) -> Guide | None:
    """The only guide with a lever whose title fits `message`; None where none or several have one."""
    owners = [guide for guide in guides if any(_fits_title(lever, topic_words(message, guide)) for lever in guide.levers)]
    return owners[0] if len(owners) == 1 else None


def _fits_title(lever: Lever, topic: set[str]) -> bool:
    stems = {word[:_STEM] for word in normal(lever.title).split()}
    return sum(word[:_STEM] in stems for word in topic) >= _SURE
