"""Canonical JSON -> Rubric. Texts, likely answers and ids of caps may be left out; tables are whole
numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from customary.errors import not_a_name, shortened
from customary.fit.answers import LONGEST_WORD, Unreadable, quoted, read_value
from customary.fit.canonical_rules import read_caps, read_contradictions, table_value
from customary.fit.checks import check_rubric
from customary.fit.kinds import number, scale, things
from customary.fit.model import (
    FULL,
    LARGEST_NUMBER,
    MOST_CRITERIA,
    MOST_WEIGHT,
    Criterion,
    Fixed,
    KindName,
    Matters,
    Rubric,
    Shape,
    Value,
)
from customary.fit.reading import Reader, as_int
from customary.fit.wording import with_default_texts
from customary.source import Document

KIND_NAMES = {"perception_gap": "gap", "yes/no": "yes_no", "yesno": "yes_no"}
KINDS = ("number", "scale", "set", "yes_no", "level", "gap")
MATTERS = {"more": "they want more", "less": "they want less", "both": "either way"}
TOP = (
    "format",
    "rubric",
    "title",
    "intro",
    "shape",
    "verdicts",
    "bands",
    "not_applicable",
    "criteria",
    "caps",
    "contradictions",
    "refer_to",
    "practice",
)
FIELDS = (
    "id",
    "kind",
    "name",
    "weight",
    "unit",
    "unit_one",
    "at_least",
    "at_most",
    "from",
    "zero_after",
    "places",
    "levels",
    "labels",
    "ours",
    "matters",
    "steps",
    "fit",
    "must",
    "must_at_most",
    "options",
    "likely",
    "ask",
    "help",
    "sentences",
    "condition",
    "condition_written",
    "next_steps",
    "cost",
    "fixed",
    "good_for",
)
PROFILE = "profile"
"""The only verdict of a rubric without verdicts."""


def read_canonical(document: Document) -> Rubric:
    """The rubric that a canonical JSON file holds. Raises BadInput with all its problems."""
    reader = Reader(document)
    data = reader.mapping(document.data, (), "a rubric")
    if not data:
        reader.bad((), "There is no rubric here.", "Write one, or run customary fit draft.")
    reader.stop_if_bad()
    reader.likely_typos(data, (), TOP)
    if as_int(data.get("format", 1)) != 1:
        reader.bad(
            ("format",), f"Format {quoted(data['format'])} is not known.", "This version reads format 1."
        )
    verdicts = _verdicts(reader, data)
    criteria = _criteria(reader, data, verdicts)
    reader.stop_if_bad()
    rubric = Rubric(
        id=reader.text(data, "rubric", (), LONGEST_WORD) or "rubric",
        verdicts=verdicts,
        thresholds=_thresholds(reader, data, verdicts),
        criteria=criteria,
        caps=read_caps(reader, data, criteria, verdicts),
        contradictions=read_contradictions(reader, data, criteria),
        shape=cast(Shape, reader.choice(data, "shape", (), ("verdict", "profile"), "a shape") or "verdict"),
        title=reader.text(data, "title", ()),
        intro=reader.text(data, "intro", ()),
        refer_to=reader.text(data, "refer_to", ()),
        practice=reader.words(data, "practice", ()),
    )
    rubric = _with_na_limit(reader, data, rubric)
    check_rubric(reader, rubric)
    reader.stop_if_bad()
    return rubric


def second_best(verdicts: tuple[str, ...]) -> int:
    """The verdict that too many "not applicable" answers are limited to, unless the rubric names one."""
    return verdicts.index("sign if") if "sign if" in verdicts else max(0, len(verdicts) - 2)


def _verdicts(reader: Reader, data: dict[str, Any]) -> tuple[str, ...]:
    verdicts = reader.words(data, "verdicts", ())
    if not verdicts and not reader.problems:
        if data.get("shape") == "profile":
            return (PROFILE,)
        reader.bad(("verdicts",), '"verdicts" is missing.', "List the verdicts from worst to best.")
    return verdicts or (PROFILE,)


def _thresholds(reader: Reader, data: dict[str, Any], verdicts: tuple[str, ...]) -> tuple[int | None, ...]:
    bands = reader.mapping(data.get("bands"), ("bands",), "a table of bands")
    for name in bands:
        if name not in verdicts:
            reader.bad(("bands", name), *not_a_name(name, "a verdict", verdicts), on_key=True)
    found = [reader.whole(bands, verdict, ("bands",), 0, FULL) for verdict in verdicts]
    if found[0]:
        what = f'The worst verdict, "{shortened(verdicts[0])}", starts at {found[0]}.'
        remedy = "It starts at 0: leave it out."
        if any(threshold is not None and threshold < found[0] for threshold in found[1:]):
            remedy = 'List "verdicts" from worst to best.'
        reader.bad(("bands", verdicts[0]), what, remedy)
    return (0, *found[1:])


def _with_na_limit(reader: Reader, data: dict[str, Any], rubric: Rubric) -> Rubric:
    place = ("not_applicable",)
    if "not_applicable" in data and data["not_applicable"] is None:
        return rubric
    given = reader.mapping(data.get("not_applicable"), place, "a limit")
    at_most = reader.choice(given, "at_most", place, rubric.verdicts, "a verdict")
    limit = reader.whole(given, "limit", place, 0, FULL, 300)
    position = rubric.verdicts.index(at_most) if at_most else second_best(rubric.verdicts)
    return replace(rubric, na_limit=limit, na_at_most=position)


def _criteria(reader: Reader, data: dict[str, Any], verdicts: tuple[str, ...]) -> tuple[Criterion, ...]:
    listed = reader.listing(data.get("criteria"), ("criteria",), "a list of criteria")
    if len(listed) > MOST_CRITERIA:
        reader.bad(("criteria",), f"{len(listed)} criteria are too many.", f"Keep it to {MOST_CRITERIA}.")
        return ()
    if not listed and not reader.problems:
        reader.bad(("criteria",), "There are no criteria.", "Add at least one.")
    found = []
    for position, each in enumerate(listed):
        place = ("criteria", position)
        before = len(reader.problems)
        one = reader.mapping(each, place, "a criterion")
        criterion = _criterion(reader, one, place, verdicts) if one else None
        if criterion is not None and len(reader.problems) == before:
            found.append(criterion)
        elif not one and len(reader.problems) == before:
            reader.bad(place, "This criterion is empty.", "Remove it.")
    return tuple(found)


def _criterion(
    reader: Reader, data: dict[str, Any], place: tuple[str | int, ...], verdicts: tuple[str, ...]
) -> Criterion | None:
    reader.likely_typos(data, place, FIELDS)
    name = reader.text(data, "id", place, LONGEST_WORD)
    if not name.strip():
        reader.bad(place, 'A criterion has no "id".', "Add one.")
    kind = _kind(reader, data, place)
    if kind is None:
        return None
    cost = reader.whole(data, "cost", place, 0, MOST_WEIGHT, 1)
    weight = reader.whole(data, "weight", place, 0, MOST_WEIGHT, 1)
    fixed = reader.choice(data, "fixed", place, ("", "theirs", "ours", "both"), "a side")
    criterion = Criterion(
        id=name,
        name=reader.text(data, "name", place, LONGEST_WORD) or name.replace("_", " "),
        kind=kind,
        weight=1 if weight is None else weight,
        ask=reader.text(data, "ask", place),
        help=reader.text(data, "help", place),
        unit=reader.text(data, "unit", place, LONGEST_WORD),
        unit_one=reader.text(data, "unit_one", place, LONGEST_WORD),
        sentences=_sentences(reader, data, place),
        condition=reader.text(data, "condition", place),
        condition_written=data.get("condition_written") is not False,
        next_steps=tuple(reader.words(data, "next_steps", place)),
        cost=1 if cost is None else cost,
        fixed=cast(Fixed, fixed or ""),
        good_for=reader.whole(data, "good_for", place, 0, 36500),
    )
    before = len(reader.problems)
    criterion = _with_tables(reader, data, place, criterion, verdicts)
    if len(reader.problems) == before:
        criterion = replace(criterion, likely=_likely(reader, data, place, criterion))
    return with_default_texts(criterion)


def _kind(reader: Reader, data: dict[str, Any], place: tuple[str | int, ...]) -> KindName | None:
    typed = data.get("kind")
    if typed is None:
        if "fit" in data or "levels" in data or "steps" in data:
            return "scale"
        if isinstance(data.get("ours"), list):
            return "set"
        if data.get("ours") in ("yes", "no", True, False) and "ours" in data:
            return "yes_no"
        if "at_least" in data or "at_most" in data:
            return "number"
        reader.bad(place, "This criterion has neither a kind nor a table.", f"Choose: {', '.join(KINDS)}.")
        return None
    name = KIND_NAMES.get(str(typed), str(typed))
    if name not in KINDS:
        reader.bad((*place, "kind"), *not_a_name(name, "a kind of criterion", KINDS))
        return None
    return cast(KindName, name)


def _sentences(reader: Reader, data: dict[str, Any], place: tuple[str | int, ...]) -> dict[str, str]:
    given = reader.mapping(data.get("sentences"), (*place, "sentences"), "a table of sentences")
    return {key: reader.text(given, key, (*place, "sentences")) for key in given}


def _with_tables(
    reader: Reader,
    data: dict[str, Any],
    place: tuple[str | int, ...],
    criterion: Criterion,
    verdicts: tuple[str, ...],
) -> Criterion:
    if criterion.kind in ("number", "gap"):
        return _with_curve(reader, data, place, criterion)
    if criterion.kind in ("scale", "level"):
        return _with_levels(reader, data, place, criterion)
    if criterion.kind == "yes_no":
        ours = {"yes": True, "no": False, True: True, False: False}.get(data.get("ours"))
        if ours is None:
            reader.bad(
                (*place, "ours"), "A yes/no criterion needs our own answer.", 'Write "ours": "yes" or "no".'
            )
        return replace(criterion, ours=bool(ours))
    at_most = reader.choice(data, "must_at_most", place, verdicts, "a verdict")
    return replace(
        criterion,
        ours=reader.words(data, "ours", place),
        must=reader.words(data, "must", place),
        must_at_most=verdicts.index(at_most) if at_most else 0,
        options=reader.words(data, "options", place),
    )


def _with_curve(
    reader: Reader, data: dict[str, Any], place: tuple[str | int, ...], criterion: Criterion
) -> Criterion:
    most = LARGEST_NUMBER
    return replace(
        criterion,
        at_least=reader.whole(data, "at_least", place, -most, most),
        at_most=reader.whole(data, "at_most", place, -most, most),
        lowest=reader.whole(data, "from", place, -most, most) if criterion.kind == "number" else None,
        zero_after=reader.whole(data, "zero_after", place, 0, most, 0) or 0,
        places=reader.whole(data, "places", place, 0, 6, 0) or 0,
        ours=reader.whole(data, "ours", place, -most, most) if criterion.kind == "gap" else None,
    )


def _with_levels(
    reader: Reader, data: dict[str, Any], place: tuple[str | int, ...], criterion: Criterion
) -> Criterion:
    words = "levels" if isinstance(data.get("levels"), list) else "labels"
    labels = reader.words(data, words, place)
    steps, fit = _points(reader, data, "steps", place), _points(reader, data, "fit", place)
    count = reader.whole(data, "levels", place, 1, 1000) if words == "labels" else len(labels)
    levels = len(fit) or count or len(labels)
    if not levels:
        reader.bad(place, "This scale has no levels.", 'Add "fit": one number a level.')
        return criterion
    for key, given in (("levels", count), ("labels", len(labels))):
        if given and given != levels:
            reader.bad(
                (*place, key), f'"{key}" says {given} levels, but "fit" has {levels}.', "Make them agree."
            )
            return criterion
    criterion = replace(
        criterion,
        fit=fit or (0,) * levels,
        labels=labels or tuple(str(level) for level in range(levels)),
        steps=steps,
        matters=_matters(reader, data, place),
    )
    criterion = replace(criterion, ours=_value(reader, data, "ours", place, criterion))
    if fit:
        return criterion
    if not steps or criterion.matters is None or criterion.ours is None:
        reader.bad(place, 'This scale has no "fit".', 'Add it, or "ours", "matters" and "steps".')
        return criterion
    return replace(
        criterion, fit=scale.fits_from(levels, number.int_of(criterion.ours), criterion.matters, steps)
    )


def _matters(reader: Reader, data: dict[str, Any], place: tuple[str | int, ...]) -> Matters | None:
    typed = data.get("matters")
    if isinstance(typed, str) and typed in MATTERS:
        return cast(Matters, MATTERS[typed])
    return cast("Matters | None", reader.choice(data, "matters", place, tuple(MATTERS.values()), "a side"))


def _points(reader: Reader, data: dict[str, Any], key: str, place: tuple[str | int, ...]) -> tuple[int, ...]:
    listed = reader.listing(data.get(key), (*place, key), "a list of numbers")
    found = []
    for position, typed in enumerate(listed):
        points = as_int(typed)
        if points is None or not 0 <= points <= FULL:
            what = f"{quoted(typed)} is not a whole number from 0 to {FULL}."
            reader.bad((*place, key, position), what, f'Change "{key}".')
        found.append(points or 0)
    return tuple(found)


def _value(
    reader: Reader, data: dict[str, Any], key: str, place: tuple[str | int, ...], criterion: Criterion
) -> Value | None:
    if data.get(key) is None:
        return None
    try:
        return read_value(criterion, data[key])
    except Unreadable as wrong:
        reader.bad((*place, key, *wrong.place), wrong.what, wrong.remedy)
        return None


def _likely(
    reader: Reader, data: dict[str, Any], place: tuple[str | int, ...], criterion: Criterion
) -> tuple[Value, ...]:
    if criterion.kind in ("scale", "level"):
        return tuple(range(len(criterion.fit)))
    if criterion.kind == "yes_no":
        return True, False
    listed = reader.listing(data.get("likely"), (*place, "likely"), "a list of answers")
    found = [
        value
        for position in range(len(listed))
        if (value := table_value(reader, listed, position, (*place, "likely"), criterion)) is not None
    ]
    return tuple(found) or default_likely(criterion)


def default_likely(criterion: Criterion) -> tuple[Value, ...]:
    """The answers to expect where the rubric doesn't list any."""
    if criterion.kind in ("scale", "level"):
        return tuple(range(len(criterion.fit)))
    if criterion.kind == "yes_no":
        return True, False
    return things.default_likely(criterion) if criterion.kind == "set" else number.corners(criterion)
