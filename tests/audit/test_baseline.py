"""The baseline: findings known by their words; it only shrinks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.audit.baseline import Baseline, fingerprint, load_baseline, save_baseline, shrunk
from customary.audit.model import Finding
from customary.errors import BadInput

NAMES = st.lists(st.sampled_from("abcdef"), max_size=12)


def finding_in(text: str, word: str = "guests") -> Finding:
    start = text.index(word)
    return Finding("guest", "hospitality", word, start, start + len(word), "auto", (), "")


def name_in(text: str) -> str:
    return fingerprint(text, finding_in(text))


SENTENCE = "We ask that our guests leave the key at the desk."


@pytest.mark.parametrize(
    "text",
    [
        f"# Another title\n\nAnd a paragraph.\n\n{SENTENCE}\n",
        SENTENCE.replace("our guests", "our\nguests"),
        f"{SENTENCE}\n\nAnother paragraph below.",
        SENTENCE.replace(" ", "  "),
        SENTENCE.replace("desk", "counter"),
    ],
)
def test_a_finding_keeps_its_name_when_the_text_around_moves(text: str) -> None:
    assert name_in(text) == name_in(SENTENCE)


@pytest.mark.parametrize("text", [SENTENCE.replace("our guests", "all guests"), "Our guests leave the key."])
def test_other_words_beside_it_make_another_finding(text: str) -> None:
    assert name_in(text) != name_in(SENTENCE)


@given(NAMES, NAMES)
def test_a_baseline_only_shrinks(before: list[str], now: list[str]) -> None:
    baseline = Baseline(Counter(before))
    smaller = shrunk(baseline, now)
    assert smaller.known <= baseline.known
    assert smaller.known <= Counter(now)
    assert shrunk(smaller, now) == smaller


@given(NAMES, NAMES)
def test_new_is_whatever_there_is_more_of_than_before(before: list[str], now: list[str]) -> None:
    new = Baseline(Counter(before)).new_ones(now)
    assert Counter(name for name, is_new in zip(now, new, strict=True) if is_new) == Counter(now) - Counter(
        before
    )


def test_a_file_holds_what_was_saved_one_finding_a_line(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    save_baseline(path, Baseline(Counter({"b": 2, "a": 1})))
    assert load_baseline(path) == Baseline(Counter({"a": 1, "b": 2}))
    assert '"a": 1,\n"b": 2\n' in path.read_text()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "findings": {}}', '{"version": 1, "findings": 3}']
)
def test_what_is_no_baseline_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(BadInput) as bad:
        load_baseline(path)
    assert [p.what for p in bad.value.problems] == ["This is not a baseline."]
