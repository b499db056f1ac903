"""Scales and levels: one fit a level. A scale's fits may follow from our own level and the steps apart."""

from __future__ import annotations

from customary.fit.kinds.number import int_of
from customary.fit.kinds.shape import NONE, Kind, Move, Moves, listed
from customary.fit.model import Answer, Criterion, Matters, Span, Value


def fit(criterion: Criterion, value: Value) -> int:
    """The fit of the level at position `value`."""
    return criterion.fit[int_of(value)]


def fits_from(levels: int, ours: int, matters: Matters, steps: tuple[int, ...]) -> tuple[int, ...]:
    """The fit of each level: `steps` by distance from ours, nothing lost on the side that doesn't matter.

    Further apart than `steps` is long, the last of them counts.
    """
    return tuple(steps[min(apart(level, ours, matters), len(steps) - 1)] for level in range(levels))


def apart(level: int, ours: int, matters: Matters) -> int:
    """Steps between their level and ours, 0 on the side that doesn't matter."""
    if matters == "they want more":
        return max(0, level - ours)
    if matters == "they want less":
        return max(0, ours - level)
    return abs(level - ours)


def levels_within(criterion: Criterion, answer: Answer) -> range:
    """The positions that an answer can mean; all of them where it is unknown."""
    last = len(criterion.fit) - 1
    if not answer.values:
        return range(last + 1)
    levels = [int_of(value) for value in answer.values]
    slack = 1 if answer.assumed else 0
    return range(max(0, min(levels) - slack), min(last, max(levels) + slack) + 1)


def span(criterion: Criterion, answer: Answer) -> Span:
    """Least and most fit over the levels that the answer can mean."""
    fits = [criterion.fit[level] for level in levels_within(criterion, answer)]
    return min(fits), max(fits)


def possible(criterion: Criterion, answer: Answer) -> list[Value]:
    """Every level that the answer can still mean."""
    return list(levels_within(criterion, answer))


def theirs(criterion: Criterion, value: Value) -> Moves:
    """Every level that fits better than theirs, nearest first; of two as near, the better one."""
    here = int_of(value)
    better = [level for level, points in enumerate(criterion.fit) if points > criterion.fit[here]]
    better.sort(key=lambda level: (abs(level - here), -criterion.fit[level], level))
    return listed(Move("", here, level) for level in better)


def ours(criterion: Criterion, value: Value) -> Moves:
    """Every level of ours at which they would fit better, nearest first."""
    if not criterion.steps or criterion.matters is None or criterion.ours is None:
        return NONE
    theirs, now = int_of(value), int_of(criterion.ours)
    levels, matters, steps = len(criterion.fit), criterion.matters, criterion.steps
    if fits_from(levels, now, matters, steps) != criterion.fit:
        return NONE  # the fits were written by hand, so moving ours says nothing about them
    would_fit = {level: fits_from(levels, level, matters, steps)[theirs] for level in range(levels)}
    better = [level for level in range(levels) if would_fit[level] > criterion.fit[theirs]]
    better.sort(key=lambda level: (abs(level - now), -would_fit[level], level))
    return listed(Move("ours", now, level) for level in better)


def best(criterion: Criterion) -> int:
    """Our own level, or the first of the best-fitting ones."""
    return int_of(criterion.ours) if criterion.ours is not None else criterion.fit.index(max(criterion.fit))


KIND = Kind(fit, span, possible, theirs, ours)
