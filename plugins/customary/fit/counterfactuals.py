"""What would have to change: the smallest moves of either side that reach a better verdict.

For every verdict above the present one: the smallest single move on each criterion that does it alone;
where no
single move does, sets of two; where none does either, sets of three. In a set, every member moves only as
far as
it must while the others stand (worked out from the last criterion of the rubric to the first, each
starting from
its best). Everything listed was assessed afresh.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from customary.fit.advise import taken_answers
from customary.fit.assess import Outcome
from customary.fit.kinds.shape import Moves
from customary.fit.model import Verdict
from customary.fit.moves import Side, Step, Table, Test, best_of, fit_after, moves_of, smallest

MOST_SETS = 20
"""Of sets of two or three, the cheapest ones in the rubric's order."""


@dataclass(frozen=True, slots=True)
class Change:
    """Moves of one side that together reach the verdict at position `to`, and what comes out then."""

    side: Side
    to: int
    steps: tuple[Step, ...]
    outcome: Outcome


def counterfactuals(verdict: Verdict, side: Side) -> list[Change]:
    """The moves of one side, by the verdict that they reach, then by number of moves, cost and rubric order.

    Where open questions remain, a verdict is reached when it holds whatever they turn out to be. For our
    side, a
    smallest move that frees a verdict on condition from a cap, though it stays the same, is listed last.
    """
    if verdict.verdict is None or verdict.rubric.shape == "profile":
        return []
    table = Table(verdict.rubric, taken_answers(verdict))
    moves = moves_of(verdict, side)
    found = []
    for to in range(verdict.verdict[0] + 1, len(verdict.rubric.verdicts)):
        found += _reaching(verdict, table, moves, side, to)
    if side == "ours" and verdict.verdict[0] > 0:
        found += _freeing(verdict, table, moves)
    return found


def reopening(verdict: Verdict, side: Side) -> list[Change]:
    """Where no move reaches a better verdict for certain: the smallest ones after which one is possible
    again."""
    if verdict.state != "settled" or verdict.verdict is None or verdict.rubric.shape == "profile":
        return []
    table, now = Table(verdict.rubric, taken_answers(verdict)), verdict.verdict[1]
    moves = moves_of(verdict, side)

    def good(outcome: Outcome) -> bool:
        return outcome.verdict is not None and outcome.verdict[1] > now

    found = []
    for position in moves:
        move = smallest(table, position, moves[position], good)
        if move is not None:
            found.append(_change(table, side, now + 1, (Step(position, move),)))
    return found


def _reaching(verdict: Verdict, table: Table, moves: dict[int, Moves], side: Side, to: int) -> list[Change]:
    def good(outcome: Outcome) -> bool:
        return outcome.verdict is not None and outcome.verdict[0] >= to

    singles = []
    for position in moves:
        move = smallest(table, position, moves[position], good)
        if move is not None:
            singles.append((Step(position, move),))
    if singles:
        ordered = sorted(singles, key=lambda steps: _cost(verdict, [steps[0].position]))
        return [_change(table, side, to, steps) for steps in ordered]
    for size in (2, 3):
        sets = _sets(verdict, table, moves, to, size, good)
        if sets:
            return [_change(table, side, to, steps) for steps in sets]
    return []


def _change(table: Table, side: Side, to: int, steps: tuple[Step, ...]) -> Change:
    return Change(side, to, steps, table.after(steps))


def _sets(
    verdict: Verdict, table: Table, moves: dict[int, Moves], to: int, size: int, good: Test
) -> list[tuple[Step, ...]]:
    best = {position: Step(position, best_of(verdict, position, moves[position])) for position in moves}
    promising = sorted(_promising(verdict, best, to, size), key=lambda places: _cost(verdict, places))
    found = []
    for places in promising:
        steps = [best[position] for position in places]
        if not good(table.after(steps)):
            continue
        found.append(_shrunk(table, moves, steps, good))
        if len(found) == MOST_SETS:
            break
    return found


def _shrunk(table: Table, moves: dict[int, Moves], steps: list[Step], good: Test) -> tuple[Step, ...]:
    for n in reversed(range(len(steps))):
        others = [*steps[:n], *steps[n + 1 :]]
        move = smallest(table, steps[n].position, moves[steps[n].position], good, others)
        if move is not None:
            steps[n] = Step(steps[n].position, move)
    return tuple(steps)


def _promising(verdict: Verdict, best: dict[int, Step], to: int, size: int) -> Iterator[tuple[int, ...]]:
    """The sets whose best moves together gain enough and lift every cap in the way: quick, and never too
    strict."""
    thresholds = [t for t in verdict.rubric.thresholds[to:] if t is not None]
    if not thresholds:
        return
    lacking = min(thresholds) * verdict.weight - verdict.total[0]
    gains, lifts = {}, {}
    in_the_way = [state for state in verdict.caps if state.at_most < to]
    for position, step in best.items():
        judged = verdict.criteria[position]
        after = fit_after(judged, step.move)
        gains[position] = judged.criterion.weight * (after - (judged.fit or (0, 0))[0])
        lifts[position] = sum(
            1 << n
            for n, state in enumerate(in_the_way)
            if state.cap
            and (state.cap.must_of == position or dict(state.cap.below).get(position, after + 1) <= after)
        )
    everything = (1 << len(in_the_way)) - 1
    liftable = 0
    for lifted in lifts.values():
        liftable |= lifted
    if liftable != everything or sum(sorted(gains.values())[-size:]) < lacking:
        return
    for places in combinations(best, size):
        lifted = 0
        for position in places:
            lifted |= lifts[position]
        if lifted == everything and sum(gains[position] for position in places) >= lacking:
            yield places


def _freeing(verdict: Verdict, table: Table, moves: dict[int, Moves]) -> list[Change]:
    """The smallest own moves that lift a cap which holds the verdict, where the verdict stays as it is."""
    assert verdict.verdict is not None
    now = verdict.verdict[0]
    holding = {state.id for state in verdict.caps if state.at_most == now}

    def good(outcome: Outcome) -> bool:
        left = {cap.id for cap in (*outcome.applies, *outcome.may_apply)}
        return outcome.verdict is not None and outcome.verdict[0] >= now and bool(holding - left)

    found = []
    for position in moves if holding else ():
        move = smallest(table, position, moves[position], good)
        change = move and _change(table, "ours", now, (Step(position, move),))
        if change and change.outcome.verdict and change.outcome.verdict[0] == now:
            found.append(change)
    return found


def _cost(verdict: Verdict, places: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    return sum(verdict.criteria[position].criterion.cost for position in places), tuple(places)
