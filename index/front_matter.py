"""The YAML block of a guide: values as written, each with its line.

The one door of python-frontmatter. Scalars stay strings, because YAML's own
guesses are wrong for guides (`12:30:00` is 45000, `NO` is False, `010` is 8);
whoever needs a number reads it with the money grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from frontmatter import parse
from frontmatter.default_handlers import YAMLHandler

from index.errors import FrontMatterInvalid
from index.files import GuideFile

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MOST_CHARACTERS = 200_000
DEEPEST = 20
"""Real front-matter is three levels deep; libyaml's parser can be crashed by depth."""
MOST_VALUES = 10_000
"""Real front-matter has about a hundred; aliases of aliases can stand for billions."""
_BOUNDARY = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
"""python-frontmatter's own also takes the blank lines behind, which shifts every line number."""
_KEY = re.compile(r"-{3,}[ \t]*\n\s*[A-Za-z_][\w-]*:(?:\s|$)")
_NESTING = re.compile(r"[\[{]|^[ \t]*(?:[-?][ \t]+)+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One YAML value: a string, a list or a mapping of entries, and its line in the file."""

    value: str | list[Entry] | dict[str, Entry]
    line: int

    @property
    def text(self) -> str | None:
        """The scalar as written; None for YAML's nulls, lists and mappings."""
        if not isinstance(self.value, str) or self.value.strip().lower() in {"", "~", "null"}:
            return None
        return self.value.strip()

    @property
    def words(self) -> str:
        """The scalar, or the pairs of `- Pay survey: 2025 edition`, which is meant as one text."""
        pairs = (f"{key}: {entry.text}" if entry.text else key for key, entry in self.fields.items())
        return self.text or ", ".join(pairs)

    @property
    def items(self) -> list[Entry]:
        """The list's entries; empty for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def fields(self) -> dict[str, Entry]:
        """The mapping's entries; empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A guide's metadata and the first line of its body."""

    fields: dict[str, Entry]
    body_line: int
    key_lines: dict[str, int] = field(default_factory=dict)
    """Line of each key; its value may start further down."""

    def text(self, key: str) -> str | None:
        """The scalar under `key`; None where it is missing or null."""
        entry = self.fields.get(key)
        return entry.text if entry else None


def read_front_matter(file: GuideFile) -> FrontMatter:
    """Read the YAML block; raises FrontMatterInvalid with the line of the fault."""
    lead = len(file.text) - len(file.text.lstrip("\n"))
    handler = _LinedYAML(file.path, first_line=lead + 1)
    text = file.text[lead:]
    if not handler.detect(text):
        return FrontMatter({}, 1)
    if len(_BOUNDARY.split(text, 2)) < 3:
        if _KEY.match(text):
            raise handler.fault(0, "front-matter that no second --- line closes")
        return FrontMatter({}, 1)
    parse(text, handler=handler)
    if handler.lines == 0:
        return FrontMatter({}, 1)
    return FrontMatter(handler.fields, lead + handler.lines + 1, handler.key_lines)


class _LinedYAML(YAMLHandler):
    """python-frontmatter's YAML handler, but safe at any depth and with lines kept."""

    def __init__(self, path: str, first_line: int) -> None:
        super().__init__(fm_boundary=_BOUNDARY)
        self.path = path
        self.first_line = first_line
        self.lines = 0
        self.values = 0
        self.fields: dict[str, Entry] = {}
        self.key_lines: dict[str, int] = {}

    def load(self, fm: str, **_: object) -> dict[str, Entry]:
        self._check_size(fm)
        try:
            node = yaml.compose(fm, Loader=Loader)
        except yaml.YAMLError as fault:
            raise self.fault(_line_of(fault, fm), f"broken YAML ({_reason(fault)})") from fault
        if not isinstance(node, yaml.MappingNode):
            return {}
        self.lines = fm.count("\n") + 1
        self.fields = self._entry(node).fields
        self.key_lines = {str(key.value): self.first_line + key.start_mark.line for key, _ in node.value}
        return self.fields

    def _check_size(self, fm: str) -> None:
        if len(fm) > MOST_CHARACTERS:
            raise self.fault(0, f"front-matter of {len(fm):,} characters")
        flow = 0
        for found in _NESTING.finditer(fm):
            flow += found[0] in "[{"
            if flow > 1000 or found[0].count("-") + found[0].count("?") > DEEPEST:
                raise self.fault(fm.count("\n", 0, found.start()), "YAML nested too deeply")

    def _entry(self, node: yaml.Node, depth: int = 0) -> Entry:
        line = self.first_line + node.start_mark.line
        self.values += 1
        if depth > DEEPEST or self.values > MOST_VALUES:
            raise self.fault(node.start_mark.line, "YAML nested too deeply or repeated too often")
        if isinstance(node, yaml.SequenceNode):
            return Entry([self._entry(child, depth + 1) for child in node.value], line)
        if isinstance(node, yaml.MappingNode):
            return Entry(self._mapping(node, depth), line)
        return Entry(str(node.value), line)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Entry]:
        fields: dict[str, Entry] = {}
        for key, child in node.value:
            name = str(key.value)
            if name in fields:
                raise self.fault(key.start_mark.line, f"the key {name!r} stands twice")
            fields[name] = self._entry(child, depth + 1)
        return fields

    def fault(self, line: int, problem: str) -> FrontMatterInvalid:
        """A fault at the 0-based `line` of the block."""
        return FrontMatterInvalid(self.path, self.first_line + line, problem, "Mend the YAML between the --- lines.")


def _line_of(fault: yaml.YAMLError, fm: str) -> int:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    return int(mark.line) if mark else fm.encode()[: getattr(fault, "position", 0)].count(b"\n")


def _reason(fault: yaml.YAMLError) -> str:
    return str(getattr(fault, "problem", None) or fault).splitlines()[0]
