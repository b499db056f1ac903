"""The tables of tests/cases/rules: what the words beside a word settle, and what they must leave open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from customary.audit.cues import cues
from customary.audit.model import Cue, Passage
from customary.audit.pack import Lexicon, load_packs

CASES = Path(__file__).parent.parent / "cases" / "rules"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_packs()


def lines(name: str) -> Iterator[str]:
    for line in (CASES / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def hard(lexicon: Lexicon, text: str, protect: tuple[str, ...] = ()) -> list[tuple[str, list[Cue]]]:
    """The words of the text, each with the signs that end the matter."""
    found = lexicon.occurrences(Passage(0, text, "paragraph"))
    return [
        (o.surface, [c for c in cues(o.passage, o, protect) if c.strength == "hard"])
        for o in found
        if o.kind == "term"
    ]


def test_words_that_stay(lexicon: Lexicon) -> None:
    wrong = [
        f"{line!r}: {surface}"
        for line in lines("kept.txt")
        for surface, signs in hard(lexicon, line)
        if not any(c.side == "keep" for c in signs)
    ]
    assert not wrong, "\n".join(wrong)


def test_words_that_the_rules_leave_open(lexicon: Lexicon) -> None:
    wrong = []
    for line in lines("free.txt"):
        found = hard(lexicon, line)
        assert found, line
        wrong += [f"{line!r}: {signs}" for _, signs in found if any(c.side == "keep" for c in signs)]
    assert not wrong, "\n".join(wrong)


def test_every_sign_has_words_for_the_reader(lexicon: Lexicon) -> None:
    for name in ("kept.txt", "free.txt"):
        for line in lines(name):
            for o in lexicon.occurrences(Passage(0, line, "paragraph")):
                assert all(c.words and c.id for c in cues(o.passage, o))


def test_names_that_an_organisation_protects(lexicon: Lexicon) -> None:
    text = "Write to Guest Services Ltd about guests."
    first, second = hard(lexicon, text, ("Guest Services Ltd",))
    assert [c.id for c in first[1]] == ["protected-name"] and not second[1]


def test_a_name_may_be_typed_with_any_apostrophe_and_over_a_line_end(lexicon: Lexicon) -> None:
    for text in ("the patients’ bill of rights", "the Patients'\nBill of Rights"):
        ((_, signs),) = hard(lexicon, text)
        assert any(c.side == "keep" for c in signs)
