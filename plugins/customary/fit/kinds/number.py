"""Numbers and gaps: full fit between `at_least` and `at_most`, falling to zero `zero_after` beyond."""

from __future__ import annotations

from customary.fit.kinds.shape import NONE, Kind, Move, Moves
from customary.fit.model import FULL, Answer, Criterion, Span, Value


def fit(criterion: Criterion, value: Value) -> int:
    """1000 inside the bounds, 0 from `zero_after` beyond them, in proportion between, rounded down."""
    short, zero_after = beyond(criterion, int_of(value)), criterion.zero_after
    if short == 0:
        return FULL
    return 0 if short >= zero_after else FULL * (zero_after - short) // zero_after


def beyond(criterion: Criterion, x: int) -> int:
    """How far `x` lies outside the bounds; 0 inside."""
    return max(
        0,
        criterion.at_least - x if criterion.at_least is not None else 0,
        x - criterion.at_most if criterion.at_most is not None else 0,
    )


def ends(criterion: Criterion, answer: Answer) -> tuple[int, int]:
    """The lowest and the highest number that a known answer can mean."""
    numbers = [int_of(value) for value in answer.values]
    slack = -(-criterion.zero_after // 8) if answer.assumed else 0
    return min(numbers) - slack, max(numbers) + slack


def span(criterion: Criterion, answer: Answer) -> Span:
    """The curve has one hill, so it is lowest at an end of the range and full where the range meets the
    top."""
    if not answer.values:
        return 0, FULL
    low, high = ends(criterion, answer)
    at_ends = fit(criterion, low), fit(criterion, high)
    above = criterion.at_least is None or high >= criterion.at_least
    below = criterion.at_most is None or low <= criterion.at_most
    return min(at_ends), FULL if above and below else max(at_ends)


def possible(criterion: Criterion, answer: Answer) -> list[Value]:
    """The likely numbers, within the range where one is known; its ends where none lies in it."""
    if not answer.values:
        return list(criterion.likely)
    low, high = ends(criterion, answer)
    within: list[Value] = [x for x in criterion.likely if low <= int_of(x) <= high]
    return within or [low, high]


def corners(criterion: Criterion) -> tuple[int, ...]:
    """The default likely numbers: the corners of the curve, and one on each side of them."""
    found = set()
    for bound, side in ((criterion.at_least, -1), (criterion.at_most, 1)):
        if bound is not None:
            for corner in (bound, bound + side * criterion.zero_after):
                found |= {corner - 1, corner, corner + 1}
    return tuple(sorted(x for x in found if x >= (criterion.lowest or 0) or criterion.kind == "gap")) or (0,)


def theirs(criterion: Criterion, value: Value) -> Moves:
    """They come nearer, one unit of the last place at a time, up to the bound that they miss."""
    x = int_of(value)
    distance = beyond(criterion, x)
    if distance == 0:
        return NONE
    side = 1 if criterion.at_least is not None and x < criterion.at_least else -1
    return Moves(distance, lambda n: Move("", x, x + side * (n + 1)))


def ours(criterion: Criterion, value: Value) -> Moves:
    """We move the bound that they miss, up to where they stand."""
    x = int_of(value)
    distance = beyond(criterion, x)
    if distance == 0:
        return NONE
    if criterion.at_least is not None and x < criterion.at_least:
        bound = criterion.at_least
        return Moves(distance, lambda n: Move("at_least", bound, bound - n - 1))
    bound = criterion.at_most or 0
    return Moves(distance, lambda n: Move("at_most", bound, bound + n + 1))


def int_of(value: Value) -> int:
    """A value of this kind as the number that it is."""
    assert isinstance(value, int)
    return value


KIND = Kind(fit, span, possible, theirs, ours)
