"""The coach over the guides that ship, built once; every test gets conversations of its own."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.coach import Coach
from coach.conversations import Conversations
from coach.types import Answer, Offer
from index.build import build_index
from index.embedder import SentenceEmbedder
from index.library import Library, open_library

REPOSITORY = Path(__file__).parents[2]
SEEDS = REPOSITORY / "seeds"
TODAY = dt.date(2026, 11, 20)
Ask = Callable[..., Answer]


@dataclass(frozen=True)
class Folders:
    """Guides and the data directory with their index."""

    guides: Path
    data: Path


@pytest.fixture(scope="session")
def seeds() -> Path:
    return SEEDS


@pytest.fixture(scope="session")
def case_turns() -> list[list[str]]:
    """The messages of every eval case."""
    files = sorted((REPOSITORY / "evals" / "cases").glob("*.jsonl"))
    return [json.loads(line)["turns"] for file in files for line in file.read_text("utf-8").splitlines()]


@pytest.fixture(scope="session")
def embedder() -> SentenceEmbedder:
    """The real model, loaded once for all folders of guides."""
    return SentenceEmbedder()


@pytest.fixture(scope="session")
def open_guides(
    embedder: SentenceEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Path], Library]]:
    """Builds and opens the index of a folder."""
    opened: list[Library] = []

    def open_folder(folder: Path) -> Library:
        data = tmp_path_factory.mktemp("coach-data")
        build_index(folder, data, embedder)
        opened.append(open_library(folder, data, embedder))
        return opened[-1]

    yield open_folder
    for library in opened:
        library.close()


@pytest.fixture(scope="session")
def folders(embedder: SentenceEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """The shipped guides and their index, for programs of their own."""
    data = tmp_path_factory.mktemp("shipped-data")
    build_index(SEEDS, data, embedder)
    return Folders(SEEDS, data)


@pytest.fixture(scope="session")
def library(folders: Folders, embedder: SentenceEmbedder) -> Iterator[Library]:
    library = open_library(folders.guides, folders.data, embedder)
    yield library
    library.close()


@pytest.fixture
def conversations(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "conversations.sqlite")


@pytest.fixture
def coach(library: Library, conversations: Conversations) -> Coach:
    return Coach(library, conversations, lambda: TODAY)


@pytest.fixture
def coach_over(open_guides: Callable[[Path], Library], tmp_path: Path) -> Callable[[Path], Coach]:
    """A coach over any folder of guides."""

    def over(folder: Path) -> Coach:
        return Coach(open_guides(folder), Conversations(tmp_path / "other.sqlite"), lambda: TODAY)

    return over


def converse(coach: Coach, *messages: str, offer: Offer | None = None) -> Answer:
    """The answer to the last of `messages`, said in one conversation; the offer comes with the last."""
    conversation = None
    for message in messages[:-1]:
        conversation = coach.answer(message, conversation).conversation_id
    return coach.answer(messages[-1], conversation, offer)


@pytest.fixture
def ask(coach: Coach) -> Ask:
    """Ask the coach over the shipped guides."""

    def say(*messages: str, offer: Offer | None = None) -> Answer:
        return converse(coach, *messages, offer=offer)

    return say


@pytest.fixture
def talk() -> Callable[..., Answer]:
    """Ask any coach: `talk(coach, "first message", "second message")`."""
    return converse
