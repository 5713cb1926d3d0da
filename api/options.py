"""The options that every command takes, and settings made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

GuidesOption = Annotated[
    Path | None,
    typer.Option("--guides", metavar="DIR", help="Folder of guides (COACH_GUIDES). Default: those that ship."),
]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder to write to (COACH_DATA). Default: a per-user folder."),
]
EmbedderOption = Annotated[
    str | None,
    typer.Option("--embedder", metavar="MODEL", help="Embedding model, a name or folder (COACH_EMBEDDER)."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
HostOption = Annotated[str | None, typer.Option("--host", help="Address to serve on (COACH_HOST). Default: 127.0.0.1.")]
PortOption = Annotated[
    int | None,
    typer.Option("--port", min=0, max=65535, help="Port (COACH_PORT), 0 picks a free one. Default: 8000."),
]
