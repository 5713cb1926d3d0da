"""What is wrong with the guides: findings line by line, a summary by code, and both as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass

from rich.table import Table
from rich.text import Text

from api.terminal import printable
from index.audit import audit, codes
from index.errors import GuideFault
from index.reading import Reading
from index.types import Finding

GRAVITY = {"info": 0, "warning": 1, "error": 2}


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one code was found."""

    code: str
    count: int
    """Findings."""
    guides: int
    """Guides that have at least one."""
    explanation: str
    """What the code means."""


def find_all(reading: Reading, today: dt.date) -> Iterator[Finding]:
    """Everything wrong with the guides, unusable files included, by file and line."""
    found = [_of_fault(fault) for fault in reading.faults]
    for guide in reading.guides:
        found += audit(guide, today)
    yield from sorted(found, key=lambda each: (each.path, each.line, each.code))


def select(found: Iterator[Finding], level: str, wanted: Collection[str]) -> list[Finding]:
    """The findings of at least `level` and, where codes are `wanted`, of one of them."""
    grave = (each for each in found if GRAVITY[each.level] >= GRAVITY[level])
    return [each for each in grave if not wanted or each.code in wanted]


def finding_line(finding: Finding) -> str:
    """`file:line: level code: message`, on one line whatever a file is called."""
    text = f"{finding.path}:{finding.line}: {finding.level} {finding.code}: {finding.message}"
    return text.replace("\n", " ")


def tally(found: Sequence[Finding]) -> list[Tally]:
    """The codes found, in the order of their table."""
    paths: dict[str, list[str]] = {}
    for each in found:
        paths.setdefault(each.code, []).append(each.path)
    known = codes()
    order = sorted(paths, key=lambda code: (list(known).index(code) if code in known else len(known), code))
    explained = {code: known[code].explanation if code in known else "" for code in order}
    return [Tally(code, len(paths[code]), len(set(paths[code])), explained[code]) for code in order]


def summary_table(tallies: Sequence[Tally]) -> Table:
    """The tallies for people."""
    table = Table(box=None, pad_edge=False)
    table.add_column("Code", no_wrap=True)
    table.add_column("Findings", justify="right")
    table.add_column("Guides", justify="right")
    table.add_column("Meaning")
    for each in tallies:
        table.add_row(each.code, f"{each.count:,}", f"{each.guides:,}", Text(printable(each.explanation)))
    return table


def check_json(found: Sequence[Finding], guides: int) -> str:
    """Findings, their summary and the number of guides read, for programs."""
    content = {
        "guides": guides,
        "findings": [each.model_dump(mode="json") for each in found],
        "summary": [asdict(each) for each in tally(found)],
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


def _of_fault(fault: GuideFault) -> Finding:
    message = f"{fault.problem}. {fault.advice}"
    return Finding(code=fault.code, level="error", path=fault.path, line=fault.line, message=message)
