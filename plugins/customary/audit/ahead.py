"""Work that a second process does while the first one is busy with something else.

A generator renders one page after the other on one core, while the other cores wait. So the pages are judged
on one of them, and what was learned waits in a file until it is wanted. What comes back is the same as if the
work were done when it is asked for, and where there is no second process (one core, few pages, another system
than Linux, other threads), it is done then.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, BinaryIO

FEWEST = 60
"""Below so many names, a second process takes longer to start than it saves."""
_NICE = 5
"""How far the second process stands back where there is not enough to go round."""
_SIZE = 4
"""Bytes that tell how long the next thing is."""


class Ahead:
    """Does `work`, and does it ahead for the names that `names` gives. `work` gives lists, texts, numbers and
    None only, and depends on nothing that changes from now on."""

    def __init__(self, names: Callable[[], Sequence[str]], work: Callable[[str], Any]) -> None:
        self._work = work
        self._child = 0
        self._file: BinaryIO | None = None
        self._done: dict[str, Any] = {}
        if _can_fork():
            self._begin(names)

    def take(self, name: str) -> Any:
        """What `work` gives for `name`, once; it waits for the second process to come to its end."""
        if self._child:
            self._wait()
        while self._file and name not in self._done:
            self._fetch(self._file)
        return self._done.pop(name) if name in self._done else self._work(name)

    def close(self) -> None:
        """End the second process, whatever is left of its work."""
        if self._child:
            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            self._wait()
        if self._file:
            self._file.close()
            self._file = None

    def _wait(self) -> None:
        with suppress(ChildProcessError):
            os.waitpid(self._child, 0)
        self._child = 0
        if self._file:
            self._file.seek(0)

    def _begin(self, names: Callable[[], Sequence[str]]) -> None:
        first = os.getpid()
        # Ctrl-C ends the first process, and that ends the second one, which must never go on as the first.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 (open for as long as somebody asks)
            with warnings.catch_warnings():  # threads that Python does not know: none of ours is among them
                warnings.simplefilter("ignore", DeprecationWarning)
                self._child = os.fork()
        except OSError:
            self.close()
        if self._child or not self._file:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            return
        try:  # from here on, this is the second process
            os.nice(_NICE)
            for name in names():
                if os.getppid() != first:
                    break  # nobody is left to ask
                _say((name, self._work(name)), self._file)
            self._file.flush()
        finally:
            os._exit(0)  # whatever happened: the first process does by itself what it does not hear of

    def _fetch(self, file: BinaryIO) -> None:
        """Take the next thing that the second process has left."""
        try:
            size = int.from_bytes(file.read(_SIZE), "big")
            name, told = marshal.loads(file.read(size))
            self._done[name] = told
        except (EOFError, ValueError, TypeError):
            self.close()


def _say(what: Any, file: BinaryIO) -> None:
    said = marshal.dumps(what)
    file.write(len(said).to_bytes(_SIZE, "big") + said)


def _can_fork() -> bool:
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1
