"""The plugin customer-fit in real builds: a page a rubric, forms in pages, prospects, problems by line."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from customary.fit.compile import canonical_json, sha256
from customary.fit.rubric import load_rubric

pytestmark = pytest.mark.site

RUBRIC = """\
rubric: guests-first
title: Do we <b>fit</b>?
intro: Ask early.
verdicts: {decline: 0, sign: 60}
criteria:
  lead time: {ask: How far ahead?, unit: days, at least: 10, worthless after: 8 short, weight: 2}
  meetings:
    ask: How do they meet?
    scale: [online, mixed, personal]
    ours: online
    matters when: they want more
    steps: [100, 50, 0]
"""
SITE = "site_name: T\ntheme: {name: null, custom_dir: theme}\n"
THEME = """\
<!doctype html><title>{{ page.title }}</title>
{% for script in config.extra_javascript %}{{ script | script_tag }}{% endfor %}
<nav>{% for page in nav.pages %}<a>{{ page.title }}</a>{% endfor %}
{% for item in nav.items %}{{ item.title }}{% endfor %}</nav>
<body><main>{{ page.content }}</main>
"""
"""A theme of four lines, so that a build takes no time."""
PROSPECT = """\
prospect: {name}
rubric: guests-first
publish: {publish}
answers: {{lead time: 4, meetings: {{answer: personal, said by: Ana Secretname, note: a private remark}}}}
"""


@dataclass(frozen=True)
class Site:
    """A folder with a site's sources, and a way to build it."""

    root: Path
    command: list[str]

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        command = [*self.command, "build", *options, "-f", str(self.root / "mkdocs.yml")]
        return subprocess.run(command, capture_output=True, text=True)

    def page(self, path: str) -> str:
        return (self.root / "site" / path / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, host_command: list[str]) -> Site:
    found = Site(tmp_path, host_command)
    found.write("mkdocs.yml", SITE + "plugins: [search, customer-fit]\n")
    found.write("theme/main.html", THEME)
    found.write("docs/index.md", "# Home\n")
    found.write("fit_rubrics/guests-first.yml", RUBRIC)
    return found


def everything(site: Site) -> bytes:
    return b"\n".join(path.read_bytes() for path in (site.root / "site").rglob("*") if path.is_file())


def test_each_rubric_gets_a_page_with_its_canonical_form(site: Site) -> None:
    done = site.build("--strict")
    assert done.returncode == 0, done.stderr
    html = site.page("fit/guests-first")
    rubric = load_rubric(site.root / "fit_rubrics" / "guests-first.yml")
    held = re.search(r'data-rubric="([^"]*)" data-sha256="([^"]*)"', html)
    assert held and unescape(held[1]) == canonical_json(rubric) and held[2] == sha256(rubric)
    assert "How far ahead?" in html and "personal" in html
    assert "Do we &lt;b&gt;fit&lt;/b&gt;?" in html and "<b>fit</b>" not in html
    for script in re.findall(r'<script[^>]*src="([^"]*customary[^"]*)"[^>]*>', html):
        assert (site.root / "site" / "fit" / "guests-first" / script).resolve().is_file()
        assert re.search(rf'<script[^>]*src="{re.escape(script)}"[^>]*\bdefer\b', html)


def test_the_questions_are_found_by_the_sites_search(site: Site) -> None:
    site.build()
    index = json.loads((site.root / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert any("How far ahead?" in each["text"] for each in index["docs"])


@pytest.mark.parametrize(
    "marked",
    ["# Ours\n\n{rubric: guests-first}\n\nafter\n", "---\nrubric: guests-first\n---\n# Ours\n\nafter\n"],
)
def test_a_form_can_stand_in_a_written_page_and_then_gets_no_page_of_its_own(site: Site, marked: str) -> None:
    site.write("docs/deep/ours.md", marked)
    done = site.build("--strict")
    assert done.returncode == 0, done.stderr
    html = site.page("deep/ours")
    assert html.count('<section class="cu-fit"') == 1
    assert not (site.root / "site" / "fit" / "guests-first").exists()
    assert 'href="../../fit/explained/guests-first/"' in html
    assert 'href="../../../deep/ours/"' in site.page("fit/explained/guests-first")


def test_a_marker_in_code_stays_code(site: Site) -> None:
    site.write(
        "docs/how.md", "# How\n\n```\n{rubric: guests-first}\n```\n\n~~~~\n```\n{rubric: nothing}\n~~~~\n"
    )
    done = site.build("--strict")
    assert done.returncode == 0, done.stderr
    assert "{rubric: guests-first}" in site.page("how") and "cu-fit" not in site.page("how").split("<body")[
        1
    ].split("</main")[0].replace("cu-fit-", "")
    assert (site.root / "site" / "fit" / "guests-first").exists()


def test_an_unknown_rubric_is_named_with_its_line_and_the_nearest_name(site: Site) -> None:
    site.write("docs/ours.md", "---\ntitle: x\n---\n# Ours\n\n{rubric: guest-first}\n")
    assert (
        'ours.md:6: "guest-first" is not a rubric of this site. Did you mean "guests-first"?'
        in site.build().stderr
    )
    assert site.build("--strict").returncode != 0


def test_a_broken_rubric_is_left_out_and_the_rest_is_built(site: Site) -> None:
    site.write(
        "fit_rubrics/broken.yml", RUBRIC.replace("guests-first", "broken").replace("weight: 2", "wieght: 2")
    )
    done = site.build()
    assert done.returncode == 0
    assert "fit_rubrics/broken.yml:6" in done.stderr and 'Did you mean "weight"?' in done.stderr
    assert "Traceback" not in done.stderr
    assert (site.root / "site" / "fit" / "guests-first").exists()
    assert not (site.root / "site" / "fit" / "broken").exists()
    assert site.build("--strict").returncode != 0


def test_two_rubrics_of_one_name_are_a_problem(site: Site) -> None:
    site.write("fit_rubrics/zz-copy.yml", RUBRIC)
    assert (
        'zz-copy.yml:1:1: Another file already holds a rubric called "guests-first".' in site.build().stderr
    )


def test_only_published_prospects_reach_the_site(site: Site) -> None:
    site.write("fit_rubrics/assessments/a.yml", PROSPECT.format(name="Open & Sons <i>", publish="yes"))
    site.write("fit_rubrics/assessments/b.yml", PROSPECT.format(name="Hidden Harbour Ltd", publish="no"))
    site.write(
        "fit_rubrics/assessments/c.yml",
        PROSPECT.format(name="Silent Ltd", publish="yes").replace("publish: yes\n", ""),
    )
    done = site.build("--strict")
    assert done.returncode == 0, done.stderr
    html = site.page("fit/prospects")
    assert "Open &amp; Sons &lt;i&gt;" in html and "Decline" in html
    assert "2 more assessments are private" in html
    raw = everything(site)
    for secret in (b"Hidden Harbour", b"Silent Ltd", b"Secretname", b"private remark"):
        assert secret not in raw


def test_a_public_site_does_not_even_count_the_private_ones(site: Site) -> None:
    site.write(
        "mkdocs.yml",
        SITE + "plugins:\n  - customer-fit: {public: true}\n",
    )
    site.write("fit_rubrics/assessments/a.yml", PROSPECT.format(name="Open", publish="yes"))
    site.write("fit_rubrics/assessments/b.yml", PROSPECT.format(name="Hidden", publish="no"))
    site.build()
    assert "private" not in site.page("fit/prospects")


def test_without_published_prospects_there_is_no_page_of_them(site: Site) -> None:
    site.write("fit_rubrics/assessments/b.yml", PROSPECT.format(name="Hidden", publish="no"))
    site.build()
    assert not (site.root / "site" / "fit" / "prospects").exists()


def test_an_assessment_with_a_fault_is_named_by_line_and_left_out(site: Site) -> None:
    site.write(
        "fit_rubrics/assessments/a.yml",
        PROSPECT.format(name="Open", publish="yes").replace("personal", "by pigeon"),
    )
    done = site.build()
    assert "fit_rubrics/assessments/a.yml:4:" in done.stderr and "Traceback" not in done.stderr
    assert not (site.root / "site" / "fit" / "prospects").exists()


@pytest.mark.parametrize(
    ("options", "there"),
    [
        ("{prospects: false}", False),
        ("{explain: false}", True),
        ("{folder: choose}", None),
        ("{rubrics: elsewhere}", None),
    ],
)
def test_the_options(site: Site, options: str, there: bool | None) -> None:
    site.write(
        "mkdocs.yml",
        f"{SITE}plugins:\n  - customer-fit: {options}\n",
    )
    site.write("fit_rubrics/assessments/a.yml", PROSPECT.format(name="Open", publish="yes"))
    if "elsewhere" in options:
        shutil.move(site.root / "fit_rubrics", site.root / "elsewhere")
    done = site.build("--strict")
    assert done.returncode == 0, done.stderr
    built = site.root / "site"
    if "choose" in options:
        assert (built / "choose" / "guests-first").exists() and not (built / "fit").exists()
        return
    assert (built / "fit" / "guests-first").exists()
    if there is not None:
        assert (built / "fit" / "prospects").exists() is there
        assert (built / "fit" / "explained").exists() is not there


def test_a_written_nav_gets_a_section_for_what_it_does_not_name(site: Site) -> None:
    nav = "nav:\n  - Home: index.md\n  - Fit for us: fit/guests-first.md\n"
    site.write("mkdocs.yml", f"{SITE}plugins: [customer-fit]\n{nav}")
    site.build("--strict")
    home = (site.root / "site" / "index.html").read_text(encoding="utf-8")
    assert "Fit for us" in home and "Customer fit" in home and "How we decide" in home
    assert "Do we" not in home.replace("How we decide: Do we", "")
    site.write(
        "mkdocs.yml",
        f"{SITE}plugins:\n  - customer-fit: {{section: ''}}\n{nav}",
    )
    site.build("--strict")
    assert "How we decide" not in (site.root / "site" / "index.html").read_text(encoding="utf-8")


def test_an_id_that_is_no_address_gets_one(site: Site) -> None:
    site.write("fit_rubrics/guests-first.yml", RUBRIC.replace("guests-first", '"../../Ünsere Fragen?/x"'))
    assert site.build("--strict").returncode == 0
    made = {path.name for path in (site.root / "site" / "fit").iterdir()}
    assert made == {"index.html", "explained", "Ünsere-Fragen-x"}
    assert not (site.root.parent / "Ünsere Fragen?").exists()


def test_the_build_is_the_same_twice(site: Site, snapshot: Callable[[Site], dict[str, bytes]]) -> None:
    site.write("fit_rubrics/assessments/a.yml", PROSPECT.format(name="Open", publish="yes"))
    site.build()
    first = snapshot(site)
    site.build()
    assert snapshot(site) == first


@pytest.fixture
def snapshot() -> Callable[[Site], dict[str, bytes]]:
    """Every file of the site but those in which MkDocs itself writes the time."""

    def taken(site: Site) -> dict[str, bytes]:
        folder = site.root / "site"
        files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name == "guests-first")
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    return taken


def test_serving_builds_again_when_a_rubric_changes(site: Site) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [*site.command, "serve", "-q", "-a", address, "-f", str(site.root / "mkdocs.yml")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert comes_to_say(f"http://{address}/fit/guests-first/", "How far ahead?")
        site.write("fit_rubrics/guests-first.yml", RUBRIC.replace("How far ahead?", "How early?"))
        assert comes_to_say(f"http://{address}/fit/guests-first/", "How early?")
    finally:
        server.terminate()
        server.wait(timeout=20)


def comes_to_say(url: str, words: str) -> bool:
    """Ask for a page again and again, for up to a minute, until it says `words`."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(url, timeout=5) as page:
                if words in page.read().decode():
                    return True
        except OSError:
            pass  # the server is still starting
        time.sleep(0.5)
    return False
