import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from coach.types import Answer
from evals import run
from evals.dataset import Case
from evals.errors import BaselineInvalid, CasesMissing
from evals.results import Results

Make = Callable[..., Answer]


@pytest.fixture
def dataset(tmp_path: Path, make_case: Callable[..., Case]) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text(make_case().model_dump_json() + "\n", encoding="utf-8")
    return path


@pytest.fixture
def evaluate(
    monkeypatch: pytest.MonkeyPatch, fake_coach: Any, folder: Path, tmp_path: Path, dataset: Path
) -> Callable[..., int]:
    """Runs the evals over a coach that gives these answers."""

    def with_answers(*answers: Answer | Exception, **changes: Any) -> int:
        @contextmanager
        def opened(*_: object) -> Iterator[Any]:
            yield fake_coach(*answers)

        monkeypatch.setattr(run, "_opened", opened)
        flags = {"datasets": [dataset], "report": None, "baseline": None, "as_json": False} | changes
        return run.run_evals(folder, tmp_path / "data", "any", **flags)

    return with_answers


def test_a_good_run_ends_with_0(evaluate: Callable[..., int], make_answer: Make, capsys: Any) -> None:
    assert evaluate(make_answer()) == 0
    assert "good: every bar is cleared" in capsys.readouterr().out


def test_a_run_under_its_bar_ends_with_1_and_says_why(
    evaluate: Callable[..., int], make_answer: Make, capsys: Any
) -> None:
    assert evaluate(make_answer("Base is £61K–£84K [1].")) == 1
    assert "failed  lookup-1: unsupported number '£84K'" in capsys.readouterr().out


def test_json_is_the_whole_output(evaluate: Callable[..., int], make_answer: Make, capsys: Any) -> None:
    evaluate(make_answer(), as_json=True)
    results = Results.model_validate_json(capsys.readouterr().out)
    assert results.summary.total.passed == 1
    assert [dataset.name for dataset in results.settings.datasets] == ["cases.jsonl"]


def test_a_regression_against_the_baseline_ends_with_1(
    evaluate: Callable[..., int], make_answer: Make, tmp_path: Path, capsys: Any
) -> None:
    assert evaluate(make_answer(), report=tmp_path / "report") == 0
    baseline = tmp_path / "report" / "results.json"
    assert evaluate(make_answer(), baseline=baseline) == 0
    assert evaluate(ValueError("lost"), baseline=baseline) == 1
    assert "regressions 1: lookup-1" in capsys.readouterr().out


def test_nothing_is_built_for_bad_input(evaluate: Callable[..., int], tmp_path: Path, dataset: Path) -> None:
    with pytest.raises(CasesMissing):
        evaluate(datasets=[tmp_path / "none.jsonl"])
    with pytest.raises(BaselineInvalid):
        evaluate(baseline=dataset)


def test_the_real_coach_answers_from_the_guides_given(folder: Path, tmp_path: Path, dataset: Path, capsys: Any) -> None:
    data = tmp_path / "data"
    run.run_evals(folder, data, "all-MiniLM-L6-v2", [dataset], None, None, True)
    (result,) = json.loads(capsys.readouterr().out)["cases"]
    assert result["outcome"] == "passed", result["reasons"]
    assert not list(data.rglob("*conversation*"))
