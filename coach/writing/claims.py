"""Numbers that the user takes for the guide's: confirmed, or corrected before the true one."""

from __future__ import annotations

from collections.abc import Sequence

from coach.types import Claim
from coach.wording import amount, component_name, phrase
from coach.writing.context import Context
from index.types import Figure


def say_claims(context: Context, figures: Sequence[Figure]) -> None:
    """Hold each claim, once, against `figures` of the same part of pay, which follow in the answer."""
    for claim in context.question.claims:
        rivals = [figure for figure in figures if figure.component is claim.component and figure.unit is claim.unit]
        if rivals and claim not in context.draft.judged:
            context.draft.judged.append(claim)
            true = any(_is_true(claim, figure) for figure in rivals)
            key = "premise_right" if true else "premise_wrong"
            context.draft.say(phrase(f"lookup.{key}", claimed=_claimed(claim, rivals[0])))


def _is_true(claim: Claim, figure: Figure) -> bool:
    bounds = (figure.low, figure.high)
    return claim.currency in {None, figure.currency} and claim.low in bounds and claim.high in bounds


def _claimed(claim: Claim, figure: Figure) -> str:
    text = amount(claim.low, claim.high, claim.unit, claim.currency or figure.currency, None)
    return phrase("lookup.claimed", amount=text, component=component_name(claim.component))
