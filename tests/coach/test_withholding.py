"""A draft that the guides don't support is withheld: no word of it reaches the user, no word of the user the log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from coach import coach as module
from coach.coach import Coach
from coach.draft import Draft
from coach.types import Answer, Status
from index.types import Component

QUESTION = "heliotrope-canary: what base does a DevOps Engineer at Millennium get in Miami?"
Write = Callable[[Draft], None]


def invent(draft: Draft) -> None:
    draft.say("The guide gives **$4,321,987** as base salary.")


def multiply(draft: Draft) -> None:
    guide = draft.guides["millennium-management/devops-engineer"]
    figure = next(each for each in guide.figures if each.component is Component.BASE_SALARY)
    draft.say("The guide gives **$4,321,987** as base salary.", (figure,))


def misquote(draft: Draft) -> None:
    guide = draft.guides["millennium-management/devops-engineer"]
    passage = draft.shown(guide.figures[:1])[0]
    draft.quote(passage.model_copy(update={"quote": "Base salary: $4,321,987"}))


def confuse(draft: Draft) -> None:
    guide = draft.guides["millennium-management/ml-ai-engineer"]
    draft.say("The guide says $4,321,987.", guide.figures[:1])


def praise(draft: Draft) -> None:
    guide = draft.guides["millennium-management/devops-engineer"]
    draft.say("Everybody gets it.", passages=draft.shown(guide.figures[:1]))
    draft.bullet("Some get $4,321,987.")


@pytest.fixture(params=[invent, multiply, misquote, confuse, praise], ids=lambda write: write.__name__)
def answer(
    request: pytest.FixtureRequest, coach: Coach, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Answer:
    """The answer of a coach whose composer goes wrong."""
    caplog.set_level(logging.DEBUG)
    write: Write = request.param

    def compose(question: Any, guides: Any, search: Any, draft: Draft, today: Any) -> None:
        write(draft)
        draft.follow_ups.append("What should I open with?")

    monkeypatch.setattr(module, "compose", compose)
    return coach.answer(QUESTION)


def test_nothing_of_the_draft_is_shown(answer: Answer) -> None:
    assert answer.status is Status.NOT_IN_GUIDES
    assert not any(character.isdigit() for character in answer.answer)
    assert "4,321" not in answer.model_dump_json() and "4321" not in answer.model_dump_json()
    assert (answer.citations, answer.figures, answer.derived) == ((), (), ())


def test_the_answer_says_so_and_what_to_do(answer: Answer) -> None:
    assert "support" in answer.answer
    assert answer.answer.rstrip().endswith(".")


def test_the_log_tells_of_it_without_the_users_words(answer: Answer, caplog: pytest.LogCaptureFixture) -> None:
    records = caplog.get_records("setup")
    told = [record for record in records if "withheld" in record.getMessage()]
    assert len(told) == 1 and told[0].levelno == logging.ERROR
    assert not any("heliotrope" in str(vars(record)) for record in records)
    assert not any("4321987" in str(vars(record)).replace(",", "") for record in records)


def test_the_turn_is_stored_as_it_was_answered(answer: Answer, coach: Coach) -> None:
    assert coach.conversations.read(answer.conversation_id).turns[0].answer == answer


def test_the_conversation_goes_on(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, "compose", lambda question, guides, search, draft, today: invent(draft))
        first = coach.answer(QUESTION)
    second = coach.answer("And the bonus?", first.conversation_id)
    assert (second.status, second.turn) == (Status.ANSWERED, 2)
    assert [(figure.low, figure.high) for figure in second.figures] == [(85_000, 130_000)]
