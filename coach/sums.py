"""Formulas of computed numbers, worked out again."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from fractions import Fraction

_OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluate(formula: str) -> tuple[Fraction, frozenset[Fraction]] | None:
    """The exact value of `formula` and the numbers in it; None where it is more than numbers, + - * / and brackets."""
    try:
        tree = ast.parse(formula, mode="eval").body
        return _value(tree), frozenset(_number(node) for node in ast.walk(tree) if isinstance(node, ast.Constant))
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None


def _value(node: ast.expr) -> Fraction:
    if isinstance(node, ast.Constant):
        return _number(node)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError(ast.dump(node))


def _number(node: ast.Constant) -> Fraction:
    return Fraction(repr(node.value))
