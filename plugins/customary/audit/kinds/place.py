"""A place or a number that stands for a person (L2): "the man in seat 17F", "Room 412 needs towels"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from customary.audit.model import Occurrence, Passage, Rewriting, Rule


def stems(rule: Rule) -> tuple[str, ...]:
    """The places and the words for people."""
    return rule.terms


def finder(rules: Sequence[Rule]) -> Callable[[Passage], Iterator[Occurrence]]:
    """One pass over a passage that finds people called by places and numbers."""
    return lambda passage: iter(())


def rewriting(passage: Passage, occurrence: Occurrence, replacement: str) -> Rewriting:
    """How to name the person in the place."""
    return Rewriting((), False, "")
