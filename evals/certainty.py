"""How sure a rate is, and where the middle and the tail of a series lie."""

from __future__ import annotations

import math
from collections.abc import Sequence

_Z = 1.959964
"""Standard normal deviate of a two-sided 95 % interval."""


def wilson(passed: int, tried: int) -> tuple[float, float]:
    """The 95 % interval of a rate by Wilson's score, which also holds near 0 and 1; (0, 1) where nothing was tried."""
    if not tried:
        return 0.0, 1.0
    rate, weight = passed / tried, _Z**2 / tried
    centre = (rate + weight / 2) / (1 + weight)
    spread = _Z / (1 + weight) * math.sqrt(rate * (1 - rate) / tried + weight / (4 * tried))
    return max(0.0, centre - spread), min(1.0, centre + spread)


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least this share of the values don't exceed; None for no values."""
    if not values:
        return None
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
