import json

import pytest

from api.rendering import answer_html
from coach.errors import (
    ConversationFull,
    ConversationsUnavailable,
    MessageInvalid,
    OfferInvalid,
)
from coach.types import Answer
from index.errors import IndexUnusable

QUESTION = {"message": "What base can an Optics Engineer at Larkspur Instruments expect in Lisbon?"}
JSON = {"content-type": "application/json"}


def test_an_answer_travels_whole_and_as_html(client):
    response = client.post("/v1/chat", json=QUESTION)
    assert response.status_code == 200
    body = response.json()
    html = body.pop("answer_html")
    answer = Answer.model_validate(body)
    assert html == answer_html(answer)
    assert answer.figures[0].low == 62000


def test_markup_in_an_answer_is_text_in_its_html(scripted_client):
    html = scripted_client.post("/v1/chat", json=QUESTION).json()["answer_html"]
    assert "&lt;b&gt;Stay" in html
    assert "<b>" not in html


def test_a_conversation_goes_on_and_can_be_restored(client):
    first = client.post("/v1/chat", json=QUESTION).json()
    again = {"message": "and the bonus?", "conversation_id": first["conversation_id"]}
    second = client.post("/v1/chat", json=again).json()
    assert (first["turn"], second["turn"]) == (1, 2)
    record = client.get(f"/v1/conversations/{first['conversation_id']}").json()
    assert [turn["message"] for turn in record["turns"]] == [QUESTION["message"], "and the bonus?"]
    assert [turn["answer"] for turn in record["turns"]] == [first, second]


def test_a_forgotten_conversation_is_gone(client, assert_problem):
    path = f"/v1/conversations/{client.post('/v1/chat', json=QUESTION).json()['conversation_id']}"
    response = client.delete(path)
    assert (response.status_code, response.content) == (204, b"")
    assert_problem(client.get(path), 404, "unknown-conversation")
    assert_problem(client.delete(path), 404, "unknown-conversation")


def test_an_offer_reaches_the_coach(client):
    offer = {"items": [{"component": "base_salary", "amount": 70000}], "currency": "EUR"}
    first = client.post("/v1/chat", json={**QUESTION, "offer": offer}).json()
    record = client.get(f"/v1/conversations/{first['conversation_id']}").json()
    assert record["turns"][0]["offer"]["items"][0]["amount"] == 70000


def test_an_unknown_conversation_is_said_so(client, assert_problem):
    response = client.post("/v1/chat", json={**QUESTION, "conversation_id": "never-was"})
    assert_problem(response, 404, "unknown-conversation", never="never-was")


def test_each_fault_of_the_coach_has_its_status(scripted_client, scripted, assert_problem, tmp_path):
    cases = [
        (MessageInvalid("The message has no words.", "Ask a question."), 422, "message-invalid", "message"),
        (OfferInvalid("items", "two base salaries"), 422, "offer-invalid", "offer.items"),
        (ConversationFull(200), 409, "conversation-full", None),
        (ConversationsUnavailable("disk full"), 503, "conversations-unavailable", None),
        (IndexUnusable(tmp_path, "no index"), 503, "index-unusable", None),
    ]
    for fault, status, kind, field in cases:
        scripted.fault = fault
        response = scripted_client.post("/v1/chat", json=QUESTION)
        assert_problem(response, status, kind, field=field, never=str(tmp_path))
        assert ("retry-after" in response.headers) == (status == 503)


def test_no_message_is_ever_logged(scripted_client, scripted, caplog, capfd, assert_problem):
    caplog.set_level("DEBUG")
    canary = "canary-7f3a"
    scripted.fault = ValueError(f"can't read {canary}")
    for headers in ({}, {"accept": "text/event-stream"}):
        scripted_client.post("/v1/chat", json={"message": f"{canary} at Larkspur"}, headers=headers)
    scripted.fault = ConversationsUnavailable("disk full")
    scripted_client.post("/v1/chat", json={"message": canary})
    scripted_client.post("/v1/chat", json={"message": canary, canary: canary, "offer": {"currency": canary}})
    assert "ValueError while a request was served" in caplog.text
    assert "disk full" in caplog.text
    said = capfd.readouterr()
    assert canary not in caplog.text + said.out + said.err


@pytest.mark.parametrize(
    "words",
    [
        "What base can canary7f3a expect as an Optics Engineer at Larkspur Instruments in Lisbon?",
        "I was offered 71717 EUR as an Optics Engineer at Larkspur Instruments in Lisbon by canary7f3a; what now?",
        "canary7f3a",
    ],
)
def test_the_coach_itself_logs_no_message(client, caplog, capfd, words):
    caplog.set_level("DEBUG")
    assert client.post("/v1/chat", json={"message": words}).status_code == 200
    said = capfd.readouterr()
    logged = caplog.text + said.out + said.err
    assert "canary7f3a" not in logged
    assert "71717" not in logged


def test_an_unforeseen_error_is_a_problem_that_tells_nothing(scripted_client, scripted, assert_problem):
    scripted.fault = RuntimeError("secret path /srv/x")
    assert_problem(scripted_client.post("/v1/chat", json=QUESTION), 500, "internal-error", never="secret")
    scripted.fault = None
    assert scripted_client.post("/v1/chat", json=QUESTION).status_code == 200


@pytest.mark.parametrize("rating", [{"turn": 1, "rating": "up"}, {"turn": 1, "rating": "down", "comment": "too short"}])
def test_an_answer_can_be_rated(client, rating):
    conversation = client.post("/v1/chat", json=QUESTION).json()["conversation_id"]
    response = client.post(f"/v1/conversations/{conversation}/feedback", json=rating)
    assert (response.status_code, response.content) == (204, b"")


def test_only_answers_that_were_given_can_be_rated(client, assert_problem):
    conversation = client.post("/v1/chat", json=QUESTION).json()["conversation_id"]
    for path, turn in ((conversation, 2), ("never-was", 1)):
        response = client.post(f"/v1/conversations/{path}/feedback", json={"turn": turn, "rating": "up"})
        assert_problem(response, 404, "unknown-conversation")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"turn": 1, "rating": "canary"}, "rating"),
        ({"turn": 0, "rating": "up"}, "turn"),
        ({"turn": 1e400, "rating": "up"}, "turn"),
        ({"turn": 1, "rating": "up", "comment": "canary" * 1_000}, "comment"),
        ({"rating": "up"}, "turn"),
    ],
)
def test_a_bad_rating_is_named_and_never_echoed(client, assert_problem, body, field):
    response = client.post("/v1/conversations/any/feedback", content=json.dumps(body), headers=JSON)
    assert_problem(response, 422, "invalid-request", field=field, never="canary")
