"""Figures of running text: part of pay, purpose and region of each amount.

Amounts that name no part of pay are left to be quoted. In a strategy, where
numbers come in parallel ("£115,000 base for London (€120,000 Munich)"), an
amount without a word of its own takes that of the one it runs parallel to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.blocks import visible
from index.money import Amount, read_amounts
from index.periods import period_of
from index.prose import Attached, Sentence, attach, kind_at, sentences
from index.regions import short_name
from index.types import Component, Figure, FigureSource, Kind, SourceKind, Unit

_FARTHEST_PERIOD = 40
_QUOTE_MARK = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_ASIDE = re.compile(r"[(+,;]")
_JOINED = re.compile(r"[^,;.(]*(?:\band\b|\+)[^,;.(]*")
_PARALLEL = re.compile(r"\s*/\s*|\s*\(\s*")
_ASKED = re.compile(
    r"(?:\b(?:at|with|to|than|below|above|under)|[:(/,]|\bor|\band)\s*(?:[A-Z][\w.]*(?:\s[A-Z][\w.]*)*\s)?$"
)
_IN_PLACE = re.compile(r"[^,;.(]*\b(?:in|for|at|within)\s+(?:the\s+)?$")
_IN_BRACKETS = re.compile(r"[^,;.(]{0,30}\(\s*$")
_WORDS_ONLY = re.compile(r"\s*(?:[A-Za-z+-]+\s+){0,3}$")
_ENDS = re.compile(r"\s*(?:[),;./]|$|and\b|or\b)")
_LEAST, _MOST = 0.5, 1.5
"""An amount of the same kind of pay lies within these shares of the one it runs parallel to."""


@dataclass(frozen=True, slots=True)
class ProsePlace:
    """Where a text stands: guide, file, section, first line; the guide's regions with their currencies."""

    guide_id: str
    path: str
    section: str
    line: int
    regions: Mapping[str, frozenset[str]]
    strategy: bool = False


@dataclass
class _Reader:
    """Walks the sentences of one block and remembers what later ones refer to."""

    place: ProsePlace
    headline: Attached | None = None
    """The first amount of the block: what the strategy is counted in."""
    region: str | None = None
    """The only region of the sentence before."""
    found: list[tuple[Attached, str | None]] = field(default_factory=list)

    def read(self, sentence: Sentence) -> list[tuple[Attached, str | None]]:
        amounts = read_amounts(sentence.text)
        attached = attach(sentence.text, amounts)
        if self.place.strategy:
            attached = self._with_parallel(sentence.text, amounts, attached)
        named = _mentions(sentence.text, self.place.regions)
        placed = [(item, self._region(sentence.text, item.amount, amounts, named)) for item in attached]
        placed = _shared_regions(sentence.text, placed)
        regions = {region for region, _, _ in named}
        if regions:
            self.region = regions.pop() if len(regions) == 1 else None
        return placed

    def _with_parallel(self, text: str, amounts: Sequence[Amount], attached: list[Attached]) -> list[Attached]:
        """`attached`, completed by amounts that run parallel to one of them or to the headline."""
        known = {item.amount.start: item for item in attached}
        for place, amount in enumerate(amounts):
            if amount.start in known or amount.unit is not Unit.CURRENCY:
                continue
            model = self._model(text, place, amounts, known)
            if model:
                known[amount.start] = Attached(amount, model.component, "")
        found = [known[amount.start] for amount in amounts if amount.start in known]
        self.headline = self.headline or next(iter(found), None)
        return found

    def _model(
        self, text: str, place: int, amounts: Sequence[Amount], known: Mapping[int, Attached]
    ) -> Attached | None:
        amount = amounts[place]
        behind = amounts[place + 1] if place + 1 < len(amounts) else None
        if behind and behind.start in known and _PARALLEL.fullmatch(text[amount.end : behind.start]):
            return known[behind.start]
        if not _ASKED.search(text[: amount.start]):
            return None
        before = known.get(amounts[place - 1].start) if place else None
        models = [before, self.headline]
        return next((model for model in models if model and _alike(model.amount, amount)), None)

    def _region(
        self, text: str, amount: Amount, amounts: Sequence[Amount], named: Sequence[tuple[str, int, int]]
    ) -> str | None:
        until = min((other.start for other in amounts if other.start >= amount.end), default=len(text))
        behind = next((found for found in named if amount.end <= found[1] < until), None)
        if behind and _belongs(text[amount.end : behind[1]], text[behind[2] :]) and self._pays(behind[0], amount):
            return behind[0]
        for region, _, end in reversed(named):
            if end <= amount.start and self._pays(region, amount):
                return region
        only = [region for region in self.place.regions if self._pays(region, amount)]
        if self.place.strategy and len(only) == 1 and len(self.place.regions) > 1:
            return only[0]
        if self.place.strategy and not named and self.region and self._pays(self.region, amount):
            return self.region
        return None

    def _pays(self, region: str, amount: Amount) -> bool:
        """Whether the guide gives pay for `region` in the amount's currency."""
        return amount.currency is None or amount.currency in self.place.regions[region]


def read_prose(text: str, place: ProsePlace) -> Iterator[Figure]:
    """Figures of a paragraph, item or quote; what stands in a comment isn't said."""
    reader = _Reader(place)
    for sentence in sentences(_QUOTE_MARK.sub(lambda found: " " * len(found[0]), visible(text))):
        written = text[sentence.start : sentence.start + len(sentence.text)].strip()
        for found, region in reader.read(sentence):
            line = place.line + text.count("\n", 0, sentence.start + found.amount.start)
            figure = _figure(found, region, sentence.text, place, line)
            source = figure.source.model_copy(update={"words": written})
            yield figure.model_copy(update={"source": source})


def _shared_regions(text: str, placed: Sequence[tuple[Attached, str | None]]) -> list[tuple[Attached, str | None]]:
    """`$200K base and $180K RSUs in San Francisco`: the region behind the last is that of both."""
    shared: list[tuple[Attached, str | None]] = []
    for item, own in reversed(placed):
        behind, theirs = shared[-1] if shared else (item, own)
        joined = _JOINED.fullmatch(text[item.amount.end : behind.amount.start])
        same = item.amount.currency == behind.amount.currency
        shared.append((item, theirs if own is None and joined and same else own))
    return shared[::-1]


def _mentions(text: str, regions: Mapping[str, frozenset[str]]) -> list[tuple[str, int, int]]:
    """Regions named in `text`, with where, in order; the longest name at a place."""
    found: dict[int, tuple[str, int, int]] = {}
    for region in regions:
        for match in re.finditer(rf"\b{re.escape(short_name(region))}\b", text, re.IGNORECASE):
            rival = found.get(match.start())
            if rival is None or match.end() > rival[2]:
                found[match.start()] = (region, match.start(), match.end())
    return [found[start] for start in sorted(found)]


def _belongs(gap: str, behind: str) -> bool:
    """Whether a region behind an amount is the amount's: `(London)`, `in London`, `£105K base London,`."""
    if _IN_BRACKETS.fullmatch(gap) or _IN_PLACE.fullmatch(gap):
        return True
    return bool(_WORDS_ONLY.fullmatch(gap)) and bool(_ENDS.match(behind))


def _alike(model: Amount, amount: Amount) -> bool:
    if model.unit is not amount.unit:
        return False
    if model.currency != amount.currency:
        return True
    return _LEAST * model.low <= amount.low <= _MOST * model.low


def _figure(found: Attached, region: str | None, sentence: str, place: ProsePlace, line: int) -> Figure:
    amount = found.amount
    words = " ".join((*found.words.split(), *(["or more"] if amount.open_ended else [])))
    behind = _ASIDE.split(sentence[amount.end : amount.end + _FARTHEST_PERIOD])[0]
    behind = behind if found.component is Component.EQUITY else ""
    return Figure(
        component=found.component,
        kind=_kind(found, sentence),
        region=region,
        level=None,
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        currency=amount.currency,
        period=period_of(behind, found.component) if amount.unit is Unit.CURRENCY else None,
        qualifier=words or None,
        guide_id=place.guide_id,
        source=FigureSource(
            kind=SourceKind.PROSE,
            path=place.path,
            locator=place.section,
            line=line,
            end_line=line,
        ),
    )


def _kind(found: Attached, sentence: str) -> Kind:
    return kind_at(sentence, found.amount.start, found.component, found.amount.unit)
