import subprocess
from pathlib import Path

import pytest

from evals import origin


def _git(folder: Path, *words: str) -> None:
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(folder), *author, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    _git(tmp_path, "init", "-q")
    (tmp_path / "file").touch()
    monkeypatch.setattr(origin, "ROOT", tmp_path.resolve())
    return tmp_path


def test_commit_and_changes_are_known_in_a_repository(repository: Path) -> None:
    assert (origin.commit(), origin.is_dirty()) == (None, True)
    _git(repository, "add", ".")
    _git(repository, "commit", "-q", "-m", "first")
    assert len(origin.commit() or "") == 40
    assert origin.is_dirty() is False


def test_a_repository_around_an_installed_package_is_not_ours(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _git(repository, "add", ".")
    _git(repository, "commit", "-q", "-m", "first")
    (repository / "site-packages").mkdir()
    monkeypatch.setattr(origin, "ROOT", repository.resolve() / "site-packages")
    assert (origin.commit(), origin.is_dirty()) == (None, None)


def test_without_git_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert (origin.commit(), origin.is_dirty()) == (None, None)
