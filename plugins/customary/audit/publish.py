"""Rewrites what is published of a project in the way in which its sources would be rewritten.

A site generator turns each source into HTML and copies its words around: into titles, the navigation, the
table of contents, search. The source decides, once, and every copy follows: the evidence of the source goes
along with its HTML, and whatever stands around the pages takes over what was decided for the same words.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from customary.audit.formats import FORMATS
from customary.audit.model import Finding, Passage, Scope, Settings
from customary.audit.pack import Lexicon
from customary.audit.run import (
    Decided,
    Examined,
    customers_in,
    examine,
    examine_published,
    judge_words,
    place_of,
)
from customary.audit.sense import Decision, Evidence
from customary.audit.survey import Sighting, sightings
from customary.text import Edit, apply_edits

HTML = FORMATS["html"]
Relative = tuple[Edit, ...]
_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*["']?([^"'\s>]+)""")
_PERMALINK = re.compile(r'<a\b[^>]*class="[^"]*headerlink[^"]*"[^>]*>.*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_HIDDEN = ("<script", "<style")
_PROSE_ATTRIBUTE = re.compile(
    r"""\b(?:alt|title|aria-label|content|placeholder|label)\s*=\s*(["'])(?=[^"']*\Z)"""
)
_NEAR = 24
_NO_LETTERS = re.compile(r"[^A-Za-z]+")
_PLAIN = re.compile(r"[A-Za-z ]*")
_PLAIN_END = re.compile(r"[A-Za-z ]*$")
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of one page: its settings, and what its source told."""

    settings: Settings
    lexicon: Lexicon
    evidence: Evidence = field(default_factory=Evidence)
    findings: tuple[Finding, ...] = ()
    customers: int = 0
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """What was decided about each word, by its place (`run.place_of`)."""
    sightings: tuple[Sighting, ...] = ()
    """Words whose fate hangs on who the customers are."""
    letters: str = ""
    """The letters of the source, without anything between them."""


@dataclass(frozen=True, slots=True)
class Published:
    """A page's HTML after its fixes."""

    html: str
    fixed: int
    """How many findings were fixed."""
    brought_in: tuple[Finding, ...]
    """Findings whose words are not in the source: a snippet, a macro or a theme brought them in."""
    titles: dict[str, tuple[str, str]]
    """The words of each rewritten heading before and after, by the heading's id ("" for the first one
    without)."""
    gone: tuple[str, ...] = ()
    """Words in a row that stood in the HTML and were rewritten: nothing published should have them."""
    rounds: tuple[Relative, ...] = ()
    """The edits that were made, one row after the other."""
    passages: tuple[tuple[str, Relative], ...] = ()
    """The words of each passage that was looked at, with its edits."""


class Publisher:
    """Rewrites one site, and remembers what was decided for each run of words."""

    def __init__(self) -> None:
        self._decided: dict[str, Relative | None] = {}
        self._lines: set[str] = set()
        """The letters of every title and label that was decided, before and after."""

    def read(self, path: str, text: str, format_name: str, source: Source) -> Source:
        """`source` with what the `text` of the page at `path` tells."""
        format = FORMATS[format_name]
        source = replace(source, customers=customers_in(text, format))
        if not source.lexicon.prefilter.search(text.encode("utf-8", "replace")):
            return source
        seen = examine(text, format, source.lexicon, source.settings)
        return replace(
            source,
            evidence=seen.evidence,
            findings=seen.findings,
            decisions=_by_place(seen.decided),
            sightings=tuple(sightings(path, seen, source.lexicon, source.settings)),
            letters=letters_of(text),
        )

    def body(self, html: str, source: Source) -> Published:
        """The page's HTML with its `auto` fixes."""
        if _is_settled(html, source):
            return Published(html, 0, (), {})
        before, fixed, rounds = html, 0, []
        first: Examined | None = None
        gone: tuple[str, ...] = ()
        passages: tuple[tuple[str, Relative], ...] = ()
        for _ in range(_ROUNDS):
            seen = examine_published(
                html, HTML, source.lexicon, source.settings, source.evidence, source.decisions
            )
            sure = [f for f in seen.findings if f.fix == "auto"]
            if first is None:
                first, gone = seen, tuple(filter(None, (_row(html, f) for f in sure)))
                passages = tuple(_by_passage(seen.passages, sure))
                self.remember(passages)
            if not sure:
                break
            rounds.append(tuple(sorted({edit for f in sure for edit in f.edits})))
            html = apply_edits(html, rounds[-1])
            fixed += len(sure)
            if not seen.waiting:
                break
        new = _brought_in(first, source) if first else ()
        return Published(html, fixed, new, _titles(before, html), gone, tuple(rounds), passages)

    def line(self, words: str, source: Source, scope: Scope = "title") -> str:
        """A title, a label or a description of the page with its `auto` fixes."""
        if not source.lexicon.wanted.search(words):
            return words
        seen = judge_words(words, scope, source.lexicon, source.settings, source.evidence)
        sure = [f for f in seen.findings if f.fix == "auto"]
        self.remember(_by_passage(seen.passages, sure))
        self.settle(words)
        return apply_edits(words, {edit for f in sure for edit in f.edits})

    def settle(self, words: str) -> None:
        """Note that a title or a label has got its final words, wherever it shows."""
        self._lines.add(letters_of(words))

    def rest(self, html: str, source: Source, letters: str = "") -> Published:
        """What a theme puts around a page with these `letters`: words that were decided before stay as
        decided, the others are judged on their own, so that they are the same on every page."""
        if all(
            letters_of(words) in self._lines or letters_of(words) in letters for words in _shown(html, source)
        ):
            return Published(html, 0, (), {})
        seen = examine_published(html, HTML, source.lexicon, source.settings, Evidence(), {})
        edits: set[Edit] = set()
        open_ones: list[Finding] = []
        for passage in seen.passages:
            words = passage.text.strip()
            if words in self._decided:
                at = passage.start + passage.text.index(words)
                known = self._decided[words] or ()
                edits |= {Edit(at + e.start, at + e.end, e.replacement) for e in known}
                continue
            inside = [f for f in seen.findings if passage.start <= f.start < passage.end]
            edits |= {edit for f in inside if f.fix == "auto" for edit in f.edits}
            open_ones += inside
        return Published(apply_edits(html, edits), len(edits), tuple(open_ones), {})

    def remember(self, passages: Iterable[tuple[str, Relative]]) -> None:
        """Note for each passage what was done with it; two pages that did different things cancel out."""
        for words, edits in passages:
            known = self._decided.setdefault(words, edits)
            if known != edits:
                self._decided[words] = None


def _by_passage(passages: Iterable[Passage], sure: list[Finding]) -> Iterator[tuple[str, Relative]]:
    """The words of each passage, and the edits in it, counted from its first word."""
    for passage in passages:
        words = passage.text.strip()
        at = passage.start + passage.text.index(words) if words else 0
        inside = (e for f in sure for e in f.edits if at <= e.start and e.end <= at + len(words))
        yield words, tuple(Edit(e.start - at, e.end - at, e.replacement) for e in inside)


def title_after(words: str, page: Published) -> str | None:
    """What becomes of a title that repeats one of the page's headings; None where it repeats none."""
    wanted = " ".join(words.split())
    for before, after in page.titles.values():
        if before == wanted:
            return after
    return words if any(visible(h[3]) == wanted for h in _HEADING.finditer(page.html)) else None


def visible(html: str) -> str:
    """The words of a piece of HTML, on one line."""
    return " ".join(entities.unescape(_TAG.sub("", _PERMALINK.sub("", html))).split())


def _titles(before: str, after: str) -> dict[str, tuple[str, str]]:
    """The headings that differ. Both texts have the same headings: only words were changed."""
    if before == after:
        return {}
    titles: dict[str, tuple[str, str]] = {}
    for old, new in zip(_HEADING.finditer(before), _HEADING.finditer(after), strict=False):
        if old[3] != new[3]:
            name = _ID.search(old[2])
            titles.setdefault(name[1] if name else "", (visible(old[3]), visible(new[3])))
    return titles


def _brought_in(seen: Examined, source: Source) -> tuple[Finding, ...]:
    new = {o.start for o, _ in seen.decided if place_of(o) not in source.decisions}
    return tuple(f for f in seen.findings if f.fix != "none" and f.start in new)


def _shown(html: str, source: Source) -> Iterator[str]:
    """Each run of text, and each attribute that is prose, in which a word of the rules may stand."""
    # Drawings are full of numbers and say nothing; a page of Material holds a hundred of them.
    html = _DRAWING.sub("", html)
    for at in source.lexicon.prefilter.starts(html):
        opened, closed = html.rfind("<", 0, at), html.rfind(">", 0, at)
        if opened > closed:
            attribute = _PROSE_ATTRIBUTE.search(html, opened, at)
            if attribute:
                yield html[attribute.end() : html.find(attribute[1], at)]
        elif not html.startswith(_HIDDEN, html.rfind("<", 0, max(closed, 0))):
            end = html.find("<", at)
            yield html[closed + 1 : end if end >= 0 else len(html)]


def _by_place(decided: Iterable[Decided]) -> dict[str, Decision]:
    """The decisions by place, without places that look alike and were decided differently."""
    found: dict[str, Decision] = {}
    unlike: set[str] = set()
    for o, decision in decided:
        place = place_of(o)
        if found.setdefault(place, decision).fix != decision.fix:
            unlike.add(place)
    return {place: decision for place, decision in found.items() if place not in unlike}


def _is_settled(html: str, source: Source) -> bool:
    """Whether nothing is to be rewritten in the source, and the HTML has no word that it doesn't have."""
    if any(f.fix == "auto" for f in source.findings):
        return False
    prefilter = source.lexicon.prefilter
    return all(
        letters_of(part[max(0, at - 24) : at + 24]) in source.letters
        for part in _TAG.split(html)
        if len(part) > 3
        for at in prefilter.starts(part)
    )


def letters_of(text: str) -> str:
    """The letters of `text` in lower case, without anything between them."""
    return _NO_LETTERS.sub("", text).lower()


def _row(html: str, finding: Finding) -> str:
    """The finding with its neighbours as plain words; "" where there are too few to be sure of them."""
    before = _PLAIN_END.search(html, max(0, finding.start - _NEAR), finding.start)
    after = _PLAIN.match(html, finding.end, finding.end + _NEAR)
    row = (before[0] if before else "") + finding.surface + (after[0] if after else "")
    return row.strip() if len(row) > len(finding.surface) + 8 else ""
