"""Regions as guides write them: the name, and the currencies written beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from index.money import currency_of
from index.names import normal
from index.words import load

_EMPHASIS = re.compile(r"\*\*|\*|`|__|:[a-z]{2,3}:|:flag[\w-]*:")
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d\U000e0020-\U000e007f]+")
_SUFFIX = re.compile(r"\s*\(([^()]*)\)\s*$")
_ASIDE = {"equiv", "equivalent", "equiv.", "in", "and", "k", ""}
_SHORT = re.compile(r"\s*[(/,—–].*$")


@dataclass(frozen=True, slots=True)
class RegionName:
    """A region without flag, emphasis or currency suffix, and the currencies of that suffix."""

    name: str
    currencies: tuple[str, ...]


def read_region(text: str) -> RegionName:
    """`London (GBP/USD)` → London, (GBP, USD); `New York (HQ)` stays as it is."""
    name = " ".join(_FLAGS.sub(" ", _EMPHASIS.sub("", text)).split())
    suffix = _SUFFIX.search(name)
    if suffix is None:
        return RegionName(name, ())
    words = [word for word in re.split(r"[\s/,&]+", suffix[1]) if word.lower() not in _ASIDE]
    codes = [currency_of(word) for word in words]
    if not words or None in codes:
        return RegionName(name, ())
    return RegionName(name[: suffix.start()].strip(), tuple(dict.fromkeys(code for code in codes if code)))


def same_place(one: str, other: str) -> bool:
    """Whether two guides' names mean one place: `New York (HQ)` and `NYC`."""
    return bool(_forms(one) & _forms(other))


@cache
def _forms(region: str) -> frozenset[str]:
    names = {normal(region), normal(short_name(region))}
    aliases = load("places")["alias"]
    return frozenset(names | {place for place, listed in aliases.items() if names & {place, *listed}})


def short_name(region: str) -> str:
    """The part that people say: `New York (HQ)` → New York, `London / Europe` → London."""
    return _SHORT.sub("", region).strip() or region
