"""The plugin `language-audit` in real builds: every place of a site, every mode, any order of plugins."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from tests.site.audit_site import FILES, MKDOCS, PLUGINS, build, write_site

pytestmark = pytest.mark.site

EVERYWHERE = re.findall(r"passengers ([A-Z]\w+)", MKDOCS + "".join(FILES.values()))


@pytest.fixture(scope="module")
def rewritten(tmp_path_factory: pytest.TempPathFactory, host_command: list[str]) -> Path:
    root = write_site(tmp_path_factory.mktemp("rewritten"), "rewrite")
    done = build(root, host_command)
    assert done.returncode == 0, done.stderr
    (root / "log").write_text(done.stderr)
    return root


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory, host_command: list[str]) -> Path:
    root = write_site(tmp_path_factory.mktemp("reported"), "report")
    done = build(root, host_command)
    assert done.returncode == 0, done.stderr
    (root / "log").write_text(done.stderr)
    return root


def pages(root: Path) -> dict[str, str]:
    return {str(p.relative_to(root / "site")): p.read_text() for p in sorted((root / "site").rglob("*.html"))}


def words(html: str) -> str:
    """What a reader or a search engine may see: no code, no ids, no addresses."""
    html = re.sub(r"<(script|style|pre|code)\b.*?</\1>", "", html, flags=re.S)
    return re.sub(r'\s(?:href|id|for|src|name|data-[\w-]+)="[^"]*"', "", html)


@pytest.mark.parametrize("place", EVERYWHERE)
def test_every_place_is_rewritten(rewritten: Path, place: str) -> None:
    texts = pages(rewritten).values()
    assert any(re.search(rf"[Oo]ur customers {place}\b", words(html)) for html in texts)
    assert not any(re.search(rf"passengers {place}\b", words(html)) for html in texts)


def test_search_finds_customers_and_nobody_else(rewritten: Path) -> None:
    entries = json.loads((rewritten / "site/search/search_index.json").read_text())["docs"]
    said = " ".join(entry["title"] + " " + entry["text"] for entry in entries)
    assert "Our customers Golf" in said
    assert "How our customers Foxtrot board" in {entry["title"] for entry in entries}
    assert re.findall(r"\w+ passengers \w+", re.sub(r"<code>.*?</code>", "", said, flags=re.S)) == []
    assert "index.html#how-our-passengers-foxtrot-board" not in said


@pytest.mark.skipif(not shutil.which("taskset"), reason="nothing here can keep a build to one core")
def test_one_core_and_two_publish_the_same(
    tmp_path: Path, host_command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path, "rewrite")
    for number in range(80):
        text = f"# Guests {number}\n\nOur passengers board ship {number}. A guest's bag, `guest`.\n"
        (root / "docs" / f"page-{number}.md").write_text(text)
    sites = []
    for cores in (os.sched_getaffinity(0), {min(os.sched_getaffinity(0))}):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"cache-{len(cores)}"))
        done = build(root, ["taskset", "-c", ",".join(map(str, cores)), *host_command])
        assert done.returncode == 0, done.stderr
        sites.append(pages(root))
    assert sites[0] == sites[1]
    assert "Our customers board ship 79." in sites[0]["page-79/index.html"]


def test_words_of_the_theme_are_the_same_on_every_page(tmp_path: Path, host_command: list[str]) -> None:
    """Also on a page that says them itself, and beside a label that says them; what a page keeps is kept in
    its table of contents, too."""
    root = write_site(tmp_path, "rewrite")
    (root / "overrides/main.html").write_text(
        '{% extends "base.html" %}\n{% block announce %}<p>Passengers of ours</p>'
        "<p>Our passengers Bravo</p>{% endblock %}\n"
    )
    (root / "docs/label.md").write_text("# A label\n\nThe passengers of ours, `passengers of ours`.\n")
    (root / "docs/from-heading.md").write_text("---\naudit: off\n---\n# Kept\n\n## The *passengers* here\n")
    assert build(root, host_command).returncode == 0
    site = pages(root)
    for html in site.values():
        assert "<p>Customers of ours</p>" in html and "<p>Our customers Bravo</p>" in html
    kept = site["from-heading/index.html"]
    assert "passengers here" in kept.partition("<article")[0] and "customers here" not in kept


def test_ids_links_and_code_stay(rewritten: Path, reported: Path) -> None:
    after, before = pages(rewritten), pages(reported)
    assert after.keys() == before.keys()
    for name in after:
        if name.startswith("language-audit"):
            continue
        for kept in (
            r'\sid="[^"]*"',
            r'\shref="[^"]*"',
            r'\ssrc="[^"]*"',
            r"<code>.*?</code>",
            r"<pre>.*?</pre>",
        ):
            assert re.findall(kept, after[name], re.S) == re.findall(kept, before[name], re.S)
    assert 'id="how-our-passengers-foxtrot-board"' in after["index.html"]


def test_titles_and_the_table_of_contents_follow(rewritten: Path) -> None:
    built = pages(rewritten)
    assert "<title>Our customers Yankee - " in built["from-meta/index.html"]
    assert "<title>Our customers Zulu - " in built["from-heading/index.html"]
    toc = re.findall(r'href="#our-passengers-xray-more"[^>]*>(.*?)</a>', built["label/index.html"], re.S)
    assert any("Our customers Xray &amp; more" in " ".join(entry.split()) for entry in toc)
    assert '<meta name="description" content="Our customers Echo come first.">' in built["index.html"]


def test_report_changes_nothing_and_names_lines_of_the_source(reported: Path) -> None:
    log = (reported / "log").read_text()
    built = pages(reported)
    assert "Our passengers Golf" in built["index.html"]
    line = FILES["docs/index.md"].split("Our passengers Golf")[0].count("\n") + 1
    assert f'docs/index.md:{line}:5: Say "customers" for "passengers". [passenger]' in log
    assert log.count("It comes from a snippet, a macro or a plugin.") == 2
    assert log.count("It stands in the theme, not in a page.") == 1
    assert [line for line in log.splitlines() if line.startswith("WARNING") and "customary" in line] == []


def test_every_page_has_the_stamp(rewritten: Path) -> None:
    stamps = {name: re.findall(r'<meta name="customary-language-audit" content="(\w+) ', html)
              for name, html in pages(rewritten).items()}  # fmt: skip
    assert set(map(tuple, stamps.values())) == {("rewrite",)}


def test_the_summary_page_says_what_was_found(rewritten: Path) -> None:
    html = pages(rewritten)["language-audit/index.html"]
    assert "<!-- cu:" not in html
    assert "Findings by rule" in html
    assert 'href="../from-heading/"' in html
    assert "customary audit settings" in html or "Nothing hangs on an answer" in html
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!example\.org|squidfunk)', html)
    entries = json.loads((rewritten / "site/search/search_index.json").read_text())["docs"]
    assert not any(entry["location"].startswith("language-audit") for entry in entries)


def test_the_closing_line_sums_up(rewritten: Path) -> None:
    assert re.search(
        r"\d+ words rewritten, \d+ to look at, on 7 pages; people are called customers",
        (rewritten / "log").read_text(),
    )


def test_strict_stops_a_strict_build_and_report_does_not(tmp_path: Path, host_command: list[str]) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Start\n\nOur passengers wait.\n")
    for mode, code in (("strict", 1), ("report", 0)):
        (tmp_path / "mkdocs.yml").write_text(
            "site_name: x\ntheme: {name: material, font: false}\nplugins:\n  - language-audit: "
            f"{{mode: {mode}, customers_are_called: [passenger]}}\n"
        )
        done = build(tmp_path, host_command, "--strict")
        assert done.returncode == code, done.stderr
        assert ("docs/index.md:3:5: Say" in done.stderr) is True
        assert "passengers" in (tmp_path / "site/index.html").read_text()


def test_any_order_of_plugins_gives_the_same_site(
    tmp_path: Path, rewritten: Path, host_command: list[str]
) -> None:
    search, blog, *audit = PLUGINS.splitlines(keepends=True)
    root = write_site(tmp_path, "rewrite", "".join([*audit, blog, search]))
    assert build(root, host_command).returncode == 0
    here, there = pages(root), pages(rewritten)
    for name, html in there.items():
        assert words(here[name]) == words(html)


HOOKED = """
site_name: x
theme: {name: material, font: false}
hooks: [hook.py]
plugins:
  - search
  - language-audit: {mode: rewrite, customers_are_called: [passenger]}
"""


def hooked(root: Path, host_command: list[str], hook: str) -> subprocess.CompletedProcess[str]:
    """A build of one page with a hook of the project's own."""
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Start\n\nAll of our passengers wait here.\n")
    (root / "hook.py").write_text(hook)
    (root / "mkdocs.yml").write_text(HOOKED)
    done = build(root, host_command)
    assert done.returncode == 0, done.stderr
    assert "customers wait here" in (root / "site/index.html").read_text()
    return done


def test_words_that_the_last_of_all_plugins_adds_to_a_page_are_rewritten_too(
    tmp_path: Path, host_command: list[str]
) -> None:
    hook = """
from mkdocs.plugins import event_priority

@event_priority(-1000)
def on_page_content(html, **_):
    return html + "<p>Our passengers board.</p>"
"""
    done = hooked(tmp_path, host_command, hook)
    assert "<p>Our customers board.</p>" in (tmp_path / "site/index.html").read_text()
    assert "Our customers board." in (tmp_path / "site/search/search_index.json").read_text()
    assert "It comes from" not in done.stderr


def test_a_search_index_that_another_plugin_filled_is_named(tmp_path: Path, host_command: list[str]) -> None:
    hook = """
from pathlib import Path

def on_post_build(config):
    index = Path(config.site_dir, "search/search_index.json")
    index.write_text(index.read_text().replace("customers", "passengers"))
"""
    done = hooked(tmp_path, host_command, hook)
    assert re.search(r'WARNING.*docs/index\.md: Search still has "All of our passengers wait', done.stderr)


def test_pages_that_can_not_be_read_are_named_and_nothing_is_lost(
    tmp_path: Path, host_command: list[str]
) -> None:
    root = write_site(tmp_path, "rewrite")
    (root / "docs/latin.md").write_bytes(
        b"---\ntitle: Latin\n---\n\nOur passengers like caf\xe9 \x80 5.\n\n\xc3\xa9t\xc3\xa9\n"
    )
    done = build(root, host_command)
    assert done.returncode == 0, done.stderr
    assert re.search(
        r"WARNING.*docs/latin\.md:5:24: Byte 0xe9 is not UTF-8\. Save the file as UTF-8\.", done.stderr
    )
    html = (root / "site/latin/index.html").read_text()
    assert "caf\u00e9 \u20ac 5." in html
    assert "\u00e9t\u00e9" in html
    assert build(root, host_command, "--strict").returncode == 1


def test_wrong_options_are_lines_and_the_build_goes_on_without_the_audit(
    tmp_path: Path, host_command: list[str]
) -> None:
    wrong = ("we_are: [hotels]", "not_customers: guest", "folders: {docs/: {mode: x}}")
    options = "".join(f"      {line}\n" for line in wrong)
    root = write_site(tmp_path, "rewrite", f"  - search\n  - blog\n  - language-audit:\n{options}")
    done = build(root, host_command)
    assert done.returncode == 0, done.stderr
    first = (root / "mkdocs.yml").read_text().split("we_are")[0].count("\n") + 1
    places = (f"mkdocs.yml:{first}:16:", f"mkdocs.yml:{first + 1}:22:", f"mkdocs.yml:{first + 2}:25:")
    for said in (*places, "The language audit was left out"):
        assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "passengers" in (root / "site/index.html").read_text()
    assert build(root, host_command, "--strict").returncode == 1


def test_customary_yml_wins_over_the_options(tmp_path: Path, host_command: list[str]) -> None:
    root = write_site(tmp_path, "rewrite")
    (root / "customary.yml").write_text("language: {not_customers: [passenger]}\n")
    assert build(root, host_command).returncode == 0
    assert "passengers Golf" in (root / "site/index.html").read_text()


def test_private_pages_are_in_nobodys_summary(tmp_path: Path, host_command: list[str]) -> None:
    root = write_site(tmp_path, "report", "  - search\n  - language-audit: {}\n")
    secret = "Our guests Sentinelle pay at night, and each guest Sentinelle signs.\n"
    (root / "docs/secret.md").write_text(f"---\ntitle: Hidden plan\nprivate: true\n---\n\n{secret}")
    (root / "docs/draft.md").write_text(secret)
    mkdocs = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(f"{mkdocs}draft_docs: draft.md\n")
    assert build(root, host_command).returncode == 0
    html = (root / "site/language-audit/index.html").read_text()
    assert "Sentinelle" not in html
    assert "Hidden plan" not in re.sub(r"(?s)<nav.*?</nav>", "", html)


def test_the_summary_asks_what_the_command_asks(tmp_path: Path, host_command: list[str]) -> None:
    """The same questions with the same places, in the same order and words."""
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, font: false}\nplugins: [language-audit]\n"
    )
    for name, text in {
        "index.md": "Our guests pay at the desk on Sundays. Ask each guest for a <name>.",
        "hotel/pool.md": "Every participant of the choir has a key to the garden and to the pool.",
        "it/login.md": "A guest is an account without a password in our network of clients and servers.",
    }.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(f"{text}\n")
    assert build(tmp_path, host_command).returncode == 0
    html = (tmp_path / "site/language-audit/index.html").read_text()
    asked = re.findall(r"<details><summary>(.*?)</summary><ul>(.*?)</ul></details>", html, re.S)
    shown = [
        (plain(question), [(plain(quote), plain(path)) for quote, path in re.findall(_PLACE, places)])
        for question, places in asked
    ]
    told = subprocess.run(
        [sys.executable, "-c", "from customary.hosts.cli import main; main()", "audit", "settings", "docs"],
        capture_output=True, text=True, check=True, cwd=tmp_path, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    listed: list[tuple[str, list[tuple[str, str]]]] = []
    for line in filter(None, told.stdout.splitlines()):
        path, _, quote = line.strip().partition(": ")
        if line.startswith(" "):
            listed[-1][1].append((quote.replace("[", "").replace("]", ""), path))
        else:
            listed.append((line, []))
    assert len(shown) >= 2
    assert shown == listed


_PLACE = r"<li><q>(.*?)</q> <small>(.*?)</small></li>"


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_a_page_in_another_language_is_left_alone(tmp_path: Path, host_command: list[str]) -> None:
    root = write_site(tmp_path, "rewrite")
    (root / "docs/from-heading.md").write_text("---\nlang: fr\n---\n# Our passengers Zulu\n")
    done = build(root, host_command)
    assert "docs/from-heading.md: its language is fr; the audit leaves it alone." in done.stderr
    assert "Our passengers Zulu</h1>" in re.sub(
        r"<a class.*?</a>", "", (root / "site/from-heading/index.html").read_text()
    )


def test_an_element_in_another_language_is_left_alone(tmp_path: Path, host_command: list[str]) -> None:
    root = write_site(tmp_path, "rewrite")
    (root / "docs/from-heading.md").write_text(
        "# Zulu\n\nOur passengers Here pay.\n\n"
        '<p lang="fr">Les passengers There <span lang="en">(our passengers Quoted pay)</span></p>\n\n'
        "Les passengers Listed.\n{: lang=fr }\n"
    )
    assert build(root, host_command).returncode == 0
    html = (root / "site/from-heading/index.html").read_text()
    index = (root / "site/search/search_index.json").read_text()
    for published in (html, index):
        assert "Our customers Here" in published and "our customers Quoted" in published
        assert "Les passengers There" in published and "Les passengers Listed" in published


def test_two_builds_are_the_same_to_the_byte(
    tmp_path: Path, rewritten: Path, host_command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    roots = [write_site(tmp_path / name, "rewrite") for name in "ab"]
    for root in roots:
        assert build(root, host_command).returncode == 0
    first = pages(roots[0])
    assert first == pages(roots[1])
    assert build(roots[0], host_command).returncode == 0  # now with what the first build remembered
    assert pages(roots[0]) == first


def test_a_cache_that_somebody_meddled_with_costs_time_only(
    tmp_path: Path, host_command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write_site(tmp_path / "site", "rewrite")
    assert build(root, host_command).returncode == 0
    [store] = (tmp_path / "cache").rglob("audit-*.lines")
    whole, good = pages(root), store.read_text()
    code, *lines = good.split("\n")
    keys, odd = lines[::2], '[1,[],[],{"leanings":[]},null,[]]'
    for row in (odd, f"[{odd}]", "7", "", "{"):
        store.write_text("\n".join([code, *(line for key in keys for line in (key, row))]))
        done = build(root, host_command)
        assert done.returncode == 0, done.stderr
        assert pages(root) == whole
        assert store.read_text() == good  # mended for the next build
    for text in ("", code, good[:-9], "\udcff".encode("utf-8", "surrogateescape").decode("latin-1")):
        store.write_text(text, "latin-1")
        assert build(root, host_command).returncode == 0
        assert pages(root) == whole


def test_the_site_command_knows_the_stamp(rewritten: Path) -> None:
    command = [str(Path(sys.executable).parent / "customary"), "audit", "site", "site", "--expect-stamp"]
    done = subprocess.run(command, cwd=rewritten, capture_output=True, text=True, check=False)
    assert "has not seen this page" not in done.stderr
