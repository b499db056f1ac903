"""Keeping and sharing answers: drafts, links, files; and that nothing typed ever becomes markup."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.site]

HOSTILE = '<img src=x onerror="document.title=1">\u202e"\' & # {x: [y]} : - ! \\ \u0007 \U0001f6a2'
ANSWERS = {
    "lead time": "8",
    "custom share": "30",
    "attention": "mostly personal",
    "innovation": "some each year",
    "investment": "20",
    "workflow": "a step or two to add",
    "long term": "a partner",
}


@pytest.fixture
def address(fit_site: Any) -> str:
    return f"{fit_site.url}/fit/customer-fit/"


def opened(page: Any, address: str) -> Any:
    page.goto(address)
    page.get_by_role("radio", name="All at once").check()
    return page


def fill(page: Any, answers: dict[str, str] = ANSWERS, prospect: str = "Northside Schools") -> None:
    page.get_by_label("Prospect").fill(prospect)
    names = list(ANSWERS)
    names.insert(4, "capability")
    for name, answer in answers.items():
        group = page.locator("fieldset.cu-q").nth(names.index(name))
        field = group.locator("input.cu-number")
        if field.count():
            field.first.fill(answer)
        else:
            group.get_by_label(answer, exact=True).first.check()
    for thing in ("printing", "binding", "packaging"):
        page.get_by_label(thing, exact=True).check()


def judged(page: Any) -> tuple[str, str]:
    return page.locator(".cu-banner__verdict").inner_text(), page.locator(".cu-score").first.inner_text()


def message(page: Any) -> str:
    return str(page.locator(".cu-message:not(:empty)").inner_text())


def link(page: Any, notes: bool = False) -> str:
    """Copy the link, and take it from the page where there is no clipboard."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})")
    page.get_by_label("Put names and notes into the link too").set_checked(notes)
    page.get_by_role("button", name="Copy a link").click()
    return str(page.get_by_label("The link", exact=True).input_value())


def held_in(link: str) -> dict[str, Any]:
    payload = link.split("#fit=1.")[1].split(".")[0]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return found


def downloaded(page: Any, to: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the file").click()
    waiting.value.save_as(to)
    return to


def load(page: Any, file: Path) -> None:
    page.get_by_label("Load a file").set_input_files(file)
    page.locator(".cu-message p").wait_for()


def python_says(file: Path, rubrics: Path) -> dict[str, Any]:
    command = [str(Path(sys.executable).parent / "customary"), "fit", "assess", "--format", "json"]
    done = subprocess.run([*command, "--rubrics", str(rubrics), str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)[0]
    return found


def test_a_link_brings_the_answers_back_and_nothing_else(page: Any, context: Any, address: str) -> None:
    fill(opened(page, address))
    page.locator("fieldset.cu-q").first.get_by_text("A note, who said it").click()
    page.locator("fieldset.cu-q").first.get_by_label("Note").fill("secret remark")
    page.locator("fieldset.cu-q").first.get_by_label("Who said it").fill("Ana Whelan")
    before, copied = judged(page), link(page)
    assert not any(word in json.dumps(held_in(copied)) for word in ("secret", "Ana", "Northside"))
    page.get_by_role("button", name="Remove the draft").click()
    other = opened(context.new_page(), copied)
    assert judged(other) == before
    assert other.get_by_label("Prospect").input_value() == ""
    assert "came with the link" in message(other)


def test_a_link_holds_names_and_notes_only_when_asked(page: Any, context: Any, address: str) -> None:
    fill(opened(page, address), prospect=HOSTILE)
    page.locator("fieldset.cu-q").first.get_by_text("A note, who said it").click()
    page.locator("fieldset.cu-q").first.get_by_label("Note").fill(HOSTILE)
    copied = link(page, notes=True)
    other = opened(context.new_page(), copied)
    assert other.get_by_label("Prospect").input_value() == HOSTILE
    assert other.locator("fieldset.cu-q").first.get_by_label("Note").input_value() == HOSTILE
    assert other.title().startswith("Are we right")


def test_a_reason_stays_out_of_the_link_and_the_verdict_stays_the_same(
    page: Any, context: Any, address: str
) -> None:
    fill(opened(page, address))
    group = page.locator("fieldset.cu-q").nth(5)
    group.get_by_label("Not applicable").check()
    group.get_by_label("Why does it not apply?").fill("their aunt pays")
    before, copied = judged(page), link(page)
    assert "aunt" not in json.dumps(held_in(copied))
    assert judged(opened(context.new_page(), copied)) == before


DAMAGE = [
    lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"),
    lambda text: text[: len(text) // 2],
    lambda text: text.replace("#fit=1.", "#fit=9."),
    lambda text: text.split("#")[0] + "#fit=1.!!!.00000000",
    lambda text: text.split("#")[0] + "#fit=",
    lambda text: text.split("#")[0] + "#fit=1." + "A" * 70_000 + ".00000000",
]


def test_a_damaged_link_gives_one_line_and_an_empty_form(page: Any, address: str) -> None:
    fill(opened(page, address))
    copied = link(page)
    for damage in DAMAGE:
        page.goto("about:blank")
        opened(page, damage(copied))
        assert "damaged or was changed" in message(page)
        assert page.get_by_text("0 of 8 answered").is_visible()


FORGED = [
    {"rubric": "customer-fit", "version": None, "answers": {"attention": {"how": "exact", "first": 99}}},
    {"rubric": "customer-fit", "version": None, "answers": {"attention": {"how": "exact", "first": "<b>"}}},
    {"rubric": "customer-fit", "version": None, "answers": {"lead_time": {"how": "__proto__"}}},
    {
        "rubric": "customer-fit",
        "version": None,
        "answers": {"lead_time": {"how": "exact", "first": {"a": 1}}},
    },
    {
        "rubric": "customer-fit",
        "version": None,
        "answers": {"capability": {"how": "exact", "first": [1, None]}},
    },
    {"rubric": "customer-fit", "version": None, "answers": {"lead_time": {"how": "unknown", "note": 7}}},
    {
        "rubric": "customer-fit",
        "version": None,
        "answers": {"lead_time": {"how": "unknown", "on": "yesterday"}},
    },
    {"rubric": "customer-fit", "version": None, "answers": "many", "prospect": 3},
    {"rubric": "customer-fit", "version": None, "prospect": {}, "answers": {}},
    ["a list"],
    None,
]


def test_a_forged_link_with_a_right_sum_is_refused_too(page: Any, address: str) -> None:
    opened(page, address)
    version = page.locator(".cu-fit").get_attribute("data-sha256")[:12]
    for forged in FORGED:
        held = {**forged, "version": version} if isinstance(forged, dict) else forged
        page.locator("input.cu-number").first.fill("5")
        page.evaluate("document.querySelectorAll('.cu-message').forEach(each => each.replaceChildren())")
        page.goto(f"{address}#fit=1.{sealed(held)}")  # the open page reads the new fragment
        page.locator(".cu-message p").wait_for()
        assert "damaged or was changed" in message(page), forged
        assert page.get_by_text("0 of 8 answered").is_visible()


def test_a_link_of_another_version_says_so_and_keeps_what_still_fits(page: Any, address: str) -> None:
    answers = {"lead_time": {"how": "exact", "first": "12"}, "colour": {"how": "exact", "first": 2}}
    page.goto(
        f"{address}#fit=1.{sealed({'rubric': 'customer-fit', 'version': '0' * 12, 'answers': answers})}"
    )
    assert "questions have changed" in message(page) and "left out" in message(page)
    page.get_by_role("radio", name="All at once").check()
    assert page.locator("input.cu-number").first.input_value() == "12"


def sealed(held: Any) -> str:
    """The payload with the sum that the page would make."""
    raw, total = json.dumps(held).encode(), 2166136261
    for byte in raw:
        total = ((total ^ byte) * 16777619) % 2**32
    return base64.urlsafe_b64encode(raw).decode().rstrip("=") + f".{total:08x}"


def test_a_draft_comes_back_on_this_device_until_it_is_removed(page: Any, context: Any, address: str) -> None:
    fill(opened(page, address))
    before = judged(page)
    page.reload()
    assert "draft" in message(page)
    assert page.get_by_label("Prospect").input_value() == "Northside Schools"
    assert judged(page) == before
    page.get_by_role("button", name="Remove the draft").click()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('customary-fit'))") == []
    page.reload()
    assert page.get_by_text("0 of 8 answered").is_visible()


def test_a_broken_draft_is_no_obstacle(page: Any, address: str) -> None:
    page.goto(address)
    for held in ("{", "null", '{"entries": 3}', '{"entries": {"lead_time": {"how": "x"}}, "prospect": [1]}'):
        page.evaluate("held => localStorage.setItem('customary-fit/1/customer-fit', held)", held)
        page.reload()
        assert page.locator(".cu-guide__progress").inner_text() == "0 of 8 answered"


def test_a_file_goes_out_and_comes_back_and_python_agrees(
    page: Any, context: Any, address: str, fit_site: Any, tmp_path: Path
) -> None:
    fill(opened(page, address), prospect=HOSTILE)
    first = page.locator("fieldset.cu-q").first
    first.get_by_label("We disagree").check()
    first.get_by_label("Who says", exact=True).fill("Ana")
    first.get_by_label("Who says otherwise").fill("Bo: the other")
    first.locator("input.cu-number").nth(0).fill("9")
    first.locator("input.cu-number").nth(1).fill("6")
    second = page.locator("fieldset.cu-q").nth(1)
    second.get_by_text("A note, who said it").click()
    second.get_by_label("Note").fill(HOSTILE + "\nsecond line")
    second.get_by_label("When").fill("2026-11-10")
    page.locator("fieldset.cu-q").nth(2).get_by_label("Assumed").check()
    said = (
        page.evaluate("customaryFit && document.querySelector('.cu-banner__verdict').textContent"),
        judged(page)[1],
    )
    file = downloaded(page, tmp_path / "prospect.yml")
    other = opened(context.new_page(), address)
    other.get_by_role("button", name="Remove the draft").click()
    load(other, file)
    assert (other.locator(".cu-banner__verdict").text_content(), judged(other)[1]) == said
    assert other.get_by_label("Prospect").input_value() == HOSTILE
    assert other.get_by_label("Who says otherwise").input_value() == "Bo: the other"
    assert HOSTILE in other.locator("fieldset.cu-q").nth(1).get_by_label("Note").input_value()
    again = downloaded(other, tmp_path / "again.yml")
    assert again.read_text(encoding="utf-8") == file.read_text(encoding="utf-8")
    python = python_says(file, fit_site.source / "fit_rubrics")
    assert python["prospect"] == HOSTILE
    assert python["warnings"] == []
    assert said[0].lower() == " to ".join(dict.fromkeys(python["verdict"]))
    assert " to ".join(dict.fromkeys(str(end // 10) for end in python["score"])) in said[1]


def test_every_sample_prospect_loads_with_pythons_verdict(page: Any, address: str, fit_site: Any) -> None:
    opened(page, address)
    rubrics = fit_site.source / "fit_rubrics"
    files = sorted((rubrics / "assessments").glob("*.yml"))
    assert files
    page.clock.set_fixed_time("2026-11-22T12:00:00")
    for file in files:
        load(page, file)
        assert "Loaded" in message(page), (file.name, message(page))
        python = python_says(file, rubrics)
        assert page.locator(".cu-banner__verdict").inner_text().lower() == " to ".join(
            dict.fromkeys(python["verdict"])
        )


def test_what_the_page_does_not_show_survives_in_the_file(page: Any, address: str, tmp_path: Path) -> None:
    opened(page, address)
    file = tmp_path / "signed.yml"
    signed = "{by: R. Okafor, on: 2026-11-25, verdict: sign if, because: null}"
    answers = "answers:\n  lead time: 12"
    head = "prospect: A\nrubric: customer-fit\npublish: yes\nhours: 9"
    file.write_text(f"{head}\n{answers}\nsigned: {signed}\n", encoding="utf-8")
    load(page, file)
    text = downloaded(page, tmp_path / "out.yml").read_text(encoding="utf-8")
    assert f"signed: {signed}" in text and "publish: yes" in text and "hours: 9" in text


BAD_FILES = {
    "prospect: x\n  answers: [": "line 2",
    "just text": "name: value",
    "a: &b c": "line 1",
    "rubric: other\nanswers: {}": "other",
    "rubric: customer-fit\nanswers: {lead time: soon}": "lead time",
    "rubric: customer-fit\nanswers: {attention: mostly on-the-line}": "not on the scale",
    "rubric: customer-fit\nanswers: {wieght: 3}": "wieght",
    "rubric: customer-fit\nanswers: {lead time: 3, lead time: 4}": "line 2",
    "rubric: customer-fit\nanswers:\n\tlead time: 3": "tabs",
    "rubric: customer-fit\nanswers:\n  lead time: |\n    3": "line 3",
    "rubric: customer-fit\nanswers: {lead time: [1, 2}": "line 2",
    "rubric: customer-fit\nanswrs: {}": "answers",
    "x" * 600_000: "too long",
    "\x00\x01": "not read",
}


def test_anything_else_gets_one_clear_line_and_leaves_the_form_alone(
    page: Any, address: str, tmp_path: Path
) -> None:
    fill(opened(page, address))
    before = judged(page)
    for number, (text, part) in enumerate(BAD_FILES.items()):
        file = tmp_path / f"bad{number}.yml"
        file.write_text(text, encoding="utf-8")
        page.evaluate("document.querySelectorAll('.cu-message').forEach(each => each.replaceChildren())")
        load(page, file)
        assert "not read" in message(page) and part in message(page), (text[:60], message(page))
        assert "\n" not in message(page).strip()
        assert judged(page) == before


def test_a_file_of_another_version_says_what_changed(page: Any, address: str, tmp_path: Path) -> None:
    opened(page, address)
    page.locator("input.cu-number").first.fill("12")
    text = downloaded(page, tmp_path / "now.yml").read_text(encoding="utf-8")
    now = next(line for line in text.splitlines() if line.startswith("#   lead time = "))
    old = text.replace(now, now.replace("at least 10", "at least 12"))
    version = next(line for line in text.splitlines() if line.startswith("rubric version: "))
    old = old.replace(version, "rubric version: 0000aaaa1111")
    old = old.replace("#   attention = ", "#   colour = weight 1, red 1000\n#   attention = weight 9; was ")
    (tmp_path / "old.yml").write_text(old, encoding="utf-8")
    load(page, tmp_path / "old.yml")
    said = message(page)
    assert "The questions have changed since this file was written" in said
    assert "lead time" in said and "at least 12" in said and "at least 10" in said
    assert "“colour” is gone" in said and "“attention” changed" in said


def test_a_file_of_an_older_version_without_facts_says_so_and_drops_what_is_gone(
    page: Any, address: str, tmp_path: Path
) -> None:
    opened(page, address)
    file = tmp_path / "older.yml"
    answers = "answers:\n  colour: red\n  attention: by pigeon\n  lead time: 12"
    file.write_text(f'rubric: customer-fit\nrubric version: "0000aaaa"\n{answers}\n', encoding="utf-8")
    load(page, file)
    said = message(page)
    assert (
        "“colour” is no longer asked" in said and "by pigeon" in said and "does not say how they were" in said
    )
    assert page.locator("input.cu-number").first.input_value() == "12"


def test_hostile_names_stay_text_everywhere(page: Any, address: str) -> None:
    fill(opened(page, address), prospect=HOSTILE)
    page.get_by_label("Something else").fill("<b>foil</b>, <script>x</script>")
    page.wait_for_timeout(700)
    assert page.locator(".cu-fit img, .cu-fit b, .cu-fit script").count() == 0
    assert page.title().startswith("Are we right")
    assert "<b>foil</b>" in page.locator(".cu-details").inner_text()
    assert HOSTILE in page.locator(".cu-sheet").text_content()
