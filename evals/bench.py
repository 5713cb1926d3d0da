"""`python -m evals.bench`: how fast and how large, beside the bars.

Commands are measured as processes of their own, answers and search in this
one. Everything is built in a temporary folder; the numbers go to
`reports/bench.json` below the working directory.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from evals import origin
from evals.certainty import percentile
from evals.questions import varied_questions
from index.types import Frozen

if TYPE_CHECKING:
    from coach.coach import Coach

HEAVY = ("torch", "chromadb", "sentence_transformers", "transformers", "onnxruntime", "langchain_core")
"""Libraries that help must not load; the bars name the first two."""
QUESTIONS = 60
"""Questions that are timed."""
WARM_UP = 5
"""Questions before the clock starts."""


class Measurement(Frozen):
    """One number and its bar."""

    name: str
    """What was measured."""
    value: float
    """The number, in `unit`."""
    unit: str
    """`s`, `ms`, `MB` or `modules`."""
    bar: float | None = None
    """The value must stay below; None where there is no bar."""

    @property
    def verdict(self) -> str:
        """`ok` or `over` its bar, empty without one."""
        return "" if self.bar is None else "ok" if self.value < self.bar else "over"


class Bench(Frozen):
    """All numbers, and where they come from."""

    made_at: dt.datetime
    """When, UTC."""
    commit: str | None
    """Commit of the code; None outside a repository."""
    dirty: bool | None
    """Whether the code had changes on top of it."""
    python: str
    """Version of Python."""
    cpus: int
    """Processors that this process may use."""
    load: float | None
    """Load average of the last minute before measuring; above 0.5 or so the times are not worth comparing."""
    guides: int
    """Guides in the index."""
    measurements: tuple[Measurement, ...]
    """In the order measured."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and store."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description="Measure speed and memory.")
    parser.add_argument(
        "--guides", type=Path, default=Path(str(files("seeds"))), help="folder of guides (default: shipped)"
    )
    guides: Path = parser.parse_args(arguments).guides
    load = round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
    with tempfile.TemporaryDirectory(prefix="coach-bench-") as folder:
        measured, count = measure(guides.resolve(), Path(folder))
    bench = Bench(
        made_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        commit=origin.commit(),
        dirty=origin.is_dirty(),
        python=platform.python_version(),
        cpus=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        load=load,
        guides=count,
        measurements=measured,
    )
    show(bench, Console())
    target = Path("reports")
    target.mkdir(exist_ok=True)
    (target / "bench.json").write_text(bench.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return 0


def measure(guides: Path, data: Path) -> tuple[tuple[Measurement, ...], int]:
    """Every number, and how many guides they are about."""
    commands = [*_help(), *_cold_index(guides, data)]
    from coach.coach import open_coach  # noqa: PLC0415 - heavy, and not to be paid by `--help` here

    coach = open_coach(guides, data)
    coach.library.warm_up()
    return (*commands, *_answers(coach), _memory("peak memory, answering", resource.RUSAGE_SELF)), len(
        coach.library.guides
    )


def show(bench: Bench, console: Console) -> None:
    """Print the numbers beside their bars."""
    machine = f"Python {bench.python}, {bench.cpus} CPUs, load {bench.load}"
    code = f"commit {(bench.commit or 'unknown')[:12]}{' with changes' if bench.dirty else ''}"
    table = Table(title=f"{bench.guides} guides, {machine}, {code}")
    table.add_column("measured")
    for column in ("value", "bar", ""):
        table.add_column(column, justify="right")
    for found in bench.measurements:
        bar = "" if found.bar is None else f"< {found.bar:g} {found.unit}"
        table.add_row(found.name, f"{found.value:.4g} {found.unit}", bar, found.verdict)
    console.print(table)


def _help() -> list[Measurement]:
    """Time of `coach --help`, and what it imports on the way."""
    times = [_seconds(lambda: _run("--help")) for _ in range(3)]
    trace = _run("--help", PYTHONPROFILEIMPORTTIME="1").splitlines()[1:]
    imports = [line.rsplit("|", 1)[1].strip() for line in trace if line.startswith("import time:")]
    heavy = {name.partition(".")[0] for name in imports} & set(HEAVY)
    return [
        Measurement(name="coach --help", value=percentile(times, 0.5) or 0.0, unit="s", bar=1),
        Measurement(name="modules imported by --help", value=len(imports), unit="modules"),
        Measurement(
            name=f"of them heavy: {', '.join(sorted(heavy)) or 'none'}", value=len(heavy), unit="modules", bar=1
        ),
    ]


def _cold_index(guides: Path, data: Path) -> list[Measurement]:
    taken = _seconds(lambda: _run("index", "--guides", str(guides), "--data", str(data)))
    return [
        Measurement(name="coach index, cold", value=taken, unit="s", bar=15),
        _memory("peak memory, indexing", resource.RUSAGE_CHILDREN),
    ]


def _answers(coach: Coach) -> list[Measurement]:
    """Warm answers, each in a conversation of its own, and searches for words that no answer has searched for."""
    warm_up, timed = _split(varied_questions(coach.library.guides, QUESTIONS + WARM_UP))
    for question in warm_up:
        coach.answer(question)
    answers = [_seconds(partial(coach.answer, question)) * 1000 for question in timed]
    searches = [_seconds(partial(coach.library.search, f"please: {question}")) * 1000 for question in timed]
    return [
        Measurement(name="answer, warm, median", value=percentile(answers, 0.5) or 0.0, unit="ms", bar=60),
        Measurement(name="answer, warm, 95 %", value=percentile(answers, 0.95) or 0.0, unit="ms"),
        Measurement(name="search, median", value=percentile(searches, 0.5) or 0.0, unit="ms"),
    ]


def _split(questions: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    return questions[:WARM_UP], questions[WARM_UP:]


def _run(*words: str, **environment: str) -> str:
    """Run our own `coach` in a process of its own; what it wrote to stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", *words],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
    )
    if done.returncode:
        raise SystemExit(f"coach {' '.join(words)} ended with {done.returncode}:\n{done.stderr}")
    return done.stderr


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _memory(name: str, who: int) -> Measurement:
    """Peak resident memory; Linux counts it in KB, macOS in bytes."""
    peak = resource.getrusage(who).ru_maxrss / (1 if sys.platform == "darwin" else 1 / 1024)
    return Measurement(name=name, value=round(peak / 1024**2, 1), unit="MB")


if __name__ == "__main__":
    sys.exit(main())
