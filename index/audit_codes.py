"""The codes of findings: what each one means and how grave it usually is (words/audit.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from index.types import Finding, Guide
from index.words import load


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding."""

    name: str
    """Kebab-case, e.g. `sources-disagree`."""
    level: str
    """Its usual level: `error`, `warning` or `info`."""
    explanation: str
    """What it means, in one line."""


@cache
def codes() -> Mapping[str, Code]:
    """Every code by its name, in the order of the table."""
    rows = load("audit")["code"].items()
    return MappingProxyType({name: Code(name, row["level"], row["explanation"]) for name, row in rows})


def finding(code: str, guide: Guide, line: int, message: str, level: str | None = None) -> Finding:
    """A finding of `code` in `guide`, of the code's usual level unless another one is given."""
    return Finding(code=code, level=level or codes()[code].level, path=guide.source_path, line=line, message=message)
