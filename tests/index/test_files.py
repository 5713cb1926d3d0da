"""Files on disk: which are guides, how their text comes out, and what is said of those that can't be read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import GuideEmpty, GuideFault, GuidesMissing, GuideUnreadable
from index.files import MOST_BYTES, find_guides, read_file

Write = Callable[[bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_bytes(content: bytes) -> Path:
        path = tmp_path / "fens" / "peat.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    return write_bytes


def fault_of(path: Path, root: Path) -> GuideFault:
    with pytest.raises(GuideFault) as caught:
        read_file(path, root)
    fault = caught.value
    assert str(fault).startswith(f"{fault.path}:{fault.line}: {fault.problem}. ")
    assert fault.advice.endswith(".")
    return fault


def test_all_three_endings_are_guides_in_any_case_and_depth(tmp_path: Path) -> None:
    names = ["a.md", "b/c.markdown", "b/d/e.TXT", "f.MD"]
    for name in [*names, "g.rst", "h.md.bak", "i", "README.md", "b/readme.txt", ".hidden.md", ".git/k.md"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert find_guides(tmp_path) == sorted(tmp_path / name for name in names)


def test_a_folder_named_like_a_guide_is_none_but_is_searched(tmp_path: Path) -> None:
    (tmp_path / "peat.md").mkdir()
    (tmp_path / "peat.md" / "bog.md").write_text("x", encoding="utf-8")
    assert find_guides(tmp_path) == [tmp_path / "peat.md" / "bog.md"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [("nowhere", "there is no such folder"), ("file.md", "this is not a folder"), ("empty", "no .md")],
)
def test_a_wrong_folder_is_named_with_what_to_do(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "file.md").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "picture.png").write_bytes(b"x")
    with pytest.raises(GuidesMissing) as caught:
        find_guides(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}: {problem}")
    assert "--guides" in caught.value.advice


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_n_of_the_text_is_line_n_of_the_file(write: Write, tmp_path: Path, end: bytes) -> None:
    text = read_file(write(end.join([b"one", b"", "drei – ½".encode(), b""])), tmp_path).text
    assert text.split("\n") == ["one", "", "drei – ½", ""]


def test_other_line_separators_do_not_count_as_lines(write: Write, tmp_path: Path) -> None:
    text = "one\u2028two\x0bthree\x85four\n"
    assert read_file(write(text.encode()), tmp_path).text == text


def test_a_byte_order_mark_is_no_text_but_counts_for_the_hash(write: Write, tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf---\nrole: x\n---\n"
    file = read_file(write(content), tmp_path)
    assert (file.text[0], file.path) == ("-", "fens/peat.md")
    assert file.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\t\r\n"])
def test_a_file_without_words_is_empty(write: Write, tmp_path: Path, content: bytes) -> None:
    fault = fault_of(write(content), tmp_path)
    assert isinstance(fault, GuideEmpty)
    assert (fault.path, fault.line) == ("fens/peat.md", 1)


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (b"one\ntwo\n\x00\x01\n", 3, "binary content"),
        ("# Größe\n".encode("utf-16"), 1, "binary content"),
        (b"one\r\ntwo\r\nGr\xf6\xdfe\r\n", 3, "not UTF-8"),
        (b"\xef\xbb\xbfone\n\xff\n", 2, "not UTF-8"),
        (b"one\ntwo\xe2\x82", 2, "not UTF-8"),
        (b"one\rtwo\r\r\xff", 4, "not UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_named_by_line(
    write: Write, tmp_path: Path, content: bytes, line: int, problem: str
) -> None:
    fault = fault_of(write(content), tmp_path)
    assert isinstance(fault, GuideUnreadable)
    assert (fault.path, fault.line, fault.problem) == ("fens/peat.md", line, problem)
    assert "UTF-8" in fault.advice


def test_three_megabytes_are_too_large_and_are_not_read(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(b"x" * 3_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read before its size was checked"))
    fault = fault_of(path, tmp_path)
    assert fault.problem == "too large (3,000,000 bytes)"
    assert f"{MOST_BYTES:,}" in fault.advice


def test_the_largest_allowed_file_is_read(write: Write, tmp_path: Path) -> None:
    assert len(read_file(write(b"x" * MOST_BYTES), tmp_path).text) == MOST_BYTES


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_an_unreadable_file_is_named_with_the_reason(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def refuse(_: Path) -> bytes:
        raise error

    path = write(b"words")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    fault = fault_of(path, tmp_path)
    assert fault.problem == f"can't be read ({error.strerror})"
    assert "permissions" in fault.advice


def test_links_that_lead_nowhere_or_in_circles_are_no_regular_files(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    for path in find_guides(tmp_path):
        assert fault_of(path, tmp_path).problem == "not a regular file"


def test_a_folder_that_holds_itself_is_searched_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert tmp_path / "a.md" in find_guides(tmp_path)
    assert len(find_guides(tmp_path)) <= 2


def test_a_folder_that_cannot_be_listed_is_a_fault_and_the_others_are_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("locked/a.md", "open/b.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("x", encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    locked, good = find_guides(tmp_path)
    assert good == tmp_path / "open" / "b.md"
    fault = fault_of(locked, tmp_path)
    assert (fault.path, fault.problem, fault.advice) == (
        "locked",
        "this folder can't be listed",
        "Check its permissions.",
    )


def test_a_folder_behind_a_closed_door_is_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(GuidesMissing, match=r"can't be read \(Permission denied\)\. Check"):
        find_guides(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert fault_of(tmp_path / "pipe.md", tmp_path).problem == "not a regular file"


def test_a_file_name_that_is_no_text_is_a_fault_of_that_file(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/gr\xf6\xdfe.md"))
    path.write_text("x", encoding="utf-8")
    fault = fault_of(path, tmp_path)
    assert (fault.path, fault.problem) == ("gr??e.md", "the file name is not UTF-8")
