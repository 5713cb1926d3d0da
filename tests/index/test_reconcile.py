"""Front-matter and body held against each other: agreement, disagreement, and nothing that crosses over."""

from __future__ import annotations

from typing import Any

import pytest

from index.reconcile import reconcile
from index.types import Component, Figure, FigureSource, Kind, Period, SourceKind, Unit

BASE = Figure(
    component=Component.BASE_SALARY,
    kind=Kind.MARKET_RANGE,
    region="London",
    level=None,
    low=130_000,
    high=170_000,
    unit=Unit.CURRENCY,
    currency="GBP",
    period=Period.YEAR,
    guide_id="fens/digger",
    source=FigureSource(kind=SourceKind.FRONT_MATTER, path="digger.md", locator="yaml", line=9, end_line=10),
)


def yaml(**changes: Any) -> Figure:
    return BASE.model_copy(update=changes)


def body(**changes: Any) -> Figure:
    source = FigureSource(kind=SourceKind.TABLE, path="digger.md", locator="table", line=50, end_line=50)
    return BASE.model_copy(update={"source": source, **changes})


def test_agreement_is_one_figure_with_both_sources() -> None:
    [figure], disputes, findings = reconcile([yaml()], [body()], "digger.md")
    assert (figure.source.kind, [source.line for source in figure.confirmed_by]) == ("front_matter", [50])
    assert (disputes, findings) == ((), ())


def test_what_the_body_knows_of_period_and_restriction_is_taken_over() -> None:
    front = yaml(component=Component.EQUITY, period=None)
    printed = body(component=Component.EQUITY, period=Period.FOUR_YEARS, qualifier="or more")
    [figure], _, _ = reconcile([front], [printed], "digger.md")
    assert (figure.period, figure.qualifier) == ("four_years", "or more")


def test_a_period_that_only_the_front_matter_has_stays() -> None:
    [figure], _, _ = reconcile([yaml()], [body(period=None)], "digger.md")
    assert figure.period == "year"


def test_what_front_matter_lacks_comes_from_the_body() -> None:
    dollars = body(currency="USD", low=165_000, high=215_000)
    figures, disputes, _ = reconcile([yaml()], [body(), dollars], "digger.md")
    assert [(figure.currency, figure.source.kind) for figure in figures] == [("GBP", "front_matter"), ("USD", "table")]
    assert disputes == ()


def test_another_number_is_a_dispute_that_the_body_leads() -> None:
    [figure], [dispute], [finding] = reconcile([yaml(high=130_000)], [body()], "digger.md")
    assert figure == dispute.leading == body()
    assert (dispute.other.high, finding.code, finding.line) == (130_000, "sources-disagree", 9)
    for part in ("base_salary", "London", "line 50", "£130,000–£170,000", "front-matter £130,000;"):
        assert part in finding.message


def test_of_two_currencies_the_same_one_contradicts() -> None:
    dollars = body(currency="USD", low=165_000, high=215_000)
    figures, [dispute], _ = reconcile([yaml(high=130_000)], [dollars, body()], "digger.md")
    assert (figures, dispute.leading.currency) == ((dollars, body()), "GBP")


def test_the_same_number_in_another_currency_is_a_currency_conflict() -> None:
    [figure], [dispute], [finding] = reconcile([yaml(currency="USD")], [body()], "digger.md")
    assert (figure.currency, dispute.other.currency, finding.code) == ("GBP", "USD", "currency-conflict")


def test_another_unit_is_no_contradiction() -> None:
    percent = body(component=Component.BONUS, unit=Unit.PERCENT, low=10, high=15, currency=None, period=None)
    figures, disputes, _ = reconcile([yaml(component=Component.BONUS)], [percent], "digger.md")
    assert (len(figures), disputes) == (2, ())


def test_one_level_of_several_neither_confirms_nor_contradicts_the_whole_range() -> None:
    figures, disputes, _ = reconcile([yaml()], [body(level="L3", high=150_000), body(level="L4")], "digger.md")
    assert ([figure.level for figure in figures], disputes) == ([None, "L3", "L4"], ())


def test_a_level_that_front_matter_writes_as_a_region_is_that_level() -> None:
    printed = [body(region=None, level="Mid (IC4)"), body(region=None, level="Senior (IC5)", high=190_000)]
    figures, disputes, _ = reconcile([yaml(region="Mid")], printed, "digger.md")
    assert [(figure.region, figure.level, len(figure.confirmed_by)) for figure in figures] == [
        (None, "Mid (IC4)", 1),
        (None, "Senior (IC5)", 0),
    ]
    assert disputes == ()


def test_an_offer_in_the_body_does_not_contradict_the_market_range() -> None:
    figures, disputes, _ = reconcile([yaml()], [body(kind=Kind.ANCHOR, low=165_000)], "digger.md")
    assert (len(figures), disputes) == (2, ())


@pytest.mark.parametrize(
    ("front", "printed", "met"),
    [
        ("London", "London (HQ)", True),
        ("London / Europe", "London", True),
        ("London", "Londonderry", False),
        (None, "London", False),
        ("London", None, False),
        (None, None, True),
    ],
)
def test_a_region_by_a_longer_or_shorter_name_is_the_same_one(
    front: str | None, printed: str | None, met: bool
) -> None:
    [figure, *rest], disputes, _ = reconcile([yaml(region=front)], [body(region=printed)], "digger.md")
    assert (bool(figure.confirmed_by), len(rest), disputes) == (met, 0 if met else 1, ())


def test_regions_that_share_their_first_words_never_stand_in_for_each_other() -> None:
    front = [yaml(region="Remote (US)", low=100, high=150), yaml(region="Remote (EU)", low=90, high=120)]
    printed = [body(region="Remote (EU)", low=100, high=150), body(region="Remote (US)", low=110, high=160)]
    figures, disputes, _ = reconcile(front, printed, "digger.md")
    assert figures == tuple(printed)
    assert [(dispute.leading.region, dispute.other.region) for dispute in disputes] == [
        ("Remote (US)", "Remote (US)"),
        ("Remote (EU)", "Remote (EU)"),
    ]


def test_a_region_of_the_body_that_front_matter_names_itself_is_nobody_elses() -> None:
    front = [yaml(region="Remote (US)", low=1), yaml(region="Remote (EU)")]
    figures, disputes, _ = reconcile(front, [body(region="Remote (EU)")], "digger.md")
    assert [(figure.region, len(figure.confirmed_by)) for figure in figures] == [("Remote (US)", 0), ("Remote (EU)", 1)]
    assert disputes == ()


def test_a_name_that_could_be_either_of_two_regions_is_neither() -> None:
    printed = [body(region="Remote (EU)"), body(region="Remote (US)")]
    figures, disputes, _ = reconcile([yaml(region="Remote", low=1)], printed, "digger.md")
    assert (len(figures), disputes) == (3, ())


def test_a_cell_confirms_one_row_only() -> None:
    figures, _, _ = reconcile([yaml(), yaml()], [body()], "digger.md")
    assert [len(figure.confirmed_by) for figure in figures] == [1, 0]
