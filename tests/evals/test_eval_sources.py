from collections.abc import Callable
from pathlib import Path
from typing import Any

from coach.types import Answer
from evals.sources import misplaced_figures, unmarked_figures, unshown_figures, unstated_figures

Make = Callable[..., Answer]
MakePart = Callable[..., dict[str, Any]]


def test_the_good_figure_has_no_fault(make_answer: Make, folder: Path) -> None:
    answer = make_answer()
    assert unstated_figures(answer) == ()
    assert unshown_figures(answer, folder) == ()
    assert misplaced_figures(answer, folder) == ()
    assert unmarked_figures(answer, ()) == ()


def test_a_figure_that_the_answer_does_not_state_is_found(make_answer: Make) -> None:
    assert unstated_figures(make_answer("It is £61K at least [1].")) == ("figure 0: the answer doesn't state 83000",)
    assert unstated_figures(make_answer("Between $61K and $83K [1]."))


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
