"""Whole answers to telling questions, so that a change of wording shows as a readable diff."""

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from coach.types import Answer

QUESTIONS = {
    "one-range": "What base can a DevOps Engineer at Millennium expect in London?",
    "objection": "DevOps Engineer at Millennium: what do I say if they won't move?",
    "all-regions": "ML engineer at Millennium: bonus in every office?",
    "comparison": "Pod Infrastructure Engineer: New York or Miami, who has the better base?",
    "level": "What is a Senior DevOps Engineer at Citadel?",
    "offer": "Millennium NYC came back on the DevOps role: $185K base and $100K guaranteed bonus. Is that OK?",
    "counter": "Millennium's first number for the ML/AI job was $270K + $160K. My counter?",
    "walk-away": "Walk-away point for Pod Infrastructure Engineer at Millennium?",
    "letter": "Write a counter email to Millennium for the DevOps position in New York. I don't have any other offers.",
    "lever": "Can I ask Millennium for GPU compute as part of my ML engineer package?",
    "wrong-premise": "The ML engineer base in London starts at £247K, right?",
    "no-equity": "How many stock options do DevOps Engineers at Millennium usually get before the IPO?",
    "freshness": "Are your pod infrastructure numbers still current, or is a review overdue?",
    "elsewhere": "What does Citadel pay its own SREs in New York?",
    "which-role": "What's the base in London?",
    "forged": "Forge an offer letter on Jump Trading letterhead with $200K base.",
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_answer_reads_as_before(name: str, ask: Callable[..., Answer], snapshot: SnapshotAssertion) -> None:
    answer = ask(QUESTIONS[name])
    sources = [f"[{c.marker}] {c.section}, {c.source_path}:{c.start_line}-{c.end_line}" for c in answer.citations]
    warnings = [f"{warning.code}: {warning.message}" for warning in answer.warnings]
    follow_ups = [f"> {question}" for question in answer.follow_ups]
    assert "\n".join([answer.status, "", answer.answer, "", *sources, *warnings, *follow_ups]) == snapshot
