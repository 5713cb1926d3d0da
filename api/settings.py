"""The settings: flags over `COACH_…` variables over defaults.

A variable that starts with `COACH_` and isn't a setting is an error that names
the nearest real one, because a misspelt one would otherwise be ignored.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.errors import SettingInvalid
from index.embedder import DEFAULT_EMBEDDER

PREFIX = "COACH_"
Folder = Annotated[Path, AfterValidator(Path.expanduser)]


def shipped_guides() -> Path:
    """The folder of the guides that ship with the program."""
    return Path(str(files("seeds")))


def user_data() -> Path:
    """The per-user folder that everything is written to."""
    return user_data_path("negotiation-coach", appauthor=False)


class Settings(BaseSettings):
    """What can be set, each as `COACH_<NAME>`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    guides: Folder = Field(default_factory=shipped_guides)
    """Folder of guides (.md, .markdown, .txt). Default: the guides that ship."""
    data: Folder = Field(default_factory=user_data)
    """Folder for index, embeddings and conversations. Default: a per-user folder."""
    embedder: str = DEFAULT_EMBEDDER
    """Embedding model: a sentence-transformers name that is on this machine, or a folder that holds one."""
    host: str = "127.0.0.1"
    """Address to serve on. There is no access control: keep it on this machine or behind a proxy that has one."""
    port: int = Field(default=8000, ge=0, le=65535)
    """Port to serve on; 0 picks a free one."""
    body_limit: int = Field(default=256 * 1024, ge=1024, le=16 * 1024 * 1024)
    """Largest request body in bytes."""
    workers: int = Field(default=4, ge=1, le=64)
    """Answers that are worked on at the same time; further ones wait."""
    shutdown_seconds: int = Field(default=5, ge=1, le=300)
    """Seconds that running requests get when the server is stopped."""


def load_settings(**flags: object) -> Settings:
    """Settings from `flags` that aren't None, then the environment; raises SettingInvalid."""
    check_names(os.environ)
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingInvalid(name, first["msg"], "Correct the variable or unset it.") from None


def check_names(environment: Iterable[str]) -> None:
    """Raise SettingInvalid for a variable with our prefix that is no setting."""
    real = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in real:
            near = difflib.get_close_matches(name.upper(), real, n=1, cutoff=0)
            raise SettingInvalid(name, "there is no such setting", f"Did you mean {near[0]}? All: {', '.join(real)}.")
