"""A rubric as people write it in YAML -> Rubric: what the settings mean together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from customary.errors import BadInput, not_a_name, shortened
from customary.fit import canonical
from customary.fit.answers import Unreadable, folded, quoted, read_value
from customary.fit.canonical_rules import with_must_caps
from customary.fit.checks import Places, check_rubric
from customary.fit.criterion_yaml import CriterionReader
from customary.fit.model import MOST_CRITERIA, Cap, Claim, Contradiction, Criterion, Example, Rubric
from customary.fit.reading import Reader, Steps, as_int
from customary.fit.reading_answers import read_answers
from customary.fit.rubric_file import (
    ContradictionFile,
    ExampleFile,
    LimitFile,
    RubricFile,
    RuleFile,
    Settings,
)
from customary.source import Document, validate

S = TypeVar("S", bound=Settings)
PARTS = ("criteria", "rules", "contradictions", "examples", "not applicable")
_NOTHING: dict[str, Any] = {"rubric": "?", "criteria": {}}
_BOUND = re.compile(r"at (least|most)\s+(.+)", re.DOTALL)


def read_rubric_yaml(document: Document) -> Rubric:
    """The rubric that a YAML file holds, examples read but not yet tried. Raises BadInput with all its
    problems."""
    return _RubricReader(document).read()


class _RubricReader(Reader):
    def read(self) -> Rubric:
        top = self.document.data if isinstance(self.document.data, dict) else {}
        own = {key: typed for key, typed in top.items() if key not in PARTS or key == "criteria"}
        file = self._part(RubricFile, (), own)
        if not top:
            self.stop_if_bad()
        file = file or RubricFile.model_validate(_NOTHING | {k: own[k] for k in own if _reads(k, own[k])})
        verdicts = self._verdicts(top)
        criteria = self._criteria(top, verdicts)
        rubric = Rubric(
            id=file.rubric,
            verdicts=tuple(verdicts),
            thresholds=(0, *list(verdicts.values())[1:]),
            criteria=criteria,
            caps=(),
            contradictions=self._contradictions(top, criteria),
            shape=file.shape,
            title=file.title or "",
            intro=file.intro or "",
            refer_to=file.refer_to or "",
            practice=tuple(file.practice or ()),
            columns=self._columns(file, criteria),
            facts=file.facts or {},
        )
        rubric = self._with_na_limit(top, replace(rubric, caps=self._caps(top, rubric)))
        self._check(rubric, top)
        if not self._broken:
            rubric = replace(rubric, examples=self._examples(top, rubric))
        self.stop_if_bad()
        return rubric

    def _part(self, model: type[S], place: Steps, data: Any) -> S | None:
        """One part of the file as its settings; None, with the problems noted, where it is wrong."""
        try:
            if data is None:
                self.bad(place, "There is nothing here.", "Write it, or remove the line.")
                return None
            return validate(model, self.document, tuple(place), data)
        except BadInput as wrong:
            self.problems += wrong.problems
            return None

    def _verdicts(self, top: dict[str, Any]) -> dict[str, int | None]:
        """The verdicts with their thresholds. What is wrong with one was noted with the file's settings."""
        given = top.get("verdicts")
        if not isinstance(given, dict) or not given:
            if top.get("shape") != "profile" and "verdicts" not in top:
                self.bad(
                    (), '"verdicts" is missing.', "Add it: verdicts: {decline: 0, sign if: 55, sign: 75}."
                )
            return {canonical.PROFILE: 0}
        found: dict[str, int | None] = {}
        for name in given:
            found[name] = _threshold(name, given[name])
        worst = next(iter(found))
        if found[worst]:
            what, remedy = worst_above_0(worst, str(given[worst]), found)
            self.bad(("verdicts", worst), what, remedy)
            found = dict(sorted(found.items(), key=lambda pair: pair[1] or 0))
        if len(found) < 2 and top.get("shape") != "profile":
            self.bad(("verdicts",), "One verdict decides nothing.", "List at least two, from worst to best.")
        return found

    def _criteria(self, top: dict[str, Any], verdicts: dict[str, int | None]) -> tuple[Criterion, ...]:
        """Every criterion that can be read; one that can't keeps its place, so that rules still find its
        name."""
        given = top.get("criteria")
        self._broken: set[int] = set()
        if not isinstance(given, dict):
            self.stop_if_bad()
            return ()
        if not given:
            self.bad(("criteria",), "There are no criteria.", "Add at least one.")
        if len(given) > MOST_CRITERIA:
            what = f"{len(given)} criteria are too many."
            self.bad(("criteria",), what, f"Keep it to {MOST_CRITERIA}.")
            self.stop_if_bad()
        reader = CriterionReader(self.document, list(verdicts))
        found = []
        for name, settings in given.items():
            found.append(reader.criterion(name, settings, ("criteria", name)))
        self.problems += reader.problems
        self._broken |= {n for n, each in enumerate(found) if each is None}
        return tuple(
            each or Criterion(canonical_id(name), name, "yes_no", 1)
            for each, name in zip(found, given, strict=True)
        )

    def _caps(self, top: dict[str, Any], rubric: Rubric) -> tuple[Cap, ...]:
        found = []
        for position, criterion in enumerate(rubric.criteria):
            limit = self._deal_breaker(top, criterion)
            if limit is not None:
                because = f"{criterion.name[:1].upper()}{criterion.name[1:]} is a deal-breaker."
                found.append(Cap(f"{criterion.id}_deal_breaker", ((position, limit),), 0, because))
        for number, each in enumerate(self.listing(top.get("rules"), ("rules",), "a list of rules")):
            rule = self._part(RuleFile, ("rules", number), each)
            if rule is not None:
                found.append(self._cap(rule, number, rubric))
        return with_must_caps(rubric.criteria, tuple(found))

    def _deal_breaker(self, top: dict[str, Any], criterion: Criterion) -> int | None:
        settings = top["criteria"].get(criterion.name)
        typed = settings.get("deal-breaker below") if isinstance(settings, dict) else None
        if typed is None:
            return None
        try:
            return RuleFile.model_validate({"when": {"x": typed}, "at most": "x"}).when["x"]
        except ValueError:
            return None  # noted where the criterion was read

    def _cap(self, rule: RuleFile, number: int, rubric: Rubric) -> Cap:
        place = ("rules", number)
        limits = {}
        for key, limit in rule.when.items():
            name = key.removesuffix(" below") if key.endswith(" below") else None
            if name is None:
                what = f'"{shortened(key)}" is not a test of a rule.'
                self.bad((*place, "when", key), what, 'Write "<criterion> below: 50".', on_key=True)
                continue
            position = self._position(name, rubric.criteria, (*place, "when", key))
            if position is not None:
                limits[position] = limit
        if not rule.when:
            self.bad((*place, "when"), "This rule names no criterion.", 'Write "<criterion> below: 50".')
        at_most = self._verdict(rule.at_most, rubric.verdicts, (*place, "at most"))
        name = canonical_id(rule.name) if rule.name else f"rule_{number + 1}"
        return Cap(name, tuple(sorted(limits.items())), at_most, rule.because or "")

    def _position(self, name: str, criteria: tuple[Criterion, ...], place: Steps) -> int | None:
        for position, criterion in enumerate(criteria):
            if name == criterion.id or folded(name) == folded(criterion.name):
                return position
        names = [criterion.name for criterion in criteria]
        self.bad(place, *not_a_name(name, "a criterion of this rubric", names), on_key=True)
        return None

    def _verdict(self, name: str, verdicts: tuple[str, ...], place: Steps) -> int:
        if name in verdicts:
            return verdicts.index(name)
        self.bad(place, *not_a_name(name, "a verdict of this rubric", verdicts))
        return 0

    def _with_na_limit(self, top: dict[str, Any], rubric: Rubric) -> Rubric:
        best = canonical.second_best(rubric.verdicts)
        if top.get("not applicable") is None:
            return replace(rubric, na_limit=300, na_at_most=best)
        file = self._part(LimitFile, ("not applicable",), top["not applicable"])
        if file is None:
            return rubric
        if file.at_most is not None:
            best = self._verdict(file.at_most, rubric.verdicts, ("not applicable", "at most"))
        return replace(rubric, na_limit=file.limit, na_at_most=best)

    def _contradictions(
        self, top: dict[str, Any], criteria: tuple[Criterion, ...]
    ) -> tuple[Contradiction, ...]:
        found = []
        listed = self.listing(top.get("contradictions"), ("contradictions",), "a list of contradictions")
        for number, each in enumerate(listed):
            place = ("contradictions", number)
            file = self._part(ContradictionFile, place, each)
            if file is None:
                continue
            if not file.when:
                self.bad((*place, "when"), "This contradiction names no answers.", "Name at least one.")
            name = canonical_id(file.name) if file.name else f"contradiction_{number + 1}"
            claims = tuple(self._claims(file.when, (*place, "when"), criteria))
            found.append(Contradiction(name, claims, file.because or ""))
        return tuple(found)

    def _claims(self, when: dict[str, Any], place: Steps, criteria: tuple[Criterion, ...]) -> Iterable[Claim]:
        for name, typed in when.items():
            position = self._position(name, criteria, (*place, name))
            if position is None or position in self._broken:
                continue
            try:
                yield _claim(position, criteria[position], typed)
            except Unreadable as wrong:
                self.bad((*place, name, *wrong.place), wrong.what, wrong.remedy)

    def _columns(self, file: RubricFile, criteria: tuple[Criterion, ...]) -> dict[str, str]:
        """Criterion id -> column; the word prospect names the column of names."""
        found = {}
        for name, column in (file.columns or {}).items():
            if name in ("prospect",):
                found[name] = column
                continue
            position = self._position(name.removesuffix(" to"), criteria, ("columns", name))
            if position is not None:
                found[criteria[position].id + ("_to" if name.endswith(" to") else "")] = column
        return found

    def _check(self, rubric: Rubric, top: dict[str, Any]) -> None:
        names = list(top["criteria"]) if isinstance(top.get("criteria"), dict) else []
        deal_breakers = sum(cap.id.endswith("_deal_breaker") for cap in rubric.caps)
        places = Places(
            lambda n: ("criteria", names[n]),
            lambda name: ("verdicts", name),
            lambda n: ("rules", max(0, n - deal_breakers)),
            threshold=lambda permille: f"{permille / 10:g}",
        )
        check_rubric(self, rubric, places, whole=bool(names) and not self._broken)
        self._told_apart(rubric, names)
        conditional = [name for name in rubric.verdicts if name.casefold().endswith(" if")]
        asked_for = any(
            isinstance(settings, dict) and settings.get("sign if") is not None
            for settings in (top.get("criteria") or {}).values()
        )
        if conditional and names and not asked_for:
            what = (
                f'A "{shortened(conditional[0])}" verdict is possible, but no criterion says what to ask for.'
            )
            self.bad(("verdicts", conditional[0]), what, 'Add "sign if: …" to a criterion.')

    def _told_apart(self, rubric: Rubric, names: list[str]) -> None:
        seen: dict[str, str] = {}
        for criterion, name in zip(rubric.criteria, names, strict=True):
            other = seen.setdefault(folded(name), name)
            if other != name and canonical_id(other) != criterion.id:
                what = f'"{shortened(name)}" can\'t be told from "{shortened(other)}".'
                self.bad(("criteria", name), what, "Give one of them another name.", on_key=True)

    def _examples(self, top: dict[str, Any], rubric: Rubric) -> tuple[Example, ...]:
        found = []
        for number, each in enumerate(self.listing(top.get("examples"), ("examples",), "a list of examples")):
            place = ("examples", number)
            file = self._part(ExampleFile, place, each)
            if file is None:
                continue
            answers = read_answers(self, file.answers, (*place, "answers"), rubric)
            found.append(
                Example(
                    file.name or f"Example {number + 1}",
                    answers,
                    self._expected_verdict(file.verdict, rubric, (*place, "verdict")),
                    self._expected_score(file.score, (*place, "score")),
                    self.document.at(place)[0],
                )
            )
        return tuple(found)

    def _expected_verdict(self, typed: Any, rubric: Rubric, place: Steps) -> tuple[int, int] | None:
        if typed is None:
            return None
        ends = typed if isinstance(typed, list) and len(typed) == 2 else [typed, typed]
        worst, best = (self._verdict(str(end), rubric.verdicts, place) for end in ends)
        return worst, best

    def _expected_score(self, typed: Any, place: Steps) -> tuple[int, int] | None:
        if typed is None:
            return None
        ends = [as_int(end) for end in (typed if isinstance(typed, list) else [typed, typed])]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            self.bad(place, f"{quoted(typed)} is not a score.", "Write a whole number from 0 to 100.")
            return None
        return ends[0], ends[1]


def _reads(key: str, typed: Any) -> bool:
    """Whether one setting of a rubric file is right by itself."""
    try:
        RubricFile.model_validate(_NOTHING | {key: typed})
    except ValueError:
        return False
    return True


def worst_above_0(worst: str, starts: str, bands: Mapping[str, int | None]) -> tuple[str, str]:
    """What is wrong with a first verdict that starts above 0 (`starts`, as typed), and the remedy."""
    known = {name: threshold for name, threshold in bands.items() if threshold is not None}
    if known and min(known.values()) < known.get(worst, 0):
        order = ", ".join(shortened(name) for name in sorted(known, key=lambda name: known[name]))
        what = f'"{shortened(worst)}" stands first, where the worst verdict belongs, but starts at {starts}.'
        return what, f"List them from worst to best: {order}."
    return f'The worst verdict, "{shortened(worst)}", starts at {starts}.', "The first one starts at 0."


def _threshold(name: str, typed: Any) -> int | None:
    if not _reads("verdicts", {name: typed}):
        return None  # noted with the file's settings
    return (RubricFile.model_validate(_NOTHING | {"verdicts": {name: typed}}).verdicts or {})[name]


def canonical_id(name: str) -> str:
    """The id of a name: its words joined by underscores."""
    return "_".join(name.split())


def _claim(position: int, criterion: Criterion, typed: Any) -> Claim:
    if criterion.kind == "set":
        if not isinstance(typed, str):
            raise Unreadable(f"{quoted(typed)} is not a thing.", "Name one thing that they need.")
        return Claim(
            position, has=cast("tuple[str, ...]", read_value(criterion, [typed.removeprefix("has ")]))[0]
        )
    bound = _BOUND.fullmatch(typed.strip()) if isinstance(typed, str) and criterion.kind != "yes_no" else None
    if bound is None or folded(str(typed)) in map(folded, criterion.labels):
        return Claim(position, equals=read_value(criterion, typed))
    value = cast(int, read_value(criterion, bound[2]))
    return Claim(position, at_least=value) if bound[1] == "least" else Claim(position, at_most=value)
