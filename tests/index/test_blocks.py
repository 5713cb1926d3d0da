"""Markdown into blocks with exact lines, and bold lead-ins told from bold words."""

from __future__ import annotations

import pytest

from index.blocks import RawBlock, plain, read_blocks, visible


def shapes(text: str, body_line: int = 1) -> list[tuple[str, int, int]]:
    return [(block.kind, block.start_line, block.end_line) for block in read_blocks(text, body_line)]


def only(text: str) -> RawBlock:
    [block] = read_blocks(text, 1)
    return block


def test_each_kind_of_block_has_its_lines() -> None:
    text = "\n".join(
        [
            "# Title",
            "words",
            "more words",
            "",
            "- item",
            "  goes on",
            "- second",
            "",
            "| a | b |",
            "|---|---|",
            "| 1 | 2 |",
            "",
            "> quote",
            "> goes on",
            "",
            "```",
            "# no heading",
            "```",
            "",
            "***",
            "last",
        ]
    )
    assert shapes(text) == [
        ("heading", 1, 1),
        ("paragraph", 2, 3),
        ("item", 5, 6),
        ("item", 7, 8),
        ("table", 9, 11),
        ("quote", 13, 14),
        ("code", 16, 18),
        ("paragraph", 21, 21),
    ]


def test_lines_count_from_the_top_of_the_file_not_of_the_body() -> None:
    assert shapes("---\na: 1\n---\n# Title\n\nwords\n", 4) == [("heading", 4, 4), ("paragraph", 6, 6)]


@pytest.mark.parametrize(
    ("text", "title", "alone"),
    [
        ("**Global Levers**", "Global Levers", True),
        ("**Global Levers:**", "Global Levers", True),
        ("**Global Levers** :", "Global Levers", True),
        ("__Global Levers__\nmore words", "Global Levers", True),
        ("**Global\nLevers**\nmore words", "Global Levers", True),
        ("**Level Mapping:** A = B", "Level Mapping", False),
        ("**Level Mapping**: A = B", "Level Mapping", False),
        ("> **Negotiate Up Strategy:** open high", "Negotiate Up Strategy", False),
        ("> **Negotiate Up Strategy**\n> open high", "Negotiate Up Strategy", True),
        ("**The `Tide` *Premium***", "The Tide Premium", True),
    ],
)
def test_bold_words_that_stand_for_a_heading(text: str, title: str, alone: bool) -> None:
    lead_in = only(text).lead_in
    assert lead_in is not None
    assert (lead_in.title, lead_in.alone) == (title, alone)


@pytest.mark.parametrize(
    "text",
    [
        "**Accept at $190K base** with a bonus.",
        "**Walk away then.**",
        "**Why now?**",
        "words **Level Mapping:** A = B",
        "plain words",
        "- **Uptime**: words",
        f"**{'long ' * 40}**",
        ">",
    ],
)
def test_bold_words_that_are_just_words(text: str) -> None:
    assert only(text).lead_in is None


def test_a_comment_is_no_block_but_words_beside_it_are() -> None:
    text = "<!-- one\n\ntwo -->\n\n<!-- three --> **Accept** it\n\nwords <!-- four --> words\n"
    assert shapes(text) == [("paragraph", 5, 5), ("paragraph", 7, 7)]


def test_a_comment_that_is_never_closed_hides_nothing() -> None:
    assert shapes("<!-- note\n\nAccept at $190K base.\n") == [("paragraph", 1, 3)]


def test_raw_html_keeps_its_words() -> None:
    assert shapes("<div>\nAccept at $190K base.\n</div>\n\nwords") == [("paragraph", 1, 3), ("paragraph", 5, 5)]


def test_a_link_definition_stays_text() -> None:
    assert shapes("[a]: https://fens.example/2025\n") == [("paragraph", 1, 1)]


@pytest.mark.parametrize("rule", ["---", "==="])
@pytest.mark.parametrize("words", ["Accept at $190K base.", "two\nlines", "these:", "x" * 200])
def test_a_rule_right_below_words_does_not_make_them_a_heading(words: str, rule: str) -> None:
    assert shapes(f"{words}\n{rule}\n") == [("paragraph", 1, words.count("\n") + 1)]


def test_an_underlined_title_is_a_heading() -> None:
    heading = only("Global Levers\n-------------\n")
    assert (heading.kind, heading.title, heading.level) == ("heading", "Global Levers", 2)


def test_a_paragraph_that_ends_with_a_colon_is_open() -> None:
    assert [only(text).ends_open for text in ("these:", "**these:**", "these: yes.")] == [True, True, False]


def test_plain_drops_marks_and_keeps_words() -> None:
    assert plain(" **Tide** `desk` [index](https://x.example) snake_case 3*4: ") == "Tide desk index snake_case 3*4"


def test_visible_keeps_every_character_in_its_place() -> None:
    text = "a <!-- b\nc --> d"
    assert visible(text) == "a       \n      d"
    assert visible("a <!-- b") == "a <!-- b"


def test_comments_that_are_opened_over_and_over_cost_no_time() -> None:
    text = "<!-- " * 100_000
    assert visible(text) == text
    assert visible(f"{text}-->").strip() == ""
