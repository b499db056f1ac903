"""The exact rewriting of an occurrence: number, case, possessive, article, doubles, agreement."""

from __future__ import annotations

from customary.audit.model import Occurrence, Passage, Rewriting
from customary.text import Edit


def rewrite(passage: Passage, occurrence: Occurrence, replacement: str = "customer") -> Rewriting:
    """How to say `replacement` in the place of `occurrence`."""
    word = replacement + ("s" if occurrence.plural else "")
    if occurrence.case == "upper":
        word = word.upper()
    elif occurrence.case in ("first", "title"):
        word = word.capitalize()
    return Rewriting((Edit(occurrence.start, occurrence.end, word + occurrence.possessive),), True)
