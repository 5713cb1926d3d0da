"""Eval cases: a conversation, and what its last answer must hold.

Datasets are JSON Lines, one case a line. Those in the package folder
`evals/cases` ship with the program and are the default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from coach.types import Status
from evals.errors import CasesInvalid, CasesMissing
from index.types import Component, Frozen, Number, Unit

Category = Literal[
    "lookup",
    "lookup_level",
    "lookup_all_regions",
    "follow_up",
    "compare",
    "level_mapping",
    "freshness_sources",
    "not_in_guides",
    "needs_clarification",
    "offer_assessment",
    "counter",
    "levers_scripts",
    "draft_message",
    "walk_away",
    "multi_question",
    "false_premise",
    "out_of_scope",
    "declined",
    "noisy",
    "rehearsal",
]
"""What a case puts to the test."""

Words = Annotated[str, Field(min_length=1)]
"""A text that says something."""


class ExpectedFigure(Frozen):
    """A figure that the answer must give."""

    component: Component
    """The part of the pay."""
    region: str | None
    """Region as the guide names it; None matches any."""
    level: str | None
    """Level as the guide names it; None matches figures without a level only."""
    low: Number
    """Lower bound, exact."""
    high: Number
    """Upper bound, exact."""
    currency: str | None
    """ISO 4217 code; None for percent and shares."""
    unit: Unit
    """What the bounds count."""


class Expectation(Frozen):
    """What the answer to the last turn must be."""

    status: Status
    """How the question must be met."""
    figures: tuple[ExpectedFigure, ...] = ()
    """All of them must be among the answer's figures."""
    sections: tuple[Words, ...] = ()
    """One of them must be cited; empty where any will do."""
    must_mention: tuple[Words, ...] = ()
    """Words that must stand in the answer; `|` separates alternatives."""
    must_not_mention: tuple[Words, ...] = ()
    """Words that must not; `|` separates alternatives here too."""


class Case(Frozen):
    """One conversation to hold and the expectation on its last answer."""

    id: Words
    """Unique across all datasets of a run."""
    category: Category
    """What it puts to the test."""
    guide_ids: tuple[str, ...]
    """Guides that it is about; empty where it needs none."""
    turns: Annotated[tuple[Words, ...], Field(min_length=1)]
    """The user's messages in order; only the answer to the last is graded."""
    expect: Expectation
    """What that answer must be."""
    note: str = ""
    """Why the case exists."""


def shipped_datasets() -> list[Path]:
    """The datasets that ship with the program, by name."""
    return sorted(_shipped().glob("*.jsonl"))


def load_cases(datasets: Iterable[Path]) -> tuple[Case, ...]:
    """Read every case, in order; raises CasesInvalid or CasesMissing."""
    cases: dict[str, Case] = {}
    origins: dict[str, str] = {}
    for path in datasets:
        for line, case in _cases_of(path):
            if case.id in cases:
                raise CasesInvalid(path, line, f"id {case.id!r} was already used at {origins[case.id]}")
            cases[case.id] = case
            origins[case.id] = f"{path}:{line}"
    if not cases:
        raise CasesMissing(_shipped(), "no dataset was given and none is here")
    return tuple(cases.values())


def _shipped() -> Path:
    return Path(str(files("evals.cases")))


def _cases_of(path: Path) -> Iterator[tuple[int, Case]]:
    """Each case of a file with its line; blank lines are passed over."""
    lines = [(line, text) for line, text in enumerate(_read(path).split("\n"), start=1) if text.strip()]
    if not lines:
        raise CasesMissing(path, "the file holds no case")
    for line, text in lines:
        try:
            yield line, Case.model_validate_json(text)
        except ValidationError as fault:
            raise CasesInvalid(path, line, _first_problem(fault)) from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise CasesInvalid(path, line, "the text isn't UTF-8") from None
    except OSError as fault:
        raise CasesMissing(path, fault.strerror or "it can't be read") from None


def _first_problem(fault: ValidationError) -> str:
    """Field and complaint of the first thing that is wrong."""
    first = fault.errors(include_url=False, include_input=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}" if field else first["msg"]
