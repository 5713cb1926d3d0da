"""How things are called and amounts are spoken in answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coach.words import load
from index.money import format_amount
from index.types import Component, Figure, Guide, Number, Period, Unit

_PARENTHESES = re.compile(r"\s*\([^)]*\)")


def phrase(key: str, **values: object) -> str:
    """The wording `key` of the table of answers, filled with `values`."""
    table = load("answers")
    for name in key.split("."):
        table = table[name]
    return str(table).format(**values)


def component_name(component: Component) -> str:
    """`base salary`, `PnL participation or profit share`, …"""
    return str(load("answers")["component"][component.value])


def amount(low: Number, high: Number, unit: Unit, currency: str | None, period: Period | None) -> str:
    """An amount with its period: `£130,000–£170,000 a year`."""
    text = format_amount(low, high, unit, currency)
    return f"{text} {load('answers')['period'][period.value]}".strip() if period else text


def figure_amount(figure: Figure, *, period: bool = True) -> str:
    """The figure's amount with its period, or the unusual one that it is for."""
    text = amount(figure.low, figure.high, figure.unit, figure.currency, figure.period if period else None)
    return f"{text} {figure.qualifier}" if figure.qualifier and figure.qualifier.startswith("per ") else text


def threshold_amount(figure: Figure) -> str:
    """A threshold's amount with the words that restrict it: `$280,000 or more, guaranteed`."""
    words = (figure.qualifier or "").replace("or more", "").strip(" ,")
    text = format_amount(figure.low, figure.high, figure.unit, figure.currency)
    more = " or more" if figure.qualifier and "or more" in figure.qualifier else ""
    return f"{text}{more}" + (f" ({words})" if _telling(words) else "")


def guide_name(guide: Guide) -> str:
    """`DevOps Engineer at Millennium Management`."""
    return f"{role_name(guide)} at {guide.company}"


def role_name(guide: Guide) -> str:
    """The role without its levels: `Software Engineer (L3-L4)` → Software Engineer."""
    return _PARENTHESES.sub("", guide.role).strip() or guide.role


def listing(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    items = list(words)
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def same_money(figures: Sequence[Figure]) -> bool:
    """Whether amounts can be set side by side: one unit, currency and period."""
    return len({(figure.unit, figure.currency, figure.period) for figure in figures}) == 1


def _telling(words: str) -> bool:
    return 3 < len(words) < 60 and not any(character.isdigit() for character in words)
