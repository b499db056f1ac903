"""A piece of a document on which what is not prose is painted over, character for character."""

from __future__ import annotations

import re
from bisect import bisect_left

from customary.audit.formats.running import identifiers, urls
from customary.audit.model import CODE, FILLERS, MARKUP, URL, Passage, Scope

EVERY_FILLER = re.compile(f"[{FILLERS}]+")
HAS_LETTER = re.compile(rf"[^\W\d_{FILLERS}]")


class Canvas:
    """One block under construction: `shown` is what the author wrote, `chars` what will be passed on.

    `start` is the block's offset in the file; every other offset counts from the block's start.
    """

    __slots__ = ("chars", "shown", "start")

    def __init__(self, shown: str, start: int) -> None:
        self.shown = shown
        self.start = start
        self.chars = list(shown)

    def fill(self, start: int, end: int, filler: str) -> None:
        """Paint `start` to `end` with `filler`; line ends show through."""
        for at in range(start, min(end, len(self.chars))):
            if self.chars[at] not in "\r\n":
                self.chars[at] = filler

    def stand_for(self, start: int, end: int, character: str) -> None:
        """Let `start` to `end`, an escape, read as the one character that it stands for."""
        self.fill(start, end - 1, MARKUP)
        self.chars[end - 1] = character

    def passage(
        self, scope: Scope, heading: str = "", level: int = 0, start: int = 0, end: int | None = None
    ) -> Passage | None:
        """The part from `start` to `end` as a passage without blank ends; None where no letter is left."""
        chars = self.chars[start:end]
        text = "".join(chars)
        if not HAS_LETTER.search(text):
            return None
        for a, b in urls(text):
            chars[a:b] = [URL] * (b - a)
        text = "".join(chars)
        for a, b in identifiers(text):
            chars[a:b] = [CODE] * (b - a)
        text = "".join(chars)
        kept = text.strip(_BLANK)
        if not HAS_LETTER.search(kept):
            return None
        first = self.start + start + len(text) - len(text.lstrip(_BLANK))
        return Passage(first, kept, scope, heading, level)


_BLANK = " \t\r\n\f\v" + MARKUP


def plain(text: str) -> str:
    """A passage's text as a reader sees it, on one line: for headings."""
    return " ".join(EVERY_FILLER.sub(_seen, text).split())


def _seen(match: re.Match[str]) -> str:
    return "" if set(match.group()) == {MARKUP} else "\N{HORIZONTAL ELLIPSIS}"


class Hits:
    """Where in a document a wanted word stands, so that all the rest can be walked over quickly."""

    __slots__ = ("_every", "_starts")

    def __init__(self, text: str, wanted: re.Pattern[str] | None) -> None:
        self._every = wanted is None
        # The mark of a quoted line would part a term of two words.
        self._starts = [m.start() for m in wanted.finditer(text.replace(">", " "))] if wanted else []

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
