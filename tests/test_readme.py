"""The commands and examples of README.md: each is run, and gives what README shows."""

from __future__ import annotations

import difflib
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from index.reading import read_guides

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
HERE = "127.0.0.1:8000"
LEFT_OUT = "[…]"
SERVE = ["serve", "--port", "0"]
TYPED = "What base can a DevOps Engineer at Millennium expect in London?\n/new\n/quit\n"


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, words, and the line of its fence."""

    language: str
    text: str
    line: int

    @property
    def commands(self) -> list[list[str]]:
        lines = self.text.replace("\\\n", " ").splitlines()
        return [words for line in lines if (words := shlex.split(line, comments=True))]


def read_blocks() -> list[Block]:
    fences = re.finditer(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return [Block(found[1], found[2], TEXT.count("\n", 0, found.start()) + 1) for found in fences]


BLOCKS = read_blocks()
SHELL = [block for block in BLOCKS if block.language == "sh"]
SHOWN = {block.line: after for block, after in pairwise(BLOCKS) if after.language in {"text", "json"}}
(GUIDE,) = (block for block in BLOCKS if block.language == "markdown")
(CASE,) = (block for block in BLOCKS if block.language == "json" and '"turns"' in block.text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a reader stands: with the files that README asks to save."""
    folder = tmp_path_factory.mktemp("reader")
    for name, block in (("my-guides/tidewater.md", GUIDE), ("my-cases.jsonl", CASE)):
        assert f"`{name}`" in TEXT
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(block.text, encoding="utf-8")
    return folder


@pytest.fixture
def surroundings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That folder, a terminal of 100 columns, and no settings but a data folder."""
    for name in [name for name in os.environ if name.upper().startswith("COACH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COACH_DATA", str(folder / "data"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(folder)


@contextmanager
def serving(words: list[str], folder: Path) -> Iterator[str]:
    """The server in a process of its own, on a free port; its address. It must stop cleanly."""
    words = [*words, *([] if "--port" in words else ["--port", "0"])]
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("COACH_")}
    environment |= {"COACH_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", *words],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            said = process.stdout.readline() if process.stdout else ""
            assert said.startswith("The coach is ready at http://"), (folder / "server.log").read_text()
            yield said.split("//")[1].strip().rstrip("/")
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
            assert process.returncode == 0
        finally:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The server on the guides that ship."""
    with serving(SERVE, folder) as address:
        yield address


def run_coach(words: list[str], folder: Path, request: pytest.FixtureRequest) -> str:
    if words == SERVE:
        return str(request.getfixturevalue("server"))
    if words[0] == "serve":
        with serving(words, folder) as address, urllib.request.urlopen(f"http://{address}/readyz") as response:
            return response.read().decode()
    patch, said = request.getfixturevalue("monkeypatch"), request.getfixturevalue("capsys")
    patch.setattr("sys.argv", ["coach", *words])
    patch.setattr("sys.stdin", io.StringIO(TYPED))
    said.readouterr()
    with pytest.raises(SystemExit) as leaving:
        main()
    out, err = said.readouterr()
    negative = {1} if words[:2] == ["guides", "check"] else set()
    assert (leaving.value.code or 0) in {0} | negative, err
    assert out or err
    return out


def run_curl(words: list[str], folder: Path, request: pytest.FixtureRequest) -> str:
    curl = shutil.which("curl")
    if not curl:
        pytest.skip("curl isn't on this machine")
    address = request.getfixturevalue("server")
    assert any(HERE in word for word in words)
    done = subprocess.run(
        [curl, *(word.replace(HERE, address) for word in words)], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def run_make(words: list[str], folder: Path, request: pytest.FixtureRequest) -> str:
    """What make would run; the recipe itself would install things, or run these tests again."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    make = shutil.which("make")
    if not make:
        pytest.skip("make isn't on this machine")
    done = subprocess.run(
        [make, "--dry-run", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1].endswith({"serve": "/coach serve", "test": "python -m pytest"}[words[0]])
    return done.stdout


RUNNERS: dict[str, Callable[[list[str], Path, pytest.FixtureRequest], str]] = {
    "coach": run_coach,
    "curl": run_curl,
    "make": run_make,
}


@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize("block", SHELL, ids=lambda block: f"line-{block.line}")
def test_commands_run_and_give_what_is_shown(block: Block, folder: Path, request: pytest.FixtureRequest) -> None:
    out = ""
    for program, *words in block.commands:
        out = RUNNERS[program](words, folder, request)
    shown = SHOWN.get(block.line)
    if shown and shown.language == "text":
        assert_stretches(shown.text, out)
    elif shown:
        wrong = list(differences(json.loads(shown.text), json.loads(out)))
        assert not wrong, "\n".join(wrong)


def assert_stretches(shown: str, out: str) -> None:
    """Everything between the marks `[…]` stands in the output, in this order; the width of columns may differ."""
    wanted, found = ([re.sub(" +", " ", line).rstrip() for line in text.splitlines()] for text in (shown, out))
    rest = "\n".join(found)
    stretches = "\n".join(wanted).split(LEFT_OUT)
    for stretch in filter(None, (part.strip("\n") for part in stretches)):
        _, same, rest = rest.partition(stretch)
        assert same, "\n".join(difflib.unified_diff(wanted, found, "README.md", "now", lineterm="", n=99))


def differences(shown: Any, found: Any, place: str = "") -> Iterator[str]:
    """Where JSON isn't as shown; README leaves out fields and later elements, and ends a cut text in `…`."""
    if isinstance(shown, dict) and isinstance(found, dict):
        for key, value in shown.items():
            yield from differences(value, found.get(key), f"{place}.{key}")
    elif isinstance(shown, list) and isinstance(found, list) and len(shown) <= len(found):
        for position, value in enumerate(shown):
            yield from differences(value, found[position], f"{place}[{position}]")
    elif isinstance(shown, str) and isinstance(found, str) and shown.endswith("…"):
        if not found.startswith(shown.removesuffix("…")):
            yield f"{place}: {found}"
    elif shown != found:
        yield f"{place}: {found!r}"


@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block.language == "python"], ids=lambda block: f"line-{block.line}"
)
def test_python_examples_run(block: Block, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(block.text, f"README.md:{block.line}", "exec"), {"__name__": "readme"})
    assert "tidewater-maps/data-engineer#negotiate-up-strategy" in capsys.readouterr().out


def test_every_block_is_one_that_a_test_knows() -> None:
    known = {"sh", "python", "markdown", "text", "json"}
    assert {block.language for block in BLOCKS} == known
    assert TEXT.count("```") == 2 * len(BLOCKS)
    shown = [block for block in BLOCKS if block.language in {"text", "json"} and block is not CASE]
    assert all(block in SHOWN.values() for block in shown)


def test_the_small_guide_reads_without_a_finding(folder: Path) -> None:
    reading = read_guides(folder / "my-guides")
    (guide,) = reading.guides
    assert (guide.id, guide.findings, reading.faults) == ("tidewater-maps/data-engineer", (), ())
    kinds = [figure.kind.value for figure in guide.figures]
    assert kinds == ["market_range", "market_range", "anchor", "accept", "walk_away"]
    assert len(guide.levers) == 1


def test_the_small_guide_needs_no_front_matter(tmp_path: Path) -> None:
    (tmp_path / "tidewater.md").write_text(GUIDE.text.split("---\n", 2)[2], encoding="utf-8")
    (guide,) = read_guides(tmp_path).guides
    assert guide.id == "tidewater-maps/data-engineer"
    bounds = [(figure.component.value, figure.low, figure.high, figure.currency) for figure in guide.figures]
    assert bounds[:2] == [("base_salary", 52000, 68000, "EUR"), ("bonus", 4000, 7000, "EUR")]
