"""Offsets are sacred: spans, edits, lines, and reading and writing files without losing a byte.

Every offset counts characters of a file decoded as UTF-8, a byte order mark included as one
character and line ends left as they are.
"""

from __future__ import annotations

import bisect
import errno
import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from customary.errors import BadInput, ProblemInFile

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes. A larger text is named and left alone: nobody wrote it by hand."""
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters: `start` is in it, `end` is not."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """What the span covers in `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `replacement` where the characters `start` to `end` (half-open) stand."""

    start: int
    end: int
    replacement: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` made. They must not overlap; nothing outside them changes."""
    out: list[str] = []
    position = 0
    for edit in sorted(set(edits)):
        if edit.start < position or edit.end > len(text) or edit.end < edit.start:
            raise ValueError(f"edit {edit} overlaps another one or lies outside the text")
        out += (text[position : edit.start], edit.replacement)
        position = edit.end
    out.append(text[position:])
    return "".join(out)


class LineIndex:
    """Answers which line and column (both from 1) an offset is at. LF, CRLF and CR end a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        step = self._starts.append
        position, size = 0, len(text)
        newline, carriage = text.find("\n"), text.find("\r")
        while newline >= 0 or carriage >= 0:
            if carriage >= 0 and (newline < 0 or carriage < newline - 1):
                position = carriage + 1  # an old Mac line end
            else:
                position = newline + 1  # LF, or the LF of a CRLF
            step(position)
            newline = text.find("\n", position) if 0 <= newline < position else newline
            carriage = text.find("\r", position) if 0 <= carriage < position else carriage
        self._size = size

    def at(self, offset: int) -> tuple[int, int]:
        """(line, column) of `offset`, 0 <= offset <= length of the text."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start_of(self, line: int) -> int:
        """The offset at which `line` (from 1) starts."""
        return self._starts[line - 1]


def read_text(path: Path, shown_as: str | None = None) -> str:
    """The file's text, byte order mark and line ends as they are.

    Raises BadInput where the file is missing, not UTF-8, binary or larger than `LARGEST_FILE`.
    """
    name = shown_as or str(path)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _bad(
                name,
                f"The file has {size} bytes; the limit is {LARGEST_FILE}.",
                "Split it, or leave it out of the paths.",
            )
        raw = path.read_bytes()
    except OSError as error:
        raise _bad(
            name, f"The file can't be read: {error.strerror or error}.", "Check the name and the permissions."
        ) from None
    return decode(raw, name)


def decode(raw: bytes, shown_as: str) -> str:
    """`raw` as UTF-8 text, or BadInput that names line and column of the first bad byte."""
    if b"\0" in raw:
        raise _bad(
            shown_as, "The file holds NUL bytes, so it is not text.", "Save it as UTF-8, or leave it out."
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        what = f"Byte 0x{raw[error.start]:02x} is not UTF-8."
        raise BadInput([ProblemInFile(shown_as, line, column, what, "Save the file as UTF-8.")]) from None


def write_text(path: Path, text: str) -> None:
    """Replace the file's content in one step: readers see all of the old or all of the new.

    Owner and permissions are kept; a symbolic link stays a link and its target is written. Raises an OSError
    that names `path`, also where the file is there and is not to be written.
    """
    target = Path(os.path.realpath(path))
    before = target.stat() if target.exists() else None
    if before and not (before.st_mode & _WRITABLE and os.access(target, os.W_OK)):  # root may do anything
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:  # it would name the file in between, which nobody knows
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
        if before and hasattr(os, "chown"):
            with suppress(PermissionError):  # only root gives files away
                os.chown(name, before.st_uid, before.st_gid)
        Path(name).chmod(stat.S_IMODE(before.st_mode) if before else 0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _bad(path: str, what: str, remedy: str) -> BadInput:
    return BadInput([ProblemInFile(path, 0, 0, what, remedy)])
