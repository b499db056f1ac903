"""YAML that remembers line and column, joined with pydantic validation.

YAML is untrusted here: no tags, no anchors or aliases (so no alias bombs), no merge keys, no
duplicate keys, bounded size and depth. Every scalar arrives as the text that was typed, so that
`no`, `on`, `2026-11-20` and `0.10` mean what the author wrote; only an unquoted `null`, `~` or
nothing at all is None. Models turn text into numbers and truth values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import yaml

from customary.errors import BadInput, ProblemInFile, not_a_name, shortened
from customary.text import read_text

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    M = TypeVar("M", bound=BaseModel)

LARGEST_YAML = 2 * 1024 * 1024
"""Characters."""
DEEPEST = 30
"""Levels of nesting."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain dicts, lists, texts and None, with the place of everything in it.

    `path` is the name to show. `first_line` is added to lines, for YAML inside another file
    (front matter).
    """

    path: str
    data: Any
    _values: Mapping[Place, tuple[int, int]] = field(repr=False, default_factory=dict)
    _keys: Mapping[Place, tuple[int, int]] = field(repr=False, default_factory=dict)

    def at(self, place: Sequence[str | int]) -> tuple[int, int]:
        """(line, column) of the value at `place`, or of its nearest parent that is there."""
        return self._look_up(self._values, place)

    def key_at(self, place: Sequence[str | int]) -> tuple[int, int]:
        """(line, column) of the key at `place`, or of its nearest parent that is there."""
        found = self._keys.get(tuple(place))
        return found or self.at(place)

    def existing(self, place: Sequence[str | int]) -> Place:
        """`place` without the steps that the file doesn't have (names of variants, missing keys)."""
        found: Place = ()
        for step in place:
            if (*found, step) in self._values or (*found, step) in self._keys:
                found = (*found, step)
        return found

    def problem(
        self, place: Sequence[str | int], what: str, remedy: str = "", *, on_key: bool = False
    ) -> ProblemInFile:
        """A problem at the value (or the key) at `place`."""
        line, column = self.key_at(place) if on_key else self.at(place)
        return ProblemInFile(self.path, line, column, what, remedy)

    @staticmethod
    def _look_up(positions: Mapping[Place, tuple[int, int]], place: Sequence[str | int]) -> tuple[int, int]:
        path = tuple(place)
        while path and path not in positions:
            path = path[:-1]
        return positions.get(path, (1, 1))


def load_yaml(path: Path, shown_as: str | None = None) -> Document:
    """Read one YAML file. Raises BadInput with every problem of its form."""
    name = shown_as or str(path)
    return parse_yaml(read_text(path, name), name)


def parse_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """Parse YAML text whose first line is line `first_line` of the file `path`."""
    if len(text) > LARGEST_YAML:
        what = f"The file has {len(text)} characters; the limit is {LARGEST_YAML}."
        raise BadInput([ProblemInFile(path, 0, 0, what, "Split it.")])
    return _Builder(path, first_line).build(text.removeprefix("\ufeff"))


def validate(model: type[M], document: Document, place: Place = (), data: Any = None) -> M:
    """`document` (or the part of it at `place`) as `model`, or BadInput with all its problems.

    `data` replaces what stands at `place` (for a loader that normalised it first).
    """
    from pydantic import ValidationError  # slow to import, so only where a file is loaded

    if data is None:
        data = document.data
        for step in place:
            data = data[step]
    if not isinstance(data, dict):
        what = "This should be settings, one a line." if data is not None else "There is nothing here."
        raise BadInput([document.problem(place, what, 'Write "name: value" lines.')])
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise BadInput(_translated(error, model, document, place)) from None


class _Builder:
    """Builds plain values from YAML events, without recursion, and notes places and problems."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.problems: list[ProblemInFile] = []
        self.values: dict[Place, tuple[int, int]] = {}
        self.keys: dict[Place, tuple[int, int]] = {}
        self.root: Any = None
        # each open collection: [container, place, pending key or None]
        self.stack: list[list[Any]] = []

    def build(self, text: str) -> Document:
        documents = 0
        try:
            for event in yaml.parse(text, Loader=_Loader):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._report(
                            event, "The file holds more than one YAML document.", 'Remove the "---" lines.'
                        )
                        break
                elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                    self._open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
                    if len(self.stack) > DEEPEST:
                        self._report(event, f"More than {DEEPEST} levels of nesting.", "Make it flatter.")
                        break
                elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                    self.stack.pop()
                elif isinstance(event, yaml.ScalarEvent):
                    self._scalar(event)
                elif isinstance(event, yaml.AliasEvent):
                    self._report(
                        event,
                        f'"*{shortened(str(event.anchor))}" repeats another part of the file.',
                        "Write it out.",
                    )
                    self._place(event, None)
        except yaml.YAMLError as error:
            self.problems.append(self._syntax(error, text))
        except (ValueError, RecursionError) as error:
            what = f"This is not YAML: {shortened(str(error))}."
            self.problems.append(ProblemInFile(self.path, 0, 0, what, "Check the file's quotes and escapes."))
        if self.problems:
            raise BadInput(self.problems)
        return Document(self.path, self.root, self.values, self.keys)

    def _open(self, event: Any, container: dict[str, Any] | list[Any]) -> None:
        self._no_tricks(event)
        place = self._place(event, container)
        self.stack.append([container, place, None])

    def _scalar(self, event: Any) -> None:
        self._no_tricks(event)
        container, place, key = self.stack[-1] if self.stack else (None, (), None)
        if isinstance(container, dict) and key is None:
            self._key(event, container, place)
            return
        plain = event.style in (None, "")
        value = None if plain and event.value in ("", "~", "null", "Null", "NULL") else event.value
        self._place(event, value)

    def _key(self, event: Any, container: dict[str, Any], place: Place) -> None:
        name = event.value
        if name == "<<" and event.style in (None, ""):
            self._report(event, 'Merge keys ("<<") are not allowed.', "Write the settings out.")
        elif name in container:
            line = self.keys[(*place, name)][0]
            self._report(
                event, f'"{shortened(name)}" is set twice (first on line {line}).', "Keep one of them."
            )
        self.keys[(*place, name)] = self._at(event)
        self.stack[-1][2] = name

    def _place(self, event: Any, value: Any) -> Place:
        """Put `value` where the parser stands, and return its place."""
        if not self.stack:
            self.root, place = value, ()
        else:
            container, parent, key = self.stack[-1]
            if isinstance(container, list):
                place = (*parent, len(container))
                container.append(value)
            elif key is None:
                self._report(event, "A list or a mapping can't be the name of a setting.", "Use a word.")
                place = (*parent, "?")
                self.stack[-1][2] = "?"
                return self._place(event, value)
            else:
                place = (*parent, key)
                container.setdefault(key, value)
                self.stack[-1][2] = None
        self.values.setdefault(place, self._at(event))
        return place

    def _no_tricks(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!":
            self._report(event, f'The tag "{shortened(event.tag)}" is not allowed.', "Write a plain value.")
        if event.anchor is not None:
            self._report(
                event,
                f'The anchor "&{shortened(event.anchor)}" is not allowed.',
                "Write the value where it is used.",
            )

    def _at(self, event: Any) -> tuple[int, int]:
        return event.start_mark.line + self.first_line, event.start_mark.column + 1

    def _report(self, event: Any, what: str, remedy: str) -> None:
        self.problems.append(ProblemInFile(self.path, *self._at(event), what, remedy))

    def _syntax(self, error: yaml.YAMLError, text: str) -> ProblemInFile:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or getattr(error, "reason", None) or "a character is wrong"
        lines = text.split("\n")
        # without a mark, the reader stopped at a character that YAML does not allow
        line, column = (mark.line, mark.column) if mark else _first_control(lines)
        remedy = "Check the indentation, and put texts that hold a colon in quotes."
        if not mark:
            remedy = "Remove the control character."
        elif line < len(lines) and "\t" in lines[line][: column + 1]:
            remedy = "Indent with spaces, not with tabs."
        what = f"This is not YAML: {said}."
        return ProblemInFile(self.path, line + self.first_line, column + 1, what, remedy)


def _first_control(lines: list[str]) -> tuple[int, int]:
    for number, line in enumerate(lines):
        for column, character in enumerate(line):
            if not character.isprintable() and character not in "\t\r\x85\u2028\u2029\u00a0":
                return number, column
    return 0, 0


def _translated(
    error: ValidationError, model: type[BaseModel], document: Document, place: Place
) -> list[ProblemInFile]:
    problems = []
    for item in error.errors(include_url=False):
        loc = document.existing((*place, *item["loc"]))
        kind, last = item["type"], item["loc"][-1] if item["loc"] else ""
        if kind == "extra_forbidden":
            what, remedy = not_a_name(str(last), "a setting", _settings_at(model, item["loc"][:-1]))
            problems.append(document.problem(loc, what, remedy, on_key=True))
        elif kind == "missing":
            problems.append(document.problem(loc, f'"{last}" is missing.', "Add it."))
        else:
            message = item["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
            what, _, remedy = message.partition("\n")
            given = item["input"]
            if kind in _EXPECTED:
                what, remedy = _unexpected(given, *_EXPECTED[kind])
            elif kind == "too_short":
                what, remedy = "There is nothing in this list", "Write at least one entry."
            elif kind not in ("value_error", "assertion_error") and isinstance(given, str):
                what = f'"{shortened(given)}": {what[:1].lower()}{what[1:]}'
                remedy = remedy or _REMEDIES.get(kind, "")
            problems.append(document.problem(loc, what.rstrip(".") + ".", remedy))
    return problems


_REMEDIES = {
    "string_too_short": "Write more.",
    "string_too_long": "Make it shorter.",
    "bool_parsing": "Write yes or no.",
}
"""What to do, by the kind of error."""
_EXPECTED = {
    "string_type": ("a text", "Write one text."),
    "list_type": ("a list", "Write it as [one, another]."),
    "dict_type": ("a group of settings", 'Write "name: value" lines.'),
    "model_type": ("a group of settings", 'Write "name: value" lines.'),
    "model_attributes_type": ("a group of settings", 'Write "name: value" lines.'),
}
"""What was expected, by the kind of error, and the remedy."""


def _unexpected(given: Any, expected: str, remedy: str) -> tuple[str, str]:
    if given is None:
        return f"Nothing stands where {expected} should.", remedy
    if isinstance(given, list):
        return f"A list stands where {expected} should.", remedy
    if isinstance(given, dict):
        return f"A group of settings stands where {expected} should.", remedy
    return f'"{shortened(str(given))}" is not {expected}.', remedy


def _settings_at(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The names (aliases included) that the model at `loc` below `model` knows."""
    from pydantic import BaseModel

    current: Any = model
    for step in loc:
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = {f.alias or n: f for n, f in current.model_fields.items()}
            if step not in fields:
                continue  # a key of a mapping, a place in a list, or the name of a variant
            current = fields[str(step)].annotation
        models = (a for a in _flattened(current) if isinstance(a, type) and issubclass(a, BaseModel))
        current = next(models, current)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [f.alias or n for n, f in current.model_fields.items()]
    return []


def _flattened(annotation: Any) -> list[Any]:
    arguments = get_args(annotation)
    return [annotation] if not arguments else [x for a in arguments for x in _flattened(a)]
