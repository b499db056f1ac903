"""The perception gap (F4, P1): what we believe of our service beside what customers say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from customary.errors import ProblemInFile, not_a_name, shortened
from customary.playbook.table_file import Row, rows

COLUMNS = ("statement", "who", "rating")
SIDES = ("us", "customer")
TOP = 10
"""Ratings run from 0 to this."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's rating of one statement."""

    statement: str
    who: str
    rating: int


@dataclass(frozen=True, slots=True)
class Gap:
    """One statement: our mean and the customers', in thousandths of the scale; None without answers."""

    statement: str
    ours: int | None
    theirs: int | None
    answers: tuple[int, int]
    """How many of us and how many customers answered."""

    @property
    def gap(self) -> int | None:
        """Ours minus theirs: above zero we flatter ourselves. Thousandths."""
        return None if self.ours is None or self.theirs is None else self.ours - self.theirs


def load_survey(path: Path, shown_as: str | None = None) -> tuple[list[Answer], list[ProblemInFile]]:
    """The answers of a survey (CSV or YAML with statement, who, rating) and what is wrong with other rows."""
    found, problems = rows(path, COLUMNS, (), shown_as)
    answers = []
    for row in found:
        answer = _answer(row, problems)
        if answer:
            answers.append(answer)
    return answers, sorted(problems)


def gaps(answers: Iterable[Answer]) -> list[Gap]:
    """Each statement with both means, the widest gap first; statements that one side alone answered last."""
    by_statement: dict[str, dict[str, list[int]]] = {}
    for answer in answers:
        sides = by_statement.setdefault(answer.statement, {side: [] for side in SIDES})
        sides[answer.who].append(answer.rating)
    found = [
        Gap(text, _mean(sides["us"]), _mean(sides["customer"]), (len(sides["us"]), len(sides["customer"])))
        for text, sides in by_statement.items()
    ]
    return sorted(found, key=lambda g: (g.gap is None, -(g.gap or 0), g.statement))


def gaps_json(found: Iterable[Gap]) -> dict[str, Any]:
    """The gaps as JSON, in thousandths of the scale."""
    entries = [
        {
            "statement": g.statement,
            "ours": g.ours,
            "theirs": g.theirs,
            "gap": g.gap,
            "answers": list(g.answers),
        }
        for g in found
    ]
    return {"version": 1, "gaps": entries}


def _mean(ratings: list[int]) -> int | None:
    """The mean in thousandths of the scale, half a thousandth upwards."""
    if not ratings:
        return None
    whole = len(ratings) * TOP
    return (2000 * sum(ratings) + whole) // (2 * whole)


def _answer(row: Row, problems: list[ProblemInFile]) -> Answer | None:
    before = len(problems)
    statement, who, rating = (row.cells.get(name, "") for name in COLUMNS)
    if not statement:
        problems.append(row.problem("The answer names no statement.", "Add what was asked."))
    if who not in SIDES:
        problems.append(row.problem(*not_a_name(who, "a side", SIDES), "who"))
    if not (rating.isascii() and rating.isdigit() and int(rating[:4]) <= TOP):
        what = f'"{shortened(rating)}" is not a rating.'
        problems.append(row.problem(what, f"Write a whole number from 0 to {TOP}.", "rating"))
    return None if len(problems) > before else Answer(statement, who, int(rating))
