"""assess(rubric, answers) -> Verdict: pure, whole numbers only, and the same on every run.

Every answer is an interval of fit, so the outcome is one too: the worst verdict takes all the lows with
every cap that may apply, the best one all the highs with the caps that certainly do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from customary.fit.kinds import span_of
from customary.fit.kinds.things import must_missing
from customary.fit.model import (
    UNKNOWN,
    Answer,
    Cap,
    CapState,
    Claim,
    Contradiction,
    Judged,
    Rubric,
    Span,
    State,
    Verdict,
)

TOO_MUCH_NOT_APPLICABLE = "too_much_not_applicable"


def assess(rubric: Rubric, answers: Sequence[Answer], today: date | None = None) -> Verdict:
    """The verdict on `answers`, one a criterion in the rubric's order.

    `today` makes answers older than a criterion's `good_for` count as unknown; without it nothing is stale.
    """
    known, states = _taken_as(rubric, answers, today)
    contradictions = contradicted(rubric, known)
    for contradiction in contradictions:
        for claim in contradiction.when:
            known[claim.criterion], states[claim.criterion] = UNKNOWN, "contradicted"
    outcome = weigh(rubric, known)
    judged = tuple(
        Judged(criterion, answer, fit, state)
        for criterion, answer, fit, state in zip(rubric.criteria, answers, outcome.fits, states, strict=True)
    )
    return _verdict(rubric, outcome, judged, contradictions)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the intervals of fit come to. `verdict` and `band` are None where the applicable weight is 0."""

    fits: tuple[Span | None, ...]
    total: tuple[int, int]
    weight: int
    band: tuple[int, int] | None
    verdict: tuple[int, int] | None
    applies: tuple[Cap, ...]
    may_apply: tuple[Cap, ...]
    too_much: bool


def settle(rubric: Rubric, answers: Sequence[Answer]) -> Outcome:
    """As `weigh`, after setting aside the answers that contradict each other. Nothing here is stale."""
    known = list(answers)
    for contradiction in contradicted(rubric, answers):
        for claim in contradiction.when:
            known[claim.criterion] = UNKNOWN
    return weigh(rubric, known)


def weigh(rubric: Rubric, answers: Sequence[Answer]) -> Outcome:
    """Totals, caps and verdicts of answers taken at their word."""
    fits = tuple(
        None if answer.not_applicable is not None else span_of(criterion, answer)
        for criterion, answer in zip(rubric.criteria, answers, strict=True)
    )
    low = high = weight = left_out = 0
    for criterion, fit in zip(rubric.criteria, fits, strict=True):
        if fit is None:
            left_out += criterion.weight
            continue
        weight += criterion.weight
        low += criterion.weight * fit[0]
        high += criterion.weight * fit[1]
    applies, may_apply = _caps(rubric, answers, fits)
    too_much = rubric.na_limit is not None and left_out * 1000 > rubric.na_limit * (left_out + weight)
    if weight == 0:
        return Outcome(fits, (0, 0), 0, None, None, applies, may_apply, too_much)
    band = band_of(rubric, low, weight), band_of(rubric, high, weight)
    certain = min([cap.at_most for cap in applies], default=len(rubric.verdicts))
    if too_much:
        certain = min(certain, rubric.na_at_most)
    possible = min([cap.at_most for cap in may_apply], default=certain)
    verdict = min(band[0], certain, possible), min(band[1], certain)
    return Outcome(fits, (low, high), weight, band, verdict, applies, may_apply, too_much)


def band_of(rubric: Rubric, total: int, weight: int) -> int:
    """The best verdict whose threshold the total reaches; a tie passes."""
    for position in range(len(rubric.verdicts) - 1, 0, -1):
        threshold = rubric.thresholds[position]
        if threshold is not None and total >= threshold * weight:
            return position
    return 0


def contradicted(rubric: Rubric, answers: Sequence[Answer]) -> tuple[Contradiction, ...]:
    """The contradictions all of whose claims certainly hold."""
    return tuple(
        contradiction
        for contradiction in rubric.contradictions
        if all(_holds(claim, answers[claim.criterion]) for claim in contradiction.when)
    )


def _taken_as(
    rubric: Rubric, answers: Sequence[Answer], today: date | None
) -> tuple[list[Answer], list[str]]:
    known, states = list(answers), []
    for position, (criterion, answer) in enumerate(zip(rubric.criteria, answers, strict=True)):
        state = _state(answer)
        if is_stale(answer, criterion.good_for, today):
            known[position], state = UNKNOWN, "stale"
        states.append(state)
    return known, states


def is_stale(answer: Answer, good_for: int | None, today: date | None) -> bool:
    """Whether the answer was given more than `good_for` days before `today`."""
    if not answer.values or answer.on is None or good_for is None or today is None:
        return False
    return (today - answer.on).days > good_for


def _state(answer: Answer) -> str:
    if answer.not_applicable is not None:
        return "not applicable"
    if not answer.values:
        return "unknown"
    if answer.assumed:
        return "assumed"
    return "answered" if len(answer.values) == 1 else "range"


def _caps(
    rubric: Rubric, answers: Sequence[Answer], fits: Sequence[Span | None]
) -> tuple[tuple[Cap, ...], tuple[Cap, ...]]:
    applies, may_apply = [], []
    for cap in rubric.caps:
        certain, possible = _cap_state(rubric, cap, answers, fits)
        if certain:
            applies.append(cap)
        elif possible:
            may_apply.append(cap)
    return tuple(applies), tuple(may_apply)


def _cap_state(
    rubric: Rubric, cap: Cap, answers: Sequence[Answer], fits: Sequence[Span | None]
) -> tuple[bool, bool]:
    """(applies, may apply). A cap that names a criterion which is not applicable never does."""
    if cap.must_of is not None:
        if fits[cap.must_of] is None:
            return False, False
        return must_missing(rubric.criteria[cap.must_of], answers[cap.must_of])
    certain = True
    for position, limit in cap.below:
        fit = fits[position]
        if fit is None or fit[0] >= limit:
            return False, False
        certain = certain and fit[1] < limit
    return certain, True


def _holds(claim: Claim, answer: Answer) -> bool:
    """Whether everything that the answer can mean agrees with the claim. Unknown agrees with nothing."""
    if not answer.values or answer.assumed or answer.not_applicable is not None:
        return False
    if claim.has is not None:
        return all(isinstance(value, tuple) and claim.has in value for value in answer.values)
    if claim.equals is not None and any(value != claim.equals for value in answer.values):
        return False
    numbers = [value for value in answer.values if isinstance(value, int)]
    return (claim.at_least is None or min(numbers) >= claim.at_least) and (
        claim.at_most is None or max(numbers) <= claim.at_most
    )


def _verdict(
    rubric: Rubric, outcome: Outcome, judged: tuple[Judged, ...], contradictions: tuple[Contradiction, ...]
) -> Verdict:
    state: State = "not assessable"
    score = None
    if outcome.verdict is not None:
        state = "settled" if outcome.verdict[0] == outcome.verdict[1] else "open"
        score = outcome.total[0] // outcome.weight, outcome.total[1] // outcome.weight
    certain = {cap.id for cap in outcome.applies}
    named = certain | {cap.id for cap in outcome.may_apply}
    caps = [
        CapState(cap.id, "applies" if cap.id in certain else "may apply", cap.at_most, cap.because, cap)
        for cap in rubric.caps
        if cap.id in named
    ]
    if outcome.too_much:
        because = "Too many questions were set aside as not applicable."
        caps.append(CapState(TOO_MUCH_NOT_APPLICABLE, "applies", rubric.na_at_most, because))
    return Verdict(
        rubric,
        state,
        outcome.verdict,
        outcome.band,
        score,
        outcome.total,
        outcome.weight,
        judged,
        tuple(caps),
        contradictions,
    )
