"""The blocks of Markdown: which lines are headings, items, cells, code, and which lines are prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from customary.audit.formats.canvas import Canvas
from customary.audit.formats.hits import Hits
from customary.audit.formats.html import SCOPES as HTML_SCOPES
from customary.audit.formats.markdown.headings import CLOSED_HEADING, Headings
from customary.audit.formats.markdown.inline import Inline
from customary.audit.formats.markdown.lines import Line, dedented, indented, split
from customary.audit.formats.markdown.opaque import Opaque
from customary.audit.formats.tags import attribute_passages
from customary.audit.model import MARKUP, Passage, Scope

DEEPEST = 40
"""Quotes and lists within each other. What is deeper is read as one paragraph."""

START = re.compile(
    r"""(?P<heading>\#{1,6}(?=[ \t]|$|[^\s\#!]))
      | (?P<rule>(?:\*[ \t]*+){3,}$|(?:-[ \t]*+){3,}$|(?:_[ \t]*+){3,}$)
      | (?P<quote>>)
      | (?P<call>(?:!!!|\?\?\?\+?)[ \t]*[A-Za-z"]|===[!+]{0,2}[ \t]*")
      | (?P<footnote>\[\^[^\]\s]{1,200}\]:)
      | (?P<abbreviation>\*\[[^\]]{1,200}\]:)
      | (?P<definition>:[ \t]{1,3}(?=\S))
      | (?P<item>(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))
      | (?P<directive>:::|///)
      | (?P<snippet>;?-{1,4}8<-)
      | (?P<reference>\[(?!\^)(?:[^\[\]\\]|\\.){1,999}\]:)
      | (?P<script>import\s+(?:[\w*{$][^\n]*\bfrom\s*)?["']
        |export\s+(?:const|default|function|let|var|class|async)\b)
      | (?P<attributes>\{:?[ ]*[.\#][^{}]*\}[ \t]*$|\{:[^{}]*\}[ \t]*$)""",
    re.VERBOSE,
)
INTERRUPTS = frozenset(
    """heading rule quote call footnote abbreviation directive snippet reference attributes""".split()  # noqa: SIM905
)
CONTAINERS = frozenset(("quote", "footnote", "definition", "item"))
BULLET = re.compile(r"(?:[-*+]|1[.)])[ \t]+\S")
MEANING = re.compile(r":[ \t]{1,3}\S")
SETEXT = re.compile(r"(=+|-+)[ \t\r]*$")
DELIMITERS = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?>(?:\|[ \t]*:?-+:?[ \t]*)*)\|?[ \t\r]*$")
CELL = re.compile(r"(?:\\.|(`+)(?:(?!\1).)+?\1(?!`)|[^|\\`]++|`)+", re.DOTALL)
TASK = re.compile(r"\[[ xX]\](?=\s)")
ALERT = re.compile(r"\[![A-Za-z]+\][+-]?[ \t]*(?=\S|$)")
DEFINED = re.compile(
    r"""[ \t]*(?:<[^<>]*>|\S+)(?:[ \t]+(?:"(?P<d>.*)"|'(?P<s>.*)'|\((?P<p>.*)\)))?[ \t\r]*$"""
)
TITLE_LINE = re.compile(r"""[ \t>]*(?:"(?P<d>.*)"|'(?P<s>.*)'|\((?P<p>.*)\))[ \t\r]*$""")
QUOTED = re.compile(r'"(?P<title>(?:\\.|[^"\\])+)"')
HTML_BLOCK = re.compile(
    r"<(/?)(?:div|section|article|aside|main|header|footer|nav|table|ul|ol|dl|details|center|blockquote|form|figure)"
    r"(?=[\s>])([^>]*)>",
    re.IGNORECASE,
)


class Blocks:
    """Reads chunks of a document, in order; `made` holds the passages."""

    def __init__(self, text: str, hits: Hits, opaque: Opaque, labels: frozenset[str], body: int) -> None:
        self.text = text
        self.hits = hits
        self.opaque = opaque
        self.labels = labels
        self.made: list[Passage] = []
        self._headings = Headings(text, opaque, labels, body)
        self._inside_html = 0

    def read(self, start: int, end: int) -> None:
        """Read the text from `start` to `end`, at whose start nothing is open."""
        self._inside_html = 0
        self._lines(split(self.text, start, end), "paragraph", 0)

    # Blocks of lines.

    def _lines(self, lines: list[Line], scope: Scope, depth: int) -> None:
        if not lines or not self.hits.within(lines[0][0], lines[-1][1] + 1):
            return
        at = 0
        while at < len(lines):
            at = self._block(lines, at, scope, depth)

    def _block(self, lines: list[Line], at: int, scope: Scope, depth: int) -> int:
        """Read the block that starts with line `at`; the number of the line after it."""
        start, end = lines[at]
        content, indent = indented(self.text, start, end)
        if content == end:
            return at + 1
        hidden = self.opaque.end_at(content)
        if hidden >= end or (hidden >= 0 and end in self.opaque.ends_by_line):
            return self._skip(lines, at, hidden)
        if indent >= 4 and not self._inside_html and end not in self.opaque.ends_by_line:
            return self._code(lines, at)
        found = START.match(self.text, content, end)
        kind = found.lastgroup if found and depth < DEEPEST else None
        if end in self.opaque.ends_by_line and kind not in CONTAINERS:
            return self._opening(lines, at, scope)
        if found and kind in _BLOCKS:
            return _BLOCKS[kind](self, lines, at, found, scope, depth)
        if at + 1 < len(lines) and self._is_table(lines, at):
            return self._table(lines, at)
        return self._paragraph(lines, at, scope)

    def _skip(self, lines: list[Line], at: int, hidden: int) -> int:
        """Go on after the opaque range; what stands behind it on its last line is prose."""
        while at < len(lines) and lines[at][1] <= hidden:
            at += 1
        if at < len(lines) and lines[at][0] < hidden:
            lines[at] = (hidden, lines[at][1])
        return at

    def _opening(self, lines: list[Line], at: int, scope: Scope) -> int:
        """A line that opens a fence, or has words before something opaque."""
        start, end = lines[at]
        content, _ = indented(self.text, start, end)
        mark = self.text[content : content + 3]
        if mark in ("```", "~~~"):
            for made in attribute_passages(self.text, content, end, "", {"title": "caption"}):
                self._keep(made)
        else:
            self._emit([(start, end)], scope)
        return self._skip(lines, at, self.opaque.ends_by_line[end])

    def _code(self, lines: list[Line], at: int) -> int:
        while at < len(lines):
            content, indent = indented(self.text, *lines[at])
            if indent < 4 and content < lines[at][1]:
                break
            at += 1
        return at

    def _heading_line(
        self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int
    ) -> int:
        start, end = found.end(), lines[at][1]
        self._emit([(start, end)], "heading", found.end() - found.start())
        return at + 1

    def _rule(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        return at + 1

    def _quote(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        """Lines with `>`, and lines that go on lazily."""
        inner: list[Line] = []
        lazy = False
        while at < len(lines):
            start, end = lines[at]
            content, indent = indented(self.text, start, end)
            if content < end and self.text[content] == ">" and indent < 4:
                content += 1
                if self.text.startswith(" ", content) and content < end:
                    content += 1
                lazy = content < end
                inner.append((content, end))
            elif lazy and content < end and not self._interrupts(content, end):
                inner.append((start, end))
            else:
                break
            at += 1
        if inner and (alert := ALERT.match(self.text, *inner[0])):
            inner[0] = (alert.end(), inner[0][1])
        self._lines(inner, "quote", depth + 1)
        return at

    def _call(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        """An admonition, a details block or a tab: its title, then what is indented below."""
        title = QUOTED.search(self.text, found.end() - 1, lines[at][1])
        if title:
            self._emit([title.span("title")], "caption")
        return self._body(lines, at + 1, 4, scope, depth)

    def _footnote(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        """A footnote; within other blocks Python-Markdown takes its first paragraph only."""
        return self._container(lines, at, found.end(), 4 if depth == 0 else 99, scope, depth)

    def _definition(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        return self._container(lines, at, found.end(), 4, "item" if scope == "paragraph" else scope, depth)

    def _item(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        start, end = lines[at]
        content, indent = indented(self.text, start, end)
        marked = indent + found.end() - content
        after, offset = indented(self.text, found.end(), end, marked)
        width = offset - marked
        offset = offset if 1 <= width <= 4 else marked + 1
        if width > 4 and after < end:
            after = found.end() + 1  # an item that starts with code
        if task := TASK.match(self.text, after, end):
            after = task.end()
        if (call := START.match(self.text, after, end)) and call.lastgroup == "call":
            self._hide_code(lines, at + 1)
        return self._container(lines, at, after, offset, "item" if scope == "paragraph" else scope, depth)

    def _hide_code(self, lines: list[Line], at: int) -> None:
        """Where an admonition opens on its item's own line, Python-Markdown reads what stands at once
        below it, eight columns in, as code."""
        while at < len(lines):
            content, indent = indented(self.text, *lines[at])
            if indent < 8 or content == lines[at][1]:
                break
            lines[at] = (lines[at][1], lines[at][1])
            at += 1

    def _container(
        self, lines: list[Line], at: int, after: int, offset: int, scope: Scope, depth: int
    ) -> int:
        """What starts in the middle of line `at` and goes on where lines are indented by `offset`."""
        first = (after, lines[at][1])
        hidden = self.opaque.ends_by_line.get(first[1], -1)
        taken, until = self._indented_lines(lines, at + 1, offset, after < lines[at][1], hidden)
        self._lines([first, *taken], scope, depth + 1)
        return until

    def _body(self, lines: list[Line], at: int, offset: int, scope: Scope, depth: int) -> int:
        taken, until = self._indented_lines(lines, at, offset, lazily=False)
        self._lines(taken, scope, depth + 1)
        return until

    def _indented_lines(
        self, lines: list[Line], at: int, far: int, lazily: bool, hidden: int = -1
    ) -> tuple[list[Line], int]:
        """The lines from `at` on that belong to a body whose text starts in column `far`, dedented.

        Whatever is opaque, up to `hidden` and further down, belongs to it however it is indented.
        Four columns are enough for Python-Markdown; where CommonMark wants more, it reads code after a
        blank line, and code wins.
        """
        offset = min(far, 4)
        taken: list[Line] = []
        blank = False
        while at < len(lines):
            start, end = lines[at]
            if start < hidden:
                taken.append((dedented(self.text, start, end, offset), end))
                at += 1
                continue
            content, indent = indented(self.text, start, end)
            if content == end:
                taken.append((end, end))
                blank = True
            elif indent >= (far if blank else offset):
                taken.append((dedented(self.text, start, end, offset), end))
                blank, lazily = False, True
            elif lazily and not blank and not self._interrupts(content, end, in_list=True):
                taken.append((content, end))
            else:
                break
            hidden = self.opaque.ends_by_line.get(end, hidden)
            at += 1
        return taken, at

    def _abbreviation(
        self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int
    ) -> int:
        self._emit([(found.end(), lines[at][1])], "abbreviation")
        return at + 1

    def _directive(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        """`::: name` and `/// name | title`: only a title is prose; options below are not."""
        end = lines[at][1]
        title = re.compile(
            r"[:/]{3,}[ \t]*[\w-]+(?:\[(?P<b>[^\]]*)\]|[ \t]*\|(?P<p>.*)|[ \t]+(?P<t>[^{].*))"
        ).match(self.text, found.start(), end)
        if title and title.lastgroup and not re.search(r"\w\.\w", title[title.lastgroup]):
            self._emit([title.span(title.lastgroup)], "caption")
        at += 1
        if at < len(lines) and indented(self.text, *lines[at])[1] >= 4:
            return self._code(lines, at)
        return at

    def _snippet(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        """A line that names a file, or all lines up to the next mark."""
        rest = self.text[found.end() : lines[at][1]].strip("- \t\r")
        at += 1
        if rest:
            return at
        for nth in range(at, len(lines)):
            if self.text.startswith("--8<--", indented(self.text, *lines[nth])[0]):
                return nth + 1
        return at

    def _reference(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        """A reference definition: only its title is prose."""
        start, end = found.end(), lines[at][1]
        after = at + 1
        if indented(self.text, start, end)[0] == end and after < len(lines):
            start, end = lines[after]
            after += 1
        target = DEFINED.match(self.text, start, end)
        if not target or start == end:
            return self._paragraph(lines, at, scope)
        if (
            not target.lastgroup
            and after < len(lines)
            and (title := TITLE_LINE.match(self.text, *lines[after]))
        ):
            target, after = title, after + 1
        if target.lastgroup and target[target.lastgroup]:
            self._emit([target.span(target.lastgroup)], "tooltip")
        return after

    def _attributes(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        """A line of attributes for the block above."""
        heading = self._headings.above(found.start())
        for made in attribute_passages(self.text, found.start(), found.end(), heading):
            self._keep(made)
        return at + 1

    def _script(self, lines: list[Line], at: int, found: re.Match[str], scope: Scope, depth: int) -> int:
        """An import or export of MDX goes to the next blank line."""
        while at < len(lines) and indented(self.text, *lines[at])[0] < lines[at][1]:
            at += 1
        return at

    def _paragraph(self, lines: list[Line], at: int, scope: Scope) -> int:
        """Lines up to a blank one or one that starts something else; perhaps a heading or terms."""
        taken = [lines[at]]
        at += 1
        while at < len(lines):
            start, end = lines[at]
            content, indent = indented(self.text, start, end)
            if content == end or self.opaque.end_at(content) >= end:
                break
            if indent < 4:
                if under := SETEXT.match(self.text, content, end):
                    self._emit(taken, "heading", 1 if under[1][0] == "=" else 2)
                    return at + 1
                if MEANING.match(self.text, content, end):
                    for line in taken:
                        self._emit([line], "term")
                    return at
                if self._interrupts(content, end) or end in self.opaque.ends_by_line:
                    break
                if at + 1 < len(lines) and self._is_table(lines, at):
                    break
            taken.append((start, end))
            at += 1
        self._count_html(taken)
        self._emit(taken, scope)
        return at

    def _interrupts(self, content: int, end: int, in_list: bool = False) -> bool:
        """Does the line end a paragraph above it?"""
        found = START.match(self.text, content, end)
        if not found:
            return self.text.startswith(("```", "~~~"), content)
        if found.lastgroup == "item":
            return in_list or BULLET.match(self.text, content, end) is not None
        return found.lastgroup in INTERRUPTS

    def _count_html(self, taken: list[Line]) -> None:
        """Within an element that is open, an indented line is text, as Python-Markdown reads it."""
        if self.text.find("<", taken[0][0], taken[-1][1]) < 0:
            return
        for tag in HTML_BLOCK.finditer(self.text, taken[0][0], taken[-1][1]):
            if tag[1]:
                self._inside_html = max(self._inside_html - 1, 0)
            elif "markdown" not in tag[2]:
                self._inside_html += 1

    # Tables.

    def _is_table(self, lines: list[Line], at: int) -> bool:
        head, under = lines[at], lines[at + 1]
        text = self.text
        if text.find("|", *under) < 0 or text.find("|", *head) < 0:
            return False
        return DELIMITERS.match(text, *under) is not None

    def _table(self, lines: list[Line], at: int) -> int:
        first = at
        while at < len(lines):
            content, _ = indented(self.text, *lines[at])
            if content == lines[at][1] or (at > first + 1 and self._interrupts(content, lines[at][1])):
                break
            if at != first + 1 and self.hits.within(*lines[at]):
                self._row(content, lines[at][1])
            at += 1
        return at

    def _row(self, start: int, end: int) -> None:
        """Every cell of a row; a bar in inline code or after a backslash parts nothing."""
        for cell in CELL.finditer(self.text, start, end):
            self._emit([cell.span()], "cell")

    # From lines to passages.

    def _emit(self, lines: list[Line], scope: Scope, level: int = 0) -> None:
        start, end = lines[0][0], lines[-1][1]
        if end <= start or not self.hits.within(start, end):
            return
        canvas = Canvas(self._shown(lines), start)
        heading = "" if level else self._headings.above(start)
        walk = Inline(canvas, self.labels, heading)
        if level and (marks := CLOSED_HEADING.search(canvas.shown)):
            canvas.fill(marks.start(), marks.end(), MARKUP)
        walk.paint()
        for made in self._pieces(canvas, walk, scope, heading, level):
            self._keep(made)
        self.made += walk.apart

    def _pieces(
        self, canvas: Canvas, walk: Inline, scope: Scope, heading: str, level: int
    ) -> Iterable[Passage | None]:
        """The canvas, parted where tags of HTML blocks stand."""
        at, here, depth = 0, scope, level
        for start, end, name in walk.breaks:
            yield canvas.passage(here, "" if depth else heading, depth, at, start)
            here, at = HTML_SCOPES.get(name, scope), end
            depth = int(name[1]) if HTML_SCOPES.get(name) == "heading" else level
        yield canvas.passage(here, "" if depth else heading, depth, at)

    def _keep(self, made: Passage | None) -> None:
        if made:
            self.made.append(made)

    def _shown(self, lines: list[Line]) -> str:
        """The source from the first line to the last, with the marks that open lines as spaces."""
        text, parts, position = self.text, [], lines[0][0]
        for start, end in lines:
            parts.append(re.sub(r"[^\r\n]", " ", text[position:start]))
            parts.append(text[start:end])
            position = end
        return "".join(parts)


_Reader = Callable[[Blocks, list[Line], int, "re.Match[str]", Scope, int], int]
_BLOCKS: dict[str | None, _Reader] = {
    "heading": Blocks._heading_line, "rule": Blocks._rule, "quote": Blocks._quote, "call": Blocks._call,
    "footnote": Blocks._footnote, "abbreviation": Blocks._abbreviation, "definition": Blocks._definition,
    "item": Blocks._item, "directive": Blocks._directive, "snippet": Blocks._snippet,
    "reference": Blocks._reference, "script": Blocks._script, "attributes": Blocks._attributes,
}  # fmt: skip
