"""`customary init`: a playbook that builds, passes its own audit, and overwrites nothing."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from customary.hosts.cli import cli
from customary.starter import trades

FACTS = [
    "--company",
    'Quay "House" & Sons',
    "--today",
    "2026-11-22",
    "--owner",
    "Rosa Lind",
    "--notice",
    "4",
]


def start(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return customary("init", str(folder), *options)


def customary(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "customary"), *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )


def assert_tabs_and_start(html: str) -> None:
    tabs = re.findall(r'<a href="[^"]*" class="md-tabs__link">\s*(.*?)\s*</a>', html, re.DOTALL)
    assert tabs == ["Start", "Choose", "Beliefs", "Plays", "Touchpoints", "Words", "Learn"]
    assert '<div class="cu-hero">' in html and html.count('class="cu-cards') == 1


@pytest.mark.site
@pytest.mark.parametrize("trade", sorted(trades()))
def test_a_new_playbook_builds_strictly_and_passes_its_own_checks(
    trade: str, tmp_path: Path, host_command: list[str]
) -> None:
    book = tmp_path / "book"
    assert start(book, *FACTS, "--trade", trade).returncode == 0
    build = subprocess.run(
        [*host_command, "build", "--strict"], cwd=book, capture_output=True, text=True, check=False
    )
    assert build.returncode == 0, build.stdout + build.stderr
    page = (book / "site" / "index.html").read_text(encoding="utf-8")
    assert "Sons: service playbook" in page
    assert "{fact:" not in page

    assert_tabs_and_start(page)
    for folder in ("fit", "touchpoints", "plays", "scripts", "checklists", "principles", "stories"):
        assert (book / "site" / folder / "index.html").is_file(), f"{folder}/ would be a bare listing"
    explained = (book / "site/fit/explained/customer-fit/index.html").read_text(encoding="utf-8")
    assert "md-tabs__item--active" in explained, "it has its place in the navigation"

    audit = customary("audit", "check", "docs", "--format", "json", cwd=book)
    assert audit.returncode == 0, audit.stdout
    assert json.loads(audit.stdout)["findings"] == [], "not even advice"
    assert customary("fit", "check", "fit_rubrics", cwd=book).returncode == 0
    assert customary("playbook", "check", cwd=book).returncode == 0
    coverage = json.loads(customary("playbook", "coverage", "--format", "json", cwd=book).stdout)
    assert coverage["missing"] == []


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine")
    done = start(tmp_path, *FACTS)
    assert done.returncode == 2
    assert "something here already" in done.stderr
    assert os.listdir(tmp_path) == ["mine.md"]  # noqa: PTH208
    assert start(tmp_path / "mine.md", *FACTS).returncode == 2


def test_two_starts_on_one_day_are_the_same_to_the_byte(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert start(tmp_path / name, *FACTS, "--trade", "hotel").returncode == 0
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert len(files) > 25
    for path in files:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "--company: it is missing."),
        (["--company", "A", "--notice", "0"], "Write 1 to 250."),
        (["--company", "A", "--trade", "clinc"], 'Did you mean "clinic"?'),
        (["--company", "A", "--notice", "two weeks"], "--notice"),
        (["--company", "A\x1b[31m"], "--company: the text holds a control character"),
        (["--company", "<b>A"], "angle bracket"),
        (["--company", "A" * 300], "too many"),
        (["--company", "A", "--today", "soon"], "is not a date"),
    ],
)
def test_bad_options_are_one_line_each(options: list[str], words: str, tmp_path: Path) -> None:
    done = start(tmp_path / "book", *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "book").exists()


def test_help_shows_examples() -> None:
    shown = CliRunner().invoke(cli, ["init", "--help"]).output
    assert "customary init our-playbook" in shown


def test_a_wrong_answer_is_asked_for_again(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    terminal, line = pty.openpty()
    command = [str(Path(sys.executable).parent / "customary"), "init", "book"]
    asked = subprocess.Popen(command, cwd=tmp_path, stdin=line, stdout=line, stderr=line)
    os.close(line)
    os.write(terminal, b"Blue Heron\nhotle\nhotel\n\n\n\n\nAda Moor\nseven\n7\n")
    said = b""
    with contextlib.suppress(OSError):  # the terminal closes with the command
        while piece := os.read(terminal, 4096):
            said += piece
    assert asked.wait(timeout=30) == 0, said.decode()
    assert 'Did you mean "hotel"?' in said.decode() and "Write 1 to 250." in said.decode()
    assert "Traceback" not in said.decode()
    book = tmp_path / "book"
    assert 'company: "Blue Heron"' in (book / "mkdocs.yml").read_text()
    assert "guest" in (book / "customary.yml").read_text()
    assert 'owner: "Ada Moor"' in (book / "docs/index.md").read_text()
