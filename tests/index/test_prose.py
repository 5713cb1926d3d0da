"""Amounts in running text: part of pay, purpose, region and line of each; the rest is left to be quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.prose import sentences
from index.prose_figures import ProsePlace, read_prose
from index.types import Figure

REGIONS = {"Leeds": frozenset({"GBP"}), "Boston (HQ)": frozenset({"USD"})}


def read(text: str, *, strategy: bool = False) -> list[Figure]:
    place = ProsePlace("fens/digger", "digger.md", "Negotiate Up Strategy", 30, REGIONS, strategy)
    return list(read_prose(text, place))


def keys(text: str) -> list[tuple[str, str, float]]:
    return [(figure.component.value, figure.kind.value, figure.low) for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anchor at $229K base.", "anchor"),
        ("Open with $229K base.", "anchor"),
        ("Accept at $229K+ base.", "accept"),
        ("**Accept at $229K base**", "accept"),
        ("Walk away below $229K base.", "walk_away"),
        ("Do not accept below $229K base.", "walk_away"),
        ("They counter at $229K base.", "counter"),
        ("Cardinal Marsh has offered $229K base.", "competing_offer"),
        ("The range tops out near $229K base.", "other"),
        ("Accept more. The median is $229K base.", "other"),
        ("$229K base is more than they accept.", "other"),
        ("Walk\naway below $229K base.", "walk_away"),
        ("> Walk\n> away below $229K\n> base.", "walk_away"),
    ],
)
def test_the_last_cue_of_its_own_sentence_says_what_a_number_is_for(text: str, kind: str) -> None:
    assert keys(text) == [("base_salary", kind, 229_000)]


def test_each_number_of_a_sentence_has_its_own_part_of_pay() -> None:
    assert keys("Accept at $196K+ base and $88K+ guaranteed bonus with PnL participation of at least 2%.") == [
        ("base_salary", "accept", 196_000),
        ("bonus", "accept", 88_000),
        ("profit_share", "accept", 2),
    ]


def test_restricting_words_are_kept() -> None:
    [bonus] = read("Accept $88K+ guaranteed\n> first-year bonus.")
    assert bonus.qualifier == "guaranteed first-year or more"


def test_a_share_of_pnl_is_a_target_and_an_amount_of_pnl_is_the_firms() -> None:
    assert keys("Target 2-3% blended PnL participation.") == [("profit_share", "participation_target", 2)]
    assert keys("The desk made $42.5M in daily PnL.") == []


@pytest.mark.parametrize("text", ["An outage costs $500K.", "Uptime of 99.99% matters.", "A $60B+ fund.", "No number."])
def test_numbers_that_name_no_part_of_pay_are_not_figures(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("In Leeds, anchor at £69K base.", "Leeds"),
        ("Anchor at £69K base in Leeds.", "Leeds"),
        ("Anchor at $139K base in Boston.", "Boston (HQ)"),
        ("In Leeds, anchor at $139K base.", None),
        ("Anchor at $139K base in Leeds.", None),
        ("Anchor at £69K base.", None),
        ("Leedsham pays £69K base.", None),
    ],
)
def test_a_region_is_only_that_which_the_words_name_and_that_pays_in_that_currency(
    text: str, region: str | None
) -> None:
    [figure] = read(text)
    assert figure.region == region


def test_a_figure_knows_its_line_and_its_sentence_as_written() -> None:
    text = "> First words here.\n> Anchor at $229K base\n> now. Accept at $196K\n> base."
    assert [(figure.source.line, figure.source.words) for figure in read(text)] == [
        (31, "Anchor at $229K base\n> now."),
        (32, "Accept at $196K\n> base."),
    ]


def test_what_stands_in_a_comment_is_not_said() -> None:
    [figure] = read("Anchor <!-- was $999K base --> at $229K base.")
    assert figure.low == 229_000
    assert figure.source.words == "Anchor <!-- was $999K base --> at $229K base."


@given(st.lists(st.sampled_from(["One $5K. ", "Two! ", "three; ", "Four?\n", "\n\n", '"Five." ', "six ", "$7K base "])))
def test_sentences_leave_out_nothing_that_has_a_letter_or_a_digit(parts: list[str]) -> None:
    text = "".join(parts)
    found = sentences(text)
    assert [text[sentence.start : sentence.start + len(sentence.text)] for sentence in found] == [
        sentence.text for sentence in found
    ]
    kept = "".join(sentence.text for sentence in found)
    assert [letter for letter in kept if letter.isalnum()] == [letter for letter in text if letter.isalnum()]


PIECES = [*"$£€KM%.,-/() \n>*Abase0157", "bonus ", "Accept at ", "Leeds ", " = ", "\u017f", "\u0131"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_number_of_a_figure_stands_on_its_line(text: str) -> None:
    for figure in read(text, strategy=True):
        line = text.split("\n")[figure.source.line - 30]
        assert any(character.isdigit() for character in line)
        assert figure.source.words in text
        assert figure.low <= figure.high
