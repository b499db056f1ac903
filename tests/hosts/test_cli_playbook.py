"""`customary playbook …` by its contract: JSON alone on standard output, exit codes, problems by line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.site.playbook_site import write_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small playbook's sources."""
    return write_site(tmp_path)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in `folder`."""
    code = "from customary.hosts.cli import main; main()"
    command = [sys.executable, "-c", code, "playbook", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def answer(folder: Path, *arguments: str, code: int = 0) -> dict:
    """The JSON that the command answers with."""
    done = run(folder, *arguments, "--format", "json")
    assert done.returncode == code, done.stderr
    found = json.loads(done.stdout)
    assert found["version"] == 1
    return found


def test_check(root: Path) -> None:
    assert answer(root, "check") == {"version": 1, "pages": 7, "problems": []}
    (root / "docs/a.md").write_text("---\nkind: ply\n---\n")
    found = answer(root, "check", code=2)["problems"]
    assert found == [
        {
            "path": "docs/a.md",
            "line": 2,
            "column": 7,
            "what": '"ply" is not a page kind.',
            "remedy": 'Did you mean "play"?',
        }
    ]
    done = run(root, "check")
    assert done.stdout == 'docs/a.md:2:7: "ply" is not a page kind. Did you mean "play"?\n'


def test_paths_are_told_from_the_current_folder(root: Path) -> None:
    (root / "docs/a.md").write_text("---\nkind: ply\n---\n")
    assert run(root.parent, "check", "--config", f"{root.name}/mkdocs.yml").stdout.startswith(
        f"{root.name}/docs/a.md:2"
    )
    assert run(root / "docs", "check").stdout.startswith("a.md:2:7"), "the nearest mkdocs.yml upwards"


@pytest.mark.parametrize(
    ("today", "days", "code"),
    [("2026-06-01", None, 0), ("2026-07-01", 14, 0), ("2026-07-15", 0, 0), ("2026-07-16", -1, 1)],
)
def test_review(root: Path, today: str, days: int | None, code: int) -> None:
    found = answer(root, "review", "--today", today, code=code)
    assert found["today"] == today and found["date_only"] == []
    mine = [entry for entry in found["due"] if entry["path"] == "docs/plays/echo.md"]
    assert [entry["days"] for entry in mine] == ([] if days is None else [days])
    if mine:
        assert mine[0]["owner"] == "Ann Lee" and mine[0]["due"] == "2026-07-15"
        assert mine[0]["reviewed"] == "2026-01-15"


def test_bad_input_wins_over_overdue(root: Path) -> None:
    (root / "docs/a.md").write_text("---\nkind: ply\n---\n")
    done = run(root, "review", "--today", "2030-01-01", "--format", "json")
    assert done.returncode == 2 and "ply" in done.stderr and json.loads(done.stdout)["due"]


def test_coverage(root: Path) -> None:
    found = answer(root, "coverage", code=1)
    assert {"kind": "page", "path": "docs/plays/echo.md", "title": "Echo"} in found["practices"]["F1"]
    assert {"kind": "page", "path": "docs/plays/echo.md", "title": "Echo"} in found["practices"]["F2"], (
        "an action's"
    )
    packs = [use["path"] for use in found["practices"]["L1"] if use["kind"] == "pack"]
    assert "customary/audit/packs/travel.yml" in packs, "told without the folders of this machine"
    assert "G1" in found["missing"] and found["practices"]["G1"] == []


def test_this_playbook_puts_every_practice_to_work(project: Path) -> None:
    assert answer(project, "coverage")["missing"] == []


def test_readability(root: Path) -> None:
    (root / "docs/hard.md").write_text(
        "# Hard\n\n" + "Organisational considerations necessitate prioritisation. " * 12
    )
    found = answer(root, "readability", code=1)
    assert [entry["path"] for entry in found["findings"]] == ["docs/hard.md"]
    assert {"path", "kind", "ease", "target", "grade", "words"} <= set(found["pages"][0])
    (root / "docs/hard.md").unlink()
    assert run(root, "readability").returncode == 0


def test_complaints(root: Path) -> None:
    found = answer(root, "complaints")
    assert found["complaints"] == 3 and found["uses"]["improve"] == 1 and found["stories"] == 2
    assert answer(root, "complaints", "log.yml")["complaints"] == 3
    table = run(root, "complaints", "--csv").stdout.splitlines()
    assert table[0] == "on,touchpoint,what,uses,story,trained" and len(table) == 4
    (root / "bad.csv").write_text("on,what\nyesterday,x\n")
    assert "bad.csv:2" in run(root, "complaints", "bad.csv").stderr
    answer(root, "complaints", "bad.csv", code=2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["review", "--today", "soon"], "is not a day"),
        (["review", "--format", "xml"], "xml"),
        (["check", "--config", "none.yml"], "none.yml"),
        (["complaints", "none.yml"], "can't be read"),
    ],
)
def test_bad_options_end_with_2_and_no_traceback(root: Path, arguments: list[str], said: str) -> None:
    done = run(root, *arguments)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr


def test_no_playbook_here(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert done.returncode == 2 and "There is no mkdocs.yml here or above." in done.stderr


def test_a_host_file_with_tags_is_read_and_not_run(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text("hooks: !!python/name:os.system\nextra: !ENV HOME\n" + config.read_text())
    assert run(root, "check").returncode == 0


@pytest.mark.parametrize("command", ["check", "review", "coverage", "readability", "complaints"])
def test_each_command_shows_examples(tmp_path: Path, command: str) -> None:
    assert "Examples:" in run(tmp_path, command, "--help").stdout


def test_a_mistyped_command_gets_the_nearest_name() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from customary.hosts.cli import main; main()", "playbok", "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "No such command 'playbok'. Did you mean 'playbook'?" in done.stderr
