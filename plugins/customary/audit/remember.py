"""What was learned of a page, as plain lists for the cache, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from customary.audit.cache import cells_of, finding_of
from customary.audit.follow import Step
from customary.audit.publish import Source
from customary.audit.sense import Evidence
from customary.audit.survey import Sighting
from customary.text import Edit


def row_of(source: Source) -> list[Any]:
    """What the source told, without what it was told by."""
    return [
        source.customers,
        [cells_of(finding) for finding in source.findings],
        [[s.term, s.before, s.surface, s.after, s.sure] for s in source.sightings],
        {name: getattr(source.evidence, name) for name in Evidence.__slots__ if name != "said"},
        source.way and [[*step[:4], _plain(step.edits), *step[5:]] for step in source.way],
        [[words, _plain(edits)] for words, edits in source.passages],
    ]


def source_from(row: list[Any], source: Source, path: str, text: str) -> Source:
    """`source` with what `row` tells of the page at `path`. Raises ValueError, TypeError, LookupError or
    AttributeError for a row that `row_of` did not make."""
    customers, findings, seen, evidence, way, passages = row
    evidence = {**evidence, "leanings": {t: tuple(pair) for t, pair in evidence["leanings"].items()}}
    return replace(
        source,
        customers=int(customers),
        findings=tuple(map(finding_of, findings)),
        sightings=tuple(Sighting(s[0], path, *s[1:]) for s in seen),
        evidence=Evidence(**evidence),
        way=None if way is None else tuple(_step(*s) for s in way),
        passages=tuple((words, _edits(edits)) for words, edits in passages),
        text=text,
    )


def _step(*cells: Any) -> Step:
    before, after, needed, heading, edits, first, words, word = cells
    return Step(before, after, needed, heading, _edits(edits), first, words, tuple(word))


def _plain(edits: tuple[Edit, ...]) -> list[list[Any]]:
    return [[edit.start, edit.end, edit.replacement] for edit in edits]


def _edits(rows: list[list[Any]]) -> tuple[Edit, ...]:
    return tuple(Edit(*row) for row in rows)
