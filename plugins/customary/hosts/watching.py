"""While a site is served: build again when a file comes, changes or goes that may not be there yet.

The host watches what exists when it starts. A settings file, a pack, a log or a folder of rubrics that
somebody adds later has no place in that, and a file that an editor replaces drops out of it. So the folders
around are observed, and a bell is rung: a file of our own, which the host does watch.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from customary.audit.settings import absolute

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


class Watching:
    """What one plugin wants to hear of, over all the builds of `serve`."""

    def __init__(self) -> None:
        self._wanted: frozenset[Path] = frozenset()
        self._observed: dict[tuple[Path, bool], Any] = {}
        self._observer: Any = None

    def want(self, paths: Iterable[Path]) -> None:
        """From now on: these files, and everything in these folders, whether they are there or not."""
        self._wanted = frozenset(absolute(path) for path in paths)
        self._observe()

    def serve(self, server: LiveReloadServer) -> None:
        """Begin; to be called once, when the server is about to start."""
        self._folder = tempfile.TemporaryDirectory(prefix="customary-")
        self._bell = Path(self._folder.name, "bell")
        self._bell.touch()
        server.watch(str(self._bell))
        self._observer = server.observer
        self._observe()

    def dispatch(self, event: Any) -> None:
        """Called by the observer, from a thread of its own."""
        told = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        if event.event_type == "deleted" and event.is_directory:
            self._forget(told[0])
        if any(self._concerns(path, event) for path in told):
            self._observe()
            self._bell.touch()

    def _concerns(self, path: Path, event: Any) -> bool:
        """Whether this is about something wanted, or about a folder in which something wanted may be now."""
        if event.is_directory:
            return event.event_type != "modified" and any(
                path == wanted or path in wanted.parents for wanted in self._wanted
            )
        return any(path.is_relative_to(wanted) for wanted in self._wanted)

    def _observe(self) -> None:
        for wanted in sorted(self._wanted) if self._observer else ():
            around = next(folder for folder in wanted.parents if folder.is_dir())
            places = {(around, False)} | ({(wanted, True)} if wanted.is_dir() else set())
            for folder, deep in sorted(places - self._observed.keys()):
                self._observed[folder, deep] = self._observer.schedule(self, str(folder), recursive=deep)

    def _forget(self, gone: Path) -> None:
        """Stop observing a folder that is gone: should it come again, it is another one."""
        for place in [place for place in self._observed if place[0].is_relative_to(gone)]:
            self._observer.unschedule(self._observed.pop(place))
