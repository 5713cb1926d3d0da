"""One written number with everything that touches it: sign, multiplier, percent, plus, share word.

`scan` finds them in order, whatever they count; which of them are pay, and which
two make a range, is decided in `index.bounds`. Each character is looked at a
bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice

from index.currencies import Codes, Sign, counts_in_lakh, groups_by_dot, narrow, sign_before, sign_behind
from index.digits import RUN, SPACE, is_grouped, is_year, read_digits
from index.types import Unit
from index.words import load

_LONGEST_NUMBER = 24
_PERCENT = re.compile(rf"{SPACE}?%(?![^\W_])|{SPACE}(?i:percent|per cent|pct)\b")
_PLUS = re.compile(r"\+(?![^\W_]|[$£€₹₪₩¥])")
_RUNS_ON = re.compile(r"_?[^\W_]")
_NOT_BEFORE_A_NUMBER = frozenset(".,'’%$€£₹₪₩¥￥#@&^\\")
_DASHES = frozenset("-‐‑‒–−")
_FEWEST_OPTIONS = 100  # "three options" are choices, 100 are equity
_FEWEST_DIGITS = 4  # behind a code without a space and without a multiplier
_PENSION_PLANS = frozenset({"401", "403", "457"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written, not yet judged."""

    start: int
    """Offset of the sign or the first digit."""
    end: int
    """Offset behind the last character that belongs to it; a share word doesn't."""
    digits: str
    """The digits with their separators."""
    multiplier: str | None
    """`K`, `million`, `lakh`, … or None."""
    signs: Codes
    """Currencies that its sign may mean; empty without a sign."""
    mark: Codes
    """The same without a code that decides between them; empty without a sign before the digits."""
    unit: Unit | None
    """None for a number without sign, percent or share word."""
    open_ended: bool
    """Whether a plus stands behind it."""
    alone: bool
    """False for what is an amount only as the high end of a range: `-5%`, `401K`."""

    @property
    def plain(self) -> bool:
        """Whether the digits stand without groups and multiplier."""
        return self.multiplier is None and not is_grouped(self.digits)

    def value(self, unit: Unit, currency: str | None, multiplier: str | None) -> Decimal | None:
        """The exact number in this unit and currency; None where the digits have no single meaning."""
        if multiplier == "L" and not counts_in_lakh(currency):
            return None
        fraction_likely = unit is Unit.PERCENT or multiplier is not None
        codes = (currency,) if currency else self.signs
        by_dot = bool(codes) and all(groups_by_dot(code) for code in codes)
        number = read_digits(self.digits, by_dot=by_dot, fraction_likely=fraction_likely)
        return number * _factors()[multiplier] if number is not None and multiplier else number


@dataclass(frozen=True, slots=True)
class _Tail:
    """What stands behind the digits of a number."""

    end: int
    multiplier: str | None = None
    signs: Codes = ()
    unit: Unit | None = None
    open_ended: bool = False


def scan(text: str, most: int) -> Iterator[Quantity]:
    """The numbers that stand for themselves, not those that are part of a word; looks at the first `most` only."""
    for run in islice(RUN.finditer(text), most):
        if run.end() - run.start() <= _LONGEST_NUMBER:
            quantity = _quantity(text, run.start(), run.end())
            if quantity:
                yield quantity


def _quantity(text: str, start: int, end: int) -> Quantity | None:
    sign = _sign(text, start, end)
    tail = _tail(text, end, sign.codes if sign else ())
    if tail is None:
        return None
    if tail.unit is Unit.PERCENT or (sign is None and tail.multiplier):
        start = max(start, text.rfind(" ", start, end) + 1)  # "Tier 1 200K" is 200K
    if sign is None and (_belongs_to_a_word(text, start) or _is_pension_plan(text[start:end], tail.multiplier)):
        return None
    first = sign.start if sign and tail.unit is not Unit.PERCENT else start
    return Quantity(
        start=first,
        end=tail.end,
        digits=text[start:end],
        multiplier=tail.multiplier,
        signs=tail.signs,
        mark=sign.mark if sign and tail.signs else (),
        unit=_share_unit(text, tail, text[start:end]),
        open_ended=tail.open_ended,
        alone=not _hangs_on_a_dash(text, first, signed=sign is not None) and text[first : tail.end] != "401K",
    )


def _sign(text: str, start: int, end: int) -> Sign | None:
    """The sign before the digits, unless code and digits make a name (`COP26`)."""
    sign = sign_before(text, start)
    glued = text[start - 1 : start].isalpha() and end - start < _FEWEST_DIGITS
    return None if sign and glued and not text[end : end + 1].isalpha() else sign


def _tail(text: str, at: int, signs: Codes) -> _Tail | None:
    """None where letters follow that mean nothing here (`10x`, `15th`)."""
    multiplier, at = _multiplier(text, at, bool(signs))
    percent = _PERCENT.match(text, at) if multiplier is None else None
    tail = _Tail(percent.end(), unit=Unit.PERCENT) if percent else _Tail(at, multiplier, signs)
    tail = _with_plus(text, tail)
    if percent is None:
        tail = _with_plus(text, _with_sign_behind(text, tail))
    return None if _RUNS_ON.match(text, tail.end) else tail


def _with_plus(text: str, tail: _Tail) -> _Tail:
    plus = _PLUS.match(text, tail.end)
    return replace(tail, end=plus.end(), open_ended=True) if plus else tail


def _with_sign_behind(text: str, tail: _Tail) -> _Tail:
    signs = tail.signs
    behind = sign_behind(text, tail.end)
    meant = (narrow(signs, behind.codes) if signs else behind.codes) if behind else None
    if behind and meant:
        return replace(tail, end=behind.end, signs=meant, unit=Unit.CURRENCY)
    if tail.multiplier in {"LPA", "lpa"} and not signs:
        signs = ("INR",)
    return replace(tail, signs=signs, unit=Unit.CURRENCY if signs else None)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _factors() -> dict[str, Decimal]:
    table = load("money")["multiplier"]
    return {name: Decimal(factor) for name, factor in (table["letters"] | table["words"]).items()}


@cache
def _multiplier_forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Letters right behind the digits; a word behind a space; letters behind a space."""
    table = load("money")["multiplier"]
    return (
        re.compile(_either(table["letters"])),
        re.compile(rf"(?:{SPACE}|-)?((?ai:{_either(table['words'])}))(?![^\W_])"),
        re.compile(rf"{SPACE}({_either(table['spaced'])})(?![^\W_]|[-&'][^\W\d_])"),
    )


def _multiplier(text: str, at: int, signed: bool) -> tuple[str | None, int]:
    letters, word, spaced = _multiplier_forms()
    found = letters.match(text, at)
    if found and (not text[found.end() : found.end() + 1].isalnum() or sign_behind(text, found.end())):
        return found[0], found.end()
    found = word.match(text, at)
    if found:
        return found[1].lower(), found.end()
    found = spaced.match(text, at)
    if found and (signed or found[1] in {"K", "k", "Cr", "cr", "LPA", "lpa"} or sign_behind(text, found.end())):
        return found[1], found.end()
    return None, at


@cache
def _share_words() -> re.Pattern[str]:
    words = load("money")["shares"]
    company = rf"(?:[A-Z][\w&]{{1,14}}{SPACE}(?!units))?"
    kinds = rf"(?:(?i:{_either(words['kinds'])}){SPACE}){{0,2}}"
    forms = "|".join(f"(?P<{name}>{_either(words[name])})" for name in ("sure", "many", "value"))
    return re.compile(rf"(?:{SPACE}|-){company}{kinds}(?i:{forms})\b")


def _share_unit(text: str, tail: _Tail, digits: str) -> Unit | None:
    """Shares, where the words behind a number without a sign say so and it can't be money or a count of choices."""
    found = _share_words().match(text, tail.end) if tail.unit is None else None
    if found is None or (tail.multiplier and not found["sure"]):
        return tail.unit
    few = not is_grouped(digits) and float(digits) < _FEWEST_OPTIONS
    return None if found["many"] and (few or is_year(digits)) else Unit.SHARES


def _belongs_to_a_word(text: str, start: int) -> bool:
    """`L5`, `v1.2`, `.5`, or a sign that isn't known (`Z$5`)."""
    before = text[start - 1 : start]
    return before.isalnum() or before in _NOT_BEFORE_A_NUMBER


def _hangs_on_a_dash(text: str, start: int, *, signed: bool) -> bool:
    """`-5%` isn't ours to turn around; `GPT-4` is a name; but both dashes may also link a range."""
    if text[start - 1 : start] not in _DASHES or start == 0:
        return False
    before = text[start - 2 : start - 1] if start > 1 else ""
    return not before or before in " \t\n\u00a0(|*$£€₹₪₩¥" or (before.isalpha() and not signed)


def _is_pension_plan(digits: str, multiplier: str | None) -> bool:
    return digits in _PENSION_PLANS and multiplier in {"k", "b"}
