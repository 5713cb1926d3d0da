"""Both ways of searching, fused."""

from __future__ import annotations

import pytest

from index.chunks import chunk_guide
from index.contents import vector_table
from index.lexical import WordIndex
from index.search import Query, Searcher
from index.types import SectionKind
from index.vectors import VectorTable


class ExactStore:
    """A store without files."""

    def __init__(self, table: VectorTable) -> None:
        self.table = table

    def query(self, vector, limit, guide_ids=None):
        return self.table.nearest(vector, limit, guide_ids)

    def count(self) -> int:
        return len(self.table)

    def close(self) -> None:
        pass


@pytest.fixture
def guides(make_guide, part):
    parts = [
        part("Pay", [("paragraph", "Base salary in Oslo and Bergen by region.")], kind=SectionKind.COMPENSATION),
        part("Plan", [("paragraph", "Walk away below the floor in Oslo.")], kind=SectionKind.STRATEGY),
        part("Levers", [("paragraph", "Ask for night cover in Oslo.")], kind=SectionKind.LEVERS),
    ]
    return [make_guide(parts), make_guide(parts, company="Fjell Robotics")]


@pytest.fixture
def search(guides, embedder):
    chunks = [chunk for guide in guides for chunk in chunk_guide(guide, embedder.count_tokens, 256)]
    table = vector_table(chunks, embedder.embed([chunk.text_to_embed for chunk in chunks]))
    searcher = Searcher({chunk.id: chunk for chunk in chunks}, ExactStore(table), WordIndex(chunks))

    def run(text, guide_ids=None, kinds=(), limit=10):
        return searcher.search(Query(text, embedder.embed([text])[0], guide_ids, kinds), limit)

    return run


def test_the_passage_that_shares_meaning_and_words_comes_first_and_says_why(search, guides) -> None:
    first = search("walk away floor", {guides[0].id})[0]
    assert first.chunk.passage.quote == "Walk away below the floor in Oslo."
    assert (first.dense_rank, first.lexical_rank) == (1, 1)
    assert first.similarity and 0 < first.similarity <= 1


def test_only_the_named_guides_are_found(search, guides) -> None:
    assert {hit.chunk.passage.guide_id for hit in search("Oslo", {guides[1].id})} == {guides[1].id}
    assert {hit.chunk.passage.guide_id for hit in search("Oslo")} == {guide.id for guide in guides}
    assert search("Oslo", set()) == search("Oslo", {"no/guide"}) == []


def test_same_words_in_two_guides_are_both_found_in_the_order_of_their_ids(search) -> None:
    first, second = search("night cover", limit=2)
    assert first.chunk.passage.quote == second.chunk.passage.quote
    assert first.chunk.id < second.chunk.id


def test_a_wanted_kind_wins_among_near_equals_only(search, guides) -> None:
    inside = {guides[0].id}
    assert search("Oslo", inside, {SectionKind.LEVERS})[0].chunk.kind is SectionKind.LEVERS
    assert search("Oslo", inside, {SectionKind.STRATEGY})[0].chunk.kind is SectionKind.STRATEGY


def test_a_passage_without_a_shared_word_has_no_lexical_rank(search, guides) -> None:
    hits = search("zebra", {guides[0].id})
    assert len(hits) == 3
    assert all(hit.lexical_rank is None and hit.dense_rank for hit in hits)


def test_scores_fall_and_limit_holds(search) -> None:
    hits = search("Oslo floor", limit=4)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(hits) == 4
    assert search("Oslo", limit=0) == []


def test_the_same_search_gives_the_same_hits(search) -> None:
    assert search("Oslo floor night") == search("Oslo floor night")
