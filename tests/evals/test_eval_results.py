from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.types import Answer
from evals.baseline import compare, read_baseline
from evals.dataset import Case
from evals.errors import BaselineInvalid
from evals.results import CaseResult, Comparison, Results, Settings, rate_of, rates_by_category, summary_of
from evals.run import results_of

Make = Callable[..., Answer]
MakeCase = Callable[..., Case]
SETTINGS = Settings(embedder="any", datasets=(), guides=1, guide_faults=())


@pytest.fixture
def made(make_case: MakeCase) -> Callable[..., CaseResult]:
    def make(name: str, outcome: str, category: str = "lookup", **more: Any) -> CaseResult:
        return CaseResult.model_validate({"case": make_case(id=name, category=category), "outcome": outcome} | more)

    return make


def _results(*cases: CaseResult, comparison: Comparison | None = None) -> Results:
    return results_of(cases, "generation-7", SETTINGS, comparison)


def test_unscored_cases_are_neither_passed_nor_failed(made: Callable[..., CaseResult]) -> None:
    rate = rate_of([made("a", "passed"), made("b", "failed"), made("c", "unscored")])
    assert (rate.cases, rate.passed, rate.unscored, rate.rate) == (2, 1, 1, 0.5)


def test_categories_are_rated_apart(made: Callable[..., CaseResult]) -> None:
    rates = rates_by_category([made("a", "passed"), made("b", "failed", "counter"), made("c", "passed")])
    assert {name: rate.rate for name, rate in rates.items()} == {"lookup": 1.0, "counter": 0.0}


def test_a_run_is_good_from_95_percent_on(made: Callable[..., CaseResult]) -> None:
    passed = [made(f"p{at}", "passed") for at in range(19)]
    assert _results(*passed, made("f", "failed")).good
    assert not _results(*passed[1:], made("f", "failed")).good


def test_one_unsupported_number_or_altered_quote_is_not_good(made: Callable[..., CaseResult]) -> None:
    passed = [made(f"p{at}", "passed", quotes=2) for at in range(99)]
    assert _results(*passed).good
    assert not _results(*passed, made("f", "failed", unsupported=("£9",))).good
    assert not _results(*passed, made("f", "failed", quotes=1, unverbatim=1)).good


def test_a_run_without_a_judged_case_is_not_good(made: Callable[..., CaseResult]) -> None:
    assert not _results(made("a", "unscored")).good
    assert not _results().good


def test_refusals_are_counted_both_ways(
    made: Callable[..., CaseResult], make_case: MakeCase, make_answer: Make
) -> None:
    refused = make_answer(status="not_in_guides")
    wanted_refusal = make_case({"status": "declined"}, id="c")
    summary = summary_of(
        [
            made("a", "failed", answer=refused),
            made("b", "passed", answer=make_answer()),
            CaseResult(case=wanted_refusal, outcome="failed", answer=make_answer()),
        ]
    )
    assert (summary.over_refusals, summary.over_answers) == (1, 1)


def test_times_and_ranks_are_summed_up(made: Callable[..., CaseResult]) -> None:
    summary = summary_of([made(str(at), "passed", seconds=at / 10, rank=1) for at in range(1, 11)])
    assert (summary.median_seconds, summary.p95_seconds) == (0.5, 1.0)
    assert (summary.retrieval.cases, summary.retrieval.mrr) == (10, 1.0)


def test_a_comparison_names_regressions_and_fixes(made: Callable[..., CaseResult]) -> None:
    before = {"a": "passed", "b": "failed", "c": "passed", "d": "passed", "gone": "passed"}
    now = [made("a", "failed"), made("b", "passed"), made("c", "unscored"), made("d", "passed"), made("e", "passed")]
    assert compare(before, now) == Comparison(regressions=("a", "c"), fixes=("b",), added=("e",), removed=("gone",))


def test_a_regression_makes_a_run_not_good(made: Callable[..., CaseResult]) -> None:
    passed = [made(f"p{at}", "passed") for at in range(99)]
    lost = Comparison(regressions=("f",), fixes=(), added=(), removed=())
    assert _results(*passed, made("f", "failed")).good
    assert not _results(*passed, made("f", "failed"), comparison=lost).good


def test_results_are_their_own_baseline(made: Callable[..., CaseResult], tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text(_results(made("a", "passed"), made("b", "failed")).model_dump_json(), encoding="utf-8")
    assert read_baseline(path) == {"a": "passed", "b": "failed"}


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"cases": [{"outcome": "passed"}]}', b"\xff"])
def test_a_file_that_holds_no_results_is_no_baseline(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "results.json"
    path.write_bytes(content)
    with pytest.raises(BaselineInvalid, match=r"results\.json: it isn't a results file"):
        read_baseline(path)


def test_a_missing_baseline_is_named(tmp_path: Path) -> None:
    with pytest.raises(BaselineInvalid, match=r"none\.json: No such file"):
        read_baseline(tmp_path / "none.json")
