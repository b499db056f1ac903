"""Staff find what they need: questions as they would type them, in the site's real search."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import served

from customary.source import load_yaml

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIRST = 3
"""The right page has to be among this many."""


@pytest.fixture(scope="module")
def search(
    chromium: Any, project: Path, host_command: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """The search box of this repository's own playbook, open and ready."""
    folder = tmp_path_factory.mktemp("playbook")
    subprocess.run([*host_command, "build", "-q", "-d", str(folder)], cwd=project, check=True)
    with served(folder) as url:
        page = chromium.new_page()
        page.goto(f"{url}/")
        page.click(".md-search__input")
        page.wait_for_function("document.querySelector('.md-search-result__meta').innerText.length > 10")
        yield page
        page.close()


ASK = """async (asked) => {
  const box = document.querySelector(".md-search__input");
  const list = document.querySelector(".md-search-result__list");
  const put = (words) => new Promise((done, failed) => {
    const seen = new MutationObserver(() => { seen.disconnect(); done(); });
    seen.observe(list, {childList: true});
    setTimeout(() => failed(new Error(`no answer to ${words}`)), 10000);
    box.value = words;
    box.dispatchEvent(new KeyboardEvent("keyup"));
  });
  const found = [];
  for (const words of asked) {
    if (list.children.length) await put("");
    await put(words);
    found.push([...list.querySelectorAll("a")].map((link) => new URL(link.href).pathname));
  }
  return found;
}"""


def pages_found(search: Any, asked: list[str]) -> list[list[str]]:
    """The pages that the search box lists for each question, in its order, each once."""
    found = search.evaluate(ASK, asked)
    return [list(dict.fromkeys(path.strip("/") for path in paths)) for paths in found]


def test_every_question_finds_its_page(search: Any, project: Path) -> None:
    questions = load_yaml(project / "tests" / "cases" / "questions.yml").data
    assert len(questions) >= 40
    missed = []
    for question, found in zip(questions, pages_found(search, [q["ask"] for q in questions]), strict=True):
        wanted = {page.removesuffix(".md").removesuffix("index").strip("/") for page in question["pages"]}
        if not wanted & set(found[:FIRST]):
            missed.append(f"{question['ask']}: found {found[:FIRST]}, wanted one of {sorted(wanted)}")
    assert not missed, "\n".join(missed)


def test_a_hit_shows_what_was_found_and_says_what_is_missing(search: Any) -> None:
    search.fill(".md-search__input", "")
    search.keyboard.type("invoice <b>zebra</b>")
    # Each letter is a question of its own, and "zebr" is answered before "zebra".
    search.locator(".md-search-result__terms", has_text="zebra").first.wait_for()
    hit = search.query_selector(".md-search-result__item")
    assert "invoice" in hit.query_selector("mark").inner_text().lower()
    assert "zebra" in hit.query_selector(".md-search-result__terms").inner_text()
    assert hit.query_selector("article b") is None, "what was typed is shown as text"
    link = hit.query_selector("a").get_attribute("href")
    assert "touchpoints/invoice/?h=" in link, "the page marks the words, too"


def test_a_letter_pasted_into_the_box_is_answered_by_its_first_words(search: Any) -> None:
    letter = " ".join(f"zq{number}xv" for number in range(800))
    [found] = pages_found(search, [f"invoice {letter} {'z' * 5000}"])
    assert "touchpoints/invoice" in found


def test_a_title_brings_no_tags_of_its_own(search: Any) -> None:
    title = '<img src="x" onerror="alert(1)"><code>a &lt; b</code> zebra'
    hit = search.evaluate(
        """(title) => new Promise((done) => {
          const worker = new Worker("/assets/customary/search.js");
          worker.onmessage = ({data: {type, data}}) =>
            type === 1 ? worker.postMessage({type: 2, data: "zebra"}) : done(data.items[0][0].title);
          worker.postMessage({type: 0, data: {docs: [{location: "a/", title, text: ""}]}});
        })""",
        title,
    )
    assert hit == "<code>a &lt; b</code> <mark>zebra</mark>"
