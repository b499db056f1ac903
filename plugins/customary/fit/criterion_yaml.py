"""One criterion as people write it in YAML -> Criterion."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from customary.errors import BadInput, nearest, not_a_name, shortened
from customary.fit import canonical
from customary.fit.answers import Unreadable, read_value
from customary.fit.kinds import number, scale
from customary.fit.model import FULL, Criterion, Value
from customary.fit.numbers import NotANumber, read_number
from customary.fit.reading import Reader, Steps
from customary.fit.rubric_file import CriterionFile
from customary.fit.wording import PLACEHOLDERS, SENTENCES, with_default_texts
from customary.source import Document, validate

TABLES = {
    "number": {"at least", "at most", "from", "worthless after", "places", "unit", "unit one"},
    "gap": {"at least", "at most", "worthless after", "places", "unit", "unit one", "ours"},
    "scale": {"scale", "ours", "matters when", "steps", "points"},
    "level": {"levels", "points", "next steps"},
    "set": {"ours", "must have", "must have at most", "choose from"},
    "yes_no": {"ours"},
}
"""The settings that only some kinds know."""
_OF_A_KIND = set().union(*TABLES.values())
_SENTENCE_OF = {key: f"if {key}" for key in ("short", "over", "more", "less", "missing", "no", "unknown")} | {
    "ok": "if fine"
}
_BRACES = re.compile(r"\{([^{}]*)\}")
_BEYOND = re.compile(r"(?:short|over|either way)\s*$")


class CriterionReader(Reader):
    """Reads the criteria of one file, one after the other."""

    def __init__(self, document: Document, verdicts: list[str]) -> None:
        super().__init__(document)
        self.verdicts = verdicts
        self._given: set[str] = set()

    def criterion(self, name: str, settings: Any, place: Steps) -> Criterion | None:
        """The criterion, or None with its problems noted."""
        before = len(self.problems)
        settings = self.mapping(settings, place, "a criterion")
        self._given = {key for key, typed in settings.items() if typed is not None}
        file = self._settings(settings, place)
        if len(name) > 300 or not name.strip():
            self.bad(place, "A criterion's name is empty or too long.", "Choose a short name.", on_key=True)
        kind = self._kind(name, file, settings, place)
        if kind is None:
            return None
        self._placeholders(settings, place)
        criterion = Criterion(
            id=file.id or "_".join(name.split()),
            name=name,
            kind=kind,  # type: ignore[arg-type]
            weight=file.weight,
            ask=file.ask or "",
            help=file.help or "",
            unit=file.unit or "",
            unit_one=file.unit_one or "",
            places=file.places,
            sentences=self._sentences(file, kind, place),
            condition=file.sign_if or file.next_step or "",
            condition_written=True,
            cost=file.cost,
            fixed=file.fixed or "",
            good_for=file.good_for,
        )
        criterion = self._with_tables(criterion, file, place)
        if len(self.problems) > before:
            return None
        criterion = replace(criterion, likely=self._likely(criterion, file, place))
        return with_default_texts(criterion) if len(self.problems) == before else None

    def _settings(self, settings: dict[str, Any], place: Steps) -> CriterionFile:
        """The settings; where some are wrong they are noted, and the others still looked at."""
        try:
            return validate(CriterionFile, self.document, tuple(place), settings)
        except BadInput as wrong:
            self.problems += wrong.problems
        return CriterionFile.model_validate({key: settings[key] for key in settings if _reads(key, settings)})

    def _kind(self, name: str, file: CriterionFile, settings: dict[str, Any], place: Steps) -> str | None:
        kind = (file.kind or _kind_that_follows(file) or "").replace("/", "_")
        if not kind:
            what = f'"{shortened(name)}" doesn\'t say what kind of criterion it is.'
            remedy = 'Add "at least" or "at most", "scale", "levels", or "ours" (yes, no or a list).'
            self.bad(place, what, remedy, on_key=True)
            return None
        for key in settings:
            if key in _OF_A_KIND and key not in TABLES[kind]:
                what = f'"{key}" is not a setting of a {kind.replace("_", "/")} criterion.'
                self.bad((*place, key), what, "Remove it.", on_key=True)
        return kind

    def _with_tables(self, criterion: Criterion, file: CriterionFile, place: Steps) -> Criterion:
        if criterion.kind in ("number", "gap"):
            return self._with_curve(criterion, file, place)
        if criterion.kind == "level":
            return self._with_levels(criterion, file, place)
        if criterion.kind == "scale":
            return self._with_scale(criterion, file, place)
        if criterion.kind == "yes_no":
            return replace(criterion, ours=self._value(criterion, file.ours, (*place, "ours")))
        return self._with_things(criterion, file, place)

    def _with_curve(self, criterion: Criterion, file: CriterionFile, place: Steps) -> Criterion:
        after = file.worthless_after
        if after is None:
            self.bad(place, '"worthless after" is missing.', "Add it: worthless after: 8 short.", on_key=True)
        zero_after = self._number(
            criterion, _BEYOND.sub("", after or "0").strip(), (*place, "worthless after")
        )
        if after is not None and (zero_after is None or zero_after < 0):
            zero_after = 0
        ours = (
            self._value(criterion, file.ours, (*place, "ours"))
            if criterion.kind == "gap" and file.ours
            else None
        )
        return replace(
            criterion,
            at_least=self._number(criterion, file.at_least, (*place, "at least")),
            at_most=self._number(criterion, file.at_most, (*place, "at most")),
            lowest=self._number(criterion, file.lowest, (*place, "from")),
            zero_after=zero_after or 0,
            ours=ours,
        )

    def _with_scale(self, criterion: Criterion, file: CriterionFile, place: Steps) -> Criterion:
        labels = tuple(file.scale or ())
        points = tuple(file.points or ())
        criterion = replace(criterion, labels=labels, fit=points or (0,) * len(labels))
        if not self._labels_once(labels, (*place, "scale")):
            return criterion
        if points:
            return self._with_points(criterion, file, place)
        ours = None if file.ours is None else self._value(criterion, file.ours, (*place, "ours"))
        self._falling(file.steps or [], (*place, "steps"))
        missing = [key for key in ("ours", "steps", "matters when") if key not in self._given]
        if missing:
            what = f"This scale has no {' and no '.join(map(repr, missing))}.".replace("'", '"')
            self.bad(place, what, 'Add it, or "points", one for each word.', on_key=True)
        if ours is None or not file.steps or file.matters_when is None:
            if "steps" in self._given and not file.steps and file.steps is not None:
                self.bad((*place, "steps"), "There are no steps.", "Write the fit at no step apart first.")
            return criterion
        steps = tuple(file.steps)
        fit = scale.fits_from(len(labels), number.int_of(ours), file.matters_when, steps)
        return replace(criterion, ours=ours, steps=steps, matters=file.matters_when, fit=fit)

    def _with_points(self, criterion: Criterion, file: CriterionFile, place: Steps) -> Criterion:
        if len(criterion.fit) != len(criterion.labels):
            what = f"There are {len(criterion.labels)} words, but {len(criterion.fit)} points."
            self.bad((*place, "points"), what, "Give one number for each word.")
            return criterion
        for key, given in (("steps", file.steps), ("matters when", file.matters_when)):
            if given:
                self.bad(
                    (*place, key),
                    f'"points" and "{key}" say the same twice.',
                    "Keep one of them.",
                    on_key=True,
                )
        ours = self._value(criterion, file.ours, (*place, "ours")) if file.ours is not None else None
        return replace(criterion, ours=ours)

    def _with_levels(self, criterion: Criterion, file: CriterionFile, place: Steps) -> Criterion:
        labels = tuple(file.levels or ())
        last = max(1, len(labels) - 1)
        points = tuple(file.points or (FULL * level // last for level in range(len(labels))))
        criterion = replace(criterion, labels=labels, fit=points)
        if not self._labels_once(labels, (*place, "levels")):
            return criterion
        wanted, steps = len(labels) - 1, tuple(file.next_steps or ())
        if steps and len(steps) != wanted:
            what = f"There are {len(labels)} levels, so {wanted} next steps, but {len(steps)} are given."
            self.bad((*place, "next steps"), what, "Give one for each level but the best.")
        if steps and file.next_step:
            self.bad(
                (*place, "next step"), '"next step" and "next steps" are both set.', "Keep one.", on_key=True
            )
        if file.next_step:
            steps = (file.next_step,) * wanted
        criterion = replace(criterion, next_steps=steps)
        return self._with_points(criterion, file, place) if file.points else criterion

    def _with_things(self, criterion: Criterion, file: CriterionFile, place: Steps) -> Criterion:
        at_most = 0
        if file.must_have_at_most is not None:
            if file.must_have_at_most in self.verdicts:
                at_most = self.verdicts.index(file.must_have_at_most)
            else:
                wrong = not_a_name(file.must_have_at_most, "a verdict of this rubric", self.verdicts)
                self.bad((*place, "must have at most"), *wrong)
        options = tuple(dict.fromkeys([*(file.choose_from or ())]))
        ours = self.words({"ours": file.ours}, "ours", place)
        if options:
            options = tuple(dict.fromkeys([*options, *ours, *(file.must_have or ())]))
        return replace(
            criterion, ours=ours, must=tuple(file.must_have or ()), must_at_most=at_most, options=options
        )

    def _labels_once(self, labels: tuple[str, ...], place: Steps) -> bool:
        if len(labels) < 2:
            self.bad(place, "A scale needs at least two words.", "Add the other answers.")
            return False
        if len(set(labels)) < len(labels):
            twice = next(label for label in labels if labels.count(label) > 1)
            self.bad(place, f'"{shortened(twice)}" is on the scale twice.', "Keep one of them.")
            return False
        return True

    def _falling(self, steps: list[int], place: Steps) -> None:
        if any(later > earlier for earlier, later in pairwise(steps)):
            self.bad(place, "The steps rise, so that being further apart would fit better.", "Let them fall.")

    def _likely(self, criterion: Criterion, file: CriterionFile, place: Steps) -> tuple[Value, ...]:
        if criterion.kind in ("scale", "level", "yes_no") or not file.likely:
            return canonical.default_likely(criterion)
        found = []
        for position, typed in enumerate(file.likely):
            value = self._value(criterion, typed, (*place, "likely", position))
            if value is not None:
                found.append(value)
        return tuple(found)

    def _sentences(self, file: CriterionFile, kind: str, place: Steps) -> dict[str, str]:
        found = {}
        for key, setting in _SENTENCE_OF.items():
            text = getattr(file, setting.replace(" ", "_"))
            if text is None:
                continue
            if key in SENTENCES[kind]:
                found[key] = text
            else:
                wanted = ", ".join(f'"{_SENTENCE_OF[one]}"' for one in SENTENCES[kind])
                what = f'"{setting}" is never said of a {kind.replace("_", "/")} criterion.'
                self.bad((*place, setting), what, f"Choose: {wanted}.", on_key=True)
        return found

    def _placeholders(self, settings: dict[str, Any], place: Steps) -> None:
        for key, text in settings.items():
            if not (key.startswith("if ") or key == "sign if") or not isinstance(text, str):
                continue
            for word in _BRACES.findall(text):
                if word not in PLACEHOLDERS:
                    meant = nearest(word, PLACEHOLDERS)
                    remedy = (
                        f'Did you mean "{{{meant}}}"?'
                        if meant
                        else "Choose: {theirs}, {ours}, {missing}, {gap}."
                    )
                    self.bad((*place, key), f'"{{{shortened(word)}}}" can\'t be filled in.', remedy)

    def _number(self, criterion: Criterion, typed: str | None, place: Steps) -> int | None:
        if typed is None:
            return None
        try:
            return read_number(typed, criterion.places, criterion.unit)
        except NotANumber as wrong:
            self.bad(place, wrong.what, wrong.remedy)
            return None

    def _value(self, criterion: Criterion, typed: Any, place: Steps) -> Value | None:
        try:
            return read_value(criterion, typed)
        except Unreadable as wrong:
            self.bad((*place, *wrong.place), wrong.what, wrong.remedy)
            return None


def _reads(key: str, settings: dict[str, Any]) -> bool:
    try:
        CriterionFile.model_validate({key: settings[key]})
    except ValueError:
        return False
    return True


def _kind_that_follows(file: CriterionFile) -> str | None:
    if file.scale is not None:
        return "scale"
    if file.levels is not None:
        return "level"
    if file.at_least is not None or file.at_most is not None:
        return "number"
    if isinstance(file.ours, list):
        return "set"
    return "yes/no" if isinstance(file.ours, str) and file.ours.casefold() in ("yes", "no") else None
