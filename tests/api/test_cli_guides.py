import json

import pytest

LARKSPUR = "larkspur-instruments/optics-engineer"


@pytest.fixture
def guides(coach_command, guides_folder):
    return lambda *words: coach_command("guides", *words, "--guides", guides_folder)


@pytest.mark.parametrize("words", [(), ("list",)])
def test_the_list_names_every_guide(guides, words):
    code, out, err = guides(*words)
    assert (code, err) == (0, "")
    assert LARKSPUR in out
    assert "quillfeather-labs/data-engineer" in out


def test_the_list_is_there_as_json(guides):
    content = json.loads(guides("list", "--json")[1])
    assert [guide["id"] for guide in content["guides"]] == [LARKSPUR, "quillfeather-labs/data-engineer"]
    assert content["faults"] == []


def test_a_faulty_guide_is_named_beside_the_list(guides, guides_folder):
    (guides_folder / "broken.md").write_bytes(b"# Cook | Inn Negotiation Guide\n\xff\n")
    code, out, err = guides("list")
    assert code == 0
    assert LARKSPUR in out
    assert "warning: broken.md:2: " in err


def test_options_before_the_sub_command_are_not_lost_silently(coach_command, guides_folder):
    code, _, err = coach_command("guides", "--guides", guides_folder, "list")
    assert code == 2
    assert "after `list`" in err


def test_one_guide_is_shown_with_the_line_of_each_figure(guides):
    code, out, _ = guides("show", LARKSPUR)
    assert code == 0
    assert "€62,000–€81,000" in out
    assert "larkspur-instruments.md:12" in out


def test_one_guide_is_there_as_json(guides):
    content = json.loads(guides("show", LARKSPUR, "--json")[1])
    assert content["figures"][0]["source"]["line"] == 12


def test_an_unknown_guide_is_bad_input_that_names_the_nearest(guides):
    code, out, err = guides("show", "larkspur/optics")
    assert (code, out) == (2, "")
    assert LARKSPUR in err


@pytest.fixture
def sound_folder(guides_folder):
    """One guide with nothing wrong."""
    (guides_folder / "quillfeather-labs.md").unlink()
    path = guides_folder / "larkspur-instruments.md"
    path.write_text(path.read_text().replace("2026-04-10", "2099-04-10"))
    return guides_folder


def test_sound_guides_pass_the_check(guides, sound_folder):
    code, out, err = guides("check")
    assert (code, out) == (0, "")
    assert "0 findings" in err


def test_a_finding_names_file_line_level_and_code(guides, sound_folder):
    path = sound_folder / "larkspur-instruments.md"
    path.write_text(path.read_text().replace("2099-04-10", "soon"))
    (sound_folder / "empty.md").write_text("")
    code, out, _ = guides("check")
    assert code == 1
    assert "empty.md:1: error guide-empty: " in out
    assert "larkspur-instruments.md:7: warning date-unreadable: " in out
    assert guides("check", "--level", "error")[1].count("\n") == 1
    findings = json.loads(guides("check", "--json")[1])["findings"]
    assert [finding["code"] for finding in findings] == ["guide-empty", "date-unreadable"]


def test_the_summary_counts_and_explains_each_code(guides, guides_folder):
    code, _, err = guides("check")
    rows = [line.split()[:3] for line in err.splitlines()]
    assert code == 1
    assert ["stale-review", "1", "1"] in rows
    assert ["section-missing", "2", "1"] in rows
    assert "the review date has passed" in err


def test_the_check_is_there_for_programs(guides, guides_folder):
    content = json.loads(guides("check", "--json")[1])
    assert content["guides"] == 2
    assert {row["code"]: row["guides"] for row in content["summary"]} == {"section-missing": 1, "stale-review": 1}
    assert content["findings"][0].keys() == {"code", "level", "path", "line", "message"}


def test_only_the_codes_asked_for_are_reported(guides, guides_folder):
    code, out, _ = guides("check", "--code", "stale-review")
    assert code == 1
    assert out.count("\n") == out.count("stale-review") == 1
    assert guides("check", "--code", "guide-empty")[0] == 0
    assert guides("check", "--code", "guide-empty", "--code", "section-missing")[1].count("\n") == 2


def test_a_code_asked_for_is_reported_at_every_level_unless_one_is_given(guides, sound_folder):
    path = sound_folder / "larkspur-instruments.md"
    path.write_text(path.read_text().replace("| €5K - €9K |", "|  |"))
    assert "cell-empty" not in guides("check")[1]
    assert "info cell-empty" in guides("check", "--code", "cell-empty")[1]
    assert guides("check", "--code", "cell-empty", "--level", "warning")[:2] == (0, "")


def test_an_unknown_code_is_bad_input_that_names_the_known(guides):
    code, out, err = guides("check", "--code", "stale")
    assert (code, out) == (2, "")
    assert "stale-review" in err


def test_a_finding_stays_on_one_line_whatever_its_file_is_called(guides, sound_folder):
    (sound_folder / "a\nb.md:1: info none.md").write_text("")
    assert guides("check")[1].count("\n") == 1


def test_a_guide_cant_write_to_the_terminal_as_it_likes(guides, guides_folder):
    words = "# Cook | Quill\x9b31m\u202efeather Global Negotiation Guide\n\nA cook earns $50K.\n"
    (guides_folder / "cook.md").write_text(words)
    out = guides("list")[1]
    assert "Quill31mfeather" in out
    assert "\x9b" not in out
    assert "\u202e" not in out


@pytest.mark.parametrize("words", [("list",), ("check",), ("show", "a/b"), ()])
def test_a_wrong_folder_is_bad_input(coach_command, tmp_path, words):
    (tmp_path / "file.md").write_text("x")
    for folder in (tmp_path / "nowhere", tmp_path / "file.md"):
        code, out, err = coach_command("guides", *words, "--guides", folder)
        assert (code, out) == (2, "")
        assert str(folder) in err
        assert "Traceback" not in err
