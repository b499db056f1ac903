"""One page of every kind of this repository's own playbook: axe, width, keyboard, print, chosen colours."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import axe_faults, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KINDS = {
    "start page": "",
    "principle": "principles/choose-well/",
    "play": "plays/rush-request/",
    "touchpoint": "touchpoints/counter/",
    "checklist": "checklists/open-the-counter/",
    "script": "scripts/phone-rush/",
    "self-assessment": "self-assessments/ease-of-business/",
    "perception gap": "self-assessments/perception-gap/",
    "story": "stories/the-sunday-boat/",
    "profile": "profiles/template/",
    "term": "glossary/proof/",
    "glossary": "playbook/glossary/",
    "role": "roles/front-line/",
    "people": "people/",
    "map": "touchpoints/",
    "action board": "playbook/actions/",
    "cards": "playbook/cards/",
    "to review": "playbook/review/",
    "news": "playbook/news/",
    "coverage": "playbook/coverage/",
    "complaints": "stories/learning/",
    "customer share": "playbook/share/",
    "language audit": "language-audit/",
    "fit form": "fit/customer-fit/",
    "explained rubric": "fit/explained/customer-fit/",
    "prospects": "fit/prospects/",
    "manual": "toolkit/start/",
    "reference": "toolkit/reference/rules/",
    "decision": "decisions/0020-drawn-once-dated-in-the-browser/",
    "missing page": "404.html",
    "section": "plays/",
}
STOPS = 250
"""More presses of Tab than any page needs that is tried here."""

FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const label = at.closest("label") || (at.id && document.querySelector(`label[for="${CSS.escape(at.id)}"]`));
  const drawn = [at, at.parentElement, label, at.nextElementSibling].filter(Boolean);
  const outlined = (each) => getComputedStyle(each).outlineStyle !== "none";
  const ringed = drawn.some(outlined) || at.closest(".cu-map"); // a box of the map changes its own line
  const box = at.getBoundingClientRect();
  const inside = box.right > 0 && box.left < innerWidth && getComputedStyle(at).visibility === "visible";
  const search = at.matches(".md-search__input"); // slides in when it is reached
  return {name: at.outerHTML.slice(0, 100), fine: Boolean(ringed && (inside || search))};
}"""


@pytest.fixture(scope="module")
def address(
    project: Path, host_command: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """This repository's own playbook, served with a policy that allows no script but those of the page."""
    folder = tmp_path_factory.mktemp("every_kind")
    subprocess.run([*host_command, "build", "-q", "-d", str(folder)], cwd=project, check=True)
    with served(folder) as url:
        yield url


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_every_kind_is_whole(context: Any, address: str, scheme: str, width: int) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    faults = []
    for kind, path in KINDS.items():
        page.goto(f"{address}/{path}")
        page.wait_for_timeout(120)
        faults += [(kind, *fault) for fault in axe_faults(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append((kind, "wider than the screen", []))
    assert faults == []


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    "kind", ["start page", "checklist", "map", "cards", "fit form", "prospects", "people"]
)
def test_each_stop_of_the_keyboard_can_be_seen(context: Any, address: str, kind: str, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/{KINDS[kind]}")
    page.wait_for_timeout(150)
    lost = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        if not stop["fine"]:
            lost.append(stop["name"])
    else:
        pytest.fail("Tab never came to the end of the page")
    assert lost == []


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(context: Any, address: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/")
    menu = page.get_by_role("button", name="Menu")
    menu.focus()
    assert menu.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.locator(".md-sidebar--primary :focus").wait_for()
    assert menu.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert menu.evaluate("button => button === document.activeElement")
    page.keyboard.press("Space")
    page.locator(".md-sidebar--primary :focus").wait_for()
    page.get_by_role("link", name="Start your first week").focus()
    assert menu.get_attribute("aria-expanded") == "false", "it would lie over what has the focus"


def test_the_space_bar_folds_and_changes_the_colours(context: Any, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/{KINDS['play']}")
    fold = page.locator("label.md-nav__link[tabindex='0']").first
    state = page.locator(f"#{fold.get_attribute('for')}")
    before = state.is_checked()
    fold.focus()
    page.keyboard.press("Space")
    assert state.is_checked() != before
    assert page.evaluate("scrollY") == 0
    colours = page.locator("body").get_attribute("data-md-color-scheme")
    page.get_by_role("radio", name="Switch to dark colours").focus()
    page.keyboard.press("Space")
    assert page.locator("body").get_attribute("data-md-color-scheme") != colours


def test_without_scripts_nothing_is_shown_that_needs_them(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for kind, path in KINDS.items():
        page.goto(f"{address}/{path}")
        assert page.locator("h1").first.is_visible(), kind
        for dead in page.locator(".md-content button, .md-content [role=status], .md-search").all():
            assert not dead.is_visible(), (kind, dead.evaluate("it => it.outerHTML"))
    context.close()


def test_a_phone_shows_the_whole_name_of_the_site_and_tables_of_four_columns(
    context: Any, address: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/toolkit/quality/")
    name = page.locator(".md-header__topic .md-ellipsis").first
    assert name.evaluate("it => it.scrollWidth <= it.clientWidth && it.scrollHeight <= it.clientHeight + 1")
    wide = """all => all.filter(it => it.querySelectorAll("th").length === 4)
      .map(it => it.closest(".md-typeset__scrollwrap")).map(it => it.scrollWidth - it.clientWidth)"""
    overflow = page.locator(".md-typeset__table").evaluate_all(wide)
    assert len(overflow) > 1 and max(overflow) <= 0


def test_the_bars_of_a_chart_begin_together(page: Any, address: str) -> None:
    page.goto(f"{address}/{KINDS['customer share']}")
    bars = page.locator(".cu-chart-bar")
    bars.first.wait_for()
    page.locator(".cu-chart-bar-number").first.evaluate("it => it.append(', and a longer text')")
    boxes = [bar.bounding_box() for bar in bars.all()]
    assert len({(box["x"], box["width"]) for box in boxes}) == 1 < len(boxes)


def test_a_table_that_scrolls_is_a_named_stop(context: Any, address: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/toolkit/quality/")
    table = page.get_by_role("region", name=re.compile("^Table: ")).first
    table.wait_for()
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert table.evaluate("table => table.scrollLeft") > 0
    page.set_viewport_size({"width": 1280, "height": 640})
    page.locator(".md-typeset__scrollwrap[tabindex]").first.wait_for(state="detached")


def test_what_is_reached_by_keyboard_is_not_behind_the_verdict(context: Any, address: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/{KINDS['fit form']}")
    page.get_by_role("textbox", name="Prospect").focus()
    while page.evaluate("document.activeElement.closest('.cu-form') !== null"):
        stop = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        banner = page.locator(".cu-banner").bounding_box()
        assert stop["top"] < banner["y"], page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")


def test_the_map_is_a_picture_on_a_desk_and_a_list_on_a_phone(context: Any, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/{KINDS['map']}")
    entry = page.locator(".cu-map-list a").first
    assert page.locator(".cu-map").is_visible() and not entry.is_visible()
    page.set_viewport_size({"width": 320, "height": 640})
    assert entry.is_visible() and not page.locator(".cu-map").is_visible()


@pytest.mark.parametrize(("kind", "sheets"), [("term", 1), ("map", 1), ("missing page", 1)])
def test_a_short_page_takes_one_sheet(page: Any, address: str, kind: str, sheets: int) -> None:
    page.goto(f"{address}/{KINDS[kind]}")
    assert _sheets(page) == sheets


def test_every_card_of_the_playbook_takes_one_sheet(page: Any, address: str) -> None:
    page.goto(f"{address}/{KINDS['cards']}")
    assert _sheets(page) == page.locator(".cu-a4").count() > 5


def test_bars_show_in_colours_that_the_system_chooses(chromium: Any, address: str) -> None:
    context = chromium.new_context(forced_colors="active")
    page = context.new_page()
    for kind, bar in (("complaints", ".cu-chart-bar-ours"), ("prospects", ".cu-bar")):
        page.goto(f"{address}/{KINDS[kind]}")
        drawn = page.locator(bar).first.evaluate(
            "bar => { const style = getComputedStyle(bar); return [style.fill, style.borderTopStyle]; }"
        )
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert drawn[0] != ground and (bar != ".cu-bar" or drawn[1] == "solid")
    context.close()


def _sheets(page: Any) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
