"""Facts of the house that a rubric holds, for pages to quote as `{fact:customer-fit.lead time}`."""

from __future__ import annotations

from collections.abc import Iterable

from customary.fit.model import Rubric
from customary.fit.wording import ours


def facts(rubrics: Iterable[Rubric]) -> dict[str, str]:
    """Our own position on every criterion, by "rubric.criterion", in words and with its unit.

    "customer-fit.lead time" -> "10 working days"; "customer-fit.attention" -> "mostly online";
    "customer-fit.capability" -> "printing, binding, mailing and storage". A rubric's own `facts:` come on
    top of these. Criteria without a position of ours (one-sided self-assessments) give none.
    """
    found: dict[str, str] = {}
    for rubric in rubrics:
        positions = {c.name: ours(c) for c in rubric.criteria if c.kind != "level"}
        named = {**positions, **rubric.facts}
        found |= {f"{rubric.id}.{name}": text for name, text in named.items() if text}
    return found
