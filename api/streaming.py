"""An answer as server-sent events: stages while it is made, then its words, then all of it.

Words leave only after the whole answer has been verified. A client that goes
away stops the work at the next stage.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from concurrent.futures import Executor
from contextlib import aclosing
from threading import Event

from fastapi.sse import ServerSentEvent

from api.error_handlers import record
from api.errors import ClientLeft
from api.problems import FAULTS, internal_problem, problem_of
from api.rendering import answer_html
from api.types import ChatResponse
from coach.types import Answer, Stage

_PIECE = re.compile(r"""[^\n]*?[.!?][*)\]"']*\s+|[^\n]*\n+|[^\n]+""")

Ask = Callable[[Callable[[Stage], None]], Answer]
"""Makes an answer, calling back at each stage; blocking."""


def pieces(text: str) -> list[str]:
    """`text` cut after sentences and line ends; joined they are `text` again."""
    return _PIECE.findall(text)


def response_of(answer: Answer) -> ChatResponse:
    """The answer with its words as HTML."""
    return ChatResponse.model_construct(**dict(answer), answer_html=answer_html(answer))


async def events(ask: Ask, pool: Executor) -> AsyncIterator[ServerSentEvent]:
    """The events of one answer; a fault becomes the last one."""
    try:
        async with aclosing(_progress(ask, pool)) as progress:
            async for item in progress:
                for event in _events_of(item):
                    yield event
    except FAULTS as fault:
        problem = problem_of(fault)
        if problem.status >= 500:
            record(fault)
        yield ServerSentEvent(event="error", data=problem)
    except Exception as fault:
        record(fault)
        yield ServerSentEvent(event="error", data=internal_problem())


def _events_of(item: Stage | ChatResponse) -> list[ServerSentEvent]:
    if isinstance(item, Stage):
        return [ServerSentEvent(event="status", data={"stage": item.value})]
    deltas = [ServerSentEvent(event="delta", data={"text": piece}) for piece in pieces(item.answer)]
    return [*deltas, ServerSentEvent(event="result", data=item)]


async def _progress(ask: Ask, pool: Executor) -> AsyncGenerator[Stage | ChatResponse, None]:
    """Stages as they are reached, then the answer; leaving early stops the work."""
    loop = asyncio.get_running_loop()
    stages: asyncio.Queue[Stage | None] = asyncio.Queue()
    left = Event()

    def on_stage(stage: Stage) -> None:
        if left.is_set():
            raise ClientLeft
        loop.call_soon_threadsafe(stages.put_nowait, stage)

    work = loop.run_in_executor(pool, lambda: response_of(ask(on_stage)))
    work.add_done_callback(lambda _: stages.put_nowait(None))
    try:
        while (stage := await stages.get()) is not None:
            yield stage
        yield await work
    finally:
        left.set()
        work.cancel()
