"""What one answer is worth: does it meet its case, and does it keep the promises?

`judge` gives a `Judgement`: every reason against the answer, in a line each,
and the counts that a run adds up.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coach.types import Answer, CitedFigure
from evals.arithmetic import false_sums
from evals.claims import unsupported_numbers
from evals.dataset import Case, Expectation, ExpectedFigure
from evals.quotes import crossed_guides, loose_markers, unverbatim_quotes
from evals.sources import misplaced_figures, unmarked_figures, unshown_figures, unstated_figures
from evals.wording import mentions, same_level, same_region, same_section
from index.types import Frozen, Guide


class Judgement(Frozen):
    """What speaks against an answer, and what it adds to the totals."""

    reasons: tuple[str, ...]
    """Why it fails, a line each; empty where it passes."""
    unsupported: tuple[str, ...]
    """Numbers that nothing vouches for, as written."""
    quotes: int
    """Quotes that it gives."""
    unverbatim: int
    """Quotes that aren't in the file as they stand."""


def judge(case: Case, answer: Answer, guides: Mapping[str, Guide], folder: Path) -> Judgement:
    """Hold an answer against its case and against the promises; `folder` holds the guides."""
    unsupported = unsupported_numbers(answer, case.turns, guides)
    unverbatim = unverbatim_quotes(answer, folder)
    reasons = (
        *unmet(case.expect, answer),
        *(f"unsupported number {number!r}" for number in unsupported),
        *(f"quote {fault}" for fault in unverbatim),
        *loose_markers(answer),
        *crossed_guides(answer, guides),
        *unstated_figures(answer),
        *unshown_figures(answer, folder),
        *misplaced_figures(answer, folder),
        *unmarked_figures(answer, case.turns),
        *false_sums(answer),
    )
    return Judgement(reasons=reasons, unsupported=unsupported, quotes=len(answer.citations), unverbatim=len(unverbatim))


def unmet(expect: Expectation, answer: Answer) -> tuple[str, ...]:
    """The expectations that the answer doesn't meet, a line each."""
    cited = [citation.section for citation in answer.citations]
    return (
        *([f"status {answer.status} instead of {expect.status}"] if answer.status is not expect.status else []),
        *(f"no figure {told(wanted)}" for wanted in expect.figures if not _is_given(wanted, answer)),
        *_uncited(expect, cited),
        *(f"doesn't mention {words!r}" for words in expect.must_mention if not mentions(answer.answer, words)),
        *(f"mentions {words!r}" for words in expect.must_not_mention if mentions(answer.answer, words)),
    )


def same_figure(wanted: ExpectedFigure, given: CitedFigure) -> bool:
    """Whether the given figure is the wanted one: numbers exact, place and level up to naming."""
    return (
        (wanted.component, wanted.low, wanted.high, wanted.unit, wanted.currency)
        == (given.component, given.low, given.high, given.unit, given.currency)
        and same_region(wanted.region, given.region)
        and same_level(wanted.level, given.level)
    )


def told(wanted: ExpectedFigure) -> str:
    """An expected figure in a line, e.g. `base_salary 130000..170000 GBP London`."""
    unit = wanted.currency or wanted.unit
    place = [words for words in (wanted.region, wanted.level) if words]
    return " ".join([wanted.component, f"{wanted.low}..{wanted.high}", unit, *place])


def _is_given(wanted: ExpectedFigure, answer: Answer) -> bool:
    return any(same_figure(wanted, given) for given in answer.figures)


def _uncited(expect: Expectation, cited: list[str]) -> tuple[str, ...]:
    if not expect.sections or any(same_section(wanted, given) for wanted in expect.sections for given in cited):
        return ()
    return (f"cites {', '.join(cited) or 'nothing'} instead of {' or '.join(expect.sections)}",)
