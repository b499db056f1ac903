"""Readability: textstat's own figures, prose alone, no download, kept by content."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from customary.playbook import readability
from customary.playbook.model import Page
from customary.playbook.readability import prose, readings, too_hard

EASY = "We open the door. We look up. We say your name. Then we ask what you need today. " * 3
HARD = (
    "Notwithstanding organisational considerations, prioritisation of individualised communication "
    "necessitates comprehensive interdepartmental collaboration throughout the administrative hierarchy, "
    "particularly regarding institutional accountability and consequential operational ramifications. "
) * 2


def test_the_figures_are_those_of_textstat() -> None:
    found = readings({"easy": EASY, "hard": HARD})
    import textstat

    for name, text in (("easy", prose(EASY)), ("hard", prose(HARD))):
        assert found[name].ease == pytest.approx(textstat.flesch_reading_ease(text), abs=0.051)
        assert found[name].grade == pytest.approx(textstat.flesch_kincaid_grade(text), abs=0.051)
        assert found[name].ari == pytest.approx(textstat.automated_readability_index(text), abs=0.051)


def test_hard_is_harder_than_easy_and_is_told() -> None:
    pages = [Page("easy", "docs/easy.md", "E", "play"), Page("hard", "docs/hard.md", "H", "play")]
    findings = too_hard(pages, readings({"easy": EASY, "hard": HARD}), {})
    assert [finding.path for finding in findings] == ["docs/hard.md"]
    assert "a play should have 60 or more" in findings[0].what
    assert too_hard(pages, readings({"easy": EASY}), {"play": 130})[0].path == "docs/easy.md"


def test_a_short_text_has_no_score() -> None:
    assert readings({"a": "# Title\n\nOne short line.\n"}) == {}


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("---\ntitle: No\n---\nYes.", "Yes."),
        ("# No\n\nYes.", "Yes."),
        ("```\nno\n```\nYes.", "Yes."),
        ("~~~ py\nno\n~~~\nYes.", "Yes."),
        ("<!-- no -->Yes.", "Yes."),
        ("| no | no |\n|---|---|\nYes.", "Yes."),
        ("- one\n- two", "one.\ntwo."),
        ("1. one\n2. two!", "one.\ntwo!"),
        ("- [ ] tick me", "tick me."),
        ('> "Said."', '"Said."'),
        ("A [link](x.md) and ![a picture](y.png).", "A link and a picture."),
        ("*very* **big** `code`", "very big code."),
        ('!!! note "No"\n\n    Yes.', "Yes."),
        ("{playbook:map}\n\nYes.", "Yes."),
        ("<div markdown>\nYes. {.x}\n</div>", "Yes."),
    ],
)
def test_prose_is_what_a_reader_reads(markdown: str, text: str) -> None:
    assert " ".join(prose(markdown).split()) == " ".join(text.split())


def test_scores_are_kept_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "deep" / "kept.json"
    first = readings({"a": EASY, "b": HARD}, kept)
    assert len(json.loads(kept.read_text())) == 2
    monkeypatch.setattr(readability, "_measure", lambda: pytest.fail("measured again"))
    assert readings({"renamed": EASY, "b": HARD}, kept) == {"renamed": first["a"], "b": first["b"]}


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"a": 1}', '{"a": {"ease": 1}}'])
def test_a_broken_store_is_as_good_as_none(tmp_path: Path, broken: str) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(broken)
    assert readings({"a": EASY}, kept)["a"].words > 30


def test_nothing_is_downloaded(tmp_path: Path) -> None:
    code = (
        "import socket, nltk; nltk.data.path[:] = []\n"
        "socket.getaddrinfo = None\n"
        "import sys; from customary.playbook.readability import readings\n"
        f"print(readings({{'a': {EASY!r}}})['a'].words)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30


def test_an_installation_that_a_group_may_write_to_is_no_obstacle(tmp_path: Path) -> None:
    package = tmp_path / "customary"
    shutil.copytree(Path(readability.__file__).parents[1], package, ignore=shutil.ignore_patterns("*.pyc"))
    for path in (package, *package.rglob("*")):
        path.chmod(path.stat().st_mode | stat.S_IWGRP | stat.S_IWOTH)
    code = (
        f"from customary.playbook.readability import readings\nprint(readings({{'a': {EASY!r}}})['a'].words)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0 and int(done.stdout) > 30, done.stderr
    assert done.stderr == ""


def test_the_dictionary_is_whole_and_has_its_licence() -> None:
    folder = Path(readability.__file__).parent / "nltk_data" / "corpora" / "cmudict"
    lines = (folder / "cmudict").read_text("utf-8").splitlines()
    assert len(lines) > 130_000
    assert "CUSTOMER 1 K AH1 S T AH0 M ER0" in lines
    assert "Carnegie Mellon University" in (folder / "LICENSE").read_text("utf-8")
