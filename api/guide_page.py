"""A guide as a readable page: its sections in the order of the file, an anchor for each.

Out comes what the template shows. All of a guide is data: titles are escaped,
words go through the sanitiser, and the anchors are put around them here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from api.rendering import link_definitions, passage_html
from index.types import Block, Guide, Section, SectionKind

DEEPEST_HEADING = 6
DEEPEST_LISTED = 2
"""Of the sections that are named by their own bold words, only those beside the main headings are listed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section, or what follows in it after another one stood in between."""

    anchor: str
    title: str
    depth: int
    """Level of the heading on the page."""
    starts: bool
    """The section starts here and carries its anchor; otherwise it goes on."""
    heading: bool
    """The title isn't among the section's own words, so the page shows it."""
    listed: bool
    """The section stands in the page's table of contents."""
    html: Markup


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its values in the definition list."""

    name: str
    values: tuple[str, ...]


def templates() -> Environment:
    """The templates of the pages, escaping by default."""
    return Environment(
        loader=PackageLoader("api"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def guide_page(guide: Guide, environment: Environment) -> str:
    """The HTML of the page."""
    titled = _titled(guide)
    lines = guide.text.split("\n")[: guide.body_line - 1]
    return environment.get_template("guide.html.j2").render(
        guide=guide,
        parts=list(_parts(guide, top=1 if titled else 2)),
        page_heading=not titled,
        facts=_facts(guide) if guide.metadata_lines else [],
        front_matter="\n".join(line for line in lines if line.strip() != "---").strip("\n"),
        guide_lines={"first": 1, "last": guide.body_line - 1},
    )


def _titled(guide: Guide) -> bool:
    """Whether one section, the first, is the title that all others stand under."""
    outermost = [section for section in guide.sections if len(section.heading_path) == 1]
    return len(outermost) == 1 and guide.sections[0].kind is SectionKind.TITLE


def _parts(guide: Guide, top: int) -> Iterator[Part]:
    definitions = link_definitions(guide.text)
    started: set[str] = set()
    for number, group in groupby(_in_file_order(guide), key=itemgetter(0)):
        section = guide.sections[number]
        blocks = [block for _, block in group if block]
        yield _part(section, blocks, top, section.anchor not in started, definitions)
        started.add(section.anchor)


def _in_file_order(guide: Guide) -> list[tuple[int, Block | None]]:
    """Each section's number with its heading (None), then with each of its blocks, by line."""
    starts: list[tuple[int, int, int, Block | None]] = []
    for number, section in enumerate(guide.sections):
        starts.append((section.start_line, 0, number, None))
        starts += [(block.start_line, 1, number, block) for block in section.blocks]
    return [(number, block) for _, _, number, block in sorted(starts, key=itemgetter(0, 1, 2))]


def _part(section: Section, blocks: list[Block], top: int, starts: bool, definitions: Mapping[str, Any]) -> Part:
    named_by_own_words = any(block.start_line == section.start_line for block in blocks)
    depth = min(top + len(section.heading_path) - 1, DEEPEST_HEADING)
    return Part(
        anchor=section.anchor,
        title=section.title,
        depth=depth,
        starts=starts,
        heading=starts and not named_by_own_words,
        listed=starts and (not named_by_own_words or depth <= DEEPEST_LISTED),
        html=Markup(_scrollable(passage_html(_joined(blocks), definitions))),
    )


def _scrollable(html: str) -> str:
    """Tables in boxes that scroll by keyboard too; in sanitised HTML `<table>` can only be the tag."""
    boxed = html.replace("<table>", '<div class="scroll" tabindex="0"><table>')
    return boxed.replace("</table>", "</table></div>")


def _joined(blocks: list[Block]) -> str:
    """The blocks as one text; items of a list stay one list."""
    text = ""
    before = ""
    for block in blocks:
        text += "" if not text else "\n" if before == block.kind == "item" else "\n\n"
        text += block.text
        before = block.kind
    return text


def _facts(guide: Guide) -> list[Fact]:
    given = {
        "Company": (guide.company,),
        "Role": (guide.role,),
        "Pay data from": (guide.salary_data_quarter,),
        "Data quality": (guide.data_quality,),
        "Last updated": (guide.last_updated,),
        "Review due": (guide.next_review_due,),
        "Sources": guide.data_sources,
    }
    return [
        Fact(name, shown) for name, values in given.items() if (shown := tuple(str(value) for value in values if value))
    ]
