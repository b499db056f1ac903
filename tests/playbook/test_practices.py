"""The practices: a name and a sentence for each id, and pages for all of them."""

from __future__ import annotations

import re

from customary.playbook.practices import complaint_uses, practices

IDS = {"F": 4, "L": 5, "E": 4, "X": 4, "T": 5, "C": 3, "S": 5, "G": 4, "P": 3}


def test_every_id_in_order() -> None:
    assert list(practices()) == [f"{letter}{n}" for letter, most in IDS.items() for n in range(1, most + 1)]


def test_each_says_what_it_asks() -> None:
    for practice in practices().values():
        assert practice.name and practice.group
        assert re.fullmatch(r"[A-Z].{30,}\.", practice.asks), practice


def test_eleven_uses() -> None:
    assert len(complaint_uses()) == 11
    assert {"improve", "caring-customers"} <= set(complaint_uses())
