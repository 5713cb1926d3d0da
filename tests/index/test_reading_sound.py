"""What holds of every guide that could be read, whatever it looks like: lines, anchors, numbers, nothing lost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.blocks import plain, visible
from index.components import component_of
from index.errors import GuideFault
from index.reading import Reading, read_guide, read_guides
from index.regions import read_region
from index.tables import Row, Table, read_table
from index.types import Guide, SectionKind

SHARED = Path(__file__).parents[2].parent / "shared"
SHIPPED = Path(__file__).parents[2] / "seeds"
NO_PAY = {SectionKind.LEVEL_MAPPING, SectionKind.SOURCES}
PIECES = [
    "# Digger | Fen Co Negotiation Guide\n",
    "## Global Levers\n",
    "### Notes\n",
    "**Level Mapping:** L3 = E5\n",
    "**Evidence & Sources**\n",
    "**1. Map:** words:\n",
    "> **Negotiate Up Strategy:** Anchor at $229K base",
    "Accept at £58,000–£71,000 base.\n",
    "| Region | Base | Bonus |\n|---|---|---|\n",
    "| Leeds (GBP) | 61K - 70K | 10% |\n",
    "| York | £1.02M / $2M |\n",
    "| Level | Oslo (kr) |\n|---|---|\n| L3 | 15 500 per month | x |\n",
    "1. **Map**: kr 50,000 bonus\n",
    "- item\n",
    "  goes on\n",
    "    code $5K\n",
    "```\n",
    "<!-- $999K base -->",
    "<!--",
    "-->",
    "<b>$5K base</b>\n",
    "[a]: https://fen.example\n",
    "---\n",
    "===\n",
    "***\n",
    "> ",
    "\n",
    "\n\n",
    "\t",
    "\\|",
    "|",
    "\u2028",
    "\u017f",
    "注意",
    "🇬🇧",
    "company: fen\n",
    "role: digger\n",
    "compensation:\n  - base_low: 61000\n    base_high: 70_000\n    region: Leeds\n",
]


def holds(line: str, value: float) -> bool:
    """Whether `line` writes `value`, whatever its separators and multiplier; knows nothing of the money grammar."""
    joined = re.sub(r"(?<=\d)[,_'’ \u00a0\u202f\u2009](?=\d\d)", "", line)
    dotted = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", joined)
    for power in (0, 3, 5, 6, 7, 9, 12):
        digits = format((Decimal(str(value)) / 10**power).normalize(), "f")
        written = rf"(?<![\d.])0*{re.escape(digits)}{'0*' if '.' in digits else r'(?:[.]0+)?'}(?![.]?\d)"
        if any(re.search(written, text) for text in (joined, dotted, joined.replace(",", "."))):
            return True
    return False


def unaccounted(guide: Guide) -> list[int]:
    """Lines of the body that hold words but stand in no block, heading, rule or comment."""
    lines = guide.text.split("\n")
    shown = visible("\n" * (guide.body_line - 1) + guide.text.split("\n", guide.body_line - 1)[-1]).split("\n")
    taken = {
        n for section in guide.sections for block in section.blocks for n in range(block.start_line, block.end_line + 1)
    }
    for section in guide.sections:
        n = section.start_line
        while n not in taken and n <= len(lines) and plain(lines[n - 1].strip("#>= -")) in section.title:
            taken.add(n)
            n += 1
    rule = re.compile(r"[\s>]*(?:(?:[-*_=][ \t]*)+)?")
    return [
        n for n, line in enumerate(shown, 1) if n >= guide.body_line and n not in taken and not rule.fullmatch(line)
    ]


def assert_sound(guide: Guide) -> None:
    """Whatever a guide looks like, these hold of what was read from it."""
    lines = guide.text.split("\n")
    anchors = [section.anchor for section in guide.sections]
    assert len(set(anchors)) == len(anchors), "anchors are unique"
    taken: set[int] = set()
    for section in guide.sections:
        assert section.heading_path[-1] == section.title
        assert guide.body_line <= section.start_line <= section.end_line <= len(lines)
        for block in section.blocks:
            assert block.text == "\n".join(lines[block.start_line - 1 : block.end_line]), "a block is its lines"
            span = set(range(block.start_line, block.end_line + 1))
            assert span and not span & taken, f"line {block.start_line} stands in one block only"
            taken |= span
    assert unaccounted(guide) == [], "no words are lost"
    for figure in guide.figures:
        source = figure.source
        written = "\n".join(lines[source.line - 1 : source.end_line])
        assert holds(written, figure.low) and holds(written, figure.high), f"{figure} stands on its line"
        assert (figure.guide_id, source.path) == (guide.id, guide.source_path)
        assert figure.low <= figure.high
        assert figure.unit == "currency" or (figure.currency, figure.period) == (None, None)
        assert source.kind == "front_matter" or source.line in taken
    for lever in guide.levers:
        assert lever.text == "\n".join(lines[lever.start_line - 1 : lever.end_line])
    for finding in guide.findings:
        assert 1 <= finding.line <= len(lines)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


@pytest.fixture(scope="module")
def real() -> Reading:
    folder = SHARED / "guides"
    if not folder.is_dir():
        pytest.skip("the folder of real guides is not beside this repository")
    return read_guides(folder)


def test_the_invented_guides_are_sound(invented: Path) -> None:
    reading = read_guides(invented)
    assert (len(reading.guides), reading.faults) == (4, ())
    for guide in reading.guides:
        assert_sound(guide)


@pytest.mark.parametrize("folder", [SHIPPED, SHARED / "seeds"], ids=["shipped", "as they are"])
def test_the_seeds_are_sound(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip("the original seeds are not beside this repository")
    for guide in read_guides(folder).guides:
        assert_sound(guide)


def test_every_real_guide_is_read_and_sound(real: Reading) -> None:
    assert real.faults == ()
    assert len(real.guides) == sum(1 for _ in (SHARED / "guides").rglob("*.md"))
    for guide in real.guides:
        assert_sound(guide)


def pay_cells(guide: Guide) -> Iterator[tuple[Table, Row, str, str, str]]:
    """Cells with a digit under or beside a part of pay: table, row, part of pay, region (or other head) and cell."""
    blocks = [block for section in guide.sections if section.kind not in NO_PAY for block in section.blocks]
    for table in (read_table(block) for block in blocks if block.kind == "table"):
        for row in table.rows:
            for header, cell in zip(table.header[1:], row.cells[1:], strict=True):
                if any(character.isdigit() for character in cell):
                    above, beside = component_of(header), component_of(row.cells[0])
                    if above:
                        yield table, row, above, row.cells[0], cell
                    elif beside and "component" in table.header[0].lower():
                        yield table, row, beside, header, cell


def test_every_pay_cell_with_a_digit_is_a_figure_or_a_finding(real: Reading) -> None:
    checked = 0
    for guide in real.guides:
        figures = [*guide.figures, *(dispute.leading for dispute in guide.disputes)]
        sources = [source for figure in figures for source in (figure.source, *figure.confirmed_by)]
        read = {(source.line, source.words) for source in sources}
        found = {finding.line for finding in guide.findings}
        for table, row, _, _, cell in pay_cells(guide):
            checked += 1
            where = f"{guide.source_path}:{row.line}: {cell}"
            assert (row.line, cell) in read or found & {row.line, table.line}, where
    assert checked > 20_000


def test_every_front_matter_range_whose_table_cell_agrees_is_confirmed(real: Reading) -> None:
    confirmed = 0
    for guide in real.guides:
        printed: dict[tuple[str, str], list[str]] = defaultdict(list)
        for table, _, component, head, cell in pay_cells(guide):
            if "level" not in table.header[0].lower():
                printed[component, read_region(head).name].append(cell)
        for figure in guide.figures:
            confirmed += bool(figure.confirmed_by)
            if figure.source.kind == "front_matter" and not figure.confirmed_by:
                cells = printed[figure.component, figure.region or ""]
                agreeing = [cell for cell in cells if holds(cell, figure.low) and holds(cell, figure.high)]
                assert agreeing == [], f"{guide.source_path}:{figure.source.line} {agreeing}"
    assert confirmed > 19_000


def test_the_check_itself_tells_a_wrong_number() -> None:
    line = "| Leeds | £258K - £1.02M | 12.5% | 15 500 zł | 185,000 |"
    assert all(holds(line, value) for value in (258_000, 1_020_000, 12.5, 15_500, 185_000))
    assert not any(holds(line, value) for value in (58_000, 259_000, 2_580, 1_200_000, 2.5, 500, 18_500, 5))


@settings(max_examples=150, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join), front=st.booleans())
def test_guides_put_together_at_random_are_sound_or_a_fault(scratch: Path, text: str, front: bool) -> None:
    path = scratch / "random.md"
    path.write_bytes((f"---\ncompany: fen\nrole: digger\n---\n{text}" if front else text).encode())
    try:
        guide = read_guide(path, scratch)
    except GuideFault as fault:
        assert 1 <= fault.line <= text.count("\n") + 6
        return
    assert_sound(guide)


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.sampled_from(list("#*_-|>`~$£%K0159.,:()[]{}<!= \n\tab&\\")) | st.characters(codec="utf-8")))
def test_arbitrary_text_is_sound_or_a_fault(scratch: Path, text: str) -> None:
    path = scratch / "arbitrary.md"
    path.write_bytes(f"---\ncompany: fen\nrole: digger\n---\n{text}".encode())
    try:
        guide = read_guide(path, scratch)
    except GuideFault:
        return
    assert_sound(guide)


@given(content=st.binary(max_size=200))
def test_arbitrary_bytes_are_read_or_a_fault(scratch: Path, content: bytes) -> None:
    path = scratch / "bytes.md"
    path.write_bytes(content)
    try:
        read_guide(path, scratch)
    except GuideFault as fault:
        assert fault.path == "bytes.md"
