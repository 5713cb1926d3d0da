"""Names in what people write: found exactly, then by near spelling, and never where another word is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names import Phrasebook, fold, nearest, normal, respell, split_words

BOOK = Phrasebook(
    {
        "Brightwater Capital": "brightwater",
        "Brightwater": "brightwater",
        "Norfolk & Fen": "norfolk",
        "Ålesund Robotics": "alesund",
        "Fen": "fen",
        "Cardinal Marsh": "cardinal",
        "Cardinal March": "other-cardinal",
        "C++ Digger": "digger",
        "": "nothing",
    }
)
STRANGE = st.text(st.sampled_from(list("aeÅåßİıſ’'&+ .-\u0303\u212a")) | st.characters(codec="utf-8"))


def find(text: str, ordinary: frozenset[str] = frozenset()) -> list[tuple[str, str, bool]]:
    words = split_words(text)
    return [
        (found.meaning, " ".join(word.text for word in words[found.first : found.end]), found.exact)
        for found in BOOK.find_near(words, (), ordinary)
    ]


@given(STRANGE)
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    for word in split_words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert fold(text[word.start : word.end]).startswith(word.text[:1])


@given(STRANGE)
def test_any_question_can_be_searched(text: str) -> None:
    words = split_words(text)
    places = [place for found in BOOK.find_near(words, (), frozenset()) for place in range(found.first, found.end)]
    assert len(places) == len(set(places))
    assert not places or max(places) < len(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's Ålesund’s “Göteborg”?", ["what", "alesund", "goteborg"]),
        ("C++ at AT&T, Norfolk & Fen's", ["c++", "at", "at&t", "norfolk", "fen"]),
        ("", []),
    ],
)
def test_words_are_folded_and_lose_their_genitive(text: str, words: list[str]) -> None:
    assert [word.text for word in split_words(text)] == words
    assert normal(text) == " ".join(words)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("What does brightwater capital pay?", "brightwater"),
        ("BRIGHTWATER’S base", "brightwater"),
        ("at alesund robotics", "alesund"),
        ("norfolk fen or not", "norfolk"),
        ("C++ diggers", "digger"),
    ],
)
def test_a_name_is_found_as_people_write_it(text: str, meaning: str) -> None:
    assert [(found, exact) for found, _, exact in find(text)] == [(meaning, True)]


def test_the_longest_name_wins_and_nothing_overlaps() -> None:
    assert find("Norfolk Fen and Fen") == [("norfolk", "norfolk fen", True), ("fen", "fen", True)]


@pytest.mark.parametrize("text", ["Brigthwater", "brightwatter", "Brightwatr capital", "Brightwaters"])
def test_a_misspelt_name_is_found(text: str) -> None:
    assert [meaning for meaning, _, _ in find(text)] == ["brightwater"]


@pytest.mark.parametrize("text", ["fan", "ten", "Rightwater", "bright water", "waterbright", "cardinal"])
def test_short_words_other_first_letters_and_other_words_are_no_misspelling(text: str) -> None:
    assert find(text) == []


def test_a_misspelling_of_two_names_alike_is_neither() -> None:
    assert find("Cardinal Marxh") == []


def test_an_ordinary_word_is_never_a_misspelt_name() -> None:
    assert find("brightwatr", ordinary=frozenset({"brightwatr"})) == []


def test_what_is_taken_is_not_found_again() -> None:
    words = split_words("Fen and Brightwater")
    taken = [found for found in BOOK.find(words) if found.meaning == "fen"]
    assert [found.meaning for found in BOOK.find(words, taken)] == ["brightwater"]


def test_words_are_put_right_where_they_stand_and_others_stay() -> None:
    known = {"signing", "bonus", "equity"}
    assert respell("Whats the singing bonsu, sinner?", known, frozenset()) == "whats the signing bonus, sinner?"
    assert respell("the singing bonus", known, frozenset({"singing"})) == "the singing bonus"
    assert respell("bon", known, frozenset()) == "bon"


def test_the_nearest_names_come_first() -> None:
    choices = ["Peat Analyst", "Tide Systems Engineer", "Gripper Engineer"]
    assert nearest("tide system engineer", choices, limit=2)[0] == "Tide Systems Engineer"
    assert nearest("anything", [], limit=2) == []
