"""Amounts in running text: which part of the pay each one is, and what it is for.

The attachment of amounts to words serves guides and users' offers alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.components import Mention, find_components
from index.money import Amount
from index.types import Component, Kind, Unit
from index.words import load

_SENTENCE_END = re.compile(r"(?<=[.!?;])[\"'”’*_)]*\s+(?=[\"'“‘*_(]*[A-Z0-9])|\n\s*\n")
_BREAKS = re.compile(
    r"[,;:()—|`]|\b(?:and|plus|on top of|above|besides|premium|by|per|every|tied|for|from|versus|vs)\b", re.IGNORECASE
)
_PROFIT = re.compile(r"\bP(?:n|&)L\b", re.IGNORECASE)
"""A percentage of PnL is a profit share; an amount of PnL is the business's."""
_SAID = re.compile(r"[a-z]\s+(?:of|worth)\s*[~≈]?$", re.IGNORECASE)
"""`a sign-on bonus of $15K to offset my equity`: the words before say what it is."""
_SUM = re.compile(r"=\s*[~≈]?\s*$")
"""What a sum of parts comes to is the total."""
_FARTHEST_BEHIND = 45
_FARTHEST_BEFORE = 25
_FARTHEST_PERIOD = 40
_DESCRIPTION = re.compile(r"\b(?:a|an|the)\s+(?P<words>(?:[\w-]+\s+){1,4})$", re.IGNORECASE)
"""`an infrastructure modernization completion bonus of $50K`: what kind of bonus it is."""
_GUARDS = re.compile(r"[,;()—|`\d]|\b(?:and|plus|with|on top of|above)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attached:
    """An amount, the part of pay it is, and the words between the two."""

    amount: Amount
    component: Component
    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its character offset in its text."""

    text: str
    start: int


def sentences(text: str) -> list[Sentence]:
    """`text` cut at sentence ends; nothing is lost but white space."""
    found: list[Sentence] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        found.append(Sentence(text[start : end.start()], start))
        start = end.end()
    found.append(Sentence(text[start:], start))
    return [sentence for sentence in found if sentence.text.strip()]


def attach(text: str, amounts: Sequence[Amount]) -> list[Attached]:
    """Each amount of one sentence with the component word that stands nearest behind or before it."""
    mentions = find_components(text)
    profits = [Mention(Component.PROFIT_SHARE, found.start(), found.end()) for found in _PROFIT.finditer(text)]
    attached = []
    for place, amount in enumerate(amounts):
        until = amounts[place + 1].start if place + 1 < len(amounts) else len(text)
        since = amounts[place - 1].end if place else 0
        if _SUM.search(text[: amount.start]):
            attached.append(Attached(amount, Component.TOTAL_COMPENSATION, ""))
            continue
        nearby = sorted([*mentions, *profits], key=_start) if amount.unit is Unit.PERCENT else mentions
        before = _before(text, amount, since, mentions)
        found = before if before and _SAID.search(text[since : amount.start]) else None
        found = found or _behind(text, amount, until, nearby) or before
        if found:
            attached.append(Attached(amount, *found))
    return attached


def _start(mention: Mention) -> int:
    return mention.start


def _behind(text: str, amount: Amount, until: int, mentions: Sequence[Mention]) -> tuple[Component, str] | None:
    for mention in mentions:
        if mention.start >= amount.end and mention.end <= until:
            gap = text[amount.end : mention.start]
            if len(gap) > _FARTHEST_BEHIND or _BREAKS.search(gap):
                return None
            return mention.component, gap.strip(" +")
    return None


def _before(text: str, amount: Amount, since: int, mentions: Sequence[Mention]) -> tuple[Component, str] | None:
    for mention in reversed(mentions):
        if mention.end <= amount.start and mention.start >= since:
            gap = text[mention.end : amount.start]
            if len(gap) > _FARTHEST_BEFORE or _GUARDS.search(gap):
                return None
            described = _DESCRIPTION.search(text[since : mention.start])
            words = (described["words"].strip() if described else "", gap.strip(" +:=~"))
            return mention.component, " ".join(word for word in words if word and word != "of")
    return None


def _either(phrases: Sequence[str]) -> str:
    """One of the phrases, the longest first, whatever white space stands between its words."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


@cache
def _cues() -> re.Pattern[str]:
    groups = (f"(?P<{kind}>{_either(phrases)})" for kind, phrases in load("cues")["kind"].items())
    return re.compile(rf"\b(?:{'|'.join(groups)})\b", re.IGNORECASE)


def kind_at(sentence: str, offset: int, component: Component, unit: Unit) -> Kind:
    """What the number at `offset` is for, by the last cue before it."""
    last = None
    for found in _cues().finditer(sentence, 0, offset):
        last = found.lastgroup
    kind = Kind(last) if last else Kind.OTHER
    if component is Component.PROFIT_SHARE and unit is Unit.PERCENT and kind is Kind.ANCHOR:
        return Kind.PARTICIPATION_TARGET
    return kind
