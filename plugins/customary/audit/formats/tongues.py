"""Text that an element's `lang` says is not English: the rules are English, so it is left alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from customary.audit.formats.canvas import HAS_LETTER
from customary.audit.formats.tags import BLOCKS, LOOSE_TAG, VOID, element_ends
from customary.audit.model import CODE, Passage

LANG = re.compile(r"lang(?:(?<=\slang)|(?<=\sxml:lang))\s*=\s*[\"']?\s*([A-Za-z]+)")
IN_LIST = re.compile(r"\{:?[ ]*(?:[^{}\n]*[ ])?lang\s*=\s*[\"']?([A-Za-z]+)[^{}\n]*\}")
"""The same in an attribute list of Markdown."""
_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS, key=len, reverse=True))})(?=[\s/>])", re.IGNORECASE)
_LINE_ENDS = "\r\n"
Ranges = list[tuple[int, int]]
Listed = Callable[[str, re.Match[str]], tuple[int, int]]


def other_tongues(text: str, code: Iterable[tuple[int, int]] = (), listed: Listed | None = None) -> Ranges:
    """The ranges of `text` in a language other than English, in order and apart from each other.

    An element says so by `lang` (or `xml:lang`), and one inside it may say `lang="en"` again. Tags that
    stand in the ranges `code` are examples. The root element speaks for the page (`language_of`). `listed`
    says what an attribute list belongs to, where the format has them.
    """
    forms = [LANG, IN_LIST] if listed else [LANG]
    if not any(_is_other(found) for form in forms for found in form.finditer(text)):
        return []
    text = _blanked(text, code)
    told = [*_elements(text)]
    if listed:
        told += [(*listed(text, found), _is_other(found)) for found in IN_LIST.finditer(text)]
    return _apart(sorted(told, key=lambda one: (one[0], -one[1])))


def _elements(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, is it another language) of each element that says its language."""
    ends, block = element_ends(text), -1
    for tag in LOOSE_TAG.finditer(text):
        found = LANG.search(text, tag.start("rest"), tag.end("rest")) if not tag["close"] else None
        name = tag["name"].lower()
        if found and name != "html":
            end = ends[tag.start()]
            if end == tag.end() and name not in VOID:  # nothing closes it: it goes on to the next block
                if block < end:
                    after = _BLOCK.search(text, end)
                    block = after.start() if after else len(text)
                end = block
            yield tag.start(), end, _is_other(found)


def without(passages: list[Passage], ranges: Ranges) -> list[Passage]:
    """`passages` with what lies in `ranges` painted over as code is; those without a letter left are gone."""
    if not ranges:
        return passages
    ends = [end for _, end in ranges]
    painted = (_painted(p, ranges, bisect_right(ends, p.start)) for p in passages)
    return [passage for passage in painted if passage]


def _blanked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in sorted(ranges):
        if end > at:
            parts += [text[at : max(start, at)], " " * (end - max(start, at))]
            at = end
    return "".join([*parts, text[at:]])


def _is_other(found: re.Match[str]) -> bool:
    return not found[1].lower().startswith("en")


def _apart(told: Iterable[tuple[int, int, bool]]) -> Ranges:
    """What the elements (start, end, is it another language) come to: the innermost has the last word."""
    open_ones: list[tuple[int, bool]] = []
    ranges: Ranges = []
    at = 0

    def up_to(end: int) -> None:
        nonlocal at
        if open_ones and open_ones[-1][1] and end > at:
            first = ranges.pop()[0] if ranges and ranges[-1][1] == at else at
            ranges.append((first, end))
        at = max(at, end)

    for start, end, other in [*told, (-1, -1, False)]:
        while open_ones and (start < 0 or open_ones[-1][0] <= start):
            up_to(open_ones[-1][0])
            open_ones.pop()
        if start >= 0:
            up_to(start)
            open_ones.append((min(end, open_ones[-1][0]) if open_ones else end, other))
    return ranges


def _painted(passage: Passage, ranges: Ranges, first: int) -> Passage | None:
    """The passage, with the ranges from number `first` on taken out."""
    text, parts, at = passage.text, list[str](), 0
    for nth in range(first, len(ranges)):
        start, end = (min(max(place - passage.start, 0), len(text)) for place in ranges[nth])
        if start == len(text):
            break
        parts += [text[at:start], *(c if c in _LINE_ENDS else CODE for c in text[start:end])]
        at = end
    if not at:
        return passage
    text = "".join([*parts, text[at:]])
    return replace(passage, text=text) if HAS_LETTER.search(text) else None
