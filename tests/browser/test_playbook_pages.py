"""The playbook's pages in a real browser: reviews by the day, ticks that stay, terms by keyboard, print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import axe_faults, built_where_it_is_served
from tests.site.playbook_site import build, write_site

pytestmark = [pytest.mark.browser, pytest.mark.site]

PAGES = (
    "", "plays/echo/", "touchpoints/counter/", "stories/late/", "lists/open/", "words/proof/", "secret/plan/",
    "playbook/actions/", "playbook/cards/", "playbook/coverage/", "playbook/gap/", "playbook/glossary/",
    "playbook/learning/", "playbook/news/", "playbook/review/", "playbook/roles/sales/",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, host_command: list[str]) -> Iterator[str]:
    """The small playbook with instant navigation and a policy that allows no foreign script."""
    root = tmp_path_factory.mktemp("playbook")
    write_site(root, "content_security_policy: true", features="navigation.instant")
    with built_where_it_is_served(root, host_command) as url:
        yield url


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, host_command: list[str]) -> Path:
    """The small playbook for opening without a server."""
    root = write_site(tmp_path_factory.mktemp("files"))
    config = root / "mkdocs.yml"
    config.write_text(f"use_directory_urls: false\n{config.read_text()}")
    assert build(root, host_command).returncode == 0
    return root / "site"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-06-01", ""),
        ("2026-06-15", "Ann Lee reads this page again by 15 July 2026."),
        ("2026-07-15", "Ann Lee reads this page again by 15 July 2026."),
        ("2026-07-16", "This page was due for review on 15 July 2026. Ask Ann Lee"),
    ],
)
def test_the_banner_goes_by_the_readers_day(page: Any, address: str, today: str, said: str) -> None:
    page.clock.set_fixed_time(f"{today}T12:00:00")
    page.goto(f"{address}/plays/echo/")
    banner = page.locator(".cu-review")
    assert banner.is_visible() == bool(said)
    assert said in banner.text_content()


def test_the_list_of_reviews_goes_by_the_readers_day(page: Any, address: str) -> None:
    page.clock.set_fixed_time("2026-07-25T12:00:00")
    page.goto(f"{address}/playbook/review/")
    row = page.locator("tr", has_text="Echo")
    assert row.locator(".cu-state").text_content() == "overdue by 10 days"
    assert page.locator("tr", has_text="Late").locator(".cu-state").text_content() == "fine"


def test_ticks_stay_and_start_over(page: Any, address: str) -> None:
    page.goto(f"{address}/lists/open/")
    page.get_by_label("Lamp on").check()
    assert page.locator(".cu-tick-count").text_content() == "1 of 2 done"
    page.goto(f"{address}/plays/echo/")
    page.goto(f"{address}/lists/open/")
    assert page.get_by_label("Lamp on").is_checked()
    page.keyboard.press("Tab")
    page.get_by_label("Door open").focus()
    page.keyboard.press("Space")
    assert page.locator(".cu-tick-count").text_content() == "All 2 done"
    page.get_by_role("button", name="Start over").click()
    page.reload()
    assert not page.get_by_label("Lamp on").is_checked()
    assert page.evaluate("localStorage.getItem('customary.ticks.lists/open.md')") is None


def test_a_list_that_changed_starts_afresh(page: Any, address: str) -> None:
    page.goto(f"{address}/lists/open/")
    for kept in ('{"version": "old", "ticked": [0, 1]}', "[", '{"version": 1}', "null"):
        page.evaluate("kept => localStorage.setItem('customary.ticks.lists/open.md', kept)", kept)
        page.reload()
        assert page.locator(".cu-tick-count").text_content() == "0 of 2 done"


def test_a_term_tells_its_meaning_by_keyboard(page: Any, address: str) -> None:
    page.goto(f"{address}/plays/echo/")
    term = page.locator(".cu-term")
    term.focus()
    tip = page.get_by_role("tooltip")
    assert tip.text_content() == "A page to look at before we print."
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    assert tip.count() == 0
    term.hover()
    tip.hover()
    page.wait_for_timeout(400)
    assert tip.is_visible(), "the pointer may go to the tip"
    term.click()
    assert page.url.endswith("/words/proof/")
    page.wait_for_timeout(400)
    assert tip.count() == 0


def test_instant_navigation_mounts_each_page_under_the_policy(page: Any, address: str) -> None:
    page.clock.set_fixed_time("2026-08-01T12:00:00")
    page.goto(f"{address}/")
    page.evaluate("window.stillHere = true")
    page.locator("article").get_by_role("link", name="a play").click()
    page.wait_for_url("**/plays/echo/")
    page.locator(".cu-review--over").wait_for()
    page.get_by_role("link", name="Welcome to Small Print").click()
    page.locator("article").get_by_role("link", name="opening").click()
    page.wait_for_url("**/lists/open/")
    page.locator(".cu-tick-count", has_text="0 of 2 done").wait_for()
    assert page.evaluate("window.stillHere === true"), "the page was loaded afresh"


def test_the_policy_stops_a_script_that_is_not_ours(chromium: Any, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/plays/echo/")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.text = 'window.slipped = 1';"
        " document.body.append(s); }"
    )
    assert page.evaluate("window.slipped") is None
    context.close()


def test_pages_open_from_a_folder(page: Any, folder: Path) -> None:
    page.clock.set_fixed_time("2026-08-01T12:00:00")
    page.goto((folder / "plays" / "echo.html").as_uri())
    assert page.locator(".cu-review--over").is_visible()
    page.goto((folder / "lists" / "open.html").as_uri())
    page.get_by_label("Lamp on").check()
    assert page.locator(".cu-tick-count").text_content() == "1 of 2 done"


def test_each_card_prints_on_one_page(page: Any, address: str) -> None:
    page.goto(f"{address}/playbook/cards/")
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == page.locator(".cu-a4").count() == 3


def test_a_map_box_leads_to_its_page_by_keyboard(page: Any, address: str) -> None:
    page.goto(f"{address}/")
    picture = page.get_by_role("group", name="Touchpoint map")
    box = picture.get_by_role("link", name="The counter, 1 learning story")
    box.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/touchpoints/counter/")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_nobody_is_shut_out(page: Any, address: str, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.clock.set_fixed_time("2026-08-01T12:00:00")
    for path in PAGES:
        page.goto(f"{address}/{path}")
        page.evaluate(
            "scheme => document.body.setAttribute('data-md-color-scheme', scheme)",
            "slate" if scheme == "dark" else "default",
        )
        page.wait_for_timeout(100)
        assert axe_faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
