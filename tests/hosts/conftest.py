"""A real terminal for the commands that ask."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator

import pytest

HEED_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""What a shell starts in the background is deaf to Ctrl-C, and so is all that this starts: the tests, too."""
START = (
    f"{HEED_CTRL_C}import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "from customary.hosts.cli import main; main()"
)
PATIENCE = 60
"""Seconds without a sign of life."""
SHRUG = 5
"""Seconds after which a person presses Ctrl-C again."""


class Terminal:
    """One command in a terminal of its own, typed into as a person would."""

    def __init__(self, *arguments: str, columns: int = 80) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-c", START, *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env={name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")},
        )  # fmt: skip
        os.close(theirs)
        self.screen = ""
        """All that was shown so far."""
        self._read = 0

    def until(self, words: str) -> str:
        """Wait for `words`; what was shown since the last wait."""
        while words not in self.screen[self._read :]:
            assert self._more(), f"{words!r} never came; there is:\n{self.screen}"
        start, self._read = self._read, self.screen.index(words, self._read) + len(words)
        return self.screen[start : self._read]

    def type(self, keys: str) -> None:
        """Press `keys`: "\\n" for Enter, "\\x03" for Ctrl-C, "\\x04" for Ctrl-D."""
        os.write(self._ours, keys.encode())
        tries = PATIENCE // SHRUG
        while keys == "\x03" and not self._answers():
            assert tries, f"Ctrl-C has no effect; there is:\n{self.screen}"
            tries -= 1
            os.write(self._ours, keys.encode())  # it came just before the program began to wait for keys

    def _answers(self) -> bool:
        """Whether anything but the echo of Ctrl-C comes soon."""
        before = self.screen
        while self.screen[len(before) :].strip() in ("", "^C"):
            if not select.select([self._ours], [], [], SHRUG)[0]:
                return False
            if not self._more():
                return True
        return True

    def end(self) -> int:
        """Wait for the end; the exit code."""
        while self._more():
            pass
        return self._process.wait(PATIENCE)

    def close(self) -> None:
        """Leave nothing behind."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def _more(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], PATIENCE)
        try:
            shown = os.read(self._ours, 65536) if ready else b""
        except OSError:  # the other end is gone
            shown = b""
        self.screen += shown.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(shown)


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Starts `customary` with these arguments in a terminal."""
    opened: list[Terminal] = []

    def open_one(*arguments: str, columns: int = 80) -> Terminal:
        opened.append(Terminal(*arguments, columns=columns))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
