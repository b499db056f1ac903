"""YAML as typed, with places, and with every problem as a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from customary.errors import BadInput, ProblemInFile, nearest, printable
from customary.source import parse_yaml, validate


class Criterion(BaseModel):
    model_config = ConfigDict(extra="forbid")
    weight: int
    ask: str = Field(alias="ask them")


class Rubric(BaseModel):
    model_config = ConfigDict(extra="forbid")
    rubric: str
    criteria: dict[str, Criterion]


def problems(text: str) -> list[str]:
    with pytest.raises(BadInput) as bad:
        parse_yaml(text, "f.yml")
    return [str(problem) for problem in bad.value.problems]


def test_scalars_stay_as_they_were_typed() -> None:
    text = "a: no\nb: on\nc: 2026-11-20\nd: 0.10\ne: ~\nf: '~'\ng:\nh: [yes, 0x10, null]\n"
    assert parse_yaml(text, "f.yml").data == {
        "a": "no", "b": "on", "c": "2026-11-20", "d": "0.10", "e": None, "f": "~", "g": None,
        "h": ["yes", "0x10", None],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yml:3:1", "first on line 1"),
        ("a: &x [1]\n", "f.yml:1:4", "anchor"),
        ("<<: 3\n", "f.yml:1:1", "Merge keys"),
        ("a:\n\tb: 1\n", "f.yml:2:1", "tabs"),
        ("a: !!python/name:os.system x\n", "f.yml:1:4", "not allowed"),
        ("a: 1\n---\nb: 2\n", "f.yml:2:1", "more than one"),
        ("a: b: c\n", "f.yml:1:5", "not YAML"),
        ("? [1]\n: 2\n", "f.yml:1:3", "name of a setting"),
        ("[" * 100, "f.yml:1:31", "levels"),
        ("a: \x01\n", "f.yml:1:4", "control"),
    ],
)
def test_tricks_and_slips_are_refused_with_their_place(text: str, where: str, words: str) -> None:
    first = problems(text)[0]
    assert first.startswith(where + ":")
    assert words in first


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in zip("abcdef", "bcdefg", strict=True)
    )
    assert any("anchor" in line for line in problems(bomb))


def test_all_problems_of_a_file_come_at_once_with_the_nearest_name() -> None:
    text = (
        "rubric: x\ncriteria:\n  lead time:\n    wieght: 5\n    ask them: When?\n  price:\n    weight: much\n"
    )
    with pytest.raises(BadInput) as bad:
        validate(Rubric, parse_yaml(text, "f.yml"))
    lines = [str(problem) for problem in bad.value.problems]
    assert 'f.yml:4:5: "wieght" is not a setting. Did you mean "weight"?' in lines
    assert 'f.yml:4:5: "weight" is missing. Add it.' in lines
    assert 'f.yml:7:5: "ask them" is missing. Add it.' in lines
    assert any(line.startswith('f.yml:7:13: "much"') for line in lines)
    assert len(lines) == 4


def test_yaml_inside_another_file_counts_that_files_lines() -> None:
    with pytest.raises(BadInput) as bad:
        parse_yaml("a: 1\na: 2\n", "page.md", first_line=2)
    assert bad.value.problems[0].line == 3


@given(st.text(max_size=120))
def test_any_text_is_a_document_or_problems_never_a_crash(text: str) -> None:
    try:
        parse_yaml(text, "f.yml")
    except BadInput as bad:
        assert bad.problems
        assert all(problem.what and "\n" not in str(problem) for problem in bad.problems)


def test_hostile_text_is_shown_as_escapes() -> None:
    shown = str(ProblemInFile("a.yml", 1, 1, "\x1b[31mred\u202e <b>"))
    assert shown == "a.yml:1:1: \\u001b[31mred\\u202e <b>"
    assert printable("é ·") == "é ·"


def test_the_nearest_name_ignores_case_and_gives_up_when_far() -> None:
    assert nearest("Lead tiem", ["lead time", "price"]) == "lead time"
    assert nearest("zzz", ["lead time", "price"]) is None
