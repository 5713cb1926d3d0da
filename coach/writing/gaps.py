"""What can't be answered: a question back, what the guides don't cover, and refusals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.cues import has_cue
from coach.draft import Draft
from coach.refusals import is_off_topic, topic_patterns, uncovered_topics
from coach.selecting import covered
from coach.types import Intent, Question, Status
from coach.wording import component_name, guide_name, listing, phrase
from index.catalogue import Catalogue
from index.components import find_components
from index.names import fold, nearest
from index.types import Guide

_MOST_CHOICES = 6
_ABOUT_ELSEWHERE = {Intent.LEVEL_MAPPING, Intent.COMPETING, Intent.FRESHNESS, Intent.SOURCES}
_NEGOTIATION = re.compile(
    r"\b(?:salar|pay|paid|offer|negotiat|recruiter|bonus|base|equity|comp\b|compensation|raise|package|contract|hire|hiring|job|role|"
    r"interview|guide|level|sign|notice|counter|walk|accept|lever|script|pnl|premium|uptime|share|option|deal|number|title)"
)


def refuse(draft: Draft, reason: str) -> None:
    """Decline, with the honest alternative."""
    draft.status = Status.DECLINED
    draft.say(phrase(f"refuse.{reason}"))


def find_gap(question: Question, catalogue: Catalogue, draft: Draft) -> bool:
    """Write why the question can't be answered as it stands; False where it can."""
    if _is_out_of_scope(question):
        draft.status = Status.OUT_OF_SCOPE
        draft.say(phrase("refuse.off_topic"))
        draft.follow_ups += ["What does a role in the guides pay?"]
        return True
    if not question.asks and has_cue(fold(question.text).strip(), "thanks"):
        draft.say(phrase("clarify.thanks"))
        return True
    if not question.asks and not question.guide_ids:
        _ask(draft, phrase("clarify.greeting", choices=_guides_listed(catalogue)), _choices(catalogue, question))
        return True
    return _elsewhere(question, catalogue, draft) or _unclear(question, catalogue, draft)


def find_guide_gap(question: Question, guides: Sequence[Guide], draft: Draft) -> bool:
    """Write what the guides meant don't cover; False where they may."""
    topics = [topic for topic in uncovered_topics(question.text) if not any(_treats(guide, topic) for guide in guides)]
    plain = all(ask.intent in {Intent.LOOKUP, Intent.OPEN, Intent.COUNTER, Intent.LEVERS} for ask in question.asks)
    if topics and plain:
        for guide in guides[:1]:
            names = listing(component_name(component) for component in covered(guide))
            text = phrase("gap.topic", guide=guide_name(guide), topic=listing(topics, "or"), components=names)
            _not_covered(draft, text)
        return True
    places = [place for place in question.other_places if not any(_mentions(guide, place) for guide in guides)]
    if places and not question.regions:
        for guide in guides:
            _not_covered(draft, _place_gap("gap.place", guide, places))
            draft.follow_ups += [phrase("follow_up.region", region=region) for region in guide.regions[:3]]
        return True
    for place in places:
        draft.misses += [_place_gap("gap.partly", guide, [place]) for guide in guides]
    return False


def say_nothing_found(catalogue: Catalogue, draft: Draft) -> None:
    """Nothing in the guides fits."""
    draft.status = Status.NOT_IN_GUIDES
    draft.say(phrase("gap.nothing", choices=_guides_listed(catalogue)))


def _is_out_of_scope(question: Question) -> bool:
    folded = fold(question.text)
    if question.guide_named:
        return False
    about_pay = bool(find_components(folded))
    if is_off_topic(question.text, about_pay=about_pay) or about_pay:
        return not about_pay or is_off_topic(question.text, about_pay=True)
    lost = all(ask.intent is Intent.OPEN for ask in question.asks) and bool(question.asks)
    return lost and not _NEGOTIATION.search(folded) and not question.roles


def _elsewhere(question: Question, catalogue: Catalogue, draft: Draft) -> bool:
    """Another company's pay, or a role that no guide is about."""
    intents = {ask.intent for ask in question.asks}
    about_them = not question.company_named and not intents & _ABOUT_ELSEWHERE and not question.fresh_offer
    if question.elsewhere and about_them and (not question.companies or intents <= {Intent.LOOKUP, Intent.OPEN}):
        names = listing(dict.fromkeys(question.elsewhere))
        near = listing(guide_name(guide) for guide in _near(question, catalogue))
        _not_covered(draft, phrase("gap.company", name=names, nearest=near), _near(question, catalogue))
        return True
    if question.other_roles and not _named_roles(question, catalogue):
        names = listing(dict.fromkeys(question.other_roles))
        near = listing(guide_name(guide) for guide in _near(question, catalogue))
        company = f" at {_company(question, catalogue)}" if question.companies else ""
        _not_covered(draft, phrase("gap.role", name=names, company=company, nearest=near), _near(question, catalogue))
        return True
    if question.companies and question.roles and not question.guide_ids:
        near = listing(guide.role for guide in _near(question, catalogue))
        role = listing(catalogue.roles.get(role, role.replace("-", " ")) for role in question.roles)
        company = _company(question, catalogue)
        _not_covered(draft, phrase("gap.pair", role=role, company=company, nearest=near), _near(question, catalogue))
        return True
    return False


def _unclear(question: Question, catalogue: Catalogue, draft: Draft) -> bool:
    """Ask for the role or the company where neither is named nor inferable."""
    if question.guide_ids:
        return False
    if question.companies and _all_uncovered(question, catalogue, draft):
        return True
    if question.companies:
        roles = [guide.role for company in question.companies for guide in catalogue.by_company[company]]
        company = f" at {_company(question, catalogue)}"
        text = phrase("clarify.role", company=company, choices=listing(dict.fromkeys(roles), "or"))
        _ask(draft, text, list(dict.fromkeys(roles))[:_MOST_CHOICES])
    elif question.roles:
        wanted = [guide for guide in catalogue.guides.values() if guide.id.split("/")[1] in question.roles]
        companies = list(dict.fromkeys(guide.company for guide in wanted))[:_MOST_CHOICES]
        if not companies:
            _not_covered(draft, phrase("gap.nothing", choices=_guides_listed(catalogue)))
            return True
        _ask(draft, phrase("clarify.company", choices=listing(companies, "or")), companies)
    else:
        _ask(draft, phrase("clarify.greeting", choices=_guides_listed(catalogue)), _choices(catalogue, question))
    return True


def _all_uncovered(question: Question, catalogue: Catalogue, draft: Draft) -> bool:
    """Whatever the role: no guide of the company treats what is asked for."""
    guides = [guide for company in question.companies for guide in catalogue.by_company[company]]
    return bool(uncovered_topics(question.text)) and find_guide_gap(question, guides, draft)


def _ask(draft: Draft, text: str, choices: Sequence[str]) -> None:
    draft.status = Status.NEEDS_CLARIFICATION
    draft.say(text)
    draft.follow_ups += choices


def _not_covered(draft: Draft, text: str, nearest_guides: Sequence[Guide] = ()) -> None:
    draft.status = Status.NOT_IN_GUIDES
    draft.say(text)
    draft.follow_ups += [phrase("follow_up.guide", guide=guide_name(guide)) for guide in nearest_guides]


def _named_roles(question: Question, catalogue: Catalogue) -> bool:
    return bool(question.roles) and any(ask.intent is Intent.LEVEL_MAPPING for ask in question.asks)


def _near(question: Question, catalogue: Catalogue) -> list[Guide]:
    """The guides nearest to what was asked: same role, else same company, else alike by name."""
    guides = list(catalogue.guides.values())
    same_role = [guide for guide in guides if guide.id.split("/")[1] in question.roles]
    same_company = [guide for guide in guides if guide.id.split("/")[0] in question.companies]
    both = [guide for guide in same_company if guide in same_role]
    named = [*question.other_roles, *question.roles]
    if both or not named:
        return (both or same_role or same_company or guides)[:3]
    among = same_company or same_role or guides
    titles = nearest(named[0], [guide.role for guide in among])
    return sorted(among, key=lambda guide: titles.index(guide.role) if guide.role in titles else len(titles))[:3]


def _company(question: Question, catalogue: Catalogue) -> str:
    return listing(catalogue.companies[company] for company in question.companies)


def _treats(guide: Guide, topic: str) -> bool:
    folded = fold(guide.text)
    return any(re.search(pattern, folded) for pattern in topic_patterns(topic))


def _mentions(guide: Guide, place: str) -> bool:
    return re.search(rf"\b{re.escape(fold(place))}\b", fold(" ".join(guide.regions))) is not None


def _place_gap(key: str, guide: Guide, places: Sequence[str]) -> str:
    names = listing(place.title() for place in places)
    return phrase(key, guide=guide_name(guide), place=names, regions=listing(guide.regions))


def _guides_listed(catalogue: Catalogue) -> str:
    guides = list(catalogue.guides.values())
    if len(guides) <= _MOST_CHOICES:
        return listing(guide_name(guide) for guide in guides)
    companies = list(catalogue.companies.values())
    return f"{listing(companies[:_MOST_CHOICES])} and more"


def _choices(catalogue: Catalogue, question: Question) -> list[str]:
    return [guide_name(guide) for guide in list(catalogue.guides.values())[:_MOST_CHOICES]]
