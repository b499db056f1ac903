"""One side's moves on one criterion, put into effect: the rubric and the answers as they would be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from customary.fit.assess import Outcome, settle
from customary.fit.kinds import KINDS, fit_of
from customary.fit.kinds.number import int_of
from customary.fit.kinds.scale import fits_from
from customary.fit.kinds.shape import Move, Moves
from customary.fit.model import FULL, Answer, Criterion, Judged, Rubric, Verdict

Side = Literal["theirs", "ours"]
Test = Callable[[Outcome], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """A move on the criterion at `position`."""

    position: int
    move: Move


@dataclass(frozen=True, slots=True)
class Table:
    """What moves start from: the rubric and the answers that the verdict rests on."""

    rubric: Rubric
    answers: Sequence[Answer]

    def after(self, steps: Sequence[Step]) -> Outcome:
        """What comes out once all the steps are taken, assessed afresh."""
        criteria, answers = list(self.rubric.criteria), list(self.answers)
        for step in steps:
            place = step.position
            criteria[place], answers[place] = changed(criteria[place], answers[place], step.move)
        return settle(replace(self.rubric, criteria=tuple(criteria)), answers)


def changed(criterion: Criterion, answer: Answer, move: Move) -> tuple[Criterion, Answer]:
    """The criterion and its answer after a move of either side."""
    if not move.field:
        return criterion, Answer((move.after,), ours=answer.ours)
    if move.field == "at_least":
        return replace(criterion, at_least=int_of(move.after)), answer
    if move.field == "at_most":
        return replace(criterion, at_most=int_of(move.after)), answer
    if criterion.kind == "gap":
        gap = int_of(answer.values[0]) - int_of(move.before) + int_of(move.after)
        return criterion, Answer((gap,))
    if criterion.kind == "scale" and criterion.matters is not None:
        fit = fits_from(len(criterion.fit), int_of(move.after), criterion.matters, criterion.steps)
        return replace(criterion, ours=move.after, fit=fit), answer
    return replace(criterion, ours=move.after), answer


def moves_of(verdict: Verdict, side: Side) -> dict[int, Moves]:
    """The moves of one side by criterion: only where the answer is known exactly, and the side isn't
    fixed."""
    found = {}
    for position, judged in enumerate(verdict.criteria):
        criterion = judged.criterion
        if judged.state != "answered" or criterion.fixed in (side, "both"):
            continue
        if judged.fit is None or judged.fit[0] == FULL:
            continue
        kind, value = KINDS[criterion.kind], judged.answer.values[0]
        if criterion.kind == "gap" and judged.answer.ours is not None:
            criterion = replace(criterion, ours=judged.answer.ours)
        moves = kind.theirs(criterion, value) if side == "theirs" else kind.ours(criterion, value)
        if moves.count:
            found[position] = moves
    return found


def best_of(verdict: Verdict, position: int, moves: Moves) -> Move:
    """The move after which the criterion fits best; the smallest of them."""
    if moves.rising:
        return moves.at(moves.count - 1)
    judged = verdict.criteria[position]
    return max((moves.at(n) for n in range(moves.count)), key=lambda move: fit_after(judged, move))


def fit_after(judged: Judged, move: Move) -> int:
    """The fit of one criterion after a move."""
    criterion, answer = changed(judged.criterion, judged.answer, move)
    return fit_of(criterion, answer.values[0])


def smallest(
    table: Table, position: int, moves: Moves, good: Test, others: Sequence[Step] = ()
) -> Move | None:
    """The smallest move after which the outcome is good, the other steps taken too."""

    def enough(n: int) -> bool:
        return good(table.after([*others, Step(position, moves.at(n))]))

    if not moves.rising:
        return next((moves.at(n) for n in range(moves.count) if enough(n)), None)
    for start, end in _stretches(table.rubric, position, moves):
        if enough(end - 1):
            return moves.at(_first(start, end - 1, enough))
    return None


def _first(low: int, high: int, enough: Callable[[int], bool]) -> int:
    """The first n from `low` to `high` that is enough; `high` is, and nothing after an enough one fails."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low


def _stretches(rubric: Rubric, position: int, moves: Moves) -> list[tuple[int, int]]:
    """The moves, cut where a contradiction may begin or end to hold: within a stretch more is never worse."""
    first = moves.at(0)
    here = int_of(first.before)
    towards = int_of(first.after) - here
    cuts = {0, moves.count}
    if not first.field:
        for contradiction in rubric.contradictions:
            for claim in contradiction.when:
                if claim.criterion == position:
                    bounds = (claim.equals, claim.at_least, claim.at_most)
                    for bound in (value for value in bounds if isinstance(value, int)):
                        cuts |= {towards * (bound - here) + shift for shift in (-1, 0, 1)}
    ordered = sorted(cut for cut in cuts if 0 <= cut <= moves.count)
    return list(pairwise(ordered))
