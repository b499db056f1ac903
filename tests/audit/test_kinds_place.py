"""People who are called by a place or a number (L2), beyond the examples of the pack."""

from __future__ import annotations

import pytest

from customary.audit.cues import cues
from customary.audit.grammar import rewrite
from customary.audit.model import MARKUP, Occurrence, Passage
from customary.audit.pack import SHIPPED, Lexicon, load_packs
from customary.audit.packfile import load_pack
from customary.text import apply_edits


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_packs(["people-not-places"])


def flagged() -> list[str]:
    entry, _ = load_pack(SHIPPED / "people-not-places.yml", examples=False)
    return [example.split(" -> ")[0] for example in entry.rules[0].flags]


def places(lexicon: Lexicon, text: str, start: int = 0) -> list[Occurrence]:
    return lexicon.occurrences(Passage(start, text, "paragraph"))


def said(lexicon: Lexicon, text: str) -> str:
    return apply_edits(text, [e for o in places(lexicon, text) for e in rewrite(o.passage, o).edits])


@pytest.mark.parametrize("text", flagged())
def test_fixing_twice_is_fixing_once(lexicon: Lexicon, text: str) -> None:
    once = said(lexicon, text)
    assert said(lexicon, once) == once


@pytest.mark.parametrize("text", flagged())
def test_an_occurrence_reads_back_and_moves_with_its_passage(lexicon: Lexicon, text: str) -> None:
    here, there = places(lexicon, text), places(lexicon, text, 50)
    assert [text[o.start : o.end] for o in here] == [o.surface for o in here]
    assert [o.start + 50 for o in here] == [o.start for o in there]
    for o in here:
        edits = rewrite(o.passage, o).edits
        assert edits and all(0 <= e.start <= e.end <= len(text) for e in edits)


def test_sure_ones_end_the_matter_and_the_others_are_doubts(lexicon: Lexicon) -> None:
    (sure,) = places(lexicon, "Room 412 needs towels.")
    (unsure,) = places(lexicon, "Serve table 9 first.")
    assert [(c.side, c.strength) for c in cues(sure.passage, sure)] == [("rewrite", "hard")]
    assert [(c.side, c.strength) for c in cues(unsure.passage, unsure)] == [("doubt", "hard")]
    assert rewrite(sure.passage, sure).certain and not rewrite(unsure.passage, unsure).certain


@pytest.mark.parametrize(
    "text",
    [
        "Row 12 wants a blanket.",
        "Table 4 wants a shorter name.",
        "Ask table 9.",
        "Account 12 wants a password reset.",
        "Room 9 feels cramped.",
        "Room 9 has a wheelchair ramp.",
        "Flat 12 wants a new boiler.",
        "Suite 5 needs help.",
        "Pitch 4 needs water.",
        "Give room 12 a name.",
        "Flight 64 complained about the wait.",
        "Take flight 12 a meal.",
        "The party in room 9 starts at eight.",
        "The guy on ticket 118 is on holiday.",
        "Room 412 Needs Towels",
    ],
)
def test_what_a_place_may_want_as_well_is_for_a_person_to_judge(lexicon: Lexicon, text: str) -> None:
    (found,) = places(lexicon, text)
    assert not rewrite(found.passage, found).certain
    assert [c.side for c in cues(found.passage, found)] == ["doubt"]


@pytest.mark.parametrize(
    "text",
    [
        "Table 14 wants the bill.",
        "Table 9 asked for the dessert menu.",
        "Seat 17F would like a vegan meal.",
        "Account 5531 is unhappy.",
        "Take room 412 two towels.",
        "Can you help seat 4C?",
        "Did room 9 pay?",
        "Room 412 and seat 17F are upset.",
        "Table 12, who ordered the fish, has left.",
        "Apologise to table 9.",
    ],
)
def test_what_only_people_want_and_do_is_sure(lexicon: Lexicon, text: str) -> None:
    (found,) = places(lexicon, text)
    assert rewrite(found.passage, found).certain


@pytest.mark.parametrize(
    "text",
    [
        "Room 4, table 5, seat 6A, bed 7 and bay 8 are upset.",
        "They read The Man in Seat 61 every week.",
        "Ask table 3.2 whether it holds.",
        "Desk 4 has asked for more memory.",
        "Table 4 orders the rows by name.",
        "Table 4 tips over.",
        "Can room 9 sleep four?",
        "Room 12 was full, and room 9, booked by Ann, is not.",
    ],
)
def test_all_of_a_row_of_places_or_none_and_no_titles_or_things(lexicon: Lexicon, text: str) -> None:
    assert places(lexicon, text) == []


def test_what_somebody_said_and_what_is_only_mentioned_stays(lexicon: Lexicon) -> None:
    for text in ("“The man in seat 17F is rude to us all,” she said.", 'Nobody says "the man in 17F" here.'):
        (found,) = places(lexicon, text)
        assert all(c.side == "keep" for c in cues(found.passage, found))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ask room 9\nwhether it was hot.", "Ask the customer in room 9\nwhether it was hot."),
        ("Room\n412 needs towels.", "The customer in room\n412 needs towels."),
        ("room 412 needs towels", "the customer in room 412 needs towels"),
        ("Room no. 412 needs towels.", "The customer in room no. 412 needs towels."),
        ("Room 4, 5 and 6 want towels.", "The customers in room 4, 5 and 6 want towels."),
        ("THE MAN IN SEAT 4 CALLED.", "THE CUSTOMER IN SEAT 4 CALLED."),
    ],
)
def test_places_as_people_write_them(lexicon: Lexicon, before: str, after: str) -> None:
    assert said(lexicon, before) == after


def test_emphasis_stays(lexicon: Lexicon) -> None:
    source = "**Room 412** needs towels."
    passage = Passage(0, source.replace("**", MARKUP * 2), "item")
    (found,) = lexicon.occurrences(passage)
    assert apply_edits(source, rewrite(passage, found).edits) == "**The customer in room 412** needs towels."


def test_a_long_row_of_places_takes_no_time(lexicon: Lexicon) -> None:
    assert places(lexicon, "See room 4, and then room 5, table 6 or bed 7. " * 3000) == []
    assert places(lexicon, "See room 4, room 5 and " * 3000) == []
