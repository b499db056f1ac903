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


def pages_found(search: Any, words: str) -> list[str]:
    """The pages that the search lists for `words`, in its order, each once."""
    for asked, links in (("", "detached"), (words, "attached")):
        search.fill(".md-search__input", asked)
        search.press(".md-search__input", "End")  # the box looks at what it holds when a key comes up
        search.wait_for_selector(".md-search-result__link", state=links)
    found = search.eval_on_selector_all(
        ".md-search-result__link", "links => links.map(link => new URL(link.href).pathname)"
    )
    return list(dict.fromkeys(path.strip("/") for path in found))


def test_every_question_finds_its_page(search: Any, project: Path) -> None:
    questions = load_yaml(project / "tests" / "cases" / "questions.yml").data
    assert len(questions) >= 40
    missed = []
    for question in questions:
        wanted = {page.removesuffix(".md").removesuffix("index").strip("/") for page in question["pages"]}
        found = pages_found(search, question["ask"])[:FIRST]
        if not wanted & set(found):
            missed.append(f"{question['ask']}: found {found}, wanted one of {sorted(wanted)}")
    assert not missed, "\n".join(missed)
