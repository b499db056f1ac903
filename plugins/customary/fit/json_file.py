"""JSON that remembers line and column, as the same Document that YAML becomes.

Whole numbers arrive as int, true and false as bool, null as None, texts as str, and any other number as the
text that was typed, so that no float decides anything. Duplicate keys, NaN and bottomless nesting are
problems.
"""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

from customary.errors import BadInput, ProblemInFile, shortened
from customary.source import DEEPEST, Document, Place
from customary.text import LineIndex, read_text

LARGEST_JSON = 16 * 1024 * 1024
"""Characters."""
_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None}


def load_json(path: Path, shown_as: str | None = None) -> Document:
    """Read one JSON file. Raises BadInput with a line."""
    name = shown_as or str(path)
    return parse_json(read_text(path, name), name)


def parse_json(text: str, path: str) -> Document:
    """Parse JSON text; `path` is the name to show."""
    if len(text) > LARGEST_JSON:
        what = f"The file has {len(text)} characters; the limit is {LARGEST_JSON}."
        raise BadInput([ProblemInFile(path, 0, 0, what, "Split it.")])
    reader = _Reader(text, path)
    try:
        return reader.read()
    except _NotJson as wrong:
        what = f"This is not JSON: {wrong.what}."
        line, column = reader.lines.at(min(wrong.offset, len(text)))
        raise BadInput([ProblemInFile(path, line, column, what, wrong.remedy)]) from None


class _NotJson(ValueError):
    def __init__(self, offset: int, what: str, remedy: str = "Check commas, quotes and brackets.") -> None:
        super().__init__(what)
        self.offset, self.what, self.remedy = offset, what, remedy


class _Reader:
    """Reads values one after the other and notes where each of them, and each key, stands."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path, self.lines = text, path, LineIndex(text)
        self.position = 1 if text.startswith("\ufeff") else 0
        self.values: dict[Place, tuple[int, int]] = {}
        self.keys: dict[Place, tuple[int, int]] = {}
        self.problems: list[ProblemInFile] = []

    def read(self) -> Document:
        data = self._value(())
        self._skip_space()
        if self.position < len(self.text):
            raise _NotJson(self.position, "something follows the end")
        if self.problems:
            raise BadInput(self.problems)
        return Document(self.path, data, self.values, self.keys)

    def _value(self, place: Place) -> Any:
        self._skip_space()
        self.values[place] = self.lines.at(self.position)
        if len(place) > DEEPEST:
            raise _NotJson(self.position, f"more than {DEEPEST} levels of nesting", "Make it flatter.")
        start = self.text[self.position : self.position + 1]
        if start == "{":
            return self._object(place)
        if start == "[":
            return self._array(place)
        if start == '"':
            return self._string()
        return self._number_or_word()

    def _object(self, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self.position += 1
        if self._take("}"):
            return found
        while True:
            self._skip_space()
            at = self.position
            if self.text[at : at + 1] != '"':
                raise _NotJson(at, "a name in quotes is missing")
            key = self._string()
            self.keys[(*place, key)] = self.lines.at(at)
            if key in found:
                what = f'"{shortened(key)}" is set twice.'
                self.problems.append(ProblemInFile(self.path, *self.lines.at(at), what, "Keep one of them."))
            self._must_take(":")
            found[key] = self._value((*place, key))
            if self._take("}"):
                return found
            self._must_take(",")

    def _array(self, place: Place) -> list[Any]:
        found: list[Any] = []
        self.position += 1
        if self._take("]"):
            return found
        while True:
            found.append(self._value((*place, len(found))))
            if self._take("]"):
                return found
            self._must_take(",")

    def _string(self) -> str:
        try:
            text, self.position = scanstring(self.text, self.position + 1, True)
        except json.JSONDecodeError as error:
            raise _NotJson(error.pos, error.msg[:1].lower() + error.msg[1:]) from None
        if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
            raise _NotJson(
                self.position, "half of a character pair stands alone", "Write the character itself."
            )
        return str(text)

    def _number_or_word(self) -> Any:
        if match := _NUMBER.match(self.text, self.position):
            self.position = match.end()
            typed = match[0]
            return int(typed) if typed.lstrip("-").isdigit() and len(typed) < 30 else typed
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return value
        raise _NotJson(self.position, "a value is missing")

    def _skip_space(self) -> None:
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def _take(self, mark: str) -> bool:
        self._skip_space()
        if self.text[self.position : self.position + 1] == mark:
            self.position += 1
            return True
        return False

    def _must_take(self, mark: str) -> None:
        if not self._take(mark):
            raise _NotJson(self.position, f'"{mark}" is missing')
