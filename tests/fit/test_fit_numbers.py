"""Numbers are read from the text as it was typed, and written back the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.fit.numbers import NotANumber, read_number, shown


@given(number=st.integers(-(10**12), 10**12), places=st.integers(0, 6))
def test_what_is_shown_reads_back(number: int, places: int) -> None:
    assert read_number(shown(number, places), places) == number


@pytest.mark.parametrize(
    ("typed", "places", "unit", "number"),
    [
        ("10", 0, "", 10),
        ("+10", 1, "", 100),
        ("-0.5", 1, "", -5),
        ("10.50", 1, "", 105),
        ("8.0", 0, "", 8),
        ("8 working days", 0, "working days of notice", 8),
        ("1 working day", 0, "working days", 1),
        ("30 %", 0, "% of orders", 30),
        ("30%", 0, "%", 30),
        ("0.000001", 6, "", 1),
    ],
)
def test_numbers_and_their_units(typed: str, places: int, unit: str, number: int) -> None:
    assert read_number(typed, places, unit) == number


@pytest.mark.parametrize(
    ("typed", "unit", "remedy"),
    [
        ("two weeks", "working days", "Two weeks is 10 working days. Write 10."),
        ("a day", "working days", "A day is 1 working day. Write 1."),
        ("3 weeks", "days", "3 weeks is 21 days. Write 21."),
        ("two hours", "minutes", "Two hours is 120 minutes. Write 120."),
        ("ten", "", "Write 10."),
        ("8,5", "", "Write whole numbers here, with no comma."),
        ("1,000", "", "Write 1000, without commas."),
        ("8.5", "", "Write whole numbers here."),
        ("8 weeks", "euro", "Write digits, such as 10."),
        ("1e3", "", "Write digits, such as 10."),
        ("", "", "Write digits, such as 10."),
        ("\u0663", "", "Write digits, such as 10."),
        ("9999999999999", "", "Choose a larger unit."),
    ],
)
def test_what_is_no_number_says_what_to_write(typed: str, unit: str, remedy: str) -> None:
    with pytest.raises(NotANumber) as wrong:
        read_number(typed, 0, unit)
    assert wrong.value.remedy == remedy


def test_decimals_decide_exactly(tmp_path: Path, customary: Any) -> None:
    """One tenth more or less turns the verdict, in JSON and in YAML, and the advice is in the unit."""
    rubric, answers, prospect = tmp_path / "r.yml", tmp_path / "a.json", tmp_path / "p.yml"
    rubric.write_text(
        "rubric: r\nverdicts: {no: 0, yes: 50}\n"
        "criteria:\n  share: {at most: 20.1, worthless after: 0.2, places: 1}\n",
        "utf-8",
    )
    answers.write_text(
        '[{"answers": {"share": 20.2}}, {"answers": {"share": 20.3}}, {"answers": {"share": 20}}]'
    )
    got = json.loads(customary("fit", "assess", "--rubric", rubric, answers, "--format", "json").out)
    assert [one["verdict"][0] for one in got] == ["yes", "no", "yes"]
    assert [one["score"][0] for one in got] == [500, 0, 1000]
    assert got[1]["counterfactuals"]["theirs"][0]["change"] == {"share": [20.3, 20.2]}
    assert got[1]["counterfactuals"]["ours"][0]["change"] == {"share.at_most": [20.1, 20.2]}
    prospect.write_text("prospect: p\nrubric: r\nanswers: {share: 20.30}\n", "utf-8")
    (one,) = json.loads(customary("fit", "assess", "--rubric", rubric, prospect, "--format", "json").out)
    assert one["score"] == [0, 0]


def test_the_limits_of_the_format(tmp_path: Path, customary: Any) -> None:
    path = tmp_path / "r.json"

    def check(criteria: int, weight: int) -> int:
        listed = [{"id": f"c{n}", "fit": [0, 1000], "weight": weight} for n in range(criteria)]
        path.write_text(json.dumps({"verdicts": ["no", "yes"], "bands": {"yes": 1}, "criteria": listed}))
        return int(customary("fit", "check", path).code)

    assert check(200, 1000) == 0
    assert check(201, 1) == 2
    assert check(1, 1001) == 2


def test_a_decimal_comma_is_named_only_where_decimals_are_taken() -> None:
    with pytest.raises(NotANumber) as wrong:
        read_number("3,5", 1)
    assert wrong.value.remedy == "Write 3.5 with a point, or leave out the comma."
