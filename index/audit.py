"""A guide's faults: what reading it brought to light, and what only the whole guide shows.

A guide and today's date go in; findings come out, by line. What each code
means is in words/audit.toml.
"""

from __future__ import annotations

import datetime as dt

from index.audit_codes import Code, codes
from index.audit_levels import wrong_spans
from index.audit_outages import wrong_outages
from index.audit_pairs import missing_figures
from index.audit_ranges import reversed_ranges
from index.audit_scripts import claimed_offers
from index.audit_sums import wrong_sums
from index.audit_totals import wrong_totals
from index.audit_upkeep import missing_sections, stale_review, unlinked_sources
from index.types import Finding, Guide

__all__ = ["Code", "audit", "codes"]


def audit(guide: Guide, today: dt.date) -> tuple[Finding, ...]:
    """Every finding about `guide`, each once, by line and code."""
    found = (
        *guide.findings,
        *missing_figures(guide),
        *wrong_spans(guide),
        *reversed_ranges(guide),
        *wrong_totals(guide),
        *wrong_sums(guide),
        *wrong_outages(guide),
        *missing_sections(guide),
        *stale_review(guide, today),
        *unlinked_sources(guide),
        *claimed_offers(guide),
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.line, each.code)))
