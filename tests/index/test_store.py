"""The vector table and the real Chroma collection behind one interface."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.errors import DataUnwritable, IndexUnusable
from index.store import ChromaStore, check_collection, write_collection
from index.vectors import VectorTable, best


def table_of(count: int, seed: int = 0) -> VectorTable:
    vectors = np.random.default_rng(seed).standard_normal((count, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return VectorTable(
        [f"chunk-{row:04}" for row in range(count)], [f"guide-{row % 5}" for row in range(count)], vectors
    )


@pytest.fixture
def table() -> VectorTable:
    return table_of(300)


@pytest.fixture
def collection(tmp_path: Path, table: VectorTable) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    write_collection(folder, table, "g1")
    return folder


def test_an_open_query_finds_what_an_exact_search_finds(collection: Path, table: VectorTable) -> None:
    store = ChromaStore(collection, table, "g1")
    for row in range(0, 300, 30):
        assert store.query(table.vectors[row], 10) == table.nearest(table.vectors[row], 10)
    store.close()


def test_a_query_inside_guides_sees_only_these_guides(collection: Path, table: VectorTable) -> None:
    store = ChromaStore(collection, table, "g1")
    found = store.query(table.vectors[0], 400, {"guide-1", "guide-3"})
    assert {int(near.chunk_id[-4:]) % 5 for near in found} == {1, 3}
    assert len(found) == 120
    assert store.query(table.vectors[0], 5, set()) == []
    assert [near.similarity for near in found] == sorted((near.similarity for near in found), reverse=True)


def test_reading_never_writes_to_the_collection(collection: Path, table: VectorTable) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in collection.rglob("*") if path.is_file()}
    store = ChromaStore(collection, table, "g1")
    assert store.count() == 300
    store.close()
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in collection.rglob("*") if path.is_file()
    }


def test_two_readers_share_a_collection_and_each_removes_its_copy(
    collection: Path, table: VectorTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(copies))
    first, second = ChromaStore(collection, table, "g1"), ChromaStore(collection, table, "g1")
    assert first.query(table.vectors[7], 3) == second.query(table.vectors[7], 3)
    assert len(list(copies.iterdir())) == 2
    first.close()
    second.close()
    assert list(copies.iterdir()) == []


def test_a_closed_store_opens_again_when_asked(collection: Path, table: VectorTable) -> None:
    store = ChromaStore(collection, table, "g1")
    first = store.query(table.vectors[7], 3)
    store.close()
    assert store.query(table.vectors[7], 3) == first
    store.close()


def test_a_written_collection_passes_its_check(collection: Path, table: VectorTable) -> None:
    check_collection(collection, table, "g1")


def test_a_collection_with_other_chunks_fails_its_check(collection: Path) -> None:
    with pytest.raises(IndexUnusable, match="300 chunks, not these 299"):
        check_collection(collection, table_of(299), "g1")


def test_a_collection_with_other_vectors_fails_its_check(collection: Path) -> None:
    with pytest.raises(IndexUnusable, match="doesn't find chunk-"):
        check_collection(collection, table_of(300, seed=1), "g1")


def test_a_collection_of_another_generation_is_refused(collection: Path, table: VectorTable) -> None:
    with pytest.raises(IndexUnusable, match="another generation"):
        ChromaStore(collection, table, "g2").count()


def test_a_collection_of_another_space_is_refused(collection: Path, table: VectorTable) -> None:
    with sqlite3.connect(collection / "chroma.sqlite3") as database:
        for name, column in (("collections", "config_json_str"), ("collections", "schema_str")):
            database.execute(f"UPDATE {name} SET {column} = replace({column}, 'cosine', 'l2')")
    database.close()
    with pytest.raises(IndexUnusable, match="space is l2, not cosine"):
        ChromaStore(collection, table, "g1").count()


@pytest.mark.parametrize("content", [b"", b"not a database" * 400])
def test_a_broken_database_is_refused_with_a_clear_message(
    collection: Path, table: VectorTable, content: bytes
) -> None:
    (collection / "chroma.sqlite3").write_bytes(content)
    with pytest.raises(IndexUnusable, match="the vector store can't be read"):
        ChromaStore(collection, table, "g1").count()


def test_a_collection_that_claims_terabytes_is_refused_unread(collection: Path, table: VectorTable) -> None:
    with (collection / "link_lists.bin").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(IndexUnusable, match="bytes"):
        check_collection(collection, table, "g1")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, table: VectorTable) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DataUnwritable, match="file"):
        write_collection(tmp_path / "file", table, "g1")


def test_an_empty_collection_finds_nothing(tmp_path: Path) -> None:
    empty = VectorTable([], [], np.zeros((0, 32), dtype=np.float32))
    write_collection(tmp_path, empty, "g1")
    check_collection(tmp_path, empty, "g1")
    store = ChromaStore(tmp_path, empty, "g1")
    assert store.query(np.ones(32, dtype=np.float32), 5) == store.query(np.ones(32, dtype=np.float32), 5, {"a"}) == []


def test_equal_vectors_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    vectors = np.tile(np.eye(1, 32, dtype=np.float32), (9, 1))
    same = VectorTable([f"c{9 - row}" for row in range(9)], ["g"] * 9, vectors)
    write_collection(tmp_path, same, "g1")
    store = ChromaStore(tmp_path, same, "g1")
    assert [near.chunk_id for near in store.query(vectors[0], 4, {"g"})] == ["c1", "c2", "c3", "c4"]
    assert [near.chunk_id for near in store.query(vectors[0], 5)] == ["c1", "c2", "c3", "c4", "c5"]
    store.close()


def test_progress_is_told_while_storing(tmp_path: Path, table: VectorTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.UPSERT", 128)
    heard: list[int] = []
    write_collection(tmp_path, table, "g1", heard.append)
    assert heard == [128, 256, 300]
    check_collection(tmp_path, table, "g1")


def test_tables_whose_parts_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="don't match"):
        VectorTable(["a"], ["g", "g"], np.zeros((1, 3), dtype=np.float32))


def test_best_keeps_every_tie_at_the_edge_in_play() -> None:
    scores = np.array([1.0, 2.0, 2.0, 2.0], dtype=np.float32)
    assert best(scores, ["d", "c", "b", "a"], 2) == [3, 2]
    assert best(scores, ["d", "c", "b", "a"], 0) == best(scores[:0], [], 3) == []
