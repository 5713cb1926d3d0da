from pathlib import Path

import pytest

from evals.figure_cells import cell_fates
from evals.figure_pairs import pairs
from evals.figures_report import main, markdown, measure
from index.reading import read_guide

SOUND = Path(__file__).parents[1] / "fixtures" / "audit" / "tidewater.md"


@pytest.fixture
def guide(tmp_path):
    """The sound guide with some words replaced."""

    def read(*changes: tuple[str, str]):
        text = SOUND.read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "guide.md"
        path.write_text(text)
        return read_guide(path, tmp_path)

    return read


@pytest.fixture
def fate(guide):
    """The fate of Rotterdam's base salary after changes."""

    def find(*changes: tuple[str, str]):
        found = pairs(guide(*changes))
        return next(pair.fate for pair in found if pair.component == "base_salary" and pair.line in {11, 12, 38})

    return find


NULL = ("base_low: 70000\n    base_high: 90000", "base_low: null\n    base_high: null")
CELL = "| €70K - €90K |"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), "agreeing"),
        ((NULL,), "repaired"),
        ((("base_low: 70000\n    base_high: 90000", "base_low: 70000"),), "repaired"),
        (((CELL, "| €70K - €95K |"),), "disagreeing"),
        (((CELL, "| £70K - £90K |"),), "currency conflict"),
        (((CELL, "| €70K - £90K |"),), "unreadable"),
        (((CELL, "| None |"),), "elsewhere"),
    ],
)
def test_each_pair_has_its_fate(fate, changes, expected):
    assert fate(*changes) == expected


def test_a_front_matter_range_over_all_levels_is_merged(guide):
    text = SOUND.read_text()
    table = text[text.index("| Region |") : text.index("## Level Mapping")]
    levels = "| Level | Rotterdam (EUR) |\n|---|---|\n| Junior | €87K - €99K |\n| Senior | €95K - €119K |\n\n"
    found = [pair for pair in pairs(guide((table, levels))) if pair.component == "total_compensation"]
    assert found[0].fate == "merged"


def test_agreeing_values_are_seen_by_the_second_reader_too(guide):
    found = [pair for pair in pairs(guide()) if pair.spelled]
    assert len(found) == 6
    assert all(pair.is_equal for pair in found)


def test_every_pay_cell_has_a_fate(guide):
    fates = [each.name for each in cell_fates(guide(("| 10% |", "| 10 of 12 |"), (CELL, "| None |")))]
    assert sorted(fates) == ["figure"] * 5 + ["finding"] * 2 + ["no figure"]


def test_a_cell_that_is_neither_figure_nor_finding_has_vanished(guide):
    whole = guide()
    left = tuple(figure for figure in whole.figures if figure.source.line != 12)
    robbed = whole.model_copy(update={"figures": left})
    assert [each.line for each in cell_fates(robbed) if each.name == "vanished"] == [38]


def test_the_report_is_tables_of_counts(guide, tmp_path, capsys):
    guide()
    text = markdown(measure(tmp_path))
    assert "Corpus of 1 guides with 2 regions" in text
    assert "| vanished | 0 |" in text
    assert "Rotterdam" not in text
    out = tmp_path / "reports" / "figures.md"
    assert main(["--guides", str(tmp_path), "--out", str(out)]) == 0
    assert out.read_text().startswith("# Figures")
    assert capsys.readouterr().out == ""


def test_the_report_fails_where_a_cell_vanished(guide, tmp_path, monkeypatch, capsys):
    whole = guide()
    robbed = whole.model_copy(update={"figures": ()})
    reading = type("Reading", (), {"guides": (robbed,), "faults": ()})()
    monkeypatch.setattr("evals.figures_report.read_guides", lambda folder: reading)
    assert main(["--guides", str(tmp_path)]) == 1
    assert "guide.md:38: vanished" in capsys.readouterr().err
