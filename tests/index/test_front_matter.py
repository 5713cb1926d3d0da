"""The YAML block: every value as written, with its line; every fault with its line; nothing else ever raised."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FrontMatterInvalid
from index.files import GuideFile
from index.front_matter import DEEPEST, Entry, FrontMatter, read_front_matter

LETTERS = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12).filter(str.strip)
YAMLISH = st.text(st.sampled_from(list("ab:-[]{}&*!|>'\"%@`#?, \n\t0")) | st.characters(codec="utf-8"), max_size=120)


def parse(text: str) -> FrontMatter:
    return read_front_matter(GuideFile("peat.md", "", text))


def fault_of(text: str) -> FrontMatterInvalid:
    with pytest.raises(FrontMatterInvalid) as caught:
        parse(text)
    assert str(caught.value).startswith(f"peat.md:{caught.value.line}: ")
    assert "---" in caught.value.advice
    return caught.value


def test_values_are_as_written_and_know_their_line() -> None:
    front = parse("---\ncompany: fens\n\n# why\nsizes:\n  - low: 1\n    high: 2\n---\n# Title\n")
    assert front.text("company") == "fens"
    row = front.fields["sizes"].items[0]
    assert {key: (entry.text, entry.line) for key, entry in row.fields.items()} == {"low": ("1", 6), "high": ("2", 7)}
    assert (front.body_line, front.key_lines) == (9, {"company": 2, "sizes": 5})


@pytest.mark.parametrize(
    "written", ["12:30:00", "NO", "off", "010", "0x1F", "185,000", "185_000", "1e3", "2026-01-12", ".inf", "1.50"]
)
def test_yaml_guesses_nothing_about_a_value(written: str) -> None:
    assert parse(f"---\nvalue: {written}\n---\n").text("value") == written


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL", '""', "[]", "{}"])
def test_a_null_a_list_and_a_mapping_have_no_text(null: str) -> None:
    front = parse(f"---\nvalue: {null}\n---\n")
    assert front.text("value") is None
    assert front.text("absent") is None


def test_words_of_a_pair_that_was_meant_as_one_text() -> None:
    items = parse("---\na:\n  - Harbour Index: 2025 edition\n  - plain\n  - ~\n---\n").fields["a"].items
    assert [item.words for item in items] == ["Harbour Index: 2025 edition", "plain", ""]


@pytest.mark.parametrize("blank", ["", "\n", "\n\n\n"])
@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
def test_blank_lines_before_and_after_the_opening_do_not_shift_lines(blank: str, gap: str) -> None:
    text = f"{blank}---\n{gap}company: fens\nrole: digger\n---\n\n# Title\n"
    front = parse(text)
    lines = text.split("\n")
    assert lines[front.fields["role"].line - 1] == "role: digger"
    assert lines[front.body_line - 2] == "---"
    assert lines[front.body_line] == "# Title"


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n",
        "---\n---\n# Title\n",
        "---\n\n---\n# Title\n",
        "---\n\nWords under a rule.\n",
        "---\nWords between rules.\n---\nMore words.\n",
        "***\ncompany: fens\n***\n",
        "words\n---\ncompany: fens\n---\n",
    ],
)
def test_rules_around_words_are_no_front_matter(text: str) -> None:
    assert parse(text) == FrontMatter({}, 1)


def test_a_rule_in_the_body_does_not_end_what_is_closed_already() -> None:
    front = parse("---\na: 1\n---\nwords\n\n---\n\nb: 2\n\n---\n")
    assert (list(front.fields), front.body_line) == (["a"], 4)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("---\na: 1\nb: [1, 2\n---\n", 4, "broken YAML"),
        ("---\na: 1\nb: 'open\n---\n", 4, "broken YAML"),
        ("---\na: 1\n\tb: 2\n---\n", 3, "broken YAML"),
        ("---\na: 1\n b: 2\n---\n", 3, "broken YAML"),
        ("---\na: 1\nb: *nobody\n---\n", 3, "undefined alias"),
        ("---\na: größe\nb: \x07\n---\n", 3, "control characters"),
        ("\n\n---\na: 1\nb: @x\n---\n", 5, "broken YAML"),
        ("---\na: 1\nb: 2\na: 3\n---\n", 4, "'a' stands twice"),
        ("---\nrows:\n  - low: 1\n    low: 2\n---\n", 4, "'low' stands twice"),
        ("---\na: 1\n...\nb: 2\n---\n", 4, "broken YAML"),
    ],
)
def test_broken_yaml_is_named_by_line(text: str, line: int, problem: str) -> None:
    fault = fault_of(text)
    assert (fault.line, problem in fault.problem) == (line, True), fault


@pytest.mark.parametrize("text", ["---\ncompany: fens\nrole: digger\n", "\n---\n\ncompany:\n\n# Title\n\nwords\n"])
def test_front_matter_that_is_never_closed_is_a_fault_not_a_body(text: str) -> None:
    fault = fault_of(text)
    assert fault.line == text.index("---") + 1
    assert "closes" in fault.problem


def test_a_rule_of_the_body_that_closes_open_front_matter_is_a_fault_at_the_first_line_that_is_no_yaml() -> None:
    assert fault_of("---\ncompany: fens\n\n**Bold:** words\n\n---\n\nmore\n").line == 4


@pytest.mark.parametrize(
    "inside",
    [
        "a: " + "[" * 100_000,
        "a: " + "{" * 100_000,
        "a:\n  " + "- " * 50_000 + "x",
        "a:\n  " + "? " * 50_000 + "x",
        "\n".join(" " * depth + "a:" for depth in range(300)),
        "a: " + "[" * (DEEPEST + 2) + "]" * (DEEPEST + 2),
        "a: &a [*a]",
        "a: " + "x" * 300_000,
    ],
    ids=["lists", "mappings", "dashes", "questions", "indents", "a bit deep", "inside itself", "too long"],
)
def test_yaml_that_crashes_or_swamps_a_loader_is_a_fault(inside: str) -> None:
    assert fault_of(f"---\n{inside}\n---\n").line >= 1


def test_aliases_of_aliases_are_a_fault_before_they_swamp_the_memory() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 6)]
    assert "repeated too often" in fault_of("---\n" + "\n".join(lines) + "\n---\n").problem


def test_an_alias_is_read_as_what_it_stands_for() -> None:
    front = parse("---\na: &low 5\nb: *low\n---\n")
    assert front.fields["b"].text == "5"


@given(st.dictionaries(LETTERS, st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)))
def test_every_written_scalar_comes_back_with_the_line_that_holds_its_key(fields: dict[str, str]) -> None:
    written = yaml.safe_dump(fields, allow_unicode=True, width=10_000, default_style="'") if fields else ""
    text = f"---\n{written}---\nbody\n"
    front = parse(text)
    lines = text.split("\n")
    expected = {key: value for key, value in fields.items() if _is_text(value)}
    assert {key: entry.text for key, entry in front.fields.items() if entry.text is not None} == {
        key: value.strip() for key, value in expected.items()
    }
    assert all(lines[entry.line - 1].startswith(f"'{key}': ") for key, entry in front.fields.items())


@given(YAMLISH, st.sampled_from(["---\n{}\n---\nbody", "---\na: 1\n{}\n---\n", "{}"]))
def test_whatever_stands_there_nothing_but_a_fault_with_a_line_of_the_file_is_raised(inside: str, frame: str) -> None:
    text = frame.format(inside)
    try:
        front = parse(text)
    except FrontMatterInvalid as fault:
        assert 1 <= fault.line <= text.count("\n") + 2
        return
    assert 1 <= front.body_line <= text.count("\n") + 2
    for entry in front.fields.values():
        _check_lines(entry, front.body_line)


def _check_lines(entry: Entry, body_line: int) -> None:
    assert 1 < entry.line < max(body_line, 3)
    for child in [*entry.items, *entry.fields.values()]:
        _check_lines(child, body_line)


def _is_text(value: str) -> bool:
    return value.strip().lower() not in {"", "~", "null"}
