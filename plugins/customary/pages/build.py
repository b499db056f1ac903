"""One build of a site, as the playbook sees it: what a host asks, answered without knowing hosts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from customary.audit.record import Share
from customary.pages import blocks, cards, share
from customary.pages.assemble import Assembled
from customary.pages.ease import ease_line, page_readings
from customary.pages.folders import Folder, folders_without_index
from customary.pages.generated import BLOCKS, Generated, to_generate
from customary.pages.links import Links, target_of, without_links_to
from customary.pages.policy import inline_scripts, with_policy
from customary.pages.settings import Settings
from customary.pages.site import View
from customary.pages.terms import Terms
from customary.pages.theme import mended
from customary.pages.ticks import with_ticks
from customary.playbook.front_matter import read_page
from customary.playbook.kinds import KINDS
from customary.playbook.model import Page
from customary.playbook.quotes import blocks_in, draw_blocks, fill

MARK = "<!-- customary:"
"""How each place begins that is filled when every page has been read."""
FOOT = f"{MARK}foot -->"


@dataclass(slots=True)
class Build:
    """The playbook of one build. A host hands in each page twice: its text, and then the whole page."""

    read: Assembled
    settings: Settings
    with_readings: bool = False
    """Whether pages show how hard they read."""
    paths: set[str] = field(default_factory=set)
    """Every path of the site's documents; filled by the host."""
    gone: set[str] = field(default_factory=set)
    """Where the private pages would have been, as `target_of` gives it; filled by the host."""
    folders: dict[str, Folder] = field(default_factory=dict)
    """The folders whose index page is made, by its path; filled by the host."""
    pages: dict[str, Page] = field(init=False)
    links: Links = field(init=False, default_factory=Links)
    terms: Terms = field(init=False)
    quoted: Mapping[str, str] = field(init=False)
    """The facts as HTML: a fact is words, whatever signs are in it."""

    def __post_init__(self) -> None:
        self.pages = self.read.site.book.by_src
        self.terms = Terms(self.read.site.book.of_kind("term"))
        self.quoted = {name: escape(text) for name, text in self.read.rules.facts.items()}
        if self.with_readings:
            found = page_readings(self.read.texts, self.read.rules.facts, self.settings)
            site = replace(self.read.site, readings=found, reading_ease=self.settings.reading_ease)
            self.read = replace(self.read, site=site)

    def made_pages(self) -> list[Generated]:
        """The pages that nobody wrote."""
        placed = {(name, of) for text in self.read.texts.values() for _, name, of in blocks_in(text)}
        return to_generate(self.read.site, self.paths, placed)

    def index_pages(self, built: Mapping[str, str], text: Callable[[str], str]) -> list[Folder]:
        """The folders that need an index page; `built` and `text(src)` as the host has them by now."""
        if not any(page.kind != "page" for page in self.pages.values()):
            return []

        def read(src: str) -> Page:
            return self.pages.get(src) or read_page(text(src), src, src, self.read.rules)[0]

        return folders_without_index(built, read)

    def view(self, src: str, url: Callable[[str], str]) -> View:
        """The site as seen from one page; `url(src)` leads to another page from there."""
        return View(self.read.site, src, url, self.pages.get(src))

    def line(self, text: str) -> str:
        """A title or a description with its facts."""
        return fill(text, self.quoted)

    def markdown(self, text: str, view: View) -> str:
        """A page's Markdown with its facts and blocks."""

        def drawn(name: str, of: str) -> str:
            return BLOCKS[name](view, of) if name in BLOCKS else ""

        return draw_blocks(fill(text, self.quoted), drawn)

    def content(self, html: str, view: View, url: str) -> str:
        """A page's HTML with what its front matter asks for around it; its links are noted."""
        if self.gone:
            html = without_links_to(html, url, view.src, self.gone.__contains__)
        page = view.here
        if page is None:
            return f"{html}\n{self.folders[view.src].listed(view)}" if view.src in self.folders else html
        self.links.note(page.src, url, html)
        html = with_ticks(html, page.src, KINDS[page.kind].ticks)
        html = self.terms.link(html, view)
        return f"{_under_title(html, blocks.head(view, page))}\n{blocks.tail(page)}{FOOT}"

    def whole(
        self,
        html: str,
        view: View,
        url: str,
        edit_url: str | None,
        content: Callable[[Page], str],
        shares: Callable[[], Sequence[Share] | None],
    ) -> str:
        """The finished page: who leads here, the cards, the shares. `content(page)`: a page's own
        HTML; `shares()`: what the audit counted, asked for only where it is shown."""
        first = html.find(MARK)  # a big page is searched through once, not once for each mark
        if first < 0:
            return mended(html)
        before, rest = html[:first], html[first:]
        if cards.MARKER in rest:
            rest = rest.replace(cards.MARKER, str(cards.deck(view, content)), 1)
        if share.MARKER in rest:
            rest = rest.replace(share.MARKER, str(share.share_chart(shares() or ())), 1)
        page = view.here
        if page is not None and FOOT in rest:
            back = [self.pages[src] for src in self.links.leading_to(url) if src in self.pages]
            rest = rest.replace(FOOT, self._foot(view, page, back, edit_url), 1)
        return mended(before + rest)

    def guarded(self, html: str) -> str:
        """The page with its content security policy, where one is wanted."""
        return with_policy(html, inline_scripts(html)) if self.settings.content_security_policy else html

    def leave_out(self, url: str, src: str) -> None:
        """Note the address and the source of a private page, so that no link leads there."""
        self.gone |= {target_of(url, ""), src}

    def _foot(self, view: View, page: Page, back: list[Page], edit_url: str | None) -> str:
        reading = (self.read.site.readings or {}).get(page.src)
        ease = str(ease_line(page, reading, self.settings)) if reading else ""
        return ease + str(blocks.foot(view, page, back, edit_url, self.paths))


def _under_title(html: str, added: str) -> str:
    """`html` with `added` after the title that it starts with, or else in front."""
    end = html.find("</h1>")
    if end < 0 or not html[:end].lstrip().startswith("<h1"):
        return f"{added}\n{html}"
    return f"{html[: end + 5]}\n{added}{html[end + 5 :]}"
