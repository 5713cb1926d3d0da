"""Which companies, roles, regions and levels there are, and how people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index.names import Found, Phrasebook, Word, normal, split_words
from index.regions import short_name
from index.types import Component, Figure, Guide
from index.words import load

_BOOKS_REMEMBERED = 1024
_ANSWERS_REMEMBERED = 20_000
_PARENTHESES = re.compile(r"\([^)]*\)")
_NAMING = frozenset(
    {
        "at",
        "from",
        "with",
        "by",
        "join",
        "joining",
        "for",
        "of",
        "and",
        "or",
        "vs",
        "versus",
        "does",
        "do",
        "did",
        "has",
        "to",
    }
)
_ENGINEERING = frozenset({"engineer", "platform", "engineering", "manager"})


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that a text names, each by its meaning and in the order of the text."""

    companies: tuple[Found, ...]
    """Meaning: company slug."""
    roles: tuple[Found, ...]
    """Meaning: role slug."""
    titles: tuple[Found, ...]
    """Meaning: internal level title, as a guide writes it."""
    elsewhere: tuple[Found, ...]
    """Companies that no guide is about; meaning: the name."""
    other_roles: tuple[Found, ...]
    """Roles that no guide is about; meaning: the name."""


class Catalogue:
    """The names of all guides, ready to be looked for in questions."""

    def __init__(self, guides: Iterable[Guide]) -> None:
        self.guides = {guide.id: guide for guide in sorted(guides, key=lambda guide: guide.id)}
        self.companies: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        self.by_company: dict[str, list[Guide]] = {}
        for guide in self.guides.values():
            company, role = guide.id.split("/")
            self.companies.setdefault(company, guide.company)
            self.roles.setdefault(role, guide.role)
            self.by_company.setdefault(company, []).append(guide)
        self._by_component = {guide.id: _by_component(guide) for guide in self.guides.values()}
        self._plain = frozenset(load("companies")["plain"]["words"])
        self._company_book = Phrasebook(self._company_phrases())
        self._role_book = Phrasebook(self._role_phrases())
        self._title_book = Phrasebook(self._title_phrases())
        self._elsewhere_book = Phrasebook(self._elsewhere_phrases())
        self._other_role_book = Phrasebook(self._other_role_phrases())

    def figures(self, guide: Guide, component: Component | None) -> tuple[Figure, ...]:
        """The guide's figures of a part of pay; all for None. Quick: a catalogue has tens of thousands."""
        return guide.figures if component is None else self._by_component[guide.id].get(component, ())

    def guide(self, company: str, role: str) -> Guide | None:
        """The guide about `role` at `company`, by slugs; None where there is none."""
        return self.guides.get(f"{company}/{role}")

    def names(self, words: Sequence[Word], ordinary: frozenset[str]) -> Names:
        """What `words` name; `ordinary` words are never misspelt names."""
        companies = [
            found for found in self._company_book.find_near(words, (), ordinary) if self._is_name(found, words)
        ]
        titles = self._title_book.find(words, companies)
        roles = self._role_book.find_near(words, companies, ordinary)
        others = self._other_role_book.find(words, [*companies, *roles])
        elsewhere = self._elsewhere_book.find(words, [*companies, *roles])
        return Names(
            companies=tuple(companies),
            roles=tuple(roles),
            titles=tuple(titles),
            elsewhere=tuple(found for found in elsewhere if self._is_name(found, words)),
            other_roles=tuple(others),
        )

    def regions(self, words: Sequence[Word], guides: Iterable[Guide], ordinary: frozenset[str]) -> list[Found]:
        """Regions of `guides` that `words` name; meaning: the region as the guide names it."""
        names = dict.fromkeys(region for guide in guides for region in guide.regions)
        return _region_book(tuple(names)).find_near(words, (), ordinary)

    def places_elsewhere(self, words: Sequence[Word], taken: Iterable[Found]) -> list[Found]:
        """Well-known places that `words` name, beside those already found."""
        return _place_book().find(words, taken)

    def _is_name(self, found: Found, words: Sequence[Word]) -> bool:
        """Everyday words count as names only where they are used as names."""
        if found.phrase not in self._plain:
            return True
        before = words[found.first - 1].text if found.first else ""
        return words[found.first].capital or before in _NAMING

    def _company_phrases(self) -> dict[str, str]:
        aliases: Mapping[str, list[str]] = load("companies")["alias"]
        phrases: dict[str, str] = {}
        short: dict[str, set[str]] = {}
        for slug, name in self.companies.items():
            for form in {_short_company(name), _short_company(slug.replace("-", " "))}:
                short.setdefault(form, set()).add(slug)
        phrases.update({form: min(slugs) for form, slugs in short.items() if len(slugs) == 1})
        for slug, name in self.companies.items():
            own = (slug.replace("-", " "), name, _PARENTHESES.sub("", name))
            phrases.update(dict.fromkeys((*aliases.get(slug, ()), *own), slug))
        return phrases

    def _role_phrases(self) -> dict[str, str]:
        aliases: Mapping[str, list[str]] = {key: value for key, value in load("roles").items() if key != "elsewhere"}
        phrases = {phrase: slug for slug, listed in aliases.items() for phrase in listed}
        for slug, name in self.roles.items():
            plain = normal(_PARENTHESES.sub("", name))
            phrases.update({plain: slug, slug.replace("-", " "): slug})
            stem = " ".join(word for word in plain.split() if word not in _ENGINEERING)
            if stem.count(" ") and stem not in phrases:
                phrases[stem] = slug
        return phrases

    def _title_phrases(self) -> dict[str, str]:
        titles = (next(iter(row.titles.values()), "") for guide in self.guides.values() for row in guide.level_rows)
        return {title: title for title in titles if " " in title}

    def _elsewhere_phrases(self) -> dict[str, str]:
        known = set(self._company_phrases())
        listed = [name for name in load("companies")["elsewhere"]["names"] if name not in known]
        compared = (name for guide in self.guides.values() for row in guide.level_rows for name in list(row.titles)[1:])
        headers = {re.sub(r"\s+(?:equivalent|level)$", "", name, flags=re.IGNORECASE) for name in compared}
        names = {name: name for name in sorted(headers) if normal(name) not in known and len(name) < 40}
        return {**{name: name.title() for name in listed}, **names}

    def _other_role_phrases(self) -> dict[str, str]:
        return {name: name for name in load("roles")["elsewhere"]["names"]}


def _by_component(guide: Guide) -> dict[Component, tuple[Figure, ...]]:
    found: dict[Component, list[Figure]] = {}
    for figure in guide.figures:
        found.setdefault(figure.component, []).append(figure)
    return {component: tuple(figures) for component, figures in found.items()}


def _short_company(name: str) -> str:
    words = normal(_PARENTHESES.sub("", name)).split()
    suffixes = load("companies")["suffix"]["words"]
    while len(words) > 1 and words[-1] in suffixes:
        words.pop()
    return " ".join(words)


@lru_cache(_ANSWERS_REMEMBERED)
def regions_named(text: str, regions: tuple[str, ...]) -> frozenset[str]:
    """Those of `regions` that `text` names, in a usual spelling."""
    return frozenset(found.meaning for found in _region_book(regions).find(split_words(text)))


@lru_cache(_BOOKS_REMEMBERED)
def _region_book(regions: tuple[str, ...]) -> Phrasebook:
    return Phrasebook(_region_phrases(regions))


@cache
def _place_book() -> Phrasebook:
    aliases = {phrase: place for place, phrases in load("places")["alias"].items() for phrase in phrases}
    return Phrasebook({**aliases, **{name: name for name in load("places")["elsewhere"]["names"]}})


def _region_phrases(regions: Iterable[str]) -> dict[str, str]:
    aliases: Mapping[str, list[str]] = load("places")["alias"]
    phrases: dict[str, str] = {}
    for region in regions:
        bare = _PARENTHESES.sub(" ", region)
        parts = [part.strip() for part in re.split(r"[/,]| - |—|–", bare) if part.strip()]
        inner = [part.strip() for found in re.findall(r"\(([^)]*)\)", region) for part in re.split(r"[/,]", found)]
        forms = [region, bare, short_name(region), *parts, *(part for part in inner if len(part) > 3)]
        for form in forms:
            phrases.setdefault(normal(form), region)
        for form in forms:
            for alias in aliases.get(normal(form), ()):
                phrases.setdefault(alias, region)
            for place, listed in aliases.items():
                if normal(form) in listed:
                    phrases.setdefault(place, region)
    return {
        phrase: region
        for phrase, region in phrases.items()
        if phrase not in {"us", "hq", "remote"} or phrase == normal(region)
    }
