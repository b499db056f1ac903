"""Where a Markdown document is opaque: fenced code, comments, raw elements and display math.

They may hold blank lines and lines without indentation, so they are found first, in one walk.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from customary.audit.formats.tags import Closers

OPENER = re.compile(
    r"```|~~~|<!--|<!\[(?i:CDATA)\[|<\?|\$\$|\\\[|<(?i:pre|script|style|textarea|svg|math)(?=[\s>])"
)
"""Only the names in any case: so the engine skips to the next of the first signs."""
BEFORE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|:|\[\^[^\]\n]*\]:)[ \t]+)*")
FENCE = re.compile(r"(`{3,})[^`\n]*$|(~{3,})[^\n]*$", re.MULTILINE)


class Opaque:
    """The opaque ranges of one document, in order and apart from each other."""

    __slots__ = ("_starts", "ends_by_line", "ranges")

    def __init__(self, text: str) -> None:
        self.ranges: list[tuple[int, int]] = []
        self.ends_by_line: dict[int, int] = {}
        """From the end of the line that opens a range to the end of the range."""
        self._walk(text)
        self._starts = [start for start, _ in self.ranges]

    def end_at(self, offset: int) -> int:
        """The end of the range that `offset` lies in, or -1."""
        nth = bisect_right(self._starts, offset) - 1
        if nth >= 0 and offset < self.ranges[nth][1]:
            return self.ranges[nth][1]
        return -1

    def _walk(self, text: str) -> None:
        position, unclosed, closers = 0, set[str](), Closers(text)
        while found := OPENER.search(text, position):
            at, mark = found.start(), found.group().lower()
            position = found.end()
            if mark in unclosed:
                continue
            line = text.rfind("\n", 0, at) + 1
            begins = BEFORE.fullmatch(text, line, at) is not None
            if mark in ("```", "~~~"):
                start, end = _fence(text, line, at) if begins else (at, -1)
            elif mark[0] == "<" and mark[1].isalpha():
                start, end = at, _raw(text, line, at, closers.of(mark[1:], at))
            else:
                start, end = at, _to_closer(text, at, mark) if begins else -1
            if end == -2:
                unclosed.add(mark)
            if end > at:
                self._add(text, at, start, end)
                position = max(end, position)
            elif mark in ("```", "~~~"):
                position = _past(text, at, mark[0])

    def _add(self, text: str, at: int, start: int, end: int) -> None:
        self.ranges.append((start, end))
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        if end > line_end:
            self.ends_by_line.setdefault(line_end, end)
            if line_end and text[line_end - 1] == "\r":
                self.ends_by_line.setdefault(line_end - 1, end)


def _fence(text: str, line: int, at: int) -> tuple[int, int]:
    """The range of a fenced block whose marks start at `at`: from the end of its first line."""
    opener = FENCE.match(text, at)
    if not opener:
        return at, -1
    marks = opener.group(1) or opener.group(2)
    start = opener.end()
    quoted = ">" in text[line:at]
    # Deeper marks belong to what the code shows.
    closer = re.compile(rf"^[ \t>]{{0,{at - line + 3}}}{marks[0]}{{{len(marks)},}}[ \t\r]*$", re.MULTILINE)
    found = closer.search(text, start)
    end = found.end() if found else len(text)
    if quoted and (left := re.compile(r"\n[ \t]{0,3}(?![ \t>])").search(text, start, end)):
        end = left.start() + 1
    elif not found and at - line > 3:
        return at, -1  # nothing closes it: in a container, it ends with the container
    return start, end


def _raw(text: str, line: int, at: int, close: int) -> int:
    """The end of an element whose content is no prose; -1 where it stands in inline code."""
    if text.count("`", line, at) % 2:
        return -1
    if close < 0:
        return -2
    end = text.find(">", close)
    return end + 1 if end >= 0 else len(text)


def _to_closer(text: str, at: int, mark: str) -> int:
    closer = {"<!--": "-->", "<![cdata[": "]]>", "<?": "?>", "$$": "$$", "\\[": "\\]"}[mark]
    end = text.find(closer, at + 2)
    if end < 0:
        return -2
    if mark == "\\[" and "\n\n" in text[at:end]:
        return -1
    return end + len(closer)


def _past(text: str, at: int, mark: str) -> int:
    """The offset after the run of `mark` that starts at `at`."""
    while text.startswith(mark, at):
        at += 1
    return at
