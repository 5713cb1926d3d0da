"""Fixtures of the API's tests: invented guides, a scripted coach, a client, the shape of a problem."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from coach.coach import Coach
from coach.conversations import Conversations
from coach.errors import UnknownConversation
from coach.types import Answer, Citation, CitedFigure, Conversation, Offer, Scope, Stage, Status, Turn
from index.build import build_index
from index.library import Library, open_library
from index.reading import read_guides
from index.types import Component

INVENTED = Path(__file__).parent / "invented"
LARKSPUR = "larkspur-instruments/optics-engineer"
AssertProblem = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GUIDES", "DATA", "EMBEDDER", "HOST", "PORT"):
        monkeypatch.delenv(f"COACH_{name}", raising=False)


@pytest.fixture
def guides_folder(tmp_path: Path) -> Path:
    """A folder of invented guides that a test may change."""
    return Path(shutil.copytree(INVENTED, tmp_path / "guides"))


class ScriptedConversations:
    """Keeps turns in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Turn]] = {}
        self.fault: Exception | None = None

    def new_id(self) -> str:
        return f"conversation-{len(self.kept) + 1}"

    def read(self, conversation_id: str) -> Conversation:
        if self.fault:
            raise self.fault
        if conversation_id not in self.kept:
            raise UnknownConversation
        return Conversation(conversation_id=conversation_id, turns=tuple(self.kept[conversation_id]))

    def delete(self, conversation_id: str) -> None:
        self.read(conversation_id)
        del self.kept[conversation_id]


class ScriptedCoach:
    """Answers every question with the first figure of the first guide, remembers, and fails when told to."""

    def __init__(self, folder: Path) -> None:
        guides = {guide.id: guide for guide in read_guides(folder).guides}
        self.library = SimpleNamespace(
            guides=guides, faults=(), index_id="scripted", search=lambda *_, **__: [], warm_up=lambda: None
        )
        self.conversations = ScriptedConversations()
        self.asked: list[str] = []
        self.fault: Exception | None = None
        self.between: Callable[[Stage], None] = lambda stage: None

    def answer(
        self,
        message: str,
        conversation_id: str | None = None,
        offer: Offer | None = None,
        on_stage: Callable[[Stage], None] = lambda stage: None,
    ) -> Answer:
        self.asked.append(message)
        for stage in Stage:
            on_stage(stage)
            self.between(stage)
        if self.fault:
            raise self.fault
        kept = self.conversations.kept
        if conversation_id is not None and conversation_id not in kept:
            raise UnknownConversation
        conversation = conversation_id or self.conversations.new_id()
        turns = kept.setdefault(conversation, [])
        answer = self._compose(conversation, len(turns) + 1)
        now = dt.datetime.now(dt.UTC)
        turns.append(Turn(turn=answer.turn, message=message, offer=offer, answer=answer, created_at=now))
        return answer

    def _compose(self, conversation: str, turn: int) -> Answer:
        guide = self.library.guides[LARKSPUR]
        figure = next(each for each in guide.figures if each.component is Component.BASE_SALARY)
        lines = guide.text.split("\n")[figure.source.line - 1 : figure.source.end_line]
        citation = Citation(
            marker=1,
            guide_id=guide.id,
            section="Front-matter",
            heading_path=("Front-matter",),
            quote="\n".join(lines),
            source_path=guide.source_path,
            start_line=figure.source.line,
            end_line=figure.source.end_line,
            url=f"/guides/{guide.id}#front-matter",
        )
        return Answer(
            conversation_id=conversation,
            turn=turn,
            status=Status.ANSWERED,
            answer="Base salary in Lisbon: **€62,000–€81,000** [1]. <b>Stay</b> calm!\n\n- First point\n- Second point",
            scope=Scope(company=guide.company, role=guide.role, region="Lisbon", level=None, guide_ids=(guide.id,)),
            citations=(citation,),
            figures=(CitedFigure(**dict(figure), marker=1),),
            derived=(),
            warnings=(),
            follow_ups=("What should I counter with?",),
            composer="extractive",
            index="scripted",
        )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(guides=INVENTED, data=tmp_path / "coach-data")


@pytest.fixture
def scripted() -> ScriptedCoach:
    return ScriptedCoach(INVENTED)


@pytest.fixture
def scripted_app(scripted: ScriptedCoach, settings: Settings) -> FastAPI:
    return create_app(scripted, settings)  # type: ignore[arg-type]


@pytest.fixture
def scripted_client(scripted_app: FastAPI) -> Iterator[TestClient]:
    with TestClient(scripted_app) as client:
        yield client


@dataclass(frozen=True)
class Folders:
    """A copy of the invented guides, and a data folder with their index."""

    guides: Path
    data: Path

    @property
    def options(self) -> tuple[str, ...]:
        return ("--guides", str(self.guides), "--data", str(self.data))


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """The real index of the invented guides, built once; not to be changed."""
    folder = tmp_path_factory.mktemp("indexed")
    folders = Folders(Path(shutil.copytree(INVENTED, folder / "guides")), folder / "data")
    build_index(folders.guides, folders.data)
    return folders


@pytest.fixture(scope="session")
def library(indexed: Folders) -> Iterator[Library]:
    """That index, opened."""
    library = open_library(indexed.guides, indexed.data)
    yield library
    library.close()


@pytest.fixture
def coach(library: Library, tmp_path: Path) -> Coach:
    """The real coach, with conversations of its own."""
    return Coach(library, Conversations(tmp_path / "conversations.sqlite"))


@pytest.fixture
def client(coach: Coach, settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(coach, settings)) as client:
        yield client


@pytest.fixture
def assert_problem() -> AssertProblem:
    """The one shape that every error has."""

    def check(response: Any, status: int, kind: str, *, field: str | None = None, never: str = "") -> dict[str, Any]:
        assert response.status_code == status, response.text
        assert response.headers["content-type"] == "application/problem+json"
        problem: dict[str, Any] = response.json()
        assert set(problem) == {"type", "title", "status", "detail", "errors"}
        assert (problem["type"], problem["status"]) == (f"/problems/{kind}", status)
        assert problem["title"]
        assert problem["detail"]
        if field is not None:
            assert field in [error["field"] for error in problem["errors"]]
        if never:
            assert never not in response.text
        return problem

    return check


@pytest.fixture
def coach_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs the command line in this process: exit code, stdout, stderr."""
    from api.cli import main

    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: object, **environment: str) -> tuple[int, str, str]:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["coach", *map(str, words)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
