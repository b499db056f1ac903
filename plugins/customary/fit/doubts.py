"""Answers that were hardly meant: below the least there can be, ranges reversed, words nearly right."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from customary.errors import shortened
from customary.fit import wording
from customary.fit.answers import Unreadable, folded, read_value
from customary.fit.model import Answer, Criterion
from customary.fit.numbers import shown

MOST_LOOKED_UP = 50
"""Things of one answer, so that a hostile list can't keep the search for near words busy."""
DISAGREE = " vs. "
"""Stands between the names of two people who disagree, whose answers have no order."""
_EITHER_SIGN = re.compile(
    r"temperature|degree|°|celsius|fahrenheit|balance|profit|margin|growth|change|differ|net\b|offset"
)


def lowest(criterion: Criterion) -> int | None:
    """The least number that can be answered; None where numbers below 0 make sense, or may.

    The rubric says it ("from"). Else it is 0 where no bound, no likely answer and no point at which
    nothing is left of the fit lies below 0, and the criterion isn't of a kind that has two signs.
    """
    if criterion.kind != "number" or criterion.lowest is not None:
        return criterion.lowest
    at_least = criterion.at_least
    ends = [] if at_least is None else [at_least - criterion.zero_after]
    return 0 if _counts_up(criterion) and min(ends, default=0) >= 0 else None


def too_low(criterion: Criterion, answer: Answer) -> tuple[str, str] | None:
    """What is wrong with an answer below the least there can be, and the remedy; None where nothing is."""
    least = lowest(criterion)
    numbers = [value for value in answer.values if isinstance(value, int)]
    if least is None or not numbers or min(numbers) >= least:
        return None
    bound = shown(least, criterion.places)
    more = "" if criterion.lowest is not None else ' Where less is possible, the rubric says "from: -100".'
    return f'"{shortened(criterion.name)}" can\'t be below {bound}.', f"Write {bound} or more.{more}"


def doubts(criterion: Criterion, typed: Any, answer: Answer) -> list[str]:
    """A sentence for each thing about an answer that was perhaps not meant. It counts all the same."""
    if criterion.kind == "set":
        return [*_nearly(criterion, answer)]
    if criterion.kind != "number":
        return []
    found = []
    numbers = [value for value in answer.values if isinstance(value, int)]
    if (
        lowest(criterion) is None
        and criterion.lowest is None
        and _counts_up(criterion)
        and min(numbers, default=0) < 0
    ):
        found.append(f"{_lead(criterion)}: {wording.theirs(criterion, answer)} is below 0. Is that meant?")
    if _is_reversed(criterion, typed) and DISAGREE not in answer.said_by:
        low, high = (shown(number, criterion.places) for number in numbers)
        found.append(
            f"{_lead(criterion)}: the range runs from {high} to {low}; it is read as {low} to {high}."
        )
    return found


def _counts_up(criterion: Criterion) -> bool:
    """Whether the rubric itself speaks of no number below 0, and of nothing that has two signs."""
    bounds = [bound for bound in (criterion.at_least, criterion.at_most) if bound is not None]
    likely = [value for value in criterion.likely if isinstance(value, int)]
    return min([*bounds, *likely], default=0) >= 0 and not _EITHER_SIGN.search(
        f"{criterion.name} {criterion.unit}".casefold()
    )


def _is_reversed(criterion: Criterion, typed: Any) -> bool:
    ends = typed.get("between") if isinstance(typed, dict) else None
    if not isinstance(ends, list) or len(ends) != 2:
        return False
    try:
        first, second = (read_value(criterion, end) for end in ends)
    except Unreadable:
        return False
    return isinstance(first, int) and isinstance(second, int) and first > second


def _nearly(criterion: Criterion, answer: Answer) -> list[str]:
    offered = criterion.ours if isinstance(criterion.ours, tuple) else ()
    expected = [item for value in criterion.likely if isinstance(value, tuple) for item in value]
    known = {folded(name)[:80]: name for name in (*expected, *criterion.options, *criterion.must, *offered)}
    needed = [item for value in answer.values if isinstance(value, tuple) for item in value]
    found = []
    for item in dict.fromkeys(needed[:MOST_LOOKED_UP]):
        word = folded(item)[:80]
        close = [] if word in known else get_close_matches(word, known, n=1, cutoff=0.8)
        if close:
            meant = shortened(known[close[0]])
            found.append(f'{_lead(criterion)}: "{shortened(item)}" is none of ours. Did you mean "{meant}"?')
    return found


def _lead(criterion: Criterion) -> str:
    name = shortened(criterion.name)
    return name[:1].upper() + name[1:]
