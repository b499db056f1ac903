"""Work that a second process does while the first one is busy with something else.

A generator renders one page after the other on one core, while the other cores wait. So the pages are judged
on one of them, in the order in which they will be wanted. What comes back is the same as if the work were
done when it is asked for, and where there is no second process (one core, few pages, another system than
Linux, other threads), it is done then.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, BinaryIO

FEWEST = 60
"""Below so many names, a second process takes longer to start than it saves."""
_SIZE = 4
"""Bytes that tell how long the next thing is."""
_ROOM = 1 << 20
"""Bytes that may wait to be fetched; as many as Linux allows everybody."""


class Ahead:
    """Does `work`, and does it ahead for the names that `names` gives. Both give lists, texts, numbers and
    None only, and depend on nothing that changes from now on."""

    def __init__(self, names: Callable[[], Sequence[str]], work: Callable[[str], Any]) -> None:
        self._work = work
        self._child = 0
        self._pipe: BinaryIO | None = None
        self._coming: frozenset[str] | None = None
        self._done: dict[str, Any] = {}
        if _can_fork():
            self._begin(names)

    def take(self, name: str) -> Any:
        """What `work` gives for `name`, once; it waits for the second process, if that is at it."""
        if self._pipe and self._coming is None:
            self._coming = frozenset(self._fetch(self._pipe) or ())
        while self._pipe and name in (self._coming or ()) and name not in self._done:
            told = self._fetch(self._pipe)
            if told:
                self._done[told[0]] = told[1]
        return self._done.pop(name) if name in self._done else self._work(name)

    def close(self) -> None:
        """End the second process, whatever is left of its work."""
        if self._pipe:
            self._pipe.close()  # the next thing that it says ends it
            self._pipe = None
        if self._child:
            with suppress(ChildProcessError):
                os.waitpid(self._child, 0)
            self._child = 0

    def _begin(self, names: Callable[[], Sequence[str]]) -> None:
        reading, writing = os.pipe()
        # Ctrl-C ends the first process, and that ends the second one, which must never go on as the first.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            with warnings.catch_warnings():  # threads that Python does not know: none of ours is among them
                warnings.simplefilter("ignore", DeprecationWarning)
                self._child = os.fork()
            if self._child:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        except OSError:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            os.close(reading)
            os.close(writing)
            return
        if self._child:
            os.close(writing)
            self._pipe = os.fdopen(reading, "rb")
            return
        try:  # from here on, this is the second process
            os.close(reading)
            _widen(writing)
            with os.fdopen(writing, "wb") as pipe:
                first = list(names())
                _say(first, pipe)
                for name in first:
                    _say((name, self._work(name)), pipe)
        finally:
            os._exit(0)  # whatever happened: the first process does by itself what it does not hear of

    def _fetch(self, pipe: BinaryIO) -> Any:
        """The next thing that the second process says; None where it has come to its end."""
        try:
            size = int.from_bytes(pipe.read(_SIZE), "big")
            return marshal.loads(pipe.read(size))
        except (EOFError, ValueError, TypeError):
            self.close()
            return None


def _say(what: Any, pipe: BinaryIO) -> None:
    said = marshal.dumps(what)
    pipe.write(len(said).to_bytes(_SIZE, "big") + said)
    pipe.flush()


def _can_fork() -> bool:
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _widen(pipe: int) -> None:
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)
