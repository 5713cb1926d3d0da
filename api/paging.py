"""Pages of a list that stays the same as long as the index does.

A cursor holds the index and a position, opaque to clients; one of another
index, or a made-up one, is refused.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from api.errors import CursorInvalid

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list, and the cursor for more; None on the last page."""

    items: Sequence[T]
    next_cursor: str | None


def page_of(items: Sequence[T], limit: int, cursor: str | None, index: str) -> Page[T]:
    """The page of at most `limit` items from `cursor` on; raises CursorInvalid."""
    start = _position(cursor, index) if cursor else 0
    end = start + limit
    return Page(items[start:end], _cursor(end, index) if end < len(items) else None)


def _cursor(position: int, index: str) -> str:
    return base64.urlsafe_b64encode(f"{position}:{index}".encode()).decode().rstrip("=")


def _position(cursor: str, index: str) -> int:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        position, _, named = base64.b64decode(padded, altchars=b"-_", validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise CursorInvalid from None
    if named != index or not (position.isascii() and position.isdecimal() and len(position) < 12):
        raise CursorInvalid
    return int(position)
