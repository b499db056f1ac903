"""What is wrong with an input: where, what, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class ProblemInFile:
    """One fault of one file, as a reader needs it.

    `line` and `column` count from 1; 0 means that the fault belongs to the whole file.
    `what` states the fact, `remedy` what to do about it (it may be empty where `what` says all).
    """

    path: str
    line: int
    column: int
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        where = ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])
        return printable(f"{where}: {self.what} {self.remedy}".rstrip())


class BadInput(Exception):
    """Raised by every loader, with all the problems it found, in the order of the file."""

    def __init__(self, problems: Iterable[ProblemInFile]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that a writer most likely meant by `word`, or None where none is close."""
    by_folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(word[:80].casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def not_a_name(word: str, what: str, names: Iterable[str]) -> tuple[str, str]:
    """The (what, remedy) pair for a word that should have been one of `names`."""
    names = list(names)
    meant = nearest(word, names)
    choice = f"Choose: {', '.join(names)}." if names else "There is none yet."
    remedy = f'Did you mean "{meant}"?' if meant else choice
    return f'"{shortened(word)}" is not {what}.', remedy


def shortened(text: str, limit: int = 60) -> str:
    """`text` cut to `limit` characters, so that a hostile value can't flood a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def printable(text: str) -> str:
    """`text` with control characters and direction marks shown as escapes, safe for a terminal."""
    return "".join(c if c.isprintable() or c in "\u00a0\u202f" else f"\\u{ord(c):04x}" for c in text)
