"""Gaps between our own rating and theirs. The value is ours less theirs; the curve is a number's."""

from __future__ import annotations

from customary.fit.kinds import number
from customary.fit.kinds.number import beyond, int_of
from customary.fit.kinds.shape import NONE, Kind, Move, Moves
from customary.fit.model import Criterion, Value


def ours(criterion: Criterion, value: Value) -> Moves:
    """We come to rate ourselves nearer to what they say, where our own rating is known."""
    gap = int_of(value)
    distance = beyond(criterion, gap)
    if distance == 0 or criterion.ours is None:
        return NONE
    rating = int_of(criterion.ours)
    side = 1 if criterion.at_least is not None and gap < criterion.at_least else -1
    return Moves(distance, lambda n: Move("ours", rating, rating + side * (n + 1)))


KIND = Kind(number.fit, number.span, number.possible, number.theirs, ours)
