"""Words and amounts as BM25 sees them."""

from __future__ import annotations

import pytest

from index.chunks import chunk_guide
from index.lexical import WordIndex, tokenize


def count_words(texts):
    return [2 + len(text.split()) for text in texts]


def words_of(*guides):
    return WordIndex([chunk for guide in guides for chunk in chunk_guide(guide, count_words, 256)])


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("C++ and C# at AT&T", ["c++", "c#", "at&t"]),
        ("R&D engineers", ["r&d", "engineer"]),
        ("$175K", ["$175k", "175000"]),
        ("$175,000", ["$175,000", "175000"]),
        ("175k", ["175k", "175000"]),
        ("£1.05M total", ["£1.05m", "1050000", "total"]),
        ("8-15%", ["8", "15%"]),
        ("Zürich's Café", ["zurich", "cafe"]),
        ("levers, bonus, policies, class", ["lever", "bonus", "policy", "class"]),
        ("Walk-away below the L5 line", ["walk", "away", "below", "l5", "line"]),
        ("what should I do", []),
        ("", []),
        ("🚢 ***", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens


def test_the_chunk_that_shares_rare_words_comes_first(make_guide, part) -> None:
    guide = make_guide(
        [part("Pay", [("paragraph", "Base pay in Oslo.")]), part("Ice", [("paragraph", "Icebreakers pay.")])]
    )
    (first, *_) = words_of(guide).query("icebreaker", 5)
    assert first.chunk_id.endswith("part-1:1")
    assert first.score > 0


def test_amounts_are_found_in_any_spelling(make_guide, part) -> None:
    guide = make_guide([part("Pay", [("paragraph", "Anchor at $175K.")]), part("Ice", [("paragraph", "Anchor deep.")])])
    (found,) = words_of(guide).query("175,000", 5)
    assert found.chunk_id.endswith("part-0:1")


def test_only_the_named_guides_are_searched(make_guide, part) -> None:
    parts = [part("Pay", [("paragraph", "Base pay in Oslo.")])]
    first, second = make_guide(parts), make_guide(parts, company="Fjell Robotics")
    words = words_of(first, second)
    assert {match.chunk_id for match in words.query("Oslo", 5)} == {f"{first.id}#part-0:1", f"{second.id}#part-0:1"}
    assert [match.chunk_id for match in words.query("Oslo", 5, {second.id})] == [f"{second.id}#part-0:1"]
    assert words.query("Oslo", 5, set()) == words.query("Oslo", 5, {"no/guide"}) == []


def test_equal_scores_come_in_the_order_of_their_ids(make_guide, part) -> None:
    guide = make_guide([part("Same", [("paragraph", "Ice.")]) for _ in range(4)])
    found = [match.chunk_id[-3:] for match in words_of(guide).query("ice", 3)]
    assert found == ["0:1", "1:1", "2:1"]


@pytest.mark.parametrize("text", ["zebra", "the of and", "", "🚢"])
def test_a_query_that_shares_no_word_finds_nothing(make_guide, part, text: str) -> None:
    assert words_of(make_guide([part("Pay", [("paragraph", "Base pay.")])])).query(text, 5) == []


def test_no_chunks_give_no_match() -> None:
    assert WordIndex([]).query("pay", 5) == []
