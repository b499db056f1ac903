"""A passage as a reader sees it: marks without width are gone, every character still knows its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from customary.audit.model import FILLERS, MARKUP, Passage

APOSTROPHES = "'\u2019\u02bc\uff07"
"""Straight, curly, the modifier letter, and the full-width form."""
_TOKEN = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*|[{FILLERS}]+|[^\w\s]|_+")
_REACH = 240
"""Characters to either side of an occurrence that its cues may look at."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is the passage without MARKUP; `at[i]` is the file offset of `text[i]`."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The file offsets of `text[start:end]`, `end` > `start`."""
        return self.at[start], self.at[end - 1] + 1

    def index(self, offset: int) -> int:
        """Where the file's `offset` stands in `text` (the next visible character, if it is invisible)."""
        if isinstance(self.at, range):
            return offset - self.at.start
        low, high = 0, len(self.at)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.at[middle] < offset else (low, middle)
        return low


@lru_cache(maxsize=64)
def reading(passage: Passage) -> Reading:
    """What a reader sees of `passage`."""
    text = passage.text
    if MARKUP not in text:
        return Reading(text, range(passage.start, passage.end))
    seen = [i for i, c in enumerate(text) if c != MARKUP]
    return Reading("".join(text[i] for i in seen), tuple(passage.start + i for i in seen))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a run of fillers (something seen that is not prose)."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """True for a word or a number."""
        return self.text[0].isalnum()


def words(text: str) -> frozenset[str]:
    """The words of `text` as a set, for lists that are easier to read in a row."""
    return frozenset(text.split())


def words_before(view: Reading, position: int) -> list[Token]:
    """The tokens before `position` of the reading, nearest first."""
    left = max(0, position - _REACH)
    return _tokens(view.text, left, position)[::-1]


def words_after(view: Reading, position: int) -> list[Token]:
    """The tokens from `position` of the reading on, nearest first."""
    return _tokens(view.text, position, min(len(view.text), position + _REACH))


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [Token(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
