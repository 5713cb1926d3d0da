"""Amounts → text: the one place that writes numbers, in a form that `index.money` reads back exactly."""

from __future__ import annotations

from decimal import Decimal

from index.currencies import written
from index.types import Number, Unit


def format_amount(low: Number, high: Number, unit: Unit, currency: str | None) -> str:
    """`£130,000–£170,000`, `$215,000`, `10–15%`, `9,000 shares`, `SEK 65,000`; plain numbers without a currency."""
    before = written(currency) if unit is Unit.CURRENCY else ""
    bounds = [low] if low == high else [low, high]
    text = "–".join(f"{'-' if bound < 0 else ''}{before}{_digits(abs(bound), unit)}" for bound in bounds)
    if unit is Unit.PERCENT:
        return f"{text}%"
    if unit is Unit.SHARES:
        return f"{text} share" if low == high == 1 else f"{text} shares"
    return text


def _digits(number: Number, unit: Unit) -> str:
    """Fractions only where needed; never three digits behind the point of an amount: they look like thousands."""
    exact = Decimal(repr(number))
    if exact == exact.to_integral_value():
        return f"{int(exact):,}"
    plain = f"{exact:,f}"
    looks_grouped = unit is not Unit.PERCENT and len(plain.partition(".")[2]) == 3
    return f"{plain}0" if looks_grouped else plain
