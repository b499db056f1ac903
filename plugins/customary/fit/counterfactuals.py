"""What would have to change: the smallest moves of either side that reach a better verdict.

For every verdict above the present one: the smallest single move on each criterion that does it alone;
where no single move does, sets of two; where none does either, sets of three. In a set, every member moves
only as far as it must while the others stand (worked out from the last criterion of the rubric to the
first, each starting from its best). Everything listed was assessed afresh.
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
    """The moves of one side, by the verdict that they reach, then by number of moves, cost and rubric
    order.

    Where open questions remain, a verdict is reached when it holds whatever they turn out to be. For our
    side, a smallest move that frees a verdict on condition from a cap, though it stays the same, is listed
    last.
    """
    if verdict.verdict is None or verdict.rubric.shape == "profile":
        return []
    ground = _ground(verdict, side)
    found = []
    for to in range(verdict.verdict[0] + 1, len(verdict.rubric.verdicts)):
        found += _reaching(ground, to)
    if side == "ours" and verdict.verdict[0] > 0:
        found += _freeing(ground)
    return found


def reopening(verdict: Verdict, side: Side) -> list[Change]:
    """Where no move reaches a better verdict for certain: the smallest ones after which one is possible
    again."""
    if verdict.state != "settled" or verdict.verdict is None or verdict.rubric.shape == "profile":
        return []
    ground, now = _ground(verdict, side), verdict.verdict[1]

    def good(outcome: Outcome) -> bool:
        return outcome.verdict is not None and outcome.verdict[1] > now

    found = []
    for position, moves in ground.moves.items():
        move = smallest(ground.table, position, moves, good)
        if move is not None:
            found.append(_change(ground, now + 1, (Step(position, move),)))
    return found


@dataclass(frozen=True, slots=True)
class _Ground:
    """What one side can do about a verdict: its moves, the best of each, and the fit after that."""

    verdict: Verdict
    table: Table
    side: Side
    moves: dict[int, Moves]
    best: dict[int, Step]
    after: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Lack:
    """What is missing for a verdict, and what each criterion's best move gives: caps in the way are bits."""

    total: int
    caps: int
    gains: dict[int, int]
    lifts: dict[int, int]


def _ground(verdict: Verdict, side: Side) -> _Ground:
    moves = moves_of(verdict, side)
    best = {position: Step(position, best_of(verdict, position, moves[position])) for position in moves}
    after = {position: fit_after(verdict.criteria[position], best[position].move) for position in moves}
    return _Ground(verdict, Table(verdict.rubric, taken_answers(verdict)), side, moves, best, after)


def _reaching(ground: _Ground, to: int) -> list[Change]:
    def good(outcome: Outcome) -> bool:
        return outcome.verdict is not None and outcome.verdict[0] >= to

    lack = _lack(ground, to)
    if lack is None:
        return []
    singles = []
    for (position,) in _promising(lack, 1):
        move = smallest(ground.table, position, ground.moves[position], good)
        if move is not None:
            singles.append((Step(position, move),))
    if singles:
        ordered = sorted(singles, key=lambda steps: _cost(ground, [steps[0].position]))
        return [_change(ground, to, steps) for steps in ordered]
    for size in (2, 3):
        sets = _sets(ground, lack, size, good)
        if sets:
            return [_change(ground, to, steps) for steps in sets]
    return []


def _change(ground: _Ground, to: int, steps: tuple[Step, ...]) -> Change:
    return Change(ground.side, to, steps, ground.table.after(steps))


def _sets(ground: _Ground, lack: _Lack, size: int, good: Test) -> list[tuple[Step, ...]]:
    found = []
    for places in sorted(_promising(lack, size), key=lambda places: _cost(ground, places)):
        steps = [ground.best[position] for position in places]
        if not good(ground.table.after(steps)):
            continue
        found.append(_shrunk(ground, steps, good))
        if len(found) == MOST_SETS:
            break
    return found


def _shrunk(ground: _Ground, steps: list[Step], good: Test) -> tuple[Step, ...]:
    for n in reversed(range(len(steps))):
        position, others = steps[n].position, [*steps[:n], *steps[n + 1 :]]
        move = smallest(ground.table, position, ground.moves[position], good, others)
        if move is not None:
            steps[n] = Step(position, move)
    return tuple(steps)


def _lack(ground: _Ground, to: int) -> _Lack | None:
    """What is missing for the verdict `to`; None where no score reaches it."""
    verdict = ground.verdict
    thresholds = [t for t in verdict.rubric.thresholds[to:] if t is not None]
    if not thresholds:
        return None
    gains = {
        position: verdict.criteria[position].criterion.weight
        * (after - (verdict.criteria[position].fit or (0, 0))[0])
        for position, after in ground.after.items()
    }
    lifts = dict.fromkeys(ground.moves, 0)
    in_the_way = [state.cap for state in verdict.caps if state.at_most < to]
    for n, cap in enumerate(in_the_way):
        for position, limit in cap.below if cap else ():
            if ground.after.get(position, -1) >= limit:
                lifts[position] |= 1 << n
        if cap and cap.must_of in lifts:
            lifts[cap.must_of] |= 1 << n
    total = min(thresholds) * verdict.weight - verdict.total[0]
    return _Lack(total, (1 << len(in_the_way)) - 1, gains, lifts)


def _promising(lack: _Lack, size: int) -> Iterator[tuple[int, ...]]:
    """The sets whose best moves together gain enough and lift every cap in the way: quick, and never too
    strict."""
    liftable = 0
    for lifted in lack.lifts.values():
        liftable |= lifted
    if liftable != lack.caps or sum(sorted(lack.gains.values())[-size:]) < lack.total:
        return
    for places in combinations(lack.gains, size):
        lifted = 0
        for position in places:
            lifted |= lack.lifts[position]
        if lifted == lack.caps and sum(lack.gains[position] for position in places) >= lack.total:
            yield places


def _freeing(ground: _Ground) -> list[Change]:
    """The smallest own moves that lift a cap which holds the verdict, where the verdict stays as it is."""
    ends = ground.verdict.verdict or (0, 0)
    holding = {state.id: state.cap for state in ground.verdict.caps if state.cap and state.at_most == ends[0]}

    def good(outcome: Outcome) -> bool:
        left = {cap.id for cap in (*outcome.applies, *outcome.may_apply)}
        return outcome.verdict is not None and outcome.verdict[0] >= ends[0] and bool(set(holding) - left)

    named = {position for cap in holding.values() for position, _ in cap.below}
    named |= {cap.must_of for cap in holding.values() if cap.must_of is not None}
    found = []
    for position in (position for position in ground.moves if position in named):
        move = smallest(ground.table, position, ground.moves[position], good)
        change = move and _change(ground, ends[0], (Step(position, move),))
        if change and change.outcome.verdict and change.outcome.verdict[0] == ends[0]:
            found.append(change)
    return found


def _cost(ground: _Ground, places: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    criteria = ground.verdict.criteria
    return sum(criteria[position].criterion.cost for position in places), tuple(places)
