"""How a rule finds its words: one module a kind, one table that lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from customary.audit.kinds import place, term, wording
from customary.audit.model import Occurrence, Passage, Rule

Finder = Callable[[Passage], Iterator[Occurrence]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of finding: what it is for, how its rules become one finder, and which letters to look for."""

    name: str
    what: str
    finder: Callable[[Sequence[Rule]], Finder]
    stems: Callable[[Rule], tuple[str, ...]]
    """Lower-case strings of ASCII letters; a text without any of them holds no occurrence."""


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("term", "a word for people who are customers", term.finder, term.stems),
        Kind("place", "a place or a number that stands for a person", place.finder, place.stems),
        Kind("wording", "a phrase about the work, answered with advice", wording.finder, wording.stems),
    )
}
