"""Negotiation levers: numbered items, or numbered stretches under a levers heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.blocks import plain
from index.types import Block, Lever, Section, SectionKind

_ITEM = re.compile(r"^\s*(?:(?P<number>\d{1,3})[.)]|[-*+])\s+\*\*(?P<title>[^*]+?):?\*\*:?\s*")
_TITLE = re.compile(r"^(?:global\s+)?(?:lever\s+)?(?P<number>\d{1,3})\s*[.:)—–-]\s*(?P<title>.+)$", re.IGNORECASE)


def read_levers(sections: Sequence[Section]) -> Iterator[Lever]:
    """Every lever of a guide, in the order of the file."""
    for section in sections:
        if section.kind is not SectionKind.LEVERS:
            continue
        titled = _TITLE.match(section.title)
        if titled and section.blocks:
            yield _from_section(section, int(titled["number"]), titled["title"])
            continue
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


def _from_section(section: Section, number: int, title: str) -> Lever:
    return Lever(
        number=number,
        title=plain(title),
        anchor=section.anchor,
        start_line=section.start_line,
        end_line=section.end_line,
        text="\n".join((section.title, *(block.text for block in section.blocks))),
    )
