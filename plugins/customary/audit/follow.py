"""From a page's source to its HTML without reading the HTML: each word is followed to where it went.

A generator keeps a page's words in their order. So the words that are looked for are met in the HTML one
after the other, each between the same letters as in the source, and the edits of the source are made there.
Where anything is otherwise (a word more or less, other letters beside it, a tag inside what is changed),
nothing is followed: then the HTML has to be read (`publish`). So it has where words come from elsewhere or
leave their order: a short one that never shows (in a comment, in a macro's name) could be taken for them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from customary.audit.formats.front_matter import end_of_head
from customary.audit.model import MARKUP, Passage, Scope
from customary.audit.stems import Prefilter
from customary.text import Edit

if TYPE_CHECKING:
    from customary.audit.run import Examined

NEAR = 20
"""Letters to either side that are compared."""
_SOURCE, _PAGE = 2 * NEAR, 8 * NEAR
"""Characters in which they are looked for: a page has tags between them."""
_IN_TAGS: frozenset[Scope] = frozenset(("alt", "tooltip", "label", "placeholder", "abbreviation"))
_FROM_ELSEWHERE = ("{{", "{%", "--8<--")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:", re.MULTILINE)
"""A footnote: it is published at the end."""
_NEAR_LETTERS = re.compile(rf"(?:[^A-Za-z]*[A-Za-z]){{0,{NEAR}}}")
_ENTITY = re.compile(r"&[a-z]+;")
_NO_LETTERS = bytes(c for c in range(128) if not chr(c).isalpha())
_TAG = re.compile(r"<[^>]*>")
_LONGER = len("&amp;") - len("&")
PROSE_ATTRIBUTE = re.compile(
    r"""\b(?:alt|title|aria-label|content|placeholder|label)\s*=\s*(["'])(?=(?:(?!\1)[^<])*\Z)"""
)


class Step(NamedTuple):
    """One place of the source where a word of the rules stands, or only looks as if it did."""

    before: str
    """The text to its left as a reader sees it, with at most NEAR letters."""
    after: str
    """The text from its first letter on, likewise."""
    needed: bool = False
    """Whether the page must show it: it was judged."""
    heading: bool = False
    edits: tuple[Edit, ...] = ()
    """What is done there, counted from the first character that changes."""
    first: int = 0
    words: str = ""
    """Where that one stands, counted from the place, and the text from there to the end of the last edit."""
    word: tuple[int, int] = (0, 0)
    """Where the word itself stands, counted from the place."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What becomes of a page's HTML."""

    edits: tuple[Edit, ...]
    fixed: int
    """How many findings they fix."""
    places: tuple[tuple[int, int], ...]
    """Where the words stood that were rewritten."""
    headings: bool
    """Whether one of them stood in a heading."""


def steps(text: str, seen: Examined, prefilter: Prefilter) -> tuple[Step, ...] | None:
    """The way through the document `text`; None where its words can't be followed."""
    if seen.waiting or any(o.passage.scope in _IN_TAGS for o, _ in seen.decided):
        return None
    if any(sign in text for sign in _FROM_ELSEWHERE):
        return None
    body, note = end_of_head(text), _NOTE.search(text) if "[^" in text else None
    places = [at for at in sorted(set(prefilter.starts(text))) if at >= body and not _in_a_comment(text, at)]
    if note and places and places[-1] > note.start():
        return None  # a note stands somewhere else than it was written
    starts = [passage.start for passage in seen.passages]
    judged = {o.start: o.end for o, _ in seen.decided}
    edits = {f.start: f.edits for f in seen.findings if f.fix == "auto"}
    made: list[Step] = []
    for at in places:
        nth = bisect_right(starts, at) - 1
        passage = seen.passages[nth] if nth >= 0 and at < seen.passages[nth].end else None
        word = next((start for start, end in judged.items() if start <= at < end), -1)
        step = _step(text, at, passage)
        if word >= 0 and passage:
            end = judged.pop(word)
            step = step._replace(needed=True, heading=passage.scope == "heading", word=(word - at, end - at))
            step = _with_edits(step, text, at, edits.pop(word, ()))
        made.append(step)
    return None if any(start >= body for start in edits) else tuple(made)


def _in_a_comment(text: str, at: int) -> bool:
    return text.rfind("<!--", 0, at) > text.rfind("-->", 0, at)


def _with_edits(step: Step, text: str, at: int, edits: Sequence[Edit]) -> Step:
    if not edits:
        return step
    first, last = min(e.start for e in edits), max(e.end for e in edits)
    moved = tuple(Edit(e.start - first, e.end - first, e.replacement) for e in edits)
    return step._replace(edits=moved, first=first - at, words=text[first:last])


def follow(html: str, way: Sequence[Step], prefilter: Prefilter) -> Followed | None:
    """What the steps of a source come to in its `html`; None where they can't be followed there."""
    edits: list[Edit] = []
    places: list[tuple[int, int]] = []
    nth, headings = 0, False
    for at in sorted(set(prefilter.starts(html))):
        opened = html.rfind("<", 0, at)
        if opened > html.rfind(">", 0, at):
            if PROSE_ATTRIBUTE.search(html, opened, at):
                return None
            continue
        around = partial(_around, html, at)
        while nth < len(way) and not (_as_written(way[nth], html, at) or _agree(way[nth], *around())):
            if way[nth].needed:
                return None
            nth += 1
        if nth == len(way):
            return None
        step, nth = way[nth], nth + 1
        if step.edits:
            made = _written_in(html, at, step)
            if made is None:
                return None
            edits += made
            places.append((at + step.word[0], at + step.word[1]))
            headings |= step.heading
    if any(step.needed for step in way[nth:]):
        return None
    return Followed(tuple(sorted(set(edits))), len(places), tuple(places), headings)


def _written_in(html: str, at: int, step: Step) -> list[Edit] | None:
    """The edits of the step where its word stands at `at`; None where other words stand around it."""

    def moved(offset: int) -> int:
        return offset + _LONGER * step.words.count("&", 0, offset)

    start = at - moved(-step.first) if step.first < 0 else at + step.first
    if not html.startswith(step.words.replace("&", "&amp;"), start):
        return None
    return [Edit(start + moved(e.start), start + moved(e.end), e.replacement) for e in step.edits]


def _step(text: str, at: int, passage: Passage | None) -> Step:
    """The letters around `at`: of its passage, as far as a reader sees it, or of its line."""
    if passage is None:
        first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        return Step(
            _last(text[max(first, at - _SOURCE) : at]), _first(text[at : last if last >= 0 else None])
        )
    here, shown = at - passage.start, passage.text
    low, high = max(0, here - _PAGE), min(len(shown), here + _PAGE)
    left, right = text[passage.start + low : at], text[at : passage.start + high]
    if MARKUP in shown:
        left = "".join(_visible(left, shown[low:here]))
        right = "".join(_visible(right, shown[here:high]))
    return Step(_last(left), _first(right))


def _visible(text: str, shown: str) -> Iterator[str]:
    return (c for c, seen in zip(text, shown, strict=True) if seen != MARKUP)


def _around(html: str, at: int) -> tuple[str, str]:
    """The letters before and after `at` that a reader sees."""
    left, right = html[max(0, at - _PAGE) : at], html[at : at + _PAGE]
    inside = left.find(">")
    if inside >= 0 and not 0 <= left.find("<") < inside:
        left = left[inside + 1 :]
    cut = right.rfind("<")
    if cut > right.rfind(">"):
        right = right[:cut]
    if "<" in left:
        left = _TAG.sub("", left)
    if "<" in right:
        right = _TAG.sub("", right)
    return _letters(left)[-NEAR:], _letters(right)[:NEAR]


def _letters(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub("", text)
    return text.encode("ascii", "ignore").translate(None, _NO_LETTERS).lower().decode("ascii")


def _as_written(step: Step, html: str, at: int) -> bool:
    """Whether the page says to the sign what the source says: it mostly does, and that is seen at once."""
    return html.startswith(step.after, at) and html.endswith(step.before, 0, at)


def _agree(step: Step, before: str, after: str) -> bool:
    """Whether as many letters as both have are the same."""
    mine, yours = _letters(step.before)[-NEAR:], _letters(step.after)[:NEAR]
    left, right = min(len(mine), len(before)), min(len(yours), len(after))
    return before[len(before) - left :] == mine[len(mine) - left :] and after[:right] == yours[:right]


def _first(text: str) -> str:
    """The beginning of `text` with at most NEAR letters."""
    return text[: _end_of_letters(text)]


def _last(text: str) -> str:
    """The end of `text` with at most NEAR letters."""
    return text[len(text) - _end_of_letters(text[::-1]) :]


def _end_of_letters(text: str) -> int:
    found = _NEAR_LETTERS.match(text)
    return found.end() if found else 0
