"""A piece of a document on which what is not prose is painted over, character for character."""

from __future__ import annotations

import re
from collections.abc import Iterable

from customary.audit.formats.running import identifiers, urls
from customary.audit.model import CODE, FILLERS, MARKUP, URL, Passage, Scope

EVERY_FILLER = re.compile(f"[{FILLERS}]+")
HAS_LETTER = re.compile(rf"[^\W\d_{FILLERS}]")


class Canvas:
    """One block under construction: `shown` is what the author wrote, `chars` what will be passed on.

    `start` is the block's offset in the file; every other offset counts from the block's start.
    """

    __slots__ = ("chars", "escapes", "shown", "start")

    def __init__(self, shown: str, start: int) -> None:
        self.shown = shown
        self.start = start
        self.chars = list(shown)
        self.escapes: list[tuple[int, int]] = []

    def fill(self, start: int, end: int, filler: str) -> None:
        """Paint `start` to `end` with `filler`; line ends show through."""
        for at in range(start, min(end, len(self.chars))):
            if self.chars[at] not in "\r\n":
                self.chars[at] = filler

    def stand_for(self, start: int, end: int, character: str) -> None:
        """Let `start` to `end`, an escape, read as the one character that it stands for.

        A letter is read only within a word: a word that began with an escape could not be cut out cleanly.
        """
        if character.isalnum() and not (start and self.chars[start - 1].isalnum()):
            self.fill(start, end, CODE)
            return
        self.fill(start, end - 1, MARKUP)
        self.chars[end - 1] = character
        self.escapes.append((self.start + start, self.start + end))

    def passage(
        self, scope: Scope, heading: str = "", level: int = 0, start: int = 0, end: int | None = None
    ) -> Passage | None:
        """The part from `start` to `end` as a passage without blank ends; None where no letter is left."""
        text = "".join(self.chars[start:end])
        if not HAS_LETTER.search(text):
            return None
        text = _painted(text, urls(text), URL)
        text = _painted(text, identifiers(text), CODE)
        kept = text.strip(_BLANK)
        if not HAS_LETTER.search(kept):
            return None
        first = self.start + start + len(text) - len(text.lstrip(_BLANK))
        last = first + len(kept)
        inside = tuple(sorted(e for e in self.escapes if first <= e[0] and e[1] <= last))
        return Passage(first, kept, scope, heading, level, inside)


_BLANK = " \t\r\n\f\v" + MARKUP


def _painted(text: str, ranges: Iterable[tuple[int, int]], filler: str) -> str:
    parts: list[str] = []
    after = 0
    for start, end in ranges:
        parts += text[after:start], filler * (end - start)
        after = end
    return "".join([*parts, text[after:]]) if parts else text


def plain(text: str) -> str:
    """A passage's text as a reader sees it, on one line: for headings."""
    return " ".join(EVERY_FILLER.sub(_seen, text).split())


def _seen(match: re.Match[str]) -> str:
    return "" if set(match.group()) == {MARKUP} else "\N{HORIZONTAL ELLIPSIS}"
