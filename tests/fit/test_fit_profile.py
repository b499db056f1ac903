"""One-sided rubrics: levels, gaps, a profile instead of a verdict, and the two most useful next steps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

DESK = """
rubric: desk
shape: profile
criteria:
  answering:
    levels: [nobody answers, within a day, within the hour]
    weight: 3
    next steps: [Name who answers., Answer within the hour.]
  listening: {levels: [never, sometimes, always], points: [0, 40, 100], next step: Listen., weight: 2}
  thanking: {levels: [never, always]}
  belief:
    kind: gap
    ours: 8.5
    at most: 1
    worthless after: 5 over
    places: 1
    unit: points
    unit one: point
    if over: We rate ourselves {gap} above them.
    next step: Ask them.
"""


@pytest.fixture
def judged(tmp_path: Path, customary: Any) -> Any:
    """Judge answers (YAML, in braces) by the rubric above."""
    (tmp_path / "desk.yml").write_text(DESK, "utf-8")

    def judge(answers: str, form: str = "json") -> Any:
        path = tmp_path / "us.yml"
        path.write_text(f"prospect: us\nrubric: desk\nanswers: {answers}\n", "utf-8")
        ran = customary("fit", "assess", path, "--rubrics", tmp_path, "--format", form)
        assert (ran.code, ran.err) == (0, "")
        return json.loads(ran.out)[0] if form == "json" else ran.out

    return judge


def test_levels_spread_evenly_unless_points_are_given(judged: Any) -> None:
    verdict = judged("{answering: within a day, listening: sometimes, thanking: always}")
    assert [one["fit"] for one in verdict["criteria"][:3]] == [[500, 500], [400, 400], [1000, 1000]]


def test_the_most_useful_steps_gain_most_weight(judged: Any) -> None:
    verdict = judged("{answering: within a day, listening: sometimes, thanking: never, belief: 8}")
    assert verdict["next_steps"] == [
        {"id": "answering", "gain": 1500, "text": "Answer within the hour."},
        {"id": "listening", "gain": 1200, "text": "Listen."},
    ]
    text = judged("{answering: within a day, listening: always, thanking: never}", "text")
    assert "Most useful next steps" in text and "Answer within the hour." in text
    assert "Thanking: always." in text
    assert "before signing" not in text and "No answer to these" not in text


def test_a_gap_is_ours_less_theirs(judged: Any) -> None:
    for answer, fit, reason in (
        ("5", [500, 500], "We rate ourselves 3.5 points above them."),
        ("7.5", [1000, 1000], "Belief: 7.5 points, which fits."),
        ("[9, 2.0]", [0, 0], "We rate ourselves 7 points above them."),
        ("{ours: 5, theirs: 3}", [800, 800], "We rate ourselves 2 points above them."),
        ("{between: [5, 6]}", [500, 700], "We rate ourselves 2.5 to 3.5 points above them."),
    ):
        belief = judged(f"{{belief: {answer}}}")["criteria"][3]
        assert (belief["fit"], belief["reason"]) == (fit, reason)


def test_nothing_else_is_advised(judged: Any) -> None:
    verdict = judged("{answering: nobody answers}")
    assert verdict["verdict"] == ["profile", "profile"]
    assert (verdict["conditions"], verdict["next_questions"]) == ([], [])
    assert verdict["counterfactuals"] == {"theirs": [], "ours": []}
