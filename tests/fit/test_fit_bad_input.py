"""Bad input gives one line a problem, all of them at once, and exit code 2. Never a traceback."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import markupsafe
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from customary.fit.answers import Unreadable
from customary.fit.assessment import load_assessment
from customary.fit.assessment_yaml import written
from customary.fit.interview import read_line
from customary.fit.kinds import span_of
from customary.fit.rubric import load_rubric, rubric_from_text

CASES = Path(__file__).resolve().parent.parent / "cases" / "fit" / "messages.yml"
MESSAGES: dict[str, Any] = yaml.safe_load(CASES.read_text("utf-8"))


@pytest.mark.parametrize("case", MESSAGES["rubrics"], ids=lambda case: case["name"])
def test_a_rubric_says_what_is_wrong(case: dict[str, Any], tmp_path: Path, customary: Any) -> None:
    path = tmp_path / "rubric.yml"
    path.write_text(case["file"], "utf-8")
    ran = customary("fit", "check", path)
    assert ran.code == 2
    assert [line.removeprefix(f"{path}:") for line in ran.err.splitlines()] == case["says"]


@pytest.mark.parametrize("case", MESSAGES["canonical"], ids=lambda case: case["name"])
def test_canonical_json_says_what_is_wrong(case: dict[str, Any], tmp_path: Path, customary: Any) -> None:
    path = tmp_path / "rubric.json"
    path.write_text(case["file"], "utf-8")
    ran = customary("fit", "check", path)
    assert ran.code == 2
    assert [line.removeprefix(f"{path}:") for line in ran.err.splitlines()] == case["says"]


@pytest.mark.parametrize("case", MESSAGES["assessments"], ids=lambda case: case["name"])
def test_an_assessment_says_what_is_wrong(case: dict[str, Any], tmp_path: Path, customary: Any) -> None:
    rubric, path = tmp_path / "small.yml", tmp_path / "prospect.yml"
    rubric.write_text(MESSAGES["small"], "utf-8")
    path.write_text(case["file"], "utf-8")
    ran = customary("fit", "assess", "--rubric", rubric, path)
    assert ran.code == 2
    assert [line.removeprefix(f"{path}:") for line in ran.err.splitlines()] == case["says"]


HOSTILE = [
    "prospect: [",
    "prospect: \x07bell\nrubric: small\nanswers: {}",
    "prospect: x\n\trubric: small",
    "prospect: !!python/object:os.system x",
    "- 1\n- 2",
    "42",
    "",
    "answers: " + "[" * 200,
    "prospect: " + "x" * 3_000_000,
    "prospect: " + "x" * 1000 + "\nrubric: small\nanswers: {}",
    "rubric: small\nanswers: {notice: " + "9" * 5000 + "}",
    "rubric: small\nanswers: {notice: 1e3, stock: [yes], work: {a: b}}",
    "rubric: small\nanswers: {contact: " + "a" * 100_000 + "}",
    "rubric: small\nanswers: {? [a] : 3}",
    "rubric: small\nanswers: {work: [[a], {b: c}, null]}",
    "rubric: small\nanswers: {notice: {between: [1, [2]]}}",
    "rubric: small\nanswers: {notice: {assumed: {assumed: 3}}}",
    "rubric: small\nanswers: 3",
    "rubric: [small]\nanswers: {}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("suffix", [".yml", ".json"])
def test_hostile_files_are_refused_with_a_line(
    text: str, suffix: str, tmp_path: Path, customary: Any
) -> None:
    rubric, path = tmp_path / "small.yml", tmp_path / f"hostile{suffix}"
    rubric.write_text(MESSAGES["small"], "utf-8")
    path.write_text(text, "utf-8")
    ran = customary("fit", "assess", "--rubric", rubric, path)
    assert ran.code == 2
    assert ran.err and all(line.startswith(str(path)) for line in ran.err.splitlines())
    assert all(len(line) < 600 and line.isprintable() for line in ran.err.splitlines())


def test_undecodable_and_missing_files_are_named(tmp_path: Path, customary: Any) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_bytes(b"rubric: \xff")
    ran = customary("fit", "check", broken, tmp_path / "missing.yml")
    assert ran.code == 2
    assert "is not UTF-8" in ran.err and "missing.yml: The file can't be read" in ran.err


NAMES = [
    "<script>alert(1)</script>",
    'Tide & Sons\' "best"',
    "rtl \u202e name",
    "{theirs} {ours}",
    "a\u2028b",
    "💥",
]


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_are_shown_as_text(name: str, tmp_path: Path, customary: Any) -> None:
    rubric, path = tmp_path / "small.yml", tmp_path / "prospect.json"
    rubric.write_text(MESSAGES["small"], "utf-8")
    answers = {"stock": {"answer": "yes", "note": name, "said by": name}, "contact": {"not applicable": name}}
    path.write_text(json.dumps({"prospect": name, "rubric": "small", "answers": answers}), "utf-8")
    page = customary("fit", "assess", "--rubric", rubric, path, "--format", "html").out
    assert "<script" not in page and "\u202e" not in page and "\u2028" not in page
    text = customary("fit", "assess", "--rubric", rubric, path).out
    assert all(line.isprintable() for line in text.splitlines())
    (verdict,) = json.loads(customary("fit", "assess", "--rubric", rubric, path, "--format", "json").out)
    assert verdict["prospect"] == name
    if name.isprintable():
        assert str(markupsafe.escape(name)) in page
        assert name in text


def test_what_is_written_reads_back(tmp_path: Path, customary: Any) -> None:
    """An assessment with hostile notes survives being saved by `fit ask` and read again."""
    rubric, first, path = tmp_path / "small.yml", tmp_path / "first.json", tmp_path / "prospect.yml"
    rubric.write_text(MESSAGES["small"], "utf-8")
    nasty = "a: b, {c} # [d] 'e' \"f\" \\ \x01 \u202e 💥 \n g"
    answers = {
        "notice": {"between": [3, 7], "note": nasty, "said by": nasty},
        "contact": {"assumed": "mixed", "on": "2026-01-02"},
        "work": {"answer": ["printing", "foil"], "note": nasty},
        "share": 7.5,
        "stock": {"not applicable": nasty},
    }
    first.write_text(json.dumps({"prospect": nasty, "rubric": "small", "answers": answers}), "utf-8")
    loaded_rubric = load_rubric(rubric)
    one = load_assessment(first, loaded_rubric)
    path.write_text(written(one, loaded_rubric, with_questions=True), "utf-8")
    two = load_assessment(path, loaded_rubric)
    assert (two.prospect, two.answers) == (one.prospect, one.answers)
    assert customary("fit", "check", path, "--rubrics", tmp_path).code == 0


@given(
    line=st.text(max_size=40)
    | st.sampled_from([*NAMES, "~", "n/a", "3 to", "to 3", "~n/a x", "1..2..3", "²"])
)
def test_any_typed_line_is_an_answer_or_says_what_is_wrong(line: str) -> None:
    rubric = rubric_from_text(MESSAGES["small"], "small.yml")
    for criterion in rubric.criteria:
        try:
            answer = read_line(criterion, line)
        except Unreadable as wrong:
            assert wrong.what.endswith((".", "…"))
            continue
        if answer.not_applicable is None:
            assert 0 <= span_of(criterion, answer)[0] <= span_of(criterion, answer)[1] <= 1000


def test_hostile_sizes_are_refused_quickly(tmp_path: Path, customary: Any) -> None:
    rubric, path = tmp_path / "small.yml", tmp_path / "many.json"
    rubric.write_text(MESSAGES["small"], "utf-8")
    path.write_text(json.dumps({"answers": {f"key {n}": n for n in range(50_000)}}), "utf-8")
    ran = customary("fit", "assess", "--rubric", rubric, path)
    assert ran.code == 2 and "50000 answers are too many." in ran.err
    path.write_text(json.dumps({"prospect": "x" * 10_000_000, "answers": {}}), "utf-8")
    ran = customary("fit", "assess", "--rubric", rubric, path)
    assert ran.code == 2 and "has 10000000 characters; the limit is 300." in ran.err


def test_a_short_fuzz_finds_no_traceback() -> None:
    tool = Path(__file__).resolve().parents[2] / "tools" / "fuzz_fit.py"
    spec = importlib.util.spec_from_file_location("fuzz_fit", tool)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz_fit"] = module
    spec.loader.exec_module(module)
    tally = module.fuzz(seed=7, rounds=400)
    assert tally.tracebacks == []
    assert tally.read > 20 and tally.refused > 20
