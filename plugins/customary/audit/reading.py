"""A passage as a reader sees it: marks without width are gone, every character still knows its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from customary.audit.model import FILLERS, MARKUP, Passage
from customary.text import Edit

APOSTROPHES = "'\u2019\u02bc\uff07"
"""Straight, curly, the modifier letter, and the full-width form."""
_TOKEN = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*|[{FILLERS}]+|[^\w\s]|_+")
_DASH = " - "
REACH = 120
"""Characters to either side of an occurrence that its cues may look at."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is the passage without MARKUP; `at[i]` is the file offset of `text[i]`."""

    text: str
    at: Sequence[int]
    start: int = 0
    end: int = 0
    """The passage's own range, invisible marks included."""
    escapes: Mapping[int, int] = field(default_factory=dict)
    """For a character that is written as an escape: the file offset of its last sign to that of its first."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The file offsets of `text[start:end]`, `end` > `start`."""
        return self.at[start], self.at[end - 1] + 1

    def index(self, offset: int) -> int:
        """Where the file's `offset` stands in `text` (the next visible character, if it is invisible)."""
        if isinstance(self.at, range):
            return offset - self.at.start
        return bisect_left(self.at, offset)


@lru_cache(maxsize=64)
def reading(passage: Passage) -> Reading:
    """What a reader sees of `passage`."""
    text = passage.text
    if MARKUP not in text:
        return Reading(text, range(passage.start, passage.end), passage.start, passage.end)
    at: list[int] = []
    start = passage.start
    for piece in text.split(MARKUP):
        at.extend(range(start, start + len(piece)))
        start += len(piece) + 1
    escapes = {end - 1: start for start, end in passage.escapes}
    return Reading(text.replace(MARKUP, ""), at, passage.start, passage.end, escapes)


Change = tuple[int, int, str]
"""Offsets of a reading, and what to put there."""


def edits_of(view: Reading, changes: list[Change]) -> tuple[Edit, ...] | None:
    """The changes as edits of the file that leave all markup alone; None where that can't be done."""
    edits: list[Edit] = []
    for start, end, text in sorted(changes):
        if start == end:
            at = _starts_at(view, start) if start < len(view.at) else view.at[start - 1] + 1
            edits.append(Edit(at, at, text))
            continue
        pieces = _pieces(view, start, end)
        bearer = _bearer(pieces, text)
        if bearer is None:
            return None
        for piece in pieces:
            edits.append(Edit(piece[0], piece[1], text if piece is bearer else ""))
    return tuple(edits)


Piece = tuple[int, int, bool]
"""A run of the file without markup inside, and whether markup encloses it on both sides."""


def _pieces(view: Reading, start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    first = start
    for i in range(start, end):
        if i + 1 == end or _starts_at(view, i + 1) != view.at[i] + 1:
            begin = _starts_at(view, first)
            left = (view.at[first - 1] + 1 if first else view.start) != begin
            right = (_starts_at(view, i + 1) if i + 1 < len(view.at) else view.end) != view.at[i] + 1
            pieces.append((begin, view.at[i] + 1, left and right))
            first = i + 1
    return pieces


def _starts_at(view: Reading, i: int) -> int:
    """Where the file begins to say the character `i`: of an escape, at its first sign."""
    return view.escapes.get(view.at[i], view.at[i])


def _bearer(pieces: list[Piece], text: str) -> Piece | None:
    """The piece that takes the new text: one that markup encloses, so that no markup is left empty."""
    if len(pieces) == 1:
        return pieces[0]
    enclosed = [piece for piece in pieces if piece[2]]
    if not text or len(enclosed) > 1:
        return None
    return enclosed[0] if enclosed else max(pieces, key=lambda piece: piece[1] - piece[0])


class Token(NamedTuple):
    """A word, a mark, or a run of fillers (something seen that is not prose)."""

    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """True for a word or a number."""
        return self.text[0].isalnum()


_new = tuple.__new__


def words(text: str) -> frozenset[str]:
    """The words of `text` as a set, for lists that are easier to read in a row."""
    return frozenset(text.split())


def words_before(view: Reading, position: int, first: int = 0) -> list[Token]:
    """The tokens before `position` of the reading (from `first` on), nearest first."""
    return _tokens(view.text, max(first, position - REACH), position)[::-1]


def words_after(view: Reading, position: int, last: int | None = None) -> list[Token]:
    """The tokens from `position` of the reading on (up to `last`), nearest first."""
    end = len(view.text) if last is None else last
    return _tokens(view.text, position, min(end, position + REACH))


def _tokens(text: str, start: int, end: int) -> list[Token]:
    before = max(0, start - 1)
    if text.find(_DASH, before, end + 1) >= 0:  # between spaces it parts words, and joins none
        text = text[before : end + 1].replace(_DASH, " \N{EN DASH} ")
        start, end = start - before, end - before
    # As fast as can be, twice an occurrence: a named tuple's own way to be made takes twice as long.
    found = _TOKEN.findall(text, start, end)
    return list(map(_new, repeat(Token), zip(found, map(str.lower, found), strict=True)))
