"""Sets: the share of what they need that we offer. A must-have that we lack is a cap of its own."""

from __future__ import annotations

from customary.fit.kinds.shape import Kind, Move, Moves, listed
from customary.fit.model import FULL, Answer, Criterion, Span, Value

SOMETHING_ELSE = "something else"
"""Stands for a thing that we don't offer, in the default likely answers."""


def fit(criterion: Criterion, value: Value) -> int:
    """The share of the needed things that we offer, rounded down; nothing needed fits fully."""
    needed, offered = items_of(value), set(items_of(criterion.ours or ()))
    if not needed:
        return FULL
    return FULL * sum(item in offered for item in needed) // len(needed)


def span(criterion: Criterion, answer: Answer) -> Span:
    """Unknown and assumed needs may be anything; of alternatives, the least and the most."""
    if not answer.values or answer.assumed:
        return 0, FULL
    fits = [fit(criterion, value) for value in answer.values]
    return min(fits), max(fits)


def possible(criterion: Criterion, answer: Answer) -> list[Value]:
    """The alternatives given, or else the likely needs."""
    return list(criterion.likely if not answer.values or answer.assumed else answer.values)


def must_missing(criterion: Criterion, answer: Answer) -> tuple[bool, bool]:
    """(certainly, possibly): they need a must-have that we don't offer."""
    lacking = set(criterion.must) - set(items_of(criterion.ours or ()))
    if not answer.values or answer.assumed:
        return False, bool(lacking)
    missed = [bool(lacking & set(items_of(value))) for value in answer.values]
    return all(missed), any(missed)


def default_likely(criterion: Criterion) -> tuple[Value, ...]:
    """Something we do, something we do with something we don't, and only something we don't."""
    offered = items_of(criterion.ours or ())
    lacking = [item for item in (*criterion.must, *criterion.options) if item not in offered]
    other = lacking[0] if lacking else SOMETHING_ELSE
    if not offered:
        return (), (other,)
    return (offered[0],), (offered[0], other), (other,)


def theirs(criterion: Criterion, value: Value) -> Moves:
    """They do without things that we don't offer: first the must-haves, then the others as listed."""
    needed = items_of(value)
    offered, dropped = items_of(criterion.ours or ()), []
    moves = []
    for item in _lacking(criterion, needed, offered):
        dropped.append(item)
        moves.append(Move("", needed, tuple(other for other in needed if other not in dropped)))
    return listed(moves)


def ours(criterion: Criterion, value: Value) -> Moves:
    """We begin to offer what they need: first the must-haves, then the others as listed."""
    offered = items_of(criterion.ours or ())
    lacking = _lacking(criterion, items_of(value), offered)
    return listed(Move("ours", offered, (*offered, *lacking[: n + 1])) for n in range(len(lacking)))


def _lacking(criterion: Criterion, needed: tuple[str, ...], offered: tuple[str, ...]) -> list[str]:
    lacking = [item for item in needed if item not in offered]
    return sorted(lacking, key=lambda item: item not in criterion.must)


def items_of(value: Value) -> tuple[str, ...]:
    """A value of this kind as the things that it is."""
    assert isinstance(value, tuple)
    return value


KIND = Kind(fit, span, possible, theirs, ours)
