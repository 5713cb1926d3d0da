"""What README.md lists: targets, commands, settings, routes and limits are those that there are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.main import get_command

from api import health, pages
from api.app import create_app
from api.catalogue_types import MOST_ON_A_PAGE
from api.cli import app
from api.settings import Settings
from api.types import LONGEST_MESSAGE, Feedback
from coach.coach import MOST_CHARACTERS
from coach.conversations import KEPT_DAYS, MOST_TURNS
from coach.types import Offer, Status
from index import files, front_matter
from index.chunks import TEXT_TOKENS
from index.generations import KEPT

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_make_targets_are_those_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE)) - {"help"}
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", TEXT, re.MULTILINE)) == targets


def test_commands_and_options_are_those_of_the_program() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    guides = commands["guides"].commands
    options = {
        option for each in (*commands.values(), *guides.values()) for item in each.params for option in item.opts
    }
    assert set(re.findall(r"(?:`|^)coach ([a-z]+)", TEXT, re.MULTILINE)) == set(commands)
    assert set(re.findall(r"(?:`|^)coach guides ([a-z]+)", TEXT, re.MULTILINE)) == set(guides)
    named = set(re.findall(r"--[a-z]+", TEXT))
    assert named - {"--help"} == {option for option in options if option.startswith("--")}


def test_settings_are_those_of_the_program() -> None:
    assert set(re.findall(r"COACH_[A-Z_]+", TEXT)) == {f"COACH_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("name", [name for name, field in Settings.model_fields.items() if not field.default_factory])
def test_a_setting_stands_with_its_default(name: str) -> None:
    assert f"| `COACH_{name.upper()}` | `{Settings.model_fields[name].default}` |" in TEXT


def test_routes_are_those_of_the_program() -> None:
    stub = SimpleNamespace(library=SimpleNamespace(guides={}, index_id="none"))
    paths = create_app(stub, Settings()).openapi()["paths"]  # type: ignore[arg-type]
    described = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    others = {f"GET {route.path}" for route in (*pages.routes.routes, *health.routes.routes)}  # type: ignore[attr-defined]
    named = set(re.findall(r"`((?:GET|POST|DELETE) /[^`]*)`", TEXT))
    assert described <= named
    assert named <= described | others | {"GET /openapi.json"}


def longest(schema: dict[str, Any], field: str, bound: str = "maxLength") -> int:
    found = schema["properties"][field]
    return int(found.get(bound) or found["anyOf"][0][bound])


OFFER = Offer.model_json_schema()
LIMITS = [
    ("message", LONGEST_MESSAGE),
    ("message", MOST_CHARACTERS),
    ("conversation", MOST_TURNS),
    ("retention", KEPT_DAYS),
    ("structured offer", longest(OFFER, "items", "maxItems")),
    ("structured offer", longest(OFFER, "company")),
    ("comment on an answer", longest(Feedback.model_json_schema(), "comment")),
    ("page of guides or figures", MOST_ON_A_PAGE),
    ("guide", files.MOST_BYTES),
    ("front-matter", front_matter.MOST_CHARACTERS),
    ("front-matter", front_matter.MOST_VALUES),
    ("front-matter", front_matter.DEEPEST),
    ("passage to search", TEXT_TOKENS),
    ("indexes kept", KEPT),
]


@pytest.mark.parametrize(("what", "limit"), LIMITS)
def test_a_limit_stands_with_its_value(what: str, limit: int) -> None:
    (row,) = re.findall(rf"^\| {what} \| (.+) \|$", TEXT, re.MULTILINE)
    assert re.search(rf"(?<![\d,]){limit:,}(?![\d,])", row), f"{what}: {limit:,}"


def test_every_status_is_named() -> None:
    assert all(f"`{status.value}`" in TEXT for status in Status)


def test_files_that_are_pointed_to_exist() -> None:
    links = re.findall(r"\]\((?!http|#)([^)]+)\)", TEXT) + re.findall(
        r"`((?:api|coach|evals|index|seeds)/[^`]*)`", TEXT
    )
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_changelog_tells_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"\n## [{version}] - " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
