"""Rubric -> canonical JSON: the one form that the engine, the page, SQL and `--rubric R.json` read.

Fields, always in this order; everything that decides is a whole number (fit, thresholds and limits
0..1000):

- top: `format` (1), `rubric` (id), `title`, `intro`, `shape` ("verdict" or "profile"), `verdicts` (worst to
  best), `bands` {verdict: threshold}, `not_applicable` {limit, at_most} or null (no limit), `criteria`,
  `caps`, `contradictions`, `refer_to`.
- every criterion: `id`, `kind` (number, scale, set, yes_no, level, gap), `name`, `weight`, then the tables
  of its kind:
  - number, gap: `at_least`, `at_most` (left out where there is no bound), `from` (of a number: the least
    that can be answered, where the rubric says it), `zero_after`, `places`, `unit`, `unit_one`; a gap may
    have `ours` (our own rating; then the answer is theirs, and gap = ours - theirs).
    These numbers and `likely` are scaled by 10**places (`likely` of a gap holds gaps); **answers are as
    typed in the unit** (10.5 with places 1 stands for 105 in the tables).
  - scale, level: `levels` (how many), `labels`, `fit`; where the fits follow from our own level also `ours`
    (position), `matters`, `steps`; a level may have `next_steps` (what to do to reach the next level, from
    the lowest).
  - set: `ours`, `must`, `must_at_most` (a verdict), `options` (what the form offers; may be empty).
  - yes_no: `ours` ("yes" or "no").
- then `likely` (answers to expect; levels by position), and the texts: `ask`, `help`, `sentences`,
  `condition` (what to agree on), `condition_written` (by the author, no default), `cost` (of a move, 1
  unless set), `fixed` ("", "theirs", "ours", "both"), `good_for` (days or
  null).
- every cap: `id`, `below` {criterion id: limit}, `at_most`, `because`. A set's must-haves are no cap here:
  the engine adds one, called `<id>_must`, last. It applies where they need a thing that `must` lists and
  `ours` doesn't.
- every contradiction: `id`, `when` {criterion id: {"is" | "at_least" | "at_most" | "has": value}}, `because`.

Sentences are complete: the defaults are written out here, so a reader of this form needs none. By kind:
number and gap `short`, `over`, `ok`; scale and level `more`, `less`, `ok`; set `missing`, `ok`; yes_no
`no`, `ok`; and all `unknown`. `{theirs}`, `{ours}`, `{missing}` and `{gap}` (of a gap, without its sign)
are filled in at once (what is filled in is never filled again); a unit is written after the first number of
the sentence only: "They call 3 working days ahead; you need 10." `short` uses `at_least` for {ours}, `over`
uses `at_most`; a range reads "3 to 15", alternatives "a or b", a list "a, b and c"; the unit of 1 is
`unit_one` where there is one.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from customary.fit.model import Cap, Claim, Contradiction, Criterion, Rubric, Value


def canonical(rubric: Rubric) -> dict[str, Any]:
    """The canonical form as plain dicts, lists, texts and whole numbers, its keys in a fixed order."""
    limit = None
    if rubric.na_limit is not None:
        limit = {"limit": rubric.na_limit, "at_most": rubric.verdicts[rubric.na_at_most]}
    bands = zip(rubric.verdicts[1:], rubric.thresholds[1:], strict=True)
    return {
        "format": 1,
        "rubric": rubric.id,
        "title": rubric.title,
        "intro": rubric.intro,
        "shape": rubric.shape,
        "verdicts": list(rubric.verdicts),
        "bands": {verdict: threshold for verdict, threshold in bands if threshold is not None},
        "not_applicable": limit,
        "criteria": [_criterion(rubric, criterion) for criterion in rubric.criteria],
        "caps": [_cap(rubric, cap) for cap in rubric.caps if cap.must_of is None],
        "contradictions": [_contradiction(rubric, each) for each in rubric.contradictions],
        "refer_to": rubric.refer_to,
    }


def canonical_json(rubric: Rubric) -> str:
    """The canonical form as one line of JSON, the same bytes on every run."""
    return json.dumps(canonical(rubric), ensure_ascii=False, separators=(",", ":"))


def sha256(rubric: Rubric) -> str:
    """The version of a rubric: the hash of its canonical JSON in UTF-8. Its first digits name it to
    people."""
    return hashlib.sha256(canonical_json(rubric).encode()).hexdigest()


def value_json(criterion: Criterion, value: Value) -> Any:
    """One value as it stands in the tables: a list of things, "yes" or "no", else a whole number."""
    if isinstance(value, tuple):
        return list(value)
    if criterion.kind == "yes_no":
        return "yes" if value else "no"
    return int(value)


def _criterion(rubric: Rubric, criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "kind": criterion.kind,
        "name": criterion.name,
        "weight": criterion.weight,
        **_tables(rubric, criterion),
        "likely": [value_json(criterion, value) for value in criterion.likely],
        "ask": criterion.ask,
        "help": criterion.help,
        "sentences": dict(criterion.sentences),
        "condition": criterion.condition,
        "condition_written": criterion.condition_written,
        "cost": criterion.cost,
        "fixed": criterion.fixed,
        "good_for": criterion.good_for,
    }


def _tables(rubric: Rubric, criterion: Criterion) -> dict[str, Any]:
    ours = None if criterion.ours is None else value_json(criterion, criterion.ours)
    if criterion.kind in ("number", "gap"):
        tables = {
            "at_least": criterion.at_least,
            "at_most": criterion.at_most,
            "from": criterion.lowest,
            "ours": ours,
            "zero_after": criterion.zero_after,
            "places": criterion.places,
            "unit": criterion.unit,
            "unit_one": criterion.unit_one,
        }
    elif criterion.kind in ("scale", "level"):
        tables = {
            "levels": len(criterion.fit),
            "labels": list(criterion.labels),
            "ours": ours,
            "matters": criterion.matters,
            "steps": list(criterion.steps) or None,
            "fit": list(criterion.fit),
            "next_steps": list(criterion.next_steps) or None,
        }
    elif criterion.kind == "set":
        must_at_most = rubric.verdicts[criterion.must_at_most]
        tables = {"ours": ours, "must": list(criterion.must), "must_at_most": must_at_most}
        tables["options"] = list(criterion.options)
    else:
        tables = {"ours": ours}
    return {key: value for key, value in tables.items() if value is not None}


def _cap(rubric: Rubric, cap: Cap) -> dict[str, Any]:
    below = {rubric.criteria[position].id: limit for position, limit in cap.below}
    return {"id": cap.id, "below": below, "at_most": rubric.verdicts[cap.at_most], "because": cap.because}


def _contradiction(rubric: Rubric, contradiction: Contradiction) -> dict[str, Any]:
    when: dict[str, dict[str, Any]] = {}
    for claim in contradiction.when:
        criterion = rubric.criteria[claim.criterion]
        when[criterion.id] = {**when.get(criterion.id, {}), **_claim(criterion, claim)}
    return {"id": contradiction.id, "when": when, "because": contradiction.because}


def _claim(criterion: Criterion, claim: Claim) -> dict[str, Any]:
    tests: dict[str, Any] = {"at_least": claim.at_least, "at_most": claim.at_most, "has": claim.has}
    if claim.equals is not None:
        tests["is"] = value_json(criterion, claim.equals)
    return {key: value for key, value in tests.items() if value is not None}
