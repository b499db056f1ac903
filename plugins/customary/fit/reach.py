"""Whether the answer to one open question can still change the verdict, whatever the others turn out to
be."""

from __future__ import annotations

from collections.abc import Sequence

from customary.fit.model import Cap, Claim, Contradiction, Judged, Rubric, Verdict

MOST_WORK = 40_000
"""Of the search for the cheapest way around several caps: steps times criteria. Beyond it, the question
counts as one that matters."""


def can_matter(verdict: Verdict, position: int) -> bool:
    """Whether some answers to the other open questions leave the verdict hanging on this one.

    A better fit never lowers a verdict, so it hangs on this criterion where, for some verdict k, its best
    fit reaches k and its worst doesn't. Never says no where the answer is yes.
    """
    if verdict.verdict is None:
        return False
    if any(_could_contradict(verdict, position, each) for each in verdict.rubric.contradictions):
        return True
    fits = [judged.fit for judged in verdict.criteria]
    low = [fit[0] if fit else 0 for fit in fits]
    high = [fit[1] if fit else 0 for fit in fits]
    weights = [judged.criterion.weight if judged.fit else 0 for judged in verdict.criteria]
    open_caps = [state.cap for state in verdict.caps if state.cap and state.state == "may apply"]
    for k in range(verdict.verdict[0] + 1, verdict.verdict[1] + 1):
        needed = _threshold(verdict.rubric, k) * sum(weights)
        caps = [cap for cap in open_caps if cap.at_most < k]
        if _through_a_cap(position, caps, weights, low, high, needed):
            return True
        if weights[position] and _through_the_total(position, caps, weights, low, high, needed):
            return True
    return False


def _could_contradict(verdict: Verdict, position: int, contradiction: Contradiction) -> bool:
    """Whether the answer to this question may set off a contradiction, or take one back."""
    if all(claim.criterion != position for claim in contradiction.when):
        return False
    others = (claim for claim in contradiction.when if claim.criterion != position)
    return all(_could_hold(claim, verdict.criteria[claim.criterion]) for claim in others)


def _could_hold(claim: Claim, judged: Judged) -> bool:
    if judged.fit is None:
        return False
    if judged.state in ("unknown", "stale", "assumed", "contradicted"):
        return True
    values = judged.answer.values
    if claim.has is not None:
        return any(isinstance(value, tuple) and claim.has in value for value in values)
    numbers = [value for value in values if isinstance(value, int)]
    least = claim.at_least if claim.at_least is not None else claim.equals
    most = claim.at_most if claim.at_most is not None else claim.equals
    return (not isinstance(least, int) or max(numbers) >= least) and (
        not isinstance(most, int) or min(numbers) <= most
    )


def _threshold(rubric: Rubric, k: int) -> int:
    return min((t for t in rubric.thresholds[k:] if t is not None), default=1001)


def _through_a_cap(
    position: int,
    caps: Sequence[Cap],
    weights: Sequence[int],
    low: Sequence[int],
    high: Sequence[int],
    needed: int,
) -> bool:
    """Whether a cap may hang on this criterion alone while everything else is as good as that allows."""
    for cap in caps:
        if cap.must_of == position:
            return True
        limit = dict(cap.below).get(position)
        if limit is None or high[position] < limit:
            continue
        best = list(high)
        for other, below in cap.below:
            if other != position:
                best[other] = min(best[other], below - 1)
        total = sum(weight * fit for weight, fit in zip(weights, best, strict=True))
        if total >= needed and not any(_applies(other, best) for other in caps):
            return True
    return False


def _applies(cap: Cap, fits: Sequence[int]) -> bool:
    return cap.must_of is None and all(fits[position] < limit for position, limit in cap.below)


def _through_the_total(
    position: int,
    caps: Sequence[Cap],
    weights: Sequence[int],
    low: Sequence[int],
    high: Sequence[int],
    needed: int,
) -> bool:
    """Whether the others can come to a total that needs this criterion, without any of the caps."""
    least = list(low)
    least[position] = high[position]  # a cap that this criterion can lift is no obstacle
    around = _cheapest_around(caps, weights, least, high)
    if around is None:
        return False
    others = around - weights[position] * high[position]
    return others + weights[position] * low[position] < needed


def _cheapest_around(
    caps: Sequence[Cap], weights: Sequence[int], fits: list[int], high: Sequence[int]
) -> int | None:
    """The least total at which no cap applies; a lower bound of it where the search gets too long."""
    floor = sum(weight * fit for weight, fit in zip(weights, fits, strict=True))
    best: int | None = None
    steps = 0
    waiting = [(floor, list(fits))]
    while waiting:
        steps += 1
        if steps * len(fits) > MOST_WORK:
            return floor
        total, here = waiting.pop()
        if best is not None and total >= best:
            continue
        cap = next((cap for cap in caps if _applies(cap, here)), None)
        if cap is None:
            best = total
            continue
        for position, limit in cap.below:
            if high[position] >= limit:
                raised = list(here)
                raised[position] = limit
                waiting.append((total + weights[position] * (limit - here[position]), raised))
    return best
