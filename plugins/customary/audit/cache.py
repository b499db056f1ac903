"""Remembers what was found in a file's content, so that an unchanged file is not judged twice.

The key is the content together with everything that decides (settings, packs, this package's own code),
so there is nothing to invalidate. The store is one JSON file in the user's cache folder; where it can't be
read or written, the check simply takes longer.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from customary.audit.model import Finding, Settings
from customary.text import Edit

Leanings = dict[str, tuple[int, int]]
LARGEST = 30_000
"""Files remembered for one working folder."""


class Cache:
    """Findings by the content that they were found in, for runs from the current folder."""

    def __init__(self, folder: Path | None = None) -> None:
        here = str(Path.cwd()).encode("utf-8", "surrogateescape")
        where = hashlib.blake2b(here, digest_size=12).hexdigest()
        self._path = (folder or _folder()) / f"audit-{where}.json"
        self._known: dict[str, list[Any]] = {}
        self._used: dict[str, list[Any]] = {}
        self._unsaid: list[str] = []
        with suppress(OSError, ValueError):
            stored = json.loads(self._path.read_bytes())
            if isinstance(stored, dict) and stored.get("code") == _code():
                files = stored.get("files")
                self._known = files if isinstance(files, dict) else {}

    def row(self, key: str) -> list[Any] | None:
        """What was remembered under `key`, or None."""
        row = self._known.get(key)
        if row is not None:
            self._used[key] = row
            self._unsaid.append(key)
        return row if isinstance(row, list) else None

    def put_row(self, key: str, row: list[Any]) -> None:
        """Remember `row`, plain lists and texts, for the next run."""
        self._used[key] = row
        self._unsaid.append(key)

    def get(self, key: str) -> tuple[Finding, ...] | None:
        """What was found, or None where it isn't known."""
        row = self.row(key)
        try:
            return None if row is None else tuple(map(finding_of, row))
        except (TypeError, ValueError, KeyError):
            return None

    def put(self, key: str, findings: tuple[Finding, ...]) -> None:
        """Remember `findings` for the next run."""
        self.put_row(key, [cells_of(finding) for finding in findings])

    def leanings(self, key: str, learn: Callable[[], Leanings]) -> Leanings:
        """How the words of a content lean: as remembered, else as `learn` says."""
        row = self.row(key)
        try:
            if row is not None:
                return {str(term): (int(times), int(score)) for term, times, score in row}
        except (TypeError, ValueError):
            pass
        learned = learn()
        self.put_row(key, [[term, times, score] for term, (times, score) in learned.items()])
        return learned

    def news(self) -> dict[str, list[Any] | None]:
        """What was used since the last call, for the same cache in another process (`tell`): a row that is
        new, or None for one that was known before."""
        new = {key: None if key in self._known else self._used[key] for key in self._unsaid}
        self._unsaid.clear()
        return new

    def tell(self, news: dict[str, list[Any] | None]) -> None:
        """Take in the `news` of another process."""
        for key, row in news.items():
            self._used[key] = self._known[key] if row is None else row

    def save(self) -> None:
        """Write the store, if this run learned anything."""
        if self._used.keys() <= self._known.keys():
            return
        files = {**self._known, **self._used}
        if len(files) > LARGEST:
            files = dict(list(self._used.items())[-LARGEST:])
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = self._path.with_suffix(f".{os.getpid()}")
            beside.write_text(json.dumps({"code": _code(), "files": files}, separators=(",", ":")), "utf-8")
            beside.chmod(0o600)
            beside.replace(self._path)


def key_of(raw: bytes, format_name: str, settings: Settings, packs: str) -> str:
    """The name of a content under what decides about it."""
    told = repr(
        (
            format_name,
            packs,
            sorted(settings.we_are),
            sorted(settings.customers_are_called),
            sorted(settings.not_customers),
            sorted(settings.also_say.items()),
            settings.protect,
            sorted(settings.company.items()),
        )
    )
    return hashlib.blake2b(raw, digest_size=16, key=hashlib.blake2b(told.encode()).digest()).hexdigest()


def _folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(base or Path.home() / ".cache") / "customary"


@lru_cache(maxsize=1)
def _code() -> str:
    """Changes with this package's own files: another version, or an edit while working on it."""
    state = []
    for folder, _, names in os.walk(Path(__file__).parent):
        for name in names:
            if not name.endswith(".pyc"):
                status = (Path(folder) / name).stat()
                state.append((name, status.st_size, status.st_mtime_ns))
    return hashlib.blake2b(repr(sorted(state)).encode(), digest_size=12).hexdigest()


def cells_of(f: Finding) -> list[Any]:
    """A finding as a list for JSON."""
    edits = [[e.start, e.end, e.replacement] for e in f.edits]
    return [f.rule, f.pack, f.surface, f.start, f.end, f.fix, edits, f.message, list(f.why), f.severity]


def finding_of(cells: list[Any]) -> Finding:
    """The finding that `cells_of` made a list of. Raises TypeError or ValueError for any other list."""
    rule, pack, surface, start, end, fix, edits, message, why, severity = cells
    made = tuple(Edit(*edit) for edit in edits)
    return Finding(rule, pack, surface, start, end, fix, made, message, tuple(why), severity)
