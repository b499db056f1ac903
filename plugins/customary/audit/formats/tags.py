"""HTML tags, their attributes and character references: what HTML and Markdown share."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from customary.audit.formats.canvas import Canvas
from customary.audit.model import CODE, MACRO, MARKUP, Passage, Scope

TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][^\s<>/"'{}=`\ue002]*+)(?=[\s/>\ue002])
        (?P<rest>(?>(?:[^<>"'{]++|\{(?>(?:[^{}]++|\{[^{}]*+\})*)\}|\{|"[^"]*+"|'[^']*+')*))>""",
    re.VERBOSE,
)
LOOSE_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^\s<>/\"'{}=`\ue002]*+)(?=[\s/>\ue002])(?P<rest>[^<>]*+)>"
)
ATTRIBUTE = re.compile(r"([A-Za-z_:@][\w:.-]*+)\s*=\s*(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>=`{}]++))")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

PROSE_ATTRIBUTES: dict[str, Scope] = {
    "alt": "alt",
    "title": "tooltip",
    "aria-label": "label",
    "placeholder": "placeholder",
}
VOID = frozenset(
    """img input br hr meta link wbr area base col embed param source track""".split()  # noqa: SIM905
)
"""Elements that have no end tag."""
NOT_PROSE = frozenset(
    """code kbd samp var tt svg math script style pre textarea object iframe canvas""".split()  # noqa: SIM905
)
"""Elements whose whole content is no prose."""
SEEN = frozenset(
    """img input video audio picture embed iframe object canvas select""".split()  # noqa: SIM905
)
"""Tags that stand for something a reader sees between the words."""
BLOCKS = frozenset(
    """address article aside blockquote body button caption center col colgroup dd details dialog dir div dl
    dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html
    iframe label legend li link main menu meta nav noscript ol optgroup option p param pre script search
    section select style summary table tbody td template textarea tfoot th thead title tr ul video""".split()  # noqa: SIM905
)
"""Elements whose tags part one passage from the next."""


def tag_at(text: str, at: int) -> re.Match[str] | None:
    """The tag that starts at `at`; one with broken quotes ends at its first `>`."""
    return TAG.match(text, at) or LOOSE_TAG.match(text, at)


class Closers:
    """Finds closing marks in a text; asks once only for one that is not there, so that many stay cheap."""

    __slots__ = ("_absent", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()

    def mark(self, closer: str, at: int) -> int:
        """The offset of `closer`, such as `-->`, at or after `at`, or -1."""
        if closer in self._absent:
            return -1
        found = self._text.find(closer, at)
        if found < 0:
            self._absent.add(closer)
        return found

    def of(self, name: str, at: int) -> int:
        """The offset of the closing tag `name` (in lower case) at or after `at`, or -1."""
        if name in self._absent:
            return -1
        found = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(self._text, at)
        if found:
            return found.start()
        self._absent.add(name)
        return -1


def element_ends(text: str) -> dict[int, int]:
    """From the start of each opening tag to the end of its element, or of the tag where nothing closes it."""
    ends: dict[int, int] = {}
    open_tags: dict[str, list[int]] = {}
    for found in LOOSE_TAG.finditer(text):
        name = found["name"].lower()
        if not found["close"]:
            ends[found.start()] = found.end()
            if name not in VOID and not found["rest"].endswith("/"):
                open_tags.setdefault(name, []).append(found.start())
        elif open_tags.get(name):
            ends[open_tags[name].pop()] = found.end()
    return ends


def read_entity(canvas: Canvas, match: re.Match[str]) -> None:
    """Let a character reference read as its character."""
    character = html.unescape(match.group())
    if len(character) == 1 and (character.isprintable() or character.isspace()):
        canvas.stand_for(match.start(), match.end(), character)
    else:
        canvas.fill(match.start(), match.end(), CODE)


def attribute_passages(
    text: str, start: int, end: int, heading: str, only: dict[str, Scope] = PROSE_ATTRIBUTES
) -> Iterator[Passage]:
    """The prose in the attributes of the tag or attribute list from `start` to `end` of `text`."""
    for found in ATTRIBUTE.finditer(text, start, end):
        scope = only.get(found.group(1).lower())
        group = found.lastindex or 0
        if scope and found.group(group).strip():
            yield from attribute_value(text, found.start(group), found.end(group), scope, heading)


def attribute_value(text: str, start: int, end: int, scope: Scope, heading: str) -> Iterator[Passage]:
    """The prose of one attribute's value: character references read, macros painted over."""
    canvas = Canvas(text[start:end], start)
    for entity in ENTITY.finditer(canvas.shown):
        read_entity(canvas, entity)
    for macro in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", canvas.shown, re.DOTALL):
        canvas.fill(macro.start(), macro.end(), MACRO)
    made = canvas.passage(scope, heading)
    if made:
        yield made


def fill_for(name: str) -> str:
    """The filler of a tag called `name`."""
    return CODE if name in SEEN else MARKUP
