"""Which language a page says it is in. The rules are English, so other pages are named and left alone."""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_LANG_LINE = re.compile(
    r"^lang(?:uage)?[ \t]*:[ \t]*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)[\"']?[ \t]*(?:#.*)?\r?$",
    re.MULTILINE,
)
_HTML = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)", re.IGNORECASE)
_HEAD = 4000


def other_language(text: str) -> str | None:
    """The language that the page names (`lang:` in its front matter, `<html lang>`), unless it is English."""
    if text[:4].lstrip("\ufeff").startswith("---"):
        front = _FRONT_MATTER.match(text)
        found = _LANG_LINE.search(front[1]) if front else None
    else:
        found = _HTML.search(text, 0, _HEAD)
    if not found or found[1].lower().replace("_", "-").split("-")[0] in ("en", "eng"):
        return None
    return found[1]
