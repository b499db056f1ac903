"""`customary audit` and what goes wrong around it: each time one clear line, and nothing lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COMMAND = [sys.executable, "-c", "from customary.hosts.cli import main; main()", "audit"]
COMMANDS = ["check", "fix", "baseline", "record", "settings"]
DESK = "# The desk\n\nOur passengers board early.\n"
NO_FILE = "There is no file of a known format here.\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/desk.md").write_text(DESK)
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/a.png").write_bytes(b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def audit(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    options = {"capture_output": True, "stdin": subprocess.DEVNULL} | options
    done = subprocess.run([*COMMAND, *arguments], text=True, check=False, **options)
    assert "Traceback" not in (done.stderr or "")
    return done


@pytest.mark.parametrize("command", [*COMMANDS, "site"])
def test_a_folder_without_prose_is_said_to_be_one(command: str) -> None:
    ran = audit(command, "pictures")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", NO_FILE)
    assert not Path("customary-baseline.json").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_all_that_is_wrong_with_the_settings_comes_once_and_nothing_is_touched(command: str) -> None:
    Path("customary.yml").write_text(
        "language:\n  we_are: [hospitalty]\n  customers_are_caled: [guest]\n  not_customers: guest\n"
    )
    ran = audit(command, "docs")
    assert ran.returncode == 2
    places = [line.split(": ")[0] for line in ran.stderr.splitlines()]
    assert places == ["customary.yml:2:12", "customary.yml:3:3", "customary.yml:4:18"]
    assert Path("docs/desk.md").read_text() == DESK


def test_a_rule_that_is_none_is_refused_before_anything_is_written() -> None:
    for id, remedy in (
        ("pasenger", 'Did you mean "passenger"?'),
        ("zzz", 'See them with "customary audit rules".'),
    ):
        ran = audit("fix", "docs", "--rule", "passenger", "--rule", id)
        assert ran.returncode == 2
        assert ran.stderr == f'--rule: "{id}" is not a rule. {remedy}\n'
    assert Path("docs/desk.md").read_text() == DESK


def test_a_rule_of_the_projects_own_can_be_named() -> None:
    Path("customary.yml").write_text("language: {customers_are_called: [alderman]}\n")
    Path("docs/desk.md").write_text("The alderman waits.\n")
    assert audit("fix", "docs", "--rule", "alderman").returncode == 0
    assert Path("docs/desk.md").read_text() == "The customer waits.\n"


def test_a_baseline_does_not_forget_what_could_not_be_read(place: Path) -> None:
    audit("baseline", "docs")
    (place / "docs/desk.md").write_bytes(b"\xff")
    ran = audit("baseline", "docs")
    assert ran.returncode == 2
    assert ran.stderr.endswith("left as it is, because not every file could be read.\n")
    (place / "docs/desk.md").write_text(DESK)
    assert audit("check", "docs", "--baseline", "customary-baseline.json").returncode == 0


def test_a_full_disk_and_closed_streams_are_no_tracebacks() -> None:
    with Path("/dev/full").open("w") as full:
        ran = audit("check", "docs", stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith("standard output: This can't be written to: ")
    for shell, code in (
        ("check docs >&-", 1), ("check docs 2>&-", 1), ("settings docs <&-", 0), ("fix docs -i <&-", 0),
        ("check docs | head -1", 0),
    ):  # fmt: skip
        command = f'"$0" -c "from customary.hosts.cli import main; main()" audit {shell}'
        done = subprocess.run(
            ["sh", "-c", command, sys.executable], capture_output=True, text=True, check=False
        )
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), shell
    assert Path("docs/desk.md").read_text() == DESK


@pytest.mark.parametrize(("variable", "coloured"), [("NO_COLOR", False), ("UNRELATED", True)])
def test_colours_only_for_those_who_want_them(
    terminal: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, variable: str, coloured: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(variable, "1")
    session = terminal("audit", "check", "docs")
    assert session.end() == 1
    assert ("\x1b[" in session.screen) is coloured


def test_a_word_that_is_left_out_is_shown_with_what_says_it_instead() -> None:
    Path("docs/desk.md").write_text("We greet our passengers and guests at the pier.\n")
    Path("customary.yml").write_text("language: {customers_are_called: [guest, passenger]}\n")
    assert audit("check", "docs").stdout.count("  + We greet our customers at the pier.\n") == 1
