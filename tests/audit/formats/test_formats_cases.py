"""What each format takes for prose, shown by texts that anyone can edit (tests/cases/formats)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from customary.audit.formats import FORMATS
from customary.audit.model import FILLERS, Passage

CASES = Path(__file__).parents[2] / "cases" / "formats"


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}"))
    return found


def _readings(passages: list[Passage], start: int, end: int) -> int:
    """In how many passages the word from `start` to `end` can be read."""
    return sum(
        p.start <= start and end <= p.end and not set(p.text[start - p.start : end - p.start]) & set(FILLERS)
        for p in passages
    )


@pytest.mark.parametrize(("format", "case"), _cases())
def test_reads_prose_and_nothing_else(format: str, case: dict[str, Any]) -> None:
    text = case["text"]
    passages = FORMATS[format].passages(text)
    missed = [m.start() for m in re.finditer("guest", text) if _readings(passages, *m.span()) != 1]
    taken = [m.start() for m in re.finditer("(?i)hidden", text) if _readings(passages, *m.span())]
    assert not [text[max(0, at - 30) : at + 20] for at in missed], "prose that is not read once"
    if not case.get("skip_hidden"):
        assert not [text[max(0, at - 30) : at + 20] for at in taken], "read, but no prose"
