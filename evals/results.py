"""The words of a run: CaseResult, Rate, Summary, Results.

`Results` is what `results.json` holds: it names no machine and no folder of
one, so that two people's files can be compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from coach.types import Answer, Status
from evals.certainty import percentile, wilson
from evals.dataset import Case
from evals.retrieval import Retrieval, is_measurable, summed_up
from index.types import Frozen

PASS_BAR = 0.95
"""Least pass rate of a run that is good enough."""


class CaseResult(Frozen):
    """What became of one case."""

    case: Case
    """The case as it was put."""
    outcome: Literal["passed", "failed", "unscored"]
    """`unscored` where it couldn't be judged: neither passed nor failed."""
    reasons: tuple[str, ...] = ()
    """Why it failed or couldn't be judged, a line each."""
    answer: Answer | None = None
    """Answer to the last turn, its conversation id blanked; None where there was none."""
    unsupported: tuple[str, ...] = ()
    """Numbers of the answer that nothing vouches for."""
    quotes: int = 0
    """Quotes in the answer."""
    unverbatim: int = 0
    """Quotes that aren't in the guide as they stand."""
    rank: int | None = None
    """Rank at which search finds an expected section; None where it doesn't, or where none is expected."""
    seconds: float | None = None
    """Time for the answer to the last turn."""


class Rate(Frozen):
    """How many passed, and how sure that is."""

    cases: int
    """Cases that were judged."""
    passed: int
    """Cases without a reason against them."""
    unscored: int
    """Cases that couldn't be judged."""
    rate: float | None
    """Share of the judged cases that passed; None where none was judged."""
    low: float
    """Lower end of the rate's 95 % interval (Wilson)."""
    high: float
    """Upper end."""


class Summary(Frozen):
    """The run in a dozen numbers."""

    total: Rate
    """All cases."""
    unsupported_numbers: int
    """Numbers in answers that nothing vouches for."""
    quotes: int
    """Quotes given."""
    verbatim_rate: float | None
    """Share of quotes that are in the file as they stand; None where none was given."""
    over_refusals: int
    """Cases that expect an answer and got another status."""
    over_answers: int
    """Cases that expect another status and got an answer."""
    retrieval: Retrieval
    """How well search finds the expected sections."""
    median_seconds: float | None
    """Median time of an answer; None where none was given."""
    p95_seconds: float | None
    """Time that 95 % of the answers keep."""


class Dataset(Frozen):
    """A file of cases."""

    name: str
    """File name without its folder."""
    sha256: str
    """Hash of its bytes."""


class Settings(Frozen):
    """What the run was made with."""

    embedder: str
    """Name of the embedding model."""
    datasets: tuple[Dataset, ...]
    """Files that the cases come from."""
    guides: int
    """Guides in the index."""
    guide_faults: tuple[str, ...]
    """Guides that couldn't be read, with file, line and reason."""


class Comparison(Frozen):
    """This run against an earlier one, by case id."""

    regressions: tuple[str, ...]
    """Passed then, not now."""
    fixes: tuple[str, ...]
    """Not passed then, passed now."""
    added: tuple[str, ...]
    """Only in this run."""
    removed: tuple[str, ...]
    """Only in the earlier one."""


class Results(Frozen):
    """A whole run."""

    made_at: dt.datetime
    """When it ended, UTC."""
    commit: str | None
    """Commit of the code; None outside a repository."""
    dirty: bool | None
    """Whether the code had changes on top of the commit; None outside a repository."""
    index: str
    """Generation id of the index."""
    settings: Settings
    """What it was made with."""
    summary: Summary
    """The run in numbers."""
    categories: dict[str, Rate]
    """Category → rate, in the order of the cases."""
    comparison: Comparison | None
    """Against the baseline; None without one."""
    cases: tuple[CaseResult, ...]
    """Case by case."""

    @property
    def good(self) -> bool:
        """Whether the run clears every bar and, with a baseline, lost nothing."""
        total, summary = self.summary.total, self.summary
        regressed = self.comparison is not None and bool(self.comparison.regressions)
        return (
            total.rate is not None
            and total.rate >= PASS_BAR
            and summary.unsupported_numbers == 0
            and summary.verbatim_rate in (None, 1.0)
            and not regressed
        )


def rate_of(results: Sequence[CaseResult]) -> Rate:
    """Pass rate of these cases with its interval; the unscored are counted apart."""
    judged = [result for result in results if result.outcome != "unscored"]
    passed = sum(result.outcome == "passed" for result in judged)
    low, high = wilson(passed, len(judged))
    rate = passed / len(judged) if judged else None
    return Rate(cases=len(judged), passed=passed, unscored=len(results) - len(judged), rate=rate, low=low, high=high)


def rates_by_category(results: Sequence[CaseResult]) -> dict[str, Rate]:
    """Rate of each category, in the order in which the cases name them."""
    categories = dict.fromkeys(result.case.category for result in results)
    return {name: rate_of([result for result in results if result.case.category == name]) for name in categories}


def summary_of(results: Sequence[CaseResult]) -> Summary:
    """The run in numbers."""
    answered = [(result.case.expect.status, result.answer.status) for result in results if result.answer]
    quotes = sum(result.quotes for result in results)
    times = [result.seconds for result in results if result.seconds is not None]
    judged = [result for result in results if result.outcome != "unscored"]
    return Summary(
        total=rate_of(results),
        unsupported_numbers=sum(len(result.unsupported) for result in results),
        quotes=quotes,
        verbatim_rate=1 - sum(result.unverbatim for result in results) / quotes if quotes else None,
        over_refusals=sum(wanted is Status.ANSWERED and given is not wanted for wanted, given in answered),
        over_answers=sum(given is Status.ANSWERED and wanted is not given for wanted, given in answered),
        retrieval=summed_up([result.rank for result in judged if is_measurable(result.case)]),
        median_seconds=percentile(times, 0.5),
        p95_seconds=percentile(times, 0.95),
    )
