"""What a message asks for: its parts, and the intent and parts of pay of each."""

from __future__ import annotations

import re

from coach.cues import cue_names, has_cue
from coach.objections import find_objections
from coach.types import Ask, Intent
from index.components import find_components
from index.names import fold
from index.types import Component

_PARTS = re.compile(
    r"[?;\n]+|(?<=[.!])\s+|(?:^|\s)\(?\d[.)]\s+|,\s+(?:and\s+)?"
    r"|\s+and\s+(?=(?:also\s+)?(?:what|when|which|where|how|at which|at what|the)\b)",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"\b(?:including|incl\.?|as well as|not just|not only)\b.*")
"""`the least I should accept, including PnL` is about everything."""
_PNL = re.compile(r"\bp(?:n|&)l\b(?! (?:attribution|impact|multiplier|economics|engine|protection|loss))")
_ALL_AT_ONCE = (Intent.DRAFT, Intent.REHEARSAL)
"""Intents that claim the whole message: an email may mention levers and numbers."""


def read_asks(message: str) -> tuple[Ask, ...]:
    """Everything that `message` asks for; empty where no part of it says."""
    whole = fold(message)
    for intent in _ALL_AT_ONCE:
        if intent.value in cue_names(whole, "intent"):
            return (Ask(intent=intent, components=_components(whole), text=message),)
    asks: list[Ask] = []
    for part in (piece.strip() for piece in _PARTS.split(message)):
        if part:
            _add(asks, part)
    united = _unite(asks)
    if any(ask.intent is Intent.OPEN for ask in united):
        united = [ask for ask in united if ask.intent is not Intent.LOOKUP or ask.components]
    return tuple(united)


def _add(asks: list[Ask], part: str) -> None:
    folded = fold(part)
    components = _components(folded)
    intents = [Intent(name) for name in cue_names(folded, "intent")]
    bare = set(intents) <= {Intent.PARTICIPATION} and not has_cue(folded, "pay")
    if bare and components and asks and asks[-1].intent is not Intent.LOOKUP and _only_components(folded, components):
        last = asks.pop()
        asks.append(last.model_copy(update={"components": (*last.components, *components)}))
        return
    for intent in _settle(intents, folded, components):
        asks.append(Ask(intent=intent, components=components, text=part))


def _settle(intents: list[Intent], folded: str, components: tuple[Component, ...]) -> list[Intent]:
    """The intents that stand when cues of several overlap."""
    found = set(intents)
    if Intent.LEVEL_MAPPING in found and (has_cue(folded, "pay") or components) and found <= {Intent.LEVEL_MAPPING}:
        found = set() if not re.search(r"\blevel|\btitle|equivalent|rung|called\b|\bcall\b", folded) else found
    if Intent.LEVEL_MAPPING in found and Intent.LEVERS in found:
        found.discard(Intent.LEVEL_MAPPING)
    if Intent.COMPETING in found:
        found -= {Intent.LEVERS, Intent.COUNTER, Intent.SOURCES}
    if Intent.PARTICIPATION in found and Intent.WALK_AWAY in found:
        found.discard(Intent.PARTICIPATION)
    if Intent.PARTICIPATION in found:
        found -= {Intent.COUNTER, Intent.LEVERS}
    if Intent.OPEN in found and len(found) > 1:
        found.discard(Intent.OPEN)
    if Intent.LEVERS in found and Intent.COUNTER in found and not components:
        found.discard(Intent.COUNTER)
    if find_objections(folded) and not found & {Intent.DRAFT, Intent.FRESHNESS, Intent.SOURCES}:
        return [Intent.LEVERS]
    if Intent.FRESHNESS in found:
        found &= {Intent.FRESHNESS, Intent.SOURCES}
    if found == {Intent.OPEN} and components:
        return [Intent.LOOKUP, Intent.OPEN]
    if found:
        return [intent for intent in intents if intent in found]
    return [Intent.LOOKUP] if components or has_cue(folded, "pay") else []


def _only_components(folded: str, components: tuple[Component, ...]) -> bool:
    return len(re.findall(r"[a-z]+", folded)) <= 2 * len(components) + 3


def _components(folded: str) -> tuple[Component, ...]:
    folded = _INCLUDING.sub("", folded)
    found = [mention.component for mention in find_components(folded)]
    if _PNL.search(folded) and Component.PROFIT_SHARE not in found:
        found.append(Component.PROFIT_SHARE)
    if re.search(r"\bin total\b|\baltogether\b", folded) and Component.TOTAL_COMPENSATION not in found:
        found.append(Component.TOTAL_COMPENSATION)
    if re.search(r"\bparticipation\b", folded) and Component.PROFIT_SHARE not in found:
        found.append(Component.PROFIT_SHARE)
    return tuple(dict.fromkeys(found))


def _unite(asks: list[Ask]) -> list[Ask]:
    """One ask for each intent that stands more than once."""
    united: dict[Intent, Ask] = {}
    for ask in asks:
        first = united.get(ask.intent)
        if first is None:
            united[ask.intent] = ask
            continue
        components = tuple(dict.fromkeys((*first.components, *ask.components)))
        unlimited = (not first.components and first.intent is not Intent.LOOKUP) or not components
        text = f"{first.text}, {ask.text}"
        update = {"components": () if unlimited and not ask.components else components, "text": text}
        united[ask.intent] = first.model_copy(update=update)
    return list(united.values())
