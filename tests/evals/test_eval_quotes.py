from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.types import Answer
from evals.quotes import crossed_guides, loose_markers, unverbatim_quotes
from index.types import Guide

Make = Callable[..., Answer]
MakePart = Callable[..., dict[str, Any]]


def test_the_good_answer_has_no_fault(make_answer: Make, guides: dict[str, Guide], folder: Path) -> None:
    answer = make_answer()
    assert unverbatim_quotes(answer, folder) == ()
    assert loose_markers(answer) == ()
    assert crossed_guides(answer, guides) == ()


def test_white_space_may_differ_in_a_quote(make_answer: Make, make_citation: MakePart, folder: Path) -> None:
    quote = "An  L5 carries 40 hours of standby\n\teach month"
    citation = make_citation(quote=quote, start_line=17, end_line=18)
    assert unverbatim_quotes(make_answer(citations=(citation,)), folder) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "| Leeds | £61K - £84K / $77K - $105K | 5–8% |"},
        {"quote": "| leeds | £61K - £83K"},
        {"quote": " "},
        {"start_line": 12, "end_line": 12},
        {"start_line": 13, "end_line": 99},
        {"start_line": 0},
        {"start_line": 13, "end_line": 12},
        {"source_path": "nowhere.md"},
        {"source_path": "../guides/../../etc/passwd"},
    ],
)
def test_an_altered_or_misplaced_quote_is_found(
    make_answer: Make, make_citation: MakePart, folder: Path, change: dict[str, Any]
) -> None:
    (fault,) = unverbatim_quotes(make_answer(citations=(make_citation(**change),)), folder)
    assert fault.startswith("[1] ")


def test_a_file_outside_the_folder_is_not_read(make_answer: Make, make_citation: MakePart, folder: Path) -> None:
    (folder.parent / "other.md").write_text("secret", encoding="utf-8")
    citation = make_citation(source_path="../other.md", quote="secret", start_line=1, end_line=1)
    assert unverbatim_quotes(make_answer(citations=(citation,)), folder) == ("[1] ../other.md:1-1 can't be read",)


def test_a_changed_file_is_read_anew(make_answer: Make, folder: Path) -> None:
    assert unverbatim_quotes(make_answer(), folder) == ()
    (folder / "harbour.md").write_text("gone\n", encoding="utf-8")
    assert len(unverbatim_quotes(make_answer(), folder)) == 1


def test_dangling_and_shared_markers_are_found(
    make_answer: Make, make_citation: MakePart, make_figure: MakePart
) -> None:
    assert loose_markers(make_answer("£61K [1][2, 3]")) == ("[2] leads to no citation", "[3] leads to no citation")
    assert loose_markers(make_answer(citations=(make_citation(), make_citation()))) == ("[1] is two citations",)
    assert loose_markers(make_answer(figures=(make_figure(marker=4),))) == ("figure 0 leads to no citation",)


def test_a_citation_of_another_guides_file_is_found(
    make_answer: Make, make_citation: MakePart, guides: dict[str, Guide]
) -> None:
    (fault,) = crossed_guides(make_answer(citations=(make_citation(source_path="other.md"),)), guides)
    assert "isn't its file" in fault


def test_a_figure_of_another_guide_is_found(
    make_answer: Make, make_citation: MakePart, make_figure: MakePart, guides: dict[str, Guide]
) -> None:
    assert crossed_guides(make_answer(figures=(make_figure(guide_id="other/role"),)), guides)
    elsewhere = make_figure()["source"] | {"path": "other.md"}
    assert crossed_guides(make_answer(figures=(make_figure(source=elsewhere),)), guides)
    assert crossed_guides(make_answer(citations=(make_citation(guide_id="other/role"),)), guides)
