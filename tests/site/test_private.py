"""What is private stays out of a public site: a word of its own stands in every field and place, and then the
whole site is searched, names of files, JSON, sitemaps and search index included."""
# ruff: noqa: E501

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from tests.site.playbook_site import FILES, PLUGINS, build, write_site

pytestmark = pytest.mark.site

RUBRIC = """\
rubric: zanzibar-rubric
title: Zanzibar rubric
intro: Zanzibar intro.
verdicts: {decline: 0, sign: 60}
criteria:
  notice: {ask: Zanzibar question?, unit: days, at least: 10, worthless after: 8 short, weight: 2}
"""
ASSESSMENT = "prospect: Zanzibar prospect\nrubric: zanzibar-rubric\nanswers: {notice: 12}\n"
SECRET = """\
---
title: Zanzibar title
description: Zanzibar description
kind: touchpoint
stage: purchase
id: zanzibar-id
owner: Zanzibar Owner
reviewed: 2026-01-15
practice: [S5]
roles: [managers]
key_point: Zanzibar key
card: true
private: true
tags: [zanzibar-tag]
actions:
  - {do: Zanzibar action, role: managers, practice: X2}
changes:
  - {on: 2026-03-03, what: Zanzibar change}
---
# Zanzibar heading

Zanzibar text. See [a play](../plays/echo.md).

## What customers see

- [ ] Zanzibar tick
"""
LINKS = """\
# Links

[Plain](secret/plan.md), [with a heading](secret/plan.md#zanzibar-heading), [with a title](secret/plan.md "Zanzibar"),
[by reference][plan], ![](secret/plan.md), <a href="secret/plan.md" title="Zanzibar">raw</a>.

[plan]: secret/plan.md "Zanzibar"

{playbook:map}

{playbook:role managers}
"""
BOOK = {
    "docs/secret/plan.md": SECRET,
    "docs/secret/term.md": "---\nkind: term\nterm: proof reader\nshort: Zanzibar short.\nprivate: true\n---\n# Zanzibar term\n",
    "docs/secret/quiz.md": "---\nprivate: true\n---\n# Zanzibar quiz\n\n{rubric: zanzibar-rubric}\n",
    "docs/secret/profile.md": "---\nkind: profile\nowner: Zanzibar Two\nreviewed: 2026-01-15\n---\n# Zanzibar profile\n",
    "docs/links.md": LINKS,
    "docs/stories/waiting.md": "---\nkind: story\nowner: Ann Lee\nreviewed: 2026-01-15\ntouchpoint: secret/plan.md\n---\n"
    "# Waiting\n\n## What happened\n\nA proof reader rang.\n\n## What we learned\n\nA.\n\n## What changed\n\nB.\n\n## Who we told\n\nC.\n",
    "docs/tags.md": "---\nkind: page\n---\n# Tags\n\n<!-- material/tags -->\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/one.md": "---\ndate: 2026-01-02\ncategories: [Open]\n---\n# Post\n\nHello.\n\n<!-- more -->\n\nMore.\n",
    "docs/blog/posts/two.md": "---\ndate: 2026-01-03\nprivate: true\ncategories: [Zanzibar]\ntags: [zanzibar-tag]\n---\n"
    "# Zanzibar post\n\nZanzibar.\n",
    "fit_rubrics/zanzibar-rubric.yml": RUBRIC,
    "fit_rubrics/assessments/one.yml": ASSESSMENT,
    "log.yml": FILES["log.yml"]
    + "- {on: 2026-02-07, touchpoint: secret/plan.md, what: Hm, customer: Zanzibar Ltd}\n",
}
OTHERS = "  - customer-fit\n  - language-audit: {mode: rewrite}\n  - blog\n  - tags\n  - redirects:\n      redirect_maps: {old.md: secret/plan.md}\n"
SEARCHED = re.compile(rb"zanzibar|secret[/\\-]", re.IGNORECASE)


def told(root: Path) -> list[str]:
    """Where the built site betrays something, by name or by content, packed files included."""
    found = []
    for path in sorted((root / "site").rglob("*")):
        name = path.relative_to(root / "site").as_posix()
        raw = path.read_bytes() if path.is_file() else b""
        raw = gzip.decompress(raw) if name.endswith(".gz") else raw
        for hit in SEARCHED.finditer(name.encode() + b"\n" + raw):
            found.append(f"{name}: {(name.encode() + raw)[max(0, hit.start() - 60) : hit.end() + 40]!r}")
    return found


@pytest.mark.parametrize("order", [1, -1], ids=["ours first", "ours last"])
def test_nothing_private_anywhere(tmp_path: Path, host_command: list[str], order: int) -> None:
    pytest.importorskip("mkdocs_redirects")
    ours = PLUGINS.removeprefix("  - search\n")
    plugins = "".join(["  - search\n", ours, OTHERS] if order == 1 else [OTHERS, ours, "  - search\n"])
    write_site(tmp_path, "public: true", plugins, files=BOOK)
    done = build(tmp_path, host_command)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/links/index.html").is_file() and (tmp_path / "site/sitemap.xml").is_file()
    assert told(tmp_path) == []


def test_pictures_of_private_pages_stay_out_with_them(tmp_path: Path, host_command: list[str]) -> None:
    write_site(
        tmp_path,
        "public: true",
        files={
            "docs/plan.md": "---\nprivate: true\n---\n# P\n\n![](img/zanzibar%20plan.png) ![](img/both.png)\n",
            "docs/open.md": "# Open\n\n![](img/both.png)\n",
            "docs/img/zanzibar plan.png": "Zanzibar",
            "docs/img/both.png": "both",
            "docs/img/nobody.png": "nobody",
        },
    )
    done = build(tmp_path, host_command)
    assert done.returncode == 0, done.stderr
    assert told(tmp_path) == []
    assert sorted(path.name for path in (tmp_path / "site/img").iterdir()) == ["both.png", "nobody.png"]


@pytest.mark.parametrize(
    "top",
    [
        "private: true\n\n",
        "\n---\nprivate: true\n---\n",
        "---\nPrivate: true\n---\n",
        "---\nprivat: yes\n---\n",
        "---\nprivate: TRUE\n---\n",
        "---\nprivate: ja\n---\n",
        "---\nprivate:\n---\n",
        "---\nkind: profil\n---\n",
        "---\nkind: Profile\n---\n",
        "---\ntitle: 'half a quote\nprivate: true\n---\n",
        "---\n- private: true\n---\n",
        "---\nprivate: true\nowner: Caf\udce9\n---\n",
    ],
)
def test_a_page_that_was_meant_to_be_private_is(tmp_path: Path, host_command: list[str], top: str) -> None:
    write_site(tmp_path, "public: true", files={"docs/secret/plan.md": "x"})
    (tmp_path / "docs/secret/plan.md").write_bytes(f"{top}# Zanzibar\n".encode("utf-8", "surrogateescape"))
    done = build(tmp_path, host_command)
    assert done.returncode == 0, done.stderr
    assert "plan.md" in done.stderr, "somebody has to learn of the slip"
    assert told(tmp_path) == []


def test_a_page_that_a_hook_makes_private_stops_the_build(tmp_path: Path, host_command: list[str]) -> None:
    hook = "def on_page_markdown(markdown, page, **kw):\n    if 'open' in page.file.src_uri: page.meta['private'] = True\n"
    write_site(tmp_path, "public: true", files={"hook.py": hook})
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text() + "hooks: [hook.py]\n")
    done = build(tmp_path, host_command)
    assert done.returncode == 1
    assert "Write it into the page's own front matter." in done.stderr and "Traceback" not in done.stderr
