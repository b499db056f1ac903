"""The tables of tests/cases/grammar: what is written, and what it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from customary.audit.grammar import rewrite, starts_with_a_vowel
from customary.audit.kinds.term import plural_of
from customary.audit.model import MARKUP, Passage
from customary.audit.pack import Lexicon, load_packs
from customary.text import apply_edits

CASES = Path(__file__).parent.parent / "cases" / "grammar"
WORDS = (
    "passenger", "shipper", "guest", "diner", "client", "patient", "participant", "attendee",
    "account holder", "cardholder", "policyholder", "subscriber", "tenant", "patron", "shopper", "visitor",
    "consumer",
    "consignee", "delegate", "borrower", "traveller", "leaseholder",
)  # fmt: skip


def lines(name: str) -> Iterator[tuple[str, str, bool]]:
    """(before, after, sure) of each line of a table."""
    for line in (CASES / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("# "):
            arrow = " ~> " if " ~> " in line else " -> "
            before, after = line.split(arrow)
            yield before, after, arrow == " -> "


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_packs().with_words(WORDS)


def rewritten(
    lexicon: Lexicon, text: str, say: str = "customer", passage: Passage | None = None
) -> tuple[str, bool]:
    """The text with every word of a term rule rewritten, and whether all of that was sure."""
    passage = passage or Passage(0, text, "paragraph")
    found = [o for o in lexicon.occurrences(passage) if o.kind == "term"]
    made = [rewrite(passage, o, say, [other for other in found if other is not o]) for o in found]
    return apply_edits(text, [e for m in made for e in m.edits]), all(m.certain for m in made)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_in_every_form(lexicon: Lexicon, word: str) -> None:
    wrong = []
    for before, after, sure in lines("every-word.txt"):
        many = plural_of(word)
        text = before.replace("WORDS", many).replace("WORD", word)
        text = text.replace("Words", many.capitalize()).replace("Word", word.capitalize())
        expected = after
        if re.match(r"A\b", before) and before[2:].startswith("WORD"):
            text = ("An" if starts_with_a_vowel(word) else "A") + text[1:]
        got = rewritten(lexicon, text)
        if got != (expected, sure):
            wrong.append(f"{text!r}: expected {expected!r} ({sure}), got {got}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("table", ["capitals.txt", "articles.txt", "doubles.txt"])
def test_table(lexicon: Lexicon, table: str) -> None:
    wrong = [
        f"{before!r}: expected {after!r} ({sure}), got {got}"
        for before, after, sure in lines(table)
        if (got := rewritten(lexicon, before)) != (after, sure)
    ]
    assert not wrong, "\n".join(wrong)


def test_words_of_an_organisation(lexicon: Lexicon) -> None:
    wrong = []
    for before, rest, _ in lines("other-words.txt"):
        after, say = rest.split(" | ")
        got, _ = rewritten(lexicon, before, say)
        if got != after:
            wrong.append(f"{before!r} ({say}): expected {after!r}, got {got!r}")
    assert not wrong, "\n".join(wrong)


def test_markup_stays_where_it_is(lexicon: Lexicon) -> None:
    wrong = []
    for before, after, sure in lines("markup.txt"):
        source = re.sub(r"<([^>]*)>", r"\1", before)
        seen = re.sub(r"<([^>]*)>", lambda m: MARKUP * len(m[1]), before)
        got = rewritten(lexicon, source, passage=Passage(0, seen, "paragraph"))
        if got != (re.sub(r"<([^>]*)>", r"\1", after), sure):
            wrong.append(f"{before!r}: expected {after!r}, got {got}")
    assert not wrong, "\n".join(wrong)


def test_the_tables_hold_a_thousand_cases() -> None:
    tables = ("capitals.txt", "articles.txt", "doubles.txt", "other-words.txt", "markup.txt")
    cases = len(WORDS) * sum(1 for _ in lines("every-word.txt")) + sum(1 for t in tables for _ in lines(t))
    assert cases >= 1000
