"""What one serving process holds: the coach, the names in its guides, a pool for blocking work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from api.errors import UnknownGuide
from api.settings import Settings
from coach.coach import Coach
from index.catalogue import Catalogue
from index.names import nearest
from index.types import Guide

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State:
    """Everything that requests share; nothing of it changes."""

    coach: Coach
    catalogue: Catalogue
    pool: Executor

    @property
    def index(self) -> str:
        """Generation id of the index."""
        return self.coach.library.index_id

    def guide(self, company: str, role: str) -> Guide:
        """The guide of these slugs; raises UnknownGuide."""
        guide = self.catalogue.guide(company, role)
        if guide is None:
            raise UnknownGuide(nearest(f"{company}/{role}"[:200], self.catalogue.guides))
        return guide


def open_state(coach: Coach, settings: Settings) -> State:
    """The state of a process that serves `coach`."""
    pool = ThreadPoolExecutor(settings.workers, thread_name_prefix="answer")
    return State(coach, Catalogue(coach.library.guides.values()), pool)


async def in_pool(shared: State, work: Callable[[], T]) -> T:
    """Run blocking work beside the event loop."""
    return await asyncio.get_running_loop().run_in_executor(shared.pool, work)


def _state(request: Request) -> State:
    state: State = request.app.state.shared
    return state


Shared = Annotated[State, Depends(_state)]
"""The state, as a parameter of a route."""
