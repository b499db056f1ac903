"""What to say about a verdict: why, what to agree on, what to ask next, and what no longer matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from customary.fit import wording
from customary.fit.assess import settle
from customary.fit.kinds import possible_answers
from customary.fit.model import FULL, UNKNOWN, Answer, Cap, Judged, Verdict
from customary.fit.reach import can_matter


@dataclass(frozen=True, slots=True)
class Question:
    """A question worth asking. Both ratios are (how many, of how many possible answers), not reduced.

    `removed`: verdicts that the answers rule out, summed over the answers. `settling`: answers after which
    the verdict is settled. `width`: weight times the spread of fit.
    """

    criterion: int
    removed: tuple[int, int]
    settling: tuple[int, int]
    width: int


def taken_answers(verdict: Verdict) -> list[Answer]:
    """The answers that the verdict rests on: what is stale counts as unknown."""
    return [UNKNOWN if judged.state == "stale" else judged.answer for judged in verdict.criteria]


def next_questions(verdict: Verdict) -> list[Question]:
    """The questions that are not settled to one fit, the most telling first; none where the verdict is
    settled."""
    if verdict.state != "open":
        return []
    answers = taken_answers(verdict)
    found = [_question(verdict, answers, position) for position in unsettled(verdict)]
    return sorted(
        found, key=lambda one: (-Fraction(*one.removed), -Fraction(*one.settling), -one.width, one.criterion)
    )


def unsettled(verdict: Verdict) -> list[int]:
    """The criteria that apply and may still come to more than one fit."""
    return [
        position
        for position, judged in enumerate(verdict.criteria)
        if judged.fit is not None and judged.fit[0] < judged.fit[1]
    ]


def no_longer_matter(verdict: Verdict) -> list[int]:
    """The open questions whose answer can't change the verdict any more, whatever the others turn out to
    be.

    Every one that is named is certain; in rare cases (fits that can only take some values) one more could
    be.
    """
    if verdict.state == "not assessable":
        return []
    if verdict.state == "settled":
        return unsettled(verdict)
    return [position for position in unsettled(verdict) if not can_matter(verdict, position)]


def reasons(verdict: Verdict) -> list[int]:
    """The criteria that certainly cost something, the dearest first; equal losses keep the rubric's order."""
    losses = {position: loss(judged) for position, judged in enumerate(verdict.criteria)}
    return sorted((position for position in losses if losses[position] > 0), key=lambda p: (-losses[p], p))


def loss(judged: Judged) -> int:
    """What a criterion certainly costs the total: weight times what is missing from a full fit."""
    return 0 if judged.fit is None else judged.criterion.weight * (FULL - judged.fit[1])


def conditions(verdict: Verdict) -> list[str]:
    """What to agree on before signing, the most pressing first, where a verdict on condition is possible.

    That is a verdict whose name ends in "if": it has at least one condition. Other verdicts between the
    worst and the best give only the conditions that the rubric's author wrote.
    """
    if verdict.verdict is None or verdict.rubric.shape == "profile":
        return []
    between = range(verdict.verdict[0], verdict.verdict[1] + 1)
    if not any(_on_condition(verdict, position) for position in between):
        return []
    return list(dict.fromkeys(_filled_in(verdict, position) for position in _pressing(verdict)))


def next_steps(verdict: Verdict, most: int = 2) -> list[tuple[int, int, str]]:
    """For a profile: (criterion, gain, text) of the most useful next steps, dearest first.

    The gain of a level is weight times what the next better level adds; of anything else what is missing.
    """
    found = []
    for position, judged in enumerate(verdict.criteria):
        if judged.fit is None or judged.state not in ("answered", "range", "assumed"):
            continue
        gain, text = _next_step(judged)
        if gain > 0:
            found.append((position, gain, text))
    return sorted(found, key=lambda step: (-step[1], step[0]))[:most]


def _question(verdict: Verdict, answers: Sequence[Answer], position: int) -> Question:
    judged = verdict.criteria[position]
    known = UNKNOWN if judged.state == "contradicted" else answers[position]
    possible = possible_answers(judged.criterion, known)
    removed = settling = 0
    before = _spread(verdict.verdict)
    for value in possible:
        changed = [*answers]
        changed[position] = Answer((value,))
        after = _spread(settle(verdict.rubric, changed).verdict)
        removed += before - after
        settling += after == 0
    low, high = judged.fit or (0, 0)
    return Question(
        position, (removed, len(possible)), (settling, len(possible)), judged.criterion.weight * (high - low)
    )


def _spread(ends: tuple[int, int] | None) -> int:
    return 0 if ends is None else ends[1] - ends[0]


def _on_condition(verdict: Verdict, position: int) -> bool:
    names = verdict.rubric.verdicts
    if names[position].casefold().endswith(" if"):
        return True
    written = any(judged.criterion.condition_written for judged in verdict.criteria)
    return written and 0 < position < len(names) - 1


def _pressing(verdict: Verdict) -> list[int]:
    """The criteria to agree on: those of caps that apply, then certain losses; else what may turn out
    badly."""
    certain = [state.cap for state in verdict.caps if state.cap and state.state == "applies"]
    found = [*_under(certain, verdict), *reasons(verdict)]
    if not found:
        possible = [state.cap for state in verdict.caps if state.cap]
        low = {p: j.criterion.weight * (FULL - j.fit[0]) for p, j in enumerate(verdict.criteria) if j.fit}
        costly = sorted((position for position in low if low[position] > 0), key=lambda p: (-low[p], p))
        found = [*_under(possible, verdict), *costly]
    if not found:
        found = [position for position, judged in enumerate(verdict.criteria) if judged.fit is None]
    if not found:  # everything fits and it is still "if": hold them to what counts most
        found = [max(range(len(verdict.criteria)), key=lambda p: verdict.criteria[p].criterion.weight)]
    named = list(dict.fromkeys(found))
    if any(name.casefold().endswith(" if") for name in verdict.rubric.verdicts):
        return named
    return [position for position in named if verdict.criteria[position].criterion.condition_written]


def _under(caps: Sequence[Cap], verdict: Verdict) -> list[int]:
    positions = {
        position
        for cap in caps
        for position in ([cap.must_of] if cap.must_of is not None else [p for p, _ in cap.below])
    }
    low = {p: verdict.criteria[p].fit or (FULL, FULL) for p in positions}
    return sorted(positions, key=lambda p: (-verdict.criteria[p].criterion.weight * (FULL - low[p][0]), p))


def _filled_in(verdict: Verdict, position: int) -> str:
    judged = verdict.criteria[position]
    if judged.fit is None:
        return f"{judged.criterion.name}: look again at why it was set aside"
    return wording.condition(judged)


def _next_step(judged: Judged) -> tuple[int, str]:
    criterion, low = judged.criterion, (judged.fit or (0, 0))[0]
    level = judged.answer.values[0]
    if criterion.kind in ("level", "scale") and isinstance(level, int):
        better = [n for n in range(level + 1, len(criterion.fit)) if criterion.fit[n] > criterion.fit[level]]
        if not better:
            return 0, ""
        gain = criterion.weight * (criterion.fit[better[0]] - criterion.fit[level])
        towards = f"{criterion.name}: {criterion.labels[better[0]]}"
        return gain, criterion.next_steps[level] if criterion.next_steps else towards
    return criterion.weight * (FULL - low), wording.condition(judged)
