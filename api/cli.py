"""The `coach` command.

Results go to stdout, messages to stderr. Exit codes: 0 done, 1 the answer or
check is negative, 2 bad usage or bad input. Whatever is slow to import is
imported in the command that needs it.
"""

from __future__ import annotations

import io
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from api.cli_guides import guides_app
from api.errors import ApiFault
from api.options import (
    DataOption,
    EmbedderOption,
    GuidesOption,
    HostOption,
    JsonOption,
    PortOption,
)
from api.settings import load_settings
from api.terminal import Terminal
from coach.errors import CoachFault
from evals.errors import EvalFault
from index.errors import IndexFault

BAD_INPUT = 2

app = typer.Typer(
    help="Salary-negotiation answers from guides, with exact figures and cited sections.",
    epilog='Example: coach ask "What base can a DevOps Engineer at Millennium expect in London?"',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(guides_app, name="guides")


@app.command(epilog="Example: coach serve --port 0")
def serve(
    guides: GuidesOption = None,
    data: DataOption = None,
    embedder: EmbedderOption = None,
    host: HostOption = None,
    port: PortOption = None,
) -> None:
    """Serve the chat page, the API and its docs; builds or refreshes the index first."""
    from api.app import create_app  # noqa: PLC0415
    from api.opening import ready_coach  # noqa: PLC0415
    from api.serving import serve as run  # noqa: PLC0415
    from api.serving import take_address, url_of  # noqa: PLC0415

    settings = load_settings(guides=guides, data=data, embedder=embedder, host=host, port=port)
    terminal = Terminal()
    with take_address(settings.host, settings.port) as taken:
        coach = ready_coach(settings, terminal)
        with closing(coach.library) as library:
            library.warm_up()
            ready = f"The coach is ready at {url_of(taken)}"
            run(create_app(coach, settings), taken, settings, lambda: terminal.say(ready))


@app.command(epilog="Example: coach index --guides my-guides --data .coach")
def index(
    guides: GuidesOption = None, data: DataOption = None, embedder: EmbedderOption = None, as_json: JsonOption = False
) -> None:
    """Build or refresh the index; only what changed is embedded, and a kill at any moment is safe."""
    from api.opening import refresh  # noqa: PLC0415
    from api.report_view import report_json, report_line  # noqa: PLC0415

    terminal = Terminal()
    report = refresh(load_settings(guides=guides, data=data, embedder=embedder), terminal)
    if as_json:
        terminal.json(report_json(report))
    else:
        terminal.say(report_line(report))


@app.command(epilog='Example: coach ask "When should I walk away as an ML/AI Engineer at Millennium?"')
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.", show_default=False)],
    guides: GuidesOption = None,
    data: DataOption = None,
    embedder: EmbedderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer one question."""
    from api.opening import ready_coach  # noqa: PLC0415
    from api.talking import show  # noqa: PLC0415

    terminal = Terminal()
    coach = ready_coach(load_settings(guides=guides, data=data, embedder=embedder), terminal)
    show(coach.answer(question), terminal, as_json)


@app.command(epilog="Example: coach chat --guides my-guides")
def chat(
    guides: GuidesOption = None, data: DataOption = None, embedder: EmbedderOption = None, as_json: JsonOption = False
) -> None:
    """Talk with the coach; /new starts over, /quit leaves."""
    from api.opening import ready_coach  # noqa: PLC0415
    from api.talking import talk  # noqa: PLC0415

    terminal = Terminal()
    coach = ready_coach(load_settings(guides=guides, data=data, embedder=embedder), terminal)
    coach.library.warm_up()
    talk(coach, terminal, as_json)


@app.command("eval", epilog="Example: coach eval --report reports --baseline reports/results.json")
def evaluate(
    guides: GuidesOption = None,
    data: DataOption = None,
    embedder: EmbedderOption = None,
    dataset: Annotated[
        list[Path] | None,
        typer.Option("--dataset", metavar="FILE", help="Cases (JSON Lines); may be given repeatedly."),
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="DIR", help="Folder for the report.")] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="An earlier results.json to compare with.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure how good the answers are; exit code 1 where they are under their bar."""
    from evals.run import run_evals  # noqa: PLC0415

    settings = load_settings(guides=guides, data=data, embedder=embedder)
    raise typer.Exit(
        run_evals(settings.guides, settings.data, settings.embedder, dataset or [], report, baseline, as_json)
    )


def main() -> None:
    """Run the command line; what is the user's to mend ends in one message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    terminal = Terminal()
    try:
        app()
    except (IndexFault, CoachFault, ApiFault, EvalFault) as fault:
        terminal.fail(str(fault))
        sys.exit(BAD_INPUT)
    except OSError as fault:
        terminal.fail(f"{fault.filename or 'input or output'}: {fault.strerror or fault}")
        sys.exit(BAD_INPUT)


if __name__ == "__main__":
    main()
