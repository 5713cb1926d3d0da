"""Invented guides, and an embedder that ranks by shared words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from index.reading import read_guide
from index.types import Block, Guide, Lever, Section, SectionKind


class HashEmbedder:
    """Bag of words hashed into 64 dimensions: texts that share words are near. Remembers what it was asked."""

    name = "hash-of-words"
    dimensions = 64
    window = 256

    def __init__(self) -> None:
        self.asked: list[str] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [2 + len(re.findall(r"\w+|[^\w\s]", text)) for text in texts]

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        vectors = np.full((len(texts), self.dimensions), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, hashlib.sha256(word.encode()).digest()[0] % self.dimensions] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@dataclass(frozen=True)
class Part:
    """A section to be: its title, kind and blocks (kind, text)."""

    title: str
    blocks: Sequence[tuple[str, str]]
    kind: SectionKind = SectionKind.OTHER
    levers: bool = False


def guide_of(parts: Sequence[Part], company: str = "Nordlys Shipping", role: str = "Route Planner") -> Guide:
    """A guide of these parts; every block stands on the lines that it says."""
    lines = [f"# {role} | {company} Negotiation Guide", ""]
    sections: list[Section] = []
    levers: list[Lever] = []
    for number, part in enumerate(parts):
        heading = len(lines) + 1
        anchor = f"part-{number}"
        lines += [f"## {part.title}", ""]
        blocks = []
        for kind, text in part.blocks:
            start = len(lines) + 1
            lines += [*text.split("\n"), ""]
            end = start + text.count("\n")
            blocks.append(Block(kind=kind, start_line=start, end_line=end, text=text))
            if part.levers:
                levers.append(
                    Lever(
                        number=len(levers) + 1, title="Lever", anchor=anchor, start_line=start, end_line=end, text=text
                    )
                )
        sections.append(
            Section(
                title=part.title,
                heading_path=(f"{role} | {company} Negotiation Guide", part.title),
                anchor=anchor,
                kind=part.kind,
                level=2,
                start_line=heading,
                end_line=blocks[-1].end_line if blocks else heading,
                blocks=tuple(blocks),
            )
        )
    text = "\n".join(lines)
    told = {
        "id": f"{company}/{role}".lower().replace(" ", "-"),
        "company": company,
        "role": role,
        "title": f"{role} | {company} Negotiation Guide",
        "source_path": f"{company}-{role}.md".lower().replace(" ", "-"),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "text": text,
        "body_line": 1,
        "sections": tuple(sections),
        "levers": tuple(levers),
        "metadata_lines": {},
    }
    dates_and_ratings = dict.fromkeys(("last_updated", "next_review_due", "data_quality", "salary_data_quarter"), None)
    nothing_else = dict.fromkeys(Guide.model_fields, ())
    return Guide(**(nothing_else | dates_and_ratings | told))


GUIDE_FILE = """---
company: {slug}
company_display: {company}
role: {role_slug}
role_display: {role}
---
# {role} | {company} Negotiation Guide

## Compensation Overview

| Region | Base Salary | Bonus | Total Comp |
|--------|-------------|-------|------------|
| Oslo | ${base}K - $150K | $20K - $30K | $140K - $180K |
| Bergen | $95K - $130K | $15K - $25K | $110K - $155K |

## Global Levers

1. **Fleet savings**: "Every route that I shorten saves fuel; I ask for a share of that."

2. **Night cover**: "I carry the pager in storms, so night cover is part of the pay."

## Negotiate Up Strategy

Open at $145K base in {company}. Walk away below ${base}K base.
{extra}
"""


def write_guide(folder: Path, company: str, role: str = "Route Planner", base: int = 110, extra: str = "") -> Path:
    """A small guide file on disk."""
    slug, role_slug = (name.lower().replace(" ", "-") for name in (company, role))
    path = folder / slug / f"{role_slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    filled = GUIDE_FILE.format(slug=slug, company=company, role_slug=role_slug, role=role, base=base, extra=extra)
    path.write_text(filled, encoding="utf-8")
    return path


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def part() -> type[Part]:
    return Part


@pytest.fixture
def make_guide() -> Callable[..., Guide]:
    return guide_of


@pytest.fixture
def add_guide() -> Callable[..., Path]:
    return write_guide


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three guides of invented companies."""
    guides = tmp_path / "guides"
    write_guide(guides, "Nordlys Shipping")
    write_guide(guides, "Nordlys Shipping", "Dock Scheduler", base=90)
    write_guide(guides, "Fjell Robotics", "Motion Engineer", base=125)
    return guides


@pytest.fixture
def invented() -> Path:
    """The folder of invented guides that the reading side is proven on."""
    return Path(__file__).parents[1] / "fixtures" / "guides"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Guide]:
    """Write a text as a guide file and read it."""

    def read_text(text: str | bytes, name: str = "guide.md") -> Guide:
        path = tmp_path / "written" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_guide(path, tmp_path / "written")

    return read_text
