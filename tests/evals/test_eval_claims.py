from collections.abc import Callable, Sequence

import pytest

from coach.types import Answer
from evals.claims import unsupported_numbers
from index.types import Guide

Make = Callable[..., Answer]


@pytest.fixture
def unsupported(make_answer: Make, guides: dict[str, Guide]) -> Callable[..., tuple[str, ...]]:
    def measure(text: str, turns: Sequence[str] = ("Base in Leeds?",), **changes: object) -> tuple[str, ...]:
        return unsupported_numbers(make_answer(text, **changes), turns, guides)

    return measure


@pytest.mark.parametrize(
    "text",
    [
        "Base in Leeds is £61K–£83K [1].",
        "Base in Leeds is **£61,000** to **£83,000** per year [1].",
        "In dollars the row says $77K - $105K [1], the bonus 5–8% [1].",
        "1. £61K [1]\n2. £83K [1]\n   3) and no more",
        "> 1. £61K [1]",
        "- 4. **Base** £61K [1]\n**5. Bonus** [1]",
        "It says nothing about a 401(k).",
        "Updated on 2031-03-04, 4 March 2031 or March 4, 2031, data of Q4 2030 [1].",
        "See Pay by Place (+5% Night Premium) [1], and an L5 in [the guide](/guides/x/9#y8).",
        "No number at all.",
        "[1] [1, 1]",
    ],
)
def test_what_guide_and_quote_hold_is_supported(unsupported: Callable[..., tuple[str, ...]], text: str) -> None:
    assert unsupported(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Base is £61K–£84K [1].", ("£84K",)),
        ("Base is $61K [1].", ("$61K",)),
        ("Base is £77K [1].", ("£77K",)),
        ("Base is £61,001 [1].", ("£61,001",)),
        ("The bonus is 9% [1].", ("9%",)),
        ("The bonus is £5 [1].", ("£5",)),
        ("Open at £85K [1].", ("£85K",)),
        ("Most get 3 offers.", ("3",)),
        ("You would be an L7 [1].", ("L7",)),
        ("Updated on 2031-03-05.", ("2031-03-05",)),
        ("Since 2029.", ("2029",)),
        ("Pay €2031 more.", ("€2031",)),
        ("About £1.2 million.", ("£1.2 million",)),
    ],
)
def test_an_invented_number_is_found(
    unsupported: Callable[..., tuple[str, ...]], text: str, found: tuple[str, ...]
) -> None:
    assert unsupported(text) == found


def test_the_users_own_numbers_are_supported(unsupported: Callable[..., tuple[str, ...]]) -> None:
    turns = ("They offered 70 base and a 12% bonus", "make that £72,500, as an L9")
    assert unsupported("You have £70K, £70,000, 12% and £72.5K as L9.", turns) == ()


def test_the_users_pounds_are_no_dollars_and_no_percent(unsupported: Callable[..., tuple[str, ...]]) -> None:
    assert unsupported("You have $70K and 70%.", ("They offered £70K, 70 thousand pounds",)) == ("$70K", "70%")


def test_derived_values_and_their_formulas_are_supported(unsupported: Callable[..., tuple[str, ...]]) -> None:
    derived = {
        "label": "gap to the top",
        "value": -13000,
        "unit": "currency",
        "currency": "GBP",
        "formula": "70000 - 83000",
        "inputs": ("user:base_salary", "figure:0"),
    }
    assert unsupported("That is £13,000 under the top: 70,000 − 83,000 [1].", derived=(derived,)) == ()
    assert unsupported("That is £13,000 under the top [1].") == ("£13,000",)


def test_numbers_in_a_region_or_level_name_are_supported(
    unsupported: Callable[..., tuple[str, ...]], make_figure: Callable[..., dict[str, object]]
) -> None:
    figure = make_figure(region="Zone 3", level="61-62")
    assert unsupported("In Zone 3, at level 61-62: £61K [1].", figures=(figure,)) == ()
    assert unsupported("In Zone 3, at level 61-62: £61K [1].") == ("3", "61", "62")


def test_a_number_in_another_guide_of_the_index_is_no_support(
    make_answer: Make, guides: dict[str, Guide], unsupported: Callable[..., tuple[str, ...]]
) -> None:
    answer = make_answer("It carries 40 hours, an L5.", citations=(), figures=(), scope=_no_scope())
    assert unsupported_numbers(answer, ("Hours?",), guides) == ("40", "L5")


def _no_scope() -> dict[str, object]:
    return {"company": None, "role": None, "region": None, "level": None, "guide_ids": ()}
