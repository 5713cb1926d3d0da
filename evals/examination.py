"""One case put to the coach in a conversation of its own, and judged."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from coach.types import Answer
from evals.dataset import Case
from evals.measures import judge
from evals.results import CaseResult
from evals.retrieval import Searchable, is_measurable, section_rank


class Answering(Protocol):
    """Who is examined: the coach, or a fake of it."""

    @property
    def library(self) -> Searchable:
        """The guides that it answers from."""

    def answer(self, message: str, conversation_id: str | None = None) -> Answer:
        """The answer to a message in a conversation."""


def examine(case: Case, coach: Answering, folder: Path) -> CaseResult:
    """Hold the case's conversation and judge its last answer; `folder` holds the guides."""
    absent = [guide_id for guide_id in case.guide_ids if guide_id not in coach.library.guides]
    if absent:
        return CaseResult(case=case, outcome="unscored", reasons=(f"not in the index: {', '.join(absent)}",))
    try:
        return _judged(case, coach, folder)
    except Exception as fault:  # whatever breaks is this case's result; the others still run
        return CaseResult(case=case, outcome="failed", reasons=(f"raised {type(fault).__name__}: {fault}",))


def _judged(case: Case, coach: Answering, folder: Path) -> CaseResult:
    answer, seconds = _converse(case.turns, coach)
    judgement = judge(case, answer, coach.library.guides, folder)
    return CaseResult(
        case=case,
        outcome="failed" if judgement.reasons else "passed",
        reasons=judgement.reasons,
        answer=answer.model_copy(update={"conversation_id": ""}),
        unsupported=judgement.unsupported,
        quotes=judgement.quotes,
        unverbatim=judgement.unverbatim,
        rank=section_rank(case, coach.library) if is_measurable(case) else None,
        seconds=seconds,
    )


def _converse(turns: Sequence[str], coach: Answering) -> tuple[Answer, float]:
    """The answer to the last turn and the seconds that it took; earlier answers set the scene."""
    conversation_id = None
    for turn in turns[:-1]:
        conversation_id = coach.answer(turn, conversation_id).conversation_id
    started = time.perf_counter()
    answer = coach.answer(turns[-1], conversation_id)
    return answer, round(time.perf_counter() - started, 4)
