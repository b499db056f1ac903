"""Front matter: the fenced head of a page. Only its title and its description are prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from customary.audit.formats.canvas import Canvas
from customary.audit.formats.tags import ENTITY, read_entity
from customary.audit.model import CODE, MACRO, Passage, Scope

HEAD = re.compile(
    r"\ufeff?(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<body>(?:.*\n)*?)(?:(?P=mark)|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
KEY = re.compile(r"^(title|description)[ \t]*[:=][ \t]*", re.MULTILINE)
FOLDED = re.compile(r"[>|][+-]?\d?[ \t]*(?:#.*)?\r?\n")
SCOPE: dict[str, Scope] = {"title": "title", "description": "description"}


def end_of_head(text: str) -> int:
    """The offset after the front matter; 0 where there is none."""
    head = _head(text)
    return head.end() if head else 0


def head_passages(text: str) -> Iterator[Passage]:
    """Title and description, without their quotation marks."""
    head = _head(text)
    if not head:
        return
    body_end = head.end("body")
    for key in KEY.finditer(text, head.start("body"), body_end):
        yield from _value(text, key.end(), body_end, SCOPE[key[1]])


def _head(text: str) -> re.Match[str] | None:
    if not text.startswith(("---", "+++", "\ufeff---", "\ufeff+++")):
        return None
    return HEAD.match(text)


def _value(text: str, start: int, limit: int, scope: Scope) -> Iterator[Passage]:
    """The scalar that starts at `start`: plain, quoted, or folded over indented lines."""
    quote = text[start : start + 1]
    if quote in ("'", '"') and quote:
        found = re.compile(
            r"'((?>(?:[^']|'')*))'" if quote == "'" else r'"((?>(?:[^"\\]|\\.)*))"', re.S
        ).match(text, start, limit)
        if not found:
            return
        start, end = found.span(1)
    else:
        folded = FOLDED.match(text, start, limit)
        start = folded.end() if folded else start
        end = _end_of_plain(text, start, limit, bool(folded))
    canvas = Canvas(text[start:end], start)
    for hidden in re.finditer(
        r"''|\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)" if quote in ("'", '"') else r"(?!)", canvas.shown
    ):
        canvas.fill(hidden.start(), hidden.end(), CODE)
    for macro in re.finditer(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}", canvas.shown):
        canvas.fill(macro.start(), macro.end(), MACRO)
    for entity in ENTITY.finditer(canvas.shown):
        read_entity(canvas, entity)
    if made := canvas.passage(scope):
        yield made


def _end_of_plain(text: str, start: int, limit: int, folded: bool) -> int:
    """A plain scalar ends with its line, or with the last line that is indented."""
    end = start if folded else _line_end(text, start, limit)
    after = end if folded else end + 1
    while after < limit and text[after] in " \t":
        end = _line_end(text, after, limit)
        after = end + 1
    if not folded and (comment := text.find(" #", start, end)) >= 0:
        end = comment
    return end


def _line_end(text: str, start: int, limit: int) -> int:
    end = text.find("\n", start, limit)
    return limit if end < 0 else end
