"""Names in what people write: phrases found exactly, then by near spelling.

The one door of rapidfuzz. Knows words and phrases, not guides; who asks says
which phrase means what.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

SHORTEST_FUZZY = 5
"""Below this many letters a near spelling is too often another word."""
SHORTEST_RESPELT = 4
LONG = 8
"""Longer words may have two slips."""
NEAR = 84.0
GAP = 4.0
"""A near spelling must beat the next meaning by this much."""
_REMEMBERED = 50_000
_WORD = re.compile(r"[a-z0-9][a-z0-9+#&']*")
_LookUp = Callable[[str], tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and where and how it stands."""

    text: str
    """Lower case, without accents."""
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a text, by word positions (end exclusive)."""

    meaning: str
    phrase: str
    first: int
    end: int
    exact: bool


def fold(text: str) -> str:
    """`text` in lower case without accents; one character for one, so offsets hold."""
    return "".join(_fold_character(character) for character in text)


def split_words(text: str) -> list[Word]:
    """The words of `text` with their offsets."""
    folded = fold(text)
    return [
        Word(found[0].removesuffix("'s").strip("'"), found.start(), found.end(), text[found.start()].isupper())
        for found in _WORD.finditer(folded)
    ]


@lru_cache(_REMEMBERED)
def normal(text: str) -> str:
    """`text` as the words that phrases are compared by."""
    return " ".join(word.text for word in split_words(text))


class Phrasebook:
    """Phrases and what they mean."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        """Take `phrases`: phrase → meaning; phrases are normalised, empty ones left out."""
        self._meanings = {key: meaning for phrase, meaning in phrases.items() if (key := normal(phrase))}
        self._longest = max((key.count(" ") + 1 for key in self._meanings), default=0)
        self._fuzzy: dict[tuple[int, int], list[str]] = {}
        for key in self._meanings:
            if len(key) >= SHORTEST_FUZZY:
                self._fuzzy.setdefault((key.count(" "), len(key)), []).append(key)

    def find(self, words: Sequence[Word], taken: Iterable[Found] = ()) -> list[Found]:
        """Phrases that stand in `words`, longest first, none overlapping another or `taken`."""
        return self._search(words, _places(taken), self._exact, exact=True)

    def find_near(self, words: Sequence[Word], taken: Iterable[Found], ordinary: frozenset[str]) -> list[Found]:
        """As `find`, and phrases in near spelling; `ordinary` words are never taken for a misspelt one."""
        used = _places(taken)
        exact = self._search(words, used, self._exact, exact=True)
        near = self._search(words, used, lambda text: self._near(text, ordinary), exact=False)
        return sorted([*exact, *near], key=lambda found: found.first)

    def _search(self, words: Sequence[Word], used: set[int], look_up: _LookUp, *, exact: bool) -> list[Found]:
        results = []
        for length in range(min(self._longest, len(words)), 0, -1):
            for first in range(len(words) - length + 1):
                places = range(first, first + length)
                if used.intersection(places):
                    continue
                meaning, phrase = look_up(" ".join(words[place].text for place in places))
                if meaning is not None:
                    used.update(places)
                    results.append(Found(meaning, phrase, first, first + length, exact))
        return sorted(results, key=lambda found: found.first)

    def _exact(self, text: str) -> tuple[str | None, str]:
        """The meaning of `text` as it stands, or without its plural."""
        phrase = text if text in self._meanings else text.removesuffix("s")
        return self._meanings.get(phrase), phrase

    def _near(self, text: str, ordinary: frozenset[str]) -> tuple[str | None, str]:
        if len(text) < SHORTEST_FUZZY or text in ordinary or all(word in ordinary for word in text.split()):
            return None, text
        lengths = range(len(text) - 2, len(text) + 3)
        same_length = [key for length in lengths for key in self._fuzzy.get((text.count(" "), length), ())]
        swapped = [key for key in same_length if _swapped(key, text)]
        if len({self._meanings[key] for key in swapped}) == 1:
            return self._meanings[swapped[0]], swapped[0]
        best = process.extract(text, same_length, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
        if not best or best[0][0][0] != text[0]:
            return None, text
        meaning = self._meanings[best[0][0]]
        rivals = [score for key, score, _ in best if self._meanings[key] != meaning]
        if rivals and best[0][1] - rivals[0] < GAP:
            return None, text
        return meaning, best[0][0]


def _places(taken: Iterable[Found]) -> set[int]:
    return {place for found in taken for place in range(found.first, found.end)}


def respell(text: str, vocabulary: Iterable[str], ordinary: frozenset[str]) -> str:
    """`text` with misspelt words of `vocabulary` put right; folded. `ordinary` words stay."""
    known = list(vocabulary)
    pieces, end = [], 0
    for word in split_words(text):
        pieces.append(fold(text[end : word.start]))
        pieces.append(
            _respelt(word.text, known, ordinary) if word.text.isalpha() else fold(text[word.start : word.end])
        )
        end = word.start + len(word.text) if word.text.isalpha() else word.end
    return "".join(pieces) + fold(text[end:])


def _respelt(word: str, known: list[str], ordinary: frozenset[str]) -> str:
    if len(word) < SHORTEST_RESPELT or word in ordinary or word in known:
        return word
    best = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=1 + (len(word) > LONG))
    if best is None or best[0][0] != word[0]:
        return word
    swapped_letters = sorted(best[0]) == sorted(word)
    return best[0] if len(best[0]) >= SHORTEST_FUZZY or swapped_letters else word


def _swapped(one: str, other: str) -> bool:
    """Whether two neighbouring letters have changed places (not the first): `Lodnon`."""
    return one[0] == other[0] and sorted(one) == sorted(other) and OSA.distance(one, other) == 1


def nearest(text: str, choices: Iterable[str], limit: int = 3) -> list[str]:
    """The choices that look most like `text`, best first."""
    return [str(key) for key, _, _ in process.extract(text, list(choices), scorer=fuzz.WRatio, limit=limit)]


def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)[0].lower()
    return "'" if plain == "’" else plain if len(plain) == 1 else character
