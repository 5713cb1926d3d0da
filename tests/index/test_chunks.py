"""Chunks: nothing lost, nothing cut, tables with their header."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunks import TEXT_TOKENS, chunk_guide, plain_text
from index.embedder import SentenceEmbedder
from index.splitting import split_table, split_text
from index.types import Chunk, Guide, SectionKind

SENTENCES = " ".join(f"In week {n} the harbour asked for {n} more pilots, and nobody argued." for n in range(80))
TABLE = "| Port | Base Salary | Bonus |\n|---|---|---|\n" + "\n".join(
    f"| Port number {n} | ${100 + n}K - ${140 + n}K | {n}% |" for n in range(60)
)


def letters(text: str) -> str:
    return "".join(text.split())


def assert_nothing_lost(guide: Guide, chunks: list[Chunk]) -> None:
    blocks = "".join(letters(block.text) for section in guide.sections for block in section.blocks)
    assert "".join(letters(chunk.passage.quote) for chunk in chunks) == blocks
    lines = guide.text.split("\n")
    for chunk in chunks:
        passage = chunk.passage
        assert passage.quote in "\n".join(lines[passage.start_line - 1 : passage.end_line])
        assert passage.quote.count("\n") == passage.end_line - passage.start_line


def count_words(texts: list[str]) -> list[int]:
    return [2 + len(text.split()) for text in texts]


def test_neighbouring_short_blocks_share_a_chunk(make_guide, part) -> None:
    guide = make_guide(
        [part("Sources", [("item", "- Harbour survey"), ("item", "- Pilot guild"), ("item", "- Press")])]
    )
    (chunk,) = chunk_guide(guide, count_words, 256)
    assert chunk.passage.quote == "- Harbour survey\n\n- Pilot guild\n\n- Press"
    assert (chunk.passage.start_line, chunk.passage.end_line) == (5, 9)


def test_text_to_embed_names_company_role_and_section_and_has_no_marks(make_guide, part) -> None:
    guide = make_guide([part("Levers", [("paragraph", "**Ask** for `more`, see [the survey](https://example.org).")])])
    (chunk,) = chunk_guide(guide, count_words, 256)
    assert chunk.text_to_embed == "Nordlys Shipping — Route Planner — Levers\nAsk for more, see the survey."


def test_chunk_keeps_the_kind_and_anchor_of_its_section(make_guide, part) -> None:
    guide = make_guide([part("Plan", [("quote", "> Open high.")], kind=SectionKind.STRATEGY)])
    (chunk,) = chunk_guide(guide, count_words, 256)
    assert (chunk.kind, chunk.passage.anchor, chunk.id) == (SectionKind.STRATEGY, "part-0", f"{guide.id}#part-0:1")


def test_sections_never_share_a_chunk(make_guide, part) -> None:
    guide = make_guide([part("One", [("paragraph", "First.")]), part("Two", [("paragraph", "Second.")])])
    assert [chunk.passage.quote for chunk in chunk_guide(guide, count_words, 256)] == ["First.", "Second."]


def test_each_lever_is_a_chunk_of_its_own(make_guide, part) -> None:
    items = [("item", "1. **Fuel**: save it."), ("item", "2. **Night**: cover it."), ("item", "3. **Ice**: brave it.")]
    guide = make_guide([part("Levers", items, levers=True)])
    assert [chunk.passage.quote for chunk in chunk_guide(guide, count_words, 256)] == [text for _, text in items]


def test_a_table_stands_alone(make_guide, part) -> None:
    small = "| Port | Pay |\n|---|---|\n| Oslo | $100K |"
    guide = make_guide([part("Pay", [("paragraph", "Before."), ("table", small), ("paragraph", "*After.*")])])
    assert [chunk.passage.quote for chunk in chunk_guide(guide, count_words, 256)] == ["Before.", small, "*After.*"]


def test_a_long_table_repeats_its_header_in_every_piece_but_quotes_rows_only(make_guide, part) -> None:
    guide = make_guide([part("Pay", [("table", TABLE)])])
    chunks = chunk_guide(guide, count_words, 256)
    assert len(chunks) > 1
    assert_nothing_lost(guide, chunks)
    assert all("Port, Base Salary, Bonus" in chunk.text_to_embed for chunk in chunks)
    assert chunks[0].passage.quote.startswith("| Port | Base Salary | Bonus |\n|---|---|---|\n| Port number 0 |")
    assert all(chunk.passage.quote.startswith("| Port number") for chunk in chunks[1:])
    assert all(chunk.passage.quote.endswith("|") for chunk in chunks)


def test_a_long_one_line_paragraph_is_split_at_sentence_ends_and_keeps_its_line(make_guide, part) -> None:
    guide = make_guide([part("Story", [("paragraph", SENTENCES)])])
    chunks = chunk_guide(guide, count_words, 256)
    assert len(chunks) > 1
    assert_nothing_lost(guide, chunks)
    assert all(chunk.passage.quote.endswith("nobody argued.") for chunk in chunks)
    assert {(chunk.passage.start_line, chunk.passage.end_line) for chunk in chunks} == {(5, 5)}


def test_an_endless_word_is_split_too(make_guide, part) -> None:
    guide = make_guide([part("Noise", [("paragraph", "x" * 20_000)])])
    chunks = chunk_guide(guide, count_words, 256)
    assert len(chunks) > 1
    assert_nothing_lost(guide, chunks)


def test_a_heading_longer_than_the_window_leaves_room_for_the_words(make_guide, part) -> None:
    guide = make_guide([part("very long heading " * 60, [("paragraph", SENTENCES)])])
    chunks = chunk_guide(guide, count_words, 64)
    assert_nothing_lost(guide, chunks)
    assert max(count_words([chunk.text_to_embed for chunk in chunks])) <= 64


def test_a_header_wider_than_the_window_is_kept_whole_in_pieces(make_guide, part) -> None:
    wide = " | ".join(f"column {n}" for n in range(100))
    row = " | ".join(f"${n}K" for n in range(100))
    guide = make_guide([part("Wide", [("table", f"| {wide} |\n{'|---' * 100}|\n| {row} |")])])
    chunks = chunk_guide(guide, count_words, 128)
    assert_nothing_lost(guide, chunks)
    assert max(count_words([chunk.text_to_embed for chunk in chunks])) <= 128


def test_ids_are_unique_and_the_same_every_time(make_guide, part) -> None:
    guide = make_guide([part("Pay", [("table", TABLE), ("paragraph", SENTENCES)]), part("More", [("item", "- one")])])
    ids = [chunk.id for chunk in chunk_guide(guide, count_words, 256)]
    assert len(set(ids)) == len(ids)
    assert ids == [chunk.id for chunk in chunk_guide(guide, count_words, 256)]


def test_a_section_without_blocks_gives_no_chunk(make_guide, part) -> None:
    assert chunk_guide(make_guide([part("Empty", [])]), count_words, 256) == []


def test_plain_text_drops_quote_and_list_marks_and_the_line_below_a_header() -> None:
    assert plain_text("> - **Up** now\n> \n| A | B |\n|---|:--:|\n| 1 |  |") == "Up now\nA, B\n1"


def test_split_table_without_a_rule_line_is_split_like_text() -> None:
    runs = split_table("| a |\n| b |\n| c |", 7, lambda text: len(text) < 8)
    assert [(run.text, run.start_line, run.header) for run in runs] == [
        ("| a |", 7, ""),
        ("| b |", 8, ""),
        ("| c |", 9, ""),
    ]


words = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(words, max_size=60), st.sampled_from(["\n", " ", ". ", " | "]), st.integers(1, 40))
def test_splitting_any_text_loses_no_character(parts: list[str], glue: str, most: int) -> None:
    text = glue.join(parts)
    runs = split_text(text, 1, lambda piece: len(piece) <= most)
    assert "".join(letters(run.text) for run in runs) == letters(text)
    assert all(len(run.text) <= most for run in runs)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=20), st.integers(10, 80))
def test_splitting_any_table_loses_no_character(rows: list[list[str]], most: int) -> None:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    text = "\n".join([lines[0], "|---|", *lines[1:]])
    runs = split_table(text, 1, lambda piece: len(piece) <= most)
    assert "".join(letters(run.text) for run in runs) == letters(text)


@pytest.fixture(scope="module")
def model() -> SentenceEmbedder:
    return SentenceEmbedder()


def test_every_text_to_embed_fits_the_real_model_uncut(make_guide: Callable[..., Guide], part, model) -> None:
    guide = make_guide(
        [
            part("Pay", [("table", TABLE), ("paragraph", "*Base only.*")], kind=SectionKind.COMPENSATION),
            part("Story " * 40, [("paragraph", SENTENCES), ("quote", f"> {SENTENCES}")]),
            part("Other scripts", [("paragraph", "海運の給与は港ごとに違う。" * 80), ("paragraph", "🚢" * 900)]),
            part(
                "Noise",
                [("paragraph", "0123456789abcdef" * 400), ("code", "\n".join("#!@$%^&*()" * 12 for _ in range(9)))],
            ),
        ]
    )
    chunks = chunk_guide(guide, model.count_tokens, model.window)
    assert_nothing_lost(guide, chunks)
    assert max(model.count_tokens([chunk.text_to_embed for chunk in chunks])) <= model.window == 256
    texts = [chunk.text_to_embed.split("\n", 1)[1] for chunk in chunks]
    assert max(model.count_tokens(texts)) <= TEXT_TOKENS + 2
