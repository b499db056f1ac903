"""The MkDocs plugin `playbook`: options in, core calls, pages out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import get_relative_url

from customary.pages import blocks
from customary.pages.coverage import coverage, shipped_packs
from customary.pages.generated import BLOCKS, to_generate
from customary.pages.links import Links, target_of, without_links_to
from customary.pages.site import Site, View
from customary.playbook.book import Reader, Source
from customary.playbook.front_matter import Rules
from customary.playbook.model import Playbook
from customary.playbook.quotes import blocks_in, draw_blocks, fill

log = get_plugin_logger(__name__)

PAGES = Path(__file__).parents[1] / "pages"
ASSETS = "assets/customary"
FOOT = "<!-- customary:foot -->"


class PlaybookOptions(Config):
    """What mkdocs.yml may say under `playbook:`."""

    facts = c.Type(dict, default={})
    public = c.Type(bool, default=False)
    feedback = c.Type(str, default="")
    due_soon = c.Type(int, default=30)
    rubrics = c.Type(str, default="fit_rubrics")


class PlaybookPlugin(BasePlugin[PlaybookOptions]):
    """Reads the playbook once a build, then adds to each page what its front matter asks for."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Stay alive over the builds of `serve`, and know that it is one."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the style sheet, the scripts and the theme's corrections."""
        config.extra_css.insert(0, f"{ASSETS}/customary.css")
        for script in sorted((PAGES / "script").glob("*.js")):
            added = c.ExtraScriptValue(f"{ASSETS}/{script.name}")
            added.defer = True
            config.extra_javascript.append(added)
        config.theme.dirs.insert(0, str(PAGES / "theme"))
        self.root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        return config

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read every page; leave the private ones out of a public site; add the pages nobody writes."""
        self.files = files
        self.rules = Rules({str(k): str(v) for k, v in self.config.facts.items()}, {}, tuple(BLOCKS))
        found = [
            Source(file.src_uri, Path(file.abs_src_path), _shown(file.abs_src_path))
            for file in files.documentation_pages()
            if file.abs_src_path
        ]
        book, texts = self.reader.read(found, self.rules)
        for problem in book.problems:
            log.warning(str(problem))
        book = self._without_private(book, files, config)
        self.pages, self.links = book.by_src(), Links()
        self.site = Site(
            book,
            coverage(book, self._rubrics(), shipped_packs()),
            feedback=self.config.feedback,
            due_soon=self.config.due_soon,
        )
        placed = {name for text in texts.values() for _, name, _ in blocks_in(text)}
        for page in to_generate(self.site, {file.src_uri for file in files}, placed):
            files.append(File.generated(config, page.src, content=page.markdown))
        for asset in sorted([*(PAGES / "style").iterdir(), *(PAGES / "script").iterdir()]):
            files.append(File.generated(config, f"{ASSETS}/{asset.name}", abs_src_path=str(asset)))
        self.known = {file.src_uri for file in files}
        return files

    @event_priority(-50)
    def on_page_markdown(self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Fill in the facts and draw the blocks."""
        for key in ("title", "description"):
            if isinstance(page.meta.get(key), str):
                page.meta[key] = fill(page.meta[key], self.rules.facts)
        view = self._view(page)

        def drawn(name: str, of: str) -> str:
            draw = BLOCKS.get(name)
            return draw(view, of) if draw else ""

        return draw_blocks(fill(markdown, self.rules.facts), drawn)

    @event_priority(-50)
    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Put the page's blocks around its text, and note where its links lead."""
        if self.gone:
            html = without_links_to(html, page.url, self.gone.__contains__)
        ours = self.pages.get(page.file.src_uri)
        if ours is None:
            return html
        self.links.note(page.file.src_uri, page.url, html)
        return f"{_under_title(html, blocks.head(self._view(page), ours))}\n{blocks.tail(ours)}{FOOT}"

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Now that every page has been read: say who leads here."""
        ours = self.pages.get(page.file.src_uri)
        if ours is None or FOOT not in output:
            return output
        back = [self.pages[src] for src in self.links.leading_to(page.url) if src in self.pages]
        foot = blocks.foot(self._view(page), ours, back, page.edit_url, self.known)
        return output.replace(FOOT, str(foot), 1)

    def _without_private(self, book: Playbook, files: Files, config: MkDocsConfig) -> Playbook:
        """In a public build: mark the private pages as left out, for every plugin, and drop them from nav."""
        private = {page.src for page in book.pages if page.private} if self.config.public else set()
        self.gone = set()
        for src in private:
            file = files.get_file_from_path(src)
            if file:
                file.inclusion = InclusionLevel.EXCLUDED
                self.gone.add(target_of(file.url, ""))
        if private and config.nav is not None:
            config.nav = _nav_without(config.nav, private)
        return Playbook(tuple(page for page in book.pages if page.src not in private), book.problems)

    def _view(self, page: HostPage) -> View:
        def url(src: str) -> str:
            file = self.files.get_file_from_path(src)
            return get_relative_url(file.url, page.url) if file else "#"

        return View(self.site, page.file.src_uri, url, self.pages.get(page.file.src_uri))

    def _rubrics(self) -> list[Path]:
        return sorted((self.root / self.config.rubrics).glob("*.yml"))


def _under_title(html: str, added: str) -> str:
    """`html` with `added` after the title that it starts with, or else in front."""
    end = html.find("</h1>")
    if end < 0 or not html.lstrip().startswith("<h1"):
        return f"{added}\n{html}"
    return f"{html[: end + 5]}\n{added}{html[end + 5 :]}"


def _shown(path: str) -> str:
    """The path as messages name it: from the current folder where it lies below."""
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path


def _nav_without(nav: Any, private: set[str]) -> Any:
    """The navigation of mkdocs.yml without the private pages, and without sections that this empties."""
    if isinstance(nav, list):
        kept = [
            _nav_without(item, private) for item in nav if not isinstance(item, str) or item not in private
        ]
        return [item for item in kept if item not in ({}, [])]
    if isinstance(nav, dict):
        items = {
            k: _nav_without(v, private) for k, v in nav.items() if isinstance(v, list) or v not in private
        }
        return {k: v for k, v in items.items() if v != []}
    return nav
