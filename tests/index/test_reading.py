"""Whole guides: what each is called, and a folder in which some can't be used."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import (
    FrontMatterInvalid,
    GuideDuplicate,
    GuideEmpty,
    GuideFault,
    GuideNameless,
    GuidesMissing,
    GuideUnreadable,
)
from index.reading import read_guides
from index.types import Guide

Read = Callable[..., Guide]


@pytest.mark.parametrize(
    ("title", "guide_id"),
    [
        ("### Digger | Brightwater Capital Global Negotiation Guide", "brightwater-capital/digger"),
        ("# Digger — Brightwater Capital Salary Negotiation Guide", "brightwater-capital/digger"),
        ("# Digger – Brightwater Capital Compensation Negotiation Guide (2026)", "brightwater-capital/digger"),
        ("#### Digger - Ålesund Robotics AB Negotiation Guide", "alesund-robotics-ab/digger"),
        (
            "# **Digger** | Norfolk & Fen Analytics Global Negotiation Guide — SIGNATURE ROLE",
            "norfolk-fen-analytics/digger",
        ),
        ("# Digger — Peat Desk | Brightwater Capital Global Negotiation Guide", "brightwater-capital/digger-peat-desk"),
        ("# Digger - Peat - Brightwater Negotiation Guide", "brightwater/digger-peat"),
        ("# C++ / R&D Digger | A-Fen Labs Negotiation Guide", "a-fen-labs/c-r-d-digger"),
        ("**Digger | Brightwater Capital Negotiation Guide**", "brightwater-capital/digger"),
        ("Digger | Brightwater Capital Negotiation Guide\n===", "brightwater-capital/digger"),
        ("# SIGNATURE ROLE\n\n## Digger | Brightwater Capital Negotiation Guide", "brightwater-capital/digger"),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "b.markdown", "c.txt"])
def test_the_title_names_role_and_company(read: Read, title: str, guide_id: str, name: str) -> None:
    guide = read(f"{title}\n\nWords.\n", name)
    assert (guide.id, guide.source_path) == (guide_id, name)
    assert guide.role in guide.title
    assert guide.company in guide.title


def test_front_matter_names_the_guide_before_its_title(read: Read) -> None:
    guide = read("---\ncompany: fen-co\nrole: digger\n---\n# Miner | Moor Ltd Negotiation Guide\n")
    assert guide.id == "fen-co/digger"


def test_display_names_are_what_people_read(read: Read) -> None:
    lines = [
        "---",
        "company: fen-co",
        'company_display: "Fen & Co: Mutual"',
        "role: digger",
        "role_display: Digger",
        "---",
    ]
    guide = read("\n".join([*lines, "words"]))
    assert (guide.id, guide.company, guide.role) == ("fen-co/digger", "Fen & Co: Mutual", "Digger")


def test_the_title_fills_in_what_front_matter_lacks(read: Read) -> None:
    guide = read("---\ncompany: fen-co\nrole: null\n---\n# Miner | Fen Co Negotiation Guide\n")
    assert (guide.id, guide.company, guide.role) == ("fen-co/miner", "Fen Co", "Miner")


@pytest.mark.parametrize(
    "text",
    ["# Notes\n\nwords\n", "---\ncompany: fen-co\n---\n# Notes\n", "words | words\n", "# — | — Negotiation Guide\n"],
)
def test_a_guide_without_a_name_says_how_to_give_it_one(read: Read, text: str) -> None:
    with pytest.raises(GuideNameless) as caught:
        read(text)
    assert str(caught.value).startswith("guide.md:1: ")
    assert "`company` and `role`" in caught.value.advice


def test_a_title_of_endless_dashes_costs_no_time(read: Read) -> None:
    guide = read(f"# {'- a ' * 20_000}\n\n# Digger | Fen Negotiation Guide\n")
    assert guide.id == "fen/digger"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("lead", ["", "\n\n"])
def test_line_ends_and_marks_change_no_line_and_no_figure(
    read: Read, invented: Path, end: str, mark: str, lead: str
) -> None:
    text = (invented / "brightwater-capital" / "tide-systems-engineer.md").read_text(encoding="utf-8")
    plain = read(text)
    other = read((mark + (lead + text).replace("\n", end)).encode())
    shift = len(lead)
    assert [(figure.low, figure.source.line + shift) for figure in plain.figures] == [
        (figure.low, figure.source.line) for figure in other.figures
    ]
    assert [section.start_line + shift for section in plain.sections] == [
        section.start_line for section in other.sections
    ]
    assert other.last_updated == dt.date(2026, 1, 12)
    assert other.text == lead + text


@pytest.mark.parametrize("gap", ["", "\n"])
def test_the_line_below_a_table_of_levels_is_found_with_and_without_a_gap(read: Read, gap: str) -> None:
    table = "| Level | Leeds (GBP) |\n|---|---|\n| L3 | 61K |\n"
    guide = read(f"# Digger | Fen Co Negotiation Guide\n\n{table}{gap}*Base salary only.*\n")
    assert [(figure.component.value, figure.level, figure.low) for figure in guide.figures] == [
        ("base_salary", "L3", 61_000)
    ]


def test_a_date_that_is_none_is_a_finding_at_its_line(read: Read) -> None:
    guide = read("---\ncompany: a\nrole: b\nlast_updated: spring\nnext_review_due: 2026-02-30\n---\nwords\n")
    assert (guide.last_updated, guide.next_review_due) == (None, None)
    assert [(finding.code, finding.line) for finding in guide.findings] == [
        ("date-unreadable", 4),
        ("date-unreadable", 5),
    ]


BAD = {
    "empty.md": (b"\n \n", GuideEmpty, 1),
    "binary.md": (b"# A\n\x00\x01", GuideUnreadable, 2),
    "latin.txt": (b"# A\n\nGr\xf6\xdfe\n", GuideUnreadable, 3),
    "yaml.md": (b"---\ncompany: a\nrole: [b\n---\nwords\n", FrontMatterInvalid, 4),
    "open.md": (b"---\ncompany: a\nrole: b\n\nwords\n", FrontMatterInvalid, 1),
    "twice.md": (b"---\ncompany: a\nrole: b\ncompany: c\n---\nwords\n", FrontMatterInvalid, 4),
    "nameless.markdown": (b"# Notes\n", GuideNameless, 1),
    "large.md": (b"x" * 3_000_000, GuideUnreadable, 1),
    "other/digger.md": (b"# Digger | Fen Co Negotiation Guide\n", GuideDuplicate, 1),
}


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Two good guides among every kind of bad one."""
    folder = tmp_path / "mixed"
    good = {
        "good/digger.md": b"# Digger | Fen Co Negotiation Guide\n\nAnchor at $90K base.\n",
        "good/miner.md": b"# Miner | Fen Co Negotiation Guide\n",
    }
    for name, content in {**good, **{name: content for name, (content, _, _) in BAD.items()}}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "pipe.md")
    return folder


def test_every_bad_guide_is_named_with_file_line_and_advice_and_the_others_load(mixed: Path) -> None:
    reading = read_guides(mixed)
    assert [guide.id for guide in reading.guides] == ["fen-co/digger", "fen-co/miner"]
    faults = {fault.path: fault for fault in reading.faults}
    assert set(faults) == {*BAD, "loop.md", "pipe.md"}
    for name, (_, kind, line) in BAD.items():
        assert (type(faults[name]), faults[name].line) == (kind, line), name
    for fault in reading.faults:
        assert str(fault) == f"{fault.path}:{fault.line}: {fault.problem}. {fault.advice}"
        assert len(fault.advice) > 10


def test_a_duplicate_names_both_files_and_the_first_is_used(mixed: Path) -> None:
    reading = read_guides(mixed)
    [fault] = [fault for fault in reading.faults if isinstance(fault, GuideDuplicate)]
    assert (fault.path, "good/digger.md" in fault.problem, "fen-co/digger" in fault.problem) == (
        "other/digger.md",
        True,
        True,
    )
    assert reading.guides[0].source_path == "good/digger.md"


def test_an_unreadable_guide_does_not_stop_the_others(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "miner.md":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    reading = read_guides(mixed)
    assert [guide.id for guide in reading.guides] == ["fen-co/digger"]
    [fault] = [fault for fault in reading.faults if fault.path == "good/miner.md"]
    assert "Permission denied" in str(fault)


def test_a_folder_without_one_usable_guide_says_what_is_wrong_with_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"")
    (tmp_path / "b.md").write_bytes(b"\xff")
    with pytest.raises(GuidesMissing) as caught:
        read_guides(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}: no guide in it can be used")
    assert "a.md:1: the file is empty" in str(caught.value)
    assert "b.md:1: not UTF-8" in str(caught.value)


@pytest.mark.parametrize("name", ["nowhere", "a.md", "empty"])
def test_a_wrong_path_is_the_users_to_mend(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").write_text("# Digger | Fen Negotiation Guide\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(GuidesMissing):
        read_guides(tmp_path / name)


def test_guides_come_in_order_of_their_ids_whatever_their_files_are_called(tmp_path: Path) -> None:
    for name, role in (("a.md", "Zebra Keeper"), ("z.md", "Ant Keeper")):
        (tmp_path / name).write_text(f"# {role} | Fen Zoo Negotiation Guide\n", encoding="utf-8")
    assert [guide.role for guide in read_guides(tmp_path).guides] == ["Ant Keeper", "Zebra Keeper"]


def test_faults_are_guide_faults_with_a_stable_code(mixed: Path) -> None:
    codes = {fault.code for fault in read_guides(mixed).faults if isinstance(fault, GuideFault)}
    assert codes == {"guide-unreadable", "guide-empty", "front-matter-invalid", "guide-nameless", "guide-duplicate"}
