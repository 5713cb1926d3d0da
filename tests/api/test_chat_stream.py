import asyncio
import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.chat import wants_events
from api.streaming import pieces
from coach.types import Stage

QUESTION = {"message": "What base can an Optics Engineer at Larkspur Instruments expect in Lisbon?"}
ACCEPT = {"accept": "text/event-stream"}


def events_of(text):
    for block in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            yield lines["event"], json.loads(lines["data"])


def ask(client, body=QUESTION):
    response = client.post("/v1/chat", json=body, headers=ACCEPT)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    return list(events_of(response.text))


def test_stages_come_first_and_the_result_last(client):
    events = ask(client)
    assert [data["stage"] for name, data in events if name == "status"] == [stage.value for stage in Stage]
    names = [name for name, _ in events]
    assert names == sorted(names, key=["status", "delta", "result"].index)
    assert names.count("result") == 1


def test_deltas_make_up_the_answer_exactly(client):
    events = ask(client)
    assert "".join(data["text"] for name, data in events if name == "delta") == events[-1][1]["answer"]
    assert sum(name == "delta" for name, _ in events) > 1


def test_the_streamed_result_is_the_json_answer(client):
    streamed = ask(client)[-1][1]
    plain = client.post("/v1/chat", json=QUESTION).json()
    assert {**streamed, "conversation_id": ""} == {**plain, "conversation_id": ""}


def test_a_fault_is_the_last_event_and_a_problem(client):
    name, problem = ask(client, {**QUESTION, "conversation_id": "never-was"})[-1]
    assert name == "error"
    assert (problem["type"], problem["status"]) == ("/problems/unknown-conversation", 404)


def test_an_unforeseen_error_ends_the_stream_without_a_word_of_it(scripted_client, scripted):
    scripted.fault = RuntimeError("secret")
    name, problem = ask(scripted_client)[-1]
    assert (name, problem["type"]) == ("error", "/problems/internal-error")
    assert "secret" not in json.dumps(problem)


def test_no_word_leaves_before_verification(scripted_client, scripted):
    scripted.fault = RuntimeError("verification failed")
    assert "delta" not in [name for name, _ in ask(scripted_client)]


def test_a_bad_request_is_a_problem_even_where_a_stream_was_asked_for(client, assert_problem):
    response = client.post("/v1/chat", json={"message": ""}, headers=ACCEPT)
    assert_problem(response, 422, "invalid-request", field="message")


def test_a_comment_keeps_a_slow_stream_alive(scripted_client, scripted, monkeypatch):
    monkeypatch.setattr("fastapi.routing._PING_INTERVAL", 0.05)
    scripted.between = lambda stage: threading.Event().wait(0.15) if stage is Stage.RETRIEVING else None
    response = scripted_client.post("/v1/chat", json=QUESTION, headers=ACCEPT)
    assert ": ping" in response.text
    assert [name for name, _ in events_of(response.text)][-1] == "result"


def test_heartbeats_come_every_15_seconds_at_least():
    import fastapi.routing

    assert fastapi.routing._PING_INTERVAL <= 15


def test_a_client_that_leaves_stops_the_work(scripted_app, scripted):
    reached, gone, stages = threading.Event(), threading.Event(), []

    def between(stage):
        stages.append(stage)
        reached.set()
        assert gone.wait(5)

    scripted.between = between
    asyncio.run(leave_early(scripted_app, reached, gone))
    scripted_app.state.shared.pool.shutdown()
    assert stages == [Stage.UNDERSTANDING]
    assert not scripted.conversations.kept


async def leave_early(app, reached, gone):
    body = json.dumps(QUESTION).encode()
    headers = [(b"content-type", b"application/json"), (b"accept", b"text/event-stream")]
    scope = {"type": "http", "method": "POST", "path": "/v1/chat", "headers": headers, "query_string": b""}
    requests = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive():
        if requests:
            return requests.pop()
        await asyncio.to_thread(reached.wait, 5)
        return {"type": "http.disconnect"}

    async def send(message):
        pass

    await app(scope, receive, send)
    gone.set()


@given(st.text(alphabet=st.sampled_from("ab .!?*\n\r\t1[]|")) | st.text())
def test_pieces_lose_nothing(text):
    assert "".join(pieces(text)) == text
    assert all(pieces(text))


def test_pieces_end_with_sentences_and_lines():
    assert pieces("One. **Two!** Three\n\n- four") == ["One. ", "**Two!** ", "Three\n\n", "- four"]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("text/event-stream", True),
        ("application/json, Text/Event-Stream;q=0.5", True),
        ("text/event-stream;q=0", False),
        ("text/event-stream; q=0.0", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_events_come_only_where_asked_for(accept, wanted):
    assert wants_events(accept) is wanted
