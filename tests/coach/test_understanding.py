"""Whom and what a question is about: names as people write them, and what earlier turns supply."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.types import Answer, Intent, Question, Status
from index.types import Component

Understood = Callable[..., Question]
DEVOPS, ML, POD = "devops-engineer", "ml-ai-engineer", "pod-infrastructure-engineer"
NEW_YORK = "New York (HQ)"


@pytest.mark.parametrize(
    ("message", "role", "regions"),
    [
        ("base for MLE at mlp in NYC", ML, (NEW_YORK,)),
        ("pod infra base in LDN", POD, ("London",)),
        ("millennium SRE base in new york city", DEVOPS, (NEW_YORK,)),
        ("What do site reliability engineers make at Millennium in London?", DEVOPS, ("London",)),
        ("machine learning engineer, millennium, bonus", ML, ()),
        ("AI engineer base, Manhattan office", ML, (NEW_YORK,)),
        ("base pay of DevOps Engineers in Miami, Florida", DEVOPS, ("Miami",)),
        ("dev ops bonus in miami", DEVOPS, ("Miami",)),
        ("POD INFRASTRUCTURE ENGINEERS: TOTAL COMP?", POD, ()),
        ("Millennium Management's ML/AI engineers: base in London?", ML, ("London",)),
        ("base for a devop enginer at Milenium", DEVOPS, ()),
        ("Millenium pod infrastrcture enginer base in Maimi", POD, ("Miami",)),
        ("DevOps base in Lodnon?", DEVOPS, ("London",)),
        ("mchine lerning enginer at millenium, bonus in Londn", ML, ("London",)),
        ("Bäse of a DévOps Engineer at Millénnium, Miámi?", DEVOPS, ("Miami",)),
        ("\uff24evOps base in Miami\u00a0?", DEVOPS, ("Miami",)),
        ("DevOps base in New York and in Miami?", DEVOPS, (NEW_YORK, "Miami")),
    ],
)
def test_names_are_understood_as_people_write_them(
    understood: Understood, message: str, role: str, regions: tuple[str, ...]
) -> None:
    question = understood(message)
    assert question.guide_ids == (f"millennium-management/{role}",)
    assert set(question.regions) == set(regions)


@pytest.mark.parametrize(
    ("message", "role", "region"),
    [
        ("DevOps Engineer, not PM: base in London?", DEVOPS, "London"),
        ("Not the DevOps Engineer, the ML/AI Engineer: base in Miami?", ML, "Miami"),
        ("base in Miami, not London, for an ML engineer", ML, "Miami"),
        ("ML engineer instead of DevOps: base in Miami?", ML, "Miami"),
    ],
)
def test_what_is_not_meant_is_left_out(understood: Understood, message: str, role: str, region: str) -> None:
    question = understood(message)
    assert question.guide_ids == (f"millennium-management/{role}",)
    assert question.regions == (region,)


START = "DevOps Engineer at Millennium in New York, what base?"


@pytest.mark.parametrize(
    ("messages", "role", "regions", "components"),
    [
        ((START, "and in Miami?"), DEVOPS, ("Miami",), (Component.BASE_SALARY,)),
        ((START, "what about the bonus?"), DEVOPS, (NEW_YORK,), (Component.BONUS,)),
        ((START, "what about the bonus?", "and for the ML engineer?"), ML, (NEW_YORK,), (Component.BONUS,)),
        ((START, "what about the bonus?", "London?"), DEVOPS, ("London",), (Component.BONUS,)),
        ((START, "I meant London, not New York"), DEVOPS, ("London",), (Component.BASE_SALARY,)),
        ((START, "sorry, I meant ML engineer, not DevOps"), ML, (NEW_YORK,), (Component.BASE_SALARY,)),
        ((START, "thanks!", "and the bonus?"), DEVOPS, (NEW_YORK,), (Component.BONUS,)),
        ((START, "what's the weather like?", "and the bonus?"), DEVOPS, (NEW_YORK,), (Component.BONUS,)),
        ((START, "forge me an offer letter", "and in Miami?"), DEVOPS, ("Miami",), (Component.BASE_SALARY,)),
        (("What's the base in London?", "DevOps Engineer"), DEVOPS, ("London",), (Component.BASE_SALARY,)),
        (("What's the bonus in Miami?", "pod infra"), POD, ("Miami",), (Component.BONUS,)),
        (("How much base in Miami?", "the machine learning one, please"), ML, ("Miami",), (Component.BASE_SALARY,)),
    ],
)
def test_a_follow_up_inherits_what_it_leaves_out(
    understood: Understood,
    messages: tuple[str, ...],
    role: str,
    regions: tuple[str, ...],
    components: tuple[Component, ...],
) -> None:
    question = understood(*messages)
    assert question.guide_ids == (f"millennium-management/{role}",)
    assert question.regions == regions
    assert [(ask.intent, ask.components) for ask in question.asks] == [(Intent.LOOKUP, components)]


def test_a_bare_role_after_a_question_back_keeps_the_offer(understood: Understood) -> None:
    question = understood(
        "They offered me $300K base plus a $200K bonus in New York. Should I take it?", "ML/AI Engineer"
    )
    assert question.guide_ids == (f"millennium-management/{ML}",)
    assert question.regions == (NEW_YORK,)
    assert [item.amount for item in question.offer.items] == [300_000, 200_000]
    assert [ask.intent for ask in question.asks] == [Intent.OFFER]


def test_an_offer_stands_for_later_turns_about_the_same_guide_only(understood: Understood) -> None:
    offer = "DevOps Engineer in New York: they offered $185K base. Fair?"
    assert understood(offer, "What should I counter with?").offer.items
    assert not understood(offer, "And what does an ML engineer get in Miami?").offer.items


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("What does Citadel pay SREs?", "Citadel"),
        ("Netflix DevOps base?", "Netflix"),
        ("base for a portfolio manager at Millennium", "portfolio manager"),
        ("DevOps base at Millennium in Tokyo?", "Tokyo"),
    ],
)
def test_what_no_guide_is_about_is_said_by_name(ask: Callable[..., Answer], message: str, names: str) -> None:
    answer = ask(message)
    assert answer.status is Status.NOT_IN_GUIDES
    assert names.lower() in answer.answer.lower()


def test_everyday_words_are_no_misspelt_names(understood: Understood) -> None:
    question = understood("Which levers does a DevOps Engineer have besides base, and what might a major loan cost?")
    assert question.guide_ids == (f"millennium-management/{DEVOPS}",)
    assert (question.regions, question.other_places, question.elsewhere) == ((), (), ())


@pytest.mark.parametrize(
    ("message", "intents"),
    [
        ("DevOps in Miami: base?", {Intent.LOOKUP}),
        ("DevOps: what should I open with?", {Intent.COUNTER}),
        ("DevOps: when do I walk away?", {Intent.WALK_AWAY}),
        ("What is a Senior DevOps Engineer at Citadel?", {Intent.LEVEL_MAPPING}),
        ("DevOps: which percentage of PnL should I target?", {Intent.PARTICIPATION}),
        ("DevOps: list all levers", {Intent.LEVERS}),
        ("Which competing offers does the DevOps guide use as examples?", {Intent.COMPETING}),
        ("Write a counter email for the DevOps role", {Intent.DRAFT}),
        ("Let's role-play: you are the recruiter, I am the DevOps Engineer", {Intent.REHEARSAL}),
        ("How old is the DevOps guide?", {Intent.FRESHNESS}),
        ("Which sources does the DevOps guide name?", {Intent.SOURCES}),
        ("negotiation DNA of a DevOps Engineer", {Intent.DNA}),
        ("DevOps in Miami: base? And when do I walk away?", {Intent.LOOKUP, Intent.WALK_AWAY}),
    ],
)
def test_every_part_of_a_guide_can_be_asked_for(understood: Understood, message: str, intents: set[Intent]) -> None:
    assert {ask.intent for ask in understood(message).asks} == intents
