"""Which guides and regions a message is about, with what earlier turns supply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from coach.cues import has_cue
from coach.types import Offer, Question
from coach.words import load
from index.catalogue import Catalogue
from index.names import Found, Word, fold, normal, split_words
from index.types import Guide

_CLAUSE_END = re.compile(r"[.;?!](?:\s|$)|\n|,\s*(?:and\s+|but\s+)?(?:they|i|we|my)\b", re.IGNORECASE)
_NOT_MEANT = re.compile(r"\b(?:not|instead of|rather than|wasn't|isn't)\s+(?:the\s+|an?\s+)?$")


@dataclass(frozen=True, slots=True)
class Named:
    """What a message is about."""

    companies: tuple[str, ...]
    company_named: bool
    guide_named: bool
    roles: tuple[str, ...]
    guide_ids: tuple[str, ...]
    regions: tuple[str, ...]
    title: str | None
    elsewhere: tuple[str, ...]
    other_roles: tuple[str, ...]
    other_places: tuple[str, ...]
    said_something: bool
    """The message itself named a company, role or place."""
    own_words: str
    """The message without what it says of companies that no guide is about: their numbers aren't the user's offer."""


@cache
def ordinary_words() -> frozenset[str]:
    """Words that are never a misspelt name."""
    return frozenset(load("ordinary")["words"].split())


def read_names(message: str, offer: Offer, earlier: Question | None, catalogue: Catalogue) -> Named:
    """Resolve names in `message` (and in a structured offer) against the catalogue."""
    text = "; ".join(part for part in (message, offer.company, offer.role, offer.region) if part)
    words = split_words(text)
    names = catalogue.names(words, ordinary_words())
    titles = [
        found
        for found in _meant(names.titles, words, text)
        if normal(found.meaning) not in {normal(role) for role in catalogue.roles.values()}
    ]
    meant_roles = _meant(names.roles, words, text)
    companies = tuple(_unique(_meant(names.companies, words, text)))
    roles = tuple(_unique(_roles_of(titles, meant_roles, catalogue)))
    other_roles = tuple(_unique(names.other_roles)) if not roles else ()
    elsewhere = tuple(_unique(names.elsewhere))
    companies, roles_in_force = _supply(companies, roles, other_roles, elsewhere, earlier, catalogue)
    guides = _guides(companies, roles_in_force, catalogue)
    found = [
        place
        for place in catalogue.regions(words, guides or catalogue.guides.values(), ordinary_words())
        if _is_meant(place, words, text)
    ]
    taken = [*found, *names.companies, *names.roles, *names.other_roles]
    other_places = tuple(_unique(catalogue.places_elsewhere(words, taken)))
    regions = _regions(found, other_places, guides, earlier, fold(message))
    return Named(
        companies=companies,
        company_named=bool(names.companies),
        guide_named=bool(names.companies or roles or titles or other_roles),
        roles=roles_in_force,
        guide_ids=tuple(guide.id for guide in guides),
        regions=regions,
        title=titles[0].meaning if titles else None,
        elsewhere=elsewhere,
        other_roles=other_roles,
        other_places=other_places,
        said_something=bool(names.companies or roles or titles or found or other_places or elsewhere or other_roles),
        own_words=_own_words(message, words, names.companies, names.elsewhere),
    )


def _own_words(message: str, words: Sequence[Word], ours: Sequence[Found], elsewhere: Sequence[Found]) -> str:
    """`message` with the stretch behind each company elsewhere blanked, up to one of ours or the end of the clause."""
    text = message
    for rival in elsewhere:
        start = words[rival.first].start
        nexts = [words[found.first].start for found in ours if words[found.first].start > start]
        end = _CLAUSE_END.search(message, start)
        until = min([*nexts, end.start() if end else len(message), len(message)])
        text = text[:start] + " " * (until - start) + text[until:]
    return text


def _meant(found: Sequence[Found], words: Sequence[Word], text: str) -> list[Found]:
    return [item for item in found if _is_meant(item, words, text)]


def _is_meant(found: Found, words: Sequence[Word], text: str) -> bool:
    """False behind `not` and `instead of`: `software engineer, not PM`."""
    return not _NOT_MEANT.search(fold(text[: words[found.first].start]))


def _unique(found: Sequence[Found]) -> list[str]:
    return list(dict.fromkeys(item.meaning for item in found))


def _roles_of(titles: Sequence[Found], roles: Sequence[Found], catalogue: Catalogue) -> list[Found]:
    """Roles named; a level title stands for the role of the guide that maps it."""
    kept = []
    for role in roles:
        covering = [title for title in titles if title.first <= role.first and role.end <= title.end]
        if covering and covering[0].end - covering[0].first > role.end - role.first:
            continue
        kept.append(role)
    for title in titles:
        owners = {guide.id.split("/")[1] for guide in catalogue.guides.values() if maps_title(guide, title.meaning)}
        if len(owners) == 1:
            kept.append(Found(owners.pop(), title.phrase, title.first, title.end, True))
    return sorted(kept, key=lambda found: found.first)


def maps_title(guide: Guide, title: str) -> bool:
    """Whether the guide's level mapping has a row for `title`."""
    return any(next(iter(row.titles.values()), None) == title for row in guide.level_rows)


def _supply(
    companies: tuple[str, ...],
    roles: tuple[str, ...],
    other_roles: tuple[str, ...],
    elsewhere: tuple[str, ...],
    earlier: Question | None,
    catalogue: Catalogue,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Companies and roles in force: those named, else the earlier ones, else the only company."""
    if not companies and earlier:
        companies = earlier.companies
    if not companies and len(catalogue.companies) == 1 and (not elsewhere or roles):
        companies = tuple(catalogue.companies)
    if not roles and not other_roles and earlier:
        roles = earlier.roles
    only = [catalogue.by_company[company] for company in companies]
    if not roles and not other_roles and only and all(len(guides) == 1 for guides in only):
        roles = tuple(guides[0].id.split("/")[1] for guides in only)
    return companies, roles


def _guides(companies: Sequence[str], roles: Sequence[str], catalogue: Catalogue) -> list[Guide]:
    pairs = ((company, role) for company in companies for role in roles)
    return [guide for company, role in pairs if (guide := catalogue.guide(company, role))]


def _regions(
    found: Sequence[Found],
    other_places: tuple[str, ...],
    guides: Sequence[Guide],
    earlier: Question | None,
    folded: str,
) -> tuple[str, ...]:
    regions = tuple(_unique(found))
    if regions or other_places or earlier is None or has_cue(folded, "every_region"):
        return regions
    kept = {normal(region): region for guide in guides for region in guide.regions}
    return tuple(kept[normal(region)] for region in earlier.regions if normal(region) in kept)
