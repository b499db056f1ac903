"""Laws of the rewriting, over generated sentences."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from customary.audit.cues import cues
from customary.audit.grammar import numbered, rewrite, singular_of
from customary.audit.kinds.term import case_of, plural_of
from customary.audit.model import CODE, MARKUP, Occurrence, Passage, Rewriting
from customary.audit.pack import Lexicon, load_packs
from customary.text import apply_edits

TERMS = sorted(load_packs().by_term)
LINKS = [" and ", ", ", " or ", "/", " & ", ", and ", " and our ", " of ", " (", ") ", ": ", "\n> "]
OTHERS = [
    *("the", "a", "an", "our", "both", "customers", "customer", "customer's", "staff", "two", "old"),
    *("service", "are", "is", "pays", "“", "”", "**", "_", "-", "it’s", "Account", "HOLDER", "17F", "ask"),
]
MARKS = [*"guest client's-_/.\"“”‘’'()[]{}:;,0123\n\t", CODE, MARKUP]


@cache
def lexicon() -> Lexicon:
    return load_packs()


@st.composite
def words(draw: st.DrawFn) -> str:
    term = draw(st.sampled_from(TERMS))
    word = draw(st.sampled_from([term, plural_of(term)]))
    word = draw(
        st.sampled_from([word, word.upper(), word.capitalize(), word.title(), word.replace(" ", "-")])
    )
    ending = draw(st.sampled_from(["", "", "", "'s", "’s", "ʼs", "'", "’"]))
    return word + ending


sentences = st.lists(
    st.one_of(words(), st.sampled_from(OTHERS), st.sampled_from(LINKS)), min_size=1, max_size=14
).map(lambda parts: re.sub(r" {2,}", " ", " ".join(parts)))


def made(text: str) -> list[tuple[Occurrence, Rewriting]]:
    found = [o for o in lexicon().occurrences(Passage(0, text, "paragraph")) if o.kind == "term"]
    return [(o, rewrite(o.passage, o, "customer", [x for x in found if x is not o])) for o in found]


@given(sentences)
def test_what_is_found_reads_back_from_the_text(text: str) -> None:
    for o in lexicon().occurrences(Passage(0, text, "paragraph")):
        assert text[o.start : o.end] == o.surface
        assert o.term in o.rule.terms or o.kind != "term"


@given(sentences)
def test_edits_never_overlap_and_stay_near_their_word(text: str) -> None:
    rewritings = made(text)
    apply_edits(text, [edit for _, rewriting in rewritings for edit in rewriting.edits])
    for o, rewriting in rewritings:
        for edit in rewriting.edits:
            assert 0 <= edit.start <= edit.end <= len(text)
            assert edit.end > o.start - 120 and edit.start < o.end + 120


@given(sentences)
def test_fixing_twice_is_fixing_once(text: str) -> None:
    once = apply_edits(text, [e for _, r in made(text) for e in r.edits])
    again = apply_edits(once, [e for _, r in made(once) for e in r.edits])
    assert again == once


@given(sentences)
def test_sure_rewritings_never_say_customer_twice(text: str) -> None:
    rewritings = made(text)
    assume(all(r.certain for _, r in rewritings))
    assume(not re.search(r"customers? customer", text, re.I))
    done = apply_edits(text, [e for _, r in rewritings for e in r.edits])
    assert not re.search(r"(?<![\w'’])customers? customers?(?!\w)", done, re.I), done


@given(sentences)
def test_an_article_fits_the_word_after_it(text: str) -> None:
    assume(not re.search(r"an customer", text, re.I))
    for o, rewriting in made(text):
        if any(e.start <= o.start < e.end and e.replacement for e in rewriting.edits):
            done = apply_edits(text, rewriting.edits)
            assert not re.search(r"(?<![\w'’.-])an customer", done[max(0, o.start - 4) :], re.I), done


@given(words(), st.sampled_from(["client", "our API clients", "people", "company"]))
def test_the_case_of_a_word_is_kept(word: str, say: str) -> None:
    for o, rewriting in made(word):
        done = apply_edits(word, rewriting.edits)
        letters = re.sub(r"[^A-Za-z]", "", done)
        if o.case == "upper":
            assert letters.isupper()
        elif o.case == "lower":
            assert letters.islower()
        elif o.case in ("first", "title"):
            assert letters[0].isupper() and letters[1:].islower()


@given(words(), st.integers(0, 30))
def test_marks_in_a_word_are_never_touched(word: str, at: int) -> None:
    assume(at < len(word))
    text = word[:at] + MARKUP * 2 + word[at:]
    for o in lexicon().occurrences(Passage(0, text, "paragraph")):
        for edit in rewrite(o.passage, o).edits:
            assert MARKUP not in text[edit.start : edit.end]


@given(st.text(alphabet=st.sampled_from(MARKS), max_size=80))
def test_nothing_falls_over(text: str) -> None:
    passage = Passage(7, text, "cell")
    for o in lexicon().occurrences(passage):
        assert 7 <= o.start < o.end <= passage.end
        cues(passage, o)
        rewrite(passage, o)


@given(sentences)
def test_a_passage_keeps_its_place_in_the_file(text: str) -> None:
    here = [(o.start, cues(o.passage, o)) for o in lexicon().occurrences(Passage(0, text, "item"))]
    there = [(o.start - 100, cues(o.passage, o)) for o in lexicon().occurrences(Passage(100, text, "item"))]
    assert here == there


@pytest.mark.parametrize("term", TERMS)
def test_singular_and_plural_are_each_others_way_back(term: str) -> None:
    *front, noun = term.split(" ")
    assert " ".join([*front, singular_of(plural_of(noun))]) == term
    assert numbered(numbered(term, True), False) == term


def test_case_of() -> None:
    words = ("client", "Client", "CLIENT", "cLient", "Account Holder", "Account holder")
    assert [case_of(w) for w in words] == ["lower", "first", "upper", "mixed", "title", "first"]
