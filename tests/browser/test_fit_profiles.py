"""Self-assessments, gaps and rubrics of every kind on the page; and rubrics whose words are hostile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from customary.fit.canonical import read_canonical
from customary.fit.compile import canonical, canonical_json, sha256
from customary.fit.json_file import parse_json
from customary.fit.page import form_html, script

pytestmark = pytest.mark.browser

HOSTILE = "</section><script>document.title='owned'</script><img src=x onerror=alert(1)>\"'\u202e{theirs}"


def shown(page: Any, folder: Path, rubric: dict[str, Any]) -> Any:
    """Open a page with nothing but the form of `rubric` on it, all questions at once."""
    ready = read_canonical(parse_json(json.dumps(rubric), "rubric.json"))
    form = form_html(canonical(ready), canonical_json(ready), sha256(ready))
    (folder / "fit.js").write_text(script(), encoding="utf-8")
    html = f'<!doctype html><meta charset="utf-8"><title>T</title><script defer src="fit.js"></script>{form}'
    (folder / "index.html").write_text(html, encoding="utf-8")
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("radio", name="All at once").check()
    return page


LEVELS = {"kind": "level", "fit": [0, 500, 1000], "labels": ["never", "now and then", "always"]}
PROFILE = {
    "rubric": "ease",
    "shape": "profile",
    "criteria": [
        {
            "id": "answering",
            **LEVELS,
            "weight": 3,
            "next_steps": ["Pick up by the third ring.", "Call back.", "Go on."],
        },
        {
            "id": "queues",
            **LEVELS,
            "weight": 5,
            "next_steps": ["Open a second desk.", "Tell them how long.", "Go on."],
        },
        {
            "id": "forms",
            **LEVELS,
            "weight": 1,
            "next_steps": ["Halve the form.", "Fill in what we know.", "Go on."],
        },
    ],
}


def test_a_profile_shows_bars_and_the_two_most_useful_steps_and_no_verdict(page: Any, tmp_path: Path) -> None:
    shown(page, tmp_path, PROFILE)
    for card in page.locator("fieldset.cu-q").all():
        card.get_by_label("never").check()
    details = page.locator(".cu-details")
    steps = [each.inner_text() for each in details.locator(".cu-part--steps li").all()]
    assert steps == ["Open a second desk.", "Pick up by the third ring."]
    assert details.locator(".cu-part--profile svg").count() == 3
    assert page.locator(".cu-banner__verdict").inner_text() == "Profile: 0 of 100"
    everything = page.locator(".cu-columns").inner_text().lower()
    assert "sign" not in everything and "decline" not in everything
    page.locator("fieldset.cu-q").nth(1).get_by_label("always").check()
    steps = [each.inner_text() for each in details.locator(".cu-part--steps li").all()]
    assert steps == ["Pick up by the third ring.", "Halve the form."]


def gap(ours: int | None) -> dict[str, Any]:
    criterion = {
        "id": "c",
        "name": "punctual",
        "kind": "gap",
        "at_most": 6,
        "zero_after": 30,
        "places": 1,
        "weight": 1,
    }
    return {
        "rubric": "g",
        "shape": "profile",
        "criteria": [criterion | ({} if ours is None else {"ours": ours})],
    }


def test_a_gap_shows_both_columns_where_the_rubric_holds_ours(page: Any, tmp_path: Path) -> None:
    shown(page, tmp_path, gap(ours=92))
    card = page.locator("fieldset.cu-q")
    assert "We say" in card.inner_text() and "9.2" in card.inner_text()
    card.get_by_label("They say").fill("7.1")
    row = page.locator(".cu-details .cu-part--profile li")
    assert "we say 9.2, they say 7.1" in row.inner_text()
    assert row.locator("svg").count() == 2
    assert page.locator(".cu-banner__verdict").inner_text() == "Profile: 50 of 100"  # 1.5 over 0.6, of 3.0


def test_a_gap_asks_for_both_columns_where_it_does_not(page: Any, tmp_path: Path) -> None:
    shown(page, tmp_path, gap(ours=None))
    card = page.locator("fieldset.cu-q")
    card.get_by_label("We say").fill("9.2")
    assert page.get_by_text("0 of 1 answered").is_visible()
    card.get_by_label("They say").fill("7.1")
    assert "we say 9.2, they say 7.1" in page.locator(".cu-details").inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the file").click()
    file = tmp_path / "out.yml"
    waiting.value.save_as(file)
    assert "answer: [9.2, 7.1]" in file.read_text(encoding="utf-8")
    page.get_by_role("button", name="Remove the draft").click()
    page.get_by_label("Load a file").set_input_files(file)
    page.get_by_text("Loaded.").wait_for()
    assert "we say 9.2, they say 7.1" in page.locator(".cu-details").inner_text()


def test_decimals_are_read_exactly(page: Any, tmp_path: Path) -> None:
    criterion = {
        "id": "c",
        "kind": "number",
        "at_least": 3,
        "zero_after": 10,
        "places": 1,
        "weight": 1,
        "unit": "km",
    }
    shown(
        page,
        tmp_path,
        {"rubric": "d", "verdicts": ["no", "yes"], "bands": {"yes": 1000}, "criteria": [criterion]},
    )
    for typed, verdict in (("0.3", "Yes"), ("0.29999999999999999", None), ("0.2", "No"), ("+0.30 km", "Yes")):
        page.locator("input.cu-number").fill(typed)
        said = page.locator(".cu-banner__verdict").inner_text()
        assert said == (verdict or "No answers yet"), typed


def test_a_must_have_that_we_lack_is_a_deal_breaker(page: Any, tmp_path: Path) -> None:
    things = {
        "id": "c",
        "kind": "set",
        "ours": ["ink"],
        "must": ["foil"],
        "options": ["ink", "foil"],
        "weight": 1,
    }
    shown(
        page, tmp_path, {"rubric": "m", "verdicts": ["no", "yes"], "bands": {"yes": 10}, "criteria": [things]}
    )
    page.get_by_label("ink", exact=True).check()
    assert page.locator(".cu-banner__verdict").inner_text() == "Yes"
    page.get_by_label("foil", exact=True).check()
    assert page.locator(".cu-banner__verdict").inner_text() == "No"
    assert page.get_by_label("Something else").count() == 0  # the rubric lists all that there is


def test_hostile_words_of_a_rubric_stay_words(page: Any, tmp_path: Path) -> None:
    texts = {"name": HOSTILE, "ask": HOSTILE, "help": HOSTILE, "condition": HOSTILE, "weight": 1}
    criteria = [
        {"id": "n", "kind": "number", "at_least": 5, "zero_after": 5, "unit": HOSTILE, **texts},
        {"id": HOSTILE, "kind": "scale", "labels": [HOSTILE, "b"], "fit": [0, 1000], **texts},
        {"id": "s", "kind": "set", "ours": [HOSTILE], "likely": [["<b>"]], **texts},
    ]
    caps = [{"id": HOSTILE, "below": {"n": 500}, "at_most": HOSTILE, "because": HOSTILE}]
    rubric = {
        "rubric": "h",
        "title": HOSTILE,
        "intro": HOSTILE,
        "verdicts": [HOSTILE, "sign if"],
        "criteria": criteria,
    }
    shown(page, tmp_path, rubric | {"bands": {"sign if": 500}, "caps": caps, "refer_to": HOSTILE})
    page.locator("input.cu-number").fill("1")
    for card in page.locator("fieldset.cu-q").all()[1:]:
        card.locator(".cu-q__input input").first.check()
    page.wait_for_timeout(700)
    assert page.title() == "T"
    assert page.locator(".cu-fit script, .cu-fit img, .cu-fit b").count() == 0
    assert "document.title='owned'" in page.locator(".cu-details").inner_text()


def test_two_forms_on_one_page_keep_apart(page: Any, tmp_path: Path) -> None:
    shown(page, tmp_path, PROFILE)
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    form = html[html.index("<section") :]
    (tmp_path / "two.html").write_text(html + form.replace("ease", "more"), encoding="utf-8")
    page.goto((tmp_path / "two.html").as_uri())
    forms = page.locator(".cu-fit")
    for each in forms.all():
        each.get_by_role("radio", name="All at once").check()
    forms.nth(0).get_by_label("always").first.check()
    progress = page.locator(".cu-guide__progress")
    assert [each.inner_text() for each in progress.all()] == ["1 of 3 answered", "0 of 3 answered"]
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
