"""How firm a verdict is against other weights: exact, in whole numbers.

With g = fit - threshold, the weighted sum of g keeps its sign while every weight stays within plus or minus
p = |sum(w g)| / sum(w |g|) of its value.
"""

from __future__ import annotations

from dataclasses import dataclass

from customary.fit.model import Verdict


@dataclass(frozen=True, slots=True)
class BreakingPoint:
    """The weight (a ratio) beyond which one criterion alone moves the total over `threshold`."""

    criterion: int
    threshold: int
    above: bool
    weight: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WeightSafety:
    """`numerator` is signed: negative where the threshold lies above the total."""

    threshold: int
    numerator: int
    denominator: int
    weights: tuple[BreakingPoint, ...]

    @property
    def permille(self) -> int:
        """By how many thousandths every weight may be wrong, rounded down; 1000 where weights can't
        matter."""
        return 1000 if self.denominator == 0 else 1000 * abs(self.numerator) // self.denominator


@dataclass(frozen=True, slots=True)
class _Side:
    threshold: int
    numerator: int
    denominator: int
    gaps: tuple[tuple[int, int, int], ...]
    """(position, weight, fit less threshold) of each criterion that counts."""


def weight_safety(verdict: Verdict) -> WeightSafety | None:
    """How far the weights may be off; None where it is open, not assessable, or where a cap decides.

    Of the threshold below and the one above (unless a cap forbids to cross it), the nearer one counts; it
    is measured at the lowest fits and at the highest ones, whichever is worse.
    """
    sides = _sides(verdict)
    if not sides:
        return None
    nearest = sides[0]
    for side in sides:
        (a, b), (c, d) = _ratio(side), _ratio(nearest)
        if a * d < c * b:
            nearest = side
    points = tuple(point for side in sides for point in _breaking_points(side))
    return WeightSafety(nearest.threshold, nearest.numerator, nearest.denominator, points)


def _sides(verdict: Verdict) -> list[_Side]:
    if verdict.state != "settled" or verdict.verdict is None or verdict.band is None:
        return []
    settled, rubric = verdict.verdict[0], verdict.rubric
    if settled < verdict.band[0]:
        return []  # a cap decides
    sides = []
    below = rubric.thresholds[settled]
    if settled > 0 and below is not None:
        sides.append(_side(verdict, below, end=0))
    held = any(state.state == "applies" and state.at_most <= settled for state in verdict.caps)
    above = [t for t in rubric.thresholds[settled + 1 :] if t is not None]
    if above and not held:
        sides.append(_side(verdict, above[0], end=1))
    return sides


def _side(verdict: Verdict, threshold: int, end: int) -> _Side:
    gaps = tuple(
        (position, judged.criterion.weight, judged.fit[end] - threshold)
        for position, judged in enumerate(verdict.criteria)
        if judged.fit is not None
    )
    numerator = sum(weight * gap for _, weight, gap in gaps)
    return _Side(threshold, numerator, sum(weight * abs(gap) for _, weight, gap in gaps), gaps)


def _ratio(side: _Side) -> tuple[int, int]:
    return (abs(side.numerator), side.denominator) if side.denominator else (1, 1)


def _breaking_points(side: _Side) -> list[BreakingPoint]:
    """The weight at which each criterion, all others unchanged, brings the total exactly onto the
    threshold."""
    found = []
    for position, weight, gap in side.gaps:
        others = side.numerator - weight * gap
        if gap == 0 or others * gap > 0:
            continue  # no weight of 0 or more gets there
        reached = (abs(others), abs(gap))
        found.append(BreakingPoint(position, side.threshold, reached[0] >= weight * reached[1], reached))
    return found
