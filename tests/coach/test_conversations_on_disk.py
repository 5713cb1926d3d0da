"""What becomes of conversations when a process dies, or their file is damaged."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.coach import Coach
from coach.conversations import Conversations
from coach.errors import ConversationsUnavailable
from index.library import Library

CANARY = "heliotrope-canary"
STORY = "A DevOps Engineer at Millennium in Miami: what base?"
ANSWER_AND_DIE = """
import json, os, signal, sys
from pathlib import Path
from coach.coach import Coach, open_coach
coach = open_coach(Path(sys.argv[1]), Path(sys.argv[2]))
conversation = None
for message in json.loads(sys.argv[3]):
    conversation = coach.answer(message, conversation).conversation_id
    os.write(1, (conversation + "\\n").encode())
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_an_acknowledged_turn_survives_a_kill(folders: Any) -> None:
    messages = [STORY, "And in London?", "What about the bonus?"]
    for _ in range(3):
        words = [sys.executable, "-c", ANSWER_AND_DIE, str(folders.guides), str(folders.data), json.dumps(messages)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, cwd=folders.guides.parent, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr
        acknowledged = done.stdout.split()
        assert len(acknowledged) == len(messages)
        store = Conversations(folders.data / "conversations.sqlite")
        assert [turn.message for turn in store.read(acknowledged[-1]).turns] == messages


def _overwrite(path: Path) -> None:
    path.write_bytes(b"this is no database " * 500)


def _tear(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 4 :] = b"\xa5" * (len(raw) - len(raw) // 4)
    path.write_bytes(raw)


def _write_nonsense(path: Path) -> None:
    with sqlite3.connect(path) as store:
        store.execute("update turns set answer = ?", (json.dumps({"from": "another program"}),))
    store.close()


@pytest.mark.parametrize("damage", [_overwrite, _tear, _write_nonsense])
def test_a_damaged_store_is_reported_without_a_word_of_it(
    library: Library, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    path = tmp_path / "conversations.sqlite"
    coach = Coach(library, Conversations(path))
    conversation = coach.answer(f"{CANARY} " * 200 + STORY).conversation_id
    for _ in range(10):
        coach.answer(f"{CANARY} " * 200 + STORY, conversation)
    damage(path)
    with pytest.raises(ConversationsUnavailable) as fault:
        Conversations(path).read(conversation)
    assert fault.value.retryable
    assert CANARY not in f"{fault.value}{fault.value.__cause__}"


def test_a_store_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for path in (tmp_path, tmp_path / "file" / "conversations.sqlite"):
        with pytest.raises(ConversationsUnavailable):
            Conversations(path)


def test_only_its_owner_can_read_the_store(tmp_path: Path) -> None:
    Conversations(tmp_path / "conversations.sqlite")
    assert {oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()} == {"0o600"}
