"""Answers that were hardly meant are refused or named, and those that only look odd are let be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from customary.fit.assessment import document_of, read_assessment
from customary.fit.compile import canonical, canonical_json
from customary.fit.doubts import lowest
from customary.fit.rubric import rubric_from_text

HEAD = "rubric: r\nverdicts: {no: 0, yes: 50}\ncriteria:\n  "


def _rubric(criterion: str) -> Any:
    return rubric_from_text(HEAD + criterion + "\n", "r.yml")


def _warnings(criterion: str, name: str, answer: Any) -> tuple[str, ...]:
    """Of one answer, as JSON."""
    document = document_of(json.dumps({"prospect": "p", "answers": {name: answer}}), "p.json")
    return read_assessment(document, _rubric(criterion)).warnings


@pytest.mark.parametrize(
    ("criterion", "least"),
    [
        ("notice: {at least: 10, worthless after: 8, unit: working days}", 0),
        ("share: {at most: 20, worthless after: 40, unit: '%'}", 0),
        ("notice: {at least: 5, worthless after: 8, unit: days}", None),
        ("frost: {at least: -5, worthless after: 8}", None),
        ("temperature: {at least: 15, worthless after: 8}", None),
        ("cellar: {at most: 15, worthless after: 8, unit: degrees}", None),
        ("growth a year: {at least: 5, worthless after: 5, unit: '%'}", None),
        ("arrival: {at most: 5, worthless after: 5, likely: [-3, 5]}", None),
        ("arrival: {at most: 5, worthless after: 5, from: -30}", -30),
        ("belief: {kind: gap, at most: 5, worthless after: 5}", None),
        ("stock: {ours: no}", None),
    ],
)
def test_the_least_there_can_be(criterion: str, least: int | None) -> None:
    assert lowest(_rubric(criterion).criteria[0]) == least


def test_from_stands_in_the_canonical_form_only_where_it_is_set() -> None:
    with_it = _rubric("share: {at most: 20, worthless after: 9, places: 1, from: -2.5}")
    assert canonical(with_it)["criteria"][0]["from"] == -25
    assert rubric_from_text(canonical_json(with_it), "r.json").criteria == with_it.criteria
    assert "from" not in canonical(_rubric("share: {at most: 20, worthless after: 9}"))["criteria"][0]


def test_json_is_taken_as_it_is_with_a_warning() -> None:
    notice = "notice: {at least: 10, worthless after: 8, unit: working days}"
    assert _warnings(notice, "notice", -5) == ('"notice" can\'t be below 0. Is that meant?',)
    assert _warnings(notice, "notice", 5) == ()
    assert _warnings(notice, "notice", {"between": [20, 3]}) == (
        "Notice: the range runs from 20 to 3; it is read as 3 to 20.",
    )
    assert _warnings(notice, "notice", {"between": [20, 3], "said by": "Ana vs. Ben"}) == ()
    near = "notice: {at least: 5, worthless after: 8, unit: days}"
    assert _warnings(near, "notice", -1) == ("Notice: -1 days is below 0. Is that meant?",)
    assert _warnings("temperature: {at least: 15, worthless after: 8}", "temperature", -10) == ()


def test_a_thing_that_is_nearly_ours_is_asked_about() -> None:
    bread = "bread: {ours: [sourdough, rye bread], likely: [[brioche]]}"
    assert _warnings(bread, "bread", ["sourdugh", "rye-bread"]) == (
        'Bread: "sourdugh" is none of ours. Did you mean "sourdough"?',
    )
    assert _warnings(bread, "bread", ["brioche", "bagels", "30"]) == ()


def test_check_and_ask_say_it_too(tmp_path: Path, customary: Any) -> None:
    folder, path = tmp_path / "fit_rubrics", tmp_path / "p.yml"
    folder.mkdir()
    (folder / "r.yml").write_text(HEAD + "bread: {ours: [sourdough]}\n", "utf-8")
    path.write_text("prospect: p\nrubric: r\nanswers: {bread: sourdugh}\n", "utf-8")
    ran = customary("fit", "check", path)
    assert ran.code == 0
    assert 'Did you mean "sourdough"?' in ran.err
