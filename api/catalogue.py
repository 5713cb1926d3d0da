"""Routes of the guides: which there are, what one says, and figures alone.

Answered from memory. A filter takes a slug or a name as people write it
(`millennium-management`, `Millennium`); one that names nothing matches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, Query

from api.catalogue_types import FigurePage, FigureQuery, GuidePage, GuideQuery, GuideRecord
from api.guide_records import card_of, guide_record
from api.openapi import problem_responses
from api.paging import page_of
from api.state import Shared
from index.catalogue import Catalogue, regions_named
from index.names import Found, Word, normal, split_words
from index.sections import slugify
from index.types import Figure, Guide

NO_ORDINARY_WORDS: frozenset[str] = frozenset()

routes = APIRouter(tags=["guides"])


@routes.get("/v1/guides", responses=problem_responses(422))
def list_guides(shared: Shared, asked: Annotated[GuideQuery, Query()]) -> GuidePage:
    """The catalogue, by company, role and words."""
    found = [
        guide
        for guide in chosen(shared.catalogue, asked.company, asked.role)
        if not asked.q or _mentions(guide, asked.q)
    ]
    page = page_of(found, asked.limit, asked.cursor, shared.index)
    cards = tuple(card_of(guide) for guide in page.items)
    return GuidePage(guides=cards, next_cursor=page.next_cursor, index=shared.index)


@routes.get("/v1/guides/{company}/{role}", responses=problem_responses(404, 422))
def read_guide(company: str, role: str, shared: Shared) -> GuideRecord:
    """One guide: its facts, sections and figures; `url` leads to its words."""
    return guide_record(shared.guide(company, role))


@routes.get("/v1/compensation", responses=problem_responses(422))
def list_figures(shared: Shared, asked: Annotated[FigureQuery, Query()]) -> FigurePage:
    """Figures alone, each with its provenance."""
    found = [
        figure
        for guide in chosen(shared.catalogue, asked.company, asked.role)
        for figure in _figures(shared.catalogue, guide, asked)
    ]
    page = page_of(found, asked.limit, asked.cursor, shared.index)
    return FigurePage(figures=tuple(page.items), next_cursor=page.next_cursor, index=shared.index)


def chosen(catalogue: Catalogue, company: str | None, role: str | None) -> list[Guide]:
    """The guides that `company` and `role` name, in the order of their ids."""
    companies = _slugs(company, catalogue.companies, lambda words: catalogue.names(words, NO_ORDINARY_WORDS).companies)
    roles = _slugs(role, catalogue.roles, lambda words: catalogue.names(words, NO_ORDINARY_WORDS).roles)
    if companies is None and roles is None:
        return list(catalogue.guides.values())
    ids = (guide_id.split("/") for guide_id in catalogue.guides)
    return [
        catalogue.guides[f"{one}/{other}"]
        for one, other in ids
        if (companies is None or one in companies) and (roles is None or other in roles)
    ]


def _slugs(text: str | None, known: Collection[str], find: Callable[[list[Word]], Iterable[Found]]) -> set[str] | None:
    """Slugs that `text` is, names or begins; None where nothing was asked for. A near spelling isn't enough here."""
    if text is None:
        return None
    slug = slugify(text)
    if slug in known:
        return {slug}
    named = {found.meaning for found in find(split_words(text)) if found.exact}
    return named or {each for each in known if slug and each.startswith(f"{slug}-")}


def _figures(catalogue: Catalogue, guide: Guide, asked: FigureQuery) -> Iterator[Figure]:
    regions = None if asked.region is None else regions_named(asked.region, guide.regions)
    if regions is not None and not regions:
        return
    levels = _levels(guide, asked.level)
    for figure in catalogue.figures(guide, asked.component):
        if (regions is None or figure.region in regions) and (levels is None or figure.level in levels):
            yield figure


def _levels(guide: Guide, text: str | None) -> set[str] | None:
    """Levels with these words: the very level where there is one, else those that hold the words."""
    if text is None:
        return None
    wanted = normal(text)
    names = {figure.level for figure in guide.figures if figure.level}
    same = {name for name in names if normal(name) == wanted}
    return same or {name for name in names if wanted and f" {wanted} " in f" {normal(name)} "}


def _mentions(guide: Guide, q: str) -> bool:
    words = f" {normal(' '.join((guide.company, guide.role, guide.title, *guide.regions)))} "
    return all(word.text in words for word in split_words(q))
