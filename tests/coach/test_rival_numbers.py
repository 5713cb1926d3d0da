"""Numbers of another company's offer are never taken for the offer at hand."""

from collections.abc import Callable

import pytest

from coach.types import Answer, Question

BOTH = (
    "I have two offers: Millennium devops NYC 190k base 110k bonus, and Citadel 210k base 100k bonus. Which is better?"
)


@pytest.mark.parametrize(
    "message",
    [
        BOTH,
        "Citadel says 210k base; Millennium offers 190k base and 110k bonus for devops in NYC. Good?",
        "Citadel pays more, but they offered 190k base and 110k bonus for devops at Millennium in NYC. Take it?",
    ],
)
def test_a_rivals_numbers_are_not_the_offer(message: str, understood: Callable[..., Question]) -> None:
    offer = understood(message).offer
    assert {(item.component, item.amount) for item in offer.items} == {("base_salary", 190_000), ("bonus", 110_000)}


def test_a_rivals_number_is_held_against_no_range(ask: Callable[..., Answer]) -> None:
    assert "$210,000" not in ask(BOTH).answer
