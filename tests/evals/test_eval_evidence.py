from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.types import Answer
from evals.evidence import (
    crossed_guides,
    loose_markers,
    misplaced_figures,
    unmarked_figures,
    unshown_figures,
    unverbatim_quotes,
)
from index.types import Guide

Make = Callable[..., Answer]
MakePart = Callable[..., dict[str, Any]]


def test_the_good_answer_has_no_fault(make_answer: Make, guides: dict[str, Guide], folder: Path) -> None:
    answer = make_answer()
    assert unverbatim_quotes(answer, folder) == ()
    assert loose_markers(answer) == ()
    assert crossed_guides(answer, guides) == ()
    assert unshown_figures(answer, folder) == ()
    assert unmarked_figures(answer, ()) == ()


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


def test_a_figure_that_its_source_line_does_not_show_is_found(
    make_answer: Make, make_figure: MakePart, folder: Path
) -> None:
    source = make_figure()["source"] | {"line": 12, "end_line": 12}
    (fault,) = unshown_figures(make_answer(figures=(make_figure(source=source),)), folder)
    assert fault == "figure 0: harbour.md:12 doesn't show 61000"


def test_a_figure_that_its_citation_does_not_show_is_found(
    make_answer: Make, make_citation: MakePart, folder: Path
) -> None:
    citation = make_citation(quote="Open at £85K", start_line=17, end_line=17)
    (fault,) = unshown_figures(make_answer(citations=(citation,)), folder)
    assert fault == "figure 0: the quote of [1] doesn't show 61000"


def test_a_figure_in_another_currency_than_its_source_is_found(
    make_answer: Make, make_figure: MakePart, folder: Path
) -> None:
    dollars = make_figure(currency="USD")
    assert "harbour.md:13 doesn't show 61000" in unshown_figures(make_answer(figures=(dollars,)), folder)[0]
    assert unshown_figures(make_answer(figures=(make_figure(currency="USD", low=77000, high=105000),)), folder) == ()


def test_a_figure_that_stands_beside_another_region_is_found(
    make_answer: Make, make_figure: MakePart, folder: Path
) -> None:
    assert misplaced_figures(make_answer(), folder) == ()
    (fault,) = misplaced_figures(make_answer(figures=(make_figure(region="Oslo"),)), folder)
    assert fault == "figure 0: harbour.md:13 isn't about Oslo"


def test_the_region_of_a_front_matter_entry_is_read_above_the_figure(
    make_answer: Make, make_figure: MakePart, folder: Path
) -> None:
    entries = "---\npay:\n  - region: Oslo\n    base_low: 7\n  - region: Leeds (GBP)\n    base_low: 61000\n---\n"
    (folder / "harbour.md").write_text(entries, encoding="utf-8")
    source = make_figure()["source"] | {"kind": "front_matter", "line": 6, "end_line": 6}
    assert misplaced_figures(make_answer(figures=(make_figure(source=source),)), folder) == ()
    assert misplaced_figures(make_answer(figures=(make_figure(source=source, region="Oslo"),)), folder)


def test_the_region_of_running_text_is_not_judged(make_answer: Make, make_figure: MakePart, folder: Path) -> None:
    source = make_figure()["source"] | {"kind": "prose"}
    assert misplaced_figures(make_answer(figures=(make_figure(source=source, region="Oslo"),)), folder) == ()


def test_a_percentage_is_no_amount(make_answer: Make, make_figure: MakePart, folder: Path) -> None:
    amount = make_figure(low=5, high=8)
    share = make_figure(low=5, high=8, unit="percent", currency=None, component="bonus")
    assert len(unshown_figures(make_answer(figures=(amount,)), folder)) == 2
    assert unshown_figures(make_answer(figures=(share,)), folder) == ()


def test_a_stated_figure_without_a_marker_is_found(make_answer: Make) -> None:
    answer = make_answer("Base is £61K–£83K.\n\nMore is said there [1].")
    assert unmarked_figures(answer, ("Base?",)) == ("no marker beside £61K in 'Base is £61K–£83K.'",)


def test_the_users_own_number_needs_no_marker(make_answer: Make) -> None:
    answer = make_answer("You have £61K in hand.\n\nThe range starts there [1].")
    assert unmarked_figures(answer, ("I have £61K",)) == ()
