"""A real browser for the tests of built pages: Debian's chromium, driven by playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")

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
    with playwright.sync_playwright() as driver:
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


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say at the very end, in the open, that the browser tests did not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_sep("!", MISSING, red=True, bold=True)
