"""Every shipped rubric through its whole life: compiled, an empty assessment, a full questionnaire, a
verdict."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from customary.fit.assessment_yaml import answer_yaml
from customary.fit.compile import canonical, canonical_json
from customary.fit.kinds import possible_answers
from customary.fit.model import UNKNOWN, Answer
from customary.fit.rubric import load_rubric, rubric_from_text

FOLDER = Path(__file__).resolve().parents[2] / "fit_rubrics"
RUBRICS = sorted(FOLDER.glob("*.yml"))


def test_the_canonical_form_is_stable(cases: Path) -> None:
    """A change here changes every rubric's version: make it knowingly, and say so in the change log."""
    golden = json.loads((cases / "worked.canonical.json").read_text("utf-8"))
    compiled = canonical(load_rubric(cases / "worked.yml"))
    assert compiled == golden
    assert json.dumps(compiled) == json.dumps(golden)  # the order of fields, too


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_each_compiles_to_a_form_that_reads_back(path: Path) -> None:
    text = canonical_json(load_rubric(path))
    assert canonical_json(rubric_from_text(text, "again.json")) == text


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_each_has_examples_and_words_of_its_own(path: Path) -> None:
    rubric = load_rubric(path)
    assert len(rubric.examples) >= 2
    assert rubric.title and rubric.intro and rubric.practice
    for criterion in rubric.criteria:
        assert criterion.ask.endswith((".", "?")), criterion.name


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_each_can_be_asked_to_the_end(path: Path, tmp_path: Path, customary: Any) -> None:
    rubric, chance = load_rubric(path), random.Random(path.stem)
    blank, asked = tmp_path / "blank.yml", tmp_path / "asked.yml"
    assert customary("fit", "new", path, "-o", blank).code == 0
    assert customary("fit", "check", blank, "--rubrics", FOLDER).code == 0
    answered: set[str] = set()
    for _ in range(len(rubric.criteria) + 1):
        ran = customary("fit", "ask", path, "-o", asked, typed="")
        assert ran.code == 0
        question = next((c for c in rubric.criteria if f"\n{c.ask}\n" in ran.err), None)
        if question is None:
            break
        value = chance.choice(possible_answers(question, UNKNOWN))
        typed = answer_yaml(question, Answer((value,))).strip('[]"').replace('"', "")
        ran = customary("fit", "ask", path, "-o", asked, typed=f"{typed}\n")
        assert question.id not in answered  # what was typed was taken
        answered.add(question.id)
    assert "That is all" in ran.err or "Settled" in ran.err
    (verdict,) = json.loads(customary("fit", "assess", asked, "--rubric", path, "--format", "json").out)
    assert verdict["state"] == "settled" and verdict["warnings"] == []


def test_the_order_of_answers_never_matters(tmp_path: Path, customary: Any) -> None:
    answers = {"workflow": 2, "lead time": 9, "capability": ["storage", "foil"], "attention": {"assumed": 2}}
    outcomes = set()
    for order in (list(answers), list(reversed(answers))):
        path = tmp_path / "prospect.json"
        path.write_text(json.dumps({"answers": {name: answers[name] for name in order}}), "utf-8")
        outcomes.add(customary("fit", "assess", "--rubric", RUBRICS[4], path, "--format", "json").out)
    assert RUBRICS[4].stem == "customer-fit"
    assert len(outcomes) == 1
