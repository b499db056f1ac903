"""Plain text: paragraphs parted by blank lines; addresses, file names and identifiers are no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from customary.audit.formats.canvas import Canvas
from customary.audit.formats.hits import Hits
from customary.audit.model import MARKUP, Passage

NOTE = re.compile(r"<!--[^<>]*-->|^[ \t]*\[audit:[^\]\n]*\]", re.MULTILINE)
"""What an author says to the audit (see `customary.audit.suppress`)."""
GAP = re.compile(r"\n[ \t\r\f]*(?=\n)")


def passages(text: str, wanted: re.Pattern[str] | None = None) -> list[Passage]:
    """The paragraphs of a plain text, in source order."""
    hits = Hits(text, wanted)
    if not hits:
        return []
    made = (_passage(text, start, end) for start, end in _paragraphs(text) if hits.within(start, end))
    return [passage for passage in made if passage]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in GAP.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _passage(text: str, start: int, end: int) -> Passage | None:
    canvas = Canvas(text[start:end], start)
    for note in NOTE.finditer(canvas.shown):
        canvas.fill(*note.span(), MARKUP)
    return canvas.passage("paragraph")
