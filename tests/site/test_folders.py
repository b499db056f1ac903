"""An address that somebody shortens still leads somewhere: every folder of a built site has an index page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.site.playbook_site import PLUGINS, build, texts, write_site

pytestmark = pytest.mark.site

RUBRIC = """\
rubric: ready
title: Are we ready for *it*?
intro: Two minutes, before the call.
verdicts: {decline: 0, sign: 60}
criteria:
  notice: {ask: How early?, unit: days, at least: 10, worthless after: 8 short, weight: 2}
"""
EXTRA = {
    "fit_rubrics/ready.yml": RUBRIC,
    "docs/deep/er/still/page.md": "---\ndescription: A page far down.\n---\n# Far down\n",
    "docs/tools/README.md": "# Tools that we wrote about\n",
    "docs/tools/saw.md": "# A saw\n",
}
ALL = PLUGINS + "  - customer-fit\n  - language-audit\n"


def without_index(root: Path) -> set[str]:
    """The folders of the built site, from a page upwards, that would answer 404."""
    site = root / "site"
    folders = {
        folder for page in site.rglob("*.html") for folder in page.parents if folder.is_relative_to(site)
    }
    return {str(folder.relative_to(site)) for folder in folders if not (folder / "index.html").is_file()}


@pytest.mark.parametrize("urls", ["true", "false"])
@pytest.mark.parametrize(
    "nav", ["", "nav: [index.md, plays/*, {Fit: [fit/explained/*]}]\n"], ids=["made", "written"]
)
def test_every_folder_has_an_index_page(tmp_path: Path, host_command: list[str], urls: str, nav: str) -> None:
    write_site(tmp_path, plugins=ALL, files=EXTRA)
    config = tmp_path / "mkdocs.yml"
    strictly = (
        f"use_directory_urls: {urls}\nvalidation: {{nav: {{omitted_files: warn}}}}\n" if not nav else ""
    )
    config.write_text(f"{strictly or f'use_directory_urls: {urls}'}\n{nav}{config.read_text()}")
    done = build(tmp_path, host_command, "--strict")
    assert done.returncode == 0, done.stderr
    assert without_index(tmp_path) == set()


def test_an_index_page_lists_its_folder_with_a_sentence_each(tmp_path: Path, host_command: list[str]) -> None:
    write_site(tmp_path, plugins=ALL, files=EXTRA)
    assert build(tmp_path, host_command, "--strict").returncode == 0
    found = texts(tmp_path)
    assert (
        "<h1" in found["plays/index.html"]
        and "A practice that a team does together." in found["plays/index.html"]
    )
    assert re.search(r'<a href="echo/">Echo</a> <span>Ring 0123.</span>', found["plays/index.html"])
    assert re.search(r'<a href="actions/">Action board</a> <span>[^<]+</span>', found["playbook/index.html"])
    assert re.search(r'<a href="roles/">For your role</a> <span>[^<]+</span>', found["playbook/index.html"])
    assert 'href="still/"' in found["deep/er/index.html"]
    assert "A page far down." in found["deep/er/still/index.html"]
    assert "Tools that we wrote about" in found["tools/index.html"]
    why = found["fit/explained/index.html"]
    assert 'href="ready/">Are we ready for *it*?</a>' in why and "Two minutes, before the call." in why
    assert 'href="ready/">Are we ready for *it*?</a>' in found["fit/index.html"]


def test_a_folder_of_private_pages_has_no_index_in_a_public_site(
    tmp_path: Path, host_command: list[str]
) -> None:
    write_site(tmp_path, "public: true", files={"docs/hidden/zanzibar.md": "---\nprivate: true\n---\n# Z\n"})
    assert build(tmp_path, host_command, "--strict").returncode == 0
    assert not [name for name in texts(tmp_path) if name.startswith(("hidden", "secret"))]


def test_a_site_without_page_kinds_is_left_as_it_is(tmp_path: Path, host_command: list[str]) -> None:
    files = {"docs/index.md": "# A\n", "docs/plain/b.md": "# B\n"}
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Plain\ntheme: material\nplugins: [playbook, customer-fit]\n"
    )
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert build(tmp_path, host_command, "--strict").returncode == 0
    assert "plain/index.html" not in texts(tmp_path)
