"""Conversations on disk: private, in order, durable, deletable."""

from __future__ import annotations

import base64
import datetime as dt
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from coach import conversations as module
from coach.coach import Coach
from coach.conversations import KEPT_DAYS, MOST_TURNS, Conversations
from coach.errors import ConversationFull, UnknownConversation
from coach.types import Answer, Scope, Status
from index.library import Library

CANARY = "heliotrope-canary"
STORY = "A DevOps Engineer at Millennium in Miami: what base?"


def answer_of(conversation_id: str, turn: int, text: str = "An answer.") -> Answer:
    nothing: dict[str, Any] = dict.fromkeys(("citations", "figures", "derived", "warnings", "follow_ups"), ())
    scope = Scope(company=None, role=None, region=None, level=None, guide_ids=())
    return Answer(
        conversation_id=conversation_id,
        turn=turn,
        status=Status.ANSWERED,
        answer=text,
        scope=scope,
        composer="extractive",
        index="generation",
        **nothing,
    )


def add(store: Conversations, conversation_id: str, turn: int, message: str = "A question?") -> None:
    store.append(message, None, None, answer_of(conversation_id, turn))


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_ids_are_distinct_and_carry_128_bits(conversations: Conversations) -> None:
    ids = {conversations.new_id() for _ in range(2000)}
    assert len(ids) == 2000
    assert all(len(base64.urlsafe_b64decode(f"{each}==")) * 8 >= 128 for each in ids)


def test_turns_are_read_in_order(conversations: Conversations) -> None:
    for turn in range(1, 13):
        add(conversations, "one", turn, f"question {turn}")
    read = conversations.read("one")
    assert [turn.turn for turn in read.turns] == list(range(1, 13))
    assert [turn.message for turn in read.turns] == [f"question {turn}" for turn in range(1, 13)]


def test_a_stored_turn_comes_back_as_it_was(coach: Coach) -> None:
    answer = coach.answer("185k base as DevOps Engineer in New York, fair?")
    turn = coach.conversations.read(answer.conversation_id).turns[0]
    assert turn.answer == answer
    assert turn.question is not None and turn.question.offer.items[0].amount == 185_000
    assert turn.created_at.tzinfo is not None


@pytest.mark.parametrize("unknown", ["nobody", "", "' or 1=1 --", "x" * 10_000, "ü\x00", "\ud800"])
def test_unknown_ids_are_refused(conversations: Conversations, unknown: str) -> None:
    add(conversations, "one", 1)
    for use in (conversations.read, conversations.delete, lambda each: conversations.rate(each, 1, "up", None)):
        with pytest.raises(UnknownConversation):
            use(unknown)


def test_a_question_in_an_unknown_conversation_is_refused_and_leaves_nothing(coach: Coach) -> None:
    for number in range(20):
        with pytest.raises(UnknownConversation):
            coach.answer(STORY, f"guess-{number}")
        with pytest.raises(UnknownConversation):
            coach.conversations.read(f"guess-{number}")


def test_deleting_one_conversation_leaves_the_others(conversations: Conversations) -> None:
    add(conversations, "one", 1)
    add(conversations, "two", 1)
    conversations.delete("one")
    assert conversations.read("two").turns
    with pytest.raises(UnknownConversation):
        conversations.read("one")
    with pytest.raises(UnknownConversation):
        conversations.delete("one")


def test_deleted_words_are_gone_from_the_bytes_of_the_store(tmp_path: Path) -> None:
    store = Conversations(tmp_path / "conversations.sqlite")
    for turn in range(1, 8):
        for name in ("kept", "gone", "also-kept"):
            words = f"{CANARY}-{turn} " * (3 if turn % 2 else 900) if name == "gone" else "plain words " * 40 * turn
            store.append(words, None, None, answer_of(name, turn, words))
    store.rate("gone", 1, "down", f"{CANARY} comment")
    assert CANARY.encode() in bytes_on_disk(tmp_path)
    store.delete("gone")
    assert CANARY.encode() not in bytes_on_disk(tmp_path)
    assert len(store.read("kept").turns) == 7


def test_deleted_words_are_gone_even_while_another_reader_has_the_store_open(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite"
    store = Conversations(path)
    reader = sqlite3.connect(path)
    reader.execute("select count(*) from turns").fetchone()
    store.append(CANARY * 50, None, None, answer_of("gone", 1))
    store.delete("gone")
    assert CANARY.encode() not in bytes_on_disk(tmp_path)
    reader.close()


def test_an_answer_that_was_under_way_does_not_bring_a_deleted_conversation_back(conversations: Conversations) -> None:
    add(conversations, "one", 1, CANARY)
    conversations.delete("one")
    with pytest.raises(UnknownConversation):
        add(conversations, "one", 2, CANARY)
    with pytest.raises(UnknownConversation):
        conversations.read("one")


def test_a_conversation_expires_with_its_feedback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "conversations.sqlite"
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    monkeypatch.setattr(module, "_now", lambda: now)
    store = Conversations(path)
    add(store, "old", 1, CANARY)
    store.rate("old", 1, "up", CANARY)
    add(store, "alive", 1)
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=KEPT_DAYS)
    add(store, "alive", 2)
    now += dt.timedelta(days=1)
    reopened = Conversations(path)
    with pytest.raises(UnknownConversation):
        reopened.read("old")
    assert len(reopened.read("alive").turns) == 2
    assert CANARY.encode() not in bytes_on_disk(tmp_path)


def test_threads_in_one_conversation_take_turns(library: Library, conversations: Conversations) -> None:
    coach = Coach(library, conversations)
    conversation = coach.answer(STORY).conversation_id
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: coach.answer("And in London?", conversation), range(24)))
    assert sorted(answer.turn for answer in answers) == list(range(2, 26))
    assert [turn.turn for turn in conversations.read(conversation).turns] == list(range(1, 26))


def test_threads_in_several_conversations_do_not_mix(library: Library, conversations: Conversations) -> None:
    coach = Coach(library, conversations)
    places = {"Miami": "$165,000", "London": "£130,000", "New York": "$175,000"}
    start = threading.Barrier(len(places))

    def talk(place: str) -> tuple[str, str]:
        start.wait(10)
        first = coach.answer(f"Base of a DevOps Engineer at Millennium in {place}?")
        for _ in range(5):
            coach.answer("And the bonus?", first.conversation_id)
        return place, first.conversation_id

    with ThreadPoolExecutor(len(places)) as pool:
        for place, conversation in pool.map(talk, places):
            turns = conversations.read(conversation).turns
            assert [turn.turn for turn in turns] == list(range(1, 7))
            assert places[place] in turns[0].answer.answer
            assert all(place in (turn.answer.scope.region or "") for turn in turns)


def test_locks_of_conversations_do_not_pile_up(coach: Coach) -> None:
    for number in range(50):
        with pytest.raises(UnknownConversation):
            coach.answer(STORY, f"guess-{number}")
    with coach.conversations.hold("one"):
        held = [value for value in vars(coach.conversations).values() if isinstance(value, dict)]
        assert sum(map(len, held)) == 1


def test_a_full_conversation_takes_no_more_turns(coach: Coach) -> None:
    conversation = coach.answer(STORY).conversation_id
    for turn in range(2, MOST_TURNS + 1):
        add(coach.conversations, conversation, turn)
    with pytest.raises(ConversationFull) as fault:
        coach.answer("And the bonus?", conversation)
    assert fault.value.limit == MOST_TURNS
    assert len(coach.conversations.read(conversation).turns) == MOST_TURNS
