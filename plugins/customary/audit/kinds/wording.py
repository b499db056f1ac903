"""A phrase about the work (L5), answered with advice and never rewritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from customary.audit.kinds import term
from customary.audit.model import Occurrence, Passage, Rule


def stems(rule: Rule) -> tuple[str, ...]:
    """The phrases themselves (their words alone are too common), or complaint, which is rare enough."""
    return tuple("complaint" if "complaint" in phrase else phrase for phrase in rule.terms)


def finder(rules: Sequence[Rule]) -> Callable[[Passage], Iterator[Occurrence]]:
    """One pass over a passage that finds the phrases of all `rules`."""
    return term.finder(rules)
