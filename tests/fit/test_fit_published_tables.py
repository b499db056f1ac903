"""Scoring systems and decision tables that others published, written as ordinary rubrics, row by row."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from customary.fit.assess import assess
from customary.fit.model import Answer
from customary.fit.rubric import rubric_from_text

APGAR = """
rubric: apgar
verdicts: {critically low: 0, below normal: 40, reassuring: 70}
criteria:
  colour: {scale: [blue, body pink, pink], points: [0, 50, 100]}
  pulse: {scale: [none, under 100, 100 or more], points: [0, 50, 100]}
  reflex: {scale: [none, grimace, cry], points: [0, 50, 100]}
  tone: {scale: [limp, some, active], points: [0, 50, 100]}
  breath: {scale: [none, weak, strong], points: [0, 50, 100]}
"""
GLASGOW = """
rubric: glasgow
verdicts: {severe: 0, moderate: 20, mild: 33.3}
criteria:
  eyes: {scale: ["1", "2", "3", "4"], points: [0, 10, 20, 30]}
  words: {scale: ["1", "2", "3", "4", "5"], points: [0, 10, 20, 30, 40]}
  movement: {scale: ["1", "2", "3", "4", "5", "6"], points: [0, 10, 20, 30, 40, 50]}
"""


def _rows(
    rubric: Path, answers: Path, rows: list[dict[str, Any]], customary: Callable[..., Any]
) -> list[str]:
    """The verdict on each row, through the command."""
    answers.write_text(json.dumps([{"answers": row} for row in rows]), "utf-8")
    ran = customary("fit", "assess", "--rubric", rubric, answers, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    got = json.loads(ran.out)
    assert all(one["state"] == "settled" for one in got)
    return [one["verdict"][0] for one in got]


def test_apgar(tmp_path: Path, customary: Any) -> None:
    rubric = tmp_path / "apgar.yml"
    rubric.write_text(APGAR, "utf-8")
    points = list(itertools.product(range(3), repeat=5))
    names = ["colour", "pulse", "reflex", "tone", "breath"]
    got = _rows(
        rubric, tmp_path / "a.json", [dict(zip(names, row, strict=True)) for row in points], customary
    )
    bands = ["critically low"] * 4 + ["below normal"] * 3 + ["reassuring"] * 4
    assert got == [bands[sum(row)] for row in points]
    assert len(got) == 243


def test_glasgow_coma_scale(tmp_path: Path, customary: Any) -> None:
    """Points of unequal size as fits; the answers are words that look like numbers."""
    rubric = tmp_path / "glasgow.yml"
    rubric.write_text(GLASGOW, "utf-8")
    points = list(itertools.product(range(1, 5), range(1, 6), range(1, 7)))
    rows = [{"eyes": str(e), "words": str(w), "movement": str(m)} for e, w, m in points]
    got = _rows(rubric, tmp_path / "a.json", rows, customary)
    for row, verdict in zip(points, got, strict=True):
        total = sum(row)
        assert verdict == ("severe" if total <= 8 else "moderate" if total <= 12 else "mild"), row
    assert len(got) == 120


def test_a_risk_matrix(tmp_path: Path, customary: Any) -> None:
    """Likelihood times severity, five by five: no weights and bands give it, rules alone do."""
    words = ["very low", "low", "medium", "high", "very high"]
    rules = [
        f"  - {{when: {{likelihood below: {25 * a}, severity below: {25 * b}}}, at most: {name}}}"
        for name, most in (("accept", 4), ("watch", 9), ("treat", 14))
        for a, b in _corners(most)
    ]
    scale = f"{{scale: [{', '.join(words)}], points: [0, 25, 50, 75, 100]}}"
    rubric = tmp_path / "risk.yml"
    head = "rubric: risk\nverdicts: {accept: 0, watch: 0, treat: 0, stop: 0}\ncriteria:\n"
    text = head + f"  likelihood: {scale}\n  severity: {scale}\nrules:\n" + "\n".join(rules)
    rubric.write_text(
        text.replace("likelihood below: 125, ", "").replace(", severity below: 125", ""), "utf-8"
    )
    pairs = list(itertools.product(range(5), repeat=2))
    rows = [{"likelihood": words[a], "severity": words[b]} for a, b in pairs]
    for (a, b), verdict in zip(pairs, _rows(rubric, tmp_path / "a.json", rows, customary), strict=True):
        risk = (a + 1) * (b + 1)
        wanted = "accept" if risk <= 4 else "watch" if risk <= 9 else "treat" if risk <= 14 else "stop"
        assert verdict == wanted, (a, b)


def _corners(most: int) -> list[tuple[int, int]]:
    """For each likelihood, the severities (counted from 1) up to which the product stays within `most`."""
    return [(a, min(5, most // a)) for a in range(1, 6) if most // a]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[int], dict[tuple[int, ...], int], int]:
    """A decision table in which a better answer never leads to a worse outcome."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=3))
    outcomes = draw(st.integers(2, 5))
    rows = list(itertools.product(*(range(size) for size in sizes)))
    table: dict[tuple[int, ...], int] = {}
    for row in rows:
        below = [(*row[:n], row[n] - 1, *row[n + 1 :]) for n in range(len(row)) if row[n]]
        least = max((table[one] for one in below), default=0)
        table[row] = draw(st.integers(least, outcomes - 1))
    return sizes, table, outcomes


@given(tables())
def test_any_monotone_decision_table_is_a_rubric(
    case: tuple[list[int], dict[tuple[int, ...], int], int],
) -> None:
    """One cap a row says all of it; the bands let everything through."""
    sizes, table, outcomes = case
    names = [f"outcome {n}" for n in range(outcomes)]
    fits = [[1000 * level // (size - 1) for level in range(size)] for size in sizes]
    caps = []
    for row, outcome in table.items():
        below = {f"c{n}": fits[n][level + 1] for n, level in enumerate(row) if level + 1 < sizes[n]}
        if below and outcome < outcomes - 1:
            caps.append({"below": below, "at_most": names[outcome]})
    best = table[tuple(size - 1 for size in sizes)]
    rubric = rubric_from_text(
        json.dumps(
            {
                "verdicts": names,
                "bands": {names[best]: 0},
                "criteria": [{"id": f"c{n}", "fit": fit} for n, fit in enumerate(fits)],
                "caps": caps,
            }
        ),
        "table.json",
    )
    for row, outcome in table.items():
        verdict = assess(rubric, [Answer((level,)) for level in row])
        assert verdict.verdict == (outcome, outcome)
