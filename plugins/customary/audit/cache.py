"""Remembers what was found in a file's content, so that an unchanged file is not judged twice.

The key is the content together with everything that decides (settings, packs, this package's own code),
so there is nothing to invalidate. The store is a text file in the user's cache folder, a line for each key
and a line of JSON for what was found; where it can't be read or written, the work simply takes longer.
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

from customary.audit.model import Company, Finding, Settings
from customary.text import Edit

LARGEST = 60_000
"""Rows remembered for one working folder."""


class Cache:
    """What was found, by the content that it was found in, for runs from the current folder."""

    def __init__(self, folder: Path | None = None) -> None:
        here = str(Path.cwd()).encode("utf-8", "surrogateescape")
        where = hashlib.blake2b(here, digest_size=12).hexdigest()
        self._path = (folder or _folder()) / f"audit-{where}.lines"
        self._known = _read(self._path)
        """Rows as they are written, since most of them are not looked into."""
        self._used: dict[str, str] = {}
        self._learned = False
        self._unsaid: list[str] = []

    @property
    def is_new(self) -> bool:
        """Whether no earlier run has left anything."""
        return not self._known

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def row(self, key: str) -> list[Any] | None:
        """What was remembered under `key`, or None."""
        said = self._used.get(key) or self._known.get(key)
        if said is None:
            return None
        try:
            row = json.loads(said)
        except (ValueError, RecursionError):
            return None  # somebody meddled with the store
        self._used[key] = said
        return row if isinstance(row, list) else None

    def put_row(self, key: str, row: list[Any]) -> None:
        """Remember `row`, plain lists and texts, for the next run."""
        self._used[key] = json.dumps(row, separators=(",", ":"))
        self._unsaid.append(key)
        self._learned = True

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

    def company(self, key: str, learn: Callable[[], Company]) -> Company:
        """What a content or a folder tells of its words: as remembered, else as `learn` says."""
        row = self.row(key)
        try:
            if row is not None:
                return company_of(row)
        except (TypeError, ValueError):
            pass
        learned = learn()
        self.put_row(key, cells_of_company(learned))
        return learned

    def news(self) -> dict[str, str]:
        """What was learned since the last call, for the same cache in another process (`tell`)."""
        new = {key: self._used[key] for key in self._unsaid}
        self._unsaid.clear()
        return new

    def tell(self, news: dict[str, str]) -> None:
        """Take in the `news` of another process."""
        self._used |= news
        self._learned |= bool(news)

    def save(self) -> None:
        """Write the store, if this run learned anything."""
        if not self._learned:
            return
        rows = self._known | self._used
        if len(rows) > LARGEST:
            rows = dict(list(self._used.items())[-LARGEST:])
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = self._path.with_suffix(f".{os.getpid()}")
            beside.write_text("\n".join([_code(), *(line for row in rows.items() for line in row)]), "ascii")
            beside.chmod(0o600)
            beside.replace(self._path)


def _read(path: Path) -> dict[str, str]:
    """The rows of a store by their keys; none of a store that another version wrote."""
    try:
        code, *lines = path.read_text("ascii").split("\n")
    except (OSError, ValueError):
        return {}
    return dict(zip(lines[::2], lines[1::2], strict=False)) if code == _code() else {}


def ground(name: str, settings: Settings, packs: str) -> bytes:
    """What decides about a content besides itself, in 64 bytes. `name` tells what is looked for."""
    told = repr(
        (
            name,
            packs,
            sorted(settings.we_are),
            sorted(settings.customers_are_called),
            sorted(settings.not_customers),
            sorted(settings.also_say.items()),
            settings.protect,
            cells_of_company(settings.company),
        )
    )
    return hashlib.blake2b(told.encode()).digest()


def key_of(raw: bytes, ground: bytes) -> str:
    """The name of a content under what decides about it (at most 64 bytes)."""
    return hashlib.blake2b(raw, digest_size=16, key=ground).hexdigest()


def _folder() -> Path:
    named = (os.environ.get(name, "") for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"))
    base = next((path for path in map(Path, named) if path.is_absolute()), None)
    return (base or Path.home() / ".cache") / "customary"


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


def cells_of_company(company: Company) -> list[Any]:
    """What documents tell together, as a list for JSON; the same list whatever came first."""
    leanings = [[term, *leaning] for term, leaning in sorted(company.leanings.items())]
    return [leanings, [list(pair) for pair in sorted(company.trades.items())], company.words]


def company_of(cells: list[Any]) -> Company:
    """The company that `cells_of_company` made a list of. Raises TypeError or ValueError for another one."""
    leanings, trades, words = cells
    return Company(
        {str(term): (int(times), int(score)) for term, times, score in leanings},
        {str(trade): int(times) for trade, times in trades},
        int(words),
    )


def cells_of(f: Finding) -> list[Any]:
    """A finding as a list for JSON."""
    edits = [[e.start, e.end, e.replacement] for e in f.edits]
    return [f.rule, f.pack, f.surface, f.start, f.end, f.fix, edits, f.message, list(f.why), f.severity]


def finding_of(cells: list[Any]) -> Finding:
    """The finding that `cells_of` made a list of. Raises TypeError or ValueError for any other list."""
    rule, pack, surface, start, end, fix, edits, message, why, severity = cells
    made = tuple(Edit(*edit) for edit in edits)
    return Finding(rule, pack, surface, start, end, fix, made, message, tuple(why), severity)
