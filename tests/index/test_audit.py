import datetime as dt
import inspect
import re
from pathlib import Path

import pytest

from index import errors
from index.audit import audit, codes
from index.reading import read_guide

SOUND = Path(__file__).parents[1] / "fixtures" / "audit" / "tidewater.md"
TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def findings(tmp_path):
    """What the audit says about the sound guide with some words replaced."""

    def find(*changes: tuple[str, str], today: dt.date = TODAY):
        text = SOUND.read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "guide.md"
        path.write_text(text)
        return audit(read_guide(path, tmp_path), today)

    return find


@pytest.fixture
def said(findings):
    """Line and message of each finding of one code."""

    def say(code: str, *changes: tuple[str, str], **options):
        return [(each.line, each.message) for each in findings(*changes, **options) if each.code == code]

    return say


def test_a_sound_guide_has_no_findings(findings):
    assert findings() == ()


def test_every_code_of_a_faulty_guide_is_explained():
    faults = [each for _, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, errors.GuideFault)]
    assert {fault.code for fault in faults} <= codes().keys()
    assert {code.level for code in codes().values()} == {"error", "warning", "info"}


def test_every_code_in_the_program_is_explained():
    texts = [path.read_text() for path in Path(inspect.getfile(errors)).parent.glob("*.py")]
    used = {code for text in texts for code in re.findall(r'(?:code=|row, |finding\()"([a-z]+(?:-[a-z]+)+)"', text)}
    assert {"cell-empty", "date-unreadable", "total-mismatch"} <= used
    assert used <= codes().keys()


def test_findings_are_of_known_codes_and_in_the_order_of_lines(findings):
    found = findings(
        ("base_low: 70000", "base_low: null"),
        ("2026-09-02", "2026-05-02"),
        ("https://survey.example/cables", "a paper one"),
        ("## Level Mapping", "## Something Else"),
    )
    assert [each.line for each in found] == sorted(each.line for each in found)
    assert {each.code for each in found} <= codes().keys()
    assert len(found) == len(set(found))


def test_a_disagreement_is_reported_once_at_the_front_matter(said):
    found = said("sources-disagree", ("base_high: 90000", "base_high: 91000"))
    assert [line for line, _ in found] == [12]
    assert "line 38" in found[0][1]


def test_the_same_numbers_in_another_currency_are_a_conflict_of_currencies(findings):
    found = findings(("currency: CAD", "currency: USD"))
    assert {each.code for each in found} == {"currency-conflict"}
    assert len(found) == 3


def test_the_same_numbers_in_another_currency_outweigh_other_numbers_in_the_same(findings):
    cell = ("C$90K - C$120K |", "€90K - €120K / C$131K - C$175K |")
    conflict = [each for each in findings(cell) if each.line == 21]
    assert [each.code for each in conflict] == ["currency-conflict"]
    assert "€90,000–€120,000" in conflict[0].message


def test_nulls_of_a_row_are_one_finding_that_names_the_row(said):
    found = said("figure-missing", ("stock_low: 40000\n    stock_high: 80000", "stock_low: null\n    stock_high: null"))
    assert [line for line, _ in found] == [11]
    assert "equity for Rotterdam (line 38)" in found[0][1]
    assert "compensation[0]" in found[0][1]


def test_a_region_without_a_row_is_missing(said):
    row = SOUND.read_text().split("  - region: Halifax")[1].split("data_sources")[0]
    found = said("figure-missing", ("  - region: Halifax" + row, ""))
    assert len(found) == 1
    assert "Halifax" in found[0][1]
    assert "add a row" in found[0][1]


def test_a_figure_that_only_the_front_matter_gives_is_missing_in_the_table(said):
    found = said("figure-missing", ("| C$40K - C$60K |", "| None |"))
    assert [line for line, _ in found] == [24]
    assert "the pay table doesn't" in found[0][1]


def test_front_matter_without_pay_is_one_finding(said):
    text = SOUND.read_text()
    rows = text[text.index("compensation:") : text.index("data_sources:")]
    assert len(said("figure-missing", (rows, ""))) == 1


def test_a_guide_without_front_matter_misses_no_figure(said):
    text = SOUND.read_text()
    assert said("figure-missing", (text[: text.index("# Splice")], "")) == []


def test_a_part_under_another_name_with_the_same_numbers_isnt_missing(said):
    changes = (
        ("| Bonus |", "| Carry/Bonus |"),
        ("| 10% |", "| €9K - €12K |"),
        ("bonus_pct: 10", "bonus_low: 9000\n    bonus_high: 12000"),
    )
    assert said("figure-missing", *changes) == []


@pytest.mark.parametrize("title", ["Level Mapping", "Negotiate Up Strategy", "Evidence & Sources", "Global Levers"])
def test_each_section_that_isnt_there_is_a_finding(said, title):
    changes = [(f"## {title}", "## Something Else")]
    if title == "Negotiate Up Strategy":
        changes += [("> **Something Else:** ", ""), ("> **Negotiate Up Strategy:** ", "")][1:]
    assert len(said("section-missing", *changes)) == 1


def test_a_guide_without_pay_table_is_told_so(said):
    text = SOUND.read_text()
    table = text[text.index("| Region |") : text.index("## Level Mapping")]
    found = said("section-missing", (table, ""))
    assert [message for _, message in found if "compensation table" in message]


@pytest.mark.parametrize(
    ("today", "words"), [((2026, 9, 3), "1 day ago"), ((2029, 9, 2), "1,096 days ago"), ((2026, 9, 2), None)]
)
def test_an_overdue_review_says_by_how_many_days(said, today, words):
    found = said("stale-review", today=dt.date(*today))
    assert [line for line, _ in found] == ([7] if words else [])
    assert all(words in message for _, message in found)


def test_high_quality_needs_a_link_behind_a_source(said):
    unlinked = ("[An Invented Cable Survey](https://survey.example/cables)", "An Invented Cable Survey")
    assert [line for line, _ in said("no-source-link", unlinked)] == [59]
    assert said("no-source-link", unlinked, ("data_quality: high", "data_quality: medium")) == []


def test_what_reading_found_is_kept(findings):
    assert {each.code for each in findings(("2026-09-02", "in autumn"))} == {"date-unreadable"}
