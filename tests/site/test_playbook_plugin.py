"""The plugin `playbook` in real builds: what it makes, what it names, what it keeps private."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from tests.site.playbook_site import PLUGINS, build, texts, write_site

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, host_command: list[str]) -> dict[str, str]:
    """The files of the small playbook, built in strict mode."""
    root = write_site(tmp_path_factory.mktemp("site"))
    done = build(root, host_command, "--strict")
    assert done.returncode == 0, done.stderr
    return texts(root)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, host_command: list[str]) -> dict[str, str]:
    """The same for the world."""
    root = write_site(tmp_path_factory.mktemp("public"), "public: true")
    done = build(root, host_command, "--strict")
    assert done.returncode == 0, done.stderr
    return texts(root)


def test_blocks_of_a_play(site: dict[str, str]) -> None:
    html = site["plays/echo/index.html"]
    assert "Key point</span> Ring 0123." in html
    assert "Ring back" in html and "Taking action" in html
    assert 'data-cu-due="2026-07-15"' in html, "half a year after its review"
    assert "Kept by <strong>Ann Lee</strong>" in html
    assert "Pages that lead here:" in html and "Welcome to Small Print" in html
    assert "mailto:book@example.com?subject=Helped%3A%20Echo" in html
    assert html.index("Key point") > html.index("</h1>")


def test_pages_that_nobody_wrote(site: dict[str, str]) -> None:
    made = {name.split("/")[1] for name in site if name.startswith("playbook/")}
    assert made >= {"actions", "glossary", "news", "review", "coverage", "cards", "learning", "gap", "roles"}
    assert "map" not in made, "the start page holds the map already"
    assert "<svg" in site["index.html"] and "Nobody looks after" in site["index.html"]
    assert "No touchpoint yet in: investigate, evaluate, use, dispose." in site["index.html"]
    assert "&lt;b&gt;Bold&lt;/b&gt;" in site["playbook/learning/index.html"]
    assert "We: 9.0. Customers: 5.0." in site["playbook/gap/index.html"]
    assert "a view, not a permission" in site["playbook/roles/sales/index.html"]
    assert site["playbook/cards/index.html"].count('<section class="cu-a4') == 3


def test_json_for_reminders(site: dict[str, str]) -> None:
    review = json.loads(site["playbook/review.json"])
    assert {"path", "owner", "reviewed", "due"} <= set(review["pages"][0])
    coverage = json.loads(site["playbook/coverage.json"])
    assert coverage["practices"]["F1"][0]["kind"] == "page" and "G1" in coverage["missing"]


def test_terms_lead_to_their_meaning_once_a_page(site: dict[str, str]) -> None:
    html = site["plays/echo/index.html"]
    assert html.count('class="cu-term"') == 1
    assert 'href="../../words/proof/" data-cu-short="A page to look at before we print."' in html
    assert 'class="cu-term"' not in site["words/proof/index.html"].split('class="cu-foot"')[0]


def test_check_boxes_are_real_and_labelled(site: dict[str, str]) -> None:
    html = site["touchpoints/counter/index.html"]
    assert html.count('<label class="cu-check"><input type="checkbox" data-cu-tick=') == 2
    assert "Come <strong>out</strong>." in html and "[ ]" not in html


def test_nothing_private_in_a_public_site(public: dict[str, str]) -> None:
    assert not any("secret" in name for name in public)
    for name, text in public.items():
        if name.endswith(".gz"):
            text = gzip.decompress(text.encode("latin-1")).decode()
        assert not re.search(r"zanzibar|zelda|quux|secret/", text, re.IGNORECASE), name
    assert "The secret and" in public["index.html"], "the words of the link stay"


def test_what_is_private_is_there_for_ourselves(site: dict[str, str]) -> None:
    assert "Zanzibar text" in site["secret/plan/index.html"]
    assert "cu-badge--private" in site["secret/plan/index.html"]
    assert "Zanzibar" in site["search/search_index.json"]


def test_nothing_private_with_a_written_nav(tmp_path: Path, host_command: list[str]) -> None:
    nav = "nav:\n  - Start: index.md\n  - Zanzibar:\n      - Zanzibar plan: secret/plan.md\n"
    nav += "  - plays/*\nplugins:\n"
    write_site(tmp_path, "public: true")
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text().replace("plugins:\n", nav, 1))
    done = build(tmp_path, host_command, "--strict")
    assert done.returncode == 0, done.stderr
    found = texts(tmp_path)
    assert not [name for name, text in found.items() if "anzibar" in text]
    assert "plays/echo/" in found["index.html"], "plays/* stands for every play"


BAD = {
    "docs/a.md": "---\nkind: ply\n---\n# A\n",
    "docs/b.md": "---\nkind: principle\nreviewed: 2026-02-30\npractice: [F9]\n---\n# B\n",
    "docs/c.md": "---\nid: same\n---\n# C\n",
    "docs/d.md": "---\nid: same\n---\n# D {fact:phon}\n",
    "log.yml": "- {on: 2026-01-05, what: fine}\n- {on: yesterday, what: bad}\n",
}


def test_faults_are_warnings_all_at_once_and_the_rest_is_built(
    tmp_path: Path, host_command: list[str]
) -> None:
    write_site(tmp_path, files=BAD)
    (tmp_path / "docs" / "latin.md").write_bytes("# Café\n\nGrün\n".encode("latin-1"))
    done = build(tmp_path, host_command)
    assert done.returncode == 0, done.stderr
    for said in (
        'docs/a.md:2:7: "ply" is not a page kind. Did you mean "play"?',
        'docs/b.md:3:11: "2026-02-30" is not a day of the calendar.',
        'docs/b.md:2:1: A principle needs "owner".',
        'docs/b.md:4:12: "F9" is not a practice.',
        'docs/d.md:2:1: The id "same" belongs to docs/c.md already.',
        'docs/d.md:4:5: "phon" is not a fact. Did you mean "phone"?',
        'log.yml:2:8: "yesterday" is not a day of the calendar.',
        "docs/latin.md:1:6: Byte 0xe9 is not UTF-8.",
    ):
        assert said in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    found = texts(tmp_path)
    assert "Café" in found["latin/index.html"].encode("latin-1").decode() and "I waited" not in str(BAD)
    assert build(tmp_path, host_command, "--strict").returncode == 1


def test_bad_options_are_named(tmp_path: Path, host_command: list[str]) -> None:
    write_site(
        tmp_path,
        "review_every: {plays: 6 months, play: often}\nreadability: sometimes\nreading_ease: {play: x}",
    )
    done = build(tmp_path, host_command)
    assert done.returncode == 0, done.stderr
    for said in (
        '"plays" is not a page kind',
        '"often" is not a period',
        '"sometimes" is not',
        'is "x", not a whole',
    ):
        assert said in done.stderr, done.stderr


def test_two_builds_are_the_same(
    tmp_path: Path, host_command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nothing remembered and with everything, wherever it lies, however sets are walked."""
    plugins = (
        PLUGINS + "  - customer-fit\n  - language-audit: {mode: rewrite, customers_are_called: [mariner]}\n"
    )
    files = {"docs/words.md": "# Words\n\nOur mariners wait. Each mariner's bag is blue.\n"}
    for name in ("one", "two"):
        write_site(tmp_path / name, plugins=plugins, files=files)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    assert build(tmp_path / "one", host_command).returncode == 0
    first = texts(tmp_path / "one")
    assert "Our customers wait." in first["words/index.html"]
    monkeypatch.setenv("PYTHONHASHSEED", "77")
    assert build(tmp_path / "one", host_command).returncode == 0
    assert texts(tmp_path / "one") == first
    elsewhere = ("-f", "two/mkdocs.yml", "-d", str(tmp_path / "two" / "site"))
    assert build(tmp_path, host_command, *elsewhere).returncode == 0
    assert texts(tmp_path / "two") == first


OTHERS = """\
  - search
  - blog
  - tags
  - macros
  - redirects:
      redirect_maps: {old.md: plays/echo.md}
"""
OURS = PLUGINS.removeprefix("  - search\n")
BLOG = {
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/one.md": "---\ndate: 2026-01-02\ntags: [a]\n---\n# Post one\n\n"
    "Hello {fact:company}.\n\n<!-- more -->\n\nMore.\n",
    "docs/blog/posts/two.md": "---\ndate: 2026-01-03\nprivate: true\n---\n# Post Zanzibar\n\nZanzibar.\n",
    "docs/macro.md": "---\ntags: [a]\n---\n# Macro\n\n"
    "{{ 'fact'.upper() }} and {{ '{' }}fact:company{{ '}' }}\n",
}


@pytest.mark.parametrize("plugins", [OURS + OTHERS, OTHERS + OURS], ids=["first", "last"])
def test_other_plugins_beside_ours(tmp_path: Path, host_command: list[str], plugins: str) -> None:
    pytest.importorskip("mkdocs_macros")
    pytest.importorskip("mkdocs_redirects")
    write_site(tmp_path, "public: true", plugins, files=BLOG)
    done = build(tmp_path, host_command, "--strict")
    assert done.returncode == 0, done.stderr
    found = texts(tmp_path)
    assert "FACT and Small Print" in found["macro/index.html"]
    assert "Hello Small Print" in found["blog/2026/01/02/post-one/index.html"]
    assert "../plays/echo/" in found["old/index.html"]
    assert not [name for name, text in found.items() if "anzibar" in text and not name.endswith(".gz")]


@pytest.mark.parametrize("when", ["never", "serve"])
def test_readability_stays_off_the_path_of_a_build(
    tmp_path: Path, host_command: list[str], when: str
) -> None:
    write_site(tmp_path, f"readability: {when}")
    assert build(tmp_path, host_command).returncode == 0
    assert not (tmp_path / ".cache").exists()


def test_readability_in_every_build_where_asked(tmp_path: Path, host_command: list[str]) -> None:
    text = "We open the door and look up. We say your name. Then we ask what you need. " * 4
    hard = (
        "Notwithstanding considerable organisational complications, representatives necessarily prioritise. "
        * 8
    )
    files = {
        "docs/easy.md": f"# Easy\n\n{text}\n",
        "docs/plays/hard.md": f"---\nkind: page\n---\n# Hard\n\n{hard}\n",
    }
    write_site(tmp_path, "readability: always", files=files)
    assert build(tmp_path, host_command).returncode == 0
    found = texts(tmp_path)
    assert "Reading ease" in found["easy/index.html"]
    report = found["playbook/readability/index.html"]
    assert "Harder to read than their kind should be: 1 of 2 pages." in report
    assert report.index("too hard") < report.index(">Easy</a></td>"), "the hard ones come first"


def test_nothing_is_loaded_from_another_host(site: dict[str, str]) -> None:
    loads = re.compile(r"""(?:src|href)=["']?(https?:)?//|url\(["']?(https?:)?//|@import""")
    for name, text in site.items():
        if name.endswith((".html", ".css")) and not name.startswith("assets/stylesheets"):
            for found in loads.finditer(text):
                around = text[max(0, found.start() - 60) : found.end() + 60]
                assert "<a " in around or "mkdocs" in around, (name, around)


def test_signs_in_a_fact_are_words_everywhere(tmp_path: Path, host_command: list[str]) -> None:
    company = "'<b onclick=x>Ink</b> \"&\" Co'"
    plugins = PLUGINS.replace("company: Small Print", f"company: {company}")
    page = (
        "---\ntitle: At {fact:company}\ndescription: By {fact:company}\nkey_point: Of {fact:company}\n---\n"
        "Here is {fact:company}.\n"
    )
    root = write_site(tmp_path, plugins=plugins, files={"docs/we.md": page})
    done = build(root, host_command, "--strict")
    assert done.returncode == 0, done.stderr
    html = texts(root)["we/index.html"]
    assert "<b onclick" not in html
    assert "Here is &lt;b onclick=x&gt;Ink&lt;/b&gt;" in html
    assert 'content="By &lt;b onclick=x&gt;Ink&lt;/b&gt; &quot;&amp;&quot; Co"' in html
    assert "Of &lt;b onclick=x&gt;Ink&lt;/b&gt;" in html, "escaped once, not twice"


def test_the_page_of_a_missing_address_leads_on(site: dict[str, str]) -> None:
    assert '<a href="/">start page</a>' in site["404.html"]
    assert "404 - Not found" not in site["404.html"]


def test_the_head_of_a_play_stays_out_of_the_search(site: dict[str, str]) -> None:
    found = json.loads(site["search/search_index.json"])["docs"]
    play = " ".join(doc["text"] for doc in found if doc["location"].startswith("plays/echo/"))
    assert "Ask for a proof first" in play and "Two of us" not in play


def test_a_word_in_a_text_is_not_taken_for_the_themes(tmp_path: Path, host_command: list[str]) -> None:
    plugins = PLUGINS + "  - language-audit: {mode: report, customers_are_called: [mariner]}\n"
    write_site(tmp_path, plugins=plugins, files={"docs/words.md": "# Words\n\nOur mariners wait.\n"})
    done = build(tmp_path, host_command)
    assert 'Say "customers" for "mariners"' in done.stderr, done.stderr
    assert "stands in the theme" not in done.stderr
