"""The API's documentation as a plain page, from its OpenAPI description.

The usual page loads its script from a third party, which the content policy
forbids and a machine without a network can't do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of the body."""

    name: str
    place: str
    """`path`, `query` or `body`."""
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Sample:
    """An example to copy."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API."""

    method: str
    path: str
    anchor: str
    meaning: str
    fields: tuple[Field, ...]
    samples: tuple[Sample, ...]
    responses: Mapping[str, str]


def docs_page(document: Json, environment: Environment) -> str:
    """The HTML of the page."""
    return environment.get_template("docs.html.j2").render(info=document["info"], calls=list(_calls(document)))


def _calls(document: Json) -> Iterator[Call]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield Call(
                method=method.upper(),
                path=path,
                anchor=operation["operationId"],
                meaning=operation.get("description") or operation["summary"],
                fields=(*_parameters(operation), *_body_fields(document, operation)),
                samples=tuple(_samples(document, operation)),
                responses={status: each["description"] for status, each in operation["responses"].items()},
            )


def _parameters(operation: Json) -> Iterator[Field]:
    for each in operation.get("parameters", ()):
        yield Field(each["name"], each["in"], _type(each["schema"]), each.get("description", ""))


def _body_fields(document: Json, operation: Json) -> Iterator[Field]:
    schema = _body_schema(document, operation)
    for name, each in schema.get("properties", {}).items():
        yield Field(name, "body", _type(each), each.get("description", ""))


def _samples(document: Json, operation: Json) -> Iterator[Sample]:
    for example in _body_schema(document, operation).get("examples", ()):
        yield Sample("Request", _pretty(example))
    for kind, content in operation["responses"].get("200", {}).get("content", {}).items():
        if "example" in content:
            yield Sample(f"Response as {kind}", _pretty(content["example"]))


def _body_schema(document: Json, operation: Json) -> Json:
    content = operation.get("requestBody", {}).get("content", {})
    reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    schema: Json = document["components"]["schemas"].get(reference.rpartition("/")[2], {})
    return schema


def _type(schema: Json) -> str:
    choices = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    return " or ".join(str(each.get("type") or each.get("$ref", "").rpartition("/")[2]) for each in choices)


def _pretty(example: Any) -> str:
    return example if isinstance(example, str) else json.dumps(example, indent=2, ensure_ascii=False)
