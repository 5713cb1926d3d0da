import json

import pytest

from api.types import LONGEST_MESSAGE
from coach.coach import MOST_CHARACTERS

JSON = {"content-type": "application/json"}
CANARY = "canary7f3a"
INVALID = (422, "invalid-request")
UNREADABLE = (400, "bad-request")


def post(client, body, **headers):
    return client.post("/v1/chat", content=body, headers={**JSON, **headers})


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", INVALID),
        (b"{", INVALID),
        (b'{"message": "x" "y"}', INVALID),
        (b"[]", INVALID),
        (b"null", INVALID),
        (b'"' + CANARY.encode() + b'"', INVALID),
        (b"NaN", INVALID),
        (b"1e400", INVALID),
        (b"\xff\xfe\xfa", UNREADABLE),
        (b'{"message": "\xff"}', UNREADABLE),
        (b"[" * 100_000, UNREADABLE),
        (b'{"message":' * 20_000, UNREADABLE),
        (b"1" * 5_000, UNREADABLE),
        (b'{"message": "' + CANARY.encode() + b'", "offer": {"items": ' + b"[" * 20_000, UNREADABLE),
    ],
)
def test_a_body_that_is_no_request_is_a_problem(client, assert_problem, accept, body, expected):
    assert_problem(post(client, body, accept=accept), *expected, never=CANARY)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('{"message": ""}', "message"),
        ('{"message": " \\t\\n\\u3000"}', "message"),
        ('{"message": null}', "message"),
        ('{"message": 5}', "message"),
        ('{"message": NaN}', "message"),
        ('{"message": "\\ud800 canary7f3a"}', "message"),
        ("{}", "message"),
        ('{"message": "x", "conversation_id": 5}', "conversation_id"),
        ('{"message": "x", "conversation_id": "\\udfff"}', "conversation_id"),
        (json.dumps({"message": "x", "conversation_id": "x" * 200}), "conversation_id"),
        ('{"message": "x", "canary7f3a": 1}', "body"),
        ('{"message": "x", "\\ud800": 1}', "body"),
        ('{"message": "x", "offer": 5}', "offer"),
        ('{"message": "x", "offer": {"canary7f3a": 1}}', "offer"),
        ('{"message": "x", "offer": {"currency": "canary7f3a"}}', "offer.currency"),
        ('{"message": "x", "offer": {"items": [{"component": "canary7f3a", "amount": 1}]}}', "offer.items.0.component"),
        *(
            (f'{{"message": "x", "offer": {{"items": [{{"component": "bonus", "amount": {amount}}}]}}}}', place)
            for amount in ("NaN", "Infinity", "-Infinity", "1e400", "-1", "1e13", '"canary7f3a"', "null")
            for place in ("offer.items.0.amount",)
        ),
    ],
)
def test_a_bad_field_is_named_and_never_echoed(client, assert_problem, body, field):
    response = post(client, body.encode())
    problem = response.json()
    named = [error["field"] for error in problem["errors"]]
    assert any(name.startswith(field) for name in named), named
    assert_problem(response, 422, "invalid-request", never="canary7f3a")


def test_the_limit_is_the_coachs_own():
    assert LONGEST_MESSAGE == MOST_CHARACTERS


def test_a_message_at_the_limit_is_answered_and_one_past_it_is_not(client, assert_problem):
    assert post(client, json.dumps({"message": "x" * LONGEST_MESSAGE}).encode()).status_code == 200
    response = post(client, json.dumps({"message": "x" * (LONGEST_MESSAGE + 1)}).encode())
    assert_problem(response, 422, "invalid-request", field="message")


def test_a_message_of_a_megabyte_is_too_large(client, assert_problem):
    body = json.dumps({"message": CANARY * 100_000}).encode()
    assert_problem(post(client, body), 413, "content-too-large", never=CANARY)
    assert_problem(post(client, body, accept="text/event-stream"), 413, "content-too-large", never=CANARY)


def test_a_body_without_a_length_is_refused_once_too_much_has_come(client, assert_problem):
    sent = []

    def chunks():
        for _ in range(1_000):
            sent.append(1)
            yield b" " * 10_000

    assert_problem(post(client, chunks()), 413, "content-too-large")


@pytest.mark.parametrize("length", ["999999999999999999999999999999", "300000"])
def test_a_declared_length_is_enough_to_refuse(client, assert_problem, length):
    assert_problem(post(client, b"{}", **{"content-length": length}), 413, "content-too-large")


def test_what_fits_the_limit_goes_through_in_pieces(client):
    body = json.dumps({"message": "x"}).encode()
    assert post(client, (body[place : place + 1] for place in range(len(body)))).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "", "x"])
def test_a_body_that_doesnt_say_it_is_json_is_refused(client, assert_problem, kind):
    response = client.post("/v1/chat", content=b'{"message": "x"}', headers={"content-type": kind})
    assert_problem(response, 415, "unsupported-media-type")


def test_json_may_name_its_charset(client):
    body = b'{"message": "x"}'
    headers = {"content-type": "Application/JSON; charset=utf-8"}
    assert client.post("/v1/chat", content=body, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path", ["/nowhere", "/v1/nothing", "/v1/guides/one", "/static/../x", "/problems/none", "/%00"]
)
def test_an_unknown_path_is_a_problem(client, assert_problem, path):
    assert_problem(client.get(path), 404, "not-found")


def test_an_unknown_method_is_a_problem_that_says_which_ones_there_are(client, assert_problem):
    response = client.put("/v1/chat", json={})
    assert_problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "POST"


def test_hundreds_of_field_errors_are_cut_short(client):
    items = [{"component": "bonus", "amount": -1}] * 500
    response = client.post("/v1/chat", json={"message": "x", "offer": {"items": items}})
    assert response.status_code == 422
    assert len(response.content) < 5_000
