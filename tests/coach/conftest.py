"""The coach over the guides that ship, built once; every test gets conversations of its own."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach import coach as coach_module
from coach.coach import Coach
from coach.conversations import Conversations
from coach.draft import Draft, Piece, Shape
from coach.grounding import violations
from coach.types import Answer, Offer, Question
from coach.violation import Violation
from index.build import build_index
from index.embedder import SentenceEmbedder
from index.library import Library, open_library
from index.money import format_amount
from index.types import Figure, Guide

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


@pytest.fixture(scope="session")
def talk() -> Callable[..., Answer]:
    """Ask any coach: `talk(coach, "first message", "second message")`."""
    return converse


@dataclass(frozen=True)
class Made:
    """A draft as the coach made it, and what it was checked against."""

    draft: Draft
    said: tuple[str, ...]
    guide_ids: tuple[str, ...]
    offer: Offer | None

    def check(self) -> list[Violation]:
        """What the check finds in it."""
        return violations(self.draft, self.said, self.guide_ids, self.offer)

    def check_with(self, place: int, piece: Piece, said: tuple[str, ...] = ()) -> list[Violation]:
        """What it finds where `piece` stands at `place`, under the paragraph above."""
        lead = [other for other in self.draft.pieces[:place] if other.shape is Shape.PARAGRAPH][-1:]
        falsified = Draft(self.draft.guides, pieces=[*lead, piece])
        return violations(falsified, (*self.said, *said), self.guide_ids, self.offer)

    def guide(self, figure: Figure) -> Guide:
        """The guide that the figure says it comes from."""
        return self.draft.guides[figure.guide_id]


@dataclass(frozen=True)
class Drafts:
    """Real drafts, to be falsified."""

    made: tuple[Made, ...]

    def falsified(
        self, mutation: Callable[[Drafts], Iterator[tuple[Made, int, Piece]]]
    ) -> tuple[int, list[tuple[str, str, str]]]:
        """How many pieces `mutation` falsified, and the question, piece and mutant of each that passed."""
        tried, missed = 0, []
        for each, place, mutant in mutation(self):
            tried += 1
            if not each.check_with(place, mutant):
                missed.append((each.said[-1], each.draft.pieces[place].text, mutant.text))
        return tried, missed

    def pieces(self, *shapes: Shape) -> Iterator[tuple[Made, int, Piece]]:
        """Every piece of these shapes (of all but quotes where none is given), with its place."""
        for each in self.made:
            for place, piece in enumerate(each.draft.pieces):
                if piece.shape in shapes or (not shapes and piece.shape is not Shape.QUOTE):
                    yield each, place, piece

    def stating(self) -> Iterator[tuple[Made, int, Piece, Figure]]:
        """Every figure that a piece states in its own words."""
        for each, place, piece in self.pieces():
            for figure in piece.figures:
                if format_amount(figure.low, figure.high, figure.unit, figure.currency) in piece.text:
                    yield each, place, piece, figure


@pytest.fixture(scope="session")
def drafts(library: Library, case_turns: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> Drafts:
    """The drafts of the answers to every eval case."""
    kept: list[Made] = []

    def keep(draft: Draft, said: list[str], guide_ids: tuple[str, ...], offer: Offer | None) -> list[Violation]:
        copied = Draft(draft.guides, draft.status, list(draft.pieces))
        kept.append(Made(copied, tuple(said), tuple(guide_ids), offer))
        return violations(draft, said, guide_ids, offer)

    store = Conversations(tmp_path_factory.mktemp("drafts") / "conversations.sqlite")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coach_module, "violations", keep)
        for turns in case_turns:
            converse(Coach(library, store, lambda: TODAY), *turns)
    return Drafts(tuple(kept))


@pytest.fixture
def understood(ask: Ask, coach: Coach) -> Callable[..., Question]:
    """How the last of some messages was understood."""

    def read(*messages: str) -> Question:
        answer = ask(*messages)
        question = coach.conversations.read(answer.conversation_id).turns[-1].question
        assert question is not None, f"{messages[-1]!r} was refused"
        return question

    return read
