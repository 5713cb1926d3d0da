import json

import pytest


@pytest.fixture
def index(coach_command, guides_folder, tmp_path):
    return lambda *words: coach_command("index", *words, "--guides", guides_folder, "--data", tmp_path / "data")


def test_an_index_is_built_once_and_then_left_alone(index):
    code, out, err = index()
    assert code == 0
    assert ": 2 guides, " in out
    assert " embedded, 0 reused) in " in out
    assert "embedding: " in err
    code, out, err = index()
    assert (code, err) == (0, "")
    assert out.endswith("Nothing has changed.\n")


def test_only_what_changed_is_embedded(index, guides_folder):
    before = json.loads(index("--json")[1])
    path = guides_folder / "quillfeather-labs.md"
    path.write_text(path.read_text().replace("nightly loads", "hourly loads"))
    after = json.loads(index("--json")[1])
    assert (before["reused"], before["embedded"]) == (0, before["chunks"])
    assert 0 < after["embedded"] < after["reused"]
    assert after["generation"] != before["generation"]


def test_faulty_guides_are_warned_of_and_the_others_are_indexed(index, guides_folder):
    (guides_folder / "a-binary.md").write_bytes(b"\x00\x01")
    (guides_folder / "b-empty.txt").write_text("")
    (guides_folder / "c-yaml.md").write_text("---\ncompany: [\n---\n# Cook | Inn Negotiation Guide\n")
    (guides_folder / "d-twin.md").write_text((guides_folder / "quillfeather-labs.md").read_text())
    (guides_folder / "e-latin.md").write_bytes("# Köchin | Gasthof Negotiation Guide\n".encode("latin-1"))
    (guides_folder / "f-nameless.md").write_text("Some words.\n")
    code, out, err = index()
    assert code == 0
    assert ": 2 guides, " in out
    assert "6 files skipped" in out
    for path, line in (
        ("a-binary.md", 1),
        ("b-empty.txt", 1),
        ("c-yaml.md", 3),
        ("e-latin.md", 1),
        ("f-nameless.md", 1),
    ):
        assert f"warning: {path}:{line}: " in err
    assert "already has the id quillfeather-labs/data-engineer" in err


def test_the_faults_are_there_as_json(index, guides_folder):
    (guides_folder / "b-empty.txt").write_text("")
    report = json.loads(index("--json")[1])
    assert [(fault["path"], fault["line"], fault["code"]) for fault in report["faults"]] == [
        ("b-empty.txt", 1, "guide-empty")
    ]
