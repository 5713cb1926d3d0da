"""Routes for whoever watches over the server."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException

from api.openapi import problem_responses
from api.problems import Problem, describe
from api.state import Shared, State, in_pool
from api.types import Health, Readiness
from coach.errors import UnknownConversation

routes = APIRouter(tags=["service"])


@routes.get("/healthz")
async def health() -> Health:
    """The process is alive."""
    return Health(status="ok")


@routes.get("/readyz", responses=problem_responses(503))
async def readiness(shared: Shared) -> Readiness:
    """The index can be searched and conversations can be stored; 503 otherwise."""
    await in_pool(shared, lambda: _try_out(shared))
    library = shared.coach.library
    return Readiness(
        status="ready", index=library.index_id, guides=len(library.guides), faulty_guides=len(library.faults)
    )


@routes.get("/problems/{name}", include_in_schema=False)
async def problem(name: str) -> Problem:
    """What the `type` of a problem means."""
    found = describe(name)
    if found is None:
        raise HTTPException(404)
    return found


def _try_out(shared: State) -> None:
    """Search and read once; faults of index and store go up."""
    shared.coach.library.search("base salary", limit=1)
    try:
        shared.coach.conversations.read(shared.coach.conversations.new_id())
    except UnknownConversation:
        return
