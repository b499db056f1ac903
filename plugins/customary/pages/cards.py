"""A4 cards for the counter and the phone desk: one page each in print, made of the pages that ask for one."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from customary.pages.site import View, day, joined, slug
from customary.playbook.model import Page

MARKER = "<!-- customary:cards -->"
"""Stands where the cards go until every page has been read."""
SECTIONS = {
    "play": ("Steps", "Words to say"),
    "script": ("Say", "Never say"),
    "touchpoint": ("Walk it",),
    "story": ("What we learned", "What changed"),
}
"""What of a page goes on its card; a checklist gives its items, a page of another kind all of its text."""
MOST_LETTERS = 2600
"""About what fits on one side of A4 at a size that can be read across a counter."""

SIZES = {"full": 36, "long": 26}
"""The lines from which on a card is set smaller, the smallest letters first."""
LETTERS = 85
"""About how many letters a printed line holds."""

_BLOCK = re.compile(r"<(?:li|p|h3|td)\b[^>]*>(.*?)(?=<(?:li|p|h3|td|ul|ol|/li|/p|/h3|/td)\b)", re.DOTALL)
_HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_UNWANTED = re.compile(r"</?a\b[^>]*>|<img\b[^>]*>|\s(?:id|for|data-[\w-]+)=\"[^\"]*\"", re.DOTALL)
_AROUND = re.compile(
    r"<h1\b.*?</h1>|<p class=\"cu-(?:badges|review|key-point)\".*?</p>"
    r"|<dl class=\"cu-particulars\"[^>]*>.*?</dl>",
    re.DOTALL,
)
_BOXES = re.compile(r'<label class="cu-check"><input[^>]*>\s*<span>(.*?)</span></label>', re.DOTALL)
_TICKS = r'<(?:ul|ol) class="cu-ticks">'
_BAR = re.compile(r'<div class="cu-tick-bar".*?</div>\s*', re.DOTALL)
_GROUP = re.compile(rf"<p><strong>((?:(?!</?p>).)*)</strong></p>(?=\s*{_TICKS})", re.DOTALL)
_TICKED = re.compile(rf"(?:<h3[^>]*>(?:(?!<h3).)*?</h3>\s*)?{_TICKS}.*</(?:ul|ol)>", re.DOTALL)


def cards(view: View, of: str = "") -> str:
    """Where the cards will stand; with `of`, the cards of one role."""
    return f'<div class="cu-deck" data-cu-role="{of}">{MARKER}</div>' if of else f"<div>{MARKER}</div>"


def deck(view: View, content: Callable[[Page], str]) -> Markup:
    """All cards; `content(page)` is a page's finished HTML."""
    wanted = [page for page in view.site.book.of_kind(*_KINDS_FIRST) if page.card]
    if not wanted:
        return Markup('<p class="cu-none">No page asks for a card yet.</p>')
    print_ = Markup(
        '<p class="cu-print"><button type="button" class="cu-press" data-cu-print hidden>Print</button></p>'
    )
    return print_ + joined([_card(view, page, content(page)) for page in wanted], "\n")


_KINDS_FIRST = ("script", "play", "checklist", "touchpoint", "story", "principle", "page", "term")


def _card(view: View, page: Page, html: str) -> Markup:
    body = _body(page, html)
    lines = _lines(body)
    size = next((f" cu-a4--{name}" for name, most in SIZES.items() if lines > most), "")
    reviewed = Markup(", read through on {}").format(day(page.reviewed)) if page.reviewed else Markup()
    point = Markup('<p class="cu-a4-point">{}</p>').format(page.key_point) if page.key_point else Markup()
    return Markup(
        '<section class="cu-a4{}" aria-label="{}"><header><span class="cu-badge cu-badge--{}">{}</span>'
        '<h2 class="cu-a4-title">{}</h2></header>{}<div class="cu-a4-body">{}</div>'
        "<footer>{}{}</footer></section>"
    ).format(
        size, f"Card: {page.title}", page.kind, page.kind.capitalize(), view.link(page), point, body,
        page.owner, reviewed,
    )  # fmt: skip


def _body(page: Page, html: str) -> Markup:
    if page.kind == "checklist":
        parts = [_ticked(html)]
    elif page.kind in SECTIONS:
        found = _sections(html)
        parts = [
            f'<h3 class="cu-a4-{slug(title)}">{title}</h3>{found[title]}'
            for title in SECTIONS[page.kind]
            if title in found
        ]
    else:
        parts = [_text(html)]
    if not any(parts) or len(Markup("".join(parts)).striptags()) > MOST_LETTERS:
        items = [Markup("<li>{}</li>").format(action.do) for action in page.actions]
        return Markup("<ul>{}</ul>").format(joined(items))
    boxed = _BOXES.sub(r'<span class="cu-box" aria-hidden="true"></span><span>\1</span>', "".join(parts))
    return Markup(_UNWANTED.sub("", boxed))


def _lines(body: Markup) -> int:
    """About how many lines the card's text takes in print, the gaps between its blocks included."""
    blocks = [len(Markup(text).striptags()) for text in _BLOCK.findall(str(body))]
    return sum(1 + letters // LETTERS for letters in blocks if letters) + sum(map(bool, blocks)) // 3


def _ticked(html: str) -> str:
    """A checklist's items under their headings: a line in bold straight above items is one, too."""
    found = _TICKED.search(_GROUP.sub(r"<h3>\1</h3>", _text(html)))
    return found[0] if found else ""


def _text(html: str) -> str:
    """A page's own text, its headings one level down, without what the plugin put into it."""
    own = _PERMALINK.sub("", _AROUND.sub("", html).partition('<section class="cu-actions"')[0])
    own = _BAR.sub("", own)
    return re.sub(r"(</?h)2\b", r"\g<1>3", own.partition("<!-- customary:")[0])


def _sections(html: str) -> dict[str, str]:
    """The text below each second-level heading, by the heading's plain text."""
    pieces = _HEADING.split(html)
    found = {}
    for title, text in zip(pieces[1::2], pieces[2::2], strict=True):
        plain = re.sub(r"<[^>]+>", "", _PERMALINK.sub("", title)).strip()
        found[plain] = (
            _BAR.sub("", text).partition('<section class="cu-actions"')[0].partition("<!-- customary:")[0]
        )
    return found
