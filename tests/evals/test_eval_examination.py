from collections.abc import Callable
from pathlib import Path
from typing import Any

from coach.types import Answer
from evals.dataset import Case
from evals.examination import examine

Make = Callable[..., Answer]
MakeCase = Callable[..., Case]


def test_a_good_answer_passes(make_answer: Make, make_case: MakeCase, fake_coach: Any, folder: Path) -> None:
    result = examine(make_case(), fake_coach(make_answer()), folder)
    assert (result.outcome, result.reasons, result.quotes) == ("passed", (), 1)
    assert result.seconds is not None
    assert result.rank == 1


def test_all_turns_go_through_one_conversation_and_the_last_is_graded(
    make_answer: Make, make_case: MakeCase, fake_coach: Any, folder: Path
) -> None:
    coach = fake_coach(make_answer("Where?", status="needs_clarification", conversation_id="c7"), make_answer())
    result = examine(make_case(turns=["Base?", "In Leeds"]), coach, folder)
    assert coach.calls == [("Base?", None), ("In Leeds", "c7")]
    assert result.outcome == "passed"


def test_a_coach_that_raises_fails_the_case_with_the_reason(make_case: MakeCase, fake_coach: Any, folder: Path) -> None:
    result = examine(make_case(), fake_coach(ValueError("lost the thread")), folder)
    assert (result.outcome, result.reasons) == ("failed", ("raised ValueError: lost the thread",))
    assert result.answer is None


def test_a_case_about_absent_guides_is_unscored_and_not_asked(
    make_case: MakeCase, fake_coach: Any, folder: Path
) -> None:
    coach = fake_coach()
    result = examine(make_case(guide_ids=["mill-end/baker"]), coach, folder)
    assert (result.outcome, result.reasons) == ("unscored", ("not in the index: mill-end/baker",))
    assert coach.calls == []


def test_a_case_without_guides_is_scored(make_answer: Make, make_case: MakeCase, fake_coach: Any, folder: Path) -> None:
    empty = {"citations": (), "figures": (), "status": "out_of_scope"}
    case = make_case({"status": "out_of_scope", "figures": [], "sections": []}, guide_ids=[])
    assert examine(case, fake_coach(make_answer("Ask me about pay.", **empty)), folder).outcome == "passed"


def test_the_conversation_id_is_not_kept(make_answer: Make, make_case: MakeCase, fake_coach: Any, folder: Path) -> None:
    result = examine(make_case(), fake_coach(make_answer()), folder)
    assert result.answer is not None
    assert result.answer.conversation_id == ""
