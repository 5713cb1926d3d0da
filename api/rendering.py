"""Markdown into HTML that is safe to put into a page.

Text of guides, users and models is data: HTML in it is shown as text, images
become their description, links lead to own paths or to https. A marker such as
`[1]` becomes a link where it resolves to a citation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from functools import cache
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from coach.types import Answer

TAGS = {
    *("p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"),
}
ATTRIBUTES = {"a": {"href", "data-marker"}, "ol": {"start"}}
_MARKER = re.compile(r"\[(\d{1,4})\]")
_SAFE_LINK = re.compile(r"https://[!-~]+|/(?![/\\])[!-\[\]-~]*|#[\w-]+")
"""https, own absolute paths (not `//host`, nor `/\\host`, which browsers read so), fragments."""


def answer_html(answer: Answer) -> str:
    """The answer's Markdown as sanitised HTML, each marker a link to what it cites."""
    urls = {citation.marker: citation.url for citation in answer.citations}
    return sanitise(_answers().render(answer.answer, {"urls": urls}))


def passage_html(markdown: str, references: Mapping[str, Any] | None = None) -> str:
    """A guide's Markdown as sanitised HTML; `references` are link definitions from elsewhere in it."""
    return sanitise(_guides().render(markdown, {"references": dict(references or {})}))


def link_definitions(markdown: str) -> Mapping[str, Any]:
    """The link definitions (`[name]: https://…`) of a whole document."""
    found: dict[str, Any] = {}
    _guides().parse(markdown, found)
    definitions: Mapping[str, Any] = found.get("references", {})
    return definitions


def sanitise(html: str) -> str:
    """`html` with nothing left but text, structure and safe links."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"a": {"cite"}},
        attribute_filter=_safe_attribute,
        url_schemes={"https"},
        link_rel="noopener noreferrer",
    )


def _safe_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href" and not _SAFE_LINK.fullmatch(value):
        return None
    return value


@cache
def _guides() -> MarkdownIt:
    return _parser()


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("image", _describe_image)
    return parser


@cache
def _answers() -> MarkdownIt:
    parser = _parser().disable("reference")
    parser.inline.ruler.before("link", "cite", _find_marker)
    parser.add_render_rule("cite", _link_marker)
    return parser


def _find_marker(state: StateInline, silent: bool) -> bool:
    found = _MARKER.match(state.src, state.pos, state.posMax)
    url = found and state.env.get("urls", {}).get(int(found[1]))
    if not found or not url or state.linkLevel > 0:
        return False
    if not silent:
        token = state.push("cite", "a", 0)
        token.meta = {"marker": int(found[1]), "url": url}
    state.pos = found.end()
    return True


def _link_marker(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    meta = tokens[place].meta
    return f'<a class="cite" href="{escape(meta["url"])}" data-marker="{meta["marker"]}">[{meta["marker"]}]</a>'


def _describe_image(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    return escape(tokens[place].content)
