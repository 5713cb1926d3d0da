"""Every error as a problem document (RFC 9457), from one table.

A fault's class decides its type, title and status; its message is the detail.
Nothing that a client sent is ever echoed, neither values nor unknown names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict

from api.errors import ApiFault, CannotListen, ClientLeft, CursorInvalid, SettingInvalid, UnknownGuide
from coach.errors import (
    CoachFault,
    ConversationFull,
    ConversationsUnavailable,
    MessageInvalid,
    OfferInvalid,
    UnknownConversation,
)
from index.errors import (
    BuildRunning,
    DataUnwritable,
    EmbedderUnavailable,
    GuideFault,
    GuidesMissing,
    IndexFault,
    IndexUnusable,
)
from index.types import Frozen

MEDIA_TYPE = "application/problem+json"
FAULTS = (CoachFault, IndexFault, ApiFault)
"""Everything foreseen; anything else is a fault of ours."""
Fault = CoachFault | IndexFault | ApiFault


class FieldProblem(Frozen):
    """What is wrong with one field of the request."""

    field: str
    """Path of the field, e.g. `offer.items.0.amount`; `body` for the whole body."""
    problem: str
    """What is wrong, without the value."""


class Problem(Frozen):
    """What went wrong and what to do (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "/problems/unknown-conversation",
                    "title": "Unknown conversation",
                    "status": 404,
                    "detail": "There is no such conversation. Start a new one.",
                    "errors": [],
                }
            ]
        }
    )

    type: str
    """Stable path that names the kind of problem."""
    title: str
    """The kind of problem in words, the same for each of its kind."""
    status: int
    """HTTP status."""
    detail: str
    """What is wrong this time, and what to do."""
    errors: tuple[FieldProblem, ...] = ()
    """The fields that are wrong; empty where it isn't about fields."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What all problems of one class have in common."""

    name: str
    status: int

    def problem(self, detail: str, errors: tuple[FieldProblem, ...] = ()) -> Problem:
        """A problem of this sort."""
        title = self.name.replace("-", " ").capitalize()
        return Problem(type=f"/problems/{self.name}", title=title, status=self.status, detail=detail, errors=errors)


SORTS: Mapping[type[Exception], Sort] = {
    MessageInvalid: Sort("message-invalid", 422),
    OfferInvalid: Sort("offer-invalid", 422),
    UnknownConversation: Sort("unknown-conversation", 404),
    ConversationFull: Sort("conversation-full", 409),
    ConversationsUnavailable: Sort("conversations-unavailable", 503),
    UnknownGuide: Sort("unknown-guide", 404),
    CursorInvalid: Sort("cursor-invalid", 422),
    ClientLeft: Sort("client-left", 499),
    SettingInvalid: Sort("server-misconfigured", 500),
    CannotListen: Sort("server-misconfigured", 500),
    GuideFault: Sort("guide-unusable", 500),
    GuidesMissing: Sort("guides-missing", 503),
    EmbedderUnavailable: Sort("embedder-unavailable", 503),
    DataUnwritable: Sort("data-unwritable", 503),
    BuildRunning: Sort("index-busy", 503),
    IndexUnusable: Sort("index-unusable", 503),
}
"""Status of each fault. Names are stable: clients switch on them."""

INVALID_REQUEST = Sort("invalid-request", 422)
INTERNAL = Sort("internal-error", 500)
INVALID_MEANS = "A field of the request is missing, unknown or not in its form; `errors` names it."
ON_THIS_SIDE = "Something is wrong on this side. Try again shortly; the server's log says what it is."
HTTP_SORTS = {
    400: Sort("bad-request", 400),
    404: Sort("not-found", 404),
    405: Sort("method-not-allowed", 405),
    413: Sort("content-too-large", 413),
    415: Sort("unsupported-media-type", 415),
}
ADVICE = {
    400: "The body can't be read as JSON in UTF-8. Send one JSON object.",
    404: "There is nothing at this path. /openapi.json lists what there is.",
    405: "This path doesn't take this method. The Allow header lists those that it takes.",
    413: "The request body is too large. Send less.",
    415: "The body must be JSON. Send it with `Content-Type: application/json`.",
}
"""What to do about the errors of HTTP itself."""

VALIDATION_PROBLEMS = {
    "missing": "This field is required.",
    "extra_forbidden": "There is a field here that isn't known. /openapi.json lists those that are.",
    "string_unicode": "This isn't valid Unicode text.",
    "string_pattern_mismatch": "This is empty or not in the form that /openapi.json gives.",
    "json_invalid": "This isn't valid JSON.",
}
"""Own words where pydantic's would echo the input or say too little."""


def sort_of(fault: Fault) -> Sort:
    """The sort of a fault: that of its nearest class in the table."""
    return next((SORTS[kind] for kind in type(fault).__mro__ if kind in SORTS), INTERNAL)


def problem_of(fault: Fault) -> Problem:
    """The problem document of a fault."""
    sort = sort_of(fault)
    if sort.status >= 500:
        return sort.problem(ON_THIS_SIDE)
    return sort.problem(str(fault), _fields(fault))


def internal_problem() -> Problem:
    """The problem document of a fault of ours: it tells nothing of the inside."""
    return INTERNAL.problem(ON_THIS_SIDE)


def describe(name: str) -> Problem | None:
    """What a problem's `type` means, as a problem; None for an unknown name."""
    kinds = {sort.name: (sort, kind.__doc__ or "") for kind, sort in SORTS.items()}
    own = [(INVALID_REQUEST, INVALID_MEANS), (INTERNAL, ON_THIS_SIDE)]
    own += [(HTTP_SORTS[status], advice) for status, advice in ADVICE.items()]
    kinds.update({sort.name: (sort, meaning) for sort, meaning in own})
    found = kinds.get(name)
    return found[0].problem(found[1].strip().split("\n")[0]) if found else None


def http_problem(status: int) -> Problem:
    """The problem document of one of HTTP's own errors."""
    sort = HTTP_SORTS.get(status, Sort(f"http-{status}", status))
    return sort.problem(ADVICE.get(status, "This can't be done here. /openapi.json lists what can."))


def field_problem(error: Mapping[str, Any]) -> FieldProblem:
    """One of pydantic's errors, without the input."""
    kind = str(error["type"])
    place = [str(part) for part in error["loc"]]
    if kind == "extra_forbidden":
        place.pop()
    elif kind == "json_invalid":
        place = place[:1]
    field = ".".join(place[1:]) or place[0]
    return FieldProblem(field=field, problem=VALIDATION_PROBLEMS.get(kind, f"{error['msg']}."))


def _fields(fault: Fault) -> tuple[FieldProblem, ...]:
    if isinstance(fault, MessageInvalid):
        return (FieldProblem(field="message", problem=f"{fault.problem} {fault.advice}"),)
    if isinstance(fault, OfferInvalid):
        return (FieldProblem(field=f"offer.{fault.field}", problem=fault.problem),)
    if isinstance(fault, CursorInvalid):
        return (FieldProblem(field="cursor", problem="This isn't a cursor of this index."),)
    return ()
