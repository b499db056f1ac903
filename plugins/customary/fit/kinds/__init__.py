"""How each kind of criterion turns an answer into a fit: one module a kind of table, one line here."""

from __future__ import annotations

from customary.fit.kinds import gap, number, scale, things, yes_no
from customary.fit.kinds.shape import Kind
from customary.fit.model import Answer, Criterion, Span, Value

KINDS: dict[str, Kind] = {
    "number": number.KIND,
    "gap": gap.KIND,
    "scale": scale.KIND,
    "level": scale.KIND,
    "set": things.KIND,
    "yes_no": yes_no.KIND,
}


def fit_of(criterion: Criterion, value: Value) -> int:
    """The fit (0..1000) of one exact answer."""
    return KINDS[criterion.kind].fit(criterion, value)


def span_of(criterion: Criterion, answer: Answer) -> Span:
    """The least and most fit of an answer that is applicable, unknown included."""
    return KINDS[criterion.kind].span(criterion, answer)


def possible_answers(criterion: Criterion, answer: Answer) -> list[Value]:
    """The answers still to be expected, given what is known: the ground of "what to ask next"."""
    return KINDS[criterion.kind].possible(criterion, answer)


__all__ = ["KINDS", "Kind", "fit_of", "possible_answers", "span_of"]
