"""Which page leads to which, read from the links of the pages as they are published."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

_HREF = re.compile(r'<a\s[^>]*?href="([^"#?:]+)[#?"]')
_ANCHOR = re.compile(
    r"""<a\s[^>]*?href=(?P<quote>["'])(?P<href>[^"'#?:]+)(?:[#?][^"']*)?(?P=quote)[^>]*>(?P<text>.*?)</a>""",
    re.DOTALL | re.IGNORECASE,
)
_SHOWN = re.compile(
    r"""<(?:img|area|embed|iframe|source)\s[^>]*?(?:src|href)=["'](?P<href>[^"'#?:]+)[^>]*>""", re.IGNORECASE
)


class Links:
    """Gathers links page by page; afterwards it knows for each page who leads there."""

    def __init__(self) -> None:
        self._to: dict[str, dict[str, None]] = {}

    def note(self, src: str, url: str, html: str) -> None:
        """Take down the links of the page `src`, published at `url`, to other pages of the site."""
        here = target_of(url, "")
        for href in dict.fromkeys(_HREF.findall(html)):
            target = target_of(url, href)
            if target != here:
                self._to.setdefault(target, {})[src] = None

    def leading_to(self, url: str) -> list[str]:
        """The pages that lead to the one published at `url`, by path."""
        return sorted(self._to.get(target_of(url, ""), ()))


def target_of(url: str, href: str) -> str:
    """Where `href` on the page at `url` leads: an address below the site, without a slash at its end."""
    folder = url if url.endswith("/") else posixpath.dirname(url)
    path = posixpath.join(folder, unquote(href)) if href else url
    return posixpath.normpath(path.removesuffix("index.html") or ".")


def without_links_to(html: str, url: str, src: str, gone: Callable[[str], bool]) -> str:
    """`html` with the links to pages that are `gone` replaced by their texts, so that nothing names them.

    A link in raw HTML may be written from the page's address `url` or from its source `src`.
    """

    def kept(found: re.Match[str], instead: str) -> str:
        targets = (target_of(url, found["href"]), target_of(src, found["href"]))
        return instead if any(map(gone, targets)) else found[0]

    html = _ANCHOR.sub(lambda found: kept(found, found["text"]), html)
    return _SHOWN.sub(lambda found: kept(found, ""), html)
