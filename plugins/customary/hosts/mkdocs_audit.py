"""The MkDocs plugin `language-audit`: reports from the sources, rewrites what is published.

The hooks are where they are because each kind of word becomes visible at another moment: sources before the
navigation, snippets and macros in a page's HTML, the theme's own words in the finished page.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from customary.audit.settings import files_of_settings
from customary.audit.site import SiteAudit, stamp
from customary.errors import BadInput
from customary.hosts.watching import Watching

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger(__name__)
STYLE = "assets/customary/language-audit.css"


class LanguageAuditOptions(Config):
    """What mkdocs.yml may say under `language-audit:`; all but the first two as in customary.yml."""

    mode = c.Choice(("report", "rewrite", "strict"), default="report")
    """`report` says what it found; `rewrite` also publishes the sure edits; `strict` warns, so that a
    strict build stops."""
    summary = c.Type(str, default="language-audit.md")
    """Where in the site the summary page stands; empty for none."""
    # Not typed here: the audit's own reader names the line of every fault, and all of them at once.
    we_are = c.Optional(c.Type(object))
    """The packs that are switched on; without it all of them are."""
    customers_are_called = c.Optional(c.Type(object))
    """Words, in the singular, that always mean your customers."""
    not_customers = c.Optional(c.Type(object))
    """Words that never do."""
    also_say = c.Optional(c.Type(object))
    """Another wording for a word: `{client: our API clients}`."""
    protect = c.Optional(c.Type(object))
    """Names that stay as they are."""
    packs = c.Optional(c.Type(object))
    """Files with rules of your own, below the folder of mkdocs.yml."""
    folders = c.Optional(c.Type(object))
    """The same settings for a folder: `{docs/platform/: {not_customers: [client]}}`."""


class LanguageAuditPlugin(BasePlugin[LanguageAuditOptions]):
    """Hands each thing that the host shows to the audit of the site, and hands back what comes out."""

    audit: SiteAudit | None = None

    def __init__(self) -> None:
        self.watching = Watching()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Stay alive over the builds of `serve`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings. Where they are wrong, say so, and build the site without the audit."""
        self.audit, file = None, Path(config.config_file_path or "mkdocs.yml")
        options = {
            key: value for key, value in self.config.items() if key not in ("mode", "summary", "enabled")
        }
        language = config.theme.get("language") or str(config.theme.get("locale") or "en")
        self.watching.want(files_of_settings(Path(config.docs_dir), file.parent, options))
        try:
            self.audit = SiteAudit(file, Path(config.docs_dir), options, self.config.mode, str(language))
        except BadInput as bad:
            for problem in bad.problems:
                log.warning("%s", problem)
            log.warning("The language audit was left out of this build.")
            return config
        if self.config.summary:
            config.extra_css.append(STYLE)
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Make room for the summary page, unless somebody wrote a page of that name."""
        src = self.config.summary
        self.summary = None
        if self.audit and src and not files.get_file_from_path(src):
            place = InclusionLevel.NOT_IN_NAV if config.nav is not None else InclusionLevel.UNDEFINED
            self.summary = File.generated(config, src, content=self.audit.summary_source(), inclusion=place)
            files.append(self.summary)
            files.append(File.generated(config, STYLE, content=self.audit.style()))
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Examine every source, from its bytes, while the pages are made of them."""
        if self.audit:
            for file in files.documentation_pages():
                if file is not self.summary:
                    self.audit.read(file.src_uri, _path(file), partial(_content, file))
                    self._stand_in(file)
            self.audit.begin()
        self.nav = nav
        return nav

    def _stand_in(self, file: File) -> None:
        """For a source that can't be read or decoded, so that the site is built with the rest.

        (The event `on_page_read_source` takes only one plugin, so the file itself is given its text.)
        """
        assert self.audit
        text, problem = self.audit.rescued(file.src_uri)
        if problem:
            log.warning("%s", problem)
        if text is not None:
            file.content_string = text

    @event_priority(100)
    def _rewrite(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Rewrite the HTML of the pages; their titles, tables of contents and descriptions follow.

        Not as each page is rendered: all in a row takes half the time, and by now the second process is done.
        """
        for file in files:
            page = file.page
            if not self.audit or file is self.summary or page is None or page.content is None:
                continue
            page.content = self.audit.body(file.src_uri, page.url, page.content)
            if self.audit.rewrites:
                for key in ("title", "description"):
                    if isinstance(page.meta.get(key), str):
                        page.meta[key] = self.audit.line(file.src_uri, page.meta[key], key)
                _entitle(page.toc.items, self.audit, file.src_uri)
                if page.title:
                    page.title = self.audit.title(file.src_uri, page.title)
        return env

    @event_priority(-100)
    def _sum_up(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Now that every page is known, rewrite the labels of the navigation and fill the summary page."""
        if self.audit:
            self.audit.pages()
            self._tell()
            self._label(self.nav.items)
        if self.audit and self.summary and self.summary.page:
            public = {f.src_uri: f for f in files.documentation_pages() if f.page and _may_show(f.page)}
            urls = {src: f.url_relative_to(self.summary) for src, f in public.items()}
            titles = {src: str(f.page.title) for src, f in public.items() if f.page}
            self.summary.page.content = self.audit.summary_html(self.summary.page.content or "", titles, urls)
        return env

    on_env = CombinedEvent(_rewrite, _sum_up)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Rewrite what the theme put around the page, and leave the stamp."""
        if not self.audit:
            return output
        src = page.file.src_uri
        kept = "off" if page.file is self.summary else self.audit.kept(src)
        return stamp(self.audit.around(page.url, output, page.content or "", src), self.config.mode, kept)

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for pages that are no documents: the page of a missing address, for one."""
        if not self.audit or not template_name.endswith((".html", ".htm")):
            return output
        return stamp(self.audit.around(template_name, output, ""), self.config.mode)

    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look whether what was rewritten is rewritten everywhere, and say what the build came to."""
        if self.audit:
            for problem in self.audit.left_in(Path(config.site_dir)):
                log.warning("%s", problem)
            self._tell()
            log.info("%s", self.audit.close())
            self.audit = None  # let go of it at once: at its end, Python looks through all that is held

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when settings or rules change, or come into being."""
        self.watching.serve(server)
        return server

    def _tell(self) -> None:
        for told in self.audit.told() if self.audit else ():
            (log.warning if told.strict else log.info)("%s", told.text)

    def _label(self, items: list[Any]) -> None:
        """Rewrite the labels of sections and links as the first page below them is rewritten."""
        if self.audit and self.audit.rewrites:
            for item in items:
                self._label(item.children or [])
                label = None if item.is_page else item.title  # a page has got its title with its text
                if label:
                    item.title = self.audit.line(_first_page(item), label, "title")


def _first_page(item: Any) -> str:
    while not item.is_page and item.children:
        item = item.children[0]
    return item.file.src_uri if item.is_page else ""


def _entitle(items: list[AnchorLink], audit: SiteAudit, src: str) -> None:
    for item in items:
        item.title = audit.heading(src, item.id, item.title)
        _entitle(item.children, audit, src)


def _may_show(page: Page) -> bool:
    """A private page is in nobody's summary, whatever the site is for."""
    return not page.meta.get("private") and not page.meta.get("password")


def _content(file: File) -> bytes:
    return file.content_bytes


def _path(file: File) -> Path | None:
    return Path(file.abs_src_path) if file.abs_src_path else None
