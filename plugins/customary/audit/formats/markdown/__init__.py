"""Markdown as MkDocs reads it: Python-Markdown with admonitions, tabs, tables, footnotes, attribute
lists and the rest, and CommonMark's constructs where the two differ in letter only.

Where the readings differ on what is code, code wins: a word that is left alone can be reported later,
a changed program can't. The document is walked from one unindented block to the next; only blocks that
hold a wanted word are read closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from customary.audit.formats.front_matter import end_of_head, head_passages
from customary.audit.formats.hits import Hits
from customary.audit.formats.markdown.blocks import Blocks
from customary.audit.formats.markdown.inline import TICKS, normal_label
from customary.audit.formats.markdown.opaque import Opaque
from customary.audit.formats.tongues import other_tongues, without
from customary.audit.model import Passage

GAP = re.compile(r"\n[ \t\r]*\n(?=[^\s])")
ITEM = re.compile(r"^[-*+] (?=\S)", re.MULTILINE)
LONG = 2000
LABEL = re.compile(r"[ >]{0,9}\[(?!\^)((?:[^\[\]\\\n]|\\.){1,999})\]:")


def passages(text: str, wanted: re.Pattern[str] | None = None) -> list[Passage]:
    """The prose of a Markdown document, in source order."""
    hits = Hits(text, wanted)
    if not hits:
        return []
    body = end_of_head(text)
    made = list(head_passages(text)) if hits.within(0, body) else []
    opaque = Opaque(text)
    hits.leave_out(opaque.ranges)
    blocks = Blocks(text, hits, opaque, _labels(text), body)
    for start, end in _chunks(text, body, opaque):
        if hits.within(start, end):
            for first, last in _items(text, start, end, opaque):
                if hits.within(first, last):
                    blocks.read(first, last)
        if not hits.left_after(end):
            break
    made += blocks.made
    made.sort(key=lambda passage: passage.start)
    if made and "lang" in text:
        from customary.audit.suppress import listed  # which reads documents itself

        return without(made, other_tongues(text, _code(text, opaque), listed))
    return made


def _code(text: str, opaque: Opaque) -> Iterator[tuple[int, int]]:
    """What stands in code, where a tag is an example."""
    yield from opaque.ranges
    at = text.find("`")
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield from _ticked(text, at, end)
        at = text.find("`", end)


def _ticked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between as many backticks on both sides."""
    runs = [run.span() for run in TICKS.finditer(text, start, end)]
    closers: dict[int, list[tuple[int, int]]] = {}
    for run in reversed(runs):
        closers.setdefault(run[1] - run[0], []).append(run)
    at = start
    for run in runs:
        same = closers[run[1] - run[0]]
        same.pop()  # itself
        if run[0] >= at and same:
            at = same[-1][1]
            yield run[0], at


def _chunks(text: str, start: int, opaque: Opaque) -> Iterator[tuple[int, int]]:
    """The document from one unindented line after a blank one to the next: nothing is open there."""
    position = start
    while gap := GAP.search(text, position):
        end = opaque.end_at(gap.end())
        if end >= 0:
            position = max(end - 1, gap.start() + 1)
            continue
        position = gap.end()
        yield start, position
        start = position
        position -= 1
    yield start, len(text)


def _items(text: str, start: int, end: int, opaque: Opaque) -> Iterator[tuple[int, int]]:
    """A long list (a record of changes) item by item, where nothing can be open from one to the next."""
    if end - start < LONG or not ITEM.match(text, start) or text.find("<", start, end) >= 0:
        yield start, end
        return
    after = (found.start() for found in ITEM.finditer(text, start + 1, end))
    bounds = [start, *(at for at in after if opaque.end_at(at) < 0), end]
    yield from pairwise(bounds)


def _labels(text: str) -> frozenset[str]:
    """The labels of all reference definitions, as they are compared."""
    labels: set[str] = set()
    at = text.find("]:")
    while at >= 0:
        if found := LABEL.match(text, text.rfind("\n", 0, at) + 1):
            labels.add(normal_label(found[1]))
            at = max(at, found.end() - 2)
        at = text.find("]:", at + 2)
    return frozenset(labels)
