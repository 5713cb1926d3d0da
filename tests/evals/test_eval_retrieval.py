from collections.abc import Callable
from typing import Any

from evals.dataset import Case
from evals.retrieval import is_measurable, section_rank, summed_up


def test_the_rank_is_that_of_the_first_expected_section(library: Any, make_case: Callable[..., Case]) -> None:
    assert section_rank(make_case(turns=["Leeds | 5–8%"]), library) == 1
    assert section_rank(make_case(turns=["leave below standby"]), library) == 2
    assert section_rank(make_case({"sections": ["Sources", "Opening"]}, turns=["leave below standby"]), library) == 1


def test_a_section_that_is_not_found_has_no_rank(library: Any, make_case: Callable[..., Case]) -> None:
    assert section_rank(make_case({"sections": ["Sources"]}), library) is None


def test_search_gets_the_last_turn_and_the_cases_guides(library: Any, make_case: Callable[..., Case]) -> None:
    case = make_case(turns=["Hello", "Base in Leeds?"])
    section_rank(case, library)
    assert library.asked == [("Base in Leeds?", case.guide_ids, 10)]


def test_only_cases_with_guides_and_sections_count(make_case: Callable[..., Case]) -> None:
    assert is_measurable(make_case())
    assert not is_measurable(make_case({"sections": []}))
    assert not is_measurable(make_case(guide_ids=[]))


def test_recall_and_reciprocal_rank_are_means_over_all_cases() -> None:
    found = summed_up([1, 4, None, 2])
    assert (found.cases, found.recall_at_3, found.recall_at_5, found.mrr) == (4, 0.5, 0.75, (1 + 0.25 + 0.5) / 4)


def test_no_cases_have_no_recall() -> None:
    found = summed_up([])
    assert (found.recall_at_3, found.recall_at_5, found.mrr) == (None, None, None)
