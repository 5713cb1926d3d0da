"""Generations on disk: what a kill, a second builder or a damaged byte can't break."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.build import build_index
from index.errors import BuildRunning, IndexUnusable
from index.generations import Generations, write_durably
from index.library import open_library

BUILD_AND_DIE = """
import os, runpy, signal, sys
from pathlib import Path
guides, data, moment, conftest = sys.argv[1:]
import index.build, index.embedding_cache, index.generations, index.store
index.store.UPSERT = 4
index.embedding_cache.SLICE = 4

def die(*args):
    os.kill(os.getpid(), signal.SIGKILL)

def listen(progress):
    if f"{progress.stage} {progress.done}" == moment:
        die()

if moment == "published":
    index.generations.Generations.serve = die
if moment == "pointer written":
    durably = index.generations.write_durably
    def write(path, content):
        if path.name == "current":
            path.with_name("current.new").write_bytes(content[:5])
            die()
        durably(path, content)
    index.generations.write_durably = write

embedder = runpy.run_path(conftest)["HashEmbedder"]()
index.build.build_index(Path(guides), Path(data), embedder, listen)
"""
MOMENTS = [
    "reading 0",
    "chunking 1",
    "embedding 4",
    "storing 0",
    "storing 4",
    "checking 0",
    "switching 0",
    "published",
    "pointer written",
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def changed(tmp_path: Path, add_guide) -> Path:
    """Other guides than those of `folder`."""
    guides = tmp_path / "changed"
    add_guide(guides, "Nordlys Shipping", base=115)
    add_guide(guides, "Havn Pilots", "Night Pilot")
    return guides


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_killed_at_any_moment_leaves_the_last_index_serving(
    moment: str, folder: Path, changed: Path, data: Path, embedder
) -> None:
    before = build_index(folder, data, embedder)
    hits = open_library(folder, data, embedder).search("walk away")

    script = [sys.executable, "-c", BUILD_AND_DIE, str(changed), str(data), moment]
    done = subprocess.run(
        [*script, str(Path(__file__).with_name("conftest.py"))],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()

    library = open_library(folder, data, embedder)
    assert (library.index_id, library.search("walk away")) == (before.generation, hits)
    library.close()
    after = build_index(changed, data, embedder)
    library = open_library(changed, data, embedder)
    assert library.index_id == after.generation != before.generation
    assert set(library.guides) == {"nordlys-shipping/route-planner", "havn-pilots/night-pilot"}
    assert not list((data / "index" / "generations").glob("*.partial"))
    library.close()


def test_a_second_builder_is_told_that_one_is_running(folder: Path, data: Path, embedder) -> None:
    with Generations(data).building(), pytest.raises(BuildRunning) as caught:
        build_index(folder, data, embedder)
    assert caught.value.retryable
    assert build_index(folder, data, embedder).built


def test_an_index_that_fits_needs_no_lock(folder: Path, data: Path, embedder) -> None:
    build_index(folder, data, embedder)
    with Generations(data).building():
        assert not build_index(folder, data, embedder).built


def test_two_generations_are_kept_and_an_older_one_comes_back_without_a_build(
    folder: Path, data: Path, embedder, add_guide
) -> None:
    first = build_index(folder, data, embedder)
    path = add_guide(folder, "Havn Pilots", "Night Pilot")
    second = build_index(folder, data, embedder)
    add_guide(folder, "Havn Pilots", "Night Pilot", base=121)
    third = build_index(folder, data, embedder)
    shelf = data / "index" / "generations"
    assert {kept.name for kept in shelf.iterdir()} == {second.generation, third.generation}
    add_guide(folder, "Havn Pilots", "Night Pilot")
    back = build_index(folder, data, embedder)
    assert (back.generation, back.built, back.embedded) == (second.generation, False, 0)
    path.unlink()
    assert build_index(folder, data, embedder).generation == first.generation
    assert {kept.name for kept in shelf.iterdir()} == {second.generation, first.generation}


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "missing":
        path.unlink()
    elif how == "truncated":
        path.write_bytes(content[: len(content) // 2] if content else b"longer")
    else:
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1 if content else 0]) + content[middle + 1 :])


@pytest.mark.parametrize("how", ["flipped", "truncated", "missing"])
def test_a_damaged_file_of_the_index_is_refused_and_built_anew(how: str, folder: Path, data: Path, embedder) -> None:
    report = build_index(folder, data, embedder)
    generation = data / "index" / "generations" / report.generation
    files = [data / "index" / "current", *(path for path in generation.rglob("*") if path.is_file())]
    assert len(files) >= 9
    for path in files:
        sound = path.read_bytes()
        damage(path, how)
        with pytest.raises(IndexUnusable) as caught:
            open_library(folder, data, embedder)
        assert "coach index" in str(caught.value)
        path.write_bytes(sound)
    damage(generation / "vectors.npy", how)
    rebuilt = build_index(folder, data, embedder)
    assert (rebuilt.built, rebuilt.embedded, rebuilt.generation) == (True, 0, report.generation)
    assert open_library(folder, data, embedder).search("walk away", guide_ids=["fjell-robotics/motion-engineer"])


def test_a_pointer_to_somewhere_else_is_refused(folder: Path, data: Path, embedder) -> None:
    build_index(folder, data, embedder)
    (data / "index" / "current").write_text("../../elsewhere 00\n")
    with pytest.raises(IndexUnusable, match="current is damaged"):
        open_library(folder, data, embedder)


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "pointer"
    write_durably(path, b"old")
    write_durably(path, b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["pointer"]
    assert path.read_bytes() == b"new"
