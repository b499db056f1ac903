"""The baseline: findings known by their words; it only shrinks."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.audit.baseline import Baseline, fingerprint, load_baseline, save_baseline
from customary.audit.model import Finding
from customary.errors import BadInput


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
        f"Somebody wrote this in front. {SENTENCE} And this behind.",
        SENTENCE.replace("our guests", "our\nguests"),
        f"{SENTENCE}\n\nAnother paragraph below.",
        SENTENCE.replace(" ", "  "),
        SENTENCE.replace("guests", "*guests*"),
        f"- {SENTENCE}\n- Another item\n",
    ],
)
def test_a_finding_keeps_its_name_when_the_text_around_moves(text: str) -> None:
    assert name_in(text) == name_in(SENTENCE)


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE.replace("desk", "counter"),
        SENTENCE.replace("our guests", "all guests"),
        SENTENCE.replace("guests", "guest"),
        SENTENCE.replace("guests leave", "guests and all customers leave"),
        SENTENCE.replace("We ask", "Please ask").replace("key", "keys"),
    ],
)
def test_it_is_known_again_when_its_neighbours_are_changed(text: str) -> None:
    baseline = Baseline(Counter([name_in(SENTENCE)]))
    now = name_in(text) if "guests" in text else fingerprint(text, finding_in(text, "guest"))
    assert baseline.new_ones([now]) == [False]
    assert baseline.shrunk([now]) == Baseline(Counter([now]))  # as it reads now, for the next change


@pytest.mark.parametrize("text", ["Our guests dance.", "In May guests of the choir sing to their hosts."])
def test_the_same_word_in_another_sentence_is_another_finding(text: str) -> None:
    assert Baseline(Counter([name_in(SENTENCE)])).new_ones([name_in(text)]) == [True]


def test_the_likest_finding_is_the_old_one() -> None:
    other, like = SENTENCE.replace("desk", "gate"), SENTENCE.replace("desk", "gate").replace("key", "map")
    baseline = Baseline(Counter([name_in(SENTENCE)]))
    assert baseline.new_ones([name_in(like), name_in(other)]) == [True, False]


NEAR = "we ask our all leave the key at desk bring bags wait for boat early in spring"
WORDS = st.sampled_from(NEAR.split())
SENTENCES = st.tuples(
    st.lists(WORDS, max_size=5), st.sampled_from(["guests", "clients"]), st.lists(WORDS, max_size=5)
).map(lambda parts: f"{' '.join([*parts[0], parts[1], *parts[2]])}.")
TEXTS = st.lists(SENTENCES, min_size=1, max_size=6)


def names_in(sentences: list[str]) -> list[str]:
    text = "\n\n".join(sentences)
    places = [(m.start(), m[0]) for m in re.finditer("guests|clients", text)]
    return [
        fingerprint(text, Finding(word, "p", word, at, at + len(word), "auto", (), "")) for at, word in places
    ]


def baseline_of(sentences: list[str]) -> Baseline:
    return Baseline(Counter(names_in(sentences)))


@given(TEXTS, st.randoms(use_true_random=False))
def test_moving_text_around_makes_nothing_new(sentences: list[str], chance: Random) -> None:
    moved = chance.sample(sentences, len(sentences))
    assert not any(baseline_of(sentences).new_ones(names_in(moved)))


@given(TEXTS, st.data())
def test_one_word_changed_makes_nothing_new_in_a_sentence_of_five(
    sentences: list[str], data: st.DataObject
) -> None:
    changed = []
    for sentence in sentences:
        words = sentence.rstrip(".").split()
        near = [i for i, word in enumerate(words) if word not in ("guests", "clients")]
        if len({words[i] for i in near}) >= 4:
            words[data.draw(st.sampled_from(near))] = "changed"
        changed.append(" ".join(words) + ".")
    assert not any(baseline_of(sentences).new_ones(names_in(changed)))


@given(TEXTS, SENTENCES)
def test_one_more_is_one_new_one(sentences: list[str], more: str) -> None:
    baseline = baseline_of(sentences)
    assert sum(baseline.new_ones(names_in([*sentences, more]))) == 1
    assert sum(baseline.new_ones(names_in([*sentences, sentences[0]]))) == 1  # the very same words again


@given(TEXTS, TEXTS)
def test_a_baseline_only_shrinks(before: list[str], now: list[str]) -> None:
    baseline, found = baseline_of(before), names_in(now)
    smaller = baseline.shrunk(found)
    new = baseline.new_ones(found)
    assert smaller.known.total() == len(found) - sum(new) <= baseline.known.total()
    assert smaller.new_ones(found) == new
    assert smaller.shrunk(found) == smaller


def test_a_file_holds_what_was_saved_one_finding_a_line(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    save_baseline(path, Baseline(Counter({"b": 2, "a": 1})))
    assert load_baseline(path) == Baseline(Counter({"a": 1, "b": 2}))
    assert '"a": 1,\n"b": 2\n' in path.read_text()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 1, "findings": {}}',
        '{"version": 2, "findings": 3}',
        '{"version": 2, "findings": {"a": 1e400}}',
    ],
)
def test_what_is_no_baseline_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(BadInput) as bad:
        load_baseline(path)
    assert [p.what for p in bad.value.problems] == ["This is not a baseline."]
