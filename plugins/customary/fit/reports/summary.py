"""A verdict in words, ready to be printed: what the text and the HTML report both say."""

from __future__ import annotations

from dataclasses import dataclass

from customary.fit import wording
from customary.fit.advise import conditions, next_questions, next_steps, no_longer_matter, reasons
from customary.fit.counterfactuals import counterfactuals, reopening
from customary.fit.model import FULL, Assessment, Cap, Verdict
from customary.fit.moves import Side
from customary.fit.reports.json import change_words
from customary.fit.safety import weight_safety

MOST_CHANGES = 6
"""Of each side, in a report that people read; the JSON holds all of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion: its share of the weight (per mille), its fit as an interval, and what it means."""

    name: str
    weight: int
    share: int
    low: int
    high: int
    applies: bool
    known: bool
    prediction: str
    reason: str
    note: str
    said_by: str
    on: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One prospect's verdict in sentences. Scores and fits stay 0..1000; reports show them of 100."""

    prospect: str
    rubric: str
    shape: str
    state: str
    headline: str
    worst: int
    best: int
    verdicts: int
    score: tuple[int, int] | None
    rows: tuple[Row, ...]
    rules: tuple[str, ...]
    conditions: tuple[str, ...]
    ask_next: tuple[str, ...]
    need_not_ask: tuple[str, ...]
    theirs: tuple[str, ...]
    ours: tuple[str, ...]
    firm: str
    contradictions: tuple[str, ...]
    refer_to: str
    next_steps: tuple[str, ...]
    warnings: tuple[str, ...]


def summary(assessment: Assessment, verdict: Verdict) -> Summary:
    """What to say about one prospect."""
    rubric = verdict.rubric
    ends = verdict.verdict or (0, 0)
    declined = verdict.verdict is not None and ends[1] == 0 and rubric.shape == "verdict"
    profile = rubric.shape == "profile"
    return Summary(
        prospect=assessment.prospect,
        rubric=rubric.title or rubric.id,
        shape=rubric.shape,
        state=verdict.state,
        headline=_headline(verdict),
        worst=ends[0],
        best=ends[1],
        verdicts=len(rubric.verdicts),
        score=verdict.score,
        rows=tuple(_rows(verdict)),
        rules=tuple(_rules(verdict)),
        conditions=tuple(map(_sentence, conditions(verdict))) if _has_begun(verdict) else (),
        ask_next=tuple(rubric.criteria[question.criterion].ask for question in next_questions(verdict)[:3]),
        need_not_ask=()
        if profile
        else tuple(rubric.criteria[position].name for position in no_longer_matter(verdict)),
        theirs=tuple(_changes(verdict, "theirs")),
        ours=tuple(_changes(verdict, "ours")),
        firm="" if profile else _firm(verdict),
        contradictions=tuple(each.because or each.id for each in verdict.contradictions),
        refer_to=rubric.refer_to if declined else "",
        next_steps=tuple(_sentence(text) for _, _, text in next_steps(verdict)) if profile else (),
        warnings=assessment.warnings,
    )


def of_100(permille: int) -> str:
    """A score or fit of 0..1000 as people read it: of 100, rounded down."""
    return str(permille // 10)


def _headline(verdict: Verdict) -> str:
    if verdict.names is None:
        return "Not assessable: every question that counts was set aside."
    if verdict.rubric.shape == "profile" and len(verdict.rubric.verdicts) == 1:
        return "Profile"
    worst, best = (_capital(name) for name in verdict.names)
    return worst if worst == best else f"Open: from “{worst}” to “{best}”"


def _rows(verdict: Verdict) -> list[Row]:
    everything = sum(judged.criterion.weight for judged in verdict.criteria if judged.fit) or 1
    rows = []
    for judged in verdict.criteria:
        low, high = judged.fit or (0, 0)
        foretold = " to ".join(dict.fromkeys(wording.prediction(end) for end in (low, high)))
        rows.append(
            Row(
                name=_capital(judged.criterion.name),
                weight=judged.criterion.weight,
                share=judged.criterion.weight * FULL // everything if judged.fit else 0,
                low=low,
                high=high,
                applies=judged.fit is not None,
                known=judged.state in ("answered", "range", "assumed"),
                prediction="" if judged.fit is None else foretold,
                reason=_sentence(wording.reason(judged)),
                note=judged.answer.note,
                said_by=judged.answer.said_by,
                on=judged.answer.on.isoformat() if judged.answer.on else "",
            )
        )
    order = reasons(verdict)
    return [rows[n] for n in order] + [row for n, row in enumerate(rows) if n not in order]


def _rules(verdict: Verdict) -> list[str]:
    found = []
    for state in verdict.caps:
        if state.state == "may apply" and (verdict.state == "settled" or not _begun(verdict, state.cap)):
            continue  # it can't matter any more, or nothing that it asks about is known yet
        limit = f"at most “{verdict.rubric.verdicts[state.at_most]}”"
        lead = _capital(limit) if state.state == "applies" else f"An open answer may yet mean {limit}"
        found.append(f"{lead}: {state.because or state.id.replace('_', ' ')}")
    return list(map(_sentence, found))


def _has_begun(verdict: Verdict) -> bool:
    """Whether there is anything yet to agree on: it is settled, or something certainly stands in the way."""
    applies = any(state.state == "applies" for state in verdict.caps)
    return verdict.state == "settled" or applies or bool(reasons(verdict))


def _begun(verdict: Verdict, cap: Cap | None) -> bool:
    """Whether something that the cap asks about is known."""
    if cap is None:
        return True
    places = [position for position, _ in cap.below] if cap.must_of is None else [cap.must_of]
    return any(verdict.criteria[position].state != "unknown" for position in places)


def _changes(verdict: Verdict, side: Side) -> list[str]:
    names, now = verdict.rubric.verdicts, verdict.verdict[0] if verdict.verdict else 0
    found = [
        f"{names[change.to]}{', with no rule to hold it there' if change.to == now else ''} ← "
        f"{'; '.join(change_words(verdict, change))}"
        for change in counterfactuals(verdict, side)
    ]
    if not found:
        found = [
            f"open again ← {'; '.join(change_words(verdict, change))}" for change in reopening(verdict, side)
        ]
    return list(map(_sentence, found[:MOST_CHANGES]))


def _firm(verdict: Verdict) -> str:
    if verdict.state == "open":
        return "Open questions can still change the verdict."
    if verdict.state == "not assessable":
        return ""
    safety = weight_safety(verdict)
    if safety is None:
        return "A rule decides here, so weights do not matter."
    percent = safety.permille // 10
    if safety.permille >= 1000:
        return "The verdict holds whatever the weights are."
    if percent == 0:
        return "The score lies on the boundary: a change of less than one percent in the weights can turn it."
    return f"The verdict holds while every weight stays within {percent} % of what it is."


def _sentence(text: str) -> str:
    text = _capital(text.strip())
    return text if not text or text[-1] in ".!?…”" else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
