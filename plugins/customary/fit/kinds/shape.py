"""What a kind of criterion has to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from customary.fit.model import Answer, Criterion, Span, Value


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table of kinds.

    - `fit(criterion, value)`: fit of one exact answer.
    - `span(criterion, answer)`: least and most fit of any applicable answer.
    - `possible(criterion, answer)`: the answers to expect when the question is asked again.
    - `theirs(criterion, value)`: answers they could move to, nearest first, up to their best one.
    - `ours(criterion, value)`: (field, before, changed criterion) for our own moves, nearest first.
    """

    fit: Callable[[Criterion, Value], int]
    span: Callable[[Criterion, Answer], Span]
    possible: Callable[[Criterion, Answer], list[Value]]
    theirs: Callable[[Criterion, Value], Moves]
    ours: Callable[[Criterion, Value], Moves]


@dataclass(frozen=True, slots=True)
class Move:
    """One side's change of one criterion: `field` is empty for their answer, else the table that we
    change."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Moves:
    """All moves of one side on one criterion: `at(0)` is the smallest, `at(count - 1)` the largest.

    Where `rising`, a larger move never fits worse, so that the smallest that is enough can be found by
    halving.
    """

    count: int
    at: Callable[[int], Move]
    rising: bool = True


def listed(moves: Iterable[Move]) -> Moves:
    """Moves that were written out, smallest first."""
    written = list(moves)
    return Moves(len(written), written.__getitem__, rising=False)


NONE = Moves(0, lambda n: Move("", 0, 0))
