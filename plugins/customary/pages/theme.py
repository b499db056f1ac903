"""Names for what Material leaves unnamed to a screen reader: the search dialog, the folds of the nav."""

from __future__ import annotations

import html as entities
import re

_DIALOG = 'data-md-component="search" role="dialog">'
_FOLD = re.compile(
    r'md-nav__container">(?P<link>(?:(?!md-nav__container).)*?)<label class="md-nav__link[^>]*?(?P<end>>)',
    re.DOTALL,
)


def mended(html: str) -> str:
    """`html` with a name on the search dialog, and on each fold that Material shows as an arrow alone."""
    html = html.replace(_DIALOG, f'{_DIALOG[:-1]} aria-label="Search">', 1)
    return _FOLD.sub(_named, html) if "md-nav__container" in html else html


def _named(found: re.Match[str]) -> str:
    title = " ".join(re.sub(r"<[^>]+>", " ", found["link"]).split())
    name = entities.escape(entities.unescape(title), quote=True)
    return f'{found[0][:-1]} aria-label="{name}">'
