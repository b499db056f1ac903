"""The worked examples pass through the command line, from canonical JSON and from the YAML that people
write."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from customary.fit.compile import canonical
from customary.fit.rubric import load_rubric, rubric_from_text

pytestmark = pytest.mark.shared


@pytest.fixture(scope="session")
def worked(shared: Path) -> dict[str, Any]:
    """The shared worked examples."""
    found: dict[str, Any] = json.loads((shared / "fit" / "worked_examples.json").read_text("utf-8"))
    return found


@pytest.fixture(params=["canonical JSON", "YAML"])
def rubric_file(request: pytest.FixtureRequest, worked: dict[str, Any], tmp_path: Path, cases: Path) -> Path:
    """The rubric of the worked examples, in both of its forms."""
    if request.param == "YAML":
        return cases / "worked.yml"
    path = tmp_path / "rubric.json"
    path.write_text(json.dumps(worked["rubric"]), "utf-8")
    return path


@pytest.fixture
def verdicts(worked: dict[str, Any], rubric_file: Path, tmp_path: Path, customary: Any) -> dict[str, Any]:
    """Every assessment's verdict, by its id, as `fit assess` prints it for one file each."""
    paths = []
    for one in worked["assessments"]:
        path = tmp_path / f"{one['id']}.json"
        path.write_text(json.dumps({"prospect": one["id"], "answers": one["answers"]}), "utf-8")
        paths.append(path)
    ran = customary("fit", "assess", "--rubric", rubric_file, *paths, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return {verdict["prospect"]: verdict for verdict in json.loads(ran.out)}


def test_every_assessment_comes_out_as_worked(worked: dict[str, Any], verdicts: dict[str, Any]) -> None:
    for one in worked["assessments"]:
        expected, got = one["expected"], verdicts[one["id"]]
        assert {each["id"]: each["fit"] for each in got["criteria"]} == expected["fit"], one["id"]
        assert {cap["id"]: cap["state"] for cap in got["caps"]} == expected["caps"], one["id"]
        for field in ("total", "weight", "score", "band", "verdict", "state"):
            assert got[field] == expected[field], (one["id"], field)


def test_next_questions_are_ranked_as_worked(worked: dict[str, Any], verdicts: dict[str, Any]) -> None:
    checked = 0
    for one in worked["assessments"]:
        for place, question in enumerate(one["expected"].get("next_questions", [])):
            got = verdicts[one["id"]]["next_questions"][place]
            assert got["id"] == question["id"]
            assert got["verdicts_removed"] == question["expected_verdicts_removed"]
            assert got["answers_that_settle"] == question["answers_that_settle"]
            assert got["width"] == question["width"]
            checked += 1
    assert checked == 12


def test_reasons_and_predictions(worked: dict[str, Any], verdicts: dict[str, Any]) -> None:
    middling = verdicts["middling"]
    assert middling["reasons"] == worked["reasons"]["order"]
    for name, words in worked["prediction_words"]["examples"]["middling"].items():
        (got,) = (each["prediction"] for each in middling["criteria"] if each["id"] == name)
        assert got == [words, words]


def test_counterfactuals_of_both_sides(worked: dict[str, Any], verdicts: dict[str, Any]) -> None:
    for case in worked["counterfactuals"]:
        got = verdicts[case["assessment"]]["counterfactuals"]
        for side in ("theirs", "ours"):
            if side not in case:
                continue
            to = [one for one in case[side] if one.get("verdict", case["to"]) == case["to"]]
            assert [one["change"] for one in got[side] if one["to"] == case["to"]] == [
                e["change"] for e in to
            ]
            for expected in case[side]:
                (found,) = (one for one in got[side] if one["change"] == expected["change"])
                assert found["total"] == [expected["total"]] * 2
                assert found["verdict"] == [expected.get("verdict", case["to"])] * 2
        for short in case.get("not_enough", []):
            assert short["change"] not in [one["change"] for one in got["theirs"]]


def test_weight_safety_is_exact(worked: dict[str, Any], verdicts: dict[str, Any]) -> None:
    for case in worked["weight_safety"]["cases"]:
        got = verdicts[case["assessment"]]["weight_safety"]
        assert (got["threshold"], got["numerator"], got["denominator"], got["permille"]) == (
            case["threshold"],
            case["numerator"],
            case["denominator"],
            case["p_permille"],
        )
    single = worked["weight_safety"]["single_weight"]
    points = verdicts[single["assessment"]]["weight_safety"]["weights"]
    wanted = {"id": single["criterion"], "threshold": single["threshold"]}
    assert {**wanted, "breaks_above_weight": single["breaks_above_weight"]} in points


def test_where_a_cap_decides_weights_do_not_matter(verdicts: dict[str, Any]) -> None:
    assert verdicts["last_minute_deal_breaker"]["weight_safety"] is None
    assert verdicts["two_stretches"]["weight_safety"] is None


def test_fit_vectors(worked: dict[str, Any], tmp_path: Path, customary: Any) -> None:
    rubric, answers, expected = tmp_path / "rubric.json", tmp_path / "answers.json", []
    for vector in worked["fit_vectors"]:
        criterion = {
            "id": "x",
            "weight": 1,
            **{k: v for k, v in vector.items() if k not in ("cases", "ranges")},
        }
        if vector["kind"] == "perception_gap":
            criterion |= {"at_most": 10, "zero_after": 50}
            cases = [(case[0], [case[2]] * 2) for case in vector["cases"]]
        else:
            cases = [(answer, [fit, fit]) for answer, fit in vector["cases"]]
            cases += [({"between": ends}, span) for ends, span in vector.get("ranges", [])]
        rubric.write_text(
            json.dumps({"verdicts": ["no", "yes"], "bands": {"yes": 500}, "criteria": [criterion]})
        )
        answers.write_text(json.dumps([{"answers": {"x": answer}} for answer, _ in cases]))
        ran = customary("fit", "assess", "--rubric", rubric, answers, "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        assert [one["criteria"][0]["fit"] for one in json.loads(ran.out)] == [fit for _, fit in cases]
        expected += cases
    assert len(expected) == 41


def test_edges(worked: dict[str, Any], rubric_file: Path, tmp_path: Path, customary: Any) -> None:
    zero, contradiction, weightless = worked["edges"]
    own, answers = tmp_path / "own.json", tmp_path / "answers.json"
    own.write_text(json.dumps(zero["rubric"]))
    answers.write_text(json.dumps([{"answers": case["answers"]} for case in zero["cases"]]))
    got = json.loads(customary("fit", "assess", "--rubric", own, answers, "--format", "json").out)
    for verdict, case in zip(got, zero["cases"], strict=True):
        assert {key: verdict[key] for key in ("verdict", "state", "score")} == {
            key: case[key] for key in ("verdict", "state", "score")
        }
    answers.write_text(json.dumps({"answers": contradiction["answers"]}))
    (verdict,) = json.loads(
        customary("fit", "assess", "--rubric", rubric_file, answers, "--format", "json").out
    )
    for key in ("total", "verdict", "state"):
        assert verdict[key] == contradiction["expected"][key]
    assert [one["criteria"] for one in verdict["contradictions"]] == [["custom_share", "innovation"]]
    weighed = copy.deepcopy(zero["rubric"])
    for criterion in weighed["criteria"]:
        criterion["weight"] = 0
    own.write_text(json.dumps(weighed))
    ran = customary("fit", "assess", "--rubric", own, answers)
    assert ran.code == 2
    assert weightless["expected_error"] in ran.err


def test_the_yaml_compiles_to_the_same_tables(worked: dict[str, Any], cases: Path) -> None:
    from_yaml = canonical(load_rubric(cases / "worked.yml"))
    from_json = canonical(rubric_from_text(json.dumps(worked["rubric"]), "rubric.json"))
    texts = {
        "labels",
        "name",
        "ask",
        "help",
        "sentences",
        "condition",
        "condition_written",
        "unit",
        "unit_one",
    }
    derived = {"ours", "matters", "steps"}  # explain a scale; the worked rubric leaves them out for some

    def tables(form: dict[str, Any]) -> list[dict[str, Any]]:
        return [{k: v for k, v in one.items() if k not in texts} for one in form["criteria"]]

    assert tables(from_yaml) == tables(from_json)
    assert derived <= set(from_yaml["criteria"][2])
    for part in ("verdicts", "bands", "not_applicable", "contradictions"):
        assert from_yaml[part] == from_json[part]
    assert [{**cap, "because": ""} for cap in from_yaml["caps"]] == from_json["caps"]


def test_the_worked_fields_survive_compilation(worked: dict[str, Any]) -> None:
    compiled = canonical(rubric_from_text(json.dumps(worked["rubric"]), "rubric.json"))
    for given, got in zip(worked["rubric"]["criteria"], compiled["criteria"], strict=True):
        assert {key: got[key] for key in given} == given
    for part in ("format", "rubric", "verdicts", "bands", "not_applicable", "contradictions"):
        assert compiled[part] == worked["rubric"][part]
