"""The signs of currencies: what stands before or behind a number, and what we write ourselves.

A sign is known by the ISO 4217 codes that it may mean: `£` means one, `$`, `¥`
and `kr` mean several. Tables are in words/money.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from index.digits import SPACE
from index.words import load

_LONGEST_SIGN = 8
_DOLLAR = "USD"
_BOUNDARY = r"(?![^\W_])"

Codes = tuple[str, ...]
"""The currencies that a sign may mean, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A currency sign found in a text."""

    codes: Codes
    """ISO 4217 codes that it may mean, a code beside it considered."""
    mark: Codes
    """What it may mean without that code; empty for a sign behind the number."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


@cache
def _meanings() -> dict[str, Codes]:
    words = load("money")
    found: dict[str, Codes] = {code: (code,) for code in (*words["currency"], *words["signs"]["codes"])}
    found |= {small: (small.upper(),) for small in words["signs"]["small"]}
    for code, entry in words["currency"].items():
        found |= dict.fromkeys(entry.get("signs", ()), (code,))
    return found | {sign: tuple(codes) for sign, codes in words["shared"].items()}


@cache
def _names() -> dict[str, Codes]:
    entries = load("money")["currency"].items()
    return {name: (code,) for code, entry in entries for name in entry.get("names", ())}


@cache
def known_currencies() -> tuple[str, ...]:
    """Codes of all currencies that are read."""
    return tuple(sorted({code for codes in _meanings().values() for code in codes}))


def _either(signs: Iterable[str]) -> str:
    return "|".join(re.escape(sign) for sign in sorted(signs, key=lambda sign: (-len(sign), sign)))


@cache
def _before() -> re.Pattern[str]:
    """A sign at the very end; letters before it would make it another sign (`Z$`, `TEAM$`)."""
    lettered = _either(sign for sign in _meanings() if sign[0].isalpha())
    others = _either(sign for sign in _meanings() if not sign[0].isalpha() and sign[0] != "$")
    dollars = _either(sign for sign in _meanings() if sign[0] == "$")
    return re.compile(rf"((?<![^\W_])(?:{lettered})|{others}|(?<![A-Z])(?:{dollars})){SPACE}?\Z")


@cache
def _behind() -> re.Pattern[str]:
    signs = rf"(?P<sign>{_either(_meanings())})"
    names = rf"{SPACE}(?P<name>(?ai:{_either(_names())}))"
    aside = rf"{SPACE}?\((?P<aside>{_either(known_currencies())})\)"
    return re.compile(rf"(?:{SPACE}?{signs}|{names}|{aside}){_BOUNDARY}(?!{SPACE}?[0-9])")


def sign_before(text: str, at: int) -> Sign | None:
    """The sign that ends at `at`, together with a code before it that says which one it is (`SGD $`)."""
    found = _before().search(text, max(0, at - _LONGEST_SIGN), at)
    if found is None:
        return None
    codes = _meanings()[found[1]]
    sign = Sign(codes, codes, found.start(), found.end())
    if len(sign.codes) == 1:
        return sign
    code = _before().search(text, max(0, sign.start - _LONGEST_SIGN), sign.start)
    narrowed = narrow(sign.codes, _meanings()[code[1]]) if code else None
    return Sign(narrowed, codes, code.start(), sign.end) if code and narrowed else sign


def sign_behind(text: str, at: int) -> Sign | None:
    """The sign, code (also in brackets) or name that starts at `at`, unless it belongs to a number behind it."""
    found = _behind().match(text, at)
    if found is None:
        return None
    codes = _names()[found["name"].lower()] if found["name"] else _meanings()[found["sign"] or found["aside"]]
    return Sign(codes, (), found.start(), found.end())


def narrow(first: Codes, second: Codes) -> Codes | None:
    """What two signs of one number mean together; None where they contradict each other."""
    return tuple(code for code in first if code in second) or None


def settle(codes: Codes, context: str | None) -> str | None:
    """The currency of a sign: `$` alone is USD, `¥` and `kr` are what the context says, or unknown."""
    if len(codes) == 1 or codes[0] == _DOLLAR:
        return codes[0]
    return context if context in codes else None


def currency_of(word: str) -> str | None:
    """The ISO 4217 code of a sign, code or name (`S$`, `usd`, `euros`); None where it isn't one or could be several."""
    codes = _meanings().get(word) or _names().get(word.lower())
    return settle(codes, None) if codes else None


@cache
def groups_by_dot(currency: str | None) -> bool:
    """Whether 185.000 is a hundred and eighty-five thousand where this currency is used."""
    return currency in load("money")["signs"]["dotted"]


@cache
def counts_in_lakh(currency: str | None) -> bool:
    """Whether L behind a number is a lakh."""
    return currency in load("money")["signs"]["rupees"]


@cache
def written(currency: str | None) -> str:
    """What we put before a number: `£`, `HK$`, `SEK `; nothing where the currency is unknown."""
    if currency is None:
        return ""
    entry = load("money")["currency"].get(currency, {})
    return str(entry.get("written", f"{currency} "))
