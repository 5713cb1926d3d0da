"""What can go wrong at the faces to the outside, by who must act.

ApiFault
  SettingInvalid       the user: an unknown or unreadable COACH_… variable
  CannotListen         the user: the address is taken or not allowed
  UnknownGuide         the caller: no such guide id
  CursorInvalid        the caller: a page cursor from another index
  ClientLeft           nobody: the client has gone, so the work stops
"""

from __future__ import annotations

from collections.abc import Iterable


class ApiFault(Exception):
    """Base: `str()` says what and what to do next, never what a client wrote."""

    retryable = False


class SettingInvalid(ApiFault):
    """A setting that doesn't exist or can't be read."""

    def __init__(self, name: str, problem: str, advice: str) -> None:
        super().__init__(f"{name}: {problem}. {advice}")
        self.name = name
        self.problem = problem
        self.advice = advice


class CannotListen(ApiFault):
    """The server's address can't be used."""

    def __init__(self, host: str, port: int, problem: str, advice: str) -> None:
        super().__init__(f"{host} port {port}: {problem}. {advice}")
        self.host = host
        self.port = port
        self.problem = problem
        self.advice = advice


class UnknownGuide(ApiFault):
    """No guide has this id."""

    def __init__(self, nearest: Iterable[str]) -> None:
        self.nearest = tuple(nearest)
        advice = f"Nearest: {', '.join(self.nearest)}." if self.nearest else "List the guides to see what there is."
        super().__init__(f"There is no such guide. {advice}")


class CursorInvalid(ApiFault):
    """A cursor that wasn't given out for this index."""

    def __init__(self) -> None:
        super().__init__("This cursor isn't one of this index. Start again without `cursor`.")


class ClientLeft(ApiFault):
    """The client has gone: nobody waits for the answer."""

    def __init__(self) -> None:
        super().__init__("The client has left.")
