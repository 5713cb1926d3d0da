"""A run on disk: results.json, junit.xml and report.html in one folder."""

from __future__ import annotations

import tempfile
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from evals.errors import ReportUnwritable
from evals.junit import junit
from evals.measures import told as told_figure
from evals.results import Results
from evals.table import interval, milliseconds, percent, told


def write_report(results: Results, folder: Path) -> None:
    """Write the three files, each whole or not at all; raises ReportUnwritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "results.json", as_json(results).encode() + b"\n")
        _write(folder / "junit.xml", junit(results))
        _write(folder / "report.html", page(results).encode())
    except OSError as fault:
        raise ReportUnwritable(folder, fault.strerror or "it can't be written") from None


def as_json(results: Results) -> str:
    """The run as results.json holds it."""
    return results.model_dump_json(indent=1)


def page(results: Results) -> str:
    """The run as a page that needs nothing beside itself; all text in it is escaped."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "percent": percent,
        "interval": interval,
        "milliseconds": milliseconds,
        "figure": told_figure,
    }
    template = environment.from_string((files("evals") / "report.html.j2").read_text(encoding="utf-8"))
    cases = sorted(results.cases, key=lambda result: ("failed", "unscored", "passed").index(result.outcome))
    return template.render(results=results, cases=cases, totals=told(results.summary))


def _write(path: Path, content: bytes) -> None:
    """Write beside the file and replace it, so that a kill leaves the old one."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
        draft.write(content)
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(path)
