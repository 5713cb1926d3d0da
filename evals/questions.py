"""Varied questions about whatever guides there are, always the same ones for the same guides."""

from __future__ import annotations

from collections.abc import Mapping

from index.types import Guide

_ASKED_IN_A_PLACE = (
    "What base does {company} pay a {role} in {region}?",
    "How large is the bonus of a {role} at {company}, {region}?",
    "{company} {role} {region}: total comp?",
    "{company} offered me 200K base and a 50K bonus as {role} in {region}. Is that good?",
)
_ASKED = (
    "What should I counter with as a {role} at {company}?",
    "At what point should I walk away from {company} as a {role}?",
    "Which levers can I use as a {role} at {company} besides base?",
    "What level is a {role} at {company} compared with its competitors?",
    "Compare base across all {company} locations for a {role}",
    "How fresh is the data for a {role} at {company}, and where is it from?",
    "Write an email to {company} asking for more as a {role}",
    "Does {company} give a {role} free parking?",
)


def varied_questions(guides: Mapping[str, Guide], count: int) -> tuple[str, ...]:
    """At most `count` different questions, spread evenly over guides, places and kinds."""
    questions = list(
        dict.fromkeys(
            question.format(company=guide.company, role=guide.role, region=region)
            for guide in guides.values()
            for region in _regions(guide)
            for question in (*_ASKED_IN_A_PLACE, *_ASKED)
        )
    )
    step = max(1.0, len(questions) / count)
    return tuple(questions[int(at * step)] for at in range(min(count, len(questions))))


def _regions(guide: Guide) -> tuple[str, ...]:
    """Places that the guide has figures for; `any office` where it names none."""
    return tuple(dict.fromkeys(figure.region for figure in guide.figures if figure.region)) or ("any office",)
