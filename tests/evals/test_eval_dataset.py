import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.dataset import Case, load_cases, shipped_datasets
from evals.errors import CasesInvalid, CasesMissing


def _written(path: Path, *cases: Case) -> Path:
    path.write_text("".join(case.model_dump_json() + "\n" for case in cases), encoding="utf-8")
    return path


def test_cases_come_in_the_order_of_the_files(tmp_path: Path, make_case: Callable[..., Case]) -> None:
    one = _written(tmp_path / "b.jsonl", make_case(id="one"), make_case(id="two"))
    two = _written(tmp_path / "a.jsonl", make_case(id="three"))
    assert [case.id for case in load_cases([one, two])] == ["one", "two", "three"]


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path, make_case: Callable[..., Case]) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + make_case().model_dump_json().encode() + b"\r\n\n  \n")
    assert len(load_cases([path])) == 1


def test_a_line_that_is_no_json_is_named_with_file_and_line(tmp_path: Path, make_case: Callable[..., Case]) -> None:
    path = _written(tmp_path / "cases.jsonl", make_case())
    path.write_text(path.read_text(encoding="utf-8") + "\n{oops\n", encoding="utf-8")
    with pytest.raises(CasesInvalid, match=r"cases\.jsonl:3: Invalid JSON"):
        load_cases([path])


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"category": "lookups"}, "category: Input should be"),
        ({"turns": []}, "turns: Tuple should have at least 1 item"),
        ({"turns": [""]}, "turns.0: String should have at least 1 character"),
        ({"expects": {}}, "expects: Extra inputs are not permitted"),
        ({"expect": {"status": "fine"}}, "expect.status: Input should be"),
        ({"id": ""}, "id: String should have at least 1 character"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(
    tmp_path: Path, make_case: Callable[..., Case], change: dict[str, object], complaint: str
) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(make_case().model_dump(mode="json") | change), encoding="utf-8")
    with pytest.raises(CasesInvalid) as caught:
        load_cases([path])
    assert f"{path}:1: {complaint}" in str(caught.value)


def test_a_duplicate_id_names_both_lines(tmp_path: Path, make_case: Callable[..., Case]) -> None:
    path = _written(tmp_path / "cases.jsonl", make_case(), make_case())
    with pytest.raises(CasesInvalid, match=r"cases\.jsonl:2: id 'lookup-1' was already used at .*cases\.jsonl:1"):
        load_cases([path])


def test_text_that_is_not_utf8_is_named_with_its_line(tmp_path: Path, make_case: Callable[..., Case]) -> None:
    path = _written(tmp_path / "cases.jsonl", make_case())
    path.write_bytes(path.read_bytes() + b"\xff\xfe\n")
    with pytest.raises(CasesInvalid, match=r"cases\.jsonl:2: the text isn't UTF-8"):
        load_cases([path])


def test_a_missing_an_empty_and_a_folder_dataset_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    for path in (tmp_path / "none.jsonl", tmp_path / "empty.jsonl", tmp_path):
        with pytest.raises(CasesMissing, match=path.name):
            load_cases([path])


def test_no_dataset_at_all_is_refused() -> None:
    with pytest.raises(CasesMissing, match="no dataset"):
        load_cases([])


def test_shipped_datasets_are_json_lines_beside_the_package() -> None:
    assert all(path.suffix == ".jsonl" and path.parent.name == "cases" for path in shipped_datasets())
