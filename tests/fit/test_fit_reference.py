"""The reference, the schema and the explanation of a rubric are made from what reads and judges it."""

from __future__ import annotations

import html.parser
import json
import re
from pathlib import Path
from typing import Any

import pytest

from customary.fit.assess import assess
from customary.fit.assessment import document_of, read_assessment
from customary.fit.explain import explained
from customary.fit.page.prospects import prospects_html
from customary.fit.reference import SCHEMA, TABLES, rubric_reference, rubric_schema, rubric_schema_json
from customary.fit.rubric import load_rubric, rubric_from_text
from customary.source import load_yaml

RUBRICS = sorted((Path(__file__).resolve().parents[2] / "fit_rubrics").glob("*.yml"))


def test_the_shipped_schema_is_the_one_that_the_code_makes() -> None:
    assert SCHEMA.read_text("utf-8") == rubric_schema_json()


def test_every_setting_is_described() -> None:
    text = rubric_reference()
    for _, model in TABLES:
        for name, field in model.model_fields.items():
            assert field.description, name
            assert f"| `{field.alias or name}` |" in text
    assert "| `limit` | number, 0 to 100 | `30` |" in text


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_the_schema_knows_every_setting_of_the_shipped_rubrics(path: Path) -> None:
    """No validator is needed for this: names of settings are what a schema is for while somebody types."""
    schema = rubric_schema()
    data = load_yaml(path).data
    assert set(data) <= set(schema["properties"])
    for settings in data["criteria"].values():
        assert set(settings) <= set(schema["$defs"]["CriterionFile"]["properties"])


class _Balanced(html.parser.HTMLParser):
    """Fails on tags that don't close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.names.append(tag)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.names.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_the_explanation_draws_every_criterion(path: Path) -> None:
    rubric = load_rubric(path)
    page = explained(rubric, level=3)
    reader = _Balanced()
    reader.feed(page)
    assert reader.open == []
    assert reader.names.count("svg") >= len(rubric.criteria)
    curves = sum(criterion.kind in ("number", "gap") for criterion in rubric.criteria)
    assert reader.names.count("polyline") == curves
    assert "script" not in reader.names and "style" not in reader.names and " style=" not in page
    assert 'fill="#' not in page
    for example in rubric.examples:
        assert example.name.split("'")[0] in page


def test_the_explanation_draws_from_whole_numbers_and_escapes() -> None:
    rubric = rubric_from_text(
        json.dumps(
            {
                "verdicts": ["<no>", "yes"],
                "bands": {"yes": 500},
                "criteria": [
                    {
                        "id": "n",
                        "name": "<b>n</b>",
                        "weight": 1,
                        "at_least": 105,
                        "zero_after": 33,
                        "places": 1,
                    },
                    {"id": "cliff", "weight": 0, "at_least": 2, "at_most": 4, "zero_after": 0},
                    {"id": "w", "weight": 2, "ours": ["\u202e<x>"], "must": ["y"]},
                ],
            }
        ),
        "r.json",
    )
    page = explained(rubric)
    assert "<b>n</b>" not in page and "&lt;b&gt;n&lt;/b&gt;" in page and "\u202e" not in page
    assert re.findall(r'points="([^"]+)"', page)[0] == "0,100 48,100 251,0 300,0"
    assert all(
        re.fullmatch(r"-?\d+,-?\d+", point)
        for points in re.findall(r'points="([^"]+)"', page)
        for point in points.split()
    )
    assert ">7.2<" in page and ">10.5<" in page


def test_the_axes_say_what_they_count() -> None:
    head = "rubric: r\nverdicts: {no: 0, yes: 50}\ncriteria:\n  "
    page = explained(
        rubric_from_text(head + "notice: {at least: 9, worthless after: 5, unit: <b> days}\n", "r.yml")
    )
    assert ">fit</text>" in page and ">&lt;b&gt; days</text>" in page


def test_a_prospect_that_fits_has_reasons_too() -> None:
    head = "rubric: r\nverdicts: {no: 0, yes: 50}\nrefer to: the shop next door\ncriteria:\n  "
    rubric = rubric_from_text(head + "bread: {ours: [rye], if fine: 'We bake {theirs}.'}\n", "r.yml")
    judged = []
    for name, answer in (("good", "rye"), ("bad", "cake")):
        text = f"prospect: {name}\nrubric: r\nanswers: {{bread: {answer}}}\n"
        assessment = read_assessment(document_of(text, "p.yml"), rubric)
        judged.append((assessment, assess(rubric, assessment.answers)))
    page = prospects_html(judged)
    assert "We bake rye." in page
    assert "The shop next door" in page
