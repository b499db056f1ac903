"""Tables of contents in HTML: their entries repeat headings, but have lost the marks of what is code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

_HEADING = re.compile(r"<h([1-6])\b(?P<tag>[^>]*)>(?P<inside>.{1,5000}?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*["']?([^"'\s>]+)""")
_ENTRY = re.compile(
    r"""<a\s[^<>]*?\bhref\s*=\s*["']?#(?P<id>[^"'\s<>]+)[^<>]*>(?P<title>.{1,2000}?)</a""", re.DOTALL
)
_SIGN = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z]\w*)(?P<rest>[^<>]*)>|&#?\w+;|[^\s<]")
_CODE = frozenset(("code", "kbd", "samp", "tt", "var"))

Sign = tuple[str, int, int, bool]
"""A character or a reference to one, where it stands, and whether it is code."""


def code_in_entries(text: str) -> Iterator[tuple[int, int]]:
    """The ranges in links of the document to its own headings that stand as code in the heading, if a link
    says what its heading says."""
    if "<code" not in text or "#" not in text:
        return
    headings: dict[str, list[Sign]] = {}
    for heading in _HEADING.finditer(text):
        name = _ID.search(heading["tag"])
        if name and "<code" in heading["inside"]:
            headings[name[1]] = list(_signs(text, *heading.span("inside")))
    for entry in _ENTRY.finditer(text) if headings else ():
        said = headings.get(entry["id"], [])
        mine = list(_signs(text, *entry.span("title")))
        if said and [sign[0] for sign in mine] == [sign[0] for sign in said]:
            for is_code, run in groupby(zip(mine, said, strict=True), key=lambda pair: pair[1][3]):
                signs = [sign for sign, _ in run]
                if is_code:
                    yield signs[0][1], signs[-1][2]


def _signs(text: str, start: int, end: int) -> Iterator[Sign]:
    """What a reader sees from `start` to `end`, without the link to itself that ends a heading."""
    code = 0
    for found in _SIGN.finditer(text, start, end):
        if found["name"] is None:
            yield found[0], found.start(), found.end(), code > 0
        elif found["name"] in _CODE:
            code += -1 if found["close"] else 1
        elif "headerlink" in found["rest"]:
            return
