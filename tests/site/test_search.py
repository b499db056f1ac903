"""Whose search a site gets: ours where Material searches in English, the theme's own anywhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.site.playbook_site import build, texts, write_site

pytestmark = pytest.mark.site
OURS = "assets/customary/search.js"


def built(root: Path, command: list[str], *changes: tuple[str, str]) -> dict[str, str]:
    """The files of the small playbook, after `changes` in its mkdocs.yml: what stood there, what shall."""
    write_site(root)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in settings
        settings = settings.replace(old, new)
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = build(root, command)
    assert done.returncode == 0, done.stderr
    return texts(root)


def test_english_pages_name_our_worker(tmp_path: Path, host_command: list[str]) -> None:
    site = built(tmp_path, host_command)
    for page, up in (("index.html", ""), ("plays/echo/index.html", "../../"), ("404.html", "/")):
        assert f'"search": "{up}{OURS}"' in site[page]
    worker = site[OURS]
    assert "/*WORDS*/" not in worker and '"decline"' in worker, "the words are in it"


def test_other_languages_and_no_search_keep_what_they_have(tmp_path: Path, host_command: list[str]) -> None:
    german = built(tmp_path / "de", host_command, ("name: material", "name: material\n  language: de"))
    assert OURS not in german and OURS not in german["index.html"]
    none = built(tmp_path / "none", host_command, ("  - search\n", ""))
    assert OURS not in none


def test_a_page_that_nobody_wrote_is_found_by_its_own_words(tmp_path: Path, host_command: list[str]) -> None:
    site = built(tmp_path, host_command)
    found = {entry["location"]: entry for entry in json.loads(site["search/search_index.json"])["docs"]}
    cards = found["playbook/cards/"]
    assert "print cards" in cards["tags"] and cards["boost"] < 1
    assert "boost" not in found["plays/echo/"], "a page of the playbook counts in full"
