"""reStructuredText: sections, lists, tables, directives whose body is prose; literal blocks are not."""

from __future__ import annotations

import re

from customary.audit.formats.canvas import Canvas, plain
from customary.audit.formats.hits import Hits
from customary.audit.formats.running import urls
from customary.audit.model import CODE, MARKUP, URL, Passage, Scope

Line = tuple[int, int, int]
"""Start of the content, end, columns of indentation."""

PROSE_DIRECTIVES = frozenset(
    """admonition attention caution danger error hint important note tip warning seealso topic sidebar rubric
    versionadded versionchanged deprecated epigraph highlights pull-quote compound container figure table
    list-table glossary todo only dropdown tab-item tab-set grid grid-item card""".split()  # noqa: SIM905
)
"""Directives whose body is text. Every other body is a name, a program or data."""
TITLED = frozenset(
    """admonition topic sidebar rubric table list-table dropdown tab-item card attention caution danger error
    hint important note tip warning seealso todo deprecated versionadded versionchanged""".split()  # noqa: SIM905
)
DIRECTIVE = re.compile(r"\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?(?P<name>[A-Za-z][\w:.+-]*?)::(?:[ \t]+|$)")
NOTE = re.compile(r"\.\.[ \t]+\[[^\]\n]+\][ \t]+")
ADORNED = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t\r]*$")
ITEM = re.compile(r"(?:[-*+•]|(?:\d{1,9}|[A-Za-z#])[.)]|\((?:\d{1,9}|[A-Za-z#])\))[ \t]+(?=\S)")
FIELD = re.compile(r":(?P<name>[^:\s][^:\n]*):(?=[ \t]|$)[ \t]*")
ROW = re.compile(r"[^|\n]+")
SIMPLE_RULE = re.compile(r"=+(?:[ \t]+=+)+[ \t\r]*$")
INLINE = re.compile(
    r"""(?P<literal>``.+?``(?!`))
      | (?::(?P<role>[A-Za-z][\w:.+-]{0,60}):)?`(?P<text>[^`]+)`
        (?P<ref>__?)?(?::(?P<after>[A-Za-z][\w:.+-]{0,60}):)?
      | (?P<note>\[[^\]\n]{1,99}\]_) | (?P<substitution>\|[^|\n]{1,200}\|_{0,2})
      | (?P<name>\b[A-Za-z0-9][\w.-]{0,100}?_{1,2}(?![\w`])) | (?P<escape>\\.) | (?P<mark>\*{1,2})""",
    re.VERBOSE | re.DOTALL,
)
TARGET = re.compile(r"\s*<[^<>]*>$")
PROSE_ROLES = frozenset("emphasis strong sub sup subscript superscript title title-reference t".split())  # noqa: SIM905
LINKING_ROLES = frozenset("ref doc numref any download".split())  # noqa: SIM905


def passages(text: str, wanted: re.Pattern[str] | None = None) -> list[Passage]:
    """The prose of a reStructuredText document, in source order."""
    hits = Hits(text, wanted)
    return _Document(text, hits).read() if hits else []


class _Document:
    """A walk over the lines, with what indentation says about them."""

    def __init__(self, text: str, hits: Hits) -> None:
        self.text = text
        self.hits = hits
        self.lines = _split(text)
        self.made: list[Passage] = []
        self.styles: list[str] = []
        self.heading = ""

    def read(self) -> list[Passage]:
        """Every passage of the document."""
        at = 0
        while at < len(self.lines):
            at = self._block(at)
        self.made.sort(key=lambda passage: passage.start)
        return self.made

    def _block(self, at: int) -> int:
        start, end, _ = self.lines[at]
        if start == end:
            return at + 1
        if self.text.startswith("..", start) and (end - start == 2 or self.text[start + 2] in " \t"):
            return self._explicit(at)
        if self.text.startswith(">>>", start):
            return self._until_blank(at)
        if self._is_heading(at):
            return self._heading(at)
        if SIMPLE_RULE.match(self.text, start, end):
            return self._simple_table(at)
        if ADORNED.match(self.text, start, end) or self.text.startswith("__ ", start):
            return at + 1
        if self.text.startswith(("+-", "+="), start):
            return self._grid(at)
        return self._paragraph(at)

    # Sections.

    def _is_heading(self, at: int) -> bool:
        text, lines = self.text, self.lines
        start, end, _ = lines[at]
        if ADORNED.match(text, start, end):  # an overline
            return (
                at + 2 < len(lines)
                and self._underlines(at + 2, at + 1)
                and text[start] == text[lines[at + 2][0]]
            )
        return at + 1 < len(lines) and self._underlines(at + 1, at)

    def _underlines(self, below: int, above: int) -> bool:
        start, end, indent = self.lines[below]
        words = self.lines[above]
        if words[0] == words[1] or indent or not ADORNED.match(self.text, start, end):
            return False
        return end - start >= min(words[1] - words[0], 4) and not ADORNED.match(self.text, words[0], words[1])

    def _heading(self, at: int) -> int:
        start, end, _ = self.lines[at]
        over = ADORNED.match(self.text, start, end) is not None
        title = at + 1 if over else at
        style = self.text[self.lines[title + 1][0]] * (2 if over else 1)
        if style not in self.styles:
            self.styles.append(style)
        first, last, _ = self.lines[title]
        made = self._canvas([(first, last)]).passage("heading", "", min(self.styles.index(style) + 1, 6))
        self.heading = plain(made.text) if made else ""
        if made and self.hits.within(first, last):
            self.made.append(made)
        return title + 2

    # Explicit markup.

    def _explicit(self, at: int) -> int:
        start, end, indent = self.lines[at]
        if note := NOTE.match(self.text, start, end):
            self.lines[at] = (note.end(), end, indent + 3)
            return self._paragraph(at) if note.end() < end else at + 1
        directive = DIRECTIVE.match(self.text, start, end)
        name = directive["name"].lower() if directive else ""
        if directive and name == "replace":
            self._emit([(directive.end(), end)], "paragraph")
        if not directive or (name not in PROSE_DIRECTIVES and name not in ("image", "figure", "code-block")):
            return self._past(at + 1, indent)
        if name in TITLED:
            self._argument(directive, name, end)
        after = self._options(at + 1, indent)
        return after if name in PROSE_DIRECTIVES else self._past(after, indent)

    def _argument(self, directive: re.Match[str], name: str, end: int) -> None:
        start = directive.end()
        if name.startswith(("version", "deprecated")):
            version = re.compile(r"\S+[ \t]*").match(self.text, start, end)
            start = version.end() if version else start
        self._emit(
            [(start, end)], "caption" if name in ("topic", "sidebar", "rubric", "table") else "paragraph"
        )

    def _options(self, at: int, indent: int) -> int:
        """The field list of a directive: alt, caption and title are prose."""
        while at < len(self.lines):
            start, end, columns = self.lines[at]
            option = FIELD.match(self.text, start, end)
            if start == end or columns <= indent or not option:
                return at
            name = option["name"].lower()
            if name in ("alt", "caption", "title"):
                self._emit([(option.end(), end)], "alt" if name == "alt" else "caption")
            at += 1
        return at

    def _past(self, at: int, indent: int) -> int:
        """The first line from `at` on that is not indented by more than `indent`."""
        while at < len(self.lines):
            start, end, columns = self.lines[at]
            if start < end and columns <= indent:
                break
            at += 1
        return at

    def _until_blank(self, at: int) -> int:
        while at < len(self.lines) and self.lines[at][0] < self.lines[at][1]:
            at += 1
        return at

    # Tables.

    def _grid(self, at: int) -> int:
        while at < len(self.lines):
            start, end, _ = self.lines[at]
            if start == end or self.text[start] not in "+|":
                break
            if self.text[start] == "|":
                for cell in ROW.finditer(self.text, start, end):
                    self._emit([cell.span()], "cell")
            at += 1
        return at

    def _simple_table(self, at: int) -> int:
        at += 1
        while at < len(self.lines):
            start, end, _ = self.lines[at]
            if SIMPLE_RULE.match(self.text, start, end):
                if at + 1 == len(self.lines) or self.lines[at + 1][0] == self.lines[at + 1][1]:
                    return at + 1
            elif start < end:
                for cell in re.compile(r"\S+(?:[ \t]\S+)*").finditer(self.text, start, end):
                    self._emit([cell.span()], "cell")
            at += 1
        return at

    # Paragraphs, items, terms.

    def _paragraph(self, at: int) -> int:
        start, end, indent = self.lines[at]
        scope: Scope = "paragraph"
        first = start
        if item := ITEM.match(self.text, start, end):
            first, scope = item.end(), "item"
        elif field := FIELD.match(self.text, start, end):
            first = field.end()
        elif self.text.startswith("| ", start):
            first = start + 2
        taken = [(first, end)]
        body = indent + (first - start)
        at += 1
        while at < len(self.lines) and self._goes_on(at, indent, body, len(taken)):
            taken.append(self.lines[at][:2])
            at += 1
        if at < len(self.lines) and len(taken) == 1 and first == start and self._is_term(at, indent):
            scope = "term"
        self._emit(taken, scope)
        if self.text[: taken[-1][1]].endswith("::"):
            return self._past(at, indent)
        return at

    def _goes_on(self, at: int, indent: int, body: int, lines: int) -> bool:
        start, end, columns = self.lines[at]
        if start == end or columns < indent:
            return False
        if columns != body and not (lines > 1 and columns == self.lines[at - 1][2]):
            return False
        marks = ITEM.match(self.text, start, end) or FIELD.match(self.text, start, end)
        return not marks and not self.text.startswith(("| ", ".. "), start)

    def _is_term(self, at: int, indent: int) -> bool:
        start, end, columns = self.lines[at]
        return start < end and columns > indent

    # From lines to passages.

    def _emit(self, lines: list[tuple[int, int]], scope: Scope) -> None:
        start, end = lines[0][0], lines[-1][1]
        if start >= end or not self.hits.within(start, end):
            return
        made = self._canvas(lines).passage(scope, self.heading)
        if made:
            self.made.append(made)

    def _canvas(self, lines: list[tuple[int, int]]) -> Canvas:
        text, start, position = self.text, lines[0][0], lines[0][0]
        parts: list[str] = []
        for first, last in lines:
            parts += (re.sub(r"[^\r\n]", " ", text[position:first]), text[first:last])
            position = last
        canvas = Canvas("".join(parts), start)
        for a, b in urls(canvas.shown):
            canvas.fill(a, b, URL)
        for found in INLINE.finditer(canvas.shown):
            _paint(canvas, found)
        return canvas


def _paint(canvas: Canvas, found: re.Match[str]) -> None:
    start, end = found.span()
    if found["escape"] or found["mark"]:
        canvas.fill(start, start + 1 if found["escape"] else end, MARKUP)
    elif found["text"] is None:
        canvas.fill(start, end, MARKUP if found["note"] else CODE)
    else:
        _paint_interpreted(canvas, found)


def _paint_interpreted(canvas: Canvas, found: re.Match[str]) -> None:
    """Text in backquotes: prose where a target is given apart, or where the role is one of text."""
    start, end = found.span()
    role = found["role"] or found["after"] or ""
    target = TARGET.search(found["text"])
    prose = role in PROSE_ROLES or bool(target and (found["ref"] or role in LINKING_ROLES))
    if not prose:
        canvas.fill(start, end, CODE)
        return
    first = found.start("text")
    canvas.fill(start, first, MARKUP)
    canvas.fill(first + target.start() if target else found.end("text"), end, MARKUP)


def _split(text: str) -> list[Line]:
    lines = []
    for found in re.finditer(r"([ \t]*)([^\r\n]*)(?:\r\n|\n|\r|\Z)", text):
        indent = len(found[1].expandtabs(8))
        stripped = found[2].rstrip()
        lines.append((found.start(2), found.start(2) + len(stripped), indent))
    return lines
