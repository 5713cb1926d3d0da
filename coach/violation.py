"""What the checks of a draft find."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with a piece; holds no words of the user."""

    rule: str
    """`number`, `amount`, `figure`, `computed`, `quote`, `marker`, `scope`, or whose key is wrong: `guide`, `region`,
    `level`, `component`."""
    detail: str
