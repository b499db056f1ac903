"""Verdicts -> JSON, by the contract of the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from customary.fit import wording
from customary.fit.advise import conditions, next_questions, next_steps, no_longer_matter, reasons
from customary.fit.compile import sha256, value_json
from customary.fit.counterfactuals import Change, counterfactuals
from customary.fit.kinds.number import int_of
from customary.fit.model import Assessment, Criterion, Judged, Value, Verdict
from customary.fit.moves import Step
from customary.fit.numbers import shown
from customary.fit.safety import BreakingPoint, WeightSafety, weight_safety


def verdict_json(assessment: Assessment, verdict: Verdict, version: str | None = None) -> dict[str, Any]:
    """One verdict with its reasons and advice as plain values. `version` is the rubric's sha256, if at
    hand."""
    rubric, names = verdict.rubric, [judged.criterion.id for judged in verdict.criteria]
    return {
        "prospect": assessment.prospect,
        "rubric": {"id": rubric.id, "sha256": version or sha256(rubric)},
        "state": verdict.state,
        "verdict": _named(verdict, verdict.verdict),
        "band": _named(verdict, verdict.band),
        "score": _pair(verdict.score),
        "total": list(verdict.total),
        "weight": verdict.weight,
        "criteria": [_criterion(judged) for judged in verdict.criteria],
        "caps": [
            {
                "id": cap.id,
                "state": cap.state,
                "at_most": rubric.verdicts[cap.at_most],
                "because": cap.because,
            }
            for cap in verdict.caps
        ],
        "conditions": conditions(verdict),
        "reasons": [names[position] for position in reasons(verdict)],
        "next_questions": [
            {
                "id": names[question.criterion],
                "verdicts_removed": list(question.removed),
                "answers_that_settle": list(question.settling),
                "width": question.width,
            }
            for question in next_questions(verdict)
        ],
        "no_longer_matter": [names[position] for position in no_longer_matter(verdict)],
        "counterfactuals": {
            "theirs": [_change(verdict, change) for change in counterfactuals(verdict, "theirs")],
            "ours": [_change(verdict, change) for change in counterfactuals(verdict, "ours")],
        },
        "weight_safety": _safety(verdict, weight_safety(verdict)),
        "contradictions": [
            {
                "id": one.id,
                "criteria": sorted({names[claim.criterion] for claim in one.when}, key=names.index),
            }
            | {"because": one.because}
            for one in verdict.contradictions
        ],
        "refer_to": rubric.refer_to,
        "next_steps": [
            {"id": names[position], "gain": gain, "text": text}
            for position, gain, text in (next_steps(verdict) if rubric.shape == "profile" else ())
        ],
        "warnings": list(assessment.warnings),
    }


def verdicts_json(verdicts: Sequence[dict[str, Any]]) -> str:
    """The list that `fit assess --format json` prints."""
    return json.dumps(list(verdicts), ensure_ascii=False, indent=1)


def change_words(verdict: Verdict, change: Change) -> list[str]:
    """What each step of a change says, such as "lead time: 3 to 4 working days"."""
    return [_step_words(verdict.criteria[step.position], step) for step in change.steps]


def _named(verdict: Verdict, ends: tuple[int, int] | None) -> list[str] | None:
    return None if ends is None else [verdict.rubric.verdicts[end] for end in ends]


def _pair(ends: tuple[int, int] | None) -> list[int] | None:
    return None if ends is None else list(ends)


def _criterion(judged: Judged) -> dict[str, Any]:
    predictions = None if judged.fit is None else [wording.prediction(end) for end in judged.fit]
    return {
        "id": judged.criterion.id,
        "fit": _pair(judged.fit),
        "weight": judged.criterion.weight,
        "prediction": predictions,
        "reason": wording.reason(judged),
        "state": judged.state,
    }


def _change(verdict: Verdict, change: Change) -> dict[str, Any]:
    rubric, moved = verdict.rubric, {}
    for step in change.steps:
        judged = verdict.criteria[step.position]
        key = judged.criterion.id + (f".{step.move.field}" if step.move.field else "")
        moved[key] = [_typed(judged, step, value) for value in (step.move.before, step.move.after)]
    return {
        "to": rubric.verdicts[change.to],
        "change": moved,
        "total": list(change.outcome.total),
        "verdict": _named(verdict, change.outcome.verdict),
    }


def _typed(judged: Judged, step: Step, value: Value) -> Any:
    """A value as an assessment would hold it: in the unit, and a gap as their rating where ours is known."""
    criterion = judged.criterion
    if criterion.kind not in ("number", "gap"):
        return value_json(criterion, value)
    number = _their_rating(judged, value) if not step.move.field else int_of(value)
    return number if criterion.places == 0 else float(shown(number, criterion.places))


def _their_rating(judged: Judged, value: Value) -> int:
    ours = judged.answer.ours if judged.answer.ours is not None else judged.criterion.ours
    if judged.criterion.kind != "gap" or not isinstance(ours, int):
        return int_of(value)
    return ours - int_of(value)


def _step_words(judged: Judged, step: Step) -> str:
    criterion: Criterion = judged.criterion
    before, after = step.move.before, step.move.after
    if criterion.kind == "gap" and not step.move.field:
        before, after = _their_rating(judged, before), _their_rating(judged, after)
    texts = [wording.value_text(criterion, before, bare=True), wording.value_text(criterion, after)]
    if criterion.kind == "set":
        return _set_words(criterion, step)
    return f"{criterion.name}: from {texts[0]} to {texts[1]}"


def _set_words(criterion: Criterion, step: Step) -> str:
    before, after = (
        value if isinstance(value, tuple) else () for value in (step.move.before, step.move.after)
    )
    if step.move.field:
        return f"{criterion.name}: add {wording.joined([item for item in after if item not in before])}"
    return f"{criterion.name}: do without {wording.joined([item for item in before if item not in after])}"


def _safety(verdict: Verdict, safety: WeightSafety | None) -> dict[str, Any] | None:
    if safety is None:
        return None
    return {
        "threshold": safety.threshold,
        "numerator": safety.numerator,
        "denominator": safety.denominator,
        "permille": safety.permille,
        "weights": [_breaking_point(verdict, point) for point in safety.weights],
    }


def _breaking_point(verdict: Verdict, point: BreakingPoint) -> dict[str, Any]:
    side = "breaks_above_weight" if point.above else "breaks_below_weight"
    criterion = verdict.criteria[point.criterion].criterion
    return {"id": criterion.id, "threshold": point.threshold, side: list(point.weight)}
