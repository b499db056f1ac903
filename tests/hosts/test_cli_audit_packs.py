"""A project's own packs and odd files, as the commands of the audit meet them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from customary.hosts.cli import main; main()", "audit"]
ZOO = """\
pack: menagerie
title: Zoo
rules:
  - id: zoogoer
    terms: [zoogoer]
    note: Somebody who pays at the gate.
    keep:
      - because: a way through the park
        sure: yes
        when: ["~one path"]
    flags: ["A zoogoer paid. -> A customer paid."]
    passes: ["The zoogoer path is wet."]
"""
PIPE = (
    "docs/x.md: This is a pipe, a socket or a device, not a file. Take it out, or leave it out of the paths."
)
PAGE = "Every zoogoer pays at the gate. Our guests pay at the hotel desk for their room.\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(PAGE)
    (tmp_path / "zoo.yml").write_text(ZOO)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def declare(text: str) -> None:
    Path("customary.yml").write_text(f"language:\n  packs: [zoo.yml]\n{text}")


def audit(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def found(*arguments: str) -> list[str]:
    done = audit("check", "docs", *arguments)
    assert done.returncode == 1, done.stderr
    return [word for word in ("zoogoer", "guest") if f"[{word}," in done.stdout]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("", ["zoogoer", "guest"]),
        ("  we_are: [menagerie]\n", ["zoogoer"]),
        ("  we_are: [hospitality, menagerie]\n", ["zoogoer", "guest"]),
        ("  we_are: [hospitality]\n", ["zoogoer", "guest"]),  # what stands under packs is in force
        ("  we_are: [hospitality]\n  folders: {docs/: {we_are: [menagerie]}}\n", ["zoogoer"]),
    ],
)
def test_we_are_knows_an_own_pack_by_its_name(settings: str, words: list[str]) -> None:
    declare(settings)
    assert found() == words


def test_the_option_knows_an_own_pack_and_leaves_out_one_that_is_not_named() -> None:
    declare("")
    assert found("--pack", "menagerie") == ["zoogoer"]
    assert found("--pack", "hospitality") == ["guest"]
    assert found("--pack", "hospitality", "--pack", "menagerie") == ["zoogoer", "guest"]
    done = audit("check", "docs", "--pack", "menagery")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2, '--pack: "menagery" is not a pack. Did you mean "menagerie"?',
    )  # fmt: skip


def test_an_own_pack_that_extends_comes_with_the_pack_it_adds_to() -> None:
    text = ZOO.replace("title: Zoo", "title: Zoo\nextends: [hospitality]")
    Path("zoo.yml").write_text(text)
    declare("  we_are: [menagerie]\n")
    assert found() == ["zoogoer", "guest"]
    assert found("--pack", "hospitality") == ["zoogoer", "guest"]


def test_the_file_name_is_no_pack_and_the_place_is_told() -> None:
    declare("  we_are: [zoo]\n")
    done = audit("check", "docs")
    assert done.returncode == 2 and not done.stdout
    assert done.stderr.startswith('customary.yml:3:12: "zoo" is not a pack. ')
    assert "menagerie" in done.stderr


def test_a_wrong_name_does_not_hide_what_is_wrong_in_the_pack() -> None:
    Path("zoo.yml").write_text(ZOO.replace("The zoogoer path", "The zoogoer pays; the path"))
    declare("  we_are: [zoo]\n")
    places = [line.split(": ")[0] for line in audit("check", "docs").stderr.splitlines()]
    assert places == ["customary.yml:3:12", "zoo.yml:12:14"]


def test_rules_lists_and_shows_an_own_pack() -> None:
    declare("")
    assert "menagerie" in audit("rules").stdout
    assert audit("rules", "menagerie").stdout.split() == ["menagerie", "zoogoer", "zoogoer"]
    assert "The zoogoer path is wet." in audit("rules", "zoogoer").stdout


def test_the_schema_can_be_written_for_an_editor() -> None:
    told = json.loads(audit("rules", "--schema").stdout)
    assert told["$schema"].startswith("https://json-schema.org/")
    assert {"pack", "extends", "rules"} <= set(told["properties"])


def test_a_rule_that_is_added_to_is_shown_with_both_sorts_of_examples() -> None:
    text = ZOO.replace("title: Zoo", "title: Zoo\nextends: [hospitality]").replace("id: zoogoer", "id: guest")
    Path("zoo.yml").write_text(text)
    declare("")
    shown = audit("rules", "guest").stdout
    assert "terms: guest, zoogoer" in shown and "A zoogoer paid." in shown and "guest" in shown
    assert audit("rules", "hospitality").stdout


def test_all_that_is_wrong_with_a_pack_comes_at_once_and_once() -> None:
    wrong = ZOO + (
        "  - id: guest\n    terms: [stroller]\n    note: x\n    keep:\n      - because: x\n"
        "        when: [no sign]\n    flags: [A stroller paid.]\n    passes: [It is wet.]\n"
        "  - id: Rider\n    terms: []\n    note: x\n    severity: bad\n    flags: [A cook paid.]\n"
        "    passes: [It is wet.]\n"
        "  - id: walker\n    terms: [walker]\n    note: x\n    flags: [A cook paid.]\n"
        "    passes: [It is wet.]\n"
    )
    Path("zoo.yml").write_text(wrong)
    (Path("docs") / "in").mkdir()
    (Path("docs") / "in" / "b.md").write_text(PAGE)
    Path("customary.yml").write_text(
        "language:\n  packs: [zoo.yml, ./zoo.yml]\n  folders: {docs/in/: {we_are: [menagerie]}}\n"
    )
    done = audit("check", "docs")
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if line.startswith("zoo.yml:")]
    assert [line.split(": ", 1)[0] for line in lines] == [
        "zoo.yml:13:9", "zoo.yml:18:16", "zoo.yml:21:9", "zoo.yml:22:12", "zoo.yml:24:15", "zoo.yml:30:13",
    ]  # fmt: skip
    assert "There is nothing in this list. Write at least one entry." in lines[3]
    assert lines[2].endswith(
        '"Rider" is not a name. Write small letters, digits and hyphens, such as boat-hire.'
    )


def test_two_own_packs_of_one_name() -> None:
    Path("two.yml").write_text(ZOO.replace("zoogoer", "stroller"))
    Path("customary.yml").write_text("language: {packs: [zoo.yml, two.yml]}\n")
    done = audit("check", "docs")
    assert done.returncode == 2
    assert 'two.yml:1:7: zoo.yml has the name "menagerie" already. Choose another name.' in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("command", ["check", "settings", "record", "baseline", "fix"])
@pytest.mark.parametrize("paths", [["docs"], ["docs/x.md", "docs"]])
def test_a_pipe_is_named_and_the_others_are_read(command: str, paths: list[str]) -> None:
    os.mkfifo("docs/x.md")
    done = audit(command, *paths)
    told = done.stderr.splitlines()
    assert done.returncode == 2
    assert [line for line in told if line.startswith("docs/x.md: ")] == [PIPE]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_in_a_built_site_is_named() -> None:
    os.mkfifo("docs/x.html")
    done = audit("site", "docs")
    assert done.returncode == 2 and "docs/x.html: The file can't be read: it is a pipe" in done.stderr
