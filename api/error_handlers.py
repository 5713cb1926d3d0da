"""Where errors leave the application: handlers that answer with problem documents, and the log."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.problems import FAULTS, INVALID_REQUEST, MEDIA_TYPE, Fault, Problem, field_problem, http_problem, problem_of

RETRY_SECONDS = 5
MOST_FIELDS = 20
"""Field errors in one document; a body can have thousands."""
log = logging.getLogger("api")


def record(fault: BaseException) -> None:
    """Log what went wrong and where; the words only of our own faults, others may hold what a user wrote."""
    where = "".join(traceback.format_tb(fault.__traceback__)).rstrip()
    words = f" ({fault})" if isinstance(fault, Fault) else ""
    log.error("%s%s while a request was served, at\n%s", type(fault).__name__, words, where)


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The HTTP response of a problem."""
    extra = {"Retry-After": str(RETRY_SECONDS)} if problem.status == 503 else {}
    return JSONResponse(
        problem.model_dump(mode="json"), problem.status, headers={**extra, **(headers or {})}, media_type=MEDIA_TYPE
    )


def install(app: FastAPI) -> None:
    """Let every error of `app` leave as a problem document."""
    for base in FAULTS:
        app.add_exception_handler(base, _on_fault)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)


async def _on_fault(request: Request, fault: Exception) -> JSONResponse:
    assert isinstance(fault, Fault)
    problem = problem_of(fault)
    if problem.status >= 500:
        record(fault)
    return respond(problem)


async def _on_http_error(request: Request, fault: Exception) -> JSONResponse:
    assert isinstance(fault, HTTPException)
    return respond(http_problem(fault.status_code), fault.headers)


async def _on_invalid_request(request: Request, fault: Exception) -> JSONResponse:
    assert isinstance(fault, RequestValidationError)
    errors = tuple(field_problem(error) for error in fault.errors()[:MOST_FIELDS])
    detail = "; ".join(f"{error.field}: {error.problem}" for error in errors[:3])
    return respond(INVALID_REQUEST.problem(detail, errors))
