"""A conversation in the terminal."""

from __future__ import annotations

import sys

from api.answer_view import answer_view
from api.terminal import Terminal
from coach.coach import Coach
from coach.errors import CoachFault
from coach.types import Answer

HELLO = "Ask about pay and negotiation. /new starts over, /quit leaves."


def show(answer: Answer, terminal: Terminal, as_json: bool) -> None:
    """Print one answer."""
    if as_json:
        terminal.json(answer.model_dump_json(indent=2))
        return
    for part in answer_view(answer):
        terminal.out.print(part)
        terminal.out.print()


def talk(coach: Coach, terminal: Terminal, as_json: bool) -> None:
    """Answer line after line until `/quit`, the end of input, or Ctrl-C at the prompt."""
    conversation: str | None = None
    if sys.stdin.isatty():
        terminal.tell(HELLO)
    while (line := _read_line()) is not None:
        if line == "/quit":
            return
        if line == "/new":
            conversation = None
            terminal.tell("A new conversation.")
        elif line:
            conversation = _answer(coach, line, conversation, terminal, as_json)


def _answer(coach: Coach, line: str, conversation: str | None, terminal: Terminal, as_json: bool) -> str | None:
    """Answer one line; the conversation to go on with. Ctrl-C gives up this answer only."""
    try:
        answer = coach.answer(line, conversation)
    except CoachFault as fault:
        terminal.fail(str(fault))
        return conversation
    except KeyboardInterrupt:
        terminal.tell("Stopped.")
        return conversation
    if as_json:
        terminal.json(answer.model_dump_json())
    else:
        show(answer, terminal, as_json=False)
    return answer.conversation_id


def _read_line() -> str | None:
    """The next line; None at the end."""
    try:
        return input("you> " if sys.stdin.isatty() else "").strip()
    except (EOFError, KeyboardInterrupt):
        return None
