"""Examples and error descriptions for the API's own documentation."""

from __future__ import annotations

from typing import Any

from api.problems import ADVICE, MEDIA_TYPE, Problem

MEANINGS = {
    404: "There is no such thing, or no longer",
    409: "The conversation is full",
    422: "A field is missing, unknown or not in its form",
    503: "Not ready, or something on this side can't be reached; try again",
}

_ID = "millennium-management/devops-engineer"
_URL = f"/guides/{_ID}#front-matter"
EXAMPLE_ANSWER: dict[str, Any] = {
    "conversation_id": "mq5O0yVtTCcQCyZ0f7kXJw",
    "turn": 1,
    "status": "answered",
    "answer": "Base salary in London: **£130,000 - £170,000** a year [1].",
    "scope": {
        "company": "Millennium Management",
        "role": "DevOps Engineer",
        "region": "London",
        "level": None,
        "guide_ids": [_ID],
    },
    "citations": [
        {
            "marker": 1,
            "guide_id": _ID,
            "section": "Front-matter",
            "heading_path": ["Front-matter"],
            "quote": "base_low: 130000\nbase_high: 170000",
            "source_path": f"{_ID}.md",
            "start_line": 33,
            "end_line": 34,
            "url": _URL,
        }
    ],
    "figures": [
        {
            "component": "base_salary",
            "kind": "market_range",
            "region": "London",
            "level": None,
            "low": 130000,
            "high": 170000,
            "unit": "currency",
            "currency": "GBP",
            "period": "year",
            "qualifier": None,
            "guide_id": _ID,
            "source": {
                "kind": "front_matter",
                "path": f"{_ID}.md",
                "locator": "compensation[2].base_low..base_high",
                "line": 33,
                "end_line": 34,
            },
            "confirmed_by": [],
            "marker": 1,
        }
    ],
    "derived": [],
    "warnings": [],
    "follow_ups": ["What should I counter with?"],
    "composer": "extractive",
    "index": "3f9c2a",
    "answer_html": (
        "<p>Base salary in London: <strong>£130,000 - £170,000</strong> a year "
        f'<a class="cite" href="{_URL}" data-marker="1" rel="noopener noreferrer">[1]</a>.</p>\n'
    ),
}
"""A whole answer, shortened to one figure."""

EXAMPLE_STREAM = (
    'event: status\ndata: {"stage":"understanding"}\n\n'
    'event: delta\ndata: {"text":"Base salary in London: **£130,000 - £170,000** a year [1]."}\n\n'
    'event: result\ndata: {"conversation_id":"mq5O0yVtTCcQCyZ0f7kXJw","turn":1,"status":"answered"}\n\n'
)
"""The events of an answer; the real result carries all of it."""


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How the problem documents of `statuses` stand in the API's description."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": MEANINGS.get(status) or ADVICE[status], "content": content} for status in statuses}


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """The API's description with the schema that `problem_responses` points to, and the example with its nulls."""
    answer = document["paths"]["/v1/chat"]["post"]["responses"]["200"]["content"]["application/json"]
    answer["example"] = EXAMPLE_ANSWER
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(schema.pop("$defs", {}))
    schemas["Problem"] = schema
    return document
