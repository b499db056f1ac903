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
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from customary.audit.model import Finding, Suppression

if TYPE_CHECKING:
    from customary.audit.formats import Format

UNUSED = "unused-suppression"
"""The rule id of a finding about a suppression that keeps nothing."""

COMMENT = re.compile(
    r"<!--\s*audit:\s*(?P<html>[^>]*?)\s*-->|\{/\*\s*audit:\s*(?P<mdx>[^}]*?)\s*\*/\}"
    r"|^[ \t]*\.\.[ \t]+audit:[ \t]*(?P<rst>[^\n]*?)[ \t]*\r?$"
    r"|^[ \t]*\[audit:[ \t]*(?P<text>[^\]\n]*)\][ \t]*\r?$",
    re.MULTILINE,
)
OF_FORMAT = {"markdown": ("html", "mdx"), "html": ("html",), "rst": ("rst",), "text": ("html", "text")}
ORDER = re.compile(
    r"(?P<verb>keep|off|on)\b(?:[ \t:]+(?P<terms>.*?))?(?:\s+--+\s*(?P<reason>.*))?", re.DOTALL
)


def suppressions(text: str, format: Format) -> list[Suppression]:
    """Every suppression of a document, in source order. Unknown orders are not suppressions."""
    if "audit" not in text:
        return []
    found = [*_page(text, format), *_comments(text, format), *_elements(text, format)]
    return sorted(found, key=lambda s: (s.at, s.start))


def apply(findings: Iterable[Finding], kept: Iterable[Suppression]) -> list[Finding]:
    """`findings` without those that an author keeps, and one finding for each suppression without use.

    A finding that goes on must not change a word that is kept: then it becomes a suggestion.
    """
    findings, kept = list(findings), list(kept)
    if not kept:
        return findings
    used: set[int] = set()
    left: list[Finding] = []
    hidden: list[Finding] = []
    for finding in findings:
        by = [nth for nth, suppression in enumerate(kept) if covers(suppression, finding)]
        used.update(by)
        (hidden if by else left).append(finding)
    left = [_without_harm(finding, hidden) for finding in left]
    left += [_unused(suppression) for nth, suppression in enumerate(kept) if nth not in used]
    return sorted(left, key=lambda finding: (finding.start, finding.end))


def covers(suppression: Suppression, finding: Finding) -> bool:
    """Is the finding one that the suppression keeps?"""
    if not suppression.start <= finding.start < suppression.end:
        return False
    if not suppression.terms:
        return True
    names = {finding.rule.lower(), singular(finding.surface)}
    return any(term in names or singular(term) in names for term in suppression.terms)


def singular(words: str) -> str:
    """A word or phrase in lower case without plural and possessive endings: for comparing only."""
    word = " ".join(re.split(r"[\s-]+", words.lower()))
    word = re.sub(r"['\u2019\u02bc]s?$", "", word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return re.sub(r"(?<=[sxz])es$|(?<=[cs]h)es$|(?<![su])s$", "", word)


# Where suppressions are written.


def _comments(text: str, format: Format) -> Iterator[Suppression]:
    allowed = OF_FORMAT.get(format.name, ())
    hidden = _code(text, format)
    off: list[tuple[int, re.Match[str]]] = []
    for comment in COMMENT.finditer(text):
        order = ORDER.fullmatch((comment[comment.lastgroup] if comment.lastgroup else "").strip())
        inside = any(start <= comment.start() < end for start, end in hidden)
        if not order or comment.lastgroup not in allowed or inside:
            continue
        if order["verb"] == "off":
            off.append((comment.start(), order))
        elif order["verb"] == "on":
            for at, opened in off:
                yield _made(at, comment.end(), opened, at)
            off = []
        else:
            start, end = _reach(text, comment, format)
            yield _made(start, end, order, comment.start())
    for at, opened in off:
        yield _made(at, len(text), opened, at)


def _made(start: int, end: int, order: re.Match[str], at: int) -> Suppression:
    return Suppression(start, end, _terms(order["terms"] or ""), (order["reason"] or "").strip(), at)


def _terms(words: str) -> frozenset[str]:
    return frozenset(
        word for part in words.split(",") if (word := " ".join(part.lower().split()).strip("\"'"))
    )


def _reach(text: str, comment: re.Match[str], format: Format) -> tuple[int, int]:
    """The rest of the comment's line; or, where it stands alone, the next block."""
    line = max(text.rfind("\n", 0, comment.start()), text.rfind("\r", 0, comment.start())) + 1
    after = re.compile(r"[^\r\n]*").match(text, comment.end())
    end = after.end() if after else len(text)
    beside = text[line : comment.start()] + text[comment.end() : end]
    if re.search(r"\w", re.sub(r"<[^<>]*>", "", beside)):
        return line, end
    return _next_block(text, comment.end(), format)


def _next_block(text: str, start: int, format: Format) -> tuple[int, int]:
    """The first passage that begins at `start` or later, and all that lies inside it."""
    following = [passage for passage in format.passages(text) if passage.start >= start]
    if not following:
        return start, start
    return following[0].start, max(following[0].end, start)


def _code(text: str, format: Format) -> list[tuple[int, int]]:
    """Where a comment is shown as an example: fenced and inline code."""
    if format.name == "markdown":
        from customary.audit.formats.markdown.opaque import Opaque

        ranges = [span for span in Opaque(text).ranges if not text.startswith("<!--", span[0])]
        return ranges + [found.span() for found in re.finditer(r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)", text)]
    if format.name == "html":
        return [
            found.span() for found in re.finditer(r"<(pre|code|script|style)\b.*?</\1", text, re.S | re.I)
        ]
    return []


def _page(text: str, format: Format) -> Iterator[Suppression]:
    """Front matter: `audit: off`, `audit: {keep: …, reason: …}`, or the same over indented lines."""
    if format.name != "markdown":
        return
    from customary.audit.formats.front_matter import end_of_head

    found = re.compile(r"^audit[ \t]*:[ \t]*(?P<value>.*(?:\r?\n[ \t]+.*)*)", re.MULTILINE).search(
        text, 0, end_of_head(text)
    )
    if not found:
        return
    value = found["value"].strip()
    keep = re.search(
        r"\bkeep[ \t]*:\s*(?:\[(?P<flow>[^\]]*)\]|(?P<list>(?:\s*-[ \t]+.*)+)|(?P<one>[^\n,{}]+))", value
    )
    reason = re.search(r"\breason[ \t]*:[ \t]*(?P<q>[\"']?)(?P<text>[^\n}]*?)(?P=q)[ \t]*(?:[\n}]|$)", value)
    why = reason["text"].strip() if reason else ""
    if keep:
        listed = keep["flow"] or keep["one"] or re.sub(r"\s*-[ \t]+", ",", keep["list"] or "")
        yield Suppression(0, len(text), _terms(listed), why, found.start())
    elif re.fullmatch(r"(['\"]?)(?:off|false|no)\1", value.split("\n")[0].strip(), re.I):
        yield Suppression(0, len(text), frozenset(), why, found.start())


def _elements(text: str, format: Format) -> Iterator[Suppression]:
    """Elements and attribute lists with the class `audit-keep`."""
    if format.name not in ("markdown", "html") or not ("audit-keep" in text or "data-audit" in text):
        return
    from customary.audit.formats.html import element_end
    from customary.audit.formats.tags import tag_at

    hidden = _code(text, format)
    for found in re.finditer(r"<[A-Za-z][^<>]*?(?:\baudit-keep\b|data-audit\s*=\s*[\"']?keep\b)", text):
        tag = tag_at(text, found.start())
        if tag and not any(start <= tag.start() < end for start, end in hidden):
            yield Suppression(tag.start(), element_end(text, tag), frozenset(), "", tag.start())
    if format.name == "markdown":
        yield from _listed(text, hidden)


def _listed(text: str, hidden: list[tuple[int, int]]) -> Iterator[Suppression]:
    for found in re.finditer(r"\{:?[ ]*[^{}\n]*\.audit-keep\b[^{}\n]*\}", text):
        if any(start <= found.start() < end for start, end in hidden):
            continue
        line = text.rfind("\n", 0, found.start()) + 1
        before = text[line : found.start()]
        if not before.strip():
            start = max(text.rfind("\n\n", 0, line), text.rfind("\n\r\n", 0, line)) + 1
        elif before.lstrip().startswith("#") and not text[found.end() :].split("\n", 1)[0].strip():
            start = line
        else:
            start = line + _element_before(before)
        yield Suppression(start, found.end(), frozenset(), "", found.start())


def _element_before(before: str) -> int:
    """Where the link, image, emphasis or code that ends `before` starts."""
    marks = re.search(r"(!?\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])|(\*+|_+|`+|==|~+|\^+)[^*_`]+?\2)$", before)
    return marks.start() if marks else len(before)


# What becomes of findings.


def _without_harm(finding: Finding, hidden: list[Finding]) -> Finding:
    def harmed(kept: Finding) -> bool:
        return any(edit.start < kept.end and kept.start < edit.end for edit in finding.edits)

    if finding.fix != "auto" or not any(map(harmed, hidden)):
        return finding
    return replace(finding, fix="suggest", why=(*finding.why, "it would change a word that you keep"))


def _unused(suppression: Suppression) -> Finding:
    what = f' of "{", ".join(sorted(suppression.terms))}"' if suppression.terms else ""
    message = f"This suppression{what} keeps nothing. Take it out."
    at = suppression.at
    return Finding(UNUSED, "customary", "", at, at, "none", (), message, (), "advice")
