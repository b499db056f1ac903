"""What an author asks to keep, in the document itself.

The forms, each with an optional reason after `--`:

- **Word or line.** `<!-- audit: keep client -- the software -->` in a line with other words keeps the
  words named in that line; without a word, `<!-- audit: keep -->`, all of them. Nothing else in the line
  and nothing in other lines is hidden.
- **Block.** The same comment alone on its line keeps the words in the next block: one paragraph, heading,
  list item or table cell, with the alt texts and titles inside it. In a table, put it into the row.
- **Range.** `<!-- audit: off -->` to `<!-- audit: on -->`, or to the end of the file; with words,
  `<!-- audit: off client -->`, only those.
- **Page.** In the front matter `audit: off`, `audit: {keep: [client], reason: the software}`, or the
  same as a block of lines.
- **Element.** The class `audit-keep` or `data-audit="keep"` on an HTML element keeps all that it holds;
  in Markdown an attribute list `{ .audit-keep }` keeps the link, image, emphasis or code before it, or the
  whole block when it ends a heading or stands on a line of its own below a paragraph.

Several words are parted by commas: `keep client, guest`. A word is meant in all its forms: `keep client`
keeps *Clients* and *client's* too. A rule's id works like a word. reStructuredText writes
`.. audit: keep client -- reason`, MDX `{/* audit: keep client */}`, plain text either the HTML comment or
a line of its own, `[audit: keep client]`.

A comment inside code is code. Whatever a suppression does not cover stays a finding, and one that keeps
nothing is itself a finding (`unused-suppression`), so that none outlives its cause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape

from customary.audit.model import Finding, Occurrence, Passage, Suppression

Reader = Callable[[str], Sequence[Passage]]
"""How the format reads a document's prose."""
UNUSED = "unused-suppression"
"""The rule id of a finding about a suppression that keeps nothing."""

COMMENT = re.compile(
    r"<!--\s*audit:\s*(?P<html>[^>]*?)\s*-->|\{/\*\s*audit:\s*(?P<mdx>[^}]*?)\s*\*/\}"
    r"|^[ \t]*\.\.[ \t]+audit:[ \t]*(?P<rst>[^\n]*?)[ \t]*\r?$"
    r"|^[ \t]*\[audit:[ \t]*(?P<text>[^\]\n]*)\][ \t]*\r?$",
    re.MULTILINE,
)
ASIDE = re.compile(r"<[^<>]*>|\{/\*[^}]*\*/\}|^[ \t]*(?:\.\.[ \t]+audit:.*|\[audit:[^\]]*\])")
"""What stands beside a comment without being words: tags and other comments."""
OF_FORMAT = {"markdown": ("html", "mdx"), "html": ("html",), "rst": ("rst",), "text": ("html", "text")}
ORDER = re.compile(
    r"(?P<verb>keep|off|on)\b(?:[ \t:]+(?P<terms>.*?))?(?:\s+--+\s*(?P<reason>.*))?", re.DOTALL
)
IN_STAMP = re.compile(
    r'<meta\s[^>]*?name="customary-language-audit"\s[^>]*?content="[^";]*;\s*(?:(?P<off>off)|keep:(?P<keep>[^"]*))"'
)
"""What the plugin writes into a published page whose source keeps words, or all of them."""
IN_HEAD = re.compile(r"^audit[ \t]*:[ \t]*(?P<value>.*(?:\r?\n[ \t]+.*)*)", re.MULTILINE)
KEEP = re.compile(
    r"\bkeep[ \t]*:\s*(?:\[(?P<flow>[^\]]*)\]|(?P<list>(?:\s*-[ \t]+.*)+)|(?P<one>[^\n,{}]+))",
)
REASON = re.compile(r"\breason[ \t]*:[ \t]*(?P<q>[\"']?)(?P<text>[^\n}]*?)(?P=q)[ \t]*(?:[\n}]|$)")
ELEMENT = re.compile(
    r"(?:!?\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])|(?P<mark>\*{1,3}|_{1,3}|`+|==|~+|\^+)[^*_`]+(?P=mark))$"
)
"""The link, image, emphasis or code at the end of a text."""


def suppressions(text: str, format: str, passages: Reader) -> list[Suppression]:
    """Every suppression of a document, in source order; unknown orders too, which keep nothing."""
    if "audit" not in text:
        return []
    source = _Source(text, format, passages)
    found = [*_page(source), *_comments(source), *_elements(source)]
    return sorted(found, key=lambda s: (s.at, s.start))


def whole_page(text: str, format: str) -> str:
    """What the author of a page keeps all over it, in short: "off", "keep: client, guest" or ""."""
    if "audit" not in text:
        return ""
    orders = [s for s in _page(_Source(text, format, lambda _: ())) if s.understood]
    if any(not order.terms for order in orders):
        return "off"
    terms = sorted({term for order in orders for term in order.terms})
    return f"keep: {', '.join(terms)}" if terms else ""


def hidden(findings: Iterable[Finding], kept: Sequence[Suppression]) -> list[Finding]:
    """Those of `findings` that an author keeps."""
    return [f for f in findings if any(covers(suppression, f) for suppression in kept)] if kept else []


def apply(findings: Iterable[Finding], kept: Iterable[Suppression]) -> list[Finding]:
    """`findings` without those that an author keeps, and one finding for each suppression without use.

    A finding that goes on must not change a word that is kept: then it only speaks up.
    """
    findings, kept = list(findings), list(kept)
    if not kept:
        return findings
    used: set[int] = set()
    left: list[Finding] = []
    gone: list[Finding] = []
    for finding in findings:
        by = [nth for nth, suppression in enumerate(kept) if covers(suppression, finding)]
        used.update(by)
        (gone if by else left).append(finding)
    left = [_without_harm(finding, gone) for finding in left]
    left += [_unused(suppression) for nth, suppression in enumerate(kept) if nth not in used]
    return sorted(left, key=lambda finding: (finding.start, finding.end))


def covers(suppression: Suppression, finding: Finding) -> bool:
    """Is the finding one that the suppression keeps?"""
    return _covers(suppression, finding.start, finding.rule, finding.surface)


def keeps(kept: Iterable[Suppression], occurrence: Occurrence) -> bool:
    """Does the author ask to keep the word, whatever would become of it?"""
    o = occurrence
    return any(_covers(suppression, o.start, o.rule.id, o.surface) for suppression in kept)


def _covers(suppression: Suppression, start: int, rule: str, surface: str) -> bool:
    if not suppression.start <= start < suppression.end:
        return False
    if not suppression.terms:
        return True
    names = {rule.lower(), singular(surface)}
    return any(term in names or singular(term) in names for term in suppression.terms)


def singular(words: str) -> str:
    """A word or phrase in lower case without plural and possessive endings: for comparing only."""
    word = " ".join(re.split(r"[\s-]+", words.lower()))
    word = re.sub(r"['\u2019\u02bc]s?$", "", word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return re.sub(r"(?<=[sxz])es$|(?<=[cs]h)es$|(?<![su])s$", "", word)


# Where suppressions are written.


class _Source:
    """A document, with what is worked out of it only when a suppression asks."""

    def __init__(self, text: str, format: str, passages: Reader) -> None:
        self.text = text
        self.name = format
        self._passages = passages
        self._blocks: Sequence[Passage] | None = None
        self._code: list[tuple[int, int]] | None = None
        self._line = (0, 0, False)

    def next_block(self, offset: int) -> tuple[int, int]:
        """The first passage that begins at `offset` or later."""
        if self._blocks is None:
            self._blocks = self._passages(self.text)
        nth = bisect_left(self._blocks, offset, key=lambda passage: passage.start)
        if nth == len(self._blocks):
            return offset, offset
        return self._blocks[nth].start, self._blocks[nth].end

    def line(self, start: int, end: int) -> tuple[int, int, bool]:
        """The line of the comment from `start` to `end`, and whether it holds words beside comments."""
        if not self._line[0] <= start < self._line[1]:
            first = max(self.text.rfind("\n", 0, start), self.text.rfind("\r", 0, start)) + 1
            after = re.compile(r"[^\r\n]*").match(self.text, end)
            last = after.end() if after else end
            beside = ASIDE.sub("", self.text[first:last])
            self._line = (first, last, re.search(r"\w", beside) is not None)
        return self._line

    def is_code(self, offset: int) -> bool:
        """Is what stands there an example in code?"""
        if self._code is None:
            self._code = list(self._code_ranges())
        nth = bisect_right(self._code, offset, key=lambda span: span[0]) - 1
        return (nth >= 0 and offset < self._code[nth][1]) or self._is_inline_code(offset)

    def _code_ranges(self) -> Iterator[tuple[int, int]]:
        if self.name == "markdown":
            from customary.audit.formats.markdown.opaque import Opaque

            ranges = Opaque(self.text).ranges
            yield from (span for span in ranges if not self.text.startswith("<!--", span[0]))
        elif self.name == "html":
            from customary.audit.formats.tags import Closers

            closers = Closers(self.text)
            for found in re.finditer(r"<(pre|code|script|style|textarea)(?=[\s>])", self.text, re.IGNORECASE):
                yield found.start(), closers.of(found[1].lower(), found.end())

    def _is_inline_code(self, offset: int) -> bool:
        if self.name != "markdown":
            return False
        start = max(self.text.rfind("\n", 0, offset) + 1, offset - 2000)
        line = self.text[start : offset + 2000].split("\n", 1)[0]
        spans = re.finditer(r"(?<!`)(`{1,9})(?!`)[^\n]*?(?<!`)\1(?!`)", line)
        return any(span.start() <= offset - start < span.end() for span in spans)


def _comments(source: _Source) -> Iterator[Suppression]:
    allowed = OF_FORMAT.get(source.name, ())
    off: list[tuple[int, re.Match[str]]] = []
    for comment in COMMENT.finditer(source.text):
        kind = comment.lastgroup or ""
        order = ORDER.fullmatch(comment[kind].strip())
        if kind not in allowed or source.is_code(comment.start()):
            continue
        if not order:
            yield _not_understood(comment.start())
            continue
        if order["verb"] == "off":
            off.append((comment.start(), order))
        elif order["verb"] == "on":
            yield from (_made(at, comment.end(), opened, at) for at, opened in off)
            off = []
        else:
            yield _made(*_reach(source, comment), order, comment.start())
    yield from (_made(at, len(source.text), opened, at) for at, opened in off)


def _made(start: int, end: int, order: re.Match[str], at: int) -> Suppression:
    return Suppression(start, end, _terms(order["terms"] or ""), (order["reason"] or "").strip(), at)


def _terms(words: str) -> frozenset[str]:
    parts = (" ".join(part.lower().split()).strip("\"'") for part in words.split(","))
    return frozenset(part for part in parts if part)


def _reach(source: _Source, comment: re.Match[str]) -> tuple[int, int]:
    """The whole line of the comment; or, where it stands alone, the next block."""
    start, end, words = source.line(comment.start(), comment.end())
    return (start, end) if words else source.next_block(comment.end())


def _page(source: _Source) -> Iterator[Suppression]:
    """Front matter: `audit: off`, `audit: {keep: …, reason: …}`, or the same over indented lines; in a
    published page, what the plugin handed on of it."""
    if source.name == "html":
        told = IN_STAMP.search(source.text)
        if told:
            terms = _terms(unescape(told["keep"] or ""))
            yield Suppression(0, len(source.text), terms, "", told.start())
    if source.name != "markdown":
        return
    from customary.audit.formats.front_matter import end_of_head

    end = end_of_head(source.text)
    found = IN_HEAD.search(source.text, 0, end)
    if not found:
        return
    value = found["value"].strip()
    keep, reason = KEEP.search(value), REASON.search(value)
    why = reason["text"].strip() if reason else ""
    if keep:
        listed = keep["flow"] or keep["one"] or re.sub(r"\s*-[ \t]+", ",", keep["list"] or "")
        yield Suppression(0, len(source.text), _terms(listed), why, found.start())
    elif re.fullmatch(r"(['\"]?)(?:off|false|no)\1", value.split("\n")[0].strip(), re.IGNORECASE):
        yield Suppression(0, len(source.text), frozenset(), why, found.start())
    elif not re.fullmatch(r"(['\"]?)(?:on|true|yes)\1", value, re.IGNORECASE):
        yield _not_understood(found.start())


def _not_understood(at: int) -> Suppression:
    return Suppression(at, at, frozenset(), "", at, understood=False)


def _elements(source: _Source) -> Iterator[Suppression]:
    """Elements and attribute lists with the class `audit-keep`."""
    text = source.text
    if source.name not in ("markdown", "html") or not ("audit-keep" in text or "data-audit" in text):
        return
    from customary.audit.formats.tags import element_ends

    ends = element_ends(text)
    for found in re.finditer(r"<[A-Za-z][^<>]*?(?:\baudit-keep\b|data-audit\s*=\s*[\"']?keep\b)", text):
        at = found.start()
        if at in ends and not source.is_code(at):
            yield Suppression(at, ends[at], frozenset(), "", at)
    if source.name == "markdown":
        for found in re.finditer(r"\{:?[ ]*[^{}\n]*\.audit-keep\b[^{}\n]*\}", text):
            if not source.is_code(found.start()):
                yield Suppression(*listed(text, found), frozenset(), "", found.start())


def listed(text: str, found: re.Match[str]) -> tuple[int, int]:
    """The range of what an attribute list belongs to: the block above, its heading, or the element before."""
    line = text.rfind("\n", 0, found.start()) + 1
    before = text[max(line, found.start() - 1000) : found.start()]
    if not before.strip():
        start = max(text.rfind("\n\n", 0, line), text.rfind("\n\r\n", 0, line)) + 1
    elif text.startswith("#", line) and re.compile(r"[ \t\r]*$", re.MULTILINE).match(text, found.end()):
        start = line
    else:
        element = ELEMENT.search(before)
        start = found.start() - len(element.group()) if element else found.start()
    return start, found.end()


# What becomes of findings.


def _without_harm(finding: Finding, gone: list[Finding]) -> Finding:
    if not any(e.start < kept.end and kept.start < e.end for kept in gone for e in finding.edits):
        return finding
    message = f'A word that you keep stands in the way of changing "{" ".join(finding.surface.split())}".'
    return replace(finding, fix="none", edits=(), message=message)


def _unused(suppression: Suppression) -> Finding:
    what = f' of "{", ".join(sorted(suppression.terms))}"' if suppression.terms else ""
    message = f"This suppression{what} keeps nothing. Take it out."
    if not suppression.understood:
        message = 'The audit does not understand this. Write "keep" with a word, "off" or "on".'
    at = suppression.at
    return Finding(UNUSED, "customary", "", at, at, "none", (), message, (), "advice")
