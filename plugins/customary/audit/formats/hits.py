"""Where in a document a wanted word stands, so that all the rest can be walked over quickly."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from customary.audit.model import MARKUP

CUT = re.compile(r"[*~=>](?=[^\W_])")
"""What may end emphasis or an inline tag in the middle of a word."""
TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|span|mark|small|sub|sup|a|abbr|font|del|ins)(?=[\s>])", re.IGNORECASE
)


class Hits:
    """The places of a document at which `wanted` matches; without `wanted`, every place is one."""

    __slots__ = ("_every", "_starts")

    def __init__(self, text: str, wanted: re.Pattern[str] | None) -> None:
        self._every = wanted is None
        self._starts = _starts(text, wanted) if wanted else []

    def __bool__(self) -> bool:
        return self._every or bool(self._starts)

    def within(self, start: int, end: int) -> bool:
        """Is there one from `start` to `end`?"""
        if self._every:
            return True
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end

    def left_after(self, start: int) -> bool:
        """Is there one at `start` or later?"""
        return self._every or (bool(self._starts) and self._starts[-1] >= start)

    def leave_out(self, ranges: list[tuple[int, int]]) -> None:
        """Forget those that lie in `ranges`, which are in order."""
        kept, at = [], 0
        for start in self._starts:
            while at < len(ranges) and ranges[at][1] <= start:
                at += 1
            if at == len(ranges) or start < ranges[at][0]:
                kept.append(start)
        self._starts = kept


def _starts(text: str, wanted: re.Pattern[str]) -> list[int]:
    words, others = _parts(wanted)
    cut = _cut_words(text) if MARKUP in wanted.pattern else []
    text = text.replace(">", " ")  # the mark of a quoted line would part a term of two words
    lowered = text.lower() if words else ""
    if len(lowered) != len(text):  # a rare letter whose small form is longer
        words, others = (), wanted
    starts = []
    for word in words:
        at = lowered.find(word)
        while at >= 0:
            starts.append(at)
            at = lowered.find(word, at + 1)
    if others:
        starts += [found.start() for found in others.finditer(text)]
    return sorted(starts + cut)


def _cut_words(text: str) -> list[int]:
    """Where a word goes on after emphasis or a tag."""
    return [at for found in CUT.finditer(text) if (at := _before_mark(text, found.start())) >= 0]


def _before_mark(text: str, at: int) -> int:
    """The offset of the letter before the mark that ends at `at`; -1 where none is."""
    if text[at] == ">":
        at = text.rfind("<", max(at - 200, 0), at)
        if at < 1 or not text[at - 1].isalnum() or not TAG.match(text, at):
            return -1
        return at - 1
    mark = text[at]
    while at >= 0 and text[at] == mark:
        at -= 1
    return at if at >= 0 and text[at].isalnum() else -1


@lru_cache(maxsize=16)
def _parts(wanted: re.Pattern[str]) -> tuple[tuple[str, ...], re.Pattern[str] | None]:
    """The plain words among the alternatives of `wanted`, and a pattern of all others.

    Looking for plain words one by one is many times faster than one expression that ignores case.
    """
    if not wanted.flags & re.IGNORECASE:
        return (), wanted
    words, others = set(), []
    for part in wanted.pattern.split("|"):
        word = re.sub(r"\\(.)", r"\1", part)
        if part and re.escape(word) == part and word == word.lower():
            words.add(word)
        elif MARKUP not in part:
            others.append(part)
    try:
        rest = re.compile("|".join(others), wanted.flags) if others else None
    except re.error:  # a bar inside a group
        return (), wanted
    shortest = (word for word in words if not any(other != word and other in word for other in words))
    return tuple(sorted(shortest)), rest
