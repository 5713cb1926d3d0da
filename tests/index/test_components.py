"""Words for the parts of pay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.components import component_of, component_words, find_components
from index.periods import period_of
from index.types import Component, Period


@pytest.mark.parametrize(
    ("header", "component"),
    [
        ("Base Salary", "base_salary"),
        ("**Base**", "base_salary"),
        ("base", "base_salary"),
        ("Annual Bonus", "bonus"),
        ("Signing Bonus", "signing_bonus"),
        ("signing_bonus", "signing_bonus"),
        ("Sign-On", "signing_bonus"),
        ("RSU (4-Year)", "equity"),
        ("Stock Options", "equity"),
        ("PnL Participation", "profit_share"),
        ("Total Comp (Yr 1)", "total_compensation"),
        ("Total Year-1 Comp", "total_compensation"),
        ("total_comp", "total_compensation"),
        ("Bonus (% of base)", "bonus"),
        ("Region", None),
        ("Database", None),
        ("baseline", None),
        ("Notes", None),
        ("", None),
    ],
)
def test_a_header_names_the_component_that_stands_first(header: str, component: str | None) -> None:
    assert component_of(header) == component


def test_mentions_have_their_offsets_and_the_longest_word_wins() -> None:
    text = "A signing bonus on top of base salary and bonus"
    found = [(mention.component.value, text[mention.start : mention.end]) for mention in find_components(text)]
    assert found == [("signing_bonus", "signing bonus"), ("base_salary", "base salary"), ("bonus", "bonus")]


def test_a_part_of_pay_may_be_broken_over_two_lines() -> None:
    [mention] = find_components("a signing\n  bonus")
    assert mention.component is Component.SIGNING_BONUS


@pytest.mark.parametrize("word", ["ba\u017fe salary", "s\u0131gning bonus", "STOC\u212a options", "bonu\u017f"])
def test_letters_that_fold_to_plain_ones_break_nothing(word: str) -> None:
    assert all(mention.end <= len(word) for mention in find_components(word))


@given(st.text(st.sampled_from([*"bonusaetckry -\n&", "\u017f", "\u0131", "\u0130", "\u212a", "\u2011", "\u00a0"])))
def test_every_mention_lies_in_the_text_in_order(text: str) -> None:
    ends = [0]
    for mention in find_components(text):
        assert ends[-1] <= mention.start < mention.end <= len(text)
        ends.append(mention.end)


def test_the_single_words_are_those_of_the_phrases() -> None:
    assert {"base", "salary", "signing", "bonus", "equity"} <= set(component_words())
    assert not any(" " in word for word in component_words())


@pytest.mark.parametrize(
    ("words", "component", "period"),
    [
        ("", Component.BASE_SALARY, Period.YEAR),
        ("", Component.BONUS, Period.YEAR),
        ("", Component.SIGNING_BONUS, Period.ONCE),
        ("", Component.EQUITY, None),
        ("RSU (4-Year)", Component.EQUITY, Period.FOUR_YEARS),
        ("Stock (RSU/4yr)", Component.EQUITY, Period.FOUR_YEARS),
        ("over four years", Component.EQUITY, Period.FOUR_YEARS),
        ("four-year grant", Component.EQUITY, Period.FOUR_YEARS),
        ("RSU/yr (4yr vest)", Component.EQUITY, Period.YEAR),
        ("Options, annualized (4-year vest)", Component.EQUITY, Period.YEAR),
        ("Equity per annum", Component.EQUITY, Period.YEAR),
    ],
)
def test_a_period_is_what_the_words_say_or_what_is_usual(
    words: str, component: Component, period: Period | None
) -> None:
    assert period_of(words, component) == period
