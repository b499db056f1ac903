"""Collecting all the problems of one file while its parts are read."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from typing import Any

from customary.errors import BadInput, ProblemInFile, not_a_name, shortened
from customary.fit.answers import LONGEST_TEXT, LONGEST_WORD, quoted
from customary.source import Document

Steps = Sequence[str | int]
MOST_NAMES = 500
"""Of a group of settings, so that a hostile file can't keep the search for near names busy."""


class Reader:
    """A document and the problems found in it so far. A reading method notes a problem and goes on."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[ProblemInFile] = []
        self.warnings: list[str] = []

    def bad(self, place: Steps, what: str, remedy: str = "", *, on_key: bool = False) -> None:
        """Note a problem at a place of the document."""
        self.problems.append(self.document.problem(place, what, remedy, on_key=on_key))

    def stop_if_bad(self) -> None:
        """Raise BadInput with everything noted."""
        if self.problems:
            raise BadInput(set(self.problems))

    def text(self, data: dict[str, Any], key: str, place: Steps, limit: int = LONGEST_TEXT) -> str:
        """The text at `key`, or "" where there is none."""
        typed = data.get(key)
        if typed is None:
            return ""
        if isinstance(typed, (list, dict)):
            self.bad((*place, key), f"{quoted(typed)} stands where a text should.", "Write one text.")
            return ""
        if len(str(typed)) > limit:
            what = f'"{key}" has {len(str(typed))} characters; the limit is {limit}.'
            self.bad((*place, key), what, "Shorten it.")
            return ""
        return str(typed)

    def whole(
        self, data: dict[str, Any], key: str, place: Steps, low: int, high: int, default: int | None = None
    ) -> int | None:
        """The whole number at `key`, from `low` to `high`."""
        typed = data.get(key)
        if typed is None:
            return default
        number = as_int(typed)
        if number is None or not low <= number <= high:
            what = f"{quoted(typed)} is not a whole number from {low} to {high}."
            self.bad((*place, key), what, f'Change "{key}".')
            return default
        return number

    def words(self, data: dict[str, Any], key: str, place: Steps) -> tuple[str, ...]:
        """The list of words at `key`, each once."""
        typed = data.get(key)
        if typed is None:
            return ()
        if not isinstance(typed, list):
            self.bad((*place, key), f"{quoted(typed)} is not a list.", f'Write "{key}: [one, another]".')
            return ()
        found: dict[str, None] = {}
        for position, word in enumerate(typed):
            at = (*place, key, position)
            if isinstance(word, (list, dict)) or word is None or not str(word).strip():
                self.bad(at, f"{quoted(word)} is not a word.", "Write a word.")
            elif len(str(word)) > LONGEST_WORD:
                self.bad(at, f"A word of {len(str(word))} characters is too long.", "Shorten it.")
            elif str(word) in found:
                self.bad(at, f'"{shortened(str(word))}" is listed twice.', "Keep one of them.")
            else:
                found[str(word)] = None
        return tuple(found)

    def choice(
        self, data: dict[str, Any], key: str, place: Steps, names: Collection[str], what: str
    ) -> str | None:
        """One of `names` at `key`; None where there is nothing, or something else."""
        typed = data.get(key)
        if typed is None:
            return None
        if isinstance(typed, str) and typed in names:
            return typed
        self.bad((*place, key), *not_a_name(str(typed), what, names))
        return None

    def mapping(self, data: Any, place: Steps, what: str) -> dict[str, Any]:
        """`data` as settings; anything else is a problem and counts as empty."""
        if isinstance(data, dict):
            return data
        if data is not None:
            self.bad(place, f"{quoted(data)} is not {what}.", 'Write "name: value" lines.')
        return {}

    def listing(self, data: Any, place: Steps, what: str) -> list[Any]:
        """`data` as a list; anything else is a problem and counts as empty."""
        if isinstance(data, list):
            return data
        if data is not None:
            self.bad(place, f"{quoted(data)} is not {what}.", "Write a list.")
        return []

    def likely_typos(self, data: dict[str, Any], place: Steps, names: Collection[str]) -> None:
        """Note names that are nearly one of `names`; other extra names are let pass."""
        for key in list(data)[:MOST_NAMES]:
            if key not in names and difflib.get_close_matches(key[:80], names, n=1, cutoff=0.8):
                self.bad((*place, key), *not_a_name(key, "a setting", names), on_key=True)


def as_int(typed: Any) -> int | None:
    """A whole number from an int or its digits; None for anything else, truth values included."""
    if isinstance(typed, bool):
        return None
    if isinstance(typed, int):
        return typed
    if isinstance(typed, str) and typed.strip().lstrip("+-").isascii():
        digits = typed.strip().removesuffix(".0")
        if digits.lstrip("+-").isdigit() and len(digits) <= 20:
            return int(digits)
    return None
