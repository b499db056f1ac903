"""Periods as people write them: `6 months`, `1 year`, `30 days`."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_PERIOD = re.compile(r"(\d{1,4})\s*(day|week|month|year)s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A number of months and days; one of the two is 0."""

    months: int = 0
    days: int = 0


def period(text: str) -> Period | None:
    """The period that `text` writes out, or None where it is none (or lasts nothing)."""
    found = _PERIOD.fullmatch(text.strip())
    if not found or not int(found[1]):
        return None
    count, unit = int(found[1]), found[2].lower()
    return (
        Period(days=count * (7 if unit == "week" else 1))
        if unit in ("day", "week")
        else Period(months=count * (12 if unit == "year" else 1))
    )


def after(start: date, step: Period) -> date:
    """The day `step` after `start`; 31 August and six months give the last day of February."""
    months = start.year * 12 + start.month - 1 + step.months
    year, month = min(months // 12, 9999), months % 12 + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    moved = date(year, month, day)
    return moved + timedelta(days=min(step.days, (date.max - moved).days))
