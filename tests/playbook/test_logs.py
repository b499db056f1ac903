"""The complaint log and the survey: rows counted, bad rows named one by one, cells that harm nobody."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from customary.errors import BadInput
from customary.playbook.complaints import Complaint, complaints_csv, learning, learning_json, load_complaints
from customary.playbook.survey import gaps, load_survey

YAML = """\
- on: 2026-03-02
  touchpoint: t/counter.md
  what: "I waited"
  uses: [improve, training]
  story: s/wait.md
  trained: 2026-04-01
- on: 2026-02-01
  touchpoint: t/counter.md
  what: Late
  uses: information
- {on: 2026-03-09, what: Nothing}
"""
CSV = """\
on,touchpoint,what,uses,story,trained
2026-03-02,t/counter.md,I waited,improve;training,s/wait.md,2026-04-01
2026-02-01,t/counter.md,Late,information,,
2026-03-09,,Nothing,,,
"""


@pytest.mark.parametrize(
    ("name", "text"), [("log.yml", YAML), ("log.csv", CSV), ("log.csv", CSV.replace(",", "|"))]
)
def test_yaml_and_csv_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    if "|" in text:
        text = text.replace(";", ",").replace("|", ";")  # as a German spreadsheet writes it
    (tmp_path / name).write_text("\ufeff" * (name == "log.csv") + text, encoding="utf-8")
    found, problems = load_complaints(tmp_path / name)
    assert problems == []
    assert [complaint.on for complaint in found] == [date(2026, 2, 1), date(2026, 3, 2), date(2026, 3, 9)]
    learned = learning(found)
    assert (learned.complaints, learned.stories, learned.trained, learned.no_use) == (3, 1, 1, 1)
    assert learned.uses["training"] == 1 and learned.uses["morale"] == 0 and len(learned.uses) == 11
    assert learned.by_touchpoint == {"": {"2026-03": 1}, "t/counter.md": {"2026-02": 1, "2026-03": 1}}
    assert [complaint.what for complaint in learned.without_story] == ["Late", "Nothing"]
    assert learning_json(learned)["lessons_in_training"] == 1


def test_bad_rows_are_named_and_the_others_count(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "on,touchpoint,what,uses,storey\n"
        "2026-02-30,,a,,\n"
        ",,b,,\n"
        "2026-01-01,t/x.md,,improv,\n"
        '2026-01-02,,"two\nlines",improve,\n'
        "2026-01-03,too,many,,cells,here\n",
    )
    found, problems = load_complaints(log, {"t/counter.md"}, "log.csv")
    assert [complaint.what for complaint in found] == ["two\nlines"]
    assert [str(problem) for problem in problems] == [
        'log.csv:1: "storey" is not a column. Did you mean "story"?',
        'log.csv:2: "2026-02-30" is not a day of the calendar. Write it as year-month-day, like 2026-03-31.',
        'log.csv:3: The complaint has no day ("on"). Add the day on which it came.',
        'log.csv:4: "improv" is not a use of complaints. Did you mean "improve"?',
        "log.csv:4: The complaint doesn't say \"what\". Write down the customer's words.",
        'log.csv:4: There is no page "t/x.md". Give its path below docs/.',
        "log.csv:7: This row has 6 cells, and the first row names 5 columns. "
        "Put texts that hold a comma in quotes.",
    ]


def test_bad_entries_of_a_yaml_log_have_columns(tmp_path: Path) -> None:
    log = tmp_path / "log.yml"
    log.write_text("- on: 2026-01-32\n  what: a\n- text\n- on: 2026-01-01\n  what: [a]\n  use: improve\n")
    found, problems = load_complaints(log, None, "log.yml")
    assert found == []
    assert [str(problem).split(" ")[0] for problem in problems] == [
        "log.yml:1:7:", "log.yml:3:3:", "log.yml:4:", "log.yml:5:9:", "log.yml:6:3:",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [("a.yml", "a: b\n"), ("a.yml", "- [\n"), ("a.csv", 'a,b\n"x\0')])
def test_a_log_that_is_none(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(BadInput):
        load_complaints(tmp_path / name)


def test_a_missing_log_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can't be read"):
        load_complaints(tmp_path / "none.yml")


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@x", "\t=1", "plain", 'a "quote", a comma'])
def test_no_cell_runs_in_a_spreadsheet(said: str) -> None:
    table = list(csv.reader(io.StringIO(complaints_csv([Complaint(date(2026, 1, 1), "", said, ())]))))
    assert table[1][2] == (said if said[0] not in "=+-@\t" else f"'{said}")


def test_gaps_are_means_of_both_sides(tmp_path: Path) -> None:
    survey = tmp_path / "s.csv"
    survey.write_text(
        "statement,who,rating\nFast,us,9\nFast,us,8\nFast,customer,5\n"
        "Kind,us,6\nKind,customer,8\nOnly us,us,10\n"
    )
    answers, problems = load_survey(survey)
    assert problems == []
    found = [(gap.statement, gap.ours, gap.theirs, gap.gap, gap.answers) for gap in gaps(answers)]
    assert found == [
        ("Fast", 850, 500, 350, (2, 1)),
        ("Kind", 600, 800, -200, (1, 1)),
        ("Only us", 1000, None, None, (1, 0)),
    ]


def test_bad_answers_are_named(tmp_path: Path) -> None:
    survey = tmp_path / "s.csv"
    survey.write_text("statement,who,rating\nFast,them,9\n,us,5\nFast,us,11\nFast,us,4.5\nFast,us,\n")
    answers, problems = load_survey(survey, "s.csv")
    assert answers == []
    assert [str(problem).split(": ", 1)[0] for problem in problems] == [f"s.csv:{n}" for n in range(2, 7)]
