"""The page wherever it is opened: phone, dark, paper, no script, file, instant navigation; and axe."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.browser.conftest import axe_faults

pytestmark = [pytest.mark.browser, pytest.mark.site]

FILL = """() => {
  document.querySelector(".cu-modes input[value=all]").click();
  document.querySelectorAll("fieldset.cu-q").forEach((card, index) => {
    const field = card.querySelector(".cu-q__input input");
    if (field.type === "text") { field.value = String(2 + index); field.dispatchEvent(new Event("input")); }
    else field.click();
    card.querySelector("details").open = true;
  });
}"""


TOO_WIDE = """() => [...document.querySelectorAll(".cu-fit *")]
  .filter(each => each.getBoundingClientRect().right > 321 && !each.closest(".cu-unseen"))
  .map(each => each.outerHTML.slice(0, 120))"""


ONE_OF_EACH_KIND = ("customer-fit", "complaint-handling", "perception-gap", "prospects")


def pages_of(site: Any) -> list[str]:
    return sorted(path.parent.name for path in (site.folder / "fit").glob("*/index.html"))


def test_there_is_a_page_for_every_rubric(fit_site: Any) -> None:
    rubrics = {path.stem for path in (fit_site.source / "fit_rubrics").glob("*.yml")}
    assert rubrics and rubrics <= set(pages_of(fit_site))


def test_no_page_is_wider_than_a_small_phone(context: Any, fit_site: Any) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    for name in pages_of(fit_site):
        page.goto(f"{fit_site.url}/fit/{name}/")
        for fill in (False, True):
            if fill and page.locator(".cu-fit--live").count():
                page.evaluate(FILL)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (name, fill)
            assert page.evaluate(TOO_WIDE) == [], (name, fill)


def test_the_verdict_stays_in_sight_on_a_phone(context: Any, fit_site: Any) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.get_by_role("radio", name="All at once").check()
    for index in (0, 4, 7):
        page.locator("fieldset.cu-q").nth(index).scroll_into_view_if_needed()
        box = page.locator(".cu-banner").bounding_box()
        assert box and box["y"] >= 0 and box["y"] + box["height"] <= 641


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing_of_ours(page: Any, fit_site: Any, scheme: str) -> None:
    for name in ONE_OF_EACH_KIND:
        page.goto(f"{fit_site.url}/fit/{name}/")
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        for fill in (False, True):
            if fill and page.locator(".cu-fit--live").count():
                page.evaluate(FILL)
            assert axe_faults(page, within=".cu-fit") == [], (name, scheme, fill)


def test_without_a_script_the_questions_are_a_paper_form(chromium: Any, fit_site: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    assert page.locator(".cu-paper__ask").count() == 8
    assert page.locator(".cu-paper__ask").first.is_visible()
    assert page.get_by_text("mostly online").first.is_visible()
    assert page.get_by_text("scripts are off").is_visible()
    context.close()


def test_the_paper_form_prints_without_a_script_and_with_one(chromium: Any, fit_site: Any, page: Any) -> None:
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print as a paper form").click()
    page.emulate_media(media="print")
    assert page.locator(".cu-paper").is_visible()
    assert not page.locator(".cu-sheet").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Print one page").click()
    page.emulate_media(media="print")
    assert page.locator(".cu-sheet").is_visible()
    assert not page.locator(".cu-paper").is_visible()


def test_the_verdict_of_every_rubric_prints_on_one_page(page: Any, fit_site: Any) -> None:
    for name in pages_of(fit_site):
        page.goto(f"{fit_site.url}/fit/{name}/")
        if not page.locator(".cu-fit--live").count():
            continue
        page.evaluate(FILL)
        raw = page.pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", raw)) == 1, name


def test_long_notes_do_not_push_the_sheet_onto_a_second_page(page: Any, fit_site: Any) -> None:
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.evaluate(FILL)
    for card in page.locator("fieldset.cu-q").all():
        card.get_by_label("Note").fill("A long remark about this answer. " * 15)
        card.get_by_label("Who said it").fill("Ana Whelan of the office")
    page.get_by_label("Prospect").fill("The Very Long Name of a Harbour Company " * 4)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_from_a_file_without_a_server(page: Any, fit_site: Any) -> None:
    page.goto((fit_site.folder / "fit" / "customer-fit" / "index.html").as_uri())
    page.locator("input.cu-number:visible").fill("1")
    assert page.locator(".cu-banner__verdict").inner_text() == "Decline"


def test_instant_navigation_mounts_once_and_again(page: Any, fit_site: Any) -> None:
    page.goto(f"{fit_site.url}/")
    page.evaluate("window.stayed = true")
    for _ in range(2):
        page.get_by_role("link", name="The form").click()
        page.locator(".cu-fit--live").wait_for()
        assert page.locator(".cu-app").count() == 1
        page.locator("input.cu-number:visible").fill("1")
        assert page.locator(".cu-banner__verdict").inner_text() == "Decline"
        page.get_by_role("link", name="Home", exact=True).first.click()
        page.get_by_role("link", name="The form").wait_for()
    assert page.evaluate("window.stayed") is True


def test_nothing_is_inline_and_nothing_is_loaded_from_elsewhere(fit_site: Any) -> None:
    html = (fit_site.folder / "fit" / "customer-fit" / "index.html").read_text(encoding="utf-8")
    ours = html[
        html.index('<section class="cu-fit"') : html.index(
            "</section>", html.index('<section class="cu-fit"')
        )
    ]
    assert "<script" not in ours and " style=" not in ours and not re.search(r"\son\w+=", ours)
    scripts = list((fit_site.folder / "assets" / "customary").glob("*.js"))
    assert scripts
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        for word in (
            "eval(",
            "new Function",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "fetch(",
            "XMLHttpRequest",
            "sendBeacon",
            "WebSocket",
            "import(",
            "parseFloat",
            "Math.round",
        ):
            assert word not in text, (script.name, word)


def test_the_next_question_stands_clear_of_the_header(context: Any, fit_site: Any) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.locator("input.cu-number").first.fill("15")
    page.get_by_role("button", name="Next question").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.get_by_role("button", name="Next question").click()
    page.wait_for_timeout(300)
    header = page.locator(".md-header").bounding_box()
    legend = page.locator("fieldset.cu-q:visible legend").bounding_box()
    assert legend["y"] >= header["y"] + header["height"]
    assert page.locator(".md-top:visible").count() == 0


def test_nothing_shows_between_the_header_and_the_verdict(context: Any, fit_site: Any) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.evaluate(FILL)
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_timeout(300)
    banner, header = (page.locator(each).bounding_box() for each in (".cu-banner", ".md-header"))
    gap = banner["y"] - header["y"] - header["height"]
    assert gap >= 0
    covered = page.evaluate("getComputedStyle(document.querySelector('.cu-banner'), '::before').height")
    assert float(covered.removesuffix("px")) >= gap - 1


def test_the_verdict_leaves_room_for_the_question_on_a_short_phone(context: Any, fit_site: Any) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.evaluate(FILL)
    page.wait_for_timeout(300)
    assert page.locator(".cu-banner").bounding_box()["height"] <= 75


def test_what_an_action_did_is_said_beside_its_button(context: Any, fit_site: Any) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.locator("input.cu-number").first.fill("15")
    page.get_by_role("button", name="Copy a link").click()
    said = page.locator(".cu-message:not(:empty)")
    said.wait_for()
    button = page.get_by_role("button", name="Copy a link").bounding_box()
    assert abs(said.bounding_box()["y"] - button["y"] - button["height"]) < 100


def test_the_form_says_what_a_number_or_a_thing_may_be(context: Any, fit_site: Any) -> None:
    page = context.new_page()
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.get_by_role("radio", name="All at once").check()
    first = page.locator("fieldset.cu-q").first
    first.locator("input.cu-number").fill("-5")
    assert first.locator(".cu-q__problem").inner_text() == "Write 0 or more."
    assert page.get_by_text("0 of 8 answered").is_visible()
    first.get_by_role("radio", name="Range").check(force=True)
    first.get_by_label("From", exact=True).fill("20")
    first.get_by_label("To", exact=True).fill("3")
    assert "the other way round" in first.locator(".cu-q__problem").inner_text()
    page.get_by_label("Something else").fill("storrage")
    assert "Did you mean “storage”?" in page.locator(".cu-q__problem:visible").last.inner_text()
