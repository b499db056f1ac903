"""Work that a second process does while the first one is busy with something else.

A generator renders one page after the other on one core, while the other cores wait. So the pages are judged
on one of them, in the order in which they will be wanted. What comes back is the same as if the work were
done when it is asked for, and where there is no second process (one core, few pages, another system than
Linux, other threads), it is done then.
"""

from __future__ import annotations

import marshal
import os
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
    """Does `work`, and does it ahead for `names`. It gives lists, texts, numbers and None only, and depends
    on nothing that changes from now on."""

    def __init__(self, names: Sequence[str], work: Callable[[str], Any]) -> None:
        self._work = work
        self._child = 0
        self._pipe: BinaryIO | None = None
        self._coming = frozenset(names)
        self._done: dict[str, Any] = {}
        if len(names) >= FEWEST and _can_fork():
            self._begin(names)

    def take(self, name: str) -> Any:
        """What `work` gives for `name`, once; it waits for the second process, if that is at it."""
        while self._pipe and name in self._coming and name not in self._done:
            self._fetch(self._pipe)
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

    def _begin(self, names: Sequence[str]) -> None:
        reading, writing = os.pipe()
        try:
            with (
                warnings.catch_warnings()
            ):  # of threads that Python does not know: none of ours is among them
                warnings.simplefilter("ignore", DeprecationWarning)
                self._child = os.fork()
        except OSError:
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
                for name in names:
                    said = marshal.dumps((name, self._work(name)))
                    pipe.write(len(said).to_bytes(_SIZE, "big") + said)
                    pipe.flush()
        finally:
            os._exit(0)  # whatever happened: the first process does by itself what it does not hear of

    def _fetch(self, pipe: BinaryIO) -> None:
        try:
            size = int.from_bytes(pipe.read(_SIZE), "big")
            name, told = marshal.loads(pipe.read(size))
            self._done[name] = told
        except (EOFError, ValueError, TypeError):
            self.close()


def _can_fork() -> bool:
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _widen(pipe: int) -> None:
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)
