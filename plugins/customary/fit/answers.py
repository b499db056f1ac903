"""One answer as it was typed -> Answer, for every kind, in YAML and in canonical JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from customary.errors import nearest, not_a_name, shortened
from customary.fit.model import UNKNOWN, Answer, Criterion, Value
from customary.fit.numbers import NotANumber, read_number

FORMS = ("answer", "between", "assumed", "not applicable")
NOTES = ("said by", "on", "note")
LONGEST_WORD = 300
"""Characters of a name, a level or a thing."""
LONGEST_TEXT = 5000
MOST_THINGS = 200
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


class Unreadable(ValueError):
    """What is wrong with an answer, what to do, and where inside it (`place`)."""

    def __init__(
        self, what: str, remedy: str = "", place: tuple[str | int, ...] = (), key: bool = False
    ) -> None:
        super().__init__(f"{what} {remedy}".rstrip())
        self.what, self.remedy, self.place, self.key = what, remedy, place, key


def read_answer(criterion: Criterion, typed: Any) -> Answer:
    """An answer in any of its forms: a plain value, nothing (unknown), or settings such as `between`.

    Whole numbers of a JSON file arrive as int and pick a level by its position; texts pick it by its word
    first. Raises Unreadable.
    """
    if typed is None or is_question_mark(criterion, typed):
        return UNKNOWN
    if not isinstance(typed, dict) or (criterion.kind == "gap" and {"ours", "theirs"} & set(typed)):
        return _exact(criterion, typed)
    return _from_settings(criterion, typed)


def read_value(criterion: Criterion, typed: Any) -> Value:
    """One exact value of the criterion's kind. Raises Unreadable."""
    try:
        return _READERS[criterion.kind](criterion, typed)
    except NotANumber as wrong:
        raise Unreadable(wrong.what, wrong.remedy) from None


def read_date(typed: Any) -> date:
    """A day as YYYY-MM-DD. Raises Unreadable."""
    try:
        if isinstance(typed, str) and len(typed) == 10:
            return date.fromisoformat(typed)
    except ValueError:
        pass
    raise Unreadable(f"{quoted(typed)} is not a date.", "Write it as 2026-11-20.")


def is_question_mark(criterion: Criterion, typed: Any) -> bool:
    """Whether the answer says that it is not known yet (unless a level has that very name)."""
    return (
        isinstance(typed, str)
        and typed.strip().casefold() in ("?", "unknown", "not asked yet")
        and folded(typed) not in map(folded, (*criterion.labels, *criterion.options, *_things(criterion)))
    )


def folded(word: str) -> str:
    """A word without case, and with one space for any run of spaces, underscores and hyphens."""
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())


def quoted(typed: Any) -> str:
    """A typed value for a message."""
    if isinstance(typed, list):
        return "A list"
    if isinstance(typed, dict):
        return "A group of settings"
    if typed is None:
        return "Nothing"
    return f'"{shortened(str(typed))}"'


def _exact(criterion: Criterion, typed: Any) -> Answer:
    if criterion.kind == "gap":
        return _gap_answer(criterion, typed)
    return Answer((read_value(criterion, typed),))


def _from_settings(criterion: Criterion, typed: dict[str, Any]) -> Answer:
    given = {}
    for key, value in typed.items():
        name = key.replace("_", " ")
        if name not in (*FORMS, *NOTES):
            raise Unreadable(*not_a_name(key, "a setting of an answer", (*FORMS, *NOTES)), (key,), key=True)
        given[name] = (key, value)
    forms = [name for name in FORMS if name in given]
    if len(forms) > 1:
        raise Unreadable(
            f'An answer can\'t be both "{forms[0]}" and "{forms[1]}".',
            "Keep one of them.",
            (given[forms[1]][0],),
        )
    notes = {name: _inside(_text, *given[name]) for name in ("said by", "note") if name in given}
    on = _inside(read_date, *given["on"]) if given.get("on", ("", None))[1] is not None else None
    answer = UNKNOWN
    if forms:
        key, value = given[forms[0]]
        answer = _inside(lambda inner: _FORM_READERS[forms[0]](criterion, inner), key, value)
    return Answer(
        answer.values,
        answer.assumed,
        answer.not_applicable,
        notes.get("said by", ""),
        on,
        notes.get("note", ""),
        answer.ours,
    )


def _inside(read: Callable[[Any], Any], key: str, value: Any) -> Any:
    try:
        return read(value)
    except Unreadable as wrong:
        raise Unreadable(wrong.what, wrong.remedy, (key, *wrong.place), wrong.key) from None


def _read_answered(criterion: Criterion, typed: Any) -> Answer:
    return UNKNOWN if typed is None or is_question_mark(criterion, typed) else _exact(criterion, typed)


def _read_between(criterion: Criterion, typed: Any) -> Answer:
    if not isinstance(typed, list) or not 1 <= len(typed) <= MOST_THINGS:
        raise Unreadable(f"{quoted(typed)} is not a range.", "Write two answers: between: [from, to].")
    values: list[Value] = []
    for position, each in enumerate(typed):
        try:
            values.append(_exact(criterion, each).values[0])
        except Unreadable as wrong:
            raise Unreadable(wrong.what, wrong.remedy, (position, *wrong.place)) from None
    if criterion.kind in ("set", "yes_no"):
        return Answer(tuple(dict.fromkeys(values)))
    low, high = min(values, key=_order), max(values, key=_order)
    return Answer((low,) if low == high else (low, high))


def _order(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _read_assumed(criterion: Criterion, typed: Any) -> Answer:
    exact = _read_answered(criterion, typed)
    return Answer(exact.values, assumed=bool(exact.values), ours=exact.ours)


def _read_not_applicable(criterion: Criterion, typed: Any) -> Answer:
    reason = _text(typed) if typed is not None else ""
    if not reason.strip():
        raise Unreadable(
            f'"{shortened(criterion.name)}" is set aside without a reason.', "Write why it does not apply."
        )
    return Answer(not_applicable=reason)


def _text(typed: Any) -> str:
    if typed is None:
        return ""
    if isinstance(typed, (list, dict)):
        raise Unreadable(f"{quoted(typed)} stands where a text should.", "Write one text.")
    if len(str(typed)) > LONGEST_TEXT:
        raise Unreadable(
            f"A text of {len(str(typed))} characters is too long.", f"Keep it under {LONGEST_TEXT}."
        )
    return str(typed)


def _number(criterion: Criterion, typed: Any) -> Value:
    if isinstance(typed, (bool, list, dict)) or typed is None:
        raise Unreadable(f"{quoted(typed)} is not a number.", "Write digits, such as 10.")
    return read_number(str(typed), criterion.places, criterion.unit)


def _level(criterion: Criterion, typed: Any) -> Value:
    levels = len(criterion.fit)
    if isinstance(typed, int) and not isinstance(typed, bool):
        if 0 <= typed < levels:
            return typed
        what = f"Level {typed} is not on the {shortened(criterion.name)} scale."
        raise Unreadable(what, f"Choose a level from 0 to {levels - 1}.")
    if not isinstance(typed, str):
        raise Unreadable(f"{quoted(typed)} is not a level.", f"Choose: {', '.join(criterion.labels)}.")
    return _level_by_word(criterion, typed)


def _level_by_word(criterion: Criterion, typed: str) -> int:
    for same in (str, folded):
        words = [same(label) for label in criterion.labels]
        if same(typed) in words:
            return words.index(same(typed))
    stripped = typed.strip()
    if stripped.isascii() and stripped.isdigit() and int(stripped[:6]) < len(criterion.fit):
        return int(stripped[:6])
    meant = nearest(typed, criterion.labels)
    hint = f'Did you mean "{meant}"? ' if meant else ""
    raise Unreadable(
        f'"{shortened(typed)}" is not on the {shortened(criterion.name)} scale.',
        f"{hint}Choose: {', '.join(shortened(label) for label in criterion.labels)}.",
    )


def _yes_no(criterion: Criterion, typed: Any) -> Value:
    if isinstance(typed, bool):
        return typed
    if isinstance(typed, str) and typed.strip().casefold() in _YES_NO:
        return _YES_NO[typed.strip().casefold()]
    raise Unreadable(f"{quoted(typed)} is neither yes nor no.", "Write yes or no.")


def _set(criterion: Criterion, typed: Any) -> Value:
    if isinstance(typed, dict) or typed is None or isinstance(typed, bool):
        raise Unreadable(f"{quoted(typed)} is not a list.", "Write the things they need: [one, another].")
    items = typed if isinstance(typed, list) else _split(criterion, str(typed))
    if len(items) > MOST_THINGS:
        raise Unreadable(f"A list of {len(items)} things is too long.", f"Keep it to {MOST_THINGS}.")
    return tuple(dict.fromkeys(_thing(criterion, item, place) for place, item in enumerate(items)))


def _split(criterion: Criterion, typed: str) -> list[str]:
    if folded(typed) in map(folded, _things(criterion)):
        return [typed]
    return [part.strip() for part in typed.replace(";", ",").split(",") if part.strip()]


def _thing(criterion: Criterion, typed: Any, place: int) -> str:
    if isinstance(typed, (list, dict, bool)) or typed is None or not str(typed).strip():
        raise Unreadable(f"{quoted(typed)} is not a thing that can be needed.", "Write a word.", (place,))
    word = str(typed)
    if len(word) > LONGEST_WORD:
        raise Unreadable(
            f"A word of {len(word)} characters is too long.", f"Keep it under {LONGEST_WORD}.", (place,)
        )
    known = _things(criterion)
    for same in (str, folded):
        for name in known:
            if same(name) == same(word):
                return name
    if criterion.options:
        raise Unreadable(
            *not_a_name(word, f"one of the {shortened(criterion.name)} choices", known), (place,)
        )
    return word.strip()


def _things(criterion: Criterion) -> list[str]:
    offered = criterion.ours if isinstance(criterion.ours, tuple) else ()
    return list(dict.fromkeys((*offered, *criterion.must, *criterion.options)))


def _gap_answer(criterion: Criterion, typed: Any) -> Answer:
    """Their rating where the rubric holds ours, else the gap itself; or both ratings, ours first."""
    pair: Sequence[Any] | None = typed if isinstance(typed, list) else None
    if isinstance(typed, dict):
        for key in typed:
            if key not in ("ours", "theirs"):
                raise Unreadable(*not_a_name(key, "a side of the gap", ("ours", "theirs")), (key,), key=True)
        pair = typed.get("ours"), typed.get("theirs")
    if pair is None:
        rating = _order(read_value(criterion, typed))
        return Answer((_order(criterion.ours) - rating if criterion.ours is not None else rating,))
    if len(pair) != 2:
        raise Unreadable("A gap has two sides.", "Write [ours, theirs].")
    ours, theirs = (_order(read_value(criterion, side)) for side in pair)
    return Answer((ours - theirs,), ours=ours)


_READERS: dict[str, Callable[[Criterion, Any], Value]] = {
    "number": _number,
    "gap": _number,
    "scale": _level,
    "level": _level,
    "set": _set,
    "yes_no": _yes_no,
}
_FORM_READERS: dict[str, Callable[[Criterion, Any], Answer]] = {
    "answer": _read_answered,
    "between": _read_between,
    "assumed": _read_assumed,
    "not applicable": _read_not_applicable,
}
