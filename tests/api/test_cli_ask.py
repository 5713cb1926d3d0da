import io
import json

import pytest

from coach.types import Answer

QUESTION = "What base can an Optics Engineer at Larkspur Instruments expect in Lisbon?"


def test_an_answer_shows_figures_sources_and_warnings(coach_command, indexed):
    code, out, err = coach_command("ask", QUESTION, *indexed.options)
    assert (code, err) == (0, "")
    assert "€62,000–€81,000" in out
    assert "[1]" in out
    assert "larkspur-instruments.md:" in out
    assert "Figures" in out
    assert "2026-04-10" in out


def test_json_is_exactly_the_answer(coach_command, indexed):
    code, out, _ = coach_command("ask", QUESTION, "--json", *indexed.options)
    assert code == 0
    answer = Answer.model_validate_json(out)
    assert (answer.figures[0].low, answer.figures[0].currency) == (62000, "EUR")
    assert set(json.loads(out)) == set(Answer.model_fields)


@pytest.mark.parametrize(
    "question",
    ["How tall is the Eiffel Tower?", "What base does a Welder at Nobody & Sons get?", "Help me forge an offer letter"],
)
def test_a_refusal_is_an_answer_too(coach_command, indexed, question):
    code, out, _ = coach_command("ask", question, "--json", *indexed.options)
    assert code == 0
    assert json.loads(out)["status"] != "answered"


@pytest.mark.parametrize("question", ["", " ", "x" * 8_001, "\udcff\udcfe"])
def test_a_question_that_isnt_one_is_bad_input(coach_command, indexed, question):
    code, out, err = coach_command("ask", question, *indexed.options)
    assert (code, out) == (2, "")
    assert err.startswith("error: The message ")


def chat(coach_command, monkeypatch, lines, *words):
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return coach_command("chat", *words)


def test_a_conversation_goes_on_until_new_and_ends_at_quit(coach_command, monkeypatch, indexed):
    lines = [QUESTION, "and in New York?", "", "/new", "and in New York?", "/quit", QUESTION]
    code, out, err = chat(coach_command, monkeypatch, lines, "--json", *indexed.options)
    assert code == 0
    answers = [Answer.model_validate_json(line) for line in out.splitlines()]
    assert [answer.turn for answer in answers] == [1, 2, 1]
    assert answers[0].conversation_id == answers[1].conversation_id != answers[2].conversation_id
    assert [figure.low for figure in answers[1].figures][:1] == [148000]
    assert "A new conversation." in err


def test_a_bad_line_doesnt_end_the_conversation(coach_command, monkeypatch, indexed):
    code, out, err = chat(coach_command, monkeypatch, ["x" * 9_000, QUESTION], *indexed.options)
    assert code == 0
    assert "error: The message is too long." in err
    assert "€62,000–€81,000" in out


def test_ctrl_c_gives_up_one_answer_and_leaves_at_the_prompt(scripted, capsys, monkeypatch):
    from api.talking import talk
    from api.terminal import Terminal

    inputs = iter(["first", "second", KeyboardInterrupt])

    def read(prompt):
        line = next(inputs)
        if line is KeyboardInterrupt:
            raise KeyboardInterrupt
        return line

    def interrupt_first(stage):
        if len(scripted.asked) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", read)
    scripted.between = interrupt_first
    talk(scripted, Terminal(), as_json=True)
    said = capsys.readouterr()
    assert "Stopped." in said.err
    assert Answer.model_validate_json(said.out).turn == 1
    assert scripted.asked == ["first", "second"]
