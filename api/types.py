"""The words of the wire for conversations and health, beyond the coach's own.

An answer travels as the coach made it, with one addition: the same words as
sanitised HTML.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue, StringConstraints

from coach.types import Answer, Offer
from index.types import Frozen

LONGEST_MESSAGE = 8_000
"""Characters; about 1,200 words, several times what a question needs."""

LONGEST_ID = 128
"""Characters; ids of conversations are far shorter."""

Message = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_MESSAGE, pattern=r"\S")]

EXAMPLE_QUESTION: dict[str, JsonValue] = {
    "message": "What base can a DevOps Engineer at Millennium expect in London?",
    "conversation_id": None,
    "offer": None,
}
EXAMPLE_WITH_OFFER: dict[str, JsonValue] = {
    "message": "How does my offer compare, and what should I counter with?",
    "conversation_id": None,
    "offer": {
        "items": [{"component": "base_salary", "amount": 150000, "unit": "currency", "period": "year"}],
        "currency": "GBP",
        "company": "Millennium Management",
        "role": "DevOps Engineer",
        "region": "London",
    },
}


class ChatRequest(Frozen):
    """One message to the coach."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_QUESTION, EXAMPLE_WITH_OFFER]})

    message: Message
    """What the user asks, 1 to 8,000 characters."""
    conversation_id: Annotated[str | None, Field(max_length=LONGEST_ID)] = None
    """Conversation to go on with; None starts a new one."""
    offer: Offer | None = None
    """What the user was offered, in their own numbers; None where there is no offer yet."""


class ChatResponse(Answer):
    """One answer, and its words as HTML."""

    answer_html: str
    """`answer` as sanitised HTML; each marker is a link `<a class="cite" data-marker="1">` to the words it cites."""


class Feedback(Frozen):
    """What a user thinks of an answer."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"turn": 1, "rating": "up", "comment": None}]})

    turn: Annotated[int, Field(ge=1, le=100_000)]
    """Number of the turn that the answer stands in."""
    rating: Literal["up", "down"]
    """Good or bad; a later rating of the same turn replaces this one."""
    comment: Annotated[str | None, Field(max_length=2_000)] = None
    """Why; None where the user didn't say."""


class TurnRecord(Frozen):
    """One message of a conversation and its answer."""

    turn: int
    """Number of the turn, from 1."""
    message: str
    """What the user wrote."""
    offer: Offer | None
    """The structured offer that came with it; None where there was none."""
    answer: ChatResponse
    """What the coach answered."""
    created_at: dt.datetime
    """When the answer was stored, UTC."""


class ConversationRecord(Frozen):
    """A conversation as a client can restore it."""

    conversation_id: str
    """Unguessable id."""
    turns: tuple[TurnRecord, ...]
    """In order."""


class Health(Frozen):
    """The process is alive."""

    status: str
    """`ok`."""


class Readiness(Frozen):
    """The coach can answer."""

    status: str
    """`ready`."""
    index: str
    """Generation id of the index."""
    guides: int
    """Number of guides that are served."""
    faulty_guides: int
    """Number of files that couldn't be used; `coach guides check` names them."""
