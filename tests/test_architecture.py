"""The shape of the house: arrows between packages, one door per library, layout, packaging."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "index": set(),
    "coach": {"index"},
    "evals": {"coach", "index"},
    "api": {"coach", "evals", "index"},
    "seeds": set(),
}
DOORS = {
    "frontmatter": "index/front_matter.py",
    "chromadb": "index/store.py",
    "sentence_transformers": "index/embedder.py",
    "langchain": "coach/retriever.py",
    "bm25s": "index/lexical.py",
    "rapidfuzz": "index/names.py",
}
OURS = tuple(MAY_IMPORT)
CODE = {path.relative_to(ROOT).as_posix(): path for name in OURS for path in sorted((ROOT / name).rglob("*.py"))}
NOT_OURS = {"build", "dist", "reports", "node_modules", "__pycache__"}
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|tmp|root|home|Users)/")


def imported_names(path: Path) -> set[str]:
    """Every module that a file imports, lazily or by name too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            names.add(node.module or "")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            names |= {argument.value for argument in node.args if isinstance(argument, ast.Constant)}
    return names


def family(module: str) -> str:
    """`langchain_core.documents` → langchain."""
    top = module.partition(".")[0]
    return "langchain" if top.startswith("langchain") else top


def source_files() -> Iterator[Path]:
    """Every file that we wrote: hidden folders and those of tools are left out."""
    yield from (path for path in sorted(ROOT.iterdir()) if path.is_file())
    for name in (*OURS, "tests", ".ci"):
        for path in sorted((ROOT / name).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_arrows_between_packages_point_one_way(package: str) -> None:
    wrong = {
        f"{name} imports {module}"
        for name, path in CODE.items()
        for module in imported_names(path)
        if name.startswith(f"{package}/")
        and family(module) in MAY_IMPORT
        and family(module) not in {package, *MAY_IMPORT[package]}
    }
    assert not wrong


@pytest.mark.parametrize("library", DOORS)
def test_a_third_party_library_has_one_door(library: str) -> None:
    importers = [name for name, path in CODE.items() if library in map(family, imported_names(path))]
    assert importers == [DOORS[library]]


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "process", "data", "common", "misc"}
    assert not [name for name in CODE if Path(name).stem in empty]


def test_the_top_level_is_laid_out_as_readers_expect() -> None:
    folders = ("seeds", "coach", "index", "api", "tests", "evals")
    files = ("pyproject.toml", "README.md", "Makefile", "CHANGELOG.md", "LICENSE", ".gitignore", ".ci/run")
    assert not [name for name in folders if not (ROOT / name).is_dir()]
    assert not [name for name in files if not (ROOT / name).is_file()]


def test_no_folder_of_ours_is_unexpected() -> None:
    visible = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert {name for name in visible - NOT_OURS if not name.endswith(".egg-info")} == {*OURS, "tests"}


def test_every_package_with_files_is_packaged() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    packages = {path.parent.relative_to(ROOT).as_posix().replace("/", ".") for path in CODE.values()}
    assert packages == set(told["packages"])


def test_every_file_of_a_package_ships_in_the_wheel() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    shipped = {
        path
        for package in told["packages"]
        for key, patterns in told["package-data"].items()
        if key in {"*", package}
        for pattern in patterns
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    left_behind = [path for path in source_files() if path.relative_to(ROOT).parts[0] in OURS and path.suffix != ".py"]
    assert not sorted(str(path.relative_to(ROOT)) for path in set(left_behind) - shipped)


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    found = []
    for path in source_files():
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1):
            if MACHINE_PATH.search(line) and path != Path(__file__):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert not found


def test_a_machine_path_would_be_noticed() -> None:
    assert MACHINE_PATH.search("open('/home/somebody/guides')")
    assert MACHINE_PATH.search("--data /tmp/coach")
    assert not MACHINE_PATH.search("https://example.org/home/page and .coach/tmp/x")
