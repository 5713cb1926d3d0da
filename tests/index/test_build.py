"""Building: nothing twice, nothing lost, every fault told."""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path

import numpy as np
import pytest

from index.build import Progress, build_index
from index.embedding_cache import EmbeddingCache
from index.errors import DataUnwritable, EmbedderUnavailable, GuideNameless, GuidesMissing
from index.generations import Generations
from index.library import open_library


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_first_build_embeds_every_text_once(folder: Path, data: Path, embedder) -> None:
    report = build_index(folder, data, embedder)
    assert (report.guides, report.built, report.faults) == (3, True, ())
    assert report.chunks == report.embedded == len(embedder.asked) > 9
    assert report.reused == 0


def test_a_second_build_of_unchanged_guides_does_nothing(folder: Path, data: Path, embedder) -> None:
    first = build_index(folder, data, embedder)
    asked = len(embedder.asked)
    second = build_index(folder, data, embedder)
    assert (second.built, second.embedded, second.reused) == (False, 0, first.chunks)
    assert (second.generation, second.guides, second.chunks) == (first.generation, 3, first.chunks)
    assert len(embedder.asked) == asked


def test_a_changed_guide_embeds_only_its_changed_chunks(folder: Path, data: Path, embedder, add_guide) -> None:
    first = build_index(folder, data, embedder)
    add_guide(folder, "Fjell Robotics", "Motion Engineer", base=125, extra="\n## Timing\n\nAsk in spring.")
    second = build_index(folder, data, embedder)
    assert (second.built, second.embedded, second.chunks) == (True, 1, first.chunks + 1)
    assert embedder.asked[-1].endswith("Ask in spring.")
    assert second.generation != first.generation


def test_a_removed_guide_vanishes(folder: Path, data: Path, embedder) -> None:
    build_index(folder, data, embedder)
    shutil.rmtree(folder / "fjell-robotics")
    assert build_index(folder, data, embedder).embedded == 0
    library = open_library(folder, data, embedder)
    assert set(library.guides) == {"nordlys-shipping/route-planner", "nordlys-shipping/dock-scheduler"}
    assert not [hit for hit in library.search("Fjell Robotics") if "fjell" in hit.chunk.id]
    library.close()


def test_where_the_folder_lies_does_not_matter(folder: Path, data: Path, embedder, tmp_path: Path) -> None:
    build_index(folder, data, embedder)
    moved = folder.rename(tmp_path / "elsewhere")
    assert not build_index(moved, data, embedder).built
    assert open_library(moved, data, embedder).guides


def test_same_guides_in_two_data_directories_get_the_same_id(folder: Path, tmp_path: Path, embedder) -> None:
    ids = {build_index(folder, tmp_path / name, embedder).generation for name in ("one", "two")}
    assert len(ids) == 1
    assert len(ids.pop()) == 12


def test_another_model_makes_another_index(folder: Path, data: Path, embedder) -> None:
    first = build_index(folder, data, embedder)
    embedder.name = "other-hash"
    second = build_index(folder, data, embedder)
    assert second.generation != first.generation
    assert second.embedded == first.chunks


def test_progress_tells_every_stage_in_order(folder: Path, data: Path, embedder) -> None:
    heard: list[Progress] = []
    build_index(folder, data, embedder, heard.append)
    stages = list(dict.fromkeys(progress.stage for progress in heard))
    assert stages == ["reading", "chunking", "embedding", "storing", "checking", "switching"]
    assert all(0 <= progress.done <= progress.total for progress in heard)
    assert all(
        [p for p in heard if p.stage == stage][-1].done == [p for p in heard if p.stage == stage][-1].total
        for stage in stages
    )


def test_a_faulty_guide_is_told_on_every_build_and_the_others_are_indexed(folder: Path, data: Path, embedder) -> None:
    (folder / "nameless.md").write_text("Just words.\n")
    for built in (True, False):
        report = build_index(folder, data, embedder)
        (fault,) = report.faults
        assert (report.built, report.guides) == (built, 3)
        assert isinstance(fault, GuideNameless)
        assert (fault.path, fault.line) == ("nameless.md", 1)
    assert str(open_library(folder, data, embedder).faults[0]) == str(fault)
    (folder / "nameless.md").unlink()
    assert build_index(folder, data, embedder).faults == ()


def test_a_guide_without_any_text_to_search_is_still_a_guide(tmp_path: Path, data: Path, embedder) -> None:
    guides = tmp_path / "bare"
    guides.mkdir()
    (guides / "bare.md").write_text("# Route Planner | Nordlys Shipping Negotiation Guide\n")
    assert build_index(guides, data, embedder).chunks == 0
    library = open_library(guides, data, embedder)
    assert list(library.guides) == ["nordlys-shipping/route-planner"]
    assert library.search("pay") == []


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_missing_guides_leave_the_index_alone(name: str, folder: Path, data: Path, embedder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    build_index(folder, data, embedder)
    with pytest.raises(GuidesMissing):
        build_index(tmp_path / name, data, embedder)
    assert open_library(folder, data, embedder).guides


def test_a_data_directory_that_is_a_file_is_named(folder: Path, tmp_path: Path, embedder) -> None:
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(DataUnwritable, match="data: can't be written"):
        build_index(folder, tmp_path / "data", embedder)


def test_a_full_disk_leaves_the_last_index_serving_and_no_leftovers(
    folder: Path, data: Path, embedder, add_guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build_index(folder, data, embedder)

    def full(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    path = add_guide(folder, "Havn Pilots")
    monkeypatch.setattr(np, "save", full)
    with pytest.raises(DataUnwritable, match="No space left on device"):
        build_index(folder, data, embedder)
    path.unlink()
    assert open_library(folder, data, embedder).index_id == before.generation
    assert [kept.name for kept in (data / "index" / "generations").iterdir()] == [before.generation]


def test_a_model_that_is_not_here_leaves_the_last_index_serving(folder: Path, data: Path, embedder) -> None:
    build_index(folder, data, embedder)
    with pytest.raises(EmbedderUnavailable):
        build_index(folder, data, "no-such-model")
    assert open_library(folder, data, embedder).guides


def test_a_guide_that_changes_while_it_is_read_is_noticed_on_opening(
    folder: Path, data: Path, embedder, add_guide
) -> None:
    def listen(progress: Progress) -> None:
        if progress == Progress("reading", 0, 3):
            add_guide(folder, "Fjell Robotics", "Motion Engineer", base=126)

    build_index(folder, data, embedder, listen)
    library = open_library(folder, data, embedder)
    assert "$126K" in library.guides["fjell-robotics/motion-engineer"].text


def no_progress(done: int, total: int) -> None:
    pass


def test_identical_text_is_embedded_once(tmp_path: Path, embedder) -> None:
    vectors, embedded = EmbeddingCache(tmp_path / "cache", embedder).embed(["a b", "c", "a b"], no_progress)
    assert (embedded, sorted(embedder.asked)) == (2, ["a b", "c"])
    assert (vectors[0] == vectors[2]).all()


def test_a_flipped_byte_in_the_cache_counts_as_missing(tmp_path: Path, embedder) -> None:
    cache = EmbeddingCache(tmp_path / "cache", embedder)
    sound, _ = cache.embed(["a b", "c"], no_progress)
    with sqlite3.connect(tmp_path / "cache") as database:
        (blob,) = database.execute("SELECT vector FROM vectors LIMIT 1").fetchone()
        database.execute("UPDATE vectors SET vector = ? WHERE vector = ?", (b"\1" + blob[1:], blob))
    database.close()
    vectors, embedded = cache.embed(["a b", "c"], no_progress)
    assert embedded == 1
    assert (vectors == sound).all()


@pytest.mark.parametrize("content", [b"no database at all" * 99, b""])
def test_a_broken_cache_is_started_anew(tmp_path: Path, embedder, content: bytes) -> None:
    (tmp_path / "cache").write_bytes(content)
    cache = EmbeddingCache(tmp_path / "cache", embedder)
    assert cache.embed(["a"], no_progress)[1] == 1
    assert cache.embed(["a"], no_progress)[1] == 0


def test_the_real_model_builds_and_finds_what_is_meant(folder: Path, data: Path) -> None:
    started = time.perf_counter()
    report = build_index(folder, data)
    assert report.built
    assert 0 < report.seconds <= time.perf_counter() - started
    library = open_library(folder, data)
    (hit, *_) = library.search("Below which base should I walk away?", guide_ids=["fjell-robotics/motion-engineer"])
    assert "Walk away below $125K base." in hit.chunk.passage.quote
    assert {found.chunk.passage.guide_id for found in library.search("dock scheduler pay in Bergen", limit=1)} == {
        "nordlys-shipping/dock-scheduler"
    }
    library.close()
    assert Generations(data).current().manifest.fingerprint.model.startswith("all-MiniLM-L6-v2 ")
