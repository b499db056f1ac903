"""Criteria, answers and predictions in words: the sentences of the rubric, with {theirs} and {ours} filled
in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from customary.fit.kinds import fit_of
from customary.fit.model import FULL, Answer, Criterion, Judged, Value
from customary.fit.numbers import shown

PLACEHOLDERS = ("theirs", "ours", "missing", "gap")
PREDICTIONS = ((150, "none"), (400, "some friction"), (700, "expect disappointment"))
WORST_PREDICTION = "you will disappoint"
SENTENCES = {
    "number": ("short", "over", "ok", "unknown"),
    "gap": ("short", "over", "ok", "unknown"),
    "scale": ("more", "less", "ok", "unknown"),
    "level": ("more", "less", "ok", "unknown"),
    "set": ("missing", "ok", "unknown"),
    "yes_no": ("no", "ok", "unknown"),
}
"""Which sentences a kind can need. Every criterion that was loaded holds all of its kind's."""
_PLACEHOLDER = re.compile(r"\{(theirs|ours|missing|gap)\}")


def prediction(fit: int) -> str:
    """What a fit of 0..1000 foretells."""
    loss = FULL - fit
    return next((words for limit, words in PREDICTIONS if loss < limit), WORST_PREDICTION)


def with_default_texts(criterion: Criterion) -> Criterion:
    """The criterion with every sentence of its kind and a condition, the author's own ones kept."""
    sentences = {
        key: criterion.sentences.get(key) or text for key, text in _default_sentences(criterion).items()
    }
    return replace(
        criterion,
        name=criterion.name or criterion.id,
        ask=criterion.ask or f"{_capital(criterion.name or criterion.id)}?",
        sentences=sentences,
        condition=criterion.condition or _default_condition(criterion),
        condition_written=bool(criterion.condition) and criterion.condition_written,
    )


def reason(judged: Judged) -> str:
    """Why this criterion fits as it does, in one sentence."""
    criterion, answer = judged.criterion, judged.answer
    if judged.state == "not applicable":
        return f"{_capital(criterion.name)}: does not apply ({answer.not_applicable})."
    if judged.state == "stale":
        asked = f"{answer.on:%Y-%m-%d}" if answer.on else "long ago"
        return f"{_capital(criterion.name)}: asked on {asked}, good for {criterion.good_for} days. Ask again."
    if judged.state == "contradicted":
        return f"{_capital(criterion.name)}: {theirs(criterion, answer)}, which contradicts another answer."
    if not answer.values:
        return criterion.sentences["unknown"]
    value = _worst(criterion, answer)
    return fill(criterion.sentences[direction(criterion, value)], words(criterion, answer, value))


def condition(judged: Judged) -> str:
    """What to agree on before signing, so that this criterion no longer stands in the way."""
    criterion, answer = judged.criterion, judged.answer
    known = bool(answer.values) and judged.state not in ("stale", "contradicted")
    value = _worst(criterion, answer) if known else None
    return fill(criterion.condition, words(criterion, answer if known else Answer(), value))


def words(criterion: Criterion, answer: Answer, value: Value | None) -> Mapping[str, Sequence[str]]:
    """What the placeholders stand for: each one's text with its unit, and without."""
    said = theirs(criterion, answer)
    bare = theirs(replace(criterion, unit=""), answer)
    position = direction(criterion, value) if value is not None else ""
    return {
        "theirs": (said, bare),
        "ours": (ours(criterion, position), ours(replace(criterion, unit=""), position)),
        "missing": (joined(missing(criterion, answer)) or "the rest",) * 2,
        "gap": (_gap(criterion, answer), _gap(replace(criterion, unit=""), answer)),
    }


def fill(sentence: str, filled: Mapping[str, Sequence[str]]) -> str:
    """The sentence with its placeholders filled in; a unit is said once, after the first number."""
    said_unit = False

    def text_of(match: re.Match[str]) -> str:
        nonlocal said_unit
        full, bare = filled[match[1]]
        text = bare if said_unit else full
        said_unit = said_unit or full != bare
        return text

    return _PLACEHOLDER.sub(text_of, sentence)


def direction(criterion: Criterion, value: Value) -> str:
    """Which sentence an answer calls for: ok, or the way in which it misses."""
    if criterion.kind == "set":
        return "missing" if missing(criterion, Answer((value,))) else "ok"
    if criterion.kind == "yes_no":
        return "no" if value and not criterion.ours else "ok"
    number = value if isinstance(value, int) else 0
    if criterion.kind in ("number", "gap"):
        if criterion.at_least is not None and number < criterion.at_least:
            return "short"
        return "over" if criterion.at_most is not None and number > criterion.at_most else "ok"
    if criterion.fit[number] == FULL:
        return "ok"
    ours_at = criterion.ours if isinstance(criterion.ours, int) else criterion.fit.index(max(criterion.fit))
    return "ok" if number == ours_at else "more" if number > ours_at else "less"


def theirs(criterion: Criterion, answer: Answer) -> str:
    """Their answer in words."""
    if not answer.values:
        return "not known"
    if criterion.kind == "gap":
        return _their_rating(criterion, answer)
    between = " to " if criterion.kind in ("number", "scale", "level") else " or "
    texts = [value_text(criterion, value, bare=True) for value in answer.values]
    text = between.join(texts) + _unit(criterion, answer.values)
    return f"about {text}" if answer.assumed and criterion.kind == "number" else text


def ours(criterion: Criterion, position: str = "") -> str:
    """Our own position in words; `position` picks the bound that matters."""
    if criterion.kind == "gap" and criterion.ours is not None:
        return value_text(criterion, criterion.ours)
    if criterion.kind in ("number", "gap"):
        return _bounds(criterion, position)
    if criterion.kind in ("scale", "level"):
        best = criterion.ours if isinstance(criterion.ours, int) else criterion.fit.index(max(criterion.fit))
        return criterion.labels[best]
    return value_text(criterion, criterion.ours) if criterion.ours is not None else ""


def value_text(criterion: Criterion, value: Value, bare: bool = False) -> str:
    """One value in words, with its unit unless `bare`."""
    if isinstance(value, tuple):
        return joined(value) or "nothing in particular"
    if criterion.kind == "yes_no":
        return "yes" if value else "no"
    if criterion.kind in ("scale", "level"):
        return criterion.labels[value]
    return shown(value, criterion.places) + ("" if bare else _unit(criterion, (value,)))


def missing(criterion: Criterion, answer: Answer) -> list[str]:
    """The things that they need, in any of the alternatives, and we don't offer."""
    offered = criterion.ours if isinstance(criterion.ours, tuple) else ()
    needed = [item for value in answer.values if isinstance(value, tuple) for item in value]
    return list(dict.fromkeys(item for item in needed if item not in offered))


def joined(items: Sequence[str]) -> str:
    """A list in words: one, two and three."""
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""


def _worst(criterion: Criterion, answer: Answer) -> Value:
    return min(answer.values, key=lambda value: fit_of(criterion, value))


def _their_rating(criterion: Criterion, answer: Answer) -> str:
    our_rating = answer.ours if answer.ours is not None else criterion.ours
    numbers = [value for value in answer.values if isinstance(value, int)]
    if isinstance(our_rating, int):
        numbers = sorted(our_rating - number for number in numbers)
    texts = [shown(number, criterion.places) for number in numbers]
    return " to ".join(texts) + _unit(criterion, tuple(numbers))


def _gap(criterion: Criterion, answer: Answer) -> str:
    """The distance between their rating and ours, without a sign; empty for other kinds."""
    if criterion.kind != "gap":
        return ""
    sizes = sorted({abs(value) for value in answer.values if isinstance(value, int)})
    texts = [shown(size, criterion.places) for size in sizes]
    return " to ".join(texts) + _unit(criterion, tuple(sizes))


def _bounds(criterion: Criterion, position: str) -> str:
    low, high = criterion.at_least, criterion.at_most
    if position == "short" or high is None:
        bounds = [low]
    elif position == "over" or low is None:
        bounds = [high]
    else:
        bounds = [low, high]
    numbers = [number for number in bounds if number is not None]
    texts = [shown(number, criterion.places) for number in numbers]
    return " to ".join(texts) + _unit(criterion, tuple(numbers))


def _unit(criterion: Criterion, values: tuple[Value, ...]) -> str:
    if not criterion.unit or criterion.kind not in ("number", "gap"):
        return ""
    one = values in ((10**criterion.places,), (-(10**criterion.places),))
    return " " + (criterion.unit_one if one and criterion.unit_one else criterion.unit)


def _default_sentences(criterion: Criterion) -> dict[str, str]:
    name = _capital(criterion.name or criterion.id)
    all_of_them = {
        "short": f"{name}: {{theirs}}; at least {{ours}} would fit.",
        "over": f"{name}: {{theirs}}; at most {{ours}} would fit.",
        "more": f"{name}: {{theirs}}; {{ours}} would fit.",
        "less": f"{name}: {{theirs}}; {{ours}} would fit.",
        "missing": f"{name}: we don't offer {{missing}}.",
        "no": f"{name}: they need it, and we don't do it.",
        "ok": f"{name}: {{theirs}}, which fits.",
        "unknown": f"{name}: not known yet.",
    }
    return {key: all_of_them[key] for key in SENTENCES[criterion.kind]}


def _default_condition(criterion: Criterion) -> str:
    name = criterion.name or criterion.id
    if criterion.kind == "set":
        return f"{name}: who else does {{missing}}" if criterion.ours else f"{name}: what can be left out"
    if criterion.kind == "yes_no":
        return f"{name}: it is not part of the work"
    if criterion.kind == "number":
        bound = "at least " if criterion.at_most is None else "at most " if criterion.at_least is None else ""
        return f"{name}: {bound}{{ours}}"
    if criterion.kind == "gap":
        return f"{name}: what would close the gap"
    return f"{name}: {{ours}}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
