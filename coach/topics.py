"""What a question is about beside names and pay: its topic words, and the levers and levels that fit them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from coach.words import load
from index.names import normal, split_words
from index.types import Guide, Lever
from index.words import load as load_index_words

_STEM = 5
"""Words that begin alike to this length are taken for forms of one word."""
_ENDING = re.compile(r"(?:ings?|ed|es|s)$")
_SHORTEST_STEM = 4
_TITLE_COUNTS = 3
_SURE = 2
"""This many topic words in the title of one guide's lever, and of no other's, name the guide."""
_GUIDES_REMEMBERED = 64
Topic = Mapping[str, float]
"""Stems and their weight: the rarer in the guide, the heavier."""


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(load("ordinary")["stopwords"].split())


def topic_words(text: str, guide: Guide) -> Topic:
    """What `text` is about: its words but for everyday ones and the guide's own names."""
    aliases = " ".join(load_index_words("roles").get(guide.id.split("/")[1], ()))
    names = set(normal(f"{guide.company} {guide.role} {aliases} {' '.join(guide.regions)}").split())
    words = {word.text for word in split_words(text)} - _stopwords() - names
    frequency, blocks = _frequencies(guide)
    return {_stem(word): math.log(1 + blocks / frequency.get(_stem(word), 1)) for word in sorted(words)}


def shared_weight(text: str, topic: Topic) -> float:
    """How much of the topic stands in `text`."""
    stems = {_stem(word) for word in normal(text).split()}
    return sum(weight for stem, weight in topic.items() if stem in stems)


def best_levers(guide: Guide, topic: Topic) -> list[Lever]:
    """Levers whose title or script share words with the topic, best first."""
    scored = [(_fit(lever, topic), -lever.number, lever) for lever in guide.levers]
    return [lever for score, _, lever in sorted(scored, key=lambda row: row[:2], reverse=True) if score > 0]


def names_lever(lever: Lever, topic: Topic, enough: int = 1) -> bool:
    """Whether at least `enough` topic words stand in the lever's title."""
    stems = {_stem(word) for word in normal(lever.title).split()}
    return sum(stem in stems for stem in topic) >= enough


def lever_owner(guides: Sequence[Guide], message: str) -> Guide | None:
    """The only guide with a lever whose title fits `message`; None where none or several have one."""
    owners = [
        guide
        for guide in guides
        if any(names_lever(lever, topic_words(message, guide), _SURE) for lever in guide.levers)
    ]
    return owners[0] if len(owners) == 1 else None


def cell_owner(guides: Sequence[Guide], message: str) -> Guide | None:
    """The only guide whose level mapping holds a title that `message` names; None where none or several do."""
    text = f" {normal(message)} "
    owners = [guide for guide in guides if any(f" {normal(title)} " in text for title in _titles(guide))]
    return owners[0] if len(owners) == 1 else None


def _stem(word: str) -> str:
    """The beginning that forms of a word share: `vested` and `vesting` are one word."""
    bare = _ENDING.sub("", word)
    return (bare if len(bare) >= _SHORTEST_STEM else word)[:_STEM]


def _titles(guide: Guide) -> list[str]:
    return [title for row in guide.level_rows for title in row.titles.values() if " " in title]


def _fit(lever: Lever, topic: Topic) -> float:
    return _TITLE_COUNTS * shared_weight(lever.title, topic) + shared_weight(lever.text, topic)


def _frequencies(guide: Guide) -> tuple[dict[str, int], int]:
    """In how many blocks of the guide each stem stands, and the number of blocks."""
    return _count(tuple(block.text for section in guide.sections for block in section.blocks))


@lru_cache(_GUIDES_REMEMBERED)
def _count(blocks: tuple[str, ...]) -> tuple[dict[str, int], int]:
    frequency: dict[str, int] = {}
    for text in blocks:
        for stem in {_stem(word) for word in normal(text).split()}:
            frequency[stem] = frequency.get(stem, 0) + 1
    return frequency, len(blocks)
