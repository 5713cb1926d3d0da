"""From settings to a coach that can answer: the index is brought up to date first."""

from __future__ import annotations

from api.settings import Settings
from api.terminal import Terminal
from coach.coach import Coach, open_coach
from index.build import BuildReport, build_index


def refresh(settings: Settings, terminal: Terminal) -> BuildReport:
    """Bring the index up to date, with progress, and warn of each guide that isn't in it."""
    with terminal.building() as listener:
        report = build_index(settings.guides, settings.data, settings.embedder, listener)
    for fault in report.faults:
        terminal.warn(str(fault))
    return report


def ready_coach(settings: Settings, terminal: Terminal) -> Coach:
    """A coach over an index that is up to date."""
    refresh(settings, terminal)
    return open_coach(settings.guides, settings.data, settings.embedder)
