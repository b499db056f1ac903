"""Search indexes that a site generator wrote (Material's `search_index.json`, Zensical's `search.json`).

Titles and texts are HTML inside JSON strings. Passages have offsets into the JSON file: an escape such
as `\\u2019` reads as its character at its last place, and what stands before it is MARKUP. So replacing
words by words never breaks the JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from customary.audit.formats import html
from customary.audit.formats.canvas import Canvas
from customary.audit.formats.hits import Hits
from customary.audit.model import CODE, MARKUP, Passage, Scope

FIELD = re.compile(r'"(?P<name>title|text)"\s*:\s*"(?P<value>(?>(?:[^"\\]|\\.)*))"', re.DOTALL)
CLOSING = re.compile(r"(?:<|\\u003[cC])\\/")
ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL
)


def passages(text: str, wanted: re.Pattern[str] | None = None) -> list[Passage]:
    """The titles and texts of a search index, in source order."""
    hits = Hits(text, wanted)
    if not hits:
        return []
    return [
        made for field in FIELD.finditer(text) if hits.within(*field.span("value")) for made in _field(field)
    ]


def _field(field: re.Match[str]) -> Iterator[Passage]:
    shown, start = _decoded(field["value"]), field.start("value")
    for made in html.passages(shown):
        scope: Scope = "title" if field["name"] == "title" else "index"
        yield Passage(start + made.start, made.text, scope, made.heading, made.level)


def _decoded(value: str) -> str:
    """The string's content at its own length: escapes read as their characters."""
    if "\\" not in value:
        return value
    canvas = Canvas(CLOSING.sub(lambda found: MARKUP * (len(found[0]) - 2) + "</", value), 0)
    for escape in ESCAPE.finditer(canvas.shown):
        _read(canvas, escape)
    return "".join(canvas.chars)


def _read(canvas: Canvas, escape: re.Match[str]) -> None:
    start, end = escape.span()
    try:
        character = str(json.loads(f'"{escape.group()}"'))
    except ValueError:
        character = ""
    if len(character) != 1 or 0xD800 <= ord(character) <= 0xDFFF:
        canvas.fill(start, end, CODE)
    elif character == '"':  # so that an attribute's value starts right behind its equals sign
        canvas.chars[start:end] = '"', MARKUP
    else:
        canvas.stand_for(start, end, character)
