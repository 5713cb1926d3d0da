from types import SimpleNamespace
from typing import Any

from evals.questions import varied_questions


def _guides(*names: str) -> dict[str, Any]:
    figures = [SimpleNamespace(region=region) for region in ("Oslo", None, "Leeds", "Oslo")]
    return {name: SimpleNamespace(company=name, role="Baker", figures=figures) for name in names}


def test_questions_differ_and_are_always_the_same() -> None:
    questions = varied_questions(_guides("Mill End", "Harbour Lane"), 30)
    assert len(set(questions)) == 30
    assert questions == varied_questions(_guides("Mill End", "Harbour Lane"), 30)


def test_questions_spread_over_guides_and_places() -> None:
    text = " ".join(varied_questions(_guides("Mill End", "Harbour Lane"), 12))
    assert all(name in text for name in ("Mill End", "Harbour Lane", "Oslo", "Leeds"))


def test_few_guides_give_fewer_questions() -> None:
    assert 0 < len(varied_questions(_guides("Mill End"), 500)) < 500
    assert varied_questions({}, 5) == ()
