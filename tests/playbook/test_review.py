"""Which reviews are due, and dates that were moved with nothing else, read from a real git history."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from customary.playbook.book import Reader, sources
from customary.playbook.front_matter import Rules
from customary.playbook.model import Page
from customary.playbook.review import date_only, due, review_json


def page(src: str, review_due: str | None) -> Page:
    """A page that is due on a day."""
    return Page(src, src, src, owner="A B", review_due=date.fromisoformat(review_due) if review_due else None)


def test_due_soon_and_overdue() -> None:
    pages = [page("a", "2026-12-31"), page("b", "2026-11-30"), page("c", "2026-12-01"), page("d", None)]
    found = due(pages, date(2026, 12, 1))
    assert [(d.page.src, d.days, d.overdue) for d in found] == [
        ("b", -1, True),
        ("c", 0, False),
        ("a", 30, False),
    ]
    assert due(pages, date(2026, 12, 1), soon=5)[-1].page.src == "c"
    report = review_json(found, [pages[0]], date(2026, 12, 1))
    assert report["today"] == "2026-12-01" and report["date_only"] == ["a"]
    assert {"path", "owner", "reviewed", "due", "days"} <= set(report["due"][0])


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """An empty repository with a docs folder."""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "docs").mkdir()
    return tmp_path


def git(repo: Path, *arguments: str) -> None:
    """Run git as nobody in particular."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=repo, check=True, capture_output=True)


def commit(repo: Path, name: str, reviewed: str, body: str) -> None:
    """Write a page and commit it."""
    path = repo / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\nkind: page\nreviewed: {reviewed}\n---\n{body}\n", encoding="utf-8")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", name)


def moved(repo: Path) -> list[str]:
    """The pages whose date alone was moved."""
    book, _ = Reader().read(sources(repo / "docs"), Rules())
    return [page.src for page in date_only(book.pages, repo / "docs")]


def test_a_date_alone_is_told(repo: Path) -> None:
    commit(repo, "a.md", "2026-01-01", "one")
    commit(repo, "b.md", "2026-01-01", "one")
    assert moved(repo) == [], "a new page is no bump"
    commit(repo, "a.md", "2026-07-01", "one")
    commit(repo, "b.md", "2026-07-01", "two")
    assert moved(repo) == ["a.md"]


def test_work_before_or_after_the_date_is_a_review(repo: Path) -> None:
    commit(repo, "before.md", "2026-01-01", "one")
    commit(repo, "after.md", "2026-01-01", "one")
    commit(repo, "twice.md", "2026-01-01", "one")
    commit(repo, "before.md", "2026-01-01", "two")
    commit(repo, "before.md", "2026-07-01", "two")
    commit(repo, "after.md", "2026-07-01", "one")
    commit(repo, "after.md", "2026-07-01", "two")
    commit(repo, "twice.md", "2026-07-01", "two")
    commit(repo, "twice.md", "2027-01-01", "two")
    assert moved(repo) == ["twice.md"]


def test_white_space_and_a_new_name_are_no_work(repo: Path) -> None:
    commit(repo, "a.md", "2026-01-01", "one\ntwo\nthree\nfour")
    (repo / "docs" / "sub").mkdir()
    git(repo, "mv", "docs/a.md", "docs/sub/ä b.md")
    git(repo, "commit", "-q", "-m", "move")
    commit(repo, "sub/ä b.md", "2026-07-01", "one\ntwo\nthree\nfour\n\n")
    assert moved(repo) == ["sub/ä b.md"]


def test_a_line_that_looks_like_a_header_is_text(repo: Path) -> None:
    commit(repo, "a.md", "2026-01-01", "one")
    commit(repo, "a.md", "2026-07-01", "one\n++ b/other.md\nrename to c.md")
    assert moved(repo) == []


def test_no_repository_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# A\n")
    assert moved(tmp_path) == []
