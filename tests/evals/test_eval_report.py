from collections.abc import Callable
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.console import Console

from coach.types import Answer
from evals.dataset import Case
from evals.errors import ReportUnwritable
from evals.examination import examine
from evals.report import page, write_report
from evals.results import Results, Settings
from evals.run import results_of
from evals.table import percent, show

EVIL = "<script>alert('x')</script> & [bold]\x00\x0b"


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]


@pytest.fixture
def results(
    make_answer: Callable[..., Answer], make_case: Callable[..., Case], fake_coach: Any, folder: Path
) -> Results:
    cases = [
        make_case(id="good"),
        make_case({"must_mention": [EVIL]}, id=f"bad {EVIL}", turns=[EVIL], note=EVIL, category="noisy"),
        make_case(id="absent", guide_ids=["mill-end/baker"]),
    ]
    coach = fake_coach(make_answer(), make_answer(f"It is £99K {EVIL} [1]."))
    examined = [examine(case, coach, folder) for case in cases]
    settings = Settings(embedder="any", datasets=(), guides=1, guide_faults=(f"x.md:1: {EVIL}",))
    return results_of(examined, "generation-7", settings, None)


def test_a_report_is_three_files(results: Results, tmp_path: Path) -> None:
    write_report(results, tmp_path / "deep" / "report")
    assert sorted(path.name for path in (tmp_path / "deep" / "report").iterdir()) == [
        "junit.xml",
        "report.html",
        "results.json",
    ]


def test_results_read_back_as_they_were(results: Results, tmp_path: Path) -> None:
    write_report(results, tmp_path)
    assert Results.model_validate_json((tmp_path / "results.json").read_bytes()) == results


def test_results_name_no_folder_of_the_machine(results: Results, tmp_path: Path, folder: Path) -> None:
    write_report(results, tmp_path)
    assert str(folder.parent) not in (tmp_path / "results.json").read_text(encoding="utf-8")


def test_junit_has_a_suite_per_category_and_a_test_per_case(results: Results, tmp_path: Path) -> None:
    write_report(results, tmp_path)
    root = ElementTree.parse(tmp_path / "junit.xml").getroot()
    assert {key: root.get(key) for key in ("tests", "failures", "skipped", "errors")} == {
        "tests": "3",
        "failures": "1",
        "skipped": "1",
        "errors": "0",
    }
    assert [suite.get("name") for suite in root] == ["lookup", "noisy"]
    failure = root.find("./testsuite[@name='noisy']/testcase/failure")
    assert failure is not None
    assert "unsupported number '£99K'" in (failure.text or "")


def test_text_in_the_page_is_escaped(results: Results) -> None:
    text = page(results)
    elements = _Elements()
    elements.feed(text)
    assert "script" not in elements.tags
    assert "&lt;script&gt;" in text


def test_the_page_needs_nothing_beside_itself(results: Results) -> None:
    elements = _Elements()
    elements.feed(page(results))
    assert elements.addresses == []
    assert not {"link", "img", "iframe"} & set(elements.tags)


def test_the_page_shows_failing_cases_first_and_open(results: Results) -> None:
    text = page(results)
    assert text.index("bad &lt;script") < text.index("> absent ") < text.index("> good ")
    assert text.count("<details open>") == 1


def test_a_report_that_cannot_be_written_is_told(results: Results, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReportUnwritable, match="file"):
        write_report(results, tmp_path / "file")


def test_the_terminal_shows_rates_totals_and_reasons(results: Results) -> None:
    output = StringIO()
    show(results, Console(file=output, width=200))
    text = output.getvalue()
    assert "passed 1 of 2 (50.0%), 1 unscored" in text
    assert "unscored  absent: not in the index: mill-end/baker" in text
    assert "unsupported number '£99K'" in text
    assert "[bold]" in text
    assert "not good" in text


def test_a_rate_just_under_one_never_reads_as_100_percent() -> None:
    assert percent(0.99999) == "99.9%"
    assert percent(1.0) == "100.0%"
    assert percent(None) == "–"
