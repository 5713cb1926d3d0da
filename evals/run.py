"""`coach eval`: every case through the real coach, measured, told, stored.

The index is built or refreshed in the data directory as for any command; the
conversations go to a temporary folder and are gone afterwards.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

from evals import origin
from evals.baseline import compare, read_baseline
from evals.dataset import Case, load_cases, shipped_datasets
from evals.examination import Answering, examine
from evals.report import as_json, write_report
from evals.results import CaseResult, Comparison, Dataset, Results, Settings, rates_by_category, summary_of
from evals.table import show

if TYPE_CHECKING:
    from coach.coach import Coach


def run_evals(
    guides: Path,
    data: Path,
    embedder: str,
    datasets: list[Path],
    report: Path | None,
    baseline: Path | None,
    as_json: bool,
) -> int:
    """Run, print and store the evals; 0 where every bar is cleared, else 1. Raises EvalFault and IndexFault."""
    paths = datasets or shipped_datasets()
    cases = load_cases(paths)
    before = read_baseline(baseline) if baseline else None
    with _opened(guides, data, embedder) as coach:
        examined = examine_all(cases, coach, guides)
        settings = Settings(
            embedder=_nameless(embedder),
            datasets=tuple(_fingerprint(path) for path in paths),
            guides=len(coach.library.guides),
            guide_faults=tuple(str(fault) for fault in coach.library.faults),
        )
        results = results_of(
            examined, coach.library.index_id, settings, compare(before, examined) if before is not None else None
        )
    if report:
        write_report(results, report)
    _tell(results, as_json)
    return 0 if results.good else 1


def examine_all(cases: Sequence[Case], coach: Answering, guides: Path) -> tuple[CaseResult, ...]:
    """Every case in turn, with a progress bar where somebody is watching."""
    watched = Console(stderr=True)
    return tuple(
        examine(case, coach, guides)
        for case in track(cases, "Asking", console=watched, transient=True, disable=not watched.is_terminal)
    )


def results_of(
    examined: Sequence[CaseResult], index: str, settings: Settings, comparison: Comparison | None
) -> Results:
    """The run with its numbers and its origin."""
    return Results(
        made_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        commit=origin.commit(),
        dirty=origin.is_dirty(),
        index=index,
        settings=settings,
        summary=summary_of(examined),
        categories=rates_by_category(examined),
        comparison=comparison,
        cases=tuple(examined),
    )


@contextmanager
def _opened(guides: Path, data: Path, embedder: str) -> Iterator[Coach]:
    """The coach on a fresh index, its conversations in a folder that is removed."""
    from coach.coach import Coach  # noqa: PLC0415 - heavy; only a run needs it
    from coach.conversations import Conversations  # noqa: PLC0415
    from index.build import build_index  # noqa: PLC0415
    from index.library import open_library  # noqa: PLC0415

    build_index(guides, data, embedder)
    library = open_library(guides, data, embedder)
    library.warm_up()
    with tempfile.TemporaryDirectory(prefix="coach-eval-") as folder, closing(library):
        yield Coach(library, Conversations(Path(folder) / "conversations.db"))


def _tell(results: Results, wants_json: bool) -> None:
    if wants_json:
        print(as_json(results))
    else:
        show(results, Console())


def _fingerprint(path: Path) -> Dataset:
    return Dataset(name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def _nameless(embedder: str) -> str:
    """A model's name; of a folder on this machine only the last part."""
    return Path(embedder).name if Path(embedder).is_absolute() else embedder
