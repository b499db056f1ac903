"""Lines of a block: where their content starts, and in which column."""

from __future__ import annotations

Line = tuple[int, int]
"""From where the content of a line starts, after the marks of what holds it, to its end."""


def split(text: str, start: int, end: int) -> list[Line]:
    """The lines from `start` to `end` without their line ends."""
    lines, at = [], start
    while at < end:
        newline = text.find("\n", at, end)
        stop = end if newline < 0 else newline
        lines.append((at, stop - 1 if stop > at and text[stop - 1] == "\r" else stop))
        at = stop + 1
    return lines


def indented(text: str, start: int, end: int, columns: int = 0) -> tuple[int, int]:
    """Where the content of a line starts, and at which column, when `start` is at `columns`."""
    at = start
    while at < end:
        character = text[at]
        if character == " ":
            columns += 1
        elif character == "\t":
            columns += 4 - columns % 4
        elif character not in "\r\f\v":
            break
        at += 1
    return at, columns


def dedented(text: str, start: int, end: int, offset: int) -> int:
    """The offset after `offset` columns of indentation, or after all that there is."""
    columns = 0
    while start < end and columns < offset and text[start] in " \t":
        columns += 4 - columns % 4 if text[start] == "\t" else 1
        start += 1
    return start
