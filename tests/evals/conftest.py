"""One invented guide on disk, an answer that keeps every promise about it, and fakes that remember."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from coach.types import Answer
from evals.dataset import Case
from index.types import Block, Chunk, Guide, Hit, Passage, Section, SectionKind

GUIDE_ID = "harbour-lane/reliability-engineer"
TEXT = """\
---
company: harbour-lane
role: reliability-engineer
last_updated: 2031-03-04
---
# Reliability Engineer | Harbour Lane Negotiation Guide

## Pay by Place (+5% Night Premium)

| Place | Base | Bonus |
|---|---|---|
| Oslo (HQ) | kr700K - kr900K | 10–15% |
| Leeds | £61K - £83K / $77K - $105K | 5–8% |

## Opening Moves

Open at £85K and leave below £58,500. An L5 carries 40 hours of
standby each month for 2 teams.
"""


class FakeLibrary:
    """Ranks the chunks by words shared with the query and remembers what was asked."""

    index_id = "generation-7"
    faults: tuple[Exception, ...] = ()

    def __init__(self, guides: Mapping[str, Guide]) -> None:
        self.guides = guides
        self.asked: list[tuple[str, tuple[str, ...] | None, int]] = []

    def search(self, query: str, *, guide_ids: Collection[str] | None = None, limit: int = 8) -> list[Hit]:
        self.asked.append((query, tuple(guide_ids) if guide_ids else None, limit))
        wanted = set(query.casefold().split())
        hits = [
            (len(wanted & set(f"{section.title} {block.text}".casefold().split())), section, block.text)
            for guide in self.guides.values()
            for section in guide.sections
            for block in section.blocks
        ]
        return [_hit(section, text, score) for score, section, text in sorted(hits, key=lambda hit: -hit[0])][:limit]


class FakeCoach:
    """Answers from a queue, raises what it finds there, and remembers every call."""

    def __init__(self, library: FakeLibrary, answers: Iterable[Answer | Exception]) -> None:
        self.library = library
        self.queue = deque(answers)
        self.calls: list[tuple[str, str | None]] = []

    def answer(self, message: str, conversation_id: str | None = None) -> Answer:
        self.calls.append((message, conversation_id))
        reply = self.queue.popleft()
        if isinstance(reply, Exception):
            raise reply
        return reply


def _hit(section: Section, text: str, score: float) -> Hit:
    passage = Passage.model_construct(
        guide_id=GUIDE_ID, anchor=section.anchor, start_line=section.start_line, end_line=section.end_line, quote=text
    )
    chunk = Chunk.model_construct(id=section.anchor, passage=passage, kind=section.kind, text_to_embed=text)
    return Hit.model_construct(chunk=chunk, score=score, similarity=None, dense_rank=None, lexical_rank=1)


def _section(title: str, anchor: str, kind: SectionKind, start: int, end: int) -> Section:
    lines = TEXT.split("\n")[start : end - 1]
    block = Block.model_construct(kind="paragraph", start_line=start + 1, end_line=end, text="\n".join(lines))
    return Section.model_construct(
        title=title, anchor=anchor, kind=kind, level=2, start_line=start, end_line=end, blocks=(block,)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "guides"
    place.mkdir()
    (place / "harbour.md").write_text(TEXT, encoding="utf-8")
    return place


@pytest.fixture
def guides() -> dict[str, Guide]:
    guide = Guide.model_construct(
        id=GUIDE_ID,
        company="Harbour Lane",
        role="Reliability Engineer",
        title="Reliability Engineer",
        source_path="harbour.md",
        sha256="0" * 64,
        text=TEXT,
        body_line=6,
        last_updated=dt.date(2031, 3, 4),
        next_review_due=None,
        data_quality=None,
        salary_data_quarter="2030-Q4",
        data_sources=(),
        metadata_lines={},
        sections=(
            _section("Pay by Place (+5% Night Premium)", "pay-by-place", SectionKind.COMPENSATION, 8, 13),
            _section("Opening Moves", "opening-moves", SectionKind.STRATEGY, 15, 18),
        ),
        figures=(),
        level_rows=(),
        levers=(),
        findings=(),
    )
    return {GUIDE_ID: guide}


@pytest.fixture
def library(guides: dict[str, Guide]) -> FakeLibrary:
    return FakeLibrary(guides)


@pytest.fixture
def fake_coach(library: FakeLibrary) -> Callable[..., FakeCoach]:
    return lambda *answers: FakeCoach(library, answers)


def _figure(**changes: Any) -> dict[str, Any]:
    figure: dict[str, Any] = {
        "component": "base_salary",
        "kind": "market_range",
        "region": "Leeds",
        "level": None,
        "low": 61000,
        "high": 83000,
        "unit": "currency",
        "currency": "GBP",
        "period": "year",
        "guide_id": GUIDE_ID,
        "source": {"kind": "table", "path": "harbour.md", "locator": "table 1", "line": 13, "end_line": 13},
        "marker": 1,
    }
    return figure | changes


@pytest.fixture
def make_figure() -> Callable[..., dict[str, Any]]:
    return _figure


@pytest.fixture
def make_citation() -> Callable[..., dict[str, Any]]:
    return _citation


def _citation(**changes: Any) -> dict[str, Any]:
    citation: dict[str, Any] = {
        "marker": 1,
        "guide_id": GUIDE_ID,
        "section": "Pay by Place (+5% Night Premium)",
        "heading_path": ("Reliability Engineer", "Pay by Place (+5% Night Premium)"),
        "quote": "| Leeds | £61K - £83K / $77K - $105K | 5–8% |",
        "source_path": "harbour.md",
        "start_line": 13,
        "end_line": 13,
        "url": "/guides/harbour-lane/reliability-engineer#pay-by-place",
    }
    return citation | changes


@pytest.fixture
def make_answer() -> Callable[..., Answer]:
    """An answer that keeps every promise, but for the changes asked for."""

    def make(text: str = "Base in Leeds is £61K–£83K [1].", **changes: Any) -> Answer:
        scope = {"company": "Harbour Lane", "role": "Reliability Engineer", "region": "Leeds", "level": None}
        answer: dict[str, Any] = {
            "conversation_id": "c1",
            "turn": 1,
            "status": "answered",
            "answer": text,
            "scope": scope | {"guide_ids": (GUIDE_ID,)},
            "citations": (_citation(),),
            "figures": (_figure(),),
            "derived": (),
            "warnings": (),
            "follow_ups": (),
            "composer": "extractive",
            "index": "generation-7",
        }
        return Answer.model_validate(answer | changes)

    return make


@pytest.fixture
def make_case() -> Callable[..., Case]:
    """A case that the good answer meets, but for the changes asked for."""

    def make(expect: Mapping[str, Any] | None = None, **changes: Any) -> Case:
        wanted = {name: _figure()[name] for name in ("component", "region", "level", "low", "high", "currency", "unit")}
        expected: dict[str, Any] = {"status": "answered", "figures": [wanted], "sections": ["Pay by Place"]}
        case: dict[str, Any] = {
            "id": "lookup-1",
            "category": "lookup",
            "guide_ids": [GUIDE_ID],
            "turns": ["What base does a Reliability Engineer get at Harbour Lane in Leeds?"],
            "expect": expected | dict(expect or {}),
        }
        return Case.model_validate(case | changes)

    return make
