"""Scripts that claim, in the reader's name, an offer that the reader may not have.

Only words that hold an offer count (`I have a … offer`, `my competing offer`),
not those about the offer under discussion (`I'd like the offer to …`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.audit_codes import finding
from index.types import Finding, Guide

_OTHER = r"(?!(?:the|your|this|that|these|to|until|no|not|my|reviewed|considered)\b)"
_WORD = rf"{_OTHER}[\w\[][\w/&+$.,'’()\[\]-]*"
_HOLD = (
    r"I(?:['’]ve| also| now| currently)? (?:have|got|hold|received)"
    r"|I(?:['’]m| am) (?:currently )?(?:holding|weighing|evaluating)"
)
_OWN = r"my (?:competing|alternative|outside|strongest|other|rival)"
_CLAIM = re.compile(rf"\b(?:{_HOLD}|{_OWN})(?: {_WORD}){{0,7}}?(?<!['’]s) offers?\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|unless|when|once|should|whether|until|suppose|do|don['’]t|never)\W+(?:\w+\W+)?\Z", re.IGNORECASE
)
_LONGEST_CONDITION = 24
_PLACEHOLDER = re.compile(r"\[[^\]()]{1,60}\](?!\()")
_SHOWN = 60


def claimed_offers(guide: Guide) -> Iterator[Finding]:
    """A finding for each line of the body whose script claims an offer; `info` where it leaves blanks to fill."""
    for number, line in enumerate(guide.text.split("\n")[guide.body_line - 1 :], guide.body_line):
        claim = next((found for found in _CLAIM.finditer(line) if not _is_conditional(line, found.start())), None)
        if claim is None:
            continue
        shown = claim[0] if len(claim[0]) <= _SHOWN else f"{claim[0][:_SHOWN]}…"
        if _PLACEHOLDER.search(line, claim.start(), min(len(line), claim.end() + _SHOWN)):
            message = f"the script says “{shown}” with blanks to fill; say that it is only for readers who have one."
            yield finding("first-person-offer", guide, number, message, level="info")
        else:
            message = f"the script claims “{shown}” for the reader; put a blank such as [your offer] there instead."
            yield finding("first-person-offer", guide, number, message)


def _is_conditional(line: str, at: int) -> bool:
    return _CONDITION.search(line, max(0, at - _LONGEST_CONDITION), at) is not None
