"""Facts of the house come from the rubric, and pages quote them."""

from __future__ import annotations

from pathlib import Path

from customary.fit.rubric import load_rubric, rubric_from_text
from customary.pages.facts import facts
from customary.pages.fit_pages import shown_in


def test_a_rubric_tells_our_position_in_words(project: Path) -> None:
    found = facts([load_rubric(project / "fit_rubrics" / "customer-fit.yml")])
    assert found["customer-fit.lead time"] == "10 working days"
    assert found["customer-fit.custom share"] == "20 %"
    assert found["customer-fit.attention"] == "mostly online"
    assert found["customer-fit.capability"] == "printing, binding, mailing and storage"
    assert found["customer-fit.investment"] == "10 thousand euro"


def test_self_assessments_have_no_position_and_own_facts_win() -> None:
    text = """\
rubric: r
verdicts: {no: 0, yes: 50}
facts: {stock: a shed full, days: ten}
criteria:
  days: {ask: How many?, unit: days, at least: 10, worthless after: 5 short}
  care: {kind: level, ask: How much?, levels: [none, all], points: [0, 100]}
"""
    assert facts([rubric_from_text(text, "r.yml")]) == {"r.days": "ten", "r.stock": "a shed full"}


def test_a_page_shows_a_rubric_by_marker_or_front_matter_and_not_in_code() -> None:
    assert shown_in("# A\n\n{rubric: one}\n\n```\n{rubric: two}\n```\n") == {"one"}
    assert shown_in("---\ntitle: A\nrubric: three\n---\n# A\n\n{ rubric: four }\n") == {"three", "four"}
    assert shown_in("text {rubric: five} text\n\n    {rubric: six}\n") == set()
