"""Glossary terms on every page: the first use of a term leads to its meaning, and shows it in short."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from customary.pages.site import View
from customary.playbook.model import Page

_TAG = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_CLOSED = frozenset(
    ("a", "code", "pre", "kbd", "samp", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "button",
     "label", "form", "svg", "textarea", "dt", "summary",
     "figcaption")
)  # fmt: skip
"""No term is linked inside these."""


class Terms:
    """The glossary, ready to be found in many pages."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._by_word = {page.text("term").casefold(): page for page in pages if page.text("term")}
        words = sorted(self._by_word, key=len, reverse=True)
        spelled = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
        self._found = re.compile(rf"(?<![\w-])({spelled})(s|es)?(?![\w-])", re.IGNORECASE) if words else None

    def link(self, html: str, view: View) -> str:
        """`html` with the first use of each term as a link that says what the term means."""
        if self._found is None or not self._found.search(html):
            return html
        done = {view.src}
        inside: list[str] = []
        parts = _TAG.split(html)
        for at, part in enumerate(parts):
            if at % 2:
                _step(inside, part)
            elif part and not inside:
                parts[at] = self._linked(part, view, done)
        return "".join(parts)

    def _linked(self, text: str, view: View, done: set[str]) -> str:
        assert self._found

        def link(found: re.Match[str]) -> str:
            page = self._by_word[" ".join(found[1].split()).casefold()]
            if page.src in done:
                return found[0]
            done.add(page.src)
            return str(
                Markup('<a class="cu-term" href="{}" data-cu-short="{}">{}</a>').format(
                    view.url(page.src), page.text("short"), Markup(found[0])
                )
            )

        return self._found.sub(link, text)


def _step(inside: list[str], tag: str) -> None:
    """Keep track of the closed elements that are open at this point."""
    found = _NAME.match(tag)
    name = found[1].lower() if found else ""
    if name not in _CLOSED or tag.endswith("/>"):
        return
    if tag.startswith("</"):
        if name in inside:
            while inside.pop() != name:
                pass
    else:
        inside.append(name)
