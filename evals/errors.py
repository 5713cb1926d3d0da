"""What can go wrong before a measurement starts, all of it the user's to mend.

EvalFault
  CasesInvalid      a dataset line that isn't a case: names file and line
  CasesMissing      no dataset there, or no case in it
  BaselineInvalid   the file to compare with isn't a results.json
  ReportUnwritable  the report's folder can't be written
"""

from __future__ import annotations

from pathlib import Path


class EvalFault(Exception):
    """Base: `str()` says what, where and what to do next."""

    retryable = False


class CasesInvalid(EvalFault):
    """A dataset can't be used as it stands."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}. Correct the line, then run again.")
        self.path = path
        self.line = line
        self.problem = problem


class CasesMissing(EvalFault):
    """There is nothing to run."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}. Give --dataset a JSON Lines file of cases.")
        self.path = path
        self.problem = problem


class BaselineInvalid(EvalFault):
    """The earlier results can't be read."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}. Give --baseline a results.json that `coach eval --report` wrote.")
        self.path = path
        self.problem = problem


class ReportUnwritable(EvalFault):
    """The report can't be stored."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}. Give --report a folder that can be written.")
        self.path = path
        self.problem = problem
