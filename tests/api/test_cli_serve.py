"""The server as people start it: a process of its own, on a free port."""

import os
import signal
import socket
import subprocess
import sys

import httpx2 as httpx
import pytest

QUESTION = {"message": "What base can an Optics Engineer at Larkspur Instruments expect in Lisbon? canary7f3a"}


@pytest.fixture
def server(indexed, tmp_path):
    words = ["serve", "--port", "0", *indexed.options]
    log = (tmp_path / "log").open("w+")
    (tmp_path / "temporary").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", *words],
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
    )
    yield process, log
    process.kill()
    process.communicate()
    log.close()


def test_the_server_says_where_it_is_answers_and_stops_cleanly(server, tmp_path):
    process, log = server
    line = process.stdout.readline()
    assert line.startswith("The coach is ready at http://127.0.0.1:")
    with httpx.Client(base_url=line.split()[-1], timeout=30) as client:
        assert client.get("/readyz").json()["status"] == "ready"
        answer = client.post("/v1/chat", json=QUESTION).json()
        assert answer["figures"][0]["low"] == 62000
        streamed = client.post("/v1/chat", json=QUESTION, headers={"accept": "text/event-stream"})
        assert streamed.text.count("event: result\n") == 1
        assert client.get("/").status_code == 200
        assert "server" not in client.get("/healthz").headers
    refuse_a_large_body(line.split()[-1])
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate(timeout=15)
    assert process.returncode == 0
    assert not list((tmp_path / "temporary").iterdir())
    log.seek(0)
    said = rest + log.read()
    assert "POST /v1/chat" in said
    assert "canary7f3a" not in said
    assert "Traceback" not in said


def refuse_a_large_body(url):
    """A chunked body is refused while it is still coming."""
    host, port = url.removeprefix("http://").strip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        head = (
            "POST /v1/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        connection.sendall(head.encode() + (b"10000\r\n" + b" " * 0x10000 + b"\r\n") * 5)
        assert connection.recv(64).startswith(b"HTTP/1.1 413 ")
