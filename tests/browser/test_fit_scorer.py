"""The scorer in the real browser: the answers worked out by hand, and Python's on random cases."""

from __future__ import annotations

import importlib.util
import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from customary.errors import BadInput
from customary.fit.assess import assess
from customary.fit.assessment import read_assessment
from customary.fit.assessment_yaml import written
from customary.fit.canonical import read_canonical
from customary.fit.compile import canonical_json, sha256
from customary.fit.doubts import too_low
from customary.fit.json_file import parse_json
from customary.source import parse_yaml

pytestmark = pytest.mark.browser

JUDGE = (
    "([rubric, answers]) => customaryFit.judgement(customaryFit.prepare(JSON.parse(rubric)), answers, null)"
)


@pytest.fixture(scope="module")
def conformity(project: Path) -> ModuleType:
    """The tool that compares the two engines."""
    spec = importlib.util.spec_from_file_location("conformity", project / "tools" / "conformity.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scorer(chromium: Any, conformity: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A page with nothing but the scripts on it."""
    page = chromium.new_page()
    page.goto(conformity.scorer_page(tmp_path_factory.mktemp("scorer")).as_uri())
    yield page
    page.close()


@pytest.fixture(scope="module")
def worked(shared: Path) -> dict[str, Any]:
    """The worked examples."""
    found: dict[str, Any] = json.loads((shared / "fit" / "worked_examples.json").read_text(encoding="utf-8"))
    return found


def compiled(rubric: dict[str, Any]) -> str:
    return canonical_json(read_canonical(parse_json(json.dumps(rubric), "rubric.json")))


@pytest.mark.shared
def test_the_worked_assessments_come_out_in_the_browser(scorer: Any, worked: dict[str, Any]) -> None:
    rubric = compiled(worked["rubric"])
    for example in worked["assessments"]:
        found, expected = scorer.evaluate(JUDGE, [rubric, example["answers"]]), example["expected"]
        assert {one["id"]: one["fit"] for one in found["criteria"]} == expected["fit"], example["id"]
        assert {cap["id"]: cap["state"] for cap in found["caps"]} == expected["caps"], example["id"]
        for field in ("total", "weight", "score", "band", "verdict", "state"):
            assert found[field] == expected[field], (example["id"], field)
        if "next_questions" in expected:
            named = [
                (one["id"], one["verdicts_removed"], one["answers_that_settle"], one["width"])
                for one in found["next_questions"]
            ]
            wanted = [
                (one["id"], one["expected_verdicts_removed"], one["answers_that_settle"], one["width"])
                for one in expected["next_questions"]
            ]
            assert [name for name, *_ in named] == [name for name, *_ in wanted]
            for got, want in zip(named, wanted, strict=True):
                assert got[3] == want[3]
                for a, b in ((got[1], want[1]), (got[2], want[2])):
                    assert a[0] * b[1] == b[0] * a[1], (example["id"], got, want)


@pytest.mark.shared
def test_the_fit_vectors_come_out_in_the_browser(scorer: Any, worked: dict[str, Any]) -> None:
    for vector in worked["fit_vectors"]:
        if vector["kind"] == "perception_gap":
            criterion = {"id": "c", "kind": "gap", "weight": 1, "at_most": 10, "zero_after": 50}
            cases = [[{"answer": pair}, fit] for pair, _, fit in vector["cases"]]
        else:
            criterion = {"id": "c", "weight": 1} | {
                k: v for k, v in vector.items() if k not in ("cases", "ranges")
            }
            cases = vector["cases"]
        rubric = compiled(
            {"rubric": "v", "verdicts": ["no", "yes"], "bands": {"yes": 500}, "criteria": [criterion]}
        )
        for answer, fit in cases:
            found = scorer.evaluate(JUDGE, [rubric, {"c": answer}])
            assert found["criteria"][0]["fit"] == [fit, fit], (vector["kind"], answer)
        for ends, fits in vector.get("ranges", []):
            found = scorer.evaluate(JUDGE, [rubric, {"c": {"between": ends}}])
            assert found["criteria"][0]["fit"] == fits


@pytest.mark.shared
def test_the_edges_come_out_in_the_browser(scorer: Any, worked: dict[str, Any]) -> None:
    breaker, contradiction, zero = worked["edges"]
    for case in breaker["cases"]:
        found = scorer.evaluate(JUDGE, [compiled(breaker["rubric"]), case["answers"]])
        assert {key: found[key] for key in ("verdict", "state", "score")} == {
            key: case[key] for key in ("verdict", "state", "score")
        }
    found = scorer.evaluate(JUDGE, [compiled(worked["rubric"]), contradiction["answers"]])
    assert {key: found[key] for key in ("total", "verdict", "state")} == {
        key: contradiction["expected"][key] for key in ("total", "verdict", "state")
    }
    weightless = {
        **worked["rubric"],
        "criteria": [{**each, "weight": 0} for each in worked["rubric"]["criteria"]],
    }
    with pytest.raises(BadInput, match=zero["expected_error"].split(".")[0]):
        compiled(weightless)


@pytest.mark.shared
def test_changes_reasons_and_firmness_come_out_in_the_browser(scorer: Any, worked: dict[str, Any]) -> None:
    rubric = compiled(worked["rubric"])
    answers = {example["id"]: example["answers"] for example in worked["assessments"]}
    for case in worked["counterfactuals"]:
        found = scorer.evaluate(JUDGE, [rubric, answers[case["assessment"]]])["counterfactuals"]
        for side in ("theirs", "ours"):
            named = [change["change"] for change in found[side]]
            for wanted in case.get(side, []):
                assert wanted["change"] in named, (case["assessment"], side)
    assert scorer.evaluate(JUDGE, [rubric, answers["middling"]])["reasons"] == worked["reasons"]["order"]
    for case in worked["weight_safety"]["cases"]:
        safety = scorer.evaluate(JUDGE, [rubric, answers[case["assessment"]]])["weight_safety"]
        got = [safety[key] for key in ("threshold", "numerator", "denominator", "permille")]
        assert got == [case[key] for key in ("threshold", "numerator", "denominator", "p_permille")]


def test_python_and_the_browser_agree_on_random_cases(scorer: Any, conformity: ModuleType) -> None:
    differing = conformity.differences(scorer, cases=600, seed=20261120)
    assert not differing, json.dumps(differing[0], ensure_ascii=False)[:4000]


def test_ids_that_are_names_of_the_language_are_only_names(scorer: Any) -> None:
    criteria = [
        {"id": name, "weight": 1, "fit": [0, 1000]} for name in ("__proto__", "constructor", "toString", "7")
    ]
    rubric = compiled({"rubric": "r", "verdicts": ["no", "yes"], "bands": {"yes": 500}, "criteria": criteria})
    found = scorer.evaluate(JUDGE, [rubric, {"7": 1}])
    assert [each["fit"] for each in found["criteria"]] == [[0, 1000], [0, 1000], [0, 1000], [1000, 1000]]
    assert found["state"] == "open"


FILES = """cases => cases.map(([rubric, version, text, today]) => {
  const canonical = JSON.parse(rubric), read = customaryFit.file.read(canonical, version, text);
  if (read.problem) return { problem: read.problem };
  const ready = customaryFit.prepare(canonical), answers = customaryFit.canonicalAnswers(ready, read.entries);
  return { text: customaryFit.file.write(canonical, version, read),
           verdict: customaryFit.judgement(ready, answers, today).verdict };
})"""


def test_files_go_from_python_to_the_page_and_back(scorer: Any, conformity: ModuleType) -> None:
    dice, cases = random.Random(7), []
    while len(cases) < 300:
        raw, answers = conformity.random_case(dice)
        raw["rubric"] = dice.choice(["random", "no", "12", 'odd "id": #1'])
        rubric = conformity.rubric_of(raw)
        name = dice.choice(
            ["A", "null", "yes", "- x: {y}", "'", '"\\', "\u0085\u2028\U0001f6a2 \u202e", "#", "1.0"]
        )
        document = parse_json(json.dumps({"prospect": name, "answers": answers}), "a.json")
        cases.append((rubric, read_assessment(document, rubric)))
    today = date.fromisoformat(conformity.TODAY)
    sent = []
    for rubric, said in cases:
        text = written(replace(said, rubric_version=sha256(rubric)[:12]), rubric)
        sent.append([canonical_json(rubric), sha256(rubric), text, conformity.TODAY])
    refused = 0
    for (rubric, said), got in zip(cases, scorer.evaluate(FILES, sent), strict=True):
        if any(map(too_low, rubric.criteria, said.answers)):  # JSON may say it, YAML may not
            refused += 1
            assert "or more." in got["problem"], (got, written(said, rubric))
            with pytest.raises(BadInput, match="can't be below"):
                read_assessment(parse_yaml(written(said, rubric), "said.yml"), rubric)
            continue
        assert "problem" not in got, (got, written(said, rubric))
        again = read_assessment(parse_yaml(got["text"], "again.yml"), rubric)
        assert again.prospect == said.prospect
        for criterion, before, after in zip(rubric.criteria, said.answers, again.answers, strict=True):
            assert after.values == before.values or {*map(str, after.values)} == {*map(str, before.values)}, (
                criterion
            )
            assert (after.assumed, after.not_applicable, after.on) == (
                before.assumed,
                before.not_applicable,
                before.on,
            )
        verdict = assess(rubric, said.answers, today).names
        assert got["verdict"] == (verdict and list(verdict))
    assert 0 < refused < 100


ENTERED = """([rubric, typed]) => typed.map((text) => customaryFit.readEntry(
  customaryFit.prepare(JSON.parse(rubric)).criteria[0], text))"""
NEAR = """([rubric, typed]) =>
  customaryFit.nearThing(customaryFit.prepare(JSON.parse(rubric)).criteria[0], typed)"""


def test_the_form_refuses_what_a_file_may_not_say(scorer: Any) -> None:
    days = {"id": "notice", "kind": "number", "at_least": 10, "zero_after": 8, "unit": "working days"}
    rubric = {"rubric": "r", "verdicts": ["no", "yes"], "bands": {"yes": 500}, "criteria": [days]}
    found = scorer.evaluate(ENTERED, [compiled(rubric), ["-5", "0", "3,5", "1,000"]])
    assert found == [
        {"problem": "Write 0 or more."},
        {"value": 0},
        {"problem": "Write whole numbers here, with no comma."},
        {"problem": "Write 1000, without commas."},
    ]
    rubric["criteria"] = [days | {"from": -3}]
    found = scorer.evaluate(ENTERED, [compiled(rubric), ["-3", "-4"]])
    assert found == [{"value": -3}, {"problem": "Write -3 or more."}]


def test_the_form_asks_about_a_thing_that_is_nearly_ours(scorer: Any) -> None:
    bread = {"id": "bread", "kind": "set", "ours": ["sourdough", "rye"]}
    rubric = {"rubric": "r", "verdicts": ["no", "yes"], "bands": {"yes": 500}, "criteria": [bread]}
    assert scorer.evaluate(NEAR, [compiled(rubric), ["rye", "sourdugh"]]) == ["sourdugh", "sourdough"]
    assert scorer.evaluate(NEAR, [compiled(rubric), ["30", "bagels", "sourdough"]]) is None
