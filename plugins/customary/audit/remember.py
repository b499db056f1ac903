"""What was learned of a page, and done with it, as plain lists for the cache, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from customary.audit.cache import cells_of, finding_of
from customary.audit.publish import Published, Source, letters_of
from customary.audit.sense import Decision, Evidence
from customary.audit.survey import Sighting
from customary.text import Edit, apply_edits


def row_of(source: Source) -> list[Any]:
    """What the source told, without what it was told by."""
    decisions = [[place, d.fix, list(d.why)] for place, d in source.decisions.items()]
    return [
        source.customers,
        [cells_of(finding) for finding in source.findings],
        decisions,
        [[s.term, s.before, s.surface, s.after, s.sure] for s in source.sightings],
        {name: getattr(source.evidence, name) for name in Evidence.__slots__},
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


def row_of_published(page: Published) -> list[Any]:
    """What was done with a page's HTML."""
    return [
        page.fixed,
        [cells_of(finding) for finding in page.brought_in],
        [[name, *titles] for name, titles in page.titles.items()],
        list(page.gone),
        [_plain(edits) for edits in page.rounds],
        [[words, _plain(edits)] for words, edits in page.passages],
    ]


def published_from(row: list[Any], html: str) -> Published:
    """A page's `html` with what `row` tells done to it. Raises ValueError, TypeError or KeyError."""
    fixed, brought_in, titles, gone, rounds, passages = row
    made = tuple(map(_edits, rounds))
    for edits in made:
        html = apply_edits(html, edits)
    return Published(
        html,
        int(fixed),
        tuple(map(finding_of, brought_in)),
        {name: (before, after) for name, before, after in titles},
        tuple(gone),
        made,
        tuple((words, _edits(edits)) for words, edits in passages),
    )


def _plain(edits: tuple[Edit, ...]) -> list[list[Any]]:
    return [[edit.start, edit.end, edit.replacement] for edit in edits]


def _edits(rows: list[list[Any]]) -> tuple[Edit, ...]:
    return tuple(Edit(*row) for row in rows)
