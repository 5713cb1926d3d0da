"""The body of a guide as blocks with line ranges, by markdown-it-py.

Knows Markdown's grammar and nothing of negotiation. A block is a heading,
paragraph, list item, table, quote or code; a bold lead-in is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_LEAD_IN = 160
_BREAKS = {"softbreak", "hardbreak"}
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)\*|\*(?!\w)|\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class LeadIn:
    """Bold words at the start of a paragraph that may stand for a heading."""

    title: str
    alone: bool
    """Nothing else on its line: it opens a stretch; otherwise it names its own paragraph."""
    lines: int = 1
    """How many lines it takes."""


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block of the body, before it belongs to a section."""

    kind: str
    start_line: int
    end_line: int
    level: int = 0
    """1 to 6 for a heading, 0 otherwise."""
    title: str = ""
    lead_in: LeadIn | None = None
    ends_open: bool = False
    """The words end with a colon, so the next block belongs to them."""


@cache
def markdown() -> MarkdownIt:
    """The parser of guides: CommonMark and tables; link definitions stay text, so that no line vanishes."""
    return MarkdownIt("commonmark").enable("table").disable("reference")


def visible(text: str) -> str:
    """`text` with its comments blanked; every character keeps its place."""
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start : end + 3])]
        at = end + 3
    return "".join([*pieces, text[at:]])


def plain(text: str) -> str:
    """`text` without Markdown's inline marks and a closing colon."""
    return " ".join(_MARKS.sub(lambda found: found[1] or "", text).split()).strip().rstrip(":").strip()


def read_blocks(text: str, body_line: int) -> list[RawBlock]:
    """Top-level blocks of the body of `text`, list items one by one, in order."""
    body = "\n" * (body_line - 1) + text.split("\n", body_line - 1)[-1] if body_line > 1 else text
    tokens = markdown().parse(body)
    return list(_blocks(tokens))


def _blocks(tokens: Sequence[Token]) -> Iterator[RawBlock]:
    for index, token in enumerate(tokens):
        if token.map is None:
            continue
        start, end = token.map[0] + 1, token.map[1]
        if token.type == "list_item_open" and token.level == 1:
            yield RawBlock("item", start, end)
        elif token.level == 0 and token.type == "heading_open" and _underlines_text(token, tokens[index + 1]):
            yield RawBlock("paragraph", start, end - 1, lead_in=_lead_in(tokens[index + 1]))
        elif token.level == 0 and token.type == "heading_open":
            yield RawBlock("heading", start, end, level=int(token.tag[1]), title=plain(tokens[index + 1].content))
        elif token.level == 0 and token.type == "paragraph_open":
            content = tokens[index + 1]
            ends_open = content.content.rstrip("* ").endswith(":")
            yield RawBlock("paragraph", start, end, lead_in=_lead_in(content), ends_open=ends_open)
        elif token.level == 0 and token.type == "blockquote_open":
            yield RawBlock(
                "quote", start, end, lead_in=_lead_in(tokens[index + 2]) if index + 2 < len(tokens) else None
            )
        elif token.level == 0 and token.type == "table_open":
            yield RawBlock("table", start, end)
        elif token.type in {"fence", "code_block"} and token.level == 0:
            yield RawBlock("code", start, end)
        elif token.type == "html_block" and token.level == 0 and visible(token.content).strip():
            yield RawBlock("paragraph", start, end)


def _underlines_text(heading: Token, inline: Token) -> bool:
    """Whether a rule right below a paragraph makes it look like a heading."""
    words = inline.content
    underlined = heading.markup in {"-", "="}
    return underlined and ("\n" in words or len(words) > LONGEST_LEAD_IN or words.endswith((".", "!", "?", ":")))


def _lead_in(inline: Token) -> LeadIn | None:
    children = [child for child in inline.children or () if child.type != "text" or child.content]
    if not children or children[0].type != "strong_open":
        return None
    close = next(place for place, child in enumerate(children) if child.type == "strong_close")
    title = "".join(" " if child.type in _BREAKS else child.content for child in children[1:close])
    lines = 1 + sum(child.type in _BREAKS for child in children[1:close])
    rest = children[close + 1 :]
    line_rest = "".join(child.content for child in _until_break(rest))
    if not title.strip() or len(title) > LONGEST_LEAD_IN or title.rstrip().endswith((".", "!", "?")):
        return None
    if not line_rest.strip(" :"):
        return LeadIn(plain(title), alone=True, lines=lines)
    if title.rstrip().endswith(":") or line_rest.lstrip().startswith(":"):
        return LeadIn(plain(title), alone=False, lines=lines)
    return None


def _until_break(children: Sequence[Token]) -> Iterator[Token]:
    for child in children:
        if child.type in _BREAKS:
            return
        yield child
