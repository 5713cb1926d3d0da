"""Routes for people: the demo page and its files, a guide as a page, the API's documentation."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request
from jinja2 import Environment
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from api.docs_page import docs_page
from api.guide_page import guide_page, templates
from api.state import Shared

SERVED = {".css", ".js", ".svg", ".png", ".ico"}
STATIC = Path(str(files("api.static")))

routes = APIRouter(include_in_schema=False)
_static = StaticFiles(directory=STATIC)
_templates: Environment = templates()


@routes.get("/")
async def demo(request: Request) -> Response:
    """The demo page with the widget."""
    return await _file("index.html", request)


@routes.get("/guides/{company}/{role}")
def guide(company: str, role: str, shared: Shared) -> HTMLResponse:
    """A guide as a readable page, an anchor for each section."""
    return HTMLResponse(guide_page(shared.guide(company, role), _templates))


@routes.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """The API's documentation, made from /openapi.json without a third party's script."""
    return HTMLResponse(docs_page(request.app.openapi(), _templates))


async def _file(name: str, request: Request) -> Response:
    response = await _static.get_response(name, request.scope)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _serve(name: str) -> None:
    async def serve(request: Request) -> Response:
        return await _file(name, request)

    routes.add_api_route(f"/{name}", serve, methods=["GET"])


for path in sorted(STATIC.iterdir()):
    if path.suffix in SERVED:
        _serve(path.name)
