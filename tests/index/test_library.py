"""An opened index: whole, fitting, and honest about it when it isn't."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.build import build_index
from index.errors import GuidesMissing, IndexUnusable
from index.library import Library, open_library
from index.manifest import take_fingerprint
from index.reading import read_guides
from index.types import SectionKind


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def library(folder: Path, data: Path, embedder):
    build_index(folder, data, embedder)
    opened = open_library(folder, data, embedder)
    yield opened
    opened.close()


def test_the_guides_are_those_that_were_read(library: Library, folder: Path) -> None:
    assert tuple(library.guides.values()) == read_guides(folder).guides
    assert list(library.guides) == sorted(library.guides)
    assert library.faults == ()


def test_every_hit_quotes_its_guide_at_its_lines(library: Library) -> None:
    hits = library.search("pay in Oslo", limit=50)
    assert len(hits) > 9
    for hit in hits:
        passage = hit.chunk.passage
        lines = library.guides[passage.guide_id].text.split("\n")
        assert passage.quote in "\n".join(lines[passage.start_line - 1 : passage.end_line])


def test_search_stays_inside_the_named_guides(library: Library) -> None:
    inside = ["nordlys-shipping/dock-scheduler"]
    assert {hit.chunk.passage.guide_id for hit in library.search("Oslo", guide_ids=inside)} == set(inside)
    assert library.search("Oslo", guide_ids=[]) == library.search("Oslo", guide_ids=["no/guide"]) == []


def test_a_wanted_kind_is_preferred(library: Library) -> None:
    inside = ["nordlys-shipping/dock-scheduler"]
    for kind in (SectionKind.COMPENSATION, SectionKind.LEVERS, SectionKind.STRATEGY):
        assert library.search("base pay", guide_ids=inside, kinds=[kind])[0].chunk.kind is kind


@pytest.mark.parametrize("query", ["", "   \n"])
def test_a_blank_query_finds_nothing(library: Library, query: str) -> None:
    assert library.search(query) == []


@pytest.mark.parametrize("query", ["\ud800", "🚢", "x" * 100_000, "\0", "' OR 1=1 --", "海運"])
def test_odd_queries_are_searched_like_any_other(library: Library, query: str) -> None:
    assert len(library.search(query, limit=3)) == 3


def test_a_question_is_embedded_once_however_often_it_is_searched(library: Library, embedder) -> None:
    before = len(embedder.asked)
    for kinds in ((), (SectionKind.LEVERS,)):
        library.search("night cover", guide_ids=["nordlys-shipping/dock-scheduler"], kinds=kinds)
    assert len(embedder.asked) == before + 1


def test_many_threads_get_the_same_hits(library: Library) -> None:
    results: list[object] = []
    threads = [threading.Thread(target=lambda: results.append(library.search("night cover"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert all(result == results[0] for result in results)


def test_two_libraries_open_the_same_index(library: Library, folder: Path, data: Path, embedder) -> None:
    other = open_library(folder, data, embedder)
    assert other.search("night cover") == library.search("night cover")
    other.close()


def test_warming_up_searches_once(library: Library, embedder) -> None:
    library.warm_up()
    assert embedder.asked[-1] == "warm up"


@pytest.mark.parametrize("searched_before", [True, False])
def test_an_open_library_goes_on_while_newer_generations_replace_its_own(
    searched_before: bool, folder: Path, data: Path, embedder, add_guide
) -> None:
    build_index(folder, data, embedder)
    library, other = (open_library(folder, data, embedder) for _ in range(2))
    hits = library.search("night cover")
    for base in (201, 202, 203):
        add_guide(folder, "Fjell Robotics", "Motion Engineer", base=base)
        build_index(folder, data, embedder)
    assert (library if searched_before else other).search("night cover") == hits
    library.close()


def test_a_file_name_that_is_no_text_can_still_be_told_apart(folder: Path) -> None:
    try:
        Path(os.fsdecode(bytes(folder) + b"/\xff.md")).write_text("# No | Guide\n")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    assert "\ufffd.md" in take_fingerprint(folder, "model").guides


def test_no_index_yet_says_what_to_do(folder: Path, data: Path, embedder) -> None:
    with pytest.raises(IndexUnusable, match=r"there is no index yet. Run `coach index`"):
        open_library(folder, data, embedder)


def test_missing_guides_are_named(data: Path, embedder, tmp_path: Path) -> None:
    with pytest.raises(GuidesMissing, match="nowhere"):
        open_library(tmp_path / "nowhere", data, embedder)


def test_changed_new_and_removed_guides_are_named(
    library: Library, folder: Path, data: Path, embedder, add_guide
) -> None:
    add_guide(folder, "Nordlys Shipping", base=111)
    add_guide(folder, "Havn Pilots")
    (folder / "fjell-robotics" / "motion-engineer.md").unlink()
    with pytest.raises(IndexUnusable) as caught:
        open_library(folder, data, embedder)
    assert caught.value.problem == (
        "the index is older than the guides (1 changed: nordlys-shipping/route-planner.md; "
        "1 new: havn-pilots/route-planner.md; 1 removed: fjell-robotics/motion-engineer.md)"
    )


def test_an_index_of_another_model_is_refused(library: Library, folder: Path, data: Path, embedder) -> None:
    embedder.name = "other-hash"
    with pytest.raises(IndexUnusable, match="built with the embedding model hash-of-words, not other-hash"):
        open_library(folder, data, embedder)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("difference", [("CHUNKING", "other"), ("SCHEMA", 0), ("_program", lambda: "other")])
def test_an_index_of_another_program_is_refused(
    difference: tuple[str, object], folder: Path, data: Path, embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, value = difference
    monkeypatch.setattr(f"index.manifest.{name}", value)
    with pytest.raises(IndexUnusable, match="another version of this program"):
        open_library(folder, data, embedder)


LIGHT = """
import sys
from pathlib import Path
from index.build import build_index
from index.library import open_library
from index.errors import IndexUnusable
try:
    open_library(Path(sys.argv[1]), Path(sys.argv[2]))
except IndexUnusable as fault:
    print(fault.problem)
heavy = {"torch", "sentence_transformers", "transformers", "chromadb", "bm25s"} & set(sys.modules)
print(sorted(heavy))
"""


def test_opening_loads_no_heavy_library(folder: Path, data: Path, library: Library) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LIGHT, str(folder), str(data)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[1] == "[]"
    assert done.stdout.startswith("the index was built with the embedding model hash-of-words, not all-MiniLM-L6-v2")
