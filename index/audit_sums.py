"""Worked examples in running text, worked out again.

Read are `a + b = d`, `a base and b bonus (d total)`, `p% of x … is y` and
`n units × a = d`. A chain that may be longer than what is read, mixes
currencies or leaves anything open is passed over: no alarm beats a false one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.audit_codes import finding
from index.audit_values import Span, agree, shown, span_of
from index.components import find_components
from index.money import Amount, read_amounts
from index.types import Component, Finding, Guide, SectionKind, Unit

_WORDS = r"[^\d.;:!?\n|()+=]{0,60}"
_PLUS = re.compile(rf"{_WORDS}\+{_WORDS}")
_AND = re.compile(r"(?: [\w'’/-]+){1,4}(?:,? and| plus|,? with)(?: an?)?[ *_~]{1,4}")
_EQUALS = re.compile(rf"{_WORDS}=[\s*_~≈]*(?:about |approximately |roughly )?[*_]*")
_FOR_A = re.compile(r"(?: [\w'’/-]+){1,4},? for an?[ *_~]{1,4}")
_BRACKET = re.compile(r"(?: [\w'’/-]+){1,4}[*_]{0,2} [*_]{0,2}\([~≈]?")
_TOTAL = re.compile(r"\+?[*_]{0,2} (?:[\w-]+ ){0,2}total\b|\+? TC\b", re.IGNORECASE)
_VESTING = re.compile(r"(?:/|\bover |\()? ?\b(?:4|four)[ -]?(?:year|yr)s?(?: vest(?:ing)?)?\)?", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()\n]*\)")
_OF = re.compile(r"[*_]* (?:[\w-]+ )?of [^.;!?]{0,60}")
_IS = re.compile(
    r"[^.;!?]{0,80}(?:\b(?:is|equals|means|represents|yields|comes to|translates to|looking at|that['’]s)|=)"
    r"[ *_~≈]*(?:about |approximately |roughly |an? )?[*_]*"
)
_UNITS = re.compile(r"(?<![\w.,$£€₹])(\d{1,3}(?:,\d{3})+|\d{1,6}) [a-z][\w-]*(?: [a-z][\w-]*)? ?[×x*] ?(?:an? )?")
_WORTH_READING = re.compile(r"[+×x*].{0,200}?=|total\b|% (?:[\w-]+ )?of ")
_NO_PROSE = {"table", "code"}
_LONGEST = 20_000  # no paragraph is as long; keeps the work bounded
_LONGEST_UNITS = 60


@dataclass(frozen=True, slots=True)
class _Example:
    """A worked example: what it comes to, what it says, and where."""

    parts: str
    """How it is worked out, in figures."""
    right: Span
    """What it comes to."""
    said: Amount
    """The result that stands there."""
    start: int
    """Offset of its first amount."""
    others: tuple[Span, ...] = ()
    """Results of other fair readings."""


def wrong_sums(guide: Guide) -> Iterator[Finding]:
    """A finding for each worked example whose result is another one."""
    for text, line in prose_of(guide):
        if _WORTH_READING.search(text):
            yield from _wrong(guide, text, line)


def prose_of(guide: Guide) -> Iterator[tuple[str, int]]:
    """Paragraphs, items and quotes with their first lines; lists of sources are left out."""
    for section in guide.sections:
        if section.kind is not SectionKind.SOURCES:
            for block in section.blocks:
                if block.kind not in _NO_PROSE and len(block.text) <= _LONGEST:
                    yield block.text, block.start_line


def _wrong(guide: Guide, text: str, first: int) -> Iterator[Finding]:
    amounts = read_amounts(text)
    for example in (*_sums(text, amounts), *_shares(text, amounts), *_products(text, amounts)):
        said = span_of(example.said)
        if not any(agree(reading, said, text, example.said) for reading in (example.right, *example.others)):
            result, stated = shown(example.right, example.said), shown(said, example.said)
            message = f"{example.parts} is {result}, the guide says {stated}; mend the example."
            yield finding("arithmetic-wrong", guide, first + text.count("\n", 0, example.start), message)


def _sums(text: str, amounts: Sequence[Amount]) -> Iterator[_Example]:
    asides = [found.span() for found in _ASIDE.finditer(text)]
    outer = [each for each in amounts if not any(start < each.start < end for start, end in asides)]
    for said in amounts:
        before = [each for each in outer if each.end <= said.start]
        if before and _is_result(text, before[-1], said):
            terms = _chain(text, before)
            if len(terms) > 1 and _is_whole(text, before, terms) and _is_alike([*terms, said]):
                yield _sum(text, terms, said)


def _is_result(text: str, last: Amount, said: Amount) -> bool:
    gap = text[last.end : said.start]
    if _EQUALS.fullmatch(_without_asides(gap)):
        return True
    total = _TOTAL.match(text, said.end)
    return bool(total and (_FOR_A.fullmatch(gap) or _BRACKET.fullmatch(gap)))


def _chain(text: str, before: Sequence[Amount]) -> list[Amount]:
    """The amounts that are added up, the last one of `before` included."""
    terms = [before[-1]]
    for each in reversed(before[:-1]):
        gap = _without_asides(text[each.end : terms[0].start])
        if not (_PLUS.fullmatch(gap) or _AND.fullmatch(gap)):
            break
        terms.insert(0, each)
    return terms


def _is_whole(text: str, before: Sequence[Amount], terms: Sequence[Amount]) -> bool:
    """Whether no other amount stands in the same sentence just before the chain."""
    earlier = [each for each in before if each.end <= terms[0].start]
    return not earlier or bool(re.search(r"[.;:!?(\n]", text[earlier[-1].end : terms[0].start]))


def _is_alike(amounts: Sequence[Amount]) -> bool:
    usual = all(each.per in {None, "year", "four_years"} for each in amounts)
    return usual and {(each.unit, each.currency) for each in amounts} == {(Unit.CURRENCY, amounts[0].currency)}


def _sum(text: str, terms: Sequence[Amount], said: Amount) -> _Example:
    """All terms in full; equity may also count a quarter."""
    ends = [each.start for each in terms[1:]] + [said.start]
    labels = [text[each.end : end] for each, end in zip(terms, ends, strict=True)]
    full = [span_of(each) for each in terms]
    vested = [span.times(0.25) if _is_equity(label) else span for span, label in zip(full, labels, strict=True)]
    parts = " + ".join(shown(span, term) for span, term in zip(full, terms, strict=True))
    return _Example(parts, sum(full, Span(0, 0)), said, terms[0].start, (sum(vested, Span(0, 0)),))


def _is_equity(label: str) -> bool:
    return any(found.component is Component.EQUITY for found in find_components(label))


def _shares(text: str, amounts: Sequence[Amount]) -> Iterator[_Example]:
    """`7% of a basket of $200M … is $14M`."""
    for rate, whole, said in zip(amounts, amounts[1:], amounts[2:], strict=False):
        if rate.unit is not Unit.PERCENT or not _is_alike([whole, said]):
            continue
        if _OF.fullmatch(text[rate.end : whole.start]) and _IS.fullmatch(text[whole.end : said.start]):
            right = Span(whole.low * rate.low / 100, whole.high * rate.high / 100)
            parts = f"{shown(span_of(rate), rate)} of {shown(span_of(whole), whole)}"
            yield _Example(parts, right, said, rate.start)


def _products(text: str, amounts: Sequence[Amount]) -> Iterator[_Example]:
    """`50 pods × $500K = $25M`."""
    for each, said in pairwise(amounts):
        near = _UNITS.finditer(text, max(0, each.start - _LONGEST_UNITS), each.start)
        units = next((found for found in near if found.end() == each.start), None)
        if units and _EQUALS.fullmatch(text[each.end : said.start]) and _is_alike([each, said]):
            count = int(units[1].replace(",", ""))
            parts = f"{count:,} × {shown(span_of(each), each)}"
            yield _Example(parts, span_of(each).times(count), said, units.start())


def _without_asides(gap: str) -> str:
    return _VESTING.sub("", _ASIDE.sub("", gap))
