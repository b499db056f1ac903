"""The complaint log: what each complaint gave us, and how far its lesson travelled (C1 to C3).

Nothing here counts how fast a complaint was closed, or who closed it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from customary.errors import ProblemInFile, nearest, not_a_name, shortened
from customary.playbook.practices import complaint_uses
from customary.playbook.table_file import Row, rows

COLUMNS = ("on", "touchpoint", "what", "uses", "story", "trained", "id", "customer")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint as it was written down."""

    on: date
    touchpoint: str
    """The path of the touchpoint's page below docs/; empty where none was named."""
    what: str
    uses: tuple[str, ...]
    story: str = ""
    """The path of its learning story; empty until it is written."""
    trained: date | None = None
    """The day on which the lesson was told in training."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Learning:
    """What the complaints of a log gave, counted."""

    complaints: int
    uses: dict[str, int]
    """Complaints by use, all eleven in their order."""
    by_touchpoint: dict[str, dict[str, int]]
    """Complaints by touchpoint and month (`2026-03`)."""
    no_use: int
    """Complaints that gave us nothing, as far as the log says."""
    without_story: tuple[Complaint, ...]
    stories: int
    trained: int


def load_complaints(
    path: Path, pages: Collection[str] | None = None, shown_as: str | None = None
) -> tuple[list[Complaint], list[ProblemInFile]]:
    """The complaints of a YAML or CSV log, oldest first, and what is wrong with the other rows.

    `pages`: the paths below docs/ that a row may name; None leaves them unchecked. Raises BadInput where
    the file can't be read at all.
    """
    found, problems = rows(path, COLUMNS, ("uses",), shown_as)
    complaints = []
    for row in found:
        complaint = _complaint(row, problems, pages)
        if complaint:
            complaints.append(complaint)
    return sorted(complaints, key=lambda c: (c.on, c.line)), sorted(problems)


def learning(complaints: Iterable[Complaint]) -> Learning:
    """Count what the complaints gave."""
    complaints = list(complaints)
    uses = Counter(use for complaint in complaints for use in complaint.uses)
    table: dict[str, Counter[str]] = {}
    for complaint in complaints:
        table.setdefault(complaint.touchpoint, Counter())[complaint.on.strftime("%Y-%m")] += 1
    told = [complaint for complaint in complaints if complaint.story]
    return Learning(
        len(complaints),
        {use: uses[use] for use in complaint_uses()},
        {touchpoint: dict(sorted(table[touchpoint].items())) for touchpoint in sorted(table)},
        sum(not complaint.uses for complaint in complaints),
        tuple(complaint for complaint in complaints if not complaint.story),
        len({complaint.story for complaint in told}),
        sum(complaint.trained is not None for complaint in complaints),
    )


def learning_json(found: Learning) -> dict[str, Any]:
    """The JSON of `customary playbook complaints`."""
    return {
        "version": 1,
        "complaints": found.complaints,
        "uses": found.uses,
        "no_use": found.no_use,
        "touchpoints": [{"path": t, "months": months} for t, months in found.by_touchpoint.items()],
        "without_story": [
            {"on": c.on.isoformat(), "touchpoint": c.touchpoint, "what": c.what, "line": c.line}
            for c in found.without_story
        ],
        "stories": found.stories,
        "lessons_in_training": found.trained,
    }


def complaints_csv(complaints: Iterable[Complaint]) -> str:
    """The log as a CSV table that a spreadsheet can open without running anything in it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["on", "touchpoint", "what", "uses", "story", "trained"])
    for c in complaints:
        cells = [c.on.isoformat(), c.touchpoint, c.what, ";".join(c.uses), c.story]
        writer.writerow([_harmless(cell) for cell in [*cells, c.trained.isoformat() if c.trained else ""]])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _complaint(row: Row, problems: list[ProblemInFile], pages: Collection[str] | None) -> Complaint | None:
    before = len(problems)
    on = _day(row, "on", problems)
    if not row.cells.get("on"):
        problems.append(row.problem('The complaint has no day ("on").', "Add the day on which it came."))
    if not row.cells.get("what"):
        problems.append(row.problem('The complaint doesn\'t say "what".', "Write down the customer's words."))
    trained = _day(row, "trained", problems)
    for use in row.lists["uses"]:
        if use not in complaint_uses():
            problems.append(row.problem(*not_a_name(use, "a use of complaints", complaint_uses()), "uses"))
    for key in ("touchpoint", "story"):
        target = row.cells.get(key)
        if target and pages is not None and target not in pages:
            close = nearest(target, pages)
            remedy = f'Did you mean "{close}"?' if close else "Give its path below docs/."
            problems.append(row.problem(f'There is no page "{shortened(target)}".', remedy, key))
    if on is None or len(problems) > before:
        return None
    cells = row.cells
    return Complaint(
        on,
        cells.get("touchpoint", ""),
        cells["what"],
        row.lists["uses"],
        cells.get("story", ""),
        trained,
        row.line,
    )


def _day(row: Row, key: str, problems: list[ProblemInFile]) -> date | None:
    given = row.cells.get(key)
    if not given:
        return None
    try:
        if not _DAY.fullmatch(given):
            raise ValueError
        return date.fromisoformat(given)
    except ValueError:
        what = f'"{shortened(given)}" is not a day of the calendar.'
        problems.append(row.problem(what, "Write it as year-month-day, like 2026-03-31.", key))
        return None
