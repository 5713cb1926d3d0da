"""Pay tables of every shape into figures; a cell becomes figures or a finding, never nothing."""

from __future__ import annotations

from typing import Any

import pytest

from index.table_figures import Place, TableReading, read_pay_table
from index.tables import read_table
from index.types import Block, Figure

PLACE = Place("brightwater-capital/digger", "digger.md", 2)


def read(text: str, restriction: str = "", start: int = 40) -> TableReading | None:
    lines = [line.strip() for line in text.strip().split("\n")]
    lines.insert(1, "|" + "---|" * (lines[0].count("|") - 1))
    end = start + len(lines) - 1
    table = read_table(Block(kind="table", start_line=start, end_line=end, text="\n".join(lines)))
    return read_pay_table(table, PLACE, table.note or restriction)


def figures(text: str, restriction: str = "") -> tuple[Figure, ...]:
    reading = read(text, restriction)
    assert reading is not None
    return reading.figures


def keys(text: str, *names: str, restriction: str = "") -> list[tuple[Any, ...]]:
    return [tuple(getattr(figure, name) for name in names) for figure in figures(text, restriction)]


def findings(text: str) -> list[tuple[str, str, int]]:
    reading = read(text)
    assert reading is not None
    return [(finding.code, finding.level, finding.line) for finding in reading.findings]


def test_a_cell_becomes_a_figure_with_everything_needed_to_not_misread_it() -> None:
    [figure] = figures("| Region | Base Salary |\n| 🇬🇧 **London (GBP)** | £130K - £170K |")
    assert figure.model_dump(exclude={"source"}) == {
        "component": "base_salary",
        "kind": "market_range",
        "region": "London",
        "level": None,
        "low": 130_000,
        "high": 170_000,
        "unit": "currency",
        "currency": "GBP",
        "period": "year",
        "qualifier": None,
        "guide_id": "brightwater-capital/digger",
        "confirmed_by": (),
    }
    assert figure.source.model_dump() == {
        "kind": "table",
        "path": "digger.md",
        "locator": 'table 2, row "🇬🇧 **London (GBP)**", column "Base Salary"',
        "line": 42,
        "end_line": 42,
        "words": "£130K - £170K",
    }


def test_two_currencies_in_a_cell_are_two_figures() -> None:
    text = "| Region | Base | PnL Participation |\n| London (GBP/USD) | £130K - £170K / $165K - $215K | £38K / $48K |"
    assert keys(text, "component", "low", "high", "currency") == [
        ("base_salary", 130_000, 170_000, "GBP"),
        ("base_salary", 165_000, 215_000, "USD"),
        ("profit_share", 38_000, 38_000, "GBP"),
        ("profit_share", 48_000, 48_000, "USD"),
    ]


def test_the_currency_of_a_row_is_that_of_numbers_without_a_sign() -> None:
    rows = ["| Region | Base |", "| Oslo (NOK) | 720K |", "| Leeds | 61K |", "| Jersey (GBP/USD) | 70K |"]
    text = "\n".join([*rows, "| Oslo (NOK) | $90K |"])
    assert keys(text, "region", "currency") == [("Oslo", "NOK"), ("Leeds", None), ("Jersey", None), ("Oslo", "USD")]


def test_the_header_says_the_time_that_equity_covers() -> None:
    text = "| Region | Stock (RSU/4yr) | Equity | RSU/yr (4yr vest) | Stock |\n| Oslo | $1K | $2K | $3K | $40K/4yr |"
    assert keys(text, "low", "period") == [(1000, "four_years"), (2000, None), (3000, "year"), (40_000, "four_years")]


def test_a_percentage_has_neither_currency_nor_period() -> None:
    text = "| Region | Bonus |\n| Leeds (GBP) | 10–15% |\n| York (GBP) | 12.5% of base |"
    assert keys(text, "low", "high", "unit", "currency", "period") == [
        (10, 15, "percent", None, None),
        (12.5, 12.5, "percent", None, None),
    ]


def test_an_amount_per_month_is_never_called_yearly() -> None:
    text = (
        "| Region | Base | Bonus |\n| Gdańsk | 15 500 zł per month | $5K per quarter |\n| Leeds | £61K per year | £2K |"
    )
    assert keys(text, "low", "period", "qualifier") == [
        (15_500, None, "per month"),
        (5_000, None, "per quarter"),
        (61_000, "year", None),
        (2_000, "year", None),
    ]


def test_at_least_is_kept_as_the_guides_own_words() -> None:
    text = "| Region | Base | Total Comp |\n| Leeds | £61K+ | £100K - £2M+ per quarter |"
    assert keys(text, "low", "qualifier") == [(61_000, "or more"), (100_000, "per quarter, or more")]


@pytest.mark.parametrize(
    ("restriction", "component"),
    [
        ("*All cells are annual base salary.*", "base_salary"),
        ("_Total compensation includes everything._", "total_compensation"),
        ("*Numbers are estimates.*", "total_compensation"),
        ("", "total_compensation"),
    ],
)
def test_the_line_below_a_table_of_levels_and_regions_says_what_its_cells_are(restriction: str, component: str) -> None:
    text = "| Level | Leeds (GBP) | Remote EU (EUR) |\n| L3 | 61K - 70K | €64K |\n| **L4 (Senior)** | £75K | €79K |"
    assert keys(text, "component", "region", "level", "low", "currency", restriction=restriction) == [
        (component, "Leeds", "L3", 61_000, "GBP"),
        (component, "Remote EU", "L3", 64_000, "EUR"),
        (component, "Leeds", "L4 (Senior)", 75_000, "GBP"),
        (component, "Remote EU", "L4 (Senior)", 79_000, "EUR"),
    ]


def test_that_line_may_stand_right_below_the_rows() -> None:
    text = "| Level | Leeds (GBP) |\n| L3 | £61K |\n*Base salary only.*"
    assert keys(text, "component", "low") == [("base_salary", 61_000)]


def test_a_table_of_levels_has_a_column_for_each_part_of_pay() -> None:
    text = "| Level | Title | YOE | Base | Equity (4-Year) |\n| L3 | Digger II | 3-5 | $140K - $150K | $100K |"
    assert keys(text, "component", "level", "region", "low") == [
        ("base_salary", "L3 Digger II", None, 140_000),
        ("equity", "L3 Digger II", None, 100_000),
    ]


def test_regions_and_levels_may_both_have_a_column() -> None:
    text = "| Level | Region | Base |\n| L3 | Leeds (GBP) | 61K |"
    assert keys(text, "level", "region", "currency", "low") == [("L3", "Leeds", "GBP", 61_000)]


def test_a_table_on_its_side_has_a_row_for_each_part_of_pay() -> None:
    text = """
    | Component | Oslo (NOK) | Boston |
    | Base Salary | 720K | $139K |
    | RSU Grant (4-yr vest) | 300,000 | $120K |
    | Signing Bonus | none | $15K |
    """
    assert keys(text, "component", "region", "low", "currency", "period") == [
        ("base_salary", "Oslo", 720_000, "NOK", "year"),
        ("base_salary", "Boston", 139_000, "USD", "year"),
        ("equity", "Oslo", 300_000, "NOK", "four_years"),
        ("equity", "Boston", 120_000, "USD", "four_years"),
        ("signing_bonus", "Boston", 15_000, "USD", "once"),
    ]


@pytest.mark.parametrize(
    ("header", "kind", "region", "level", "qualifier"),
    [
        ("Range", "market_range", None, None, None),
        ("Amount (USD)", "market_range", None, None, None),
        ("Low", "market_range", None, None, "Low"),
        ("Maximum", "market_range", None, None, "Maximum"),
        ("Senior (IC5)", "market_range", None, "Senior (IC5)", None),
        ("Digger L4", "market_range", None, "Digger L4", None),
        ("Start At", "anchor", None, None, None),
        ("Target (+$61K)", "anchor", None, None, None),
        ("Accept-At (Floor)", "accept", None, None, None),
        ("Walk-Away", "walk_away", None, None, None),
        ("Initial Offer", "other", None, None, "Initial Offer"),
        ("Stretch (+$99K)", "other", None, None, "Stretch (+$99K)"),
        ("Startown", "market_range", "Startown", None, None),
    ],
)
def test_a_column_of_an_offer_a_bound_or_a_level_is_no_region(
    header: str, kind: str, region: str | None, level: str | None, qualifier: str | None
) -> None:
    text = f"| Component | {header} |\n| Base | $140K |"
    assert keys(text, "kind", "region", "level", "qualifier", "low") == [(kind, region, level, qualifier, 140_000)]


@pytest.mark.parametrize(
    "text",
    [
        "| Company | Role | Base |\n| Cardinal Marsh | Digger | $280K |",
        "| Year | Total Comp |\n| Year 1 | $345K |",
        "| Region | 2025 | 2026 |\n| Leeds | £61K | £63K |",
        "| Event | Cost |\n| Outage | $500K |",
    ],
)
def test_pay_of_unclear_meaning_is_a_finding_not_a_region(text: str) -> None:
    reading = read(text)
    assert reading is not None
    assert (reading.figures, [finding.code for finding in reading.findings]) == ((), ["table-unread"])


@pytest.mark.parametrize(
    "text",
    ["| Desk | Hours |\n| Tide | many |", "| Region | Office |\n| Leeds | old |", "| Level | Years |\n| L3 | 3-5 |"],
)
def test_a_table_about_something_else_is_left_alone(text: str) -> None:
    assert read(text) is None


def test_rows_with_missing_or_surplus_cells_are_findings_and_their_other_cells_are_read() -> None:
    text = "| Region | Base | Bonus |\n| Leeds | £61K |\n| York | £58K | £5K | £900K |"
    assert keys(text, "region", "component", "low") == [
        ("Leeds", "base_salary", 61_000),
        ("York", "base_salary", 58_000),
        ("York", "bonus", 5_000),
    ]
    assert findings(text) == [
        ("table-row-uneven", "warning", 42),
        ("cell-empty", "info", 42),
        ("table-row-uneven", "warning", 43),
    ]


@pytest.mark.parametrize("cell", ["", "—", "-", "N/A", "none", "TBD", "Discretionary", "no bonus"])
def test_a_cell_that_says_nothing_is_shown_as_missing_never_as_zero(cell: str) -> None:
    text = f"| Region | Base | Bonus |\n| Leeds | £61K | {cell} |"
    assert keys(text, "component") == [("base_salary",)]
    assert findings(text) == [("cell-empty", "info", 42)]


@pytest.mark.parametrize("cell", ["2", "grade 7", "12 weeks", "185.000", "1x salary"])
def test_a_number_that_is_no_amount_is_a_finding(cell: str) -> None:
    text = f"| Region | Base | Bonus |\n| Leeds | £61K | {cell} |"
    assert keys(text, "component") == [("base_salary",)]
    assert findings(text) == [("cell-unreadable", "warning", 42)]


def test_an_unknown_part_of_pay_is_a_finding_and_the_other_rows_are_read() -> None:
    text = "| Component | Leeds |\n| Base | £61K |\n| Pension Match | £5K |\n| Bonus | £6K |"
    assert keys(text, "component") == [("base_salary",), ("bonus",)]
    assert findings(text) == [("cell-unreadable", "warning", 43)]
