"""What Material leaves out: names for a screen reader, and a way on from an address that leads nowhere."""

from __future__ import annotations

import html as entities
import re

_DIALOG = 'data-md-component="search" role="dialog">'
_FOLD = re.compile(
    r'md-nav__container">(?P<link>(?:(?!md-nav__container).)*?)<label class="md-nav__link[^>]*?(?P<end>>)',
    re.DOTALL,
)
_LOST = re.compile(r"<h1>404 - Not found</h1>")


def mended(html: str) -> str:
    """`html` with a name on the search dialog, and on each fold that Material shows as an arrow alone."""
    html = html.replace(_DIALOG, f'{_DIALOG[:-1]} aria-label="Search">', 1)
    return _FOLD.sub(_named, html) if "md-nav__container" in html else html


def with_way_on(html: str, home: str) -> str:
    """The page of a missing address with a sentence, a link to the start page at `home`, and a hint."""
    return _LOST.sub(
        '<div class="cu-lost" aria-hidden="true"></div>\n'
        "  <h1>There is no page here</h1>\n"
        "  <p>The page may have moved, or a letter of its address went astray.</p>\n"
        f'  <p>Begin again at the <a href="{entities.escape(home)}">start page</a>, or type what you need '
        "into the search box at the top.</p>",
        html,
        count=1,
    )


def _named(found: re.Match[str]) -> str:
    title = " ".join(re.sub(r"<[^>]+>", " ", found["link"]).split())
    name = entities.escape(entities.unescape(title), quote=True)
    return f'{found[0][:-1]} aria-label="{name}">'
