"""The one door of bm25s: BM25 over the words of chunks.

Its own tokenizer keeps what pay talk hinges on (`C++`, `AT&T`, `$175K`, `8%`),
folds case and accents, takes a plural for its singular, and knows `$175K`,
`175,000` and `175k` as the same amount.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from index.types import Chunk
from index.vectors import DECIMALS, GuideRows, best

_TOKEN = re.compile(
    r"""
      [$€£¥₹₪]?\d[\d,]*(?:\.\d+)?[kmb]?%?(?!\w)   # $175k, 1.05m, 8%
    | [a-z]\+\+ | [a-z]\#(?!\w)                     # c++, c#
    | [^\W\d_]+(?:&[^\W\d_]+)+                      # at&t, r&d
    | [^\W_]+(?:'[^\W_]+)*                          # won't, l5
    """,
    re.VERBOSE,
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_AMOUNT = re.compile(r"[$€£¥₹₪]?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>[kmb]?)")
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_TELLING = {"above", "below", "between", "down", "over", "under", "up"}
"""Stop words elsewhere; here they part an anchor from a walk-away line."""


@dataclass(frozen=True, slots=True)
class Match:
    """A chunk that shares words with a query."""

    chunk_id: str
    score: float
    """BM25, above 0; comparable within one query only."""


class WordIndex:
    """BM25 over the chunks' texts to embed."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self._ids = [chunk.id for chunk in chunks]
        self._rows = GuideRows([chunk.passage.guide_id for chunk in chunks])
        self._bm25 = _bm25([tokenize(chunk.text_to_embed) for chunk in chunks])

    def query(self, text: str, limit: int, guide_ids: Collection[str] | None = None) -> list[Match]:
        """The `limit` best chunks of these guides (of all for None) that share a word with `text`, best first."""
        tokens = self._bm25.get_tokens_ids(tokenize(text)) if self._bm25 else []
        if not tokens:
            return []
        scores = np.round(self._bm25.get_scores_from_ids(tokens), DECIMALS)
        rows = self._rows.of(guide_ids)
        rows = rows[scores[rows] > 0]
        places = best(scores[rows], [self._ids[row] for row in rows], limit)
        return [Match(self._ids[rows[place]], float(scores[rows[place]])) for place in places]


def tokenize(text: str) -> list[str]:
    """Words and amounts of `text` as they are compared, stop words left out."""
    tokens: list[str] = []
    for word in _TOKEN.findall(_folded(text)):
        stem = word.removesuffix("'s")
        if stem not in _stop_words():
            tokens += _amount(stem) or [_singular(stem)]
    return tokens


def _folded(text: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.replace("’", "'"))).casefold()


def _amount(token: str) -> list[str]:
    """An amount as written and in full: `$175k` and `175000`; nothing for a word."""
    found = _AMOUNT.fullmatch(token)
    if not found:
        return []
    value = float(found["number"].replace(",", "")) * _SCALES[found["scale"]]
    return list(dict.fromkeys([token, f"{value:.10g}"]))


def _singular(word: str) -> str:
    """Harman's S stemmer: enough to meet `lever` in `levers`, too little to confuse words."""
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("us", "ss", "is")):
        return word[:-1]
    return word


@cache
def _stop_words() -> frozenset[str]:
    from bm25s.stopwords import STOPWORDS_EN_PLUS  # type: ignore[import-untyped]  # noqa: PLC0415

    return frozenset(STOPWORDS_EN_PLUS) - _TELLING


def _bm25(documents: Sequence[list[str]]) -> Any:
    """The index, or None where no document holds a word. The vocabulary is sorted: same chunks, same index."""
    import bm25s  # type: ignore[import-untyped]  # noqa: PLC0415

    words = sorted({word for document in documents for word in document})
    if not words:
        return None
    places = {word: place for place, word in enumerate(words)}
    index = bm25s.BM25(backend="numpy")
    index.index(([[places[word] for word in document] for document in documents], places), show_progress=False)
    return index
