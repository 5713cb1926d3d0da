"""Blocks into sections: by headings, and by the bold lead-ins that stand for them.

A lead-in alone on its line opens a stretch, as a heading does. One with words
behind it covers its own paragraph (and the next block after a colon); where its
words are a known section name (`Level Mapping:`) it stands beside the headings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.blocks import RawBlock
from index.types import Block, Section, SectionKind
from index.words import load

LEAD_IN_LEVEL = 7
_NOT_IN_ANCHORS = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"^(?:[\W_]+|\d+[.):]\s*|20\d\d\s+)+")
_NUMBERED = re.compile(r"\d+[.)]\s")


@dataclass
class _Draft:
    """A section that still grows."""

    title: str
    level: int
    kind: SectionKind
    path: tuple[str, ...]
    start_line: int
    blocks: list[Block] = field(default_factory=list)


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; accents dropped."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_ANCHORS.sub("-", plain.replace("'", "")).strip("-")


def section_kind(title: str) -> SectionKind | None:
    """What a section of this title is for; None where the title doesn't say."""
    words = _NUMBER.sub("", title).lower()
    for row in load("sections")["kind"]:
        if any(words.startswith(start) for start in row.get("starts", ())) or any(
            part in words for part in row.get("holds", ())
        ):
            return SectionKind(row["name"])
    return None


def read_sections(blocks: Iterable[RawBlock], lines: list[str]) -> tuple[Section, ...]:
    """Sections in the order of the file; a heading with nothing under it has no blocks."""
    builder = _Builder(lines)
    for block in blocks:
        builder.add(block)
    return builder.sections()


class _Builder:
    """Walks the blocks and keeps the path of open sections."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.drafts: list[_Draft] = []
        self.open: list[_Draft] = []
        self.carry: _Draft | None = None

    def add(self, block: RawBlock) -> None:
        if block.kind == "heading":
            self._start(block.title, block.level, block.start_line)
            self.carry = None
        elif block.lead_in and block.lead_in.alone:
            self._start(block.lead_in.title, LEAD_IN_LEVEL, block.start_line)
            self.carry = None
            rest = block.start_line + block.lead_in.lines
            if block.end_line >= rest:
                self._put(self.open[-1], block, first=rest)
        elif block.lead_in:
            self._add_paragraph(block)
        else:
            if self.carry and self.carry.blocks[-1].kind == "item" != block.kind:
                self.carry = None
            self._put(self.carry or self._current(block), block)
            self.carry = self.carry if block.kind == "item" else None

    def _add_paragraph(self, block: RawBlock) -> None:
        lead_in = block.lead_in
        assert lead_in is not None
        known = section_kind(lead_in.title)
        numbered = bool(_NUMBERED.match(lead_in.title))
        if known or numbered:
            self._close(LEAD_IN_LEVEL, within_stretch=numbered and not known)
        draft = self._draft(lead_in.title, LEAD_IN_LEVEL, block.start_line, self._parents(lead_in.title, known), known)
        self._put(draft, block)
        self.carry = draft if block.ends_open else None

    def _start(self, title: str, level: int, line: int) -> None:
        known = section_kind(title)
        self._close(level, within_stretch=level == LEAD_IN_LEVEL and bool(_NUMBERED.match(title)))
        parents = self._parents(title, known) if level == LEAD_IN_LEVEL else self.open
        self.open = [*parents, self._draft(title, level, line, parents, known)]

    def _draft(self, title: str, level: int, line: int, parents: list[_Draft], known: SectionKind | None) -> _Draft:
        inherited = parents[-1].kind if parents and parents[-1].kind is not SectionKind.TITLE else SectionKind.OTHER
        kind = SectionKind.TITLE if not self.drafts and not known else known or inherited
        draft = _Draft(title, level, kind, (*(parent.title for parent in parents), title), line)
        self.drafts.append(draft)
        return draft

    def _parents(self, title: str, known: SectionKind | None) -> list[_Draft]:
        """What a lead-in stands in: a known section stands beside the headings, unless it goes on with their topic."""
        last = self.open[-1] if self.open else None
        goes_on = last is not None and last.kind is known and last.title != title
        return self.open[:1] if known and not goes_on else self.open

    def _close(self, level: int, within_stretch: bool = False) -> None:
        """Close what a section of `level` ends; a numbered stretch (`**1. Uptime**`) stays within an unnumbered one."""
        while self.open and self.open[-1].level >= level:
            if within_stretch and not _NUMBERED.match(self.open[-1].title):
                return
            self.open.pop()

    def _current(self, block: RawBlock) -> _Draft:
        if not self.open:
            self.open = [self._draft("Introduction", 1, block.start_line, [], None)]
        return self.open[-1]

    def _put(self, draft: _Draft, block: RawBlock, first: int | None = None) -> None:
        start, end = first or block.start_line, block.end_line
        while end > start and not self.lines[end - 1].strip():
            end -= 1
        draft.blocks.append(Block(kind=block.kind, start_line=start, end_line=end, text=self._text(start, end)))

    def _text(self, start: int, end: int) -> str:
        return "\n".join(self.lines[start - 1 : end])

    def sections(self) -> tuple[Section, ...]:
        taken = {"front-matter": 1}
        return tuple(self._finish(draft, taken) for draft in self.drafts)

    def _finish(self, draft: _Draft, taken: dict[str, int]) -> Section:
        anchor = slug = slugify(draft.title) or "section"
        while anchor in taken:
            taken[slug] += 1
            anchor = f"{slug}-{taken[slug]}"
        taken[anchor] = 1
        return Section(
            title=draft.title,
            heading_path=draft.path,
            anchor=anchor,
            kind=draft.kind,
            level=draft.level,
            start_line=draft.start_line,
            end_line=max((block.end_line for block in draft.blocks), default=draft.start_line),
            blocks=tuple(draft.blocks),
        )
