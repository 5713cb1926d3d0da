from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.types import Answer
from evals.dataset import Case
from evals.measures import judge, unmet
from index.types import Guide

Make = Callable[..., Answer]
MakeCase = Callable[..., Case]
MakePart = Callable[..., dict[str, Any]]


def test_an_answer_that_meets_its_case_has_no_reason_against_it(
    make_answer: Make, make_case: MakeCase, guides: dict[str, Guide], folder: Path
) -> None:
    judgement = judge(make_case({"must_mention": ["£61K|£61,000"]}), make_answer(), guides, folder)
    assert judgement.reasons == ()
    assert (judgement.quotes, judgement.unverbatim, judgement.unsupported) == (1, 0, ())


@pytest.mark.parametrize(
    "change",
    [
        {"low": 61001},
        {"high": 82999},
        {"currency": "USD"},
        {"unit": "percent"},
        {"component": "bonus"},
        {"region": "Oslo (HQ)"},
        {"region": None},
        {"level": "Senior"},
    ],
)
def test_a_figure_that_differs_anywhere_is_not_the_expected_one(
    make_answer: Make, make_case: MakeCase, make_figure: MakePart, change: dict[str, Any]
) -> None:
    (reason,) = unmet(make_case().expect, make_answer(figures=(make_figure(**change),)))
    assert reason == "no figure base_salary 61000..83000 GBP Leeds"


def test_an_expected_figure_without_a_region_matches_any(make_answer: Make, make_case: MakeCase) -> None:
    wanted = make_case().expect.figures[0].model_copy(update={"region": None})
    assert unmet(make_case({"figures": [wanted.model_dump()]}).expect, make_answer()) == ()


@pytest.mark.parametrize(
    ("expect", "reason"),
    [
        ({"status": "declined"}, "status answered instead of declined"),
        ({"sections": ["Opening Moves", "Sources"]}, "instead of Opening Moves or Sources"),
        ({"must_mention": ["Leeds", "£62K|£62,000"]}, "doesn't mention '£62K|£62,000'"),
        ({"must_not_mention": ["leeds"]}, "mentions 'leeds'"),
    ],
)
def test_an_unmet_expectation_is_told(
    make_answer: Make, make_case: MakeCase, expect: dict[str, Any], reason: str
) -> None:
    (found,) = unmet(make_case(expect).expect, make_answer())
    assert reason in found


def test_every_broken_promise_is_a_reason(
    make_answer: Make, make_case: MakeCase, make_citation: MakePart, guides: dict[str, Guide], folder: Path
) -> None:
    answer = make_answer("Base is £99K [2].", citations=(make_citation(quote="| Leeds | £61K to £83K |"),))
    judgement = judge(make_case(), answer, guides, folder)
    assert judgement.unsupported == ("£99K",)
    assert judgement.unverbatim == 1
    assert judgement.reasons == (
        "unsupported number '£99K'",
        "quote [1] isn't verbatim at harbour.md:13-13",
        "[2] leads to no citation",
        "figure 0: the answer doesn't state 61000",
    )
