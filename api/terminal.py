"""The terminal: what goes to it is cleaned, results on stdout, all else on stderr."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text

if TYPE_CHECKING:
    from index.build import Listener, Progress

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters could rewrite the screen, and reversed text could pose as something else."""


def printable(text: str) -> str:
    """`text` without control characters but for tabs and newlines."""
    return _CONTROL.sub("", text)


def markdown(text: str) -> Markdown:
    """`text` as Markdown for the terminal; links aren't hidden behind their words."""
    return Markdown(printable(text), hyperlinks=False)


class Terminal:
    """Where results and messages go."""

    def __init__(self) -> None:
        self.out = Console(highlight=False)
        self.err = Console(stderr=True, highlight=False)

    def json(self, text: str) -> None:
        """Print JSON as it is: no wrapping, no colour."""
        print(text, file=self.out.file)

    def say(self, text: str) -> None:
        """Print a plain result line."""
        self.out.print(Text(printable(text)), soft_wrap=True)

    def tell(self, text: str, style: str = "") -> None:
        """Print a message beside the result."""
        self.err.print(Text(printable(text), style=style), soft_wrap=True)

    def warn(self, text: str) -> None:
        """Print a warning beside the result."""
        self.tell(f"warning: {text}", "yellow")

    def fail(self, text: str) -> None:
        """Print an error beside the result."""
        self.tell(f"error: {text}", "red")

    @contextmanager
    def building(self) -> Iterator[Listener]:
        """Show how far a build is: a bar on a terminal, otherwise a line for each stage that has work."""
        if not self.err.is_terminal:
            yield self._lines
            return
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
        from rich.progress import Progress as Bars  # noqa: PLC0415

        columns = TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn()
        with Bars(*columns, console=self.err, transient=True) as bars:
            task = bars.add_task("reading", total=None)
            yield lambda now: bars.update(task, description=now.stage, completed=now.done, total=now.total or None)

    def _lines(self, now: Progress) -> None:
        if now.done == now.total and now.total:
            self.tell(f"{now.stage}: {now.done} of {now.total}")
