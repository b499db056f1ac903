"""The MkDocs plugin `playbook`: options in, core calls, pages out."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import get_relative_url

from customary.audit.record import Share
from customary.hosts.watching import Watching
from customary.pages.assemble import assemble
from customary.pages.attached import attached_only_to
from customary.pages.build import FOOT, Build
from customary.pages.navigation import expanded, named, without
from customary.pages.reports import site_reports
from customary.pages.search import FAINTER, WORKER, with_own_search, worker
from customary.pages.settings import OPTIONS, settings_from
from customary.pages.site import View
from customary.pages.style import NAME, stylesheet
from customary.pages.theme import mended, with_way_on
from customary.playbook.book import Reader, Source
from customary.playbook.model import Page

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger(__name__)

KEPT_PUBLIC = (None, False, "false", "no", "False", "No")
IN_NAV, NOT_IN_NAV = InclusionLevel.UNDEFINED, InclusionLevel.NOT_IN_NAV
SCRIPTS = sorted((Path(__file__).parents[1] / "pages" / "script").glob("*.js"))
ASSETS = "assets/customary"


class PlaybookOptions(Config):
    """What mkdocs.yml may say under `playbook:`. Not typed: pages/settings.py names all faults at once."""

    facts = c.Type(object, default=OPTIONS["facts"])
    """Names and texts that pages quote as `{fact:name}`."""
    public = c.Type(object, default=OPTIONS["public"])
    """yes for a site for the world: pages marked `private: true` stay out of it altogether."""
    feedback = c.Type(object, default=OPTIONS["feedback"])
    """A mail address; each page then ends with a prepared mail to it."""
    due_soon = c.Type(object, default=OPTIONS["due_soon"])
    """From how many days before a review is due the banner says so."""
    review_every = c.Type(object, default=OPTIONS["review_every"])
    """How long a review holds, by page kind: `{play: 6 months}`."""
    reading_ease = c.Type(object, default=OPTIONS["reading_ease"])
    """The least Flesch reading ease, by page kind: `{script: 65}`."""
    readability = c.Type(object, default=OPTIONS["readability"])
    """When a page shows how hard it reads: `serve`, `always` or `never`."""
    complaints = c.Type(object, default=OPTIONS["complaints"])
    """The complaint log, YAML or CSV, below the folder of mkdocs.yml."""
    survey = c.Type(object, default=OPTIONS["survey"])
    """The survey answers, CSV: what we believe beside what customers say."""
    rubrics = c.Type(object, default=OPTIONS["rubrics"])
    """The folder of rubrics whose facts and practices the pages quote."""
    content_security_policy = c.Type(object, default=OPTIONS["content_security_policy"])
    """yes to put a content security policy with hashes into every page."""


class PlaybookPlugin(BasePlugin[PlaybookOptions]):
    """Reads the playbook once a build, then adds to each page what its front matter asks for."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.serving = False
        self.watching = Watching()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Stay alive over the builds of `serve`, and know that it is one."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the options; add the style sheet, the scripts and what to watch."""
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        options = {name: value for name, value in self.config.items() if name in OPTIONS}
        self.settings, problems = settings_from(options, root, Path(config.docs_dir))
        for problem in problems:
            log.warning(str(problem))
        config.extra_css.insert(0, f"{ASSETS}/{NAME}")
        for script in SCRIPTS:
            added = c.ExtraScriptValue(f"{ASSETS}/{script.name}")
            added.defer = True
            config.extra_javascript.append(added)
        watched = (self.settings.complaints, self.settings.survey, self.settings.rubrics)
        self.watching.want(path for path in watched if path)
        return config

    @event_priority(100)
    def _read(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read every page; leave private ones out of a public site; add the pages that nobody wrote."""
        self.files, self.share_source = files, config.plugins.get("language-audit")
        here = f"{Path.cwd()}{os.sep}"
        found = [
            # messages name a file from the current folder where it lies below
            Source(file.src_uri, Path(file.abs_src_path), file.abs_src_path.removeprefix(here))
            for file in files.documentation_pages()
            if file.abs_src_path
        ]
        read = assemble(self.settings, found, self.reader)
        for problem in read.problems:
            log.warning(str(problem))
        for source in found:
            if source.src not in read.texts and source.src not in read.private:
                files.src_uris[source.src].content_string = _rescued(source.file)  # named already
        read = replace(read, site=replace(read.site, audited=self.share_source is not None))
        when = self.settings.readability
        asked = when == "always" or (when == "serve" and self.serving)
        self.build = Build(read, self.settings, asked)
        media = [file.src_uri for file in files.media_files()]
        for src in attached_only_to(read.private, [(page.src, page.file) for page in found], media):
            files.remove(files.src_uris[src])
        self._leave_out(read.private, files, config)
        self.build.paths = {file.src_uri for file in files}
        for made in self.build.made_pages():
            files.append(File.generated(config, made.src, content=made.markdown))
        files.append(File.generated(config, f"{ASSETS}/{NAME}", content=stylesheet()))
        for script in SCRIPTS:
            files.append(File.generated(config, f"{ASSETS}/{script.name}", abs_src_path=str(script)))
        self.own_search = _searches_english(config)
        if self.own_search:
            files.append(File.generated(config, f"{ASSETS}/{WORKER}", content=worker()))
        self.build.paths = {file.src_uri for file in files if file.src_uri not in read.private}
        return files

    @event_priority(-150)
    def _gather(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Now that every plugin has added its pages: give each folder an index page, and spell out
        `folder/*` in a written nav."""
        built = {file.src_uri: file.dest_uri for file in files.documentation_pages()}
        made = self.build.index_pages(built, lambda src: files.src_uris[src].content_string)
        self.build.folders = {folder.src: folder for folder in made}
        if config.nav is not None:
            titles = {src: page.title for src, page in self.build.pages.items()}
            config.nav = expanded(config.nav, [*built, *self.build.folders], titles)
        for folder in made:
            place = NOT_IN_NAV if config.nav is not None and folder.src not in named(config.nav) else IN_NAV
            files.append(File.generated(config, folder.src, content=folder.markdown, inclusion=place))
        return files

    on_files = CombinedEvent(_read, _gather)

    @event_priority(-50)
    def on_page_markdown(self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Fill in the facts and draw the blocks, after macros have run."""
        if self.settings.public and page.meta.get("private") not in KEPT_PUBLIC:
            what = f'Something marks {page.file.src_uri} as "private" too late to keep it out of this site.'
            raise PluginError(f"{what} Write it into the page's own front matter.")
        for key in ("title", "description"):
            if isinstance(page.meta.get(key), str):
                page.meta[key] = self.build.line(page.meta[key])
        search = page.meta.setdefault("search", {})
        if page.file.src_uri not in self.build.pages and isinstance(search, dict):
            search.setdefault("boost", FAINTER)
        return self.build.markdown(markdown, self._view(page))

    @event_priority(-50)
    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Put the page's blocks around its text, before the audit rewrites both."""
        return self.build.content(html, self._view(page), page.url)

    @event_priority(50)
    def _complete(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Fill in what is known only now that every page has been read."""
        # what is filled in is no part of the text, which others look for in the finished page
        page.content = (page.content or "").removesuffix(FOOT)
        output = self.build.whole(
            output, self._view(page), page.url, page.edit_url, self._content, self._shares
        )
        return with_own_search(output, ASSETS) if self.own_search else output

    @event_priority(-200)
    def _guard(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Set the content security policy, after everybody has had their say on the page."""
        return self.build.guarded(output)

    on_post_page = CombinedEvent(_complete, _guard)

    @event_priority(-200)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for pages that are no documents: the page of a missing address, for one."""
        if not template_name.endswith(".html"):
            return output
        if template_name == "404.html":
            # such a page is shown at any address, so that its links start at the site's root
            output = with_way_on(output, f"{urlsplit(config.site_url or '').path.rstrip('/')}/")
        if self.own_search:
            output = with_own_search(output, ASSETS)
        return self.build.guarded(mended(output))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when a log or a rubric changes, or comes into being."""
        self.watching.serve(server)
        return server

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the site's JSON files."""
        for name, report in site_reports(self.build).items():
            path = Path(config.site_dir, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def _leave_out(self, private: frozenset[str], files: Files, config: MkDocsConfig) -> None:
        """Mark the private pages as left out, for every plugin, and drop them from a written nav."""
        for src in sorted(private):
            file = files.get_file_from_path(src)
            if file:
                file.inclusion = InclusionLevel.EXCLUDED
                self.build.leave_out(file.url, src)
        if private and config.nav is not None:
            config.nav = without(config.nav, private)

    def _view(self, page: HostPage) -> View:
        def url(src: str) -> str:
            file = self.files.get_file_from_path(src)
            return get_relative_url(file.url, page.url) if file else "#"

        return self.build.view(page.file.src_uri, url)

    def _content(self, page: Page) -> str:
        file = self.files.get_file_from_path(page.src)
        return (file.page.content or "") if file and file.page else ""

    def _shares(self) -> Sequence[Share] | None:
        """What this build's language audit counted, where it runs."""
        audit = getattr(self.share_source, "audit", None)
        shares: Sequence[Share] | None = audit.shares() if audit else None
        return shares


def _searches_english(config: MkDocsConfig) -> bool:
    """Whether Material's search runs, in English alone: our stems and words are English."""
    search = config.plugins.get("material/search") or config.plugins.get("search")
    return config.theme.name == "material" and search is not None and search.config.get("lang") == ["en"]


def _rescued(path: Path) -> str:
    """The text of a file that is not UTF-8: every byte of it as some character."""
    try:
        raw = path.read_bytes()
    except OSError:
        return "This page could not be read when the site was built.\n"
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
