"""A run against an earlier one: what got lost and what got better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ValidationError

from evals.errors import BaselineInvalid
from evals.results import CaseResult, Comparison


class _EarlierCase(BaseModel):
    id: str


class _EarlierResult(BaseModel):
    case: _EarlierCase
    outcome: Literal["passed", "failed", "unscored"]


class _Earlier(BaseModel):
    """The few fields of an earlier results.json that are compared; older shapes may differ in the rest."""

    cases: list[_EarlierResult]


def read_baseline(path: Path) -> dict[str, str]:
    """Case id → outcome of an earlier run; raises BaselineInvalid."""
    try:
        earlier = _Earlier.model_validate_json(path.read_bytes())
    except OSError as fault:
        raise BaselineInvalid(path, fault.strerror or "it can't be read") from None
    except ValidationError as fault:
        raise BaselineInvalid(path, f"it isn't a results file ({fault.errors()[0]['msg']})") from None
    return {result.case.id: result.outcome for result in earlier.cases}


def compare(before: Mapping[str, str], now: Sequence[CaseResult]) -> Comparison:
    """What changed; a case that passed and can't be judged any more is a regression too."""
    outcomes = {result.case.id: result.outcome for result in now}
    shared = [name for name in outcomes if name in before]
    return Comparison(
        regressions=tuple(name for name in shared if before[name] == "passed" != outcomes[name]),
        fixes=tuple(name for name in shared if before[name] != "passed" == outcomes[name]),
        added=tuple(name for name in outcomes if name not in before),
        removed=tuple(name for name in before if name not in outcomes),
    )
