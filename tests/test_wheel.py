"""An installed wheel works from any folder: everything that the program reads is inside it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("api", "coach", "evals", "index", "seeds")
READ_AT_RUN_TIME = {".css", ".html", ".j2", ".js", ".jsonl", ".md", ".toml"}

pytestmark = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("build", "setuptools", "pip")),
    reason="a wheel is built with build, setuptools and pip, and one of them isn't here",
)


def run(*words: object, cwd: Path, **variables: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith(("COACH_", "PIP_"))}
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)],
        cwd=cwd,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def source_files() -> Iterator[str]:
    """Everything that the program consists of or reads while it runs."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            if path.suffix in READ_AT_RUN_TIME | {".py"}:
                yield path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, because building leaves files beside the sources, and finds those of the last time."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", PROJECT["project"]["readme"], *PROJECT["project"]["license-files"]):
        shutil.copy(ROOT / name, source / name)
    for name in PACKAGES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    run("build", "--wheel", "--no-isolation", "--skip-dependency-check", cwd=source)
    (built,) = (source / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    run(
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-compile",
        "--target",
        folder,
        wheel,
        cwd=wheel.parent,
    )
    return folder


def test_the_wheel_holds_every_file_of_the_program(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert sorted(set(source_files()) - packed) == []
    told = ("seeds/*/*.md", "api/static/widget.js", "api/templates/*.j2", "*/words/*.toml", "evals/cases/*.jsonl")
    assert [pattern for pattern in told if not any(Path(name).match(pattern) for name in packed)] == []


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in packed if ".dist-info/" not in name} == set(PACKAGES)


def test_an_installed_wheel_lists_its_guides_from_any_folder(installed: Path, tmp_path: Path) -> None:
    listed = run(
        "api.cli",
        "guides",
        "list",
        "--json",
        cwd=tmp_path,
        PYTHONPATH=str(installed),
        COACH_DATA=str(tmp_path / "data"),
    )
    assert "millennium-management/devops-engineer" in listed
    assert list(tmp_path.iterdir()) == []


def test_an_installed_wheel_knows_its_version_and_where_it_is(installed: Path, tmp_path: Path) -> None:
    program = "import api.version, api.settings; print(api.version.VERSION, api.settings.shipped_guides())"
    (tmp_path / "where.py").write_text(program, encoding="utf-8")
    version, guides = run("where", cwd=tmp_path, PYTHONPATH=str(installed)).split()
    assert version == PROJECT["project"]["version"]
    assert Path(guides) == installed / "seeds"
