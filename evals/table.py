"""A run in the terminal: a table by category, the totals, and each failing case in a line."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.results import PASS_BAR, Comparison, Rate, Results, Summary


def show(results: Results, console: Console) -> None:
    """Print the whole run."""
    console.print(_by_category(results))
    for line in told(results.summary):
        console.print(Text(line))
    for fault in results.settings.guide_faults:
        console.print(Text(f"guide left out: {fault}", style="yellow"), soft_wrap=True)
    for result in results.cases:
        if result.outcome != "passed":
            style = "red" if result.outcome == "failed" else "yellow"
            console.print(
                Text(f"{result.outcome}  {result.case.id}: {'; '.join(result.reasons)}", style=style), soft_wrap=True
            )
    if results.comparison:
        _show_comparison(results.comparison, console)
    verdict = "good: every bar is cleared" if results.good else f"not good: see above (bar: {PASS_BAR:.0%} passed, "
    verdict += "" if results.good else "0 unsupported numbers, every quote verbatim, no regression)"
    console.print(Text(verdict, style="bold green" if results.good else "bold red"))


def told(summary: Summary) -> list[str]:
    """The totals, a line each."""
    found = summary.retrieval
    total = summary.total
    return [
        f"passed {total.passed} of {total.cases} ({percent(total.rate)}), {total.unscored} unscored",
        f"unsupported numbers {summary.unsupported_numbers}, "
        f"quotes verbatim {percent(summary.verbatim_rate)} of {summary.quotes}",
        f"over-refusals {summary.over_refusals}, over-answers {summary.over_answers}",
        f"retrieval of {found.cases} cases: recall@3 {percent(found.recall_at_3)}, "
        f"recall@5 {percent(found.recall_at_5)}, MRR {'–' if found.mrr is None else f'{found.mrr:.3f}'}",
        f"time for an answer: median {milliseconds(summary.median_seconds)}, 95 % {milliseconds(summary.p95_seconds)}",
    ]


def percent(rate: float | None) -> str:
    """A rate in percent with a decimal, `–` where there is none; below 1 it never reads as 100 %."""
    if rate is None:
        return "–"
    return f"{rate if rate == 1 else min(rate, 0.999):.1%}"


def interval(rate: Rate) -> str:
    """A rate's 95 % interval in percent."""
    return f"{rate.low:.0%}–{rate.high:.0%}" if rate.cases else "–"


def milliseconds(seconds: float | None) -> str:
    """A time in milliseconds, `–` where there is none."""
    return "–" if seconds is None else f"{seconds * 1000:.0f} ms"


def _by_category(results: Results) -> Table:
    table = Table(title=f"Answers from index {results.index}")
    table.add_column("category")
    for column in ("cases", "passed", "rate", "95 % interval", "unscored"):
        table.add_column(column, justify="right")
    for name, rate in results.categories.items():
        table.add_row(name, *_cells(rate))
    table.add_section()
    table.add_row("all", *_cells(results.summary.total), style="bold")
    return table


def _cells(rate: Rate) -> tuple[str, ...]:
    return str(rate.cases), str(rate.passed), percent(rate.rate), interval(rate), str(rate.unscored)


def _show_comparison(comparison: Comparison, console: Console) -> None:
    for title, names in (
        ("regressions", comparison.regressions),
        ("fixes", comparison.fixes),
        ("new cases", comparison.added),
        ("cases gone", comparison.removed),
    ):
        console.print(Text(f"{title} {len(names)}{': ' if names else ''}{', '.join(names)}"), soft_wrap=True)
