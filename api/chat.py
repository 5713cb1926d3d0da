"""Routes of the conversation: ask, as JSON or as a stream; read it again; rate it; forget it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path
from fastapi.routing import APIRoute
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from api.openapi import EXAMPLE_STREAM, problem_responses
from api.state import Shared, State, in_pool
from api.streaming import Ask, events, response_of
from api.types import LONGEST_ID, ChatRequest, ChatResponse, ConversationRecord, Feedback, TurnRecord
from coach.types import Turn

ConversationId = Annotated[str, Path(max_length=LONGEST_ID, description="Id that an answer gave.")]
EVENT_STREAM = "text/event-stream"


def wants_events(accept: str) -> bool:
    """Whether an Accept header asks for server-sent events."""
    for part in accept.lower().split(","):
        kind, *parameters = (word.strip() for word in part.split(";"))
        if kind == EVENT_STREAM:
            return not any(word.replace(" ", "") in {"q=0", "q=0.0", "q=0.00", "q=0.000"} for word in parameters)
    return False


class StreamRoute(APIRoute):
    """A route for clients that ask for server-sent events; others get the next one."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match path and method, then the Accept header."""
        match, child = super().matches(scope)
        if match is not Match.NONE and not wants_events(Headers(scope=scope).get("accept", "")):
            return Match.NONE, {}
        return match, child


def json_only(content_type: Annotated[str, Header(include_in_schema=False)] = "") -> None:
    """Refuse a body that doesn't say it is JSON."""
    kind = content_type.split(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415)


stream_routes = APIRouter(route_class=StreamRoute, include_in_schema=False)
routes = APIRouter(tags=["conversation"])


@stream_routes.post("/v1/chat", response_class=EventSourceResponse, dependencies=[Depends(json_only)])
async def stream(question: ChatRequest, shared: Shared) -> AsyncIterator[ServerSentEvent]:
    """One answer as server-sent events."""
    async for event in events(_asking(shared, question), shared.pool):
        yield event


@routes.post(
    "/v1/chat",
    dependencies=[Depends(json_only)],
    responses={
        200: {"content": {EVENT_STREAM: {"example": EXAMPLE_STREAM}}},
        **problem_responses(400, 404, 409, 413, 415, 422, 503),
    },
)
async def chat(question: ChatRequest, shared: Shared) -> ChatResponse:
    """Ask the coach. With Accept: text/event-stream the answer comes as events: status, delta, result or error."""
    ask = _asking(shared, question)
    return await in_pool(shared, lambda: response_of(ask(lambda _: None)))


@routes.get("/v1/conversations/{conversation_id}", responses=problem_responses(404, 422, 503))
async def read_conversation(conversation_id: ConversationId, shared: Shared) -> ConversationRecord:
    """All turns of a conversation, as they were answered."""
    conversation = await in_pool(shared, lambda: shared.coach.conversations.read(conversation_id))
    turns = tuple(_record_of(turn) for turn in conversation.turns)
    return ConversationRecord(conversation_id=conversation.conversation_id, turns=turns)


@routes.delete("/v1/conversations/{conversation_id}", status_code=204, responses=problem_responses(404, 422, 503))
async def forget_conversation(conversation_id: ConversationId, shared: Shared) -> None:
    """Forget a conversation for good."""
    await in_pool(shared, lambda: shared.coach.conversations.delete(conversation_id))


@routes.post(
    "/v1/conversations/{conversation_id}/feedback",
    status_code=204,
    dependencies=[Depends(json_only)],
    responses=problem_responses(400, 404, 413, 415, 422, 503),
)
async def rate(conversation_id: ConversationId, feedback: Feedback, shared: Shared) -> None:
    """Say whether an answer was good."""
    conversations = shared.coach.conversations
    await in_pool(shared, lambda: conversations.rate(conversation_id, feedback.turn, feedback.rating, feedback.comment))


def _asking(shared: State, question: ChatRequest) -> Ask:
    return lambda on_stage: shared.coach.answer(
        question.message, question.conversation_id, question.offer, on_stage=on_stage
    )


def _record_of(turn: Turn) -> TurnRecord:
    return TurnRecord(
        turn=turn.turn,
        message=turn.message,
        offer=turn.offer,
        answer=response_of(turn.answer),
        created_at=turn.created_at,
    )
