"""Negotiation levers: numbered or titled items, or numbered stretches, under a levers heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from index.blocks import plain
from index.types import Block, Lever, Section, SectionKind

_ITEM = re.compile(r"^\s*(?:(?P<number>\d{1,3})[.)]|[-*+])\s+\*\*(?P<title>[^*]+?):?\*\*:?\s*")
_TITLE = re.compile(
    r"^(?:global\s+)?(?:lever\s+)?(?P<number>\d{1,3})(?:[.:)]\s+|\s+-\s+|\s*[—–]\s*)(?P<title>.+)$", re.IGNORECASE
)
_SCRIPT = re.compile(r"\s+[—–-]\s+[\"“].*$")


def read_levers(sections: Sequence[Section], lines: Sequence[str]) -> Iterator[Lever]:
    """Every lever of a guide, in the order of the file; `lines` are those of the file."""
    within: tuple[str, ...] = ()
    for place, section in enumerate(sections):
        if section.kind is not SectionKind.LEVERS or (within and section.heading_path[: len(within)] == within):
            continue
        titled = _TITLE.match(section.title)
        within = section.heading_path if titled else ()
        if titled:
            yield _from_section(section, titled, lines, _end(sections[place:]))
        else:
            yield from _from_items(section)


def _end(sections: Sequence[Section]) -> int:
    """The last line of the first section, those nested below it included."""
    path = sections[0].heading_path
    nested = takewhile(lambda section: section.heading_path[: len(path)] == path, sections)
    return max(section.end_line for section in nested)


def _from_items(section: Section) -> Iterator[Lever]:
    place = 0
    for block in section.blocks:
        found = _ITEM.match(block.text) if block.kind == "item" else None
        if found:
            place += 1
            yield _from_item(block, section, int(found["number"] or place), found["title"])


def _from_item(block: Block, section: Section, number: int, title: str) -> Lever:
    return Lever(
        number=number,
        title=plain(title),
        anchor=section.anchor,
        start_line=block.start_line,
        end_line=block.end_line,
        text=block.text,
    )


def _from_section(section: Section, titled: re.Match[str], lines: Sequence[str], end: int) -> Lever:
    return Lever(
        number=int(titled["number"]),
        title=plain(_SCRIPT.sub("", titled["title"])),
        anchor=section.anchor,
        start_line=section.start_line,
        end_line=end,
        text="\n".join(lines[section.start_line - 1 : end]),
    )
