"""The `coach guides` commands: list, show, check. They read the folder; no index is needed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.errors import UnknownGuide
from api.options import DataOption, EmbedderOption, GuidesOption, JsonOption
from api.settings import load_settings
from api.terminal import Terminal

if TYPE_CHECKING:
    from index.reading import Reading
    from index.types import Guide

NEGATIVE = 1
LONGEST_ID = 200
guides_app = typer.Typer(
    help="See which guides there are, what one says, and what is wrong with them.",
    epilog="Example: coach guides check --guides my-guides",
    invoke_without_command=True,
)


class Level(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


LevelOption = Annotated[
    Level | None,
    typer.Option("--level", help="Least grave level to report (default: warning; info where --code is given)."),
]
CodeOption = Annotated[
    list[str] | None, typer.Option("--code", metavar="CODE", help="Report this code only; may be given several times.")
]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="company/role, as `coach guides list` shows it.")]


@guides_app.callback()
def guides(
    context: typer.Context,
    guides: GuidesOption = None,
    data: DataOption = None,
    embedder: EmbedderOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the guides where no sub-command is given."""
    if context.invoked_subcommand is None:
        list_all(guides, data, embedder, as_json)
    elif guides or data or embedder or as_json:
        raise typer.BadParameter(f"Give the options after `{context.invoked_subcommand}`.")


@guides_app.command("list", epilog="Example: coach guides list --json")
def list_all(
    guides: GuidesOption = None, data: DataOption = None, embedder: EmbedderOption = None, as_json: JsonOption = False
) -> None:
    """List the guides."""
    from api.guide_view import guides_json, guides_table  # noqa: PLC0415

    terminal = Terminal()
    reading = _read(guides, data, embedder)
    if as_json:
        terminal.json(guides_json(reading))
        return
    terminal.out.print(guides_table(reading.guides))
    for fault in reading.faults:
        terminal.warn(str(fault))


@guides_app.command(epilog="Example: coach guides show millennium-management/devops-engineer")
def show(
    guide_id: IdArgument,
    guides: GuidesOption = None,
    data: DataOption = None,
    embedder: EmbedderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one guide's figures, each with the line that it stands on."""
    from api.guide_records import guide_record  # noqa: PLC0415
    from api.guide_view import guide_view  # noqa: PLC0415

    terminal = Terminal()
    guide = _find(_read(guides, data, embedder), guide_id)
    if as_json:
        terminal.json(guide_record(guide).model_dump_json(indent=2))
        return
    for part in guide_view(guide):
        terminal.out.print(part)


@guides_app.command(epilog="Example: coach guides check --guides my-guides --level error")
def check(
    guides: GuidesOption = None,
    data: DataOption = None,
    embedder: EmbedderOption = None,
    level: LevelOption = None,
    code: CodeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Audit the guides: print every finding with file and line; exit code 1 where there is one."""
    from api.check_view import check_json, find_all, finding_line, select, summary_table, tally  # noqa: PLC0415

    wanted = _known_codes(code or [])
    level = level or (Level.INFO if wanted else Level.WARNING)
    reading = _read(guides, data, embedder)
    found = select(find_all(reading, dt.date.today()), level, wanted)
    terminal = Terminal()
    if as_json:
        terminal.json(check_json(found, len(reading.guides)))
    else:
        for each in found:
            terminal.say(finding_line(each))
        if found:
            terminal.err.print(summary_table(tally(found)))
        terminal.tell(f"{len(found):,} findings of level {level} or above in {len(reading.guides):,} guides.")
    if found:
        raise typer.Exit(NEGATIVE)


def _known_codes(wanted: list[str]) -> list[str]:
    from index.audit import codes  # noqa: PLC0415

    unknown = [code for code in wanted if code not in codes()]
    if unknown:
        raise typer.BadParameter(f"There is no code {unknown[0]!r}. Known are: {', '.join(codes())}.")
    return wanted


def _read(guides: Path | None, data: Path | None, embedder: str | None) -> Reading:
    from index.reading import read_guides  # noqa: PLC0415

    return read_guides(load_settings(guides=guides, data=data, embedder=embedder).guides)


def _find(reading: Reading, guide_id: str) -> Guide:
    from index.names import nearest  # noqa: PLC0415

    by_id = {guide.id: guide for guide in reading.guides}
    if guide_id not in by_id:
        raise UnknownGuide(nearest(guide_id[:LONGEST_ID], by_id))
    return by_id[guide_id]
