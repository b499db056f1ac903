"""Which files a check reads."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from customary.audit.tree import files_at
from customary.errors import ProblemInFile


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def found(*paths: str) -> tuple[list[str], list[ProblemInFile]]:
    problems: list[ProblemInFile] = []
    return list(files_at(paths, lambda name: name.endswith(".md"), problems)), problems


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_means_every_known_file_below_by_name(tmp_path: Path) -> None:
    put(tmp_path, "b.md", "a/z.md", "a/b/c.md", "a/d.txt", "a.md")
    assert found(".") == (["a.md", "b.md", "a/z.md", "a/b/c.md"], [])


def test_hidden_and_installed_folders_are_passed_over_unless_named(tmp_path: Path) -> None:
    put(tmp_path, ".git/x.md", ".a.md", "node_modules/p/r.md", "venv/pyvenv.cfg", "venv/y.md", "ok.md")
    assert found(".") == (["ok.md"], [])
    assert found(".a.md", "node_modules/p") == ([".a.md", "node_modules/p/r.md"], [])


def test_what_git_ignores_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "docs/a.md", "site/b.md", "docs/draft.md")
    (tmp_path / ".gitignore").write_text("site/\ndraft.md\n")
    subprocess.run(["git", "init", "-q"], check=True)
    assert found(".") == (["docs/a.md"], [])
    assert found("site") == (["site/b.md"], [])  # it was named


def test_a_file_is_met_once_however_it_is_reached(tmp_path: Path) -> None:
    put(tmp_path, "docs/a.md", "docs/in/b.md")
    (tmp_path / "docs/loop").symlink_to(tmp_path / "docs")
    (tmp_path / "again.md").symlink_to(tmp_path / "docs/a.md")
    assert found("docs/in", "docs", "docs/a.md", "again.md", ".") == (["docs/in/b.md", "docs/a.md"], [])


def test_each_fault_is_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "desk.md", "data.csv")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    files, problems = found("desk.md", "desks.md", "data.csv", "gone.md")
    assert files == ["desk.md"]
    assert [(p.path, p.what.split(":")[0]) for p in problems] == [
        ("desks.md", "There is no such file or folder."),
        ("data.csv", "No format is known for this file."),
        ("gone.md", "This can't be read"),
    ]
    assert problems[0].remedy == 'Did you mean "desk.md"?'


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("docs/gesut.md", "docs/guest.md"),  # not gesut.png, which can't be audited
        ("dosc/guest.md", "docs/guest.md"),
        ("dosc/gesut", "docs/guest.md"),
        ("docs/dest/a.md", "docs/desk/a.md"),
    ],
)
def test_a_path_that_is_not_there_is_mended_part_by_part(tmp_path: Path, typed: str, meant: str) -> None:
    put(tmp_path, "docs/guest.md", "docs/gesut.png", "docs/guided.md", "docs/desk/a.md", "dog.md")
    _, problems = found(typed)
    assert [p.remedy for p in problems] == [f'Did you mean "{meant}"?']


def test_where_nothing_is_near_nothing_is_proposed(tmp_path: Path) -> None:
    put(tmp_path, "docs/guest.md")
    _, problems = found("docs/xyz.md", "qqq/guest.md", "docs/guest.md/a")
    assert {p.remedy for p in problems} == {"Check the name."}
