"""The HTTP application: routes, limits and error documents around one coach."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from api import catalogue, chat, health, pages
from api.error_handlers import install
from api.middleware import BodyLimit, CrashGuard, HeadAsGet, SecurityHeaders
from api.openapi import complete
from api.settings import Settings
from api.state import open_state
from api.version import VERSION
from coach.coach import Coach

DESCRIPTION = "Answers salary-negotiation questions from guides, with exact figures and cited sections."


class _App(FastAPI):
    """FastAPI with a completed description."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI description."""
        if not self.openapi_schema:
            self.openapi_schema = complete(super().openapi())
        return self.openapi_schema


def create_app(coach: Coach, settings: Settings) -> FastAPI:
    """The application that serves `coach`."""
    app = _App(
        title="Negotiation Coach",
        description=DESCRIPTION,
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.shared = open_state(coach, settings)
    for router in (chat.stream_routes, chat.routes, catalogue.routes, health.routes, pages.routes):
        app.include_router(router)
    install(app)
    app.add_middleware(CrashGuard)
    app.add_middleware(HeadAsGet)
    app.add_middleware(BodyLimit, limit=settings.body_limit)
    app.add_middleware(SecurityHeaders)
    return app
