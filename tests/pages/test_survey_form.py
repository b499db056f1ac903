"""A form that asks for gaps begins with what the survey found."""

from __future__ import annotations

import json
from pathlib import Path

from customary.fit.rubric import load_rubric
from customary.pages.fit_pages import begun
from customary.playbook.survey import Answer, Gap, gaps

RUBRIC = """\
rubric: gap
title: Our view and theirs
shape: profile
criteria:
  easy:
    {kind: gap, ask: They are easy to deal with., at most: 0.6, worthless after: 3 over, places: 1, ours: 8.6}
  quick: {kind: gap, ask: They are quick., at most: 1, worthless after: 3 over}
  fair: {kind: gap, ask: They are fair., at most: 1, worthless after: 3 over}
"""


def survey(*rows: tuple[str, str, int]) -> list[Gap]:
    return gaps([Answer(*row) for row in rows])


def test_the_ratings_of_customers_are_filled_in(tmp_path: Path) -> None:
    (tmp_path / "gap.yml").write_text(RUBRIC)
    asked = survey(
        ("They are easy to deal with", "customer", 7),
        ("They are easy to deal with", "customer", 6),
        ("They are quick.", "us", 9),
        ("They are quick.", "customer", 4),
        ("They are quick.", "customer", 5),
        ("They are fair.", "us", 9),
        ("They are tall.", "customer", 9),
    )
    begin = json.loads(begun(load_rubric(tmp_path / "gap.yml"), asked))
    assert begin["entries"] == {
        "easy": {"how": "exact", "first": "6.5"},
        "quick": {"how": "exact", "first": ["9", "5"]},
    }, "our own rating of the rubric stays; a statement that customers were not asked about stays open"
    assert "2 statements are filled in from the survey" in begin["says"]


def test_without_answers_a_form_begins_empty(tmp_path: Path) -> None:
    (tmp_path / "gap.yml").write_text(RUBRIC)
    assert begun(load_rubric(tmp_path / "gap.yml"), []) == ""
    assert begun(load_rubric(tmp_path / "gap.yml"), survey(("They are quick.", "us", 9))) == ""
