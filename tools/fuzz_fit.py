"""Fuzz the loaders of rubrics and assessments: always something read, or problems with a line; never a
traceback.

    python tools/fuzz_fit.py --rounds 20000 --seed 1

Starts from whole files and damages them: characters, lines, values, keys, types and structure, in YAML and
JSON.
Ends with 1 and the offending text where a loader raises anything but BadInput, or a problem has no place.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from customary.errors import BadInput
from customary.fit.assess import assess
from customary.fit.assessment import document_of, read_assessments
from customary.fit.compile import canonical, canonical_json
from customary.fit.model import Rubric
from customary.fit.reports.json import verdict_json
from customary.fit.reports.text import verdict_text
from customary.fit.rubric import rubric_from_text

RUBRIC = """\
rubric: seed
title: A title
intro: An intro
verdicts: {decline: 0, sign if: 55, sign: 75}
criteria:
  lead time: {ask: How many?, unit: working days, at least: 10, worthless after: 8 short, weight: 5,
    deal-breaker below: 20, if short: "They call {theirs} ahead; you need {ours}.", sign if: "{ours} ahead",
    likely: [0, 5, 10], good for: 90 days}
  attention:
    scale: [all online, mostly online, mixed]
    ours: mostly online
    matters when: they want more
    steps: [100, 60, 20]
    weight: 3
    fixed: ours
  level: {levels: [low, mid, high], points: [0, 33.3, 100], next step: go}
  work: {ours: [printing, binding], must have: [foil], choose from: [boxes], cost: 3}
  stock: {ours: no, if no: They need it.}
  gap: {kind: gap, at most: 10, worthless after: 50, ours: 80, places: 1}
rules:
  - {name: two, when: {attention below: 50, stock below: 50}, at most: decline, because: two stretches}
not applicable: {limit: 30, at most: sign if}
contradictions:
  - {when: {attention: all online, lead time: at least 60}, because: odd}
columns: {prospect: Company, lead time: Notice}
facts: {phone: "123"}
examples:
  - {name: one, answers: {lead time: 12, stock: no}, verdict: [decline, sign]}
"""
ASSESSMENT = """\
prospect: Northside Schools
rubric: seed
rubric version: 3f9a
publish: no
on: 2026-11-21
answers:
  lead time: {answer: 8, said by: Ana (ops), on: 2026-11-20, note: they count Saturdays}
  attention: {between: [mixed, all online]}
  level: mid
  work: [printing, boxes]
  stock: {not applicable: no stock needed}
  gap: {assumed: 60.5}
signed: {by: R. Okafor, on: 2026-11-25, verdict: sign if, because: null}
outcome: {kept: yes, on: 2027-11-01}
hours: 12
value: 3000
"""
WORDS = [
    "yes", "no", "null", "~", "0", "-1", "1e9", "9" * 40, "2026-02-30", "[]", "{}", "[a, [b]]",
    "<script>", "\u202e", "two weeks", "{", "}", "&a b", "*a", "!!int 3", "<<", "?", "|", ">-", "'",
    '"', "#", "\t", "\x00", "\x07", "\ud83d", "%", "at least", "below", "sign if", "lead time", "kind",
    "gap", "number",
    "x" * 400, "NaN", "Infinity", "true", ",", ":", "-", "0.0001",
]  # fmt: skip


@dataclass
class Tally:
    """What came of the damaged files."""

    read: int = 0
    refused: int = 0
    tracebacks: list[str] = field(default_factory=list)


def fuzz(seed: int, rounds: int, shipped: Path | None = None) -> Tally:
    """Damage and load `rounds` files. Rubrics in the folder `shipped` join the ones to damage."""
    chance, tally = random.Random(seed), Tally()
    rubric = rubric_from_text(RUBRIC, "seed.yml")
    texts = (
        [RUBRIC, *(path.read_text("utf-8") for path in sorted(shipped.glob("*.yml")))]
        if shipped
        else [RUBRIC]
    )
    compiled = [json.dumps(canonical(rubric_from_text(text, "seed.yml"))) for text in texts]
    answers = json.dumps(
        {"prospect": "x", "answers": {"lead_time": 8, "attention": 1, "gap": [80, 60], "work": ["printing"]}}
    )
    for _ in range(rounds):
        kind = chance.randrange(4)
        if kind == 0:
            _try(tally, _rubric, _damaged(chance, chance.choice(texts)), "fuzz.yml")
        elif kind == 1:
            _try(tally, _rubric, _damaged_json(chance, chance.choice(compiled)), "fuzz.json")
        elif kind == 2:
            _try(
                tally,
                lambda text, name: _assessment(rubric, text, name),
                _damaged(chance, ASSESSMENT),
                "fuzz.yml",
            )
        else:
            _try(
                tally,
                lambda text, name: _assessment(rubric, text, name),
                _damaged_json(chance, answers),
                "fuzz.json",
            )
    return tally


def _rubric(text: str, name: str) -> None:
    rubric = rubric_from_text(text, name)
    again = canonical_json(rubric)
    assert canonical_json(rubric_from_text(again, "again.json")) == again
    assess(rubric, _unknown(rubric))


def _unknown(rubric: Rubric) -> list[Any]:
    from customary.fit.model import UNKNOWN

    return [UNKNOWN] * len(rubric.criteria)


def _assessment(rubric: Rubric, text: str, name: str) -> None:
    for assessment in read_assessments(document_of(text, name), rubric):
        verdict = assess(rubric, assessment.answers, assessment.on)
        json.dumps(verdict_json(assessment, verdict))
        verdict_text(assessment, verdict).encode()


def _try(tally: Tally, load: Callable[[str, str], None], text: str, name: str) -> None:
    try:
        load(text, name)
        tally.read += 1
    except BadInput as bad:
        tally.refused += 1
        if not bad.problems or not all(problem.what and problem.path for problem in bad.problems):
            tally.tracebacks.append(f"{text}\n--- problems without a place: {bad}")
    except Exception:
        tally.tracebacks.append(f"{text}\n--- {traceback.format_exc()}")


def _damaged(chance: random.Random, text: str) -> str:
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        text = chance.choice(_DAMAGES)(chance, text)
    return text


def _swap_word(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] = chance.choice(WORDS)
    return " ".join(words)


def _drop_line(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def _repeat_line(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    line = chance.randrange(len(lines))
    return "\n".join([*lines[:line], lines[line], *lines[line:]])


def _put(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(WORDS) + text[place:]


def _drop(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + text[place + chance.randrange(1, 12) :]


def _swap_value(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    line = chance.randrange(len(lines))
    lines[line] = lines[line].partition(":")[0] + ": " + chance.choice(WORDS)
    return "\n".join(lines)


_DAMAGES: list[Callable[[random.Random, str], str]] = [
    _swap_word,
    _drop_line,
    _repeat_line,
    _put,
    _drop,
    _swap_value,
]


def _damaged_json(chance: random.Random, text: str) -> str:
    if chance.random() < 0.3:
        return chance.choice([_put, _drop])(chance, text)
    data = json.loads(text)
    for _ in range(chance.choice([1, 1, 2, 3])):
        _damage_value(chance, data)
    return json.dumps(data, ensure_ascii=False)


def _damage_value(chance: random.Random, data: Any) -> None:
    """Replace, remove or rename one thing somewhere inside."""
    while True:
        keys: list[Any] = list(data) if isinstance(data, dict) else list(range(len(data)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(data[key], (dict, list)) and data[key] and chance.random() < 0.8:
            data = data[key]
            continue
        odd = [None, True, 0, -1, 10**30, 0.5, "", "x", [], {}, [[]], {"is": 1}, *WORDS[:20]]
        what = chance.randrange(3)
        if what == 0:
            del data[key]
        elif what == 1 and isinstance(data, dict):
            data[str(key) + chance.choice(["", "s", "_"])] = data.pop(key)
        else:
            data[key] = chance.choice(odd)
        return


def main() -> int:
    """Fuzz from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    shipped = Path(__file__).resolve().parent.parent / "fit_rubrics"
    tally = fuzz(options.seed, options.rounds, shipped)
    print(f"{tally.read} read, {tally.refused} refused with a line, {len(tally.tracebacks)} tracebacks")
    for one in tally.tracebacks[:3]:
        print(one)
    return 1 if tally.tracebacks else 0


if __name__ == "__main__":
    sys.exit(main())
