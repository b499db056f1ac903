"""What was learned of a site's pages in earlier builds: of their sources, and of the HTML made of them.

What every build asks for and what is seldom asked for are rows of their own in the cache: a row that nobody
asks for is not even read.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial, reduce
from typing import Any

from customary.audit.cache import (
    Cache,
    cells_of,
    cells_of_company,
    company_of,
    finding_of,
    key_of,
)
from customary.audit.follow import Step
from customary.audit.model import Company, Evidence
from customary.audit.publish import Passages, Published, Publisher, Source, Told, Way
from customary.audit.survey import Sighting
from customary.text import Edit, apply_edits

Row = list[Any]
_WRONG = (ValueError, TypeError, LookupError, AttributeError)
"""What a row that was not made here comes to: somebody meddled with the cache."""


class Memory:
    """Asks the cache first, else the publisher, whose answer the cache then has."""

    def __init__(self, publisher: Publisher, cache: Cache) -> None:
        self._publisher, self._cache = publisher, cache
        self._names: dict[int, tuple[Company, str]] = {}
        """A short name for each company, which many pages keep; by its id, and with it, so that it stays."""

    def learn(self, path: str, key: str, source: Source) -> Row:
        """What the text of the page at `path` tells, as plain lists and texts. `key` stands for the text and
        for what decides about it, but for the company that it keeps."""
        company = self._company(source)
        row = self._cache.row(key)
        return row if row and row[0] == company else self._judged(path, key, source)[1]

    def source(self, path: str, key: str, row: Row, source: Source) -> Source:
        """`source` with what `learn` has learned of it, in this process or in another one."""
        try:
            told = _told_from(row, path)
        except _WRONG:
            return self._judged(path, key, source)[0]
        asked = (path, key, source)
        return replace(
            source,
            told=told,
            evidence=partial(self._evidence, *asked),
            way=partial(self._way, *asked),
            passages=partial(self._passages, *asked),
        )

    def published(self, key: str, html: str, source: Source) -> Published:
        """What becomes of the `html` made of `source`, whose key is `key`."""
        decides = key_of(self._company(source).encode(), key.encode()).encode()
        key = key_of(html.encode("utf-8", "surrogatepass"), decides)
        row = self._cache.row(key)
        with suppress(*_WRONG):
            if row is not None:
                return self._publisher.note(_published_from(row, html), source)
        page = self._publisher.body(html, source)
        self._cache.put_row(key, _row_of_published(page))
        return self._publisher.note(page, source)

    def _judged(self, path: str, key: str, source: Source) -> tuple[Source, Row]:
        read = self._publisher.read(path, source.text, source.format, source)
        row = [self._company(source), *_row_of_told(read.told)]
        self._cache.put_row(key, row)
        self._cache.put_row(f"{key} evidence", _row_of_evidence(read.evidence()))
        self._cache.put_row(f"{key} way", _row_of_way(read.way()))
        self._cache.put_row(f"{key} passages", _rows_of_passages(read.passages()))
        return read, row

    def _company(self, source: Source) -> str:
        company = source.settings.company
        if id(company) not in self._names:
            name = key_of(repr(cells_of_company(company)).encode(), b"company")
            self._names[id(company)] = company, name
        return self._names[id(company)][1]

    def _evidence(self, path: str, key: str, source: Source) -> Evidence:
        try:
            return _evidence_from(self._cache.row(f"{key} evidence"))
        except _WRONG:
            return self._judged(path, key, source)[0].evidence()

    def _way(self, path: str, key: str, source: Source) -> Way:
        try:
            return _way_from(self._cache.row(f"{key} way"))
        except _WRONG:
            return self._judged(path, key, source)[0].way()

    def _passages(self, path: str, key: str, source: Source) -> Passages:
        try:
            return _passages_from(self._cache.row(f"{key} passages"))
        except _WRONG:
            return self._judged(path, key, source)[0].passages()


def _row_of_told(told: Told) -> Row:
    sightings = [[s.term, s.before, s.surface, s.after, s.sure] for s in told.sightings]
    return [told.customers, [cells_of(finding) for finding in told.findings], sightings]


def _told_from(row: Row, path: str) -> Told:
    _, customers, findings, sightings = row
    return Told(
        int(customers),
        tuple(map(finding_of, findings)),
        tuple(Sighting(s[0], path, *s[1:]) for s in sightings),
    )


def _row_of_evidence(evidence: Evidence) -> Row:
    told = {name: getattr(evidence, name) for name in Evidence.__slots__ if name != "said"}
    return [*{**told, "company": cells_of_company(evidence.company)}.items()]


def _evidence_from(row: Row | None) -> Evidence:
    if row is None:
        raise LookupError
    told = dict(row)
    return Evidence(**{**told, "company": company_of(told["company"]), "titles": tuple(told["titles"])})


def _row_of_way(way: Way) -> Row:
    """The way in a list of one: a row is a list."""
    steps = way and [[*step[:4], _plain(step.edits), *step[5:]] if step.needed else step[:2] for step in way]
    return [steps]


def _way_from(row: Row | None) -> Way:
    if row is None:
        raise LookupError
    (way,) = row
    return None if way is None else tuple(_step(*s) for s in way)


def _rows_of_passages(passages: Passages) -> Row:
    return [[words, _plain(edits)] for words, edits in passages]


def _passages_from(rows: Row | None) -> Passages:
    if rows is None:
        raise LookupError
    return tuple((str(words), _edits(edits)) for words, edits in rows)


def _row_of_published(page: Published) -> Row:
    """All but the HTML itself, which the edits come to."""
    return [
        [_plain(edits) for edits in page.rounds],
        page.fixed,
        [cells_of(finding) for finding in page.brought_in],
        page.titles,
        page.gone,
        None if page.passages is None else _rows_of_passages(page.passages),
    ]


def _published_from(row: Row, html: str) -> Published:
    rounds, fixed, brought_in, titles, gone, passages = row
    made = tuple(map(_edits, rounds))
    return Published(
        reduce(apply_edits, made, html),
        made,
        int(fixed),
        tuple(map(finding_of, brought_in)),
        {anchor: (before, after) for anchor, (before, after) in titles.items()},
        tuple(gone),
        None if passages is None else _passages_from(passages),
    )


def _step(
    before: str,
    after: str,
    needed: bool = False,
    heading: bool = False,
    edits: Row | None = None,
    first: int = 0,
    words: str = "",
    word: Row | None = None,
) -> Step:
    return Step(before, after, needed, heading, _edits(edits or []), first, words, tuple(word or (0, 0)))


def _plain(edits: Iterable[Edit]) -> list[list[Any]]:
    return [[edit.start, edit.end, edit.replacement] for edit in edits]


def _edits(rows: list[list[Any]]) -> tuple[Edit, ...]:
    return tuple(Edit(*row) for row in rows)
