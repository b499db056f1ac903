"""The caps and contradictions of canonical JSON."""

from __future__ import annotations

from typing import Any, cast

from customary.errors import not_a_name
from customary.fit.answers import LONGEST_WORD, Unreadable, quoted, read_value
from customary.fit.model import FULL, LARGEST_NUMBER, Cap, Claim, Contradiction, Criterion, Value
from customary.fit.reading import Reader, as_int


def read_caps(
    reader: Reader, data: dict[str, Any], criteria: tuple[Criterion, ...], verdicts: tuple[str, ...]
) -> tuple[Cap, ...]:
    positions = {criterion.id: position for position, criterion in enumerate(criteria)}
    found = []
    for number_, each in enumerate(reader.listing(data.get("caps"), ("caps",), "a list of caps")):
        place = ("caps", number_)
        one = reader.mapping(each, place, "a cap")
        if not isinstance(each, dict):
            continue
        below = reader.mapping(one.get("below"), (*place, "below"), "a table of limits")
        limits = []
        for name in below:
            limit = reader.whole(below, name, (*place, "below"), 0, FULL)
            if name not in positions:
                reader.bad((*place, "below", name), *not_a_name(name, "a criterion", positions), on_key=True)
            elif limit is not None:
                limits.append((positions[name], limit))
        at_most = reader.choice(one, "at_most", place, verdicts, "a verdict")
        if not below:
            reader.bad(place, "This cap names no criterion.", 'Add "below".')
        if one.get("at_most") is None:
            reader.bad(place, "This cap names no verdict.", 'Add "at_most".')
        name = reader.text(one, "id", place, LONGEST_WORD) or f"rule_{number_ + 1}"
        because = reader.text(one, "because", place)
        found.append(Cap(name, tuple(sorted(limits)), verdicts.index(at_most) if at_most else 0, because))
    return with_must_caps(criteria, tuple(found))


def read_contradictions(
    reader: Reader, data: dict[str, Any], criteria: tuple[Criterion, ...]
) -> tuple[Contradiction, ...]:
    positions = {criterion.id: position for position, criterion in enumerate(criteria)}
    found = []
    listed = reader.listing(data.get("contradictions"), ("contradictions",), "a list of contradictions")
    for number_, each in enumerate(listed):
        place = ("contradictions", number_)
        one = reader.mapping(each, place, "a contradiction")
        if not isinstance(each, dict):
            continue
        when = reader.mapping(one.get("when"), (*place, "when"), "a table of answers")
        claims = []
        for name, claim in when.items():
            if name in positions:
                at = (*place, "when", name)
                claims.append(_claim(reader, claim, at, positions[name], criteria[positions[name]]))
            else:
                reader.bad((*place, "when", name), *not_a_name(name, "a criterion", positions), on_key=True)
        if not when:
            reader.bad(place, "This contradiction names no answers.", 'Add "when".')
        name = reader.text(one, "id", place, LONGEST_WORD) or f"contradiction_{number_ + 1}"
        found.append(Contradiction(name, tuple(claims), reader.text(one, "because", place)))
    return tuple(found)


def _claim(
    reader: Reader, typed: Any, place: tuple[str | int, ...], position: int, criterion: Criterion
) -> Claim:
    if not isinstance(typed, dict):
        return Claim(position, equals=table_value(reader, {"": typed}, "", place, criterion))
    bounds: dict[str, Value | None] = {}
    for key in typed:
        if key not in ("is", "at_least", "at_most", "has"):
            names = ("is", "at_least", "at_most", "has")
            reader.bad((*place, key), *not_a_name(key, "a test", names), on_key=True)
        elif key != "has":
            bounds[key] = table_value(reader, typed, key, place, criterion)
    has = reader.text(typed, "has", place, LONGEST_WORD) or None
    if not typed:
        reader.bad(place, "This test is empty.", 'Write {"is": …}.')
    return Claim(
        position,
        bounds.get("is"),
        cast("int | None", bounds.get("at_least")),
        cast("int | None", bounds.get("at_most")),
        has,
    )


def with_must_caps(criteria: tuple[Criterion, ...], caps: tuple[Cap, ...]) -> tuple[Cap, ...]:
    """The caps, and one for each set with must-haves."""
    taken = {cap.id for cap in caps}
    extra = []
    for position, criterion in enumerate(criteria):
        if criterion.must:
            name = f"{criterion.id}_must"
            because = f"They can't do without something that we don't offer ({criterion.name})."
            extra.append(Cap(_free(name, taken), (), criterion.must_at_most, because, must_of=position))
            taken.add(extra[-1].id)
    return (*caps, *extra)


def table_value(
    reader: Reader, data: Any, key: str | int, place: tuple[str | int, ...], criterion: Criterion
) -> Value | None:
    """A value inside the tables: numbers are whole and already scaled there."""
    typed = data[key]
    if criterion.kind in ("number", "gap"):
        scaled = as_int(typed)
        if scaled is None or abs(scaled) > LARGEST_NUMBER:
            reader.bad(
                (*place, key), f"{quoted(typed)} is not a whole number.", "Numbers in tables are scaled."
            )
        return scaled
    try:
        return read_value(criterion, typed)
    except Unreadable as wrong:
        reader.bad((*place, key, *wrong.place), wrong.what, wrong.remedy)
        return None


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name
