"""Derived numbers, worked out again: a formula must give its value and use its inputs."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation

from coach.types import Answer, Derived

_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-", ",": None})


def false_sums(answer: Answer) -> tuple[str, ...]:
    """Derived numbers whose formula gives something else, or whose inputs don't exist."""
    faults = []
    for derived in answer.derived:
        result = work_out(derived.formula)
        if result is None:
            faults.append(f"{derived.label!r}: {derived.formula!r} can't be worked out")
        elif not _agrees(derived, result):
            faults.append(f"{derived.label!r}: {derived.formula} is {result}, not {derived.value}")
        faults += [
            f"{derived.label!r}: there is no {name}"
            for name in derived.inputs
            if not _exists(name, len(answer.figures))
        ]
    return tuple(faults)


def work_out(formula: str) -> Decimal | None:
    """What the formula comes to, exactly; None where it isn't plain arithmetic."""
    plain = re.sub(r"(\d+(?:\.\d+)?)\s*%", r"(\1/100)", formula.translate(_SIGNS))
    try:
        return _value(ast.parse(plain.strip(), mode="eval").body)
    except (SyntaxError, ValueError, DivisionByZero, InvalidOperation, RecursionError):
        return None


def _value(node: ast.expr) -> Decimal:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Decimal(str(number))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATIONS:
            return _OPERATIONS[type(sign)](_value(left), _value(right))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
    raise ValueError("not plain arithmetic")


def _agrees(derived: Derived, result: Decimal) -> bool:
    """Whether the value is the result, as far as its last digit goes for a fraction."""
    value = Decimal(str(derived.value))
    places = max(0, -int(value.as_tuple().exponent))
    tolerance = Decimal(5) / 10 ** (places + 1) if places or derived.unit == "percent" else Decimal(0)
    return abs(value - result) <= tolerance


def _exists(name: str, figures: int) -> bool:
    kind, _, which = name.partition(":")
    return (kind == "figure" and which.isdecimal() and int(which) < figures) or (kind == "user" and bool(which))
