"""A message and the conversation before it into a `Question`.

Names are resolved first (company, role, region), then what is asked for and
the user's numbers; what this message leaves out, earlier turns supply.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from coach.asks import read_asks
from coach.cues import cue_names, has_cue
from coach.leveling import maps_company
from coach.naming import Named, ordinary_words, read_names
from coach.offers import is_offer, merge_offers, read_claims, read_numbers, read_offer
from coach.refusals import without_instructions
from coach.topics import cell_owner, lever_owner, topic_words
from coach.types import Ask, Claim, Conversation, Intent, Offer, Question, Status
from coach.words import load
from index.catalogue import Catalogue
from index.components import component_words
from index.names import fold, respell
from index.types import Guide

_NO_FOLLOW_UP = (Intent.DRAFT, Intent.REHEARSAL)
_SHORT = 60
_BY_REGION = (Intent.LOOKUP, Intent.OFFER, Intent.COUNTER, Intent.WALK_AWAY)
_EVERY = re.compile(r"\b(?:all|every|each|which|the three)\b.{0,25}\broles?\b|\ball three\b(?! (?:offices|regions))")


def understand(message: str, offer: Offer | None, conversation: Conversation, catalogue: Catalogue) -> Question:
    """Read `message` in the light of `conversation`; nothing is answered here."""
    text, injected = without_instructions(unicodedata.normalize("NFC", message))
    folded = fold(text)
    earlier = _earlier(conversation)
    named = read_names(text, offer or Offer(), earlier, catalogue)
    numbers = read_numbers(named.own_words)
    offered = is_offer(text, numbers)
    currency = _currency(folded)
    said = merge_offers(read_offer(numbers, currency) if offered else Offer(), offer or Offer())
    claims = read_claims(numbers) if numbers and not offered else ()
    asks = _asks(text, said, claims, named, earlier, conversation, catalogue)
    if not named.guide_ids and not named.roles and not named.other_roles and _only_open(asks) and named.company_named:
        named = replace(named, guide_ids=_ids(_of_companies(named, catalogue)))
    guide_ids = _all_roles(folded, named, catalogue) or named.guide_ids or _owner(text, named, catalogue)
    if any(ask.intent is Intent.LEVEL_MAPPING for ask in asks):
        guide_ids = _mapping(guide_ids, catalogue)
    return Question(
        text=text,
        asks=asks,
        companies=named.companies,
        company_named=named.company_named,
        guide_named=named.guide_named,
        roles=named.roles,
        guide_ids=guide_ids,
        regions=named.regions,
        every_region=has_cue(folded, "every_region") and not named.regions,
        comparing=has_cue(folded, "compare"),
        title=named.title or _earlier_title(earlier, asks, guide_ids),
        currency=currency,
        offer=merge_offers(_standing_offer(earlier, guide_ids), said),
        fresh_offer=bool(said.items),
        claims=claims,
        elsewhere=named.elsewhere,
        other_roles=named.other_roles,
        other_places=named.other_places,
        injected=injected,
        has_rival_offer=_has_rival_offer(folded, earlier),
    )


@cache
def _spelling() -> tuple[str, ...]:
    """Words that decide what is asked for, so that slips in them are put right."""
    words = [*component_words(), *load("ordinary")["spelling"].split()]
    return tuple(dict.fromkeys(word for word in words if word.isalpha()))


def _earlier(conversation: Conversation) -> Question | None:
    """The last turn that was understood."""
    understood = (turn.question for turn in reversed(conversation.turns) if turn.question)
    return next(understood, None)


def _all_roles(folded: str, named: Named, catalogue: Catalogue) -> tuple[str, ...]:
    """All guides of a company where all its roles are asked for."""
    if not _EVERY.search(folded) or named.other_roles:
        return ()
    return _ids(_of_companies(named, catalogue))


def _only_open(asks: tuple[Ask, ...]) -> bool:
    return bool(asks) and all(ask.intent is Intent.OPEN for ask in asks)


def _of_companies(named: Named, catalogue: Catalogue) -> list[Guide]:
    """All guides about the companies named."""
    return [guide for company in named.companies for guide in catalogue.by_company[company]]


def _ids(guides: Iterable[Guide]) -> tuple[str, ...]:
    return tuple(guide.id for guide in guides)


def _mapping(guide_ids: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """Of several guides, the one whose level mapping speaks of the other companies."""
    companies = {guide_id: catalogue.guides[guide_id].company for guide_id in guide_ids}
    if len(set(companies.values())) < 2:
        return guide_ids
    homes = [
        guide_id
        for guide_id in guide_ids
        if all(
            maps_company(catalogue.guides[guide_id], other)
            for other in companies.values()
            if other != companies[guide_id]
        )
    ]
    return tuple(homes[:1]) or guide_ids


def _owner(text: str, named: Named, catalogue: Catalogue) -> tuple[str, ...]:
    """The guide that a lever or level title gives away, where no role is named."""
    if named.roles or named.other_roles:
        return ()
    guides = _of_companies(named, catalogue)
    owner = cell_owner(guides, text) or lever_owner(guides, text)
    return (owner.id,) if owner else ()


def _asks(
    text: str,
    said: Offer,
    claims: tuple[Claim, ...],
    named: Named,
    earlier: Question | None,
    conversation: Conversation,
    catalogue: Catalogue,
) -> tuple[Ask, ...]:
    asks = read_asks(respell(text, _spelling(), ordinary_words()))
    pending = conversation.turns and conversation.turns[-1].answer.status is Status.NEEDS_CLARIFICATION
    if said.items:
        return _with_offer(asks, said, text)
    repeats = not asks or (pending and _is_slot_filler(asks))
    says_what = named.said_something or _currency(fold(text)) or (not asks and len(text) < _SHORT)
    if earlier and earlier.asks and repeats and says_what:
        return _repeated(earlier.asks, named)
    if not asks and claims:
        components = tuple(dict.fromkeys(claim.component for claim in claims))
        return (Ask(intent=Intent.LOOKUP, components=components, text=text),)
    if not asks and not has_cue(fold(text).strip(), "greeting") and text.strip():
        named_only = named.guide_ids and not topic_words(text, catalogue.guides[named.guide_ids[0]])
        return (Ask(intent=Intent.LOOKUP if named_only else Intent.OPEN, components=(), text=text),)
    return asks


def _with_offer(asks: tuple[Ask, ...], said: Offer, text: str) -> tuple[Ask, ...]:
    """An offer is assessed unless the message asks for words or a counter; bare look-ups are its own words."""
    components = tuple(dict.fromkeys(item.component for item in said.items))
    wanted = [ask for ask in asks if ask.intent is not Intent.LOOKUP]
    speaking = [ask for ask in wanted if ask.intent in _NO_FOLLOW_UP]
    if speaking:
        return tuple(wanted)
    responding = any(ask.intent in {Intent.COUNTER, Intent.LEVERS} for ask in wanted)
    if responding and not has_cue(fold(text), "judge"):
        rest = tuple(ask for ask in wanted if ask.intent not in {Intent.COUNTER, Intent.LEVERS})
        return (Ask(intent=Intent.COUNTER, components=(), text=text), *rest)
    offer = Ask(intent=Intent.OFFER, components=components, text=text)
    beside = {Intent.LEVERS, Intent.COUNTER}
    return (offer, *(ask for ask in wanted if ask.intent not in beside))


def _is_slot_filler(asks: tuple[Ask, ...]) -> bool:
    """The answer to our question back: it names things and asks for nothing new."""
    return all(ask.intent in {Intent.LOOKUP, Intent.OPEN, Intent.LEVEL_MAPPING} and not ask.components for ask in asks)


def _earlier_title(earlier: Question | None, asks: tuple[Ask, ...], guide_ids: tuple[str, ...]) -> str | None:
    """The level spoken of before, where the same guide's levels are asked for again."""
    if earlier is None or earlier.guide_ids != guide_ids:
        return None
    return earlier.title if any(ask.intent is Intent.LEVEL_MAPPING for ask in asks) else None


def _repeated(asks: tuple[Ask, ...], named: Named) -> tuple[Ask, ...]:
    """What was asked before, asked again; for another place only what differs by place."""
    regional = tuple(ask for ask in asks if ask.intent in _BY_REGION)
    return regional if regional and not named.guide_named else asks


def _standing_offer(earlier: Question | None, guide_ids: tuple[str, ...]) -> Offer:
    """The offer of earlier turns, as long as the same guide is meant."""
    if earlier is None or (earlier.guide_ids and guide_ids and earlier.guide_ids != guide_ids):
        return Offer()
    return earlier.offer


def _currency(folded: str) -> str | None:
    found = cue_names(folded, "currency")
    return found[0] if len(found) == 1 else None


def _has_rival_offer(folded: str, earlier: Question | None) -> bool:
    if has_cue(folded, "rival_none"):
        return False
    return has_cue(folded, "rival_has") or bool(earlier and earlier.has_rival_offer)
