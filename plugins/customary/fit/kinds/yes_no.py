"""Yes or no: nothing fits only where they need it and we don't do it."""

from __future__ import annotations

from customary.fit.kinds.shape import NONE, Kind, Move, Moves, listed
from customary.fit.model import FULL, Answer, Criterion, Span, Value


def fit(criterion: Criterion, value: Value) -> int:
    """0 where they need it and we don't do it, else 1000."""
    return 0 if value and not criterion.ours else FULL


def span(criterion: Criterion, answer: Answer) -> Span:
    """Unknown and assumed may be either."""
    fits = [fit(criterion, value) for value in possible(criterion, answer)]
    return min(fits), max(fits)


def possible(criterion: Criterion, answer: Answer) -> list[Value]:
    """Yes and no, or what was said."""
    return [True, False] if not answer.values or answer.assumed else list(answer.values)


def theirs(criterion: Criterion, value: Value) -> Moves:
    """They do without."""
    return listed([Move("", True, False)]) if value and not criterion.ours else NONE


def ours(criterion: Criterion, value: Value) -> Moves:
    """We begin to do it."""
    return listed([Move("ours", False, True)]) if value and not criterion.ours else NONE


KIND = Kind(fit, span, possible, theirs, ours)
