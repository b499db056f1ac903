"""Each form of answer for each kind of criterion, as the interval of fit that it stands for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

RUBRIC = """
rubric: kinds
verdicts: {no: 0, maybe: 40, yes: 70}
criteria:
  days: {at least: 10, worthless after: 12}
  tone: {scale: [cool, mild, warm, hot], ours: mild, matters when: they want less, steps: [100, 30]}
  work: {ours: [printing, binding], must have: [foil], must have at most: maybe}
  stock: {ours: no}
  space: {ours: yes}
"""
CASES = [
    ("days", "10", [1000, 1000]),
    ("days", "{between: [12, 4]}", [500, 1000]),
    ("days", "{assumed: 4}", [333, 666]),
    ("days", "", [0, 1000]),
    ("tone", "hot", [1000, 1000]),
    ("tone", "cool", [300, 300]),
    ("tone", "0", [300, 300]),
    ("tone", "{between: [warm, cool]}", [300, 1000]),
    ("tone", "{assumed: hot}", [1000, 1000]),
    ("tone", "", [300, 1000]),
    ("work", "printing, gilding", [500, 500]),
    ("work", "[]", [1000, 1000]),
    ("work", "{between: [[printing], [gilding]]}", [0, 1000]),
    ("work", "{assumed: [printing]}", [0, 1000]),
    ("stock", "yes", [0, 0]),
    ("stock", "{assumed: yes}", [0, 1000]),
    ("stock", "{between: [no, yes]}", [0, 1000]),
    ("space", "unknown", [1000, 1000]),
    ("space", "{not applicable: a small job}", None),
]


@pytest.fixture
def judge(tmp_path: Path, customary: Any) -> Any:
    """Judge answers (YAML, in braces) by the rubric above."""
    (tmp_path / "kinds.yml").write_text(RUBRIC, "utf-8")

    def judged(answers: str) -> dict[str, Any]:
        path = tmp_path / "prospect.yml"
        path.write_text(f"prospect: p\nrubric: kinds\nanswers: {answers}\n", "utf-8")
        ran = customary("fit", "assess", path, "--rubrics", tmp_path, "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        found: dict[str, Any] = json.loads(ran.out)[0]
        return found

    return judged


@pytest.mark.parametrize(("name", "answer", "fit"), CASES)
def test_an_answer_is_an_interval(name: str, answer: str, fit: list[int] | None, judge: Any) -> None:
    (found,) = (one["fit"] for one in judge(f"\n  {name}: {answer}")["criteria"] if one["id"] == name)
    assert found == fit


def test_a_missing_must_have_is_a_cap(judge: Any) -> None:
    rest = "days: 12, tone: hot, stock: no, space: no"
    states = {}
    for needed in ("[printing, foil]", "[printing, gilding]", "", "{between: [[foil], [printing]]}"):
        verdict = judge(f"{{{rest}, work: {needed}}}")
        states[needed] = ([cap["state"] for cap in verdict["caps"]], verdict["verdict"])
    assert states == {
        "[printing, foil]": (["applies"], ["maybe", "maybe"]),
        "[printing, gilding]": ([], ["yes", "yes"]),
        "": (["may apply"], ["maybe", "yes"]),
        "{between: [[foil], [printing]]}": (["may apply"], ["maybe", "yes"]),
    }
    verdict = judge(f"{{{rest}, work: [printing, gilding, foil]}}")
    (theirs,) = verdict["counterfactuals"]["theirs"]
    assert theirs["change"] == {"work": [["printing", "gilding", "foil"], ["printing", "gilding"]]}
    (ours,) = verdict["counterfactuals"]["ours"]
    assert ours["change"] == {"work.ours": [["printing", "binding"], ["printing", "binding", "foil"]]}
