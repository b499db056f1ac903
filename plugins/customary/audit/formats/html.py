"""HTML: whole pages, and fragments of a page while a site is built.

A passage is the text between two tags that part blocks. Inline tags are MARKUP, so that a word split
over tags can be joined; a line break reads as a space, a character reference as its character.
Broken HTML is read as far as it goes; nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from customary.audit.formats import tags
from customary.audit.formats.canvas import Canvas, plain
from customary.audit.formats.contents import code_in_entries
from customary.audit.formats.hits import Hits
from customary.audit.formats.tongues import other_tongues, without
from customary.audit.model import CODE, MACRO, MARKUP, Passage, Scope

_STOP_NAMES = "|".join(sorted(tags.BLOCKS | tags.NOT_PROSE, key=len, reverse=True))
STOP = re.compile(
    rf"<(?:(?P<close>/?)(?P<name>{_STOP_NAMES})(?=[\s/>{MARKUP}])|(?P<comment>!--)|(?P<other>[!?]))", re.I
)
KEPT = re.compile(
    r"<[A-Za-z][^<>]*\b(?:translate\s*=\s*[\"']?no\b|arithmatex\b|mermaid\b|katex\b|MathJax)", re.IGNORECASE
)
MAY_BE_KEPT = re.compile(r"translate|arithmatex|mermaid|katex|mathjax", re.IGNORECASE)
INLINE = re.compile(r"<(?:!--|[!?]|/?[A-Za-z])|&[#A-Za-z]|\{[{%#]")
SCOPES: dict[str, Scope] = {
    "li": "item", "dd": "item", "dt": "term", "td": "cell", "th": "cell", "blockquote": "quote",
    "figcaption": "caption", "caption": "caption", "legend": "caption", "summary": "caption",
    "button": "label", "label": "label", "option": "label", "title": "title",
    "ul": "paragraph", "ol": "paragraph", "dl": "paragraph", "table": "paragraph",  # their end ends an item
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip
META: dict[str, Scope] = {
    "description": "description", "og:description": "description", "twitter:description": "description",
    "og:title": "title", "twitter:title": "title", "og:image:alt": "alt", "twitter:image:alt": "alt",
}  # fmt: skip


def passages(text: str, wanted: re.Pattern[str] | None = None) -> list[Passage]:
    """The prose of an HTML document or fragment, in source order."""
    hits = Hits(text, wanted)
    found = list(_Page(text, hits).passages()) if hits else []
    found.sort(key=lambda passage: passage.start)
    return without(found, other_tongues(text)) if found and "lang" in text else found


class _Page:
    """A walk over the tags that matter, with the elements that are open."""

    def __init__(self, text: str, hits: Hits) -> None:
        self.text = text
        self.hits = hits
        self.open: list[str] = []  # elements with a scope, outermost first
        self.counts = dict.fromkeys(SCOPES, 0)
        self.heading_range = (0, 0)
        self.heading_text: str | None = ""
        self.closers = tags.Closers(text)
        self.kept = _kept_ranges(text) if MAY_BE_KEPT.search(text) else []
        self.kept += code_in_entries(text)

    def passages(self) -> Iterator[Passage]:
        """Every passage; those of attributes come with their tag."""
        text, position, segment = self.text, 0, 0
        while True:
            stop = STOP.search(text, position)
            if not stop:
                break
            name = (stop["name"] or "").lower()
            position = self._after(stop, name)
            if name in tags.BLOCKS:
                yield from self._segment(segment, stop.start())
                yield from self._block_tag(stop, name)
                segment = position
                if not self.hits.left_after(stop.start()):
                    return
        yield from self._segment(segment, len(text))

    def _after(self, stop: re.Match[str], name: str) -> int:
        """Where the walk goes on: after the tag, the comment, or the element that is no prose."""
        text, at = self.text, stop.start()
        if stop["comment"]:
            end = text.find("-->", at + 2)
            return end + 3 if end >= 0 else len(text)
        if stop["other"]:
            return stop.end()
        tag = tags.tag_at(text, at)
        end = tag.end() if tag else stop.end()
        if name in tags.NOT_PROSE and not stop["close"] and not (tag and tag["rest"].endswith("/")):
            close = self.closers.of(name, end)
            return close if close >= 0 else _unclosed(text, name, end)
        return end

    def _block_tag(self, stop: re.Match[str], name: str) -> Iterator[Passage]:
        at = stop.start()
        if stop["close"]:
            self._leave(name, at)
            return
        tag = tags.tag_at(self.text, at)
        if not tag:
            return
        if self.hits.within(at, tag.end()):
            yield from self._attributes(tag, name)
        if name in SCOPES and not tag["rest"].endswith("/"):
            self._enter(name, tag.end())

    def _attributes(self, tag: re.Match[str], name: str) -> Iterator[Passage]:
        only = tags.PROSE_ATTRIBUTES
        if name == "meta":
            attributes = {
                m[1].lower(): (m[2] or m[3] or m[4] or "") for m in tags.ATTRIBUTE.finditer(tag["rest"])
            }
            scope = META.get((attributes.get("name") or attributes.get("property") or "").lower())
            only = {"content": scope} if scope else {}
        elif name == "link":
            only = {}  # it leads a program to another file: nobody reads its title
        yield from tags.attribute_passages(
            self.text, tag.start("rest"), tag.end("rest"), self._heading(), only
        )

    def _enter(self, name: str, at: int) -> None:
        if SCOPES[name] == "heading":
            self.heading_range, self.heading_text = (at, at), None
        self.open.append(name)
        self.counts[name] += 1

    def _leave(self, name: str, at: int) -> None:
        if not self.counts.get(name):
            return
        if SCOPES[name] == "heading":
            self.heading_range = (self.heading_range[0], at)
        while True:
            closed = self.open.pop()
            self.counts[closed] -= 1
            if closed == name:
                return

    def _heading(self) -> str:
        """The nearest heading above, read only when somebody asks."""
        if self.heading_text is None:
            start, end = self.heading_range
            inside = _inline(self.text, start, end, self.kept).passage("heading") if end > start else None
            self.heading_text = plain(inside.text) if inside else ""
        return self.heading_text

    def _segment(self, start: int, end: int) -> Iterator[Passage]:
        if end <= start or not self.hits.within(start, end):
            return
        if self.text.isspace() or not self.text[start:end].strip():
            return
        scope, level, heading = self._place()
        made = _inline(self.text, start, end, self.kept).passage(scope, heading, level)
        if made:
            yield made
        yield from _inline_attributes(self.text, start, end, heading, self.closers)

    def _place(self) -> tuple[Scope, int, str]:
        """Scope, heading level and heading of text that stands here."""
        name = self.open[-1] if self.open else ""
        scope: Scope = SCOPES.get(name, "paragraph")
        if scope == "heading":
            return scope, int(name[1]), ""
        if self.counts["blockquote"]:
            scope = "quote"
        return scope, 0, self._heading()


def _inline(text: str, start: int, end: int, kept: list[tuple[int, int]]) -> Canvas:
    """The canvas of `start` to `end` with tags, references, comments and code painted over."""
    canvas = Canvas(text[start:end], start)
    shown, position = canvas.shown, 0
    closers = tags.Closers(shown)
    while found := INLINE.search(shown, position):
        position = _paint(canvas, found, closers)
    for a, b in kept:
        if a < end and b > start:
            canvas.fill(max(a - start, 0), b - start, CODE)
    return canvas


def _paint(canvas: Canvas, found: re.Match[str], closers: tags.Closers) -> int:
    """Paint over the construct at `found`; where to go on."""
    shown, at, mark = canvas.shown, found.start(), found.group()
    if mark[0] == "&":
        entity = tags.ENTITY.match(shown, at)
        if entity:
            tags.read_entity(canvas, entity)
        return entity.end() if entity else at + 1
    if mark[0] == "{":
        closer = {"{": "}}", "%": "%}", "#": "#}"}[mark[1]]
        return _paint_to(canvas, at, closers.mark(closer, at + 2), closer, MACRO) or found.end()
    if mark == "<!--":
        return _paint_to(canvas, at, closers.mark("-->", at + 2), "-->", MARKUP) or _paint_rest(canvas, at)
    if mark in ("<!", "<?"):
        return _paint_to(canvas, at, closers.mark(">", at), ">", MARKUP) or found.end()
    return _paint_tag(canvas, at, closers)


def _paint_to(canvas: Canvas, at: int, end: int, closer: str, filler: str) -> int:
    """Paint up to and with `closer`, which stands at `end`; 0 where it is missing."""
    if end < 0:
        return 0
    canvas.fill(at, end + len(closer), filler)
    return end + len(closer)


def _paint_rest(canvas: Canvas, at: int) -> int:
    """A comment that nothing closes hides what follows, as in a browser."""
    canvas.fill(at, len(canvas.shown), MARKUP)
    return len(canvas.shown)


def _paint_tag(canvas: Canvas, at: int, closers: tags.Closers) -> int:
    shown = canvas.shown
    tag = tags.tag_at(shown, at)
    if not tag:
        return at + 1
    name, end = tag["name"].lower(), tag.end()
    if name in tags.NOT_PROSE and not tag["close"] and not tag["rest"].endswith("/"):
        close = closers.of(name, end)
        canvas.fill(at, end if close >= 0 else len(shown), MARKUP)
        canvas.fill(end, close if close >= 0 else len(shown), CODE)
        return close if close >= 0 else len(shown)
    canvas.fill(at, end, tags.fill_for(name))
    if name == "br":
        canvas.chars[at] = " "
    return end


def _inline_attributes(
    text: str, start: int, end: int, heading: str, closers: tags.Closers
) -> Iterator[Passage]:
    """The prose in attributes of inline tags (not of what stands in comments or code)."""
    while (at := text.find("<", start, end)) >= 0:
        if text.startswith("<!--", at):
            close = closers.mark("-->", at + 2)
            start = close + 3 if close >= 0 else end
        elif not (tag := tags.tag_at(text, at)):
            start = at + 1
        else:
            name, start = tag["name"].lower(), tag.end()
            if name in tags.NOT_PROSE and not tag["close"]:
                close = closers.of(name, start)
                start = close if close >= 0 else end
            elif not tag["close"]:
                yield from tags.attribute_passages(text, tag.start("rest"), tag.end("rest"), heading)


def _unclosed(text: str, name: str, at: int) -> int:
    """How far an element reaches that is never closed: code to the end of its line, a script for ever."""
    if name in ("script", "style", "textarea", "pre"):
        return len(text)
    return at


def _kept_ranges(text: str) -> list[tuple[int, int]]:
    """What formulas, diagrams and elements with translate="no" cover, apart from each other."""
    ends, ranges, last = tags.element_ends(text), list[tuple[int, int]](), -1
    for found in KEPT.finditer(text):
        end = ends.get(found.start(), found.end())
        if end > last:
            ranges.append((found.start(), end))
            last = end
    return ranges
