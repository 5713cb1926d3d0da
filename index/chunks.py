"""A guide into chunks: words to quote, and the same words to embed.

A chunk is one or several neighbouring blocks of one section, at most about 220
tokens; a lever and a table stand alone. Whatever is longer is split, never cut
off: together the quotes hold every word of the guide's blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from index.blocks import plain
from index.splitting import Run, is_rule, split_table, split_text
from index.types import Block, Chunk, Guide, Passage, Section

CountTokens = Callable[[Sequence[str]], list[int]]
"""Tokens of each text, the model's own marks included."""

TEXT_TOKENS = 220
"""With about 30 tokens of context and the model's marks this fits the 256 that small models read."""
CONTEXT_SHARE = 4
"""The context line takes a quarter of the window at most."""
CHARACTERS_PER_TOKEN = 16
"""Far above real text (about 4): stops a very long 'word' that counts as one unknown token."""
CHUNKING = f"blocks of a section, {TEXT_TOKENS} tokens, context {CONTEXT_SHARE}, version 1"
"""Part of an index's fingerprint: raise the version when chunks come out differently."""

_LINE_MARKS = re.compile(r"^\s*(?:>\s?)*(?:#{1,6}\s+|[-*+]\s+)?")


def chunk_guide(guide: Guide, count_tokens: CountTokens, window: int) -> list[Chunk]:
    """All chunks of `guide` in the order of the file; each `text_to_embed` has at most `window` tokens."""
    ruler = _Ruler(count_tokens)
    ruler.measure(plain_text(block.text) for section in guide.sections for block in section.blocks)
    chunker = _Chunker(guide, ruler, window)
    return [chunk for section in guide.sections for chunk in chunker.chunks(section)]


def plain_text(markdown: str) -> str:
    """`markdown` as words for a model: no marks, a table's cells parted by commas."""
    lines = (_plain_line(line) for line in markdown.split("\n") if not is_rule(line))
    return "\n".join(line for line in lines if line)


def _plain_line(line: str) -> str:
    if line.lstrip().startswith("|"):
        cells = (plain(cell) for cell in line.strip().strip("|").split("|"))
        return ", ".join(cell for cell in cells if cell)
    return plain(_LINE_MARKS.sub("", line, count=1))


class _Ruler:
    """Counts tokens, each text once."""

    def __init__(self, count_tokens: CountTokens) -> None:
        self._count_tokens = count_tokens
        self._known: dict[str, int] = {}

    def measure(self, texts: Iterator[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._count_tokens(new), strict=True))

    def length(self, text: str) -> int:
        if text not in self._known:
            self.measure(iter([text]))
        return self._known[text]


class _Chunker:
    """Cuts the sections of one guide."""

    def __init__(self, guide: Guide, ruler: _Ruler, window: int) -> None:
        self.guide = guide
        self.ruler = ruler
        self.window = window
        self.lines = guide.text.split("\n")

    def chunks(self, section: Section) -> list[Chunk]:
        context = self._context(section)
        runs = [run for group in self._groups(section.blocks) for run in self._split(group, context)]
        return [self._chunk(section, run, context, place) for place, run in enumerate(runs, 1)]

    def _chunk(self, section: Section, run: Run, context: str, place: int) -> Chunk:
        passage = Passage(
            guide_id=self.guide.id,
            anchor=section.anchor,
            start_line=run.start_line,
            end_line=run.end_line,
            quote=run.text,
        )
        return Chunk(
            id=f"{self.guide.id}#{section.anchor}:{place}",
            passage=passage,
            kind=section.kind,
            text_to_embed=_text_to_embed(context, run.header, run.text),
        )

    def _context(self, section: Section) -> str:
        """Company, role and headings; the outer headings go first where there is no room."""
        names = [self.guide.company, self.guide.role]
        path = [plain(title) for title in section.heading_path if title != self.guide.title]
        room = self.window // CONTEXT_SHARE
        while path and self.ruler.length(" — ".join([*names, *path])) > room:
            path.pop(0)
        context = " — ".join([*names, *path])
        while self.ruler.length(context) > room and len(context) > 1:
            context = context[: len(context) * 3 // 4]
        return context

    def _groups(self, blocks: Sequence[Block]) -> Iterator[list[Block]]:
        """Neighbouring blocks that share a chunk, as many as fit."""
        group: list[Block] = []
        for block in blocks:
            if group and not (self._may_join(group[-1], block) and self._fits_together([*group, block])):
                yield group
                group = []
            group.append(block)
        if group:
            yield group

    def _may_join(self, above: Block, below: Block) -> bool:
        between = self.lines[above.end_line : below.start_line - 1]
        return (
            "table" not in {above.kind, below.kind}
            and self._lever(above) == self._lever(below)
            and above.end_line < below.start_line
            and not any(line.strip() for line in between)
        )

    def _fits_together(self, blocks: Sequence[Block]) -> bool:
        return sum(self.ruler.length(plain_text(block.text)) for block in blocks) <= TEXT_TOKENS

    def _lever(self, block: Block) -> int | None:
        """Place of the lever that the block belongs to."""
        holds = (lever.start_line <= block.start_line <= lever.end_line for lever in self.guide.levers)
        return next((place for place, found in enumerate(holds) if found), None)

    def _split(self, group: Sequence[Block], context: str) -> list[Run]:
        most = min(self.window, TEXT_TOKENS + self.ruler.length(context))

        def fits(text: str) -> bool:
            whole = _text_to_embed(context, "", text)
            return len(whole) <= most * CHARACTERS_PER_TOKEN and self.ruler.length(whole) <= most

        first = group[0]
        if first.kind == "table":
            return split_table(first.text, first.start_line, fits)
        return split_text(_verbatim(group), first.start_line, fits)


def _verbatim(group: Sequence[Block]) -> str:
    """The blocks as they stand in the file, with the blank lines between them."""
    text = group[0].text
    for above, below in pairwise(group):
        text += "\n" * (below.start_line - above.end_line) + below.text
    return text


def _text_to_embed(context: str, header: str, text: str) -> str:
    words = plain_text(f"{header}\n{text}" if header else text)
    return f"{context}\n{words}"
