from pathlib import Path

import pytest

from api.errors import SettingInvalid
from api.settings import Settings, load_settings


def test_defaults_are_the_shipped_guides_and_a_user_folder():
    settings = load_settings()
    assert list(settings.guides.rglob("*.md"))
    assert settings.data.name == "negotiation-coach"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_a_flag_wins_over_the_environment(monkeypatch):
    monkeypatch.setenv("COACH_PORT", "9000")
    monkeypatch.setenv("COACH_GUIDES", "/from/environment")
    settings = load_settings(port=9001, guides=None)
    assert (settings.port, settings.guides) == (9001, Path("/from/environment"))


def test_an_empty_variable_is_no_setting(monkeypatch):
    monkeypatch.setenv("COACH_GUIDES", "")
    assert load_settings().guides != Path()


def test_a_home_folder_is_expanded(monkeypatch):
    monkeypatch.setenv("COACH_DATA", "~/coach")
    assert load_settings().data == Path.home() / "coach"


@pytest.mark.parametrize(("wrong", "right"), [("COACH_GUIDE", "COACH_GUIDES"), ("coach_prot", "COACH_PORT")])
def test_a_misspelt_variable_is_an_error_that_names_the_nearest(monkeypatch, wrong, right):
    monkeypatch.setenv(wrong, "x")
    with pytest.raises(SettingInvalid, match=f"{wrong}: .*Did you mean {right}"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("COACH_PORT", "many"), ("COACH_PORT", "70000"), ("COACH_WORKERS", "0"), ("COACH_BODY_LIMIT", "1")],
)
def test_an_unreadable_variable_is_named(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid, match=name):
        load_settings()


def test_every_setting_says_what_it_is():
    assert all(field.description for field in Settings.model_fields.values())
