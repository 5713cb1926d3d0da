"""The user's numbers: an offer in free text, a claim about the guide, a currency asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.offers import merge_offers
from coach.types import Answer, Intent, Offer, OfferItem, Question
from index.types import Component, Period, Unit

Understood = Callable[..., Question]
BASE, BONUS, EQUITY = Component.BASE_SALARY, Component.BONUS, Component.EQUITY
SIGNING, SHARE, TOTAL = Component.SIGNING_BONUS, Component.PROFIT_SHARE, Component.TOTAL_COMPENSATION
MONEY, PERCENT = Unit.CURRENCY, Unit.PERCENT
WHERE = "DevOps Engineer in New York: "


@pytest.mark.parametrize(
    ("message", "items", "currency"),
    [
        (
            "they offered 185k base, 15% bonus, 120k RSUs over four years",
            [(BASE, 185_000, MONEY), (BONUS, 15, PERCENT), (EQUITY, 120_000, MONEY)],
            None,
        ),
        ("they opened at $300K + $200K", [(BASE, 300_000, MONEY), (BONUS, 200_000, MONEY)], "USD"),
        ("210 base plus 50k sign-on", [(BASE, 210_000, MONEY), (SIGNING, 50_000, MONEY)], None),
        (
            "I got 175,000 USD base and a 90k guaranteed bonus",
            [(BASE, 175_000, MONEY), (BONUS, 90_000, MONEY)],
            "USD",
        ),
        (
            "offer: base $182,500, bonus $95K, sign-on $20K",
            [(BASE, 182_500, MONEY), (BONUS, 95_000, MONEY), (SIGNING, 20_000, MONEY)],
            "USD",
        ),
        ("They offered $1.2M total comp", [(TOTAL, 1_200_000, MONEY)], "USD"),
        ("the offer is £150k base and 10% bonus, good?", [(BASE, 150_000, MONEY), (BONUS, 10, PERCENT)], "GBP"),
        ("185 000 dollars base, fair?", [(BASE, 185_000, MONEY)], "USD"),
        ("they put 0.5% PnL participation and 190K base", [(SHARE, 0.5, PERCENT), (BASE, 190_000, MONEY)], None),
        ("They offered me 200k. Take it?", [(BASE, 200_000, MONEY)], None),
        ("185k/yr base with 100k guaranteed. ok?", [(BASE, 185_000, MONEY), (BONUS, 100_000, MONEY)], None),
    ],
)
def test_an_offer_is_read_from_free_text(
    understood: Understood, message: str, items: list[tuple[Component, float, Unit]], currency: str | None
) -> None:
    question = understood(WHERE + message)
    assert [(item.component, item.amount, item.unit) for item in question.offer.items] == items
    assert question.offer.currency == currency
    assert Intent.OFFER in {ask.intent for ask in question.asks}
    assert not question.claims


def test_equity_over_four_years_keeps_its_period(understood: Understood) -> None:
    items = understood(f"{WHERE}they offered 185k base and 120k RSUs over four years").offer.items
    assert {item.component: item.period for item in items} == {BASE: Period.YEAR, EQUITY: Period.FOUR_YEARS}


@pytest.mark.parametrize(
    "message",
    [
        "They offered $185k base. I asked for $200k base.",
        "They offered 185k base, I currently make 160k base",
        "I make 150k base but they offered 185k base",
        "my current salary is $150,000, they offered $185,000 base",
    ],
)
def test_own_pay_and_wishes_are_no_part_of_the_offer(understood: Understood, message: str) -> None:
    assert [item.amount for item in understood(WHERE + message).offer.items] == [185_000]


def test_amounts_in_a_second_currency_do_not_change_currency(understood: Understood) -> None:
    offer = understood("ML engineer, London: £190K base and a $50K sign-on. Fair?").offer
    assert offer.currency == "GBP"
    assert [(item.component, item.amount) for item in offer.items] == [(BASE, 190_000)]


def test_an_earlier_offer_in_another_currency_is_not_relabelled() -> None:
    pounds = Offer(items=(OfferItem(component=BASE, amount=190_000),), currency="GBP")
    dollars = Offer(items=(OfferItem(component=BONUS, amount=50_000),), currency="USD")
    merged = merge_offers(pounds, dollars)
    assert (merged.currency, [item.amount for item in merged.items]) == ("USD", [50_000])
    assert len(merge_offers(pounds, dollars.model_copy(update={"currency": None})).items) == 2


def test_pay_by_the_month_is_not_taken_for_pay_by_the_year(understood: Understood) -> None:
    assert not understood(f"{WHERE}the offer is $15,000 a month base").offer.items


def test_the_last_word_about_a_part_of_the_offer_counts(understood: Understood) -> None:
    messages = (f"{WHERE}they offered $185K base and $90K bonus. Fair?", "Now they said $195K base. And now?")
    assert {item.component: item.amount for item in understood(*messages).offer.items} == {BASE: 195_000, BONUS: 90_000}


@pytest.mark.parametrize(
    ("message", "low", "high", "currency"),
    [
        ("the guide says base is $300K, right?", 300_000, 300_000, "USD"),
        ("I heard the bonus goes up to $200K", 200_000, 200_000, "USD"),
        ("Is it true that base starts at £100K?", 100_000, 100_000, "GBP"),
        ("Since the base is $150K to $180K, what do I open with?", 150_000, 180_000, "USD"),
    ],
)
def test_a_claim_about_the_guide_is_no_offer(
    understood: Understood, message: str, low: int, high: int, currency: str
) -> None:
    question = understood(WHERE + message)
    assert [(claim.low, claim.high, claim.currency) for claim in question.claims] == [(low, high, currency)]
    assert not question.offer.items


def test_a_true_claim_is_not_contradicted_in_the_same_answer(ask: Callable[..., Answer]) -> None:
    text = ask(f"{WHERE}Since the base is $175K to $225K, what do I open with?").answer
    assert "matches" in text
    assert "Not quite" not in text


def test_a_false_claim_is_corrected_with_the_true_figure(ask: Callable[..., Answer]) -> None:
    answer = ask(f"{WHERE}the guide says base is $300K, right?")
    assert "$175,000–$225,000" in answer.answer
    assert not any(figure.high == 300_000 for figure in answer.figures)


@pytest.mark.parametrize(
    ("message", "currencies"),
    [
        ("base in pounds, DevOps Engineer, London", {"GBP"}),
        ("base in dollars, DevOps London", {"USD"}),
        ("DevOps London base in £?", {"GBP"}),
        ("base in USD and GBP, DevOps Engineer London", {"GBP", "USD"}),
        ("DevOps Engineer London, base", {"GBP", "USD"}),
    ],
)
def test_the_currency_asked_for_is_shown(ask: Callable[..., Answer], message: str, currencies: set[str]) -> None:
    assert {figure.currency for figure in ask(message).figures} == currencies


@pytest.mark.parametrize("word", ["euros", "yen", "rupees", "CHF"])
def test_a_currency_that_the_guide_lacks_is_said_not_converted(ask: Callable[..., Answer], word: str) -> None:
    answer = ask(f"base in {word}, DevOps Engineer in Miami")
    assert [(figure.low, figure.currency) for figure in answer.figures] == [(165_000, "USD")]
    assert "converted_currency_absent" in {warning.code for warning in answer.warnings}
    assert not answer.derived


def test_a_structured_offer_with_odd_numbers_is_assessed(ask: Callable[..., Answer]) -> None:
    items = (OfferItem(component=BASE, amount=187_512), OfferItem(component=BONUS, amount=93_333))
    answer = ask("Is this fair as DevOps Engineer in New York?", offer=Offer(items=items, currency="USD"))
    assert "$187,512" in answer.answer and "$93,333" in answer.answer
    assert {"figure:0", "user:base_salary"} <= {name for item in answer.derived for name in item.inputs}
