"""Sales' day on the page: before the call, during it, and after; by mouse, keyboard and reader's tree."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.site]

EIGHT = [
    "lead time",
    "custom share",
    "attention",
    "innovation",
    "capability",
    "investment",
    "workflow",
    "long term",
]


@pytest.fixture
def form(page: Any, fit_site: Any) -> Any:
    """The customer-fit page, all questions at once."""
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.get_by_role("radio", name="All at once").check()
    return page


def question(page: Any, name: str) -> Any:
    """The fieldset of a criterion."""
    return page.locator("fieldset.cu-q").nth(EIGHT.index(name))


def number(page: Any, name: str, typed: str) -> None:
    question(page, name).locator("input.cu-number").first.fill(typed)


def choose(page: Any, name: str, label: str) -> None:
    question(page, name).get_by_label(label, exact=True).first.check()


def verdict(page: Any) -> str:
    return str(page.locator(".cu-banner__verdict").inner_text())


def fill_well(page: Any) -> None:
    """A prospect who fits."""
    number(page, "lead time", "15")
    number(page, "custom share", "10")
    choose(page, "attention", "mostly online")
    choose(page, "innovation", "new every season")
    choose(page, "capability", "printing")
    number(page, "investment", "0")
    choose(page, "workflow", "runs as it is")
    choose(page, "long term", "a partner")


def test_the_questions_are_real_groups_with_their_words_as_names(form: Any) -> None:
    names = form.get_by_role("group").evaluate_all("all => all.map(each => each.tagName)")
    assert names.count("FIELDSET") == 8
    group = form.get_by_role("group", name="How do they like to be looked after?")
    assert group.get_by_role("radio", name="mostly online").count() == 1
    assert form.get_by_role("textbox", name="How many working days before delivery").count() == 1
    assert form.get_by_role("checkbox", name="binding").count() == 1


def test_one_at_a_time_starts_with_the_most_telling_question(page: Any, fit_site: Any) -> None:
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    shown = page.locator("fieldset.cu-q:visible")
    assert shown.count() == 1
    assert "working days before delivery" in shown.inner_text()
    page.locator("input.cu-number:visible").fill("12")
    page.get_by_role("button", name="Next question").click()
    assert shown.count() == 1
    assert "made to measure" in shown.inner_text()
    page.get_by_role("button", name="Ask later").click()
    assert "made to measure" not in shown.inner_text()
    page.get_by_role("button", name="Back").click()
    assert "made to measure" in shown.inner_text()


def test_it_says_when_no_question_can_change_the_verdict(page: Any, fit_site: Any) -> None:
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.locator("input.cu-number:visible").fill("1")
    assert verdict(page) == "Decline"
    assert page.get_by_text("No further question can change the verdict.").is_visible()
    assert "Settled" in page.locator(".cu-banner__state").inner_text()
    page.get_by_role("radio", name="All at once").check()
    assert page.get_by_text("Can no longer change the verdict").count() == 7


def test_the_reasons_are_in_plain_words(form: Any) -> None:
    fill_well(form)
    number(form, "lead time", "3")
    assert verdict(form) == "Decline"
    details = form.locator(".cu-details").inner_text()
    assert "They call 3 working days ahead; you need 10." in details
    assert "lead time: from 3 to 4 working days" in details  # what would have to change on their side
    assert "lead time: from 10 to 9 working days" in details  # and on ours
    assert "A rule decides here" in details
    assert "Copyshop" in details  # whom to refer them to


def test_a_good_match_is_signed_and_says_how_firm_that_is(form: Any) -> None:
    fill_well(form)
    assert verdict(form) == "Sign"
    assert "Very firm" in form.locator(".cu-details").inner_text()


def test_sign_if_names_what_to_agree_on(form: Any) -> None:
    fill_well(form)
    choose(form, "attention", "mostly personal")
    assert verdict(form) == "Sign if"
    part = form.locator(".cu-details .cu-part--conditions")
    assert "Agree on this before you sign" in part.inner_text()
    assert part.get_by_role("listitem").count() >= 1


def test_a_range_typed_in_words_becomes_two_fields(form: Any) -> None:
    number(form, "lead time", "two to five days")
    question(form, "lead time").locator("input.cu-number").first.press("Tab")
    fields = question(form, "lead time").locator("input.cu-number")
    assert [field.input_value() for field in fields.all()] == ["2", "5"]
    assert question(form, "lead time").get_by_role("radio", name="Range").is_checked()
    assert "2 to 5 working days" in question(form, "lead time").inner_text()


def test_two_people_may_disagree(form: Any) -> None:
    fill_well(form)
    group = question(form, "lead time")
    group.get_by_label("We disagree").check()
    group.get_by_label("Who says", exact=True).fill("Ana")
    group.get_by_label("Who says otherwise").fill("Bo")
    group.locator("input.cu-number").nth(0).fill("3")
    group.locator("input.cu-number").nth(1).fill("15")
    assert verdict(form) == "Decline to sign"
    assert "Open" in form.locator(".cu-banner__state").inner_text()


def test_assumed_widens_and_not_asked_yet_forgets(form: Any) -> None:
    fill_well(form)
    choose(form, "capability", "Assumed")
    assert verdict(form) == "Decline to sign"
    choose(form, "capability", "Not asked")
    assert question(form, "capability").get_by_role("checkbox", name="printing").is_checked() is False
    assert form.get_by_text("7 of 8 answered").is_visible()


def test_not_applicable_wants_a_reason(form: Any) -> None:
    fill_well(form)
    choose(form, "investment", "Not applicable")
    assert question(form, "investment").get_by_text("Give a reason").is_visible()
    assert form.get_by_text("7 of 8 answered").is_visible()
    question(form, "investment").get_by_label("Why does it not apply?").fill("no stock needed")
    assert form.get_by_text("8 of 8 answered").is_visible()
    assert verdict(form) == "Sign"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("two weeks", "Two weeks is 10 working days. Write 10."),
        ("8.5", "Write whole numbers here."),
        ("soon", "Write digits, such as 10."),
        ("99999999999999999999", "That number is too large."),
        ("eight", "Write 8."),
    ],
)
def test_a_number_that_is_none_gets_a_remedy(form: Any, typed: str, said: str) -> None:
    number(form, "lead time", typed)
    assert question(form, "lead time").get_by_text(said).is_visible()
    field = question(form, "lead time").locator("input.cu-number")
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby").split()
    assert any(said in (form.locator(f"#{name}").text_content() or "") for name in described)
    assert form.get_by_text("0 of 8 answered").is_visible()


def test_contradictions_are_named_and_count_as_unknown(form: Any) -> None:
    fill_well(form)
    choose(form, "innovation", "same again each time")
    number(form, "custom share", "80")
    assert "contradict each other" in form.locator(".cu-details").inner_text()
    assert "Open" in form.locator(".cu-banner__state").inner_text()


def test_the_status_tells_the_verdict_once_and_without_chatter(form: Any) -> None:
    status = form.locator("output[role=status]")
    seen = """() => {
      const status = document.querySelector("output[role=status]");
      window.said = [];
      const watcher = new MutationObserver(() => window.said.push(status.textContent));
      watcher.observe(status, {childList: true, characterData: true, subtree: true});
    }"""
    form.evaluate(seen)
    question(form, "lead time").locator("input.cu-number").press_sequentially("10 working days", delay=20)
    form.wait_for_timeout(900)
    assert form.evaluate("window.said.length") == 1
    assert "Open: it depends" in status.text_content()


def test_the_whole_form_works_by_keyboard_alone(page: Any, fit_site: Any) -> None:
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.get_by_label("Prospect").focus()
    page.keyboard.type("Keyboard & Sons")
    for _ in range(8):
        kind = page.evaluate("document.querySelector('fieldset.cu-q:not([hidden]) .cu-q__input input').type")
        to(page, ".cu-q:not([hidden]) .cu-q__input input")
        page.keyboard.type("12") if kind == "text" else page.keyboard.press("Space")
        if page.get_by_role("button", name="Next question").is_disabled():
            break
        to(page, "button.cu-button--main")
        page.keyboard.press("Enter")
        # The next question has the focus, so that nobody has to look for it.
        assert page.evaluate("document.activeElement.closest('.cu-q__input') !== null")
    assert page.locator(".cu-guide__progress").inner_text() == "8 of 8 answered"
    assert page.locator(".cu-banner__state").inner_text().startswith("Settled")


def to(page: Any, selector: str) -> None:
    """Press Tab until the focus is on the first control that matches; fails where Tab never gets there."""
    for _ in range(40):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {selector}")


def test_notes_and_who_said_it_are_on_the_sheet(form: Any) -> None:
    fill_well(form)
    group = question(form, "lead time")
    group.get_by_text("A note, who said it, when").click()
    group.get_by_label("Note").fill("Reports are planned.")
    group.get_by_label("Who said it").fill("Ana Whelan")
    group.get_by_label("When").fill("2026-11-10")
    sheet = form.locator(".cu-sheet").text_content()
    assert "Reports are planned., Ana Whelan, 2026-11-10" in sheet or "Ana Whelan" in sheet


def test_an_old_answer_counts_as_unknown(page: Any, fit_site: Any) -> None:
    page.clock.set_fixed_time("2026-11-20T12:00:00")
    page.goto(f"{fit_site.url}/fit/customer-fit/")
    page.get_by_role("radio", name="All at once").check()
    fill_well(page)
    group = question(page, "lead time")
    group.get_by_text("A note, who said it, when").click()
    group.get_by_label("When").fill("2026-01-01")
    assert "Ask again" in group.inner_text()
    assert "Open" in page.locator(".cu-banner__state").inner_text()
