"""Numbers in a message: the user's own offer, or what they take for the guide's."""

from __future__ import annotations

import re

from coach.cues import has_cue
from coach.types import Claim, Offer, OfferItem
from index.components import find_components
from index.money import Amount, read_amounts
from index.names import fold
from index.prose import Attached, attach, sentences
from index.types import Component, Period, Unit

_BARE = re.compile(r"(?<![\w.,$£€₹¥-])(\d{2,3}(?:\.\d)?)(?=\s+(?:base|bonus|total)\b)", re.IGNORECASE)
_GUARANTEED = re.compile(r"^\s*(?:guaranteed|guarantee)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:i (?:currently |now |already )?(?:make|earn|asked for|want(?:ed)?|hoped for|countered (?:with|at))"
    r"|my (?:current|present|old|last) [a-z]+(?: [a-z]+)?(?: is| was)?)\b"
    r"(?:[^,;.]|(?<=\d)[,.](?=\d))*?(?=[,;]\s|[,;.]?$|\.\s|\b(?:and|but|while) they\b)",
    re.IGNORECASE,
)
"""The user's own pay or wish, which is no part of the offer."""
_TIMES = (None, "year", "four_years")
_LARGEST = 10**12


def read_numbers(message: str) -> list[Attached]:
    """Amounts of a message with the part of pay that each is.

    Unlike guides, people write `185k base`, `210 base` and `$300K guaranteed`;
    a lone amount without a word for it is base pay where an offer is spoken of.
    What they earn or wish counts only where nothing else is named.
    """
    return _read(_ASIDE.sub(" ", message)) or _read(message)


def _read(message: str) -> list[Attached]:
    found: list[Attached] = []
    for sentence in sentences(_BARE.sub(r"\1K", message)):
        amounts = [amount for amount in read_amounts(sentence.text, bare=True) if _plausible(amount, sentence.text)]
        attached = attach(sentence.text, amounts)
        known = {id(item.amount) for item in attached}
        for amount in amounts:
            if id(amount) not in known and _GUARANTEED.match(sentence.text[amount.end :]):
                attached.append(Attached(amount, Component.BONUS, "guaranteed"))
        found += attached or _lone(amounts, sentence.text)
    return found


def is_offer(message: str, numbers: list[Attached]) -> bool:
    """Whether the numbers are an offer that the user has, not a claim about the guide."""
    folded = fold(message)
    if not numbers or (has_cue(folded, "claim") and not has_cue(folded, "offer")):
        return False
    return has_cue(folded, "offer") or has_cue(folded, "judge") or not has_cue(folded, "claim")


def read_offer(numbers: list[Attached], currency: str | None) -> Offer:
    """The offer that `numbers` make; later numbers for the same part win.

    An offer is in one currency and by the year: amounts in a second currency or by the month are left out.
    """
    items: dict[tuple[Component, Unit], OfferItem] = {}
    signs = [found.amount.currency for found in numbers if found.amount.currency]
    for found in numbers:
        amount = found.amount
        foreign = amount.currency is not None and amount.currency != signs[0]
        if foreign or amount.unit is Unit.SHARES or amount.low > _LARGEST or amount.per not in _TIMES:
            continue
        items[found.component, amount.unit] = OfferItem(
            component=found.component, amount=amount.low, unit=amount.unit, period=_period(found)
        )
    return Offer(items=tuple(items.values()), currency=signs[0] if signs else currency)


def read_claims(numbers: list[Attached]) -> tuple[Claim, ...]:
    """What the user takes for the guide's numbers."""
    return tuple(
        Claim(
            component=found.component,
            low=found.amount.low,
            high=found.amount.high,
            unit=found.amount.unit,
            currency=found.amount.currency,
        )
        for found in numbers
    )


def merge_offers(earlier: Offer, later: Offer) -> Offer:
    """What was said before, completed and corrected by what is said now; amounts never change their currency."""
    same_money = None in {earlier.currency, later.currency} or earlier.currency == later.currency
    kept = [item for item in earlier.items if same_money or item.unit is not Unit.CURRENCY]
    items = {(item.component, item.unit): item for item in kept}
    items.update({(item.component, item.unit): item for item in later.items})
    return Offer(
        items=tuple(items.values()),
        currency=later.currency or earlier.currency,
        company=later.company or earlier.company,
        role=later.role or earlier.role,
        region=later.region or earlier.region,
    )


def _plausible(amount: Amount, text: str) -> bool:
    """Plain small numbers (`3 years`, `1)`) aren't money."""
    written = text[amount.start : amount.end]
    signed = amount.unit is not Unit.CURRENCY or amount.currency is not None or not written.strip()[-1].isdigit()
    return signed or amount.low >= 10_000


def _lone(amounts: list[Amount], text: str) -> list[Attached]:
    folded = fold(text)
    named = list(dict.fromkeys(mention.component for mention in find_components(folded)))
    if len(amounts) == len(named) == 1:
        return [Attached(amounts[0], named[0], "")]
    if (
        len(amounts) == 1
        and amounts[0].unit is Unit.CURRENCY
        and (has_cue(folded, "offer") or has_cue(folded, "judge"))
    ):
        whole = re.search(r"\btotal\b|\baltogether\b|\bpackage\b", folded)
        return [Attached(amounts[0], Component.TOTAL_COMPENSATION if whole else Component.BASE_SALARY, "")]
    if len(amounts) == 2 and re.search(r"\d\w*\s*\+\s*[$£€]?\d", text):
        return [Attached(amounts[0], Component.BASE_SALARY, ""), Attached(amounts[1], Component.BONUS, "")]
    return []


def _period(found: Attached) -> Period | None:
    if found.amount.unit is not Unit.CURRENCY:
        return None
    if found.component is Component.SIGNING_BONUS:
        return Period.ONCE
    if found.amount.per == "four_years":
        return Period.FOUR_YEARS
    return None if found.component is Component.EQUITY and found.amount.per is None else Period.YEAR
