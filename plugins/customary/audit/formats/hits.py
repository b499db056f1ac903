"""Where in a document a wanted word stands, so that all the rest can be walked over quickly."""

from __future__ import annotations

import re
from bisect import bisect_left

from customary.audit.model import MARKUP
from customary.audit.stems import prefilter_of

CUT = re.compile(r"[*~=>](?=[^\W_])(?<!\s[*~=])(?<!\s\*\*)")
"""What may end emphasis or an inline tag in the middle of a word; most marks stand before one."""
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
    cut = _cut_words(text) if MARKUP in wanted.pattern else []
    literals = prefilter_of(wanted)
    if literals:
        return sorted([*literals.starts(text), *cut])
    # the mark of a quoted line would part a term of two words
    return sorted([*(found.start() for found in wanted.finditer(text.replace(">", " "))), *cut])


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
    if mark == "=" and text[at - 1 : at] != mark:
        return -1  # marked text stands between two
    while at >= 0 and text[at] == mark:
        at -= 1
    return at if at >= 0 and text[at].isalnum() else -1
