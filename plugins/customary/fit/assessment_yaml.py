"""Assessment -> the YAML that people read and edit, and that loads back as the same answers."""

from __future__ import annotations

from customary.fit import wording
from customary.fit.model import Answer, Assessment, Criterion, Rubric, Value
from customary.fit.numbers import shown
from customary.fit.yaml_text import comment, listed, quoted

HOW_TO_ANSWER = """\
# Leave a question empty while you don't know. Besides a plain answer you may write:
#   {between: [3, 10]}                      a range, or two people who disagree
#   {assumed: 8}                            nobody has asked yet
#   {not applicable: no stock is needed}    it doesn't apply, and why
#   {answer: 8, said by: Ana, on: 2026-11-20, note: they count Saturdays}
"""


def blank_assessment(rubric: Rubric, version: str, prospect: str = "") -> str:
    """An assessment with nothing answered yet: every question, and how to answer it, as a comment."""
    assessment = Assessment(
        prospect, rubric.id, (Answer(),) * len(rubric.criteria), rubric_version=version[:8]
    )
    return written(assessment, rubric, with_questions=True)


def written(assessment: Assessment, rubric: Rubric, with_questions: bool = False) -> str:
    """The assessment as a YAML file."""
    lines = [comment(f"{rubric.title or rubric.id}: one prospect's answers.")]
    if with_questions:
        lines.append(HOW_TO_ANSWER.rstrip())
    head = [
        f"prospect: {quoted(assessment.prospect)}" if assessment.prospect else "prospect:",
        f"rubric: {quoted(rubric.id)}",
        f'rubric version: "{assessment.rubric_version}"' if assessment.rubric_version else "",
        f"publish: {'yes' if assessment.publish else 'no'}",
        f"on: {assessment.on.isoformat()}" if assessment.on else "",
        f"hours: {assessment.hours}" if assessment.hours is not None else "",
        f"value: {assessment.value}" if assessment.value is not None else "",
        "answers:",
    ]
    lines += filter(None, head)
    for criterion, answer in zip(rubric.criteria, assessment.answers, strict=True):
        if with_questions:
            lines += ["", comment(f"{criterion.ask} {choices(criterion)}", "  ")]
        lines.append(f"  {quoted(criterion.name)}: {answer_yaml(criterion, answer)}".rstrip())
    for key, notes in (("signed", assessment.signed), ("outcome", assessment.outcome)):
        if notes:
            lines.append(f"{key}: {{{', '.join(f'{name}: {_flow(text)}' for name, text in notes.items())}}}")
    return "\n".join(lines) + "\n"


def choices(criterion: Criterion) -> str:
    """What may be answered, in a few words."""
    if criterion.kind in ("number", "gap"):
        return f"(a number, in {criterion.unit})" if criterion.unit else "(a number)"
    if criterion.kind in ("scale", "level"):
        return f"({' | '.join(criterion.labels)})"
    if criterion.kind == "yes_no":
        return "(yes | no)"
    known = criterion.options or criterion.ours
    offered = wording.joined(known) if isinstance(known, tuple) else ""
    return f"(a list, such as [{offered.replace(' and ', ', ')}])"


def answer_yaml(criterion: Criterion, answer: Answer) -> str:
    """One answer as it stands after its name; empty where it is unknown and has no notes."""
    notes = {"said by": answer.said_by, "on": answer.on.isoformat() if answer.on else "", "note": answer.note}
    given = [f"{name}: {_flow(text)}" for name, text in notes.items() if text]
    if answer.not_applicable is not None:
        given.insert(0, f"not applicable: {_flow(answer.not_applicable)}")
    elif len(answer.values) > 1:
        given.insert(0, f"between: [{', '.join(_value(criterion, answer, each) for each in answer.values)}]")
    elif answer.assumed:
        given.insert(0, f"assumed: {_value(criterion, answer, answer.values[0])}")
    elif answer.values and given:
        given.insert(0, f"answer: {_value(criterion, answer, answer.values[0])}")
    elif answer.values:
        return _value(criterion, answer, answer.values[0])
    return f"{{{', '.join(given)}}}" if given else ""


def _value(criterion: Criterion, answer: Answer, value: Value) -> str:
    if isinstance(value, tuple):
        return listed(value)
    if criterion.kind == "yes_no":
        return "yes" if value else "no"
    if criterion.kind in ("scale", "level"):
        return _flow(criterion.labels[value])
    if criterion.kind == "gap" and answer.ours is not None:
        return f"[{shown(answer.ours, criterion.places)}, {shown(answer.ours - value, criterion.places)}]"
    if criterion.kind == "gap" and isinstance(criterion.ours, int):
        return shown(criterion.ours - value, criterion.places)
    return shown(value, criterion.places)


def _flow(text: str) -> str:
    """A text inside braces or brackets, where a comma would end it."""
    return listed([text])[1:-1]
