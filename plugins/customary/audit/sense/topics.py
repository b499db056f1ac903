"""Topics: lists of everyday words that tell what a text is about (`topics.txt`, plain text, ours)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from customary.audit.sense.words import lemma

TRADES = {
    "passenger": ("travel",), "patient": ("health",), "guest": ("hospitality", "restaurants", "events"),
    "client": ("agencies", "advice", "banking"), "participant": ("events", "education"),
    "account holder": ("banking",), "cardholder": ("banking",), "shipper": ("cargo",),
    "policyholder": ("insurance",), "tenant": ("housing",), "attendee": ("events", "education"),
    "subscriber": ("telecom", "newsletter"), "diner": ("restaurants",), "patron": ("libraries", "restaurants"),
    "shopper": ("retail", "banking"), "visitor": ("public", "retail"), "consumer": ("retail", "banking"),
}  # fmt: skip
"""The trades in which each word names a customer."""
MANY_SENSED = frozenset(
    ("client", "guest", "tenant", "participant", "consumer", "subscriber", "visitor", "attendee")
)
"""Words that also name a program, a colleague or a member."""


@cache
def topics_of() -> dict[str, tuple[str, ...]]:
    """For each word (a lemma), the topics that it speaks for."""
    found: dict[str, list[str]] = {}
    for name, words in lists().items():
        for word in words:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@cache
def lists() -> dict[str, frozenset[str]]:
    """The words of each topic, as lemmas."""
    text = (Path(__file__).parent / "topics.txt").read_text("utf-8")
    blocks = (block.split(":", 1) for block in text.split("\n\n") if block.strip())
    return {name.strip(): frozenset(map(lemma, words.split())) for name, words in blocks}


@cache
def own_words(term: str) -> frozenset[str]:
    """The words of the trades in which `term` names a customer."""
    return frozenset().union(*(lists()[trade] for trade in TRADES.get(term, ())))
