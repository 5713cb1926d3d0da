"""How the command starts: quickly, with help, and with messages instead of tracebacks."""

import subprocess
import sys

import pytest

HEAVY = ("torch", "chromadb", "sentence_transformers", "langchain_core", "fastapi", "uvicorn", "jinja2", "bm25s")
COMMANDS = ["serve", "index", "ask", "chat", "eval", "guides list", "guides show", "guides check"]

IMPORTED = f"""
import sys
sys.argv = ["coach", "--help"]
from api.cli import main
try:
    main()
except SystemExit as leaving:
    assert not leaving.code
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_help_imports_nothing_heavy():
    ran = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_help_names_every_command(coach_command):
    code, out, _ = coach_command("--help")
    assert code == 0
    assert all(command.split()[0] in out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_same_folders_and_gives_an_example(coach_command, command):
    code, out, _ = coach_command(*command.split(), "--help")
    assert code == 0
    assert all(option in out for option in ("--guides", "--data", "--embedder"))
    assert "--json" in out or command == "serve"
    assert "Example: coach" in out


@pytest.mark.parametrize(
    "words", [("bake",), ("ask",), ("index", "--port", "1"), ("serve", "--port", "70000"), ("guides", "x")]
)
def test_bad_usage_is_exit_code_2(coach_command, words):
    code, out, err = coach_command(*words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err


def test_a_misspelt_variable_stops_every_command(coach_command):
    code, out, err = coach_command("guides", "list", COACH_GUIDE="x")
    assert (code, out) == (2, "")
    assert err == (
        "error: COACH_GUIDE: there is no such setting. Did you mean COACH_GUIDES? All: COACH_GUIDES, COACH_DATA, "
        "COACH_EMBEDDER, COACH_HOST, COACH_PORT, COACH_BODY_LIMIT, COACH_WORKERS, COACH_SHUTDOWN_SECONDS.\n"
    )


@pytest.mark.parametrize("command", ["index", "ask x", "chat", "serve --port 0"])
def test_a_folder_without_a_usable_guide_is_bad_input(coach_command, tmp_path, command):
    (tmp_path / "guides").mkdir()
    for content in (None, b"", b"\x00\x01", b"no guide"):
        if content is not None:
            (tmp_path / "guides" / "a.md").write_bytes(content)
        code, out, err = coach_command(*command.split(), "--guides", tmp_path / "guides", "--data", tmp_path / "data")
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert "error: " in err


def test_an_unknown_embedder_is_bad_input(coach_command, guides_folder, tmp_path):
    words = ("--guides", guides_folder, "--data", tmp_path / "data", "--embedder", "no-such-model")
    code, out, err = coach_command("index", *words)
    assert (code, out) == (2, "")
    assert "error: embedding model 'no-such-model'" in err


def test_a_data_folder_that_cant_be_written_is_bad_input(coach_command, guides_folder, tmp_path):
    (tmp_path / "file").write_text("in the way")
    code, _, err = coach_command("index", "--guides", guides_folder, "--data", tmp_path / "file")
    assert code == 2
    assert str(tmp_path / "file") in err
    assert "Traceback" not in err
