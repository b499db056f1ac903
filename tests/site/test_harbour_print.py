"""The playbook of Harbour Print agrees with itself: its pages, its rubric, its prospects, its log."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from customary.hosts.cli import main

Run = Callable[..., str]

FATES = {
    "Brightwater Gym": ("open", ["decline", "sign"]),
    "Deckhand Events": ("settled", ["decline", "decline"]),
    "Larkfield Seeds": ("settled", ["sign", "sign"]),
    "Lightship Museum": ("settled", ["sign if", "sign if"]),
    "Northside Schools": ("settled", ["sign if", "sign if"]),
    "Rossquay Town Council": ("settled", ["sign", "sign"]),
    "Saltbox Candles": ("settled", ["decline", "decline"]),
    "Tidewater Theatre": ("open", ["sign if", "sign"]),
}
TYPED_FACTS = re.compile(r"\b(ten|10) working days\b|\b20 ?%|\b(ten|10) thousand euro\b|\bmostly online\b")
OTHERS_PAGES = {"toolkit", "decisions"}
MADE = {"playbook", "fit", "language-audit.md"}
"""Pages, and folders of pages, that the build makes; the search's own test asks for them in the browser."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], project: Path) -> Run:
    """What `customary …` prints, run in the project's folder."""

    def command(*arguments: str) -> str:
        monkeypatch.chdir(project)
        monkeypatch.setattr(sys, "argv", ["customary", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        written = capsys.readouterr()
        assert not end.value.code, written.err
        return written.out

    return command


@pytest.fixture
def pages(project: Path) -> dict[str, str]:
    """The pages that tell of the company, by their path below docs/."""
    docs = project / "docs"
    found = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in docs.rglob("*.md")}
    return {path: text for path, text in found.items() if path.split("/")[0] not in OTHERS_PAGES}


def test_every_practice_is_put_to_work(run: Run) -> None:
    assert json.loads(run("playbook", "coverage", "--format", "json"))["missing"] == []


def test_pages_logs_and_options_have_no_problems(run: Run) -> None:
    assert json.loads(run("playbook", "check", "--format", "json"))["problems"] == []


def test_each_sample_prospect_meets_its_fate(run: Run, project: Path) -> None:
    files = sorted(str(path) for path in (project / "fit_rubrics/assessments").glob("*.yml"))
    verdicts = json.loads(run("fit", "assess", "--format", "json", *files))
    assert {each["prospect"]: (each["state"], each["verdict"]) for each in verdicts} == FATES


def test_facts_are_quoted_and_never_typed(pages: dict[str, str]) -> None:
    typed = {path: found[0] for path, text in pages.items() if (found := TYPED_FACTS.search(text))}
    assert typed == {}


def test_the_pages_that_answer_a_question_are_there(project: Path) -> None:
    questions = yaml.safe_load((project / "tests/cases/questions.yml").read_text("utf-8"))
    assert len(questions) >= 40
    wanted = {page for question in questions for page in question["pages"]}
    written = {page for page in wanted if page.split("/")[0] not in MADE}
    assert {page for page in written if not (project / "docs" / page).is_file()} == set()


def test_every_page_is_in_the_navigation(pages: dict[str, str], project: Path) -> None:
    text = (project / "mkdocs.yml").read_text("utf-8")
    assert sorted(path for path in pages if f" {path}\n" not in text) == []


def test_people_who_keep_a_page_are_in_who_is_who(pages: dict[str, str]) -> None:
    owners = {owner for text in pages.values() for owner in re.findall(r"^owner: (.+)$", text, re.MULTILINE)}
    assert {owner for owner in owners if f"**{owner}**" not in pages["people.md"]} == set()


@pytest.mark.site
def test_made_pages_have_their_place_too(project: Path, tmp_path: Path, host_command: list[str]) -> None:
    subprocess.run([*host_command, "build", "-q", "-d", str(tmp_path)], cwd=project, check=True)
    for made in ("fit", "fit/prospects", "fit/explained/customer-fit", "language-audit", "playbook/share"):
        html = (tmp_path / made / "index.html").read_text("utf-8")
        assert "md-tabs__item--active" in html, f"{made} stands in no navigation"
