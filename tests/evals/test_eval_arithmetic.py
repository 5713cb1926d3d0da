from collections.abc import Callable
from decimal import Decimal

import pytest

from coach.types import Answer
from evals.arithmetic import false_sums, work_out


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("170000 - 150000", 20000),
        ("165,000 + 70,000 + 5% × 200,000", 245000),
        ("(150000 − 130000) ÷ (170000 − 130000) * 100", 50),
        ("-(2 + 3)", -5),
        ("225000 * 1.35", Decimal("303750.00")),
    ],
)
def test_formulas_are_worked_out_exactly(formula: str, result: int | Decimal) -> None:
    assert work_out(formula) == result


@pytest.mark.parametrize(
    "formula", ["", "base - 5", "1 / 0", "2 ** 9", "__import__('os')", "(1", "'a'", "10 / (5 - 5)"]
)
def test_what_is_no_plain_arithmetic_is_not_worked_out(formula: str) -> None:
    assert work_out(formula) is None


def _derived(**changes: object) -> dict[str, object]:
    derived: dict[str, object] = {
        "label": "gap",
        "value": 22000,
        "unit": "currency",
        "currency": "GBP",
        "formula": "83000 - 61000",
        "inputs": ("figure:0", "user:base_salary"),
    }
    return derived | changes


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"value": 33.3, "unit": "percent", "formula": "1 / 3 * 100"},
        {"value": 33, "unit": "percent", "formula": "99/3"},
    ],
)
def test_a_true_sum_is_no_fault(make_answer: Callable[..., Answer], change: dict[str, object]) -> None:
    assert false_sums(make_answer(derived=(_derived(**change),))) == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"value": 22001}, "'gap': 83000 - 61000 is 22000, not 22001"),
        ({"value": 33.4, "unit": "percent", "formula": "100 / 3"}, "is 33.33"),
        ({"formula": "top - bottom"}, "can't be worked out"),
        ({"inputs": ("figure:1",)}, "'gap': there is no figure:1"),
        ({"inputs": ("guess:base",)}, "'gap': there is no guess:base"),
    ],
)
def test_a_false_sum_is_found(make_answer: Callable[..., Answer], change: dict[str, object], fault: str) -> None:
    (found,) = false_sums(make_answer(derived=(_derived(**change),)))
    assert fault in found
