"""What can go wrong while guides are read and indexed, by who must act.

IndexFault
  GuideFault             the guide's author: names file, line and remedy
    GuideUnreadable      can't be opened, too large, binary, not UTF-8
    GuideEmpty           no text
    FrontMatterInvalid   broken or unsafe YAML
    GuideNameless        neither front-matter nor title says company and role
    GuideDuplicate       another file has the same guide id
  GuidesMissing          the user: folder doesn't exist, isn't one, or has no guide
  EmbedderUnavailable    the user: no such model here
  BuildRunning           the caller: another build holds the lock (retry later)
  IndexUnusable          the caller: missing, damaged or foreign index; build it anew
  DataUnwritable         the user: data directory can't be written (no room, no permission)
"""

from __future__ import annotations

from pathlib import Path


class IndexFault(Exception):
    """Base: `str()` says what, where and what to do next."""

    retryable = False


class GuideFault(IndexFault):
    """A guide that can't be used; the others still load."""

    code = "guide-unusable"

    def __init__(self, path: str, line: int, problem: str, advice: str) -> None:
        super().__init__(f"{path}:{line}: {problem}. {advice}")
        self.path = path
        self.line = line
        self.problem = problem
        self.advice = advice


class GuideUnreadable(GuideFault):
    """Can't be opened, is too large, binary or not UTF-8."""

    code = "guide-unreadable"


class GuideEmpty(GuideFault):
    """Holds no text."""

    code = "guide-empty"


class FrontMatterInvalid(GuideFault):
    """The YAML block is broken or unsafe to load."""

    code = "front-matter-invalid"


class GuideNameless(GuideFault):
    """Neither front-matter nor title names company and role."""

    code = "guide-nameless"


class GuideDuplicate(GuideFault):
    """Another file already has this guide id."""

    code = "guide-duplicate"


class GuidesMissing(IndexFault):
    """The guides folder doesn't exist, isn't a folder, or holds no usable guide."""

    def __init__(self, folder: Path, problem: str, advice: str) -> None:
        super().__init__(f"{folder}: {problem}. {advice}")
        self.folder = folder
        self.problem = problem
        self.advice = advice


class EmbedderUnavailable(IndexFault):
    """The embedding model can't be loaded."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(
            f"embedding model {name!r}: {problem}. Give --embedder a sentence-transformers "
            "model that is on this machine, or a folder that holds one."
        )
        self.name = name
        self.problem = problem


class BuildRunning(IndexFault):
    """Another process is building in the same data directory."""

    retryable = True

    def __init__(self, data: Path) -> None:
        super().__init__(f"{data}: another `coach index` is building here. Wait for it to finish, then try again.")
        self.data = data


class IndexUnusable(IndexFault):
    """There is no index, or it is damaged or from other settings."""

    retryable = True

    def __init__(self, data: Path, problem: str) -> None:
        super().__init__(f"{data}: {problem}. Run `coach index` to build it anew.")
        self.data = data
        self.problem = problem


class DataUnwritable(IndexFault):
    """The data directory can't be written: no room, no permission, not a folder."""

    retryable = True

    def __init__(self, data: Path, problem: str) -> None:
        super().__init__(f"{data}: can't be written ({problem}). Free space there, or give another --data.")
        self.data = data
        self.problem = problem
