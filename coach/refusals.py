"""What the coach won't do or isn't for, and instructions hidden in messages."""

from __future__ import annotations

import re

from coach.cues import cue_spans
from coach.words import load
from index.names import fold

_WORDS_BEFORE = 4


def without_instructions(message: str) -> tuple[str, bool]:
    """`message` without instructions to the machine, and whether there were any."""
    kept: list[str] = []
    place = 0
    for start, end in sorted(cue_spans(message, load("refusals")["injection"]["patterns"])):
        kept.append(message[place:start])
        place = max(place, end)
    kept.append(message[place:])
    return " ".join(kept), place > 0


def declined_reason(message: str) -> str | None:
    """Why the message must be declined (`forgery`, `lying`, …); None where it needn't be."""
    table = load("refusals")["declined"]
    folded = fold(message)
    for reason, patterns in table.items():
        if reason == "negations":
            continue
        if any(not _negated(folded, start, table["negations"]) for start, _ in cue_spans(folded, patterns)):
            return str(reason)
    return None


def is_off_topic(message: str, *, about_pay: bool) -> bool:
    """Whether the message is about one of the subjects that the coach isn't for.

    `about_pay` says that it names a part of pay; then only the plainest subjects count.
    """
    table = load("refusals")["off_topic"]
    return bool(cue_spans(fold(message), table["always"] if about_pay else [*table["always"], *table["words"]]))


def uncovered_topics(message: str) -> list[str]:
    """Parts of a job named in the message that guides may not treat."""
    folded = fold(message)
    topics = load("refusals")["uncovered"]["topics"]
    return [topic for topic, patterns in topics.items() if cue_spans(folded, patterns)]


def topic_patterns(topic: str) -> list[str]:
    """The patterns by which a guide would name `topic`."""
    return list(load("refusals")["uncovered"]["topics"][topic])


def _negated(text: str, start: int, negations: list[str]) -> bool:
    before = re.findall(r"[a-z']+", text[:start])[-_WORDS_BEFORE:]
    return any(word in negations for word in before)
