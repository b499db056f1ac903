"""`customary audit fix`: what it says of addresses, and the interview of --interactive in a real terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]
COMMAND = [sys.executable, "-c", "from customary.hosts.cli import main; main()", "audit"]
ASKED = "(q)uit:"
WHY = "no reason)"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "customary.yml").write_text("language:\n  customers_are_called: [passenger, guest]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def audit(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, "utf-8")
    return path


def go_through(terminal: Open, *answers: str) -> Any:
    """Answer the questions as they come; one for "no" is followed by its reason after a colon."""
    session = terminal("audit", "fix", "docs", "--interactive")
    for answer in answers:
        word, _, reason = answer.partition(":")
        session.until(ASKED)
        session.type(f"{word}\n")
        if word in ("n", "no"):
            session.until(WHY)
            session.type(f"{reason}\n")
    return session


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("desk.md", "# Our passengers\n", ("our-passengers", "our-customers")),
        ("desk.rst", "Our passengers: 1\n=================\n", ("our-passengers-1", "our-customers-1")),
    ],
)
def test_a_heading_that_loses_its_address_is_named_before_and_after(
    name: str, text: str, address: tuple[str, str]
) -> None:
    path = put(f"docs/{name}", text)
    would = audit("fix", "docs", "--diff")
    assert "+" in would.stdout
    assert "address" not in would.stdout  # a diff stays a diff
    assert would.stderr == (
        f"docs/{name}: the address #{address[0]} would change to #{address[1]}. "
        "Change the links to it, or keep it with an id.\n1 word to rewrite in 1 file.\n"
    )
    assert path.read_text() == text
    did = audit("fix", "docs")
    assert f"the address #{address[0]} has changed to #{address[1]}." in did.stderr
    assert did.stderr.endswith("1 word rewritten in 1 file.\n")


@pytest.mark.parametrize("mode", [["--diff"], []])
def test_a_heading_that_keeps_its_address_is_not_named(mode: list[str]) -> None:
    put("mkdocs.yml", "site_name: x\nmarkdown_extensions: [attr_list]\n")
    put("docs/desk.md", "# Our passengers\n\n## Passengers {#p}\n")
    put("docs/desk.html", '<h1 id="our-passengers">Our passengers</h1>\n')
    ran = audit("fix", "docs", *mode)
    assert "address" not in ran.stderr
    if mode:
        assert "+# Our customers {#our-passengers}" in ran.stdout


def test_where_there_is_nothing_to_do_it_says_so() -> None:
    put("docs/desk.md", "All is well.\n")
    assert audit("fix", "docs").stderr == "Nothing to rewrite.\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\f", "\u2028"])
@pytest.mark.parametrize("name", ["desk.md", "front desk.md"])
@pytest.mark.skipif(shutil.which("patch") is None, reason="needs the command patch")
def test_a_diff_can_be_applied_whatever_ends_the_lines(place: Path, ends: str, name: str) -> None:
    text = ends.join(["\ufeffOur passengers wait.", "Our passengers", "board.", "Our passengers pay."])
    path = place / "docs" / name
    path.write_text(text, newline="")
    shown = subprocess.run([*COMMAND, "fix", "docs", "--diff"], capture_output=True, check=True).stdout
    subprocess.run(["patch", "-p1", "--binary"], input=shown, check=True)
    assert path.read_bytes().decode() == text.replace("passengers", "customers")


def test_a_file_that_is_not_to_be_written_is_named_and_the_others_are_fixed() -> None:
    kept, other = put("docs/a.md", "Our guests pay.\n"), put("docs/b.md", "Our guests pay.\n")
    kept.chmod(0o444)
    ran = audit("fix", "docs")
    assert ran.returncode == 2
    assert "docs/a.md: The file can't be written: Permission denied. Check the permissions." in ran.stderr
    assert [kept.read_text(), other.read_text()] == ["Our guests pay.\n", "Our customers pay.\n"]


def test_the_mark_in_front_of_a_file_is_not_shown() -> None:
    put("docs/a.md", "\ufeffOur guests pay.\n")
    assert "  - Our guests pay.\n" in audit("check", "docs").stdout


def test_showing_and_asking_exclude_each_other() -> None:
    put("docs/desk.md", "Our passengers wait.\n")
    ran = audit("fix", "docs", "--diff", "--interactive")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1
    assert "choose one" in ran.stderr


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        (
            "a.md",
            "Our passengers wait.\n\nOur passengers sleep.\n\nOur passengers eat.\n",
            "Our customers wait.\n\nOur passengers sleep. "
            "<!-- audit: keep passenger -- the boat's word -->\n\n"
            "Our passengers eat.\n",
        ),
        (
            "a.html",
            "<p>Our passengers wait.</p>\n<p>Our passengers sleep.</p>\n<p>Our passengers eat.</p>\n",
            "<p>Our customers wait.</p>\n<p>Our passengers sleep.</p>"
            " <!-- audit: keep passenger -- the boat's word -->\n<p>Our passengers eat.</p>\n",
        ),
        (
            "a.rst",
            "Our passengers wait.\n\nOur passengers sleep.\n\nOur passengers eat.\n",
            "Our customers wait.\n\n.. audit: keep passenger -- the boat's word\n\nOur passengers sleep.\n\n"
            "Our passengers eat.\n",
        ),
        (
            "a.txt",
            "Our passengers wait.\n\nOur passengers sleep.\n\nOur passengers eat.\n",
            "Our customers wait.\n\n[audit: keep passenger -- the boat's word]\n\nOur passengers sleep.\n\n"
            "Our passengers eat.\n",
        ),
    ],
)
def test_yes_no_with_a_reason_and_skip_in_every_format(
    terminal: Open, name: str, text: str, after: str
) -> None:
    path = put(f"docs/{name}", text)
    session = go_through(terminal, "y", "no:the boat's word", "skip")
    assert session.end() == 0
    assert path.read_text() == after
    assert f"docs/{name}: 1 word rewritten, 1 refusal noted" in session.screen
    assert audit("check", "docs", "--no-cache").stdout.count(f"docs/{name}:") == 1  # only what was skipped


def test_one_of_two_like_words_in_a_line_can_be_kept(terminal: Open) -> None:
    path = put("docs/a.md", "Our guests greet other guests.\n")
    assert go_through(terminal, "no:the hosts", "y").end() == 0
    assert path.read_text() == (
        'Our <span class="audit-keep">guests</span><!-- kept: the hosts --> greet other customers.\n'
    )


@pytest.mark.parametrize(
    ("answers", "after"),
    [
        (("y", "y"), "We greet customers.\n"),
        (("n:", "y"), "We greet guests and customers. <!-- audit: keep guest -->\n"),
        (("y", "n:"), "We greet customers and passengers. <!-- audit: keep passenger -->\n"),
        (("s", "y"), "We greet guests and customers.\n"),
        (("y", "s"), "We greet customers and passengers.\n"),
    ],
)
def test_no_answer_takes_a_neighbour_away(terminal: Open, answers: tuple[str, ...], after: str) -> None:
    path = put("docs/a.md", "We greet guests and passengers.\n")
    assert go_through(terminal, *answers).end() == 0
    assert path.read_text() == after


@pytest.mark.parametrize("leave", ["q\n", "\x03", "\x04"])
def test_whoever_stops_keeps_what_was_answered(terminal: Open, leave: str) -> None:
    one = put("docs/a.md", "Our passengers wait.\n\nOur passengers sleep.\n")
    two = put("docs/b.md", "Our passengers eat.\n")
    session = go_through(terminal, "y")
    session.until(ASKED)
    session.type(leave)
    assert session.end() == 0
    assert one.read_text() == "Our customers wait.\n\nOur passengers sleep.\n"
    assert two.read_text() == "Our passengers eat.\n"
    assert "docs/b.md" not in session.screen


def test_nonsense_is_asked_again(terminal: Open) -> None:
    path = put("docs/a.md", "Our passengers wait.\n")
    session = go_through(terminal, "maybe")
    session.until("Please answer yes, no, skip or quit.")
    session.until(ASKED)
    session.type("Y.\n")
    assert session.end() == 0
    assert path.read_text() == "Our customers wait.\n"
