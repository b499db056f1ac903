"""Rewrites what is published of a project in the way in which its sources would be rewritten.

A site generator turns each source into HTML and copies its words around: into titles, the navigation, the
table of contents, search. The source decides, once, and every copy follows: the evidence of the source goes
along with its HTML, and whatever stands around the pages takes over what was decided for the same words.
"""

from __future__ import annotations

import html as entities
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from customary.audit.follow import PROSE_ATTRIBUTE, Step, follow, steps
from customary.audit.formats import FORMATS
from customary.audit.model import MARKUP, Decision, Evidence, Finding, Passage, Scope, Settings
from customary.audit.pack import Lexicon
from customary.audit.stems import Prefilter
from customary.audit.survey import Sighting
from customary.text import Edit, apply_edits

if TYPE_CHECKING:  # what judges is loaded where there is something to judge: a known site has nothing
    from customary.audit.run import Examined

HTML = FORMATS["html"]
Relative = tuple[Edit, ...]
_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*["']?([^"'\s>]+)""")
_PERMALINK = re.compile(r'<a\b[^>]*class="[^"]*headerlink[^"]*"[^>]*>.*?</a>', re.DOTALL)
_TITLE = re.compile(
    r"^(?:#{1,6}|title:|description:)(?P<said>.*)|^(?P<underlined>\S.*)\n(?:=+|-+)[ \t]*$", re.MULTILINE
)
_BESIDE = re.compile(r"\]\([^)]*\)|\{[^}]*\}")
"""In a heading's source: addresses and attributes."""
_TAG = re.compile(r"<[^>]*>")
_HIDDEN = ("script", "style")
_PIECES = 3_000
"""So many pieces of a theme are remembered before it is begun anew: as many as stay near the processor."""
_NEAR = 24
_NO_LETTERS = re.compile(r"[^A-Za-z]+")
_PLAIN = re.compile(r"[A-Za-z ]*")
_PLAIN_END = re.compile(r"[A-Za-z ]*$")
_ROUNDS = 4


Way = tuple[Step, ...] | None
"""How to follow a source's words into its HTML; None where that can't be done."""
Passages = tuple[tuple[str, Relative], ...]
"""The words of each passage that was looked at, with its edits."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a source told about its words."""

    customers: int = 0
    """How often it says customer."""
    findings: tuple[Finding, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    """Words whose fate hangs on who the customers are."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of one page: its settings, and what its source told."""

    settings: Settings
    lexicon: Lexicon
    told: Told = Told()
    # Called where they are wanted: whoever knows the HTML as well has no need of them, and to keep them
    # all takes more time than it saves.
    evidence: Callable[[], Evidence] = Evidence
    """What judges the words that only the HTML shows."""
    way: Callable[[], Way] = lambda: None
    passages: Callable[[], Passages] = tuple
    text: str = ""
    """The source itself, for a page whose HTML has to be read."""
    format: str = "markdown"


@dataclass(frozen=True, slots=True)
class Published:
    """A page's HTML after its fixes."""

    html: str
    rounds: tuple[Relative, ...] = ()
    """The edits that came to that, each round counted in the HTML that the one before left."""
    fixed: int = 0
    """How many findings were fixed."""
    brought_in: tuple[Finding, ...] = ()
    """Findings whose words are not in the source: a snippet, a macro or a theme brought them in."""
    titles: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The words of each rewritten heading before and after, by the heading's id ("" for the first one
    without)."""
    gone: tuple[str, ...] = ()
    """Words in a row that stood in the HTML and were rewritten: nothing published should have them."""
    passages: Passages | None = None
    """Those of the HTML where that was read; None where its source's passages say it all."""


class Publisher:
    """Rewrites one site, and remembers what was decided for each run of words."""

    def __init__(self) -> None:
        self._decided: dict[str, Relative | None] = {}
        self._noted: list[Callable[[], Passages]] = []
        """Passages that were decided, and are not among them yet."""
        self._lines: set[str] = set()
        """The letters of every title and label as it is published."""
        self._plain: set[str] = set()
        """Pieces of what a theme put around the pages so far, without a word of the rules."""
        self._last: list[str] = []
        """The items of the page before, "" for those with such a word."""

    def read(self, path: str, text: str, format_name: str, source: Source) -> Source:
        """`source` with what the `text` of the page at `path` tells."""
        from customary.audit.run import customers_in, examine
        from customary.audit.survey import sightings

        format = FORMATS[format_name]
        customers = customers_in(text, format)
        source = replace(source, text=text, format=format_name)
        if not source.lexicon.prefilter.search(text.encode("utf-8", "replace")):
            return replace(source, told=Told(customers), way=tuple)
        seen = examine(text, format, source.lexicon, source.settings, explain=False)
        sure = [f for f in seen.findings if f.fix == "auto"]
        asked = tuple(sightings(path, seen, source.lexicon, source.settings))
        told = Told(customers, seen.findings, asked)
        way = steps(text, seen, source.lexicon.prefilter)
        passages = tuple(p for p in _by_passage(seen.passages, sure) if MARKUP not in p[0])
        return replace(
            source, told=told, evidence=lambda: seen.evidence, way=lambda: way, passages=lambda: passages
        )

    def body(self, html: str, source: Source) -> Published:
        """The page's HTML with its `auto` fixes."""
        prefilter = source.lexicon.prefilter
        if not prefilter.starts(html):
            return Published(html)
        way = source.way()
        followed = None if way is None else follow(html, way, prefilter)
        if followed is None:
            return self._read(html, source)
        if not followed.edits:
            return Published(html)
        after = apply_edits(html, followed.edits)
        titles = _titles(html, after) if followed.headings else {}
        gone = tuple(filter(None, (_row(html, *place) for place in followed.places)))
        return Published(after, (followed.edits,), followed.fixed, (), titles, gone)

    def _read(self, html: str, source: Source) -> Published:
        """`body` where a page has more or less than its source."""
        from customary.audit.run import examine_published

        before, evidence = html, source.evidence()
        known = _decisions(source, evidence)
        fixed, rounds = 0, list[Relative]()
        first: Examined | None = None
        gone: tuple[str, ...] = ()
        passages: Passages = ()
        for _ in range(_ROUNDS):
            seen = examine_published(html, HTML, source.lexicon, source.settings, evidence, known)
            sure = [f for f in seen.findings if f.fix == "auto"]
            if first is None:
                first, gone = seen, tuple(filter(None, (_row(html, f.start, f.end) for f in sure)))
                passages = tuple(_by_passage(seen.passages, sure))
            if not sure:
                break
            rounds.append(tuple(sorted({edit for f in sure for edit in f.edits})))
            html = apply_edits(html, rounds[-1])
            fixed += len(sure)
            if not seen.waiting:
                break
        new = _brought_in(first, known) if first else ()
        return Published(html, tuple(rounds), fixed, new, _titles(before, html), gone, passages)

    def line(self, words: str, source: Source, scope: Scope = "title") -> str:
        """A title, a label or a description of the page with its `auto` fixes."""
        if not source.lexicon.wanted.search(words):
            return words
        from customary.audit.run import judge_words

        seen = judge_words(words, scope, source.lexicon, source.settings, source.evidence())
        sure = [f for f in seen.findings if f.fix == "auto"]
        passages = tuple(_by_passage(seen.passages, sure))
        self._noted.append(lambda: passages)
        after = apply_edits(words, {edit for f in sure for edit in f.edits})
        self.settle(after)
        return after

    def settle(self, words: str) -> None:
        """Note that a title or a label has got its final words, wherever it shows."""
        self._lines.add(letters_of(words))

    def rest(self, html: str, source: Source, text: str = "") -> Published:
        """What a theme puts around the page that was made of `text`: words that were decided before stay as
        decided, the others are judged on their own, so that they are the same on every page."""
        shown = [letters_of(words) for words in self._shown(html, source.lexicon.prefilter)]
        unknown = {letters for letters in shown if letters not in self._lines}
        if not unknown or unknown <= (titles := _titles_in(text)):
            return Published(html)
        from customary.audit.run import examine_published

        seen = examine_published(html, HTML, source.lexicon, source.settings, Evidence(), {})
        decided = self._decided_so_far()
        edits: set[Edit] = set()
        open_ones: list[Finding] = []
        for passage in seen.passages:
            words = passage.text.strip()
            letters = letters_of(words)
            if letters in titles or letters in self._lines:
                continue
            if words in decided:
                at = passage.start + passage.text.index(words)
                edits |= {Edit(at + e.start, at + e.end, e.replacement) for e in decided[words] or ()}
                continue
            inside = [f for f in seen.findings if passage.start <= f.start < passage.end]
            edits |= {edit for f in inside if f.fix == "auto" for edit in f.edits}
            open_ones += inside
        made = tuple(sorted(edits))
        return Published(apply_edits(html, made), (made,), len(made), tuple(open_ones))

    def _shown(self, html: str, prefilter: Prefilter) -> list[str]:
        """The words around a page among which one of the rules may stand. A theme says much the same around
        every page, so each item of a list in it, and each piece of one that is new, is looked at once."""
        items, plain = html.split("</li>"), self._plain
        if len(plain) > max(_PIECES, 4 * len(items)):
            plain.clear()
        # Most of them stand where they stood around the page before: to compare is faster than to look up.
        last = self._last if len(self._last) == len(items) else [""] * len(items)
        fresh = [at for at, item in enumerate(items) if item != last[at] and item not in plain]
        pieces = [[piece for piece in f">{items[at]}".split("<") if piece not in plain] for at in fresh]
        new = [piece for some in pieces for piece in some]
        ends = [*accumulate(len(piece) + 1 for piece in new)]
        held = {bisect_right(ends, at) for at in prefilter.starts("<".join(new))}
        told = {nth: words for nth in sorted(held) if (words := [*_words_in(new[nth], prefilter)])}
        plain.update(piece for nth, piece in enumerate(new) if nth not in told)
        for at, some in zip(fresh, pieces, strict=True):
            if plain.issuperset(some):
                plain.add(items[at])
            else:
                items[at] = ""  # to be looked at around the next page as well
        self._last = items
        return [word for words in told.values() for word in words]

    def note(self, page: Published, source: Source) -> Published:
        """Note what was done on the page, for whatever repeats its words; `page` again."""
        passages = page.passages
        self._noted.append(source.passages if passages is None else lambda: passages)
        return page

    def _decided_so_far(self) -> dict[str, Relative | None]:
        """What was done with the words of each passage; None where two pages did different things."""
        for passages in self._noted:
            for words, edits in passages():
                known = self._decided.setdefault(words, edits)
                if known != edits:
                    self._decided[words] = None
        self._noted.clear()
        return self._decided


def _titles_in(text: str) -> set[str]:
    """The letters of the title and the headings of a page's source: a theme repeats them as they are."""
    titles = (found["said"] or found["underlined"] or "" for found in _TITLE.finditer(text))
    return {letters_of(_BESIDE.sub("", title)) for title in titles}


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


def _brought_in(seen: Examined, known: Mapping[str, Decision]) -> tuple[Finding, ...]:
    from customary.audit.run import place_of

    new = {o.start for o, _ in seen.decided if place_of(o) not in known}
    return tuple(f for f in seen.findings if f.fix != "none" and f.start in new)


def _words_in(piece: str, prefilter: Prefilter) -> Iterator[str]:
    """The attribute that is prose, and the text after the tag, if a word of the rules may stand there. A
    `piece` begins within a tag, just after its "<"."""
    closed = piece.find(">")
    for at in prefilter.starts(piece):
        if closed < 0 or at < closed:
            if attribute := PROSE_ATTRIBUTE.search(piece, 0, at):
                yield piece[attribute.end() : piece.find(attribute[1], at)]
        elif not piece.startswith(_HIDDEN):
            yield piece[closed + 1 :]


def _decisions(source: Source, evidence: Evidence) -> dict[str, Decision]:
    """What was decided about each word of a page's source, by its place (`run.place_of`), without places that
    look alike and were decided differently."""
    from customary.audit.run import examine, place_of

    found: dict[str, Decision] = {}
    unlike: set[str] = set()
    format = FORMATS[source.format]
    seen = examine(source.text, format, source.lexicon, source.settings, evidence, explain=False)
    for o, decision in seen.decided:
        place = place_of(o)
        if found.setdefault(place, decision).fix != decision.fix:
            unlike.add(place)
    return {place: decision for place, decision in found.items() if place not in unlike}


def letters_of(text: str) -> str:
    """The letters of `text` in lower case, without anything between them."""
    return _NO_LETTERS.sub("", text).lower()


def _row(html: str, start: int, end: int) -> str:
    """The word from `start` to `end` with its neighbours as plain words; "" where they are too few."""
    before = _PLAIN_END.search(html, max(0, start - _NEAR), start)
    after = _PLAIN.match(html, end, end + _NEAR)
    row = (before[0] if before else "") + html[start:end] + (after[0] if after else "")
    return row.strip() if len(row) > end - start + 8 else ""
