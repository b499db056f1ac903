"""The MkDocs plugin `customer-fit`: a page for each rubric, and the prospects that may be shown."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from customary.fit.page import ASSETS, STYLES, script
from customary.hosts.watching import Watching
from customary.pages import fit_pages
from customary.playbook.survey import Gap

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

log = get_plugin_logger("customer-fit")
ASSET_FOLDER = "assets/customary"
SCRIPT = f"{ASSET_FOLDER}/fit.js"


class CustomerFitOptions(Config):
    """The plugin's settings in mkdocs.yml."""

    rubrics = options.Type(str, default="fit_rubrics")
    """The folder of rubrics, below the folder of mkdocs.yml; its `assessments/` holds prospects."""
    folder = options.Type(str, default="fit")
    """Where in the site the made pages go."""
    section = options.Type(str, default="Customer fit")
    """The part of a written `nav:` that lists made pages which the nav does not name; empty: none."""
    prospects = options.Type(bool, default=True)
    """Make a page of the assessments that say `publish: yes`."""
    explain = options.Type(bool, default=True)
    """Make a page for each rubric that says how it decides."""
    public = options.Type(bool, default=False)
    """A site for the world: not even the number of private assessments is told."""


class CustomerFitPlugin(BasePlugin[CustomerFitOptions]):
    """Translates between MkDocs and `customary.pages.fit_pages`."""

    def __init__(self) -> None:
        self.watching = Watching()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Stay alive over the builds of `serve`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read rubrics and assessments, and put script and style on the site."""
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        self.folder = root / self.config.rubrics
        playbook = config.plugins.get("playbook")
        public = self.config.public or (playbook is not None and playbook.config.get("public"))
        self.wishes = fit_pages.Wishes(self.config.folder, self.config.prospects, self.config.explain, public)
        self.shelf = fit_pages.read_library(self.folder, root)
        self.watching.want([self.folder])
        for problem in self.shelf.problems:
            log.warning("%s", problem)
        if self.shelf.rubrics:
            config.extra_css.extend(f"{ASSET_FOLDER}/{name}" for name in STYLES)
            deferred = options.ExtraScriptValue(SCRIPT)
            deferred.defer = True
            config.extra_javascript.append(deferred)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the assets, and a page for every rubric that no written page shows."""
        if not self.shelf.rubrics:
            return files
        files.append(File.generated(config, SCRIPT, content=script()))
        for name in STYLES:
            files.append(File.generated(config, f"{ASSET_FOLDER}/{name}", abs_src_path=str(ASSETS / name)))
        written = {
            file.src_uri: _text(file)
            for file in files.documentation_pages()
            if fit_pages.SIGN.encode() in file.content_bytes
        }
        made = fit_pages.pages_to_make(self._without_hidden(files, written), written, self.wishes)
        taken = {file.dest_uri for file in files}
        added = [File.generated(config, page.path, content=page.markdown) for page in made]
        added = [file for file in added if file.dest_uri not in taken]
        for file in added:
            files.append(file)
        self._into_nav(config, [file.src_uri for file in added])
        return files

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Turn each marker into a place that survives the Markdown, and name rubrics that are not there."""
        marked, problems = fit_pages.mark(
            markdown, page.meta, page.file.src_uri, lambda: _text(page.file), self.shelf, self.wishes
        )
        shown = os.path.relpath(page.file.abs_src_path) if page.file.abs_src_path else page.file.src_uri
        for problem in problems:
            log.warning("%s", replace(problem, path=shown))
        return marked

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the places with the forms."""
        return fit_pages.fill(html, self.shelf, self.wishes.public, self._asked(config))

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when a rubric or an assessment changes."""
        self.watching.serve(server)
        return server

    def _asked(self, config: MkDocsConfig) -> Sequence[Gap]:
        """What the survey of the playbook found, where there is one."""
        build = getattr(config.plugins.get("playbook"), "build", None)
        return build.read.site.gaps or () if build else ()

    def _without_hidden(self, files: Files, written: Mapping[str, str]) -> fit_pages.Library:
        """The library without the rubrics that only a page shows which is left out of this site."""
        left_out = [file for file in files if file.src_uri.endswith(".md") and file.inclusion.is_excluded()]
        hidden = {name for file in left_out for name in fit_pages.shown_in(_text(file))}
        hidden -= {name for text in written.values() for name in fit_pages.shown_in(text)}
        kept = {name: rubric for name, rubric in self.shelf.rubrics.items() if name not in hidden}
        return replace(self.shelf, rubrics=kept)

    def _into_nav(self, config: MkDocsConfig, made: list[str]) -> None:
        """A site with a written nav would leave the made pages out: add those that it does not name."""
        if config.nav is None or not self.config.section:
            return
        named = repr(config.nav)
        left_out = [path for path in made if repr(path) not in named]
        if left_out:
            config.nav = [*config.nav, {self.config.section: left_out}]


def _text(file: File) -> str:
    """A page's text; bytes that are no UTF-8 are another plugin's business to name."""
    return file.content_bytes.decode("utf-8-sig", "replace")
