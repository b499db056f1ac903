"""A real browser for the tests of built pages: Debian's chromium, driven by playwright."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.site.playbook_site import build

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MISSING = (
    "BROWSER TESTS LEFT OUT: no chromium was found. Install it (as root: apt-get install chromium), "
    "or name one in CUSTOMARY_CHROMIUM."
)


def executable() -> str | None:
    """The browser to drive: the one named in CUSTOMARY_CHROMIUM, or the first of the usual names."""
    named = os.environ.get("CUSTOMARY_CHROMIUM")
    return named if named else next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running browser; the tests that want one are left out, loudly, where there is none."""
    path = executable()
    if path is None:
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Any) -> Iterator[Any]:
    """A fresh profile at desk width, which notes what reaches out and what breaks; both fail the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    reached, broke = [], []
    context.on("request", lambda request: reached.append(request.url) if is_outside(request.url) else None)
    context.on("weberror", lambda error: broke.append(str(error.error)))
    context.on("console", lambda said: broke.append(said.text) if said.type == "error" else None)
    yield context
    context.close()
    assert not reached, f"the page asked other hosts for {reached}"
    assert not broke, f"the page broke: {broke}"


@pytest.fixture
def page(context: Any) -> Any:
    """A new page of `context`."""
    return context.new_page()


def is_outside(url: str) -> bool:
    """Whether a request leaves this machine."""
    return not url.startswith(("file:", "data:", "blob:", "about:", "http://127.0.0.1:", "http://localhost:"))


def axe_faults(page: Any, within: str | None = None) -> list[tuple[str, list[str]]]:
    """What axe finds on a page at rest: each rule with the first elements that break it."""
    # A colour on its way from one palette to the other is neither's: axe would measure the moment.
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_function("document.getAnimations().every(each => each.playState !== 'running')")
    found = Axe().run(page, context={"include": [within]} if within else None).response["violations"]
    return [(fault["id"], [node["html"][:200] for node in fault["nodes"]][:3]) for fault in found]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say at the very end, in the open, that the browser tests did not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_sep("!", MISSING, red=True, bold=True)


@dataclass(frozen=True)
class Built:
    """A built site: its folder, the address at which it is served, and the sources."""

    folder: Path
    url: str
    source: Path


@pytest.fixture(scope="session")
def fit_site(
    project: Path, host_command: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    """The project's rubrics and prospects as a site of their own, with instant navigation."""
    source = tmp_path_factory.mktemp("fit_site")
    (source / "docs").mkdir()
    (source / "docs" / "index.md").write_text("# Home\n\n[The form](fit/customer-fit.md)\n", encoding="utf-8")
    shutil.copytree(project / "fit_rubrics", source / "fit_rubrics")
    (source / "site").mkdir()
    with served(source / "site") as url:
        (source / "mkdocs.yml").write_text(f"site_url: {url}/\n{FIT_SITE}", encoding="utf-8")
        subprocess.run([*host_command, "build", "-q", "-f", str(source / "mkdocs.yml")], check=True)
        yield Built(source / "site", url, source)


FIT_SITE = """\
site_name: Fit
theme: {name: material, font: false, features: [navigation.instant], palette: {scheme: default}}
plugins: [search, customer-fit]
"""


@contextmanager
def built_where_it_is_served(root: Path, host_command: list[str]) -> Iterator[str]:
    """Build the site in `root` strictly for the address at which it is served, with no policy but its own."""
    (root / "site").mkdir()
    with _server(_Quiet, root / "site") as url:
        config = root / "mkdocs.yml"
        config.write_text(f"site_url: {url}/\n{config.read_text()}")
        done = build(root, host_command, "--strict")
        assert done.returncode == 0, done.stderr
        yield url


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine with a policy that allows no inline script but the theme's."""
    with _server(_Strict, folder) as url:
        yield url


@contextmanager
def _server(kind: type[http.server.SimpleHTTPRequestHandler], folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Strict(http.server.SimpleHTTPRequestHandler):
    """Sends the policy with every page."""

    def end_headers(self) -> None:
        """Add the policy for the page that is asked for."""
        path = Path(self.translate_path(self.path.split("?")[0]))
        page = path / "index.html" if path.is_dir() else path
        if page.suffix == ".html" and page.is_file():
            inline = re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), re.S)
            hashes = " ".join(f"'sha256-{_digest(script)}'" for script in inline)
            policy = f"default-src 'self'; img-src 'self' data:; script-src 'self' {hashes}"
            self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
