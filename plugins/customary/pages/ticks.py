"""Checklists: items to tick with real check boxes, a line of progress, and buttons to start over and print.

Ticks stay in the reader's browser, under the version of the list: a list that changed starts afresh.
"""

from __future__ import annotations

import hashlib
import re

from markupsafe import Markup

_ITEM = re.compile(
    r"<li[^>]*>(?P<open>\s*<p>)?(?P<box>"
    r'<label class="task-list-control"><input[^>]*><span[^>]*></span></label>'
    r'|<input type="checkbox"[^>]*>|\[[ xX]\](?=\s))\s*(?P<text>.*?)(?=</p>|</li>|<ul|<ol|\n<)',
    re.DOTALL,
)
_SIGNS = ('type="checkbox"', "[ ]", "[x]", "[X]")
_LIST = re.compile(r"<(ul|ol)[^>]*>(?=\s*<li[^>]*>\s*(?:<p>)?\s*(?:<label class=\"cu-check))")


def with_ticks(html: str, src: str, bar: bool) -> str:
    """`html` with every task list item as a labelled check box; with `bar`, buttons above the first one."""
    if not any(sign in html for sign in _SIGNS):
        return html
    texts: list[str] = []

    def box(found: re.Match[str]) -> str:
        number = len(texts)
        texts.append(re.sub(r"<[^>]+>", "", found["text"]))
        return (
            f'<li class="cu-tick-item">{found["open"] or ""}<label class="cu-check">'
            f'<input type="checkbox" data-cu-tick="{number}"> <span>{found["text"].rstrip()}</span></label>'
        )

    ticked = _ITEM.sub(box, html)
    if not texts:
        return html
    first = _LIST.search(ticked)
    tools = str(_tools(src, texts, bar)) if first else ""
    return (
        _LIST.sub(r'<\1 class="cu-ticks">', ticked[: first.start()] + tools + ticked[first.start() :])
        if (first)
        else ticked
    )


def _tools(src: str, texts: list[str], bar: bool) -> Markup:
    version = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]
    return Markup(
        '<div class="cu-tick-bar" data-cu-list="{}" data-cu-version="{}" data-search-exclude hidden>'
        '<p role="status" class="cu-tick-count"></p>{}</div>\n'
    ).format(
        src,
        version,
        Markup(
            '<button type="button" class="cu-press" data-cu-reset>Start over</button> '
            '<button type="button" class="cu-press" data-cu-print>Print</button>'
        )
        if bar
        else Markup('<button type="button" class="cu-press" data-cu-reset>Start over</button>'),
    )
