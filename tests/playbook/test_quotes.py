"""Facts and blocks in a page's text; code is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.playbook.quotes import blocks_in, draw_blocks, fill

FACTS = {"company": "Harbour Print", "customer-fit.lead time": "10 working days"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{fact:company}!", "Harbour Print!"),
        ("{fact: company }", "Harbour Print"),
        ("in {fact:customer-fit.lead time}.", "in 10 working days."),
        ("`{fact:company}`", "`{fact:company}`"),
        ("```\n{fact:company}\n```\n{fact:company}", "```\n{fact:company}\n```\nHarbour Print"),
        ("~~~ yaml\n{fact:company}\n~~~\n", "~~~ yaml\n{fact:company}\n~~~\n"),
        ("```\n```\n{fact:company}", "```\n```\nHarbour Print"),
        ("```\n{fact:company}", "```\n{fact:company}"),
        ("it's ` {fact:company}", "it's ` Harbour Print"),
        ("{fact:}", "{fact:}"),
        ("{fact:town}", "{fact:town}"),
    ],
)
def test_fill(text: str, filled: str) -> None:
    assert fill(text, FACTS) == filled


def test_an_unknown_fact_is_told_with_its_place() -> None:
    told: list[tuple[int, str]] = []
    fill("a {fact:town} `{fact:x}` {fact:y}", FACTS, lambda at, name: told.append((at, name)))
    assert told == [(2, "town"), (25, "y")]


def test_blocks_stand_on_lines_of_their_own() -> None:
    text = "{playbook:map}\nno {playbook:map}\n`{playbook:map}`\n\n{playbook:role front line}  \r\n"
    text += "```\n{playbook:map}\n```"
    assert blocks_in(text) == [(0, "map", ""), (51, "role", "front line")]
    drawn = draw_blocks(text, lambda name, of: f"<{name}:{of}>")
    assert drawn.startswith("<map:>\nno {playbook:map}\n") and "<role:front line>" in drawn
    assert drawn.endswith("```\n{playbook:map}\n```")


@given(st.text(alphabet="`~\n {}fact:playbo", max_size=60))
def test_any_text_comes_through(text: str) -> None:
    assert fill(text, {}) == text
    assert draw_blocks(text, lambda name, of: f"{{playbook:{name}{' ' + of if of else ''}}}").count(
        "{"
    ) == text.count("{")
