"""A table of answers by criterion -> one answer a criterion, in the rubric's order."""

from __future__ import annotations

from typing import Any

from customary.errors import nearest, not_a_name, shortened
from customary.fit.answers import Unreadable, folded, read_answer
from customary.fit.doubts import doubts, too_low
from customary.fit.model import UNKNOWN, Answer, Criterion, Rubric
from customary.fit.reading import MOST_NAMES, Reader, Steps


def read_answers(reader: Reader, typed: Any, place: Steps, rubric: Rubric) -> tuple[Answer, ...]:
    """One answer a criterion from a table of answers; problems are noted, questions left out are unknown."""
    answers = [UNKNOWN] * len(rubric.criteria)
    seen: dict[int, str] = {}
    table = reader.mapping(typed, place, "a table of answers")
    if len(table) > MOST_NAMES:
        reader.bad(place, f"{len(table)} answers are too many.", f"Keep it to {MOST_NAMES}.")
        return tuple(answers)
    for name, each in table.items():
        position = _criterion_called(name, rubric)
        if position is None:
            meant = nearest(folded(name), [folded(criterion.name) for criterion in rubric.criteria])
            names = [criterion.name for criterion in rubric.criteria]
            what, remedy = not_a_name(name, f'a criterion of "{shortened(rubric.id)}"', names)
            reader.bad((*place, name), what, f'Did you mean "{meant}"?' if meant else remedy, on_key=True)
            continue
        if position in seen:
            what = f'"{shortened(name)}" answers the same question as "{shortened(seen[position])}".'
            reader.bad((*place, name), what, "Keep one of them.", on_key=True)
        seen[position] = name
        try:
            answers[position] = read_answer(rubric.criteria[position], each)
            _look_again(reader, rubric.criteria[position], each, answers[position], (*place, name))
        except Unreadable as wrong:
            reader.bad((*place, name, *wrong.place), wrong.what, wrong.remedy, on_key=wrong.key)
    return tuple(answers)


def _look_again(reader: Reader, criterion: Criterion, typed: Any, answer: Answer, place: Steps) -> None:
    """Refuse a number below the least there can be (in JSON only warn of it), and note doubts."""
    wrong = too_low(criterion, answer)
    if wrong is not None and reader.document.path.lower().endswith(".json"):
        reader.warnings.append(f"{wrong[0]} Is that meant?")
    elif wrong is not None:
        reader.bad(place, *wrong)
    reader.warnings += doubts(criterion, typed, answer)


def _criterion_called(name: str, rubric: Rubric) -> int | None:
    for same in (str, folded):
        for position, criterion in enumerate(rubric.criteria):
            if same(name) in (same(criterion.id), same(criterion.name)):
                return position
    return None
