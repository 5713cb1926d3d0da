"""The coach on guides as they come: text files, two of three without front-matter."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.coach import Coach
from coach.conversations import Conversations
from coach.types import Answer, Status
from index.library import Library
from index.types import Component, SourceKind, Unit

SHARED = Path(__file__).parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the original guides aren't beside this repository")
Figures = set[tuple[Component, float, float, str | None]]
BASE, BONUS, TOTAL, SHARE = (
    Component.BASE_SALARY,
    Component.BONUS,
    Component.TOTAL_COMPENSATION,
    Component.PROFIT_SHARE,
)


@pytest.fixture(scope="module")
def library(open_guides: Callable[[Path], Library]) -> Library:
    return open_guides(SHARED)


@pytest.fixture
def ask(library: Library, talk: Callable[..., Answer], tmp_path: Path) -> Callable[..., Answer]:
    coach = Coach(library, Conversations(tmp_path / "conversations.sqlite"))
    return lambda *messages: talk(coach, *messages)


def figures(answer: Answer) -> Figures:
    return {(figure.component, figure.low, figure.high, figure.currency) for figure in answer.figures}


def test_all_three_guides_are_read_from_text_files(library: Library) -> None:
    assert set(library.guides) == {
        "millennium-management/devops-engineer",
        "millennium-management/ml-ai-engineer",
        "millennium-management/pod-infrastructure-engineer",
    }
    assert all(guide.source_path.endswith(".txt") for guide in library.guides.values())
    assert sum(not guide.metadata_lines for guide in library.guides.values()) == 2
    assert not library.faults


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (["DevOps Engineer at Millennium, base in New York?"], {(BASE, 175_000, 225_000, "USD")}),
        (["DevOps Engineer at Millennium, base in London in pounds?"], {(BASE, 130_000, 170_000, "GBP")}),
        (["DevOps Engineer at Millennium, bonus in Miami?"], {(BONUS, 85_000, 130_000, "USD")}),
        (["MLE at Millennium in London: total comp in dollars?"], {(TOTAL, 472_000, 688_000, "USD")}),
        (["ML/AI Engineer, base in Miami?", "and in New York?"], {(BASE, 255_000, 340_000, "USD")}),
        (["Pod Infrastructure Engineer in Miami: PnL participation?"], {(SHARE, 135_000, 215_000, "USD")}),
        (["Pod Infrastructure Engineer in New York: total comp?"], {(TOTAL, 715_000, 1_050_000, "USD")}),
        (["ML engineer: which base do I accept?"], {(BASE, 290_000, 290_000, "USD")}),
        (
            ["DevOps Engineer at Millennium: below which base and bonus do I walk away?"],
            {(BASE, 175_000, 175_000, "USD")},
        ),
    ],
)
def test_figures_are_exact(ask: Callable[..., Answer], messages: list[str], expected: Figures) -> None:
    answer = ask(*messages)
    assert answer.status is Status.ANSWERED
    assert expected <= figures(answer)


def test_figures_of_a_guide_without_front_matter_come_from_its_table(ask: Callable[..., Answer]) -> None:
    answer = ask("DevOps Engineer at Millennium, base in Miami?")
    assert {figure.source.kind for figure in answer.figures} == {SourceKind.TABLE}


def test_an_offer_is_placed(ask: Callable[..., Answer]) -> None:
    answer = ask("They offered $185K base and $100K bonus for DevOps at Millennium in New York. Fair?")
    assert {40_000, 20} <= {item.value for item in answer.derived}


def test_percentages_of_pnl_are_percentages(ask: Callable[..., Answer]) -> None:
    answer = ask("Which PnL percentage should a DevOps Engineer target?")
    assert (2, 3) in {(figure.low, figure.high) for figure in answer.figures if figure.unit is Unit.PERCENT}


def test_levels_elsewhere_are_known(ask: Callable[..., Answer]) -> None:
    assert "Senior SRE" in ask("What is a Senior DevOps Engineer at Citadel?").answer


def test_levers_are_found_by_topic(ask: Callable[..., Answer]) -> None:
    answer = ask("DevOps at Millennium: what do I say about being on call?")
    assert any("On-Call" in citation.quote for citation in answer.citations)


def test_freshness_is_told_where_the_guide_tells_it(ask: Callable[..., Answer]) -> None:
    assert "2026-05-23" in ask("How fresh is the Pod Infrastructure guide?").answer
    unknown = ask("How fresh is the DevOps guide?")
    assert unknown.status is Status.NOT_IN_GUIDES
    assert not re.search(r"\d{4}", unknown.answer)


def test_quotes_are_verbatim_and_no_answer_is_withheld(
    ask: Callable[..., Answer], case_turns: list[list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    for turns in case_turns[::3]:
        for citation in ask(*turns).citations:
            lines = (SHARED / citation.source_path).read_text("utf-8").split("\n")
            told = " ".join(" ".join(lines[citation.start_line - 1 : citation.end_line]).split())
            assert " ".join(citation.quote.split()) in told
    assert not [record for record in caplog.records if "withheld" in record.getMessage()]
