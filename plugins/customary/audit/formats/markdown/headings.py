"""The heading that stands above a place, worked out only when somebody asks."""

from __future__ import annotations

import re

from customary.audit.formats.canvas import Canvas, plain
from customary.audit.formats.markdown.inline import Inline
from customary.audit.formats.markdown.opaque import Opaque
from customary.audit.model import MARKUP

CLOSED_HEADING = re.compile(r"(?<![ \t#])[ \t]*#++(?=[ \t]*(?:\{[^{}\n]*\})?[ \t\r]*$)")
_LINE = (
    r"[ ]{0,3}(?:\#{1,6}(?P<atx>[^\n]+)|(?P<under>=+|-+)[ \t\r]*(?=\n|\Z)"
    r"|<h[1-6]\b[^>\n]*>(?P<html>[^\n]*))"
)
FIRST = re.compile(_LINE)
HEADINGS = re.compile(rf"\n{_LINE}")


class Headings:
    """Walks down a document, from `body` on, and remembers the last heading."""

    def __init__(self, text: str, opaque: Opaque, labels: frozenset[str], body: int) -> None:
        self._text = text
        self._opaque = opaque
        self._labels = labels
        self._until = body
        self._last = ""
        self._last_at: tuple[int, int] | None = None
        if first := FIRST.match(text, body):
            self._note(first)

    def above(self, offset: int) -> str:
        """The nearest heading above `offset` as plain text; to be asked for in rising order."""
        if offset > self._until:
            for found in HEADINGS.finditer(self._text, max(self._until - 1, 0), offset):
                if self._opaque.end_at(found.end() - 1) < 0:
                    self._note(found)
            self._until = offset
        if self._last_at:
            self._last = self._read(*self._last_at)
            self._last_at = None
        return self._last

    def _read(self, start: int, end: int) -> str:
        canvas = Canvas(self._text[start:end], start)
        walk = Inline(canvas, self._labels, "")
        if marks := CLOSED_HEADING.search(canvas.shown):
            canvas.fill(marks.start(), marks.end(), MARKUP)
        walk.paint()
        return plain("".join(canvas.chars))

    def _note(self, found: re.Match[str]) -> None:
        if not found["under"]:
            self._last_at = found.span(found.lastgroup or 0)
            return
        line = self._text.rfind("\n", 0, found.start()) + 1
        if re.compile(r"[ ]{0,3}[^\s>#|\-*+`~]").match(self._text, line, found.start()):
            self._last_at = (line, found.start())
