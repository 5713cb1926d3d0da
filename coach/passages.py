"""The verbatim words that show a figure, a lever, a level or a date."""

from __future__ import annotations

from collections.abc import Iterator

from index.prose import sentences
from index.types import Block, Figure, FigureSource, Guide, LevelRow, Lever, Passage, Section, SourceKind

FRONT_MATTER = "front-matter"
LONGEST_QUOTE = 1500


def passage_of(figure: Figure, guide: Guide) -> Passage:
    """Words of the body that show `figure`, or its front-matter lines where the body doesn't."""
    sources = (figure.source, *figure.confirmed_by)
    source = next((place for place in sources if place.kind is not SourceKind.FRONT_MATTER), figure.source)
    if source.kind is SourceKind.FRONT_MATTER:
        return lines_passage(guide, FRONT_MATTER, source.line, source.end_line)
    section, block = _holder(guide, source.line)
    if source.kind is SourceKind.TABLE:
        return lines_passage(guide, section.anchor, block.start_line, source.line)
    return _sentence_at(guide, section, block, source)


def shows(passage: Passage, figure: Figure) -> bool:
    """Whether the words of `passage` are a place that `figure` was read from."""
    return passage.guide_id == figure.guide_id and any(
        passage.start_line <= source.line <= passage.end_line and source.words in passage.quote
        for source in (figure.source, *figure.confirmed_by)
    )


def lines_passage(guide: Guide, anchor: str, first: int, last: int) -> Passage:
    """Whole lines of the file."""
    quote = "\n".join(guide.text.split("\n")[first - 1 : last])
    return Passage(guide_id=guide.id, anchor=anchor, start_line=first, end_line=last, quote=quote)


def metadata_passage(guide: Guide, key: str) -> Passage | None:
    """The front-matter line of `key`; None where the guide doesn't have it."""
    line = guide.metadata_lines.get(key)
    return lines_passage(guide, FRONT_MATTER, line, line) if line else None


def lever_passage(guide: Guide, lever: Lever) -> Passage:
    """A lever, title and script."""
    return lines_passage(guide, lever.anchor, lever.start_line, lever.end_line)


def row_passage(guide: Guide, row: LevelRow) -> Passage:
    """A row of a level table with the header above it, or the line that says it."""
    return lines_passage(guide, row.anchor, row.header_line, row.line)


def block_passages(guide: Guide, section: Section) -> Iterator[Passage]:
    """Each block of a section."""
    for block in section.blocks:
        yield lines_passage(guide, section.anchor, block.start_line, block.end_line)


def sentence_passages(guide: Guide, section: Section) -> Iterator[Passage]:
    """Each sentence of a section's prose."""
    for block in section.blocks:
        if block.kind == "table":
            continue
        for sentence in sentences(block.text):
            first = block.start_line + block.text.count("\n", 0, sentence.start)
            yield Passage(
                guide_id=guide.id,
                anchor=section.anchor,
                start_line=first,
                end_line=first + sentence.text.count("\n"),
                quote=sentence.text.strip(),
            )


def joined_passage(guide: Guide, first: Passage, last: Passage) -> Passage:
    """Everything from one passage of a section to another."""
    lines = lines_passage(guide, first.anchor, first.start_line, last.end_line)
    start = lines.quote.index(first.quote)
    end = lines.quote.index(last.quote, start) + len(last.quote)
    return lines.model_copy(update={"quote": lines.quote[start:end]})


def section_of(guide: Guide, anchor: str) -> Section | None:
    """The section of this anchor; None for the front-matter."""
    return next((section for section in guide.sections if section.anchor == anchor), None)


def _holder(guide: Guide, line: int) -> tuple[Section, Block]:
    for section in guide.sections:
        for block in section.blocks:
            if block.start_line <= line <= block.end_line:
                return section, block
    raise LookupError(f"{guide.source_path}:{line}: no block holds this line")


def _sentence_at(guide: Guide, section: Section, block: Block, source: FigureSource) -> Passage:
    """The sentence on the figure's line that says it; the offset inside the line decides between several."""
    spoken = [
        passage
        for passage in sentence_passages(guide, section)
        if passage.start_line <= source.line <= passage.end_line and source.words in passage.quote
    ]
    return spoken[0] if spoken else lines_passage(guide, section.anchor, block.start_line, block.end_line)
