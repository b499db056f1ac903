"""What a build remembers of a page is what it had learned, and holds for the same page only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from customary.audit.cache import Cache
from customary.audit.model import Company, Settings
from customary.audit.publish import Publisher, Source
from customary.audit.remember import Memory
from customary.audit.sweep import lexicon_for

SETTINGS = Settings(
    we_are=frozenset(["hospitality", "travel"]), company=Company({"guest": (3, 900)}, {"hospitality": 9}, 200)
)
SOURCE = Source(SETTINGS, lexicon_for(SETTINGS))
TEXT = """# Guests & passengers

Our guests pay at the desk. See [Guest list](guest-list.md) and **Guests**.

- Can view guests
- A client of the server, and each guest of ours
"""
HTML = """<h1 id="guests-passengers">Guests &amp; passengers</h1>
<p>Our guests pay at the desk. See <a href="guest-list.md">Guest list</a> and <strong>Guests</strong>.</p>
<ul><li>Can view guests</li><li>A client of the server, and each guest of ours</li></ul>"""


def remembered(folder: Path, text: str, source: Source) -> tuple[Memory, Source, Cache]:
    """The memory of a new run, and what it knows of a page."""
    cache = Cache(folder)
    memory = Memory(Publisher(), cache)
    source = replace(source, text=text)
    return memory, memory.source("page.md", "key", memory.learn("page.md", "key", source), source), cache


def test_the_next_run_knows_what_the_first_one_learned(tmp_path: Path) -> None:
    memory, learned, cache = remembered(tmp_path, TEXT, SOURCE)
    page = memory.published("key", HTML, learned)
    cache.save()
    again, known, later = remembered(tmp_path, TEXT, SOURCE)
    assert not later.is_new and "customer" in page.html and learned.told.findings
    assert known.told == learned.told
    assert known.way() == learned.way()
    assert replace(known.evidence(), said=dict) == replace(learned.evidence(), said=dict)
    assert known.passages() == learned.passages()
    assert again.published("key", HTML, known) == page
    before = (tmp_path / next(tmp_path.iterdir())).read_bytes()
    later.save()
    assert (tmp_path / next(tmp_path.iterdir())).read_bytes() == before


@pytest.mark.parametrize("brought_in", ["<p>Our passengers wait at the desk of the hotel.</p>", "", "<hr>"])
def test_other_html_of_the_same_source_is_published_anew(tmp_path: Path, brought_in: str) -> None:
    memory, learned, cache = remembered(tmp_path, TEXT, SOURCE)
    memory.published("key", HTML, learned)
    cache.save()
    again, known, _ = remembered(tmp_path, TEXT, SOURCE)
    html = HTML.replace("<ul>", f"{brought_in}<ul>")
    source = replace(SOURCE, text=TEXT)
    anew = Publisher().body(html, Publisher().read("page.md", TEXT, "markdown", source))
    assert again.published("key", html, known) == anew


def test_another_company_is_judged_anew(tmp_path: Path) -> None:
    _, _, cache = remembered(tmp_path, TEXT, SOURCE)
    cache.save()
    other = replace(SOURCE, settings=replace(SETTINGS, company=Company({"guest": (3, -9000)})))
    _, known, later = remembered(tmp_path, TEXT, other)
    fresh = Publisher().read("page.md", TEXT, "markdown", replace(other, text=TEXT))
    assert known.told == fresh.told
    assert later.news()
