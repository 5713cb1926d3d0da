"""Guide files into structured guides.

`read_guides` reads a folder and collects every fault; a guide that can't be
used never stops the others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.blocks import plain, read_blocks
from index.errors import GuideDuplicate, GuideFault, GuideNameless, GuidesMissing
from index.files import GuideFile, find_guides, read_file
from index.front_matter import FrontMatter, read_front_matter
from index.levels import read_levels
from index.levers import read_levers
from index.prose_figures import ProsePlace, read_prose
from index.reconcile import reconcile
from index.sections import read_sections, slugify
from index.table_figures import Place, read_pay_table
from index.tables import read_table
from index.types import Block, Figure, Finding, Guide, Section, SectionKind
from index.yaml_figures import read_yaml_figures

_TITLE = re.compile(
    r"(?P<role>.+?)\s+(?:\||[—–-](?!.*\s[|—–-]\s.*negotiation\s+guide))\s+(?P<company>.+?)"
    r"\s+(?:global\s+|salary\s+|compensation\s+)*negotiation\s+guide\b",
    re.IGNORECASE,
)
"""A pipe parts role and company; a dash does where no pipe or dash follows, for roles have dashes too."""
_LONGEST_TITLE = 300
_NO_FIGURES = {SectionKind.LEVEL_MAPPING, SectionKind.SOURCES}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder gave: guides in order of their ids, and a fault for each file that can't be used."""

    guides: tuple[Guide, ...]
    faults: tuple[GuideFault, ...]


@dataclass(frozen=True, slots=True)
class _Identity:
    company_slug: str
    role_slug: str
    company: str
    role: str
    title: str


def read_guides(folder: Path) -> Reading:
    """Read all guides below `folder`; raises GuidesMissing where none can be used."""
    guides: dict[str, Guide] = {}
    faults: list[GuideFault] = []
    for path in find_guides(folder):
        try:
            guide = read_guide(path, folder)
            if guide.id in guides:
                raise _duplicate(guide, guides[guide.id])
            guides[guide.id] = guide
        except GuideFault as fault:
            faults.append(fault)
    if not guides:
        listed = "; ".join(str(fault) for fault in faults[:5])
        raise GuidesMissing(folder, "no guide in it can be used", f"Mend these files: {listed}")
    return Reading(tuple(guides[key] for key in sorted(guides)), tuple(faults))


def read_guide(path: Path, root: Path) -> Guide:
    """Read one guide; raises GuideFault with the file and line of what is wrong."""
    file = read_file(path, root)
    front = read_front_matter(file)
    lines = file.text.split("\n")
    sections = read_sections(read_blocks(file.text, front.body_line), lines)
    identity = _identify(front, sections, file)
    return _assemble(file, front, sections, identity)


def _assemble(file: GuideFile, front: FrontMatter, sections: tuple[Section, ...], identity: _Identity) -> Guide:
    guide_id = f"{identity.company_slug}/{identity.role_slug}"
    yaml, yaml_findings = read_yaml_figures(front, guide_id, file.path)
    tables, table_findings = _table_figures(sections, guide_id, file.path)
    figures, disputes, dispute_findings = reconcile(yaml, tables, file.path)
    regions = tuple(dict.fromkeys(figure.region for figure in figures if figure.region))
    currencies = {region: frozenset(_currencies(figures, region)) for region in regions}
    prose = tuple(_prose_figures(sections, guide_id, file.path, currencies))
    dates, date_findings = _dates(front, file.path)
    sources = front.fields.get("data_sources")
    return Guide(
        id=guide_id,
        company=identity.company,
        role=identity.role,
        title=identity.title,
        source_path=file.path,
        sha256=file.sha256,
        regions=regions,
        text=file.text,
        body_line=front.body_line,
        last_updated=dates.get("last_updated"),
        next_review_due=dates.get("next_review_due"),
        data_quality=front.text("data_quality"),
        salary_data_quarter=front.text("salary_data_quarter"),
        data_sources=tuple(entry.words for entry in (sources.items if sources else ()) if entry.words),
        metadata_lines=front.key_lines,
        sections=sections,
        figures=(*figures, *prose),
        disputes=disputes,
        level_rows=tuple(row for section in sections for row in read_levels(section)),
        levers=tuple(read_levers(sections, file.text.split("\n"))),
        findings=(*yaml_findings, *table_findings, *dispute_findings, *date_findings),
    )


def _identify(front: FrontMatter, sections: Sequence[Section], file: GuideFile) -> _Identity:
    heading = next((section.title for section in sections if section.level < 7), "")
    named = next((found for section in sections if (found := _TITLE.search(section.title[:_LONGEST_TITLE]))), None)
    company = front.text("company_display") or (named["company"] if named else None) or front.text("company")
    role = front.text("role_display") or (named["role"] if named else None) or front.text("role")
    company_slug = slugify(front.text("company") or company or "")
    role_slug = slugify(front.text("role") or role or "")
    if not company or not role or not company_slug or not role_slug:
        advice = (
            "Give `company` and `role` in the front-matter, or a title such as `# Role | Company Negotiation Guide`."
        )
        raise GuideNameless(file.path, 1, "neither front-matter nor title says company and role", advice)
    title = (named.string if named else heading) or next((section.title for section in sections), "")
    return _Identity(company_slug, role_slug, plain(company), plain(role), title or f"{role} | {company}")


def _duplicate(guide: Guide, first: Guide) -> GuideDuplicate:
    advice = "Give one of them another `role` or `company`, or remove it; the first one is used."
    return GuideDuplicate(guide.source_path, 1, f"{first.source_path} already has the id {guide.id}", advice)


def _table_figures(sections: Sequence[Section], guide_id: str, path: str) -> tuple[list[Figure], list[Finding]]:
    figures: list[Figure] = []
    findings: list[Finding] = []
    number = 0
    for section in sections:
        for block, below in _tables(section):
            number += 1
            if section.kind in _NO_FIGURES:
                continue
            table = read_table(block)
            reading = read_pay_table(table, Place(guide_id, path, number), table.note or below)
            if reading:
                figures += reading.figures
                findings += reading.findings
    return figures, findings


def _tables(section: Section) -> Iterator[tuple[Block, str]]:
    """Tables of a section with the emphasised line below each."""
    for place, block in enumerate(section.blocks):
        if block.kind == "table":
            following = section.blocks[place + 1].text if place + 1 < len(section.blocks) else ""
            yield block, following if following.startswith(("*", "_")) else ""


def _prose_figures(
    sections: Sequence[Section], guide_id: str, path: str, regions: Mapping[str, frozenset[str]]
) -> Iterator[Figure]:
    for section in sections:
        if section.kind in _NO_FIGURES:
            continue
        strategy = section.kind is SectionKind.STRATEGY
        for block in section.blocks:
            if block.kind != "table":
                place = ProsePlace(guide_id, path, section.title, block.start_line, regions, strategy)
                yield from read_prose(block.text, place)


def _currencies(figures: Sequence[Figure], region: str) -> Iterator[str]:
    """The currencies that the guide pays in at `region`."""
    return (figure.currency for figure in figures if figure.region == region and figure.currency)


def _dates(front: FrontMatter, path: str) -> tuple[dict[str, dt.date], list[Finding]]:
    dates: dict[str, dt.date] = {}
    findings: list[Finding] = []
    for key in ("last_updated", "next_review_due"):
        text = front.text(key)
        if text is None:
            continue
        try:
            dates[key] = dt.date.fromisoformat(text)
        except ValueError:
            message = f"{key} is {text!r}; write it as YYYY-MM-DD."
            line = front.fields[key].line
            findings.append(Finding(code="date-unreadable", level="warning", path=path, line=line, message=message))
    return dates, findings
