"""What was learned of a page's source as plain lists, for the cache, and back."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from customary.audit.cache import cells_of, finding_of
from customary.audit.publish import Source, letters_of
from customary.audit.sense import Decision, Evidence
from customary.audit.survey import Sighting


def row_of(source: Source) -> list[Any]:
    """What the source told, without what it was told by."""
    decisions = [[place, d.fix, list(d.why)] for place, d in source.decisions.items()]
    return [
        source.customers,
        [cells_of(finding) for finding in source.findings],
        decisions,
        [[s.term, s.before, s.surface, s.after, s.sure] for s in source.sightings],
        asdict(source.evidence),
    ]


def source_from(row: list[Any], source: Source, path: str, text: str) -> Source:
    """`source` with what `row` tells of the page at `path`. Raises ValueError, TypeError or KeyError."""
    customers, findings, decisions, seen, evidence = row
    evidence = {**evidence, "leanings": {t: tuple(pair) for t, pair in evidence["leanings"].items()}}
    return replace(
        source,
        customers=int(customers),
        findings=tuple(map(finding_of, findings)),
        decisions={place: Decision(fix, tuple(why)) for place, fix, why in decisions},
        sightings=tuple(Sighting(s[0], path, *s[1:]) for s in seen),
        evidence=Evidence(**evidence),
        letters=letters_of(text),
    )
