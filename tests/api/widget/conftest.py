"""A real Chromium, and a scripted server that answers as the API does: same events, same headers, slow on demand."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, sync_playwright

STATIC = Path(__file__).parents[3] / "api" / "static"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "require-trusted-types-for 'script'"
)
PAGES = {"/", "/other-policy", "/no-policy"}
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
WATCH = "addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"

ANSWER: dict[str, Any] = json.loads(Path(__file__).with_name("answer.json").read_text(encoding="utf-8"))
Step = tuple[str, Any]


class ScriptedServer(ThreadingHTTPServer):
    """Serves the widget under a strict CSP and plays `steps` for each question; `hold` stops until `go` is set."""

    daemon_threads = False
    steps: tuple[Step, ...] = ()
    refusals: list[dict[str, Any]]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/"
        self.reset()

    def reset(self) -> None:
        """Back to one good answer, an empty log and no conversation."""
        self.asked: list[dict[str, Any]] = []
        self.deleted: list[str] = []
        self.turns: list[dict[str, Any]] = []
        self.refusals = []
        self.go = threading.Event()
        self.answers()

    def answers(self, **changes: Any) -> None:
        """Plays stages, text and the standard answer with `changes`."""
        answer = ANSWER | changes
        self.plays(("status", {"stage": "retrieving"}), ("delta", {"text": answer["answer"]}), ("result", answer))

    def plays(self, *steps: Step) -> None:
        """Plays these events instead; `("hold", None)` waits for `go`."""
        self.steps = steps


class Handler(BaseHTTPRequestHandler):
    server: ScriptedServer

    def log_message(self, *_: object) -> None:
        pass

    def send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.path != "/no-policy":
            name = "another" if self.path == "/other-policy" else "negotiation-coach"
            self.send_header("Content-Security-Policy", f"{POLICY}; trusted-types {name}")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, problem: dict[str, Any]) -> None:
        self.send(problem["status"], "application/problem+json", json.dumps(problem).encode())

    def do_GET(self) -> None:
        if self.server.refusals and self.path.startswith("/v1/"):
            return self.refuse(self.server.refusals.pop(0))
        if self.path.startswith("/v1/conversations/") and self.server.turns:
            body = {"conversation_id": self.path.rpartition("/")[2], "turns": self.server.turns}
            return self.send(200, "application/json", json.dumps(body).encode())
        file = STATIC / ("index.html" if self.path in PAGES else self.path[1:])
        if file.parent == STATIC and file.is_file():
            return self.send(200, TYPES[file.suffix], file.read_bytes())
        return self.refuse({"status": 404, "title": "Not found", "detail": "There is nothing here."})

    def do_DELETE(self) -> None:
        self.server.deleted.append(self.path)
        self.server.turns = []
        self.send_response(204)
        self.end_headers()

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(question)
        if self.server.refusals:
            return self.refuse(self.server.refusals.pop(0))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # a page may stop listening
            self.play(question["message"])
        return None

    def play(self, message: str) -> None:
        self.wfile.write(b": heartbeat\n\n")
        for name, data in self.server.steps:
            if name == "hold":
                self.server.go.wait(10)
                continue
            if name == "result":
                self.server.turns.append({"turn": len(self.server.turns) + 1, "message": message, "answer": data})
            self.wfile.write(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())


@pytest.fixture(scope="module")
def running_server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.go.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def server(running_server: ScriptedServer) -> Iterator[ScriptedServer]:
    running_server.reset()
    yield running_server
    running_server.go.set()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a module: its event loop must end before other tests start theirs."""
    path = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium here: install the package chromium to run the widget's browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about; a test that expects some takes them out."""
    return []


@pytest.fixture
def open_page(browser: Browser, complaints: list[str]) -> Iterator[OpenPage]:
    """Opens a URL in a context of its own; afterwards no page may have complained or looked elsewhere."""
    contexts = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def opened(url: str, **options: Any) -> Page:
        def requested(request: Request) -> None:
            if not request.url.startswith(("http://127.0.0.1:", "data:")):
                complaints.append(f"off-origin request: {request.url}")

        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options
        )
        context.set_default_timeout(5000)
        context.add_init_script(WATCH)
        contexts.append(context)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        context.on("request", requested)
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage, server: ScriptedServer) -> Page:
    """The page at 1280 by 800, before the first question."""
    return open_page(server.url)


@pytest.fixture
def ask() -> Callable[..., Locator]:
    """Types a question, sends it and returns the place of its answer."""

    def asked(page: Page, text: str = "What does Fjordline pay in Oslo?") -> Locator:
        page.get_by_label("Your question").fill(text)
        page.keyboard.press("Enter")
        return page.get_by_role("article").last

    return asked


@pytest.fixture
def serve() -> Iterator[Callable[[FastAPI], str]]:
    """Serves an application on a free port until the test ends; returns its address."""
    with contextlib.ExitStack() as stack:
        yield lambda app: stack.enter_context(serving(app))


@contextlib.contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Runs uvicorn in a thread."""
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", ws="none", log_level="warning"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/"
        server.should_exit = True
        thread.join()
