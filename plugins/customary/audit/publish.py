"""Rewrites what is published of a project in the way in which its sources would be rewritten.

A site generator turns each source into HTML and copies its words around: into titles, the navigation, the
table of contents, search. The source decides, once, and every copy follows: the evidence of the source goes
along with its HTML, and whatever stands around the pages takes over what was decided for the same words.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from customary.audit.formats import FORMATS
from customary.audit.model import FILLERS, Finding, Passage, Scope, Settings
from customary.audit.pack import Lexicon
from customary.audit.run import Examined, examine, judge_words
from customary.audit.sense import Evidence
from customary.text import Edit, apply_edits

HTML = FORMATS["html"]
_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*["']?([^"'\s>]+)""")
_PERMALINK = re.compile(r'<a\b[^>]*class="[^"]*headerlink[^"]*"[^>]*>.*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NEAR = 24
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[A-Za-z ]*")
_PLAIN_END = re.compile(r"[A-Za-z ]*$")
_ROUNDS = 4
Relative = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of one page: its settings, and what its source told."""

    settings: Settings
    lexicon: Lexicon
    evidence: Evidence = field(default_factory=Evidence)
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = ()
    """Those of the source that may hold a word that is looked for."""
    customers: int = 0


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


class Publisher:
    """Rewrites one site, and remembers what was decided for each run of words."""

    def __init__(self) -> None:
        self._decided: dict[str, Relative | None] = {}

    def read(self, text: str, format_name: str, source: Source) -> Source:
        """`source` with what the page's `text` tells."""
        raw = text.encode("utf-8", "replace")
        if not source.lexicon.prefilter.search(raw) and b"ustomer" not in raw:
            return source
        seen = examine(text, FORMATS[format_name], source.lexicon, source.settings, count=True)
        source = replace(source, passages=seen.passages, customers=seen.customers)
        return replace(source, evidence=seen.evidence, findings=seen.findings)

    def body(self, html: str, source: Source) -> Published:
        """The page's HTML with its `auto` fixes."""
        before, fixed = html, 0
        first: Examined | None = None
        gone: tuple[str, ...] = ()
        for _ in range(_ROUNDS):
            seen = examine(html, HTML, source.lexicon, source.settings, source.evidence)
            sure = [f for f in seen.findings if f.fix == "auto"]
            if first is None:
                first, gone = seen, tuple(filter(None, (_row(html, f) for f in sure)))
                self._remember(seen.passages, sure)
            if not sure:
                break
            html = apply_edits(html, {edit for f in sure for edit in f.edits})
            fixed += len(sure)
            if not seen.waiting:
                break
        new = _brought_in(first, source) if first else ()
        return Published(html, fixed, new, _titles(before, html), gone)

    def line(self, words: str, source: Source, scope: Scope = "title") -> str:
        """A title, a label or a description of the page with its `auto` fixes."""
        if not source.lexicon.wanted.search(words):
            return words
        seen = judge_words(words, scope, source.lexicon, source.settings, source.evidence)
        sure = [f for f in seen.findings if f.fix == "auto"]
        self._remember(seen.passages, sure)
        return apply_edits(words, {edit for f in sure for edit in f.edits})

    def rest(self, html: str, source: Source) -> Published:
        """What a theme puts around pages: words that were decided before stay as decided, the others are
        judged on their own, so that they are the same on every page."""
        seen = examine(html, HTML, source.lexicon, source.settings, Evidence())
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

    def _remember(self, passages: Iterable[Passage], sure: list[Finding]) -> None:
        """Note for each passage what was done with it; two pages that did different things cancel out."""
        for passage in passages:
            words = passage.text.strip()
            at = passage.start + passage.text.index(words) if words else 0
            edits = tuple(
                Edit(e.start - at, e.end - at, e.replacement)
                for f in sure
                for e in f.edits
                if at <= e.start and e.end <= at + len(words)
            )
            known = self._decided.setdefault(words, edits)
            if known != edits:
                self._decided[words] = None


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
    known = set(_neighbours(source.passages, source.findings))
    here = _neighbours(seen.passages, seen.findings)
    return tuple(
        f for f, words in zip(seen.findings, here, strict=True) if f.fix != "none" and words not in known
    )


def _neighbours(passages: Sequence[Passage], findings: Sequence[Finding]) -> list[str]:
    """Each finding with the words to its left and right, the same in a source and in its HTML."""
    found = []
    for f in findings:
        texts = (
            (p.text[: f.start - p.start], p.text[f.end - p.start :])
            for p in passages
            if p.start <= f.start < p.end and p.text[f.start - p.start] not in FILLERS
        )
        left, right = next(texts, ("", ""))
        words = [*_WORD.findall(left)[-2:], f.surface, *_WORD.findall(right)[:2]]
        found.append(" ".join((f.rule, *words)).casefold())
    return found


def _row(html: str, finding: Finding) -> str:
    """The finding with its neighbours as plain words; "" where there are too few to be sure of them."""
    before = _PLAIN_END.search(html, max(0, finding.start - _NEAR), finding.start)
    after = _PLAIN.match(html, finding.end, finding.end + _NEAR)
    row = (before[0] if before else "") + finding.surface + (after[0] if after else "")
    return row.strip() if len(row) > len(finding.surface) + 8 else ""
