"""What only shows when pages are seen together."""

from __future__ import annotations

from pathlib import Path

from customary.playbook.book import Reader, sources
from customary.playbook.front_matter import Rules


def problems(tmp_path: Path, pages: dict[str, str], **known: object) -> list[str]:
    """What is wrong with these pages, as lines."""
    for name, text in pages.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    book, _ = Reader().read(sources(tmp_path, Path("docs")), Rules(), **known)
    return [str(problem) for problem in book.problems]


STORY = """---
kind: story
owner: A B
reviewed: 2026-01-01
touchpoint: {}
---
## What happened
## What we learned
## What changed
## Who we told
"""
TOUCHPOINT = """---
kind: touchpoint
stage: use
owner: A B
reviewed: 2026-01-01
---
## What customers see
## What they hear
## What they touch
## Walk it
- [ ] Go
"""


def test_two_pages_with_one_id(tmp_path: Path) -> None:
    found = problems(tmp_path, {"a.md": "---\nid: x\n---\n", "b/c.md": "---\nid: x\n---\n"})
    assert found == ['docs/b/c.md:2:1: The id "x" belongs to docs/a.md already. Give each page its own.']


def test_a_story_names_a_touchpoint_beside_it_or_from_the_top(tmp_path: Path) -> None:
    pages = {"t/counter.md": TOUCHPOINT, "s/one.md": STORY.format("t/counter.md")}
    pages |= {"t/two.md": STORY.format("counter.md"), "s/three.md": STORY.format("../t/counter.md")}
    assert problems(tmp_path, pages) == []


def test_a_touchpoint_that_is_none(tmp_path: Path) -> None:
    pages = {"t/counter.md": TOUCHPOINT, "s/one.md": STORY.format("t/countre.md"), "p.md": "# P\n"}
    assert problems(tmp_path, pages) == [
        'docs/s/one.md:5:1: There is no page "t/countre.md". Did you mean "t/counter.md"?'
    ]
    (tmp_path / "s/one.md").write_text(STORY.format("p.md"), encoding="utf-8")
    assert problems(tmp_path, {}) == [
        'docs/s/one.md:5:1: "p.md" is a page, not a touchpoint. Name a page of kind touchpoint.'
    ]


def test_a_rubric_that_is_none(tmp_path: Path) -> None:
    page = "---\nkind: self-assessment\nowner: A B\nreviewed: 2026-01-01\nrubric: retenton\n---\n"
    found = problems(tmp_path, {"a.md": page}, rubrics={"retention", "ease"})
    assert found == ['docs/a.md:5:1: "retenton" is not a rubric. Did you mean "retention"?']
    assert problems(tmp_path, {}) == [], "unchecked where nobody knows the rubrics"


def test_a_file_that_is_no_text_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"# Caf\xe9\n")
    (tmp_path / "nul.md").write_bytes(b"# A\0")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden/x.md").write_text("---\nkind: nonsense\n---\n")
    found = problems(tmp_path, {"good.md": "# Good\n"})
    assert [line.split(" ")[0] for line in found] == ["docs/bad.md:1:6:", "docs/nul.md:"]


def test_a_reader_keeps_what_has_not_changed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nkind: page\n---\n# A\n")
    (tmp_path / "b.md").write_text("# B\n")
    reader = Reader()
    first, _ = reader.read(sources(tmp_path), Rules())
    (tmp_path / "b.md").write_text("# C\n")
    second, _ = reader.read(sources(tmp_path), Rules())
    assert second.by_src["a.md"] is first.by_src["a.md"]
    assert second.by_src["b.md"].title == "C"
    third, _ = reader.read(sources(tmp_path), Rules(facts={"x": "y"}))
    assert third.by_src["a.md"] is not first.by_src["a.md"], "other facts, another page"
