"""Which figures, levels and levers of a guide a question is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from coach.leveling import levels_named
from coach.passages import section_of
from index.regions import same_place
from index.types import Component, Figure, Guide, Kind, Passage, Section, SectionKind, SourceKind, Unit

THRESHOLDS = (Kind.ANCHOR, Kind.PARTICIPATION_TARGET, Kind.COUNTER, Kind.ACCEPT, Kind.WALK_AWAY)


def in_regions(figure: Figure, regions: Collection[str]) -> bool:
    """Whether the figure is for one of `regions` (however guides qualify their names)."""
    return figure.region is not None and any(same_place(figure.region, region) for region in regions)


def market(
    guide: Guide, components: Collection[Component], regions: Collection[str] = (), currency: str | None = None
) -> list[Figure]:
    """Market ranges, in the order of the guide; those in `currency` only, where there are any."""
    found = [
        figure
        for figure in guide.figures
        if figure.kind is Kind.MARKET_RANGE
        and (not components or figure.component in components)
        and (not regions or in_regions(figure, regions))
    ]
    return in_currency(found, currency)


def at_levels(figures: list[Figure], text: str) -> list[Figure]:
    """For each guide and part of pay: the levels that `text` names, where the guide gives pay by level."""
    levels: dict[tuple[str, Component], dict[str, None]] = {}
    for figure in figures:
        given = levels.setdefault((figure.guide_id, figure.component), {})
        if figure.level:
            given[figure.level] = None
    named = {key: levels_named(given, text) for key, given in levels.items()}
    meant = ((figure, named[figure.guide_id, figure.component]) for figure in figures)
    return [figure for figure, wanted in meant if not wanted or figure.level in wanted]


def in_currency(figures: list[Figure], currency: str | None) -> list[Figure]:
    """Those in `currency` (and those without one); all of them where none is in it."""
    wanted = [figure for figure in figures if figure.currency in {currency, None}]
    return wanted if any(figure.currency for figure in wanted) else figures


def thresholds(
    guide: Guide, kinds: Collection[Kind], components: Collection[Component] = (), regions: Collection[str] = ()
) -> list[Figure]:
    """Lines of the strategy, for the regions named where the guide draws them by region."""
    found = [
        figure
        for figure in prose_figures(guide, SectionKind.STRATEGY)
        if figure.kind in kinds and (not components or figure.component in components)
    ]
    return _regional(found, regions)


def prose_figures(guide: Guide, *kinds: SectionKind) -> list[Figure]:
    """Figures of running text in sections of these kinds."""
    sections = [section for section in guide.sections if section.kind in kinds]
    return [
        figure
        for figure in guide.figures
        if figure.source.kind is SourceKind.PROSE and any(_holds(section, figure) for section in sections)
    ]


def figures_in(guide: Guide, passage: Passage) -> list[Figure]:
    """Figures of running text that the words of `passage` state."""
    return [
        figure
        for figure in guide.figures
        if figure.source.kind is SourceKind.PROSE
        and passage.start_line <= figure.source.line <= passage.end_line
        and figure.source.words in passage.quote
    ]


def participation(guide: Guide) -> list[Figure]:
    """Profit shares in percent of the economics section, targets first."""
    shares = [
        figure
        for figure in prose_figures(guide, SectionKind.ECONOMICS)
        if figure.component is Component.PROFIT_SHARE and figure.unit is Unit.PERCENT
    ]
    return sorted(shares, key=lambda figure: figure.kind is not Kind.PARTICIPATION_TARGET)


def covered(guide: Guide) -> list[Component]:
    """Parts of pay that the guide gives market ranges for."""
    return list(dict.fromkeys(figure.component for figure in market(guide, ())))


def sections_of(guide: Guide, kind: SectionKind) -> list[Section]:
    """Sections of a kind that have words of their own."""
    return [section for section in guide.sections if section.kind is kind and section.blocks]


def section_title(guide: Guide, anchor: str) -> str:
    """Title of the section behind an anchor."""
    section = section_of(guide, anchor)
    return section.title if section else "Front-matter"


def distinct(figures: Iterable[Figure]) -> list[Figure]:
    """One figure for each value of a component, the first."""
    seen: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        key = (figure.component, figure.region, figure.low, figure.high, figure.unit, figure.currency)
        seen.setdefault(key, figure)
    return list(seen.values())


def _holds(section: Section, figure: Figure) -> bool:
    return any(block.start_line <= figure.source.line <= block.end_line for block in section.blocks)


def _regional(figures: list[Figure], regions: Collection[str]) -> list[Figure]:
    """The lines of the regions named and those that name no region; other regions' are left out."""
    return [figure for figure in figures if not regions or figure.region is None or in_regions(figure, regions)]
