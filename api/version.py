"""The program's version, as installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def _installed() -> str:
    try:
        return version("negotiation-coach")
    except PackageNotFoundError:
        return "0.0.0"


VERSION = _installed()
