"""Ranges in table cells that are written the wrong way round or in two currencies.

The money grammar never swaps bounds: `$225K - $175K` is two single amounts to
it. Here the dash between them tells that a range was meant. The front-matter's
bounds are checked where they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from index.audit_codes import finding
from index.money import Amount, format_amount, read_amounts
from index.types import Finding, Guide, SourceKind

_DASH = re.compile(r"[*_`\s]*[-‐‑‒–—−~][*_`\s]*")


def reversed_ranges(guide: Guide) -> Iterator[Finding]:
    """A finding for each range whose high end is below its low end or in another currency."""
    read = (figure.source for figure in guide.figures if figure.low == figure.high)
    cells = dict.fromkeys((each.line, each.words) for each in read if each.kind is SourceKind.TABLE)
    for line, words in cells:
        for low, high in pairwise(read_amounts(words, bare=True)):
            if not _is_meant_as_range(words, low, high):
                continue
            if low.currency != high.currency:
                message = f"the range {words!r} mixes currencies; give both ends in one."
                yield finding("range-mixed", guide, line, message)
            elif low.low > high.low:
                high_end, low_end = (
                    format_amount(each.low, each.low, each.unit, each.currency) for each in (low, high)
                )
                message = f"the range {words!r} goes down from {high_end} to {low_end}; put the lower end first."
                yield finding("range-reversed", guide, line, message)


def _is_meant_as_range(words: str, low: Amount, high: Amount) -> bool:
    single = low.low == low.high and high.low == high.high and low.unit is high.unit
    return single and _DASH.fullmatch(words, low.end, high.start) is not None
