"""All three plugins together in a real browser: under a policy of hashes, with instant and pruned
navigation, and from a folder without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import built_where_it_is_served
from tests.site.playbook_site import PLUGINS, build, write_site

pytestmark = [pytest.mark.browser, pytest.mark.site]

RUBRIC = """\
rubric: ready
title: Are we ready?
verdicts: {decline: 0, sign: 60}
criteria:
  notice: {ask: How early?, unit: days, at least: 10, worthless after: 8 short, weight: 2}
"""
FILES = {
    "fit_rubrics/ready.yml": RUBRIC,
    "docs/words.md": "# Words\n\nOur mariners wait.\n",
    "docs/start.md": "---\nkind: page\n---\n# Start\n\n[The form](fit/ready.md), [words](words.md)\n",
}
ALL = PLUGINS + "  - customer-fit\n  - language-audit: {mode: rewrite, customers_are_called: [mariner]}\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, host_command: list[str]) -> Iterator[str]:
    """The site on a server, under the policy."""
    features = "navigation.instant, navigation.prune, navigation.indexes, navigation.tabs"
    root = write_site(tmp_path_factory.mktemp("three"), "content_security_policy: true", ALL, features, FILES)
    with built_where_it_is_served(root, host_command) as url:
        yield url


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, host_command: list[str]) -> Path:
    """The site as files, with addresses that name them."""
    root = write_site(tmp_path_factory.mktemp("files"), plugins=ALL, files=FILES)
    config = root / "mkdocs.yml"
    config.write_text(f"use_directory_urls: false\n{config.read_text()}")
    done = build(root, host_command, "--strict")
    assert done.returncode == 0, done.stderr
    return root / "site"


def decide(page: Any) -> None:
    """Answer the one question, and see a verdict."""
    page.get_by_label("How early?").fill("12")
    page.locator(".cu-side", has_text="sign").first.wait_for()


def test_the_form_works_under_the_policy_and_instant_navigation(page: Any, address: str) -> None:
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    asked: set[str] = set()
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    page.goto(f"{address}/start/")
    page.evaluate("window.stillHere = true")
    page.locator("article").get_by_role("link", name="The form").click()
    page.wait_for_url("**/fit/ready/")
    decide(page)
    page.go_back()
    page.locator("article").get_by_role("link", name="words").click()
    page.get_by_text("Our customers wait.").wait_for()
    assert page.evaluate("window.stillHere === true"), "the page was loaded afresh"
    assert refused == []
    assert {host for host in asked if host.startswith("http")} == {address}


def test_pruned_navigation_leads_from_every_section_to_its_pages(page: Any, address: str) -> None:
    for section, inside in (("plays", "echo"), ("playbook", "news"), ("fit", "ready")):
        page.goto(f"{address}/{section}/")
        page.locator(f".md-nav--primary a[href$='{inside}/']").first.wait_for(state="attached")
        page.goto(f"{address}/{section}/{inside}/")
        assert page.locator(".md-nav--primary .md-nav__link--active").count() > 0


def test_the_form_works_from_a_folder(page: Any, folder: Path) -> None:
    page.goto((folder / "fit" / "ready.html").as_uri())
    decide(page)
    page.goto((folder / "words.html").as_uri())
    assert page.get_by_text("Our customers wait.").is_visible()
