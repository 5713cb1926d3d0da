"""The server process: take the address, warm up, serve, stop in time."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from api.errors import CannotListen
from api.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

REASONS = {
    errno.EADDRINUSE: (
        "the port is in use",
        "Stop the program that has it, or give another --port (0 picks a free one).",
    ),
    errno.EACCES: ("this port needs more rights", "Give a --port above 1023 (0 picks a free one)."),
    errno.EADDRNOTAVAIL: ("this machine doesn't have that address", "Give another --host, e.g. 127.0.0.1."),
}


def take_address(host: str, port: int) -> socket.socket:
    """A socket bound to the address, before any slow work; raises CannotListen."""
    taken = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except (OSError, UnicodeError) as fault:
        if taken:
            taken.close()
        number = fault.errno if isinstance(fault, OSError) and not isinstance(fault, socket.gaierror) else None
        unknown = ("there is no such address", "Give another --host, e.g. 127.0.0.1.")
        problem, advice = REASONS.get(number or 0, unknown)
        raise CannotListen(host, port, problem, advice) from fault
    return taken


def url_of(taken: socket.socket) -> str:
    """The address as a URL."""
    host, port = taken.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(app: FastAPI, taken: socket.socket, settings: Settings, ready: Callable[[], None]) -> None:
    """Serve `app` until a signal comes; running requests get `shutdown_seconds`, then the caller can clean up."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config = uvicorn.Config(
        app,
        timeout_graceful_shutdown=settings.shutdown_seconds,
        server_header=False,
        log_level="info",
        lifespan="off",
    )
    try:
        _Server(config, ready).run(sockets=[taken])
    except KeyboardInterrupt:
        return
