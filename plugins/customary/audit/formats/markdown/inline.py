"""What stands inside a paragraph of Markdown: one walk over the characters that can mean something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from customary.audit.formats import tags
from customary.audit.formats.canvas import Canvas
from customary.audit.formats.running import urls
from customary.audit.model import CODE, MACRO, MARKUP, URL, Passage, Scope

SPECIAL = re.compile(r"[\\`<\[\]!&{$*_~^=+:]")
TICKS = re.compile(r"`+")
AUTOLINK = re.compile(rf"<(?:[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*+|[^\s<>@]++@[^\s<>]++|{URL}+[^\s<>]*+)>")
_BLANK = r"[ \t\r\n]"
_DEEP = r"\((?>(?:[^ \t\r\n()\\]|\\.){0,500})\)"
_PAREN = rf"\((?>(?:[^ \t\r\n()\\]|\\.|{_DEEP}){{0,500}})\)"
DESTINATION = re.compile(
    rf"""\({_BLANK}{{0,99}}(?:<[^<>\n]{{0,2000}}>|(?>(?:[^ \t\r\n()\\]|\\.|{_PAREN}){{0,2000}}))
        (?:{_BLANK}{{1,99}}(?P<quote>["'])(?P<title>(?>(?:\\.|(?!(?P=quote){_BLANK}{{0,99}}\)).){{0,2000}}))(?P=quote)
          |{_BLANK}{{1,99}}\((?P<paren>[^()]{{0,2000}}+)\))?
        {_BLANK}{{0,99}}\)""",
    re.VERBOSE | re.DOTALL,
)
SPACED_DESTINATION = re.compile(r"\([^\n()\"<>]{1,500}\)")
LABEL = re.compile(r"[ \n]?\[(?P<label>(?>(?:[^\[\]\\]|\\.){0,999}))\]")
NOTE = re.compile(r"\[(?:\^[^\[\]\s]{1,200}|@[^\[\]]{1,300})\]")
WIKI = re.compile(r"\[\[(?P<target>[^\[\]|\n]{1,300})(?:\|(?P<text>[^\[\]\n]{0,300}))?\]\]")
BRACE = re.compile(r"\{(?P<colon>:?)\s*(?P<body>[^{}\n]{0,1000})\}")
CRITIC = re.compile(r"\{(?:\+\+|--|~~|==)|(?:\+\+|--|~~|==)\}|~>")
KEYS = re.compile(r"\+\+(?:[\w.-]+|\"[^\"\n]*\")(?:\+(?:[\w.-]+|\"[^\"\n]*\"))*\+\+")
EMOJI = re.compile(r":[A-Za-z0-9_+-]{1,80}:")
MATH = re.compile(r"\$(?!\s)(?:\\.|[^\\$]){1,1000}?(?<!\s)\$(?!\d)", re.DOTALL)
MONEY = re.compile(r"\$\d[\d.,]*\s+[A-Za-z]{2,}")
BROKEN_TAG = re.compile(r"(?<![^\n])</?(?P<name>[A-Za-z][\w-]*+)(?=[\s/>]|\Z)")
OPEN_MACRO = {"{{": "}}", "{%": "%}", "{#": "#}", "{>": "<<}"}


class Inline:
    """Paints over what is no prose in one block and collects the prose of alts and titles."""

    def __init__(self, canvas: Canvas, labels: frozenset[str], heading: str) -> None:
        self.canvas = canvas
        self.labels = labels
        self.heading = heading
        self.apart: list[Passage] = []
        self.breaks: list[tuple[int, int, str]] = []  # tags of blocks: start, end, name where one opens
        self._brackets: list[tuple[int, bool]] = []  # offset of the `[`, is it an image
        self._ticks: dict[int, list[int]] | None = None
        addresses = list(urls(canvas.shown))
        for start, end in addresses:
            canvas.fill(start, end, URL)
        self.shown = "".join(canvas.chars) if addresses else canvas.shown
        self._closers = tags.Closers(self.shown)

    def paint(self) -> None:
        """Walk over the block."""
        shown, at = self.shown, 0
        while found := SPECIAL.search(shown, at):
            at = _READ[shown[found.start()]](self, found.start())

    # What each character may begin; every reader gives the offset at which to go on.

    def _backslash(self, at: int) -> int:
        shown, follower = self.shown, self.shown[at + 1 : at + 2]
        if follower in ("(", "["):
            closer = "\\)" if follower == "(" else "\\]"
            end = self._closers.mark(closer, at + 2)
            if end >= 0 and _is_math(shown[at + 2 : end]):
                self.canvas.fill(at, end + 2, CODE)
                return end + 2
        if follower and ((not follower.isalnum() and not follower.isspace()) or follower in "\r\n"):
            self.canvas.fill(at, at + 1, MARKUP)
            return at + 2
        return at + 1

    def _backticks(self, at: int) -> int:
        if self._ticks is None:
            self._ticks = {}
            for run in TICKS.finditer(self.shown):
                self._ticks.setdefault(len(run.group()), []).append(run.start())
        opener = TICKS.match(self.shown, at)
        size = len(opener.group()) if opener else 1
        closers = self._ticks.get(size, [])
        nth = bisect_left(closers, at + size)
        if nth == len(closers):
            return at + size
        end = closers[nth] + size
        self.canvas.fill(at, end, CODE)
        return end

    def _less_than(self, at: int) -> int:
        shown, canvas = self.shown, self.canvas
        if shown.startswith("<!--", at):
            return self._to("-->", at, MARKUP)
        if link := AUTOLINK.match(shown, at):
            canvas.fill(at, link.end(), URL)
            return link.end()
        if shown.startswith(("<?", "<!"), at):
            return self._to(">", at, MARKUP)
        tag = tags.tag_at(shown, at)
        if tag:
            return self._tag(tag)
        broken = BROKEN_TAG.match(shown, at)
        if broken and broken["name"].lower() in tags.BLOCKS:  # a block of HTML for some readers
            canvas.fill(at, len(shown), MARKUP)
            return len(shown)
        return at + 1

    def _tag(self, tag: re.Match[str]) -> int:
        at, end, name = tag.start(), tag.end(), tag["name"].lower()
        self.canvas.fill(at, end, tags.fill_for(name))
        if not tag["close"]:
            self._attributes(tag.start("rest"), tag.end("rest"))
        if name in tags.BLOCKS:
            self.breaks.append((at, end, "" if tag["close"] else name))
        if name == "br":
            self.canvas.chars[at] = " "
        elif name in tags.NOT_PROSE and not tag["close"] and not tag["rest"].endswith("/"):
            close = self._closers.of(name, end)
            if close >= 0:
                self.canvas.fill(end, close, CODE)
                return close
        return end

    def _open_bracket(self, at: int) -> int:
        note = NOTE.match(self.shown, at)
        if note and (self.shown[at + 1] == "^" or not self.shown.startswith(("(", "["), note.end())):
            self.canvas.fill(at, note.end(), MARKUP if self.shown[at + 1] == "^" else CODE)
            return note.end()
        if wiki := WIKI.match(self.shown, at):
            self.canvas.fill(at, wiki.end(), CODE)
            if wiki["text"]:
                start, end = wiki.span("text")
                self.canvas.chars[start:end] = self.shown[start:end]
                self.canvas.fill(at, start, MARKUP)
                self.canvas.fill(end, wiki.end(), MARKUP)
            return wiki.end()
        self._brackets.append((at, False))
        return at + 1

    def _bang(self, at: int) -> int:
        if self.shown.startswith("[", at + 1):
            self._brackets.append((at, True))
            return at + 2
        return at + 1

    def _close_bracket(self, at: int) -> int:
        if not self._brackets:
            return at + 1
        start, image = self._brackets.pop()
        after = at + 1
        target = DESTINATION.match(self.shown, after)
        if target:
            self._titled(target)
            return self._link(start, at, target.end(), image)
        label = LABEL.match(self.shown, after)
        text = self.shown[start + (2 if image else 1) : at]
        if label and label["label"] and self._is_label(label["label"]):
            return self._link(start, at, label.end(), image)
        if self._is_label(text):  # [text] or [text][]: the text is its own label, and must stay
            end = label.end() if label and not label["label"] else after
            self.canvas.fill(start, end, CODE)
            return end
        spaced = SPACED_DESTINATION.match(self.shown, after)
        return self._link(start, at, spaced.end(), image) if spaced else after

    def _link(self, start: int, close: int, end: int, image: bool) -> int:
        """Paint the brackets and the target of a link; an image's alt is prose of its own."""
        if image:
            self._alt(start + 2, close)
            self.canvas.fill(start, end, CODE)
        else:
            self.canvas.fill(start, start + 1, MARKUP)
            self.canvas.fill(close, end, MARKUP)
        return end

    def _alt(self, start: int, end: int) -> None:
        canvas = Canvas("".join(self.canvas.chars[start:end]), self.canvas.start + start)
        if made := canvas.passage("alt", self.heading):
            self.apart.append(made)

    def _titled(self, target: re.Match[str]) -> None:
        group = "title" if target["title"] else "paren"
        if target[group]:
            self._prose_apart(target.start(group), target.end(group), "tooltip")

    def _prose_apart(self, start: int, end: int, scope: Scope) -> None:
        for made in tags.attribute_value(self.shown, start, end, scope, self.heading):
            self.apart.append(_moved(made, self.canvas.start))

    def _attributes(self, start: int, end: int) -> None:
        for made in tags.attribute_passages(self.shown, start, end, self.heading):
            self.apart.append(_moved(made, self.canvas.start))

    def _is_label(self, text: str) -> bool:
        return bool(self.labels) and normal_label(text) in self.labels

    def _ampersand(self, at: int) -> int:
        entity = tags.ENTITY.match(self.shown, at)
        if not entity:
            return at + 1
        tags.read_entity(self.canvas, entity)
        return entity.end()

    def _brace(self, at: int) -> int:
        if mark := CRITIC.match(self.shown, at):
            self.canvas.fill(at, mark.end(), MARKUP)
            return mark.end()
        closer = OPEN_MACRO.get(self.shown[at : at + 2])
        if closer and self._closers.mark(closer, at + 2) >= 0:
            return self._to(closer, at, MACRO)
        brace = BRACE.match(self.shown, at)
        if brace and _is_attribute_list(brace):
            self.canvas.fill(at, brace.end(), MARKUP)
            self._attributes(brace.start("body"), brace.end("body"))
            return brace.end()
        if brace and _is_expression(brace["body"]):
            self.canvas.fill(at, brace.end(), MACRO)
            return brace.end()
        return at + 1

    def _dollar(self, at: int) -> int:
        shown = self.shown
        if shown.startswith("$$", at):
            end = self._closers.mark("$$", at + 2)
            if end > 0:
                self.canvas.fill(at, end + 2, CODE)
                return end + 2
            return at + 2
        if at and (shown[at - 1].isalnum() or shown[at - 1] == "$"):
            return at + 1
        math = MATH.match(shown, at)
        if math and not MONEY.match(math.group()):
            self.canvas.fill(at, math.end(), CODE)
            return math.end()
        return at + 1

    def _emphasis(self, at: int) -> int:
        shown, mark, end = self.shown, self.shown[at], at + 1
        while end < len(shown) and shown[end] == mark:
            end += 1
        before, after = shown[at - 1 : at], shown[end : end + 1]
        intraword = before.isalnum() and after.isalnum()
        lonely = (not before or before.isspace()) and (not after or after.isspace())
        if not lonely and not (intraword and mark == "_"):
            self.canvas.fill(at, end, MARKUP)
        return end

    def _tilde(self, at: int) -> int:
        if self.shown.startswith("~>", at):
            self.canvas.fill(at, at + 2, MARKUP)
            return at + 2
        return self._emphasis(at)

    def _doubled(self, at: int) -> int:
        """`==` and `++`: marks when doubled, and keys between plus signs."""
        shown = self.shown
        if mark := CRITIC.match(shown, at):
            self.canvas.fill(at, mark.end(), MARKUP)
            return mark.end()
        if shown[at] == "+" and (keys := KEYS.match(shown, at)):
            self.canvas.fill(at, keys.end(), CODE)
            return keys.end()
        if shown.startswith(shown[at] * 2, at):
            return self._emphasis(at)
        return at + 1

    def _colon(self, at: int) -> int:
        emoji = EMOJI.match(self.shown, at)
        if emoji and not self.shown[at - 1 : at].isalnum() and not emoji.group()[1:-1].isdigit():
            self.canvas.fill(at, emoji.end(), CODE)
            return emoji.end()
        return at + 1

    def _to(self, closer: str, at: int, filler: str) -> int:
        """Paint up to and with `closer`; a mark that nothing closes is read as it stands."""
        end = self._closers.mark(closer, at + 2)
        if end < 0:
            return at + 1
        self.canvas.fill(at, end + len(closer), filler)
        return end + len(closer)


_READ: dict[str, Callable[[Inline, int], int]] = {
    "\\": Inline._backslash, "`": Inline._backticks, "<": Inline._less_than, "[": Inline._open_bracket,
    "]": Inline._close_bracket, "!": Inline._bang, "&": Inline._ampersand, "{": Inline._brace,
    "$": Inline._dollar, "*": Inline._emphasis, "_": Inline._emphasis, "~": Inline._tilde,
    "^": Inline._emphasis, "=": Inline._doubled, "+": Inline._doubled, ":": Inline._colon,
}  # fmt: skip


def normal_label(label: str) -> str:
    """A reference label as it is compared: case and blanks folded."""
    return " ".join(label.split()).casefold()


def _moved(passage: Passage, by: int) -> Passage:
    escapes = tuple((start + by, end + by) for start, end in passage.escapes)
    return replace(passage, start=passage.start + by, escapes=escapes)


def _is_math(inside: str) -> bool:
    """Brackets after a backslash are math, unless a sentence stands in them (`\\[note\\]`)."""
    return bool(re.search(r"[\\^_=+<>{}]|\d", inside)) or len(inside.strip()) < 3


def _is_attribute_list(brace: re.Match[str]) -> bool:
    body = brace["body"]
    return bool(brace["colon"] or body[:1] in (".", "#") or re.match(r"[\w:@-]+\s*=\s*[\"'\w%./-]", body))


def _is_expression(body: str) -> bool:
    """Is `{body}` a placeholder or an expression, not a sentence in braces?"""
    body = body.strip()
    return bool(body) and (not re.search(r"\s", body) or bool(re.search(r"[()=.'\"`?|&<>:\[/*]\S|=>", body)))
