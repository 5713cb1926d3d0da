"""Conversations on disk: SQLite, durable before an answer is given, deletable.

Safe to use from several threads; ids carry 128 random bits.
"""

from __future__ import annotations

import datetime as dt
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coach.errors import ConversationFull, ConversationsUnavailable, UnknownConversation
from coach.types import Answer, Conversation, Offer, Question, Turn

MOST_TURNS = 200
KEPT_DAYS = 90
_OWNER_ONLY = 0o600
_SCHEMA = """
create table if not exists turns (
  conversation_id text not null,
  turn integer not null,
  message text not null,
  offer text,
  question text,
  answer text not null,
  created_at text not null,
  primary key (conversation_id, turn)
) without rowid;
create table if not exists feedback (
  conversation_id text not null,
  turn integer not null,
  rating text not null,
  comment text,
  created_at text not null,
  primary key (conversation_id, turn)
) without rowid;
"""


class _Held:
    """The lock of a conversation, and how many threads hold or await it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.threads = 0


class Conversations:
    """The store of conversations; one file, opened for each use."""

    def __init__(self, path: Path) -> None:
        """Open or create the store at `path`; turns older than 90 days are forgotten."""
        self._path = path
        self._held: dict[str, _Held] = {}
        self._guard = threading.Lock()
        oldest = (_now() - dt.timedelta(days=KEPT_DAYS)).isoformat()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=_OWNER_ONLY)
        except OSError as fault:
            raise ConversationsUnavailable(str(fault.strerror)) from fault
        with self._open() as store:
            store.execute("pragma journal_mode = wal")
            store.executescript(_SCHEMA)
            store.execute(
                "delete from turns where conversation_id in "
                "(select conversation_id from turns group by conversation_id having max(created_at) < ?)",
                (oldest,),
            )
            store.execute("delete from feedback where conversation_id not in (select conversation_id from turns)")
        self._forget()

    def new_id(self) -> str:
        """An unguessable id."""
        return secrets.token_urlsafe(16)

    @contextmanager
    def hold(self, conversation_id: str) -> Iterator[None]:
        """Keep other threads from answering in the same conversation at the same time."""
        with self._guard:
            held = self._held.setdefault(conversation_id, _Held())
            held.threads += 1
        try:
            with held.lock:
                yield
        finally:
            with self._guard:
                held.threads -= 1
                if not held.threads:
                    del self._held[conversation_id]

    def read(self, conversation_id: str) -> Conversation:
        """All turns; raises UnknownConversation."""
        query = (
            "select turn, message, offer, question, answer, created_at from turns "
            "where conversation_id = ? order by turn"
        )
        with self._open() as store:
            rows = store.execute(query, (_known(conversation_id),)).fetchall()
        if not rows:
            raise UnknownConversation
        try:
            return Conversation(conversation_id=conversation_id, turns=tuple(_turn(*row) for row in rows))
        except ValueError:
            raise ConversationsUnavailable("a stored turn can't be read") from None

    def append(self, message: str, offer: Offer | None, question: Question | None, answer: Answer) -> None:
        """Store a turn; it is on disk when this returns. Raises UnknownConversation where it was deleted meanwhile."""
        if answer.turn > MOST_TURNS:
            raise ConversationFull(MOST_TURNS)
        row = (
            answer.conversation_id,
            answer.turn,
            message,
            offer.model_dump_json() if offer else None,
            question.model_dump_json() if question else None,
            answer.model_dump_json(),
            _now().isoformat(),
        )
        first_or_next = "? = 1 or exists (select 1 from turns where conversation_id = ? and turn = ?)"
        before = (answer.turn, answer.conversation_id, answer.turn - 1)
        with self._open() as store:
            added = store.execute(
                f"insert into turns select ?, ?, ?, ?, ?, ?, ? where {first_or_next}", (*row, *before)
            )
        if not added.rowcount:
            raise UnknownConversation

    def rate(self, conversation_id: str, turn: int, rating: str, comment: str | None) -> None:
        """Store a rating of a turn; a later one replaces it. Raises UnknownConversation."""
        with self._open() as store:
            known = store.execute(
                "select 1 from turns where conversation_id = ? and turn = ?", (_known(conversation_id), turn)
            ).fetchone()
            if not known:
                raise UnknownConversation
            row = (conversation_id, turn, rating, comment, _now().isoformat())
            store.execute("insert or replace into feedback values (?, ?, ?, ?, ?)", row)

    def delete(self, conversation_id: str) -> None:
        """Forget a conversation for good; raises UnknownConversation."""
        with self._open() as store:
            gone = store.execute("delete from turns where conversation_id = ?", (_known(conversation_id),)).rowcount
            store.execute("delete from feedback where conversation_id = ?", (conversation_id,))
        if not gone:
            raise UnknownConversation
        self._forget()

    def _forget(self) -> None:
        """Empty the write-ahead log, which still holds the words that were deleted."""
        with self._open() as store:
            store.execute("pragma wal_checkpoint(truncate)")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=10)) as store:
                store.execute("pragma synchronous = full")
                store.execute("pragma secure_delete = on")
                with store:
                    yield store
        except sqlite3.Error as fault:
            raise ConversationsUnavailable(type(fault).__name__) from fault


def _known(conversation_id: str) -> str:
    """The id, unless it can't be one of ours."""
    if not conversation_id.isascii():
        raise UnknownConversation
    return conversation_id


def _turn(turn: int, message: str, offer: str | None, question: str | None, answer: str, created_at: str) -> Turn:
    return Turn(
        turn=turn,
        message=message,
        offer=Offer.model_validate_json(offer) if offer else None,
        question=Question.model_validate_json(question) if question else None,
        answer=Answer.model_validate_json(answer),
        created_at=dt.datetime.fromisoformat(created_at),
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
