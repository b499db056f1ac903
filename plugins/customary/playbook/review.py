"""Which pages are due for review, and whose date was moved without anything else being touched."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from customary.playbook.model import Page

DUE_SOON = 30
"""Days ahead at which a review is announced."""


@dataclass(frozen=True, slots=True)
class Due:
    """A page whose review is near or past. `days` are left; below zero it is overdue."""

    page: Page
    days: int

    @property
    def overdue(self) -> bool:
        """Whether the day is past."""
        return self.days < 0


def due(pages: Iterable[Page], today: date, soon: int = DUE_SOON) -> list[Due]:
    """The pages that are overdue or due within `soon` days, the most overdue first."""
    found = [Due(page, (page.review_due - today).days) for page in pages if page.review_due]
    return sorted((d for d in found if d.days <= soon), key=lambda d: (d.days, d.page.src))


def review_json(found: Iterable[Due], date_only: Iterable[Page], today: date) -> dict[str, Any]:
    """The contract of `customary playbook review --format json`."""
    return {
        "version": 1,
        "today": today.isoformat(),
        "due": [
            {
                "path": d.page.path,
                "owner": d.page.owner,
                "reviewed": d.page.reviewed.isoformat() if d.page.reviewed else None,
                "due": d.page.review_due.isoformat() if d.page.review_due else None,
                "days": d.days,
                "overdue": d.overdue,
            }
            for d in found
        ],
        "date_only": [page.path for page in date_only],
    }


def date_only(pages: Iterable[Page], docs: Path) -> list[Page]:
    """The pages whose review date was moved last time with no other change since the review before.

    Read from git in one pass over the log; without git or a repository there is nothing to say.
    """
    moved = {name for name, history in _histories(docs).items() if _only_the_date(history)}
    return [page for page in pages if page.src in moved]


_DATE = re.compile(r"[+-]\s*reviewed\s*:")


@dataclass(slots=True)
class _Change:
    """What one commit did to one file."""

    date: bool = False
    content: bool = False
    born: bool = False


def _only_the_date(history: list[_Change]) -> bool:
    """Newest first: was the date moved, with no other change since it was moved (or first set) before?"""
    moved = False
    for change in history:
        if moved and (change.date or change.born):
            return True
        if change.content or change.born:
            return False
        moved = moved or change.date
    return moved


def _histories(docs: Path) -> dict[str, list[_Change]]:
    """For each page, by its present path below docs/: its changes, newest first."""
    histories: dict[str, list[_Change]] = {}
    now: dict[str, str] = {}  # the name at this point of the log -> the name today
    for old, name, change in _changes(docs):
        today = now.pop(name, name)
        if old != name:
            now[old] = today
        histories.setdefault(today, []).append(change)
    return histories


def _changes(docs: Path) -> Iterator[tuple[str, str, _Change]]:
    """Every change of every page, newest first: the name before, the name after, what changed."""
    old = name = ""
    change, in_text = _Change(), False
    for line in _log(docs):
        if line.startswith("diff --git "):
            if name:
                yield old or name, name, change
            old, name, change, in_text = "", "", _Change(), False
        elif line.startswith("@@"):
            in_text = True
        elif in_text:
            _note(change, line)
        elif line.startswith("new file mode"):
            change.born = True
        elif line.startswith("rename from "):
            old = line.removeprefix("rename from ")
        elif line.startswith(("rename to ", "+++ b/")):
            name = line.removeprefix("rename to ").removeprefix("+++ b/")
    if name:
        yield old or name, name, change


def _note(change: _Change, line: str) -> None:
    if line[:1] in ("+", "-") and line[1:].strip():
        if _DATE.match(line):
            change.date = True
        else:
            change.content = True


def _log(docs: Path) -> Iterator[str]:
    command = [
        "git", "-c", "core.quotepath=false", "log", "--format=%h", "--unified=0", "--find-renames",
        "--no-color", "--no-ext-diff", "--no-textconv", "--relative", "--src-prefix=a/", "--dst-prefix=b/",
        "-p", "--", ":(glob)**/*.md",
    ]  # fmt: skip
    try:
        with subprocess.Popen(
            command,
            cwd=docs,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
        ) as git:
            assert git.stdout
            for line in git.stdout:
                yield line.rstrip("\r\n").removesuffix("\t")
    except OSError:
        return
