"""The parts that put blocks into pages: links, navigation, ticks, terms, policy, the map."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.pages.links import Links, target_of, without_links_to
from customary.pages.navigation import expanded, without
from customary.pages.policy import inline_scripts, with_policy
from customary.pages.site import Site, View
from customary.pages.terms import Terms
from customary.pages.theme import mended
from customary.pages.ticks import with_ticks
from customary.pages.touchpoint_map import touchpoint_map
from customary.playbook.model import STAGES, Page, Playbook


@pytest.mark.parametrize(
    ("url", "href", "target"),
    [
        ("a/b/", "../c/", "a/c"),
        ("a/b/", "../../", "."),
        ("a/b.html", "c.html", "a/c.html"),
        ("", "a/", "a"),
        ("./", "a/b/", "a/b"),
        ("a/", "../index.html", "."),
        ("a/b/", "../caf%C3%A9/", "a/café"),
    ],
)
def test_where_a_link_leads(url: str, href: str, target: str) -> None:
    assert target_of(url, href) == target


def test_who_leads_here() -> None:
    links = Links()
    links.note(
        "a.md", "a/", '<a href="../b/#x">B</a> <a class="y" href="../b/">again</a> <a href="../a/">me</a>'
    )
    links.note(
        "c.md", "c/", '<a href="https://example.org/b/">out</a> <a href="mailto:b@c">m</a> <a href="#x">x</a>'
    )
    assert links.leading_to("b/") == ["a.md"] and links.leading_to("a/") == []


def test_links_to_what_is_gone_keep_their_words() -> None:
    html = '<a href="../secret/#x">see <b>this</b></a> <a href="../b/">B</a>'
    assert without_links_to(html, "a/", {"secret"}.__contains__) == 'see <b>this</b> <a href="../b/">B</a>'


PATHS = ("index.md", "plays/index.md", "plays/b.md", "plays/a.md", "plays/deep/c.md", "about.md")


@pytest.mark.parametrize(
    ("nav", "full"),
    [
        (["plays/*"], ["plays/index.md", "plays/a.md", "plays/b.md"]),
        ([{"Plays": "plays/*"}], [{"Plays": ["plays/index.md", "plays/a.md", "plays/b.md"]}]),
        ([{"P": ["plays/b.md", "plays/*"]}], [{"P": ["plays/b.md", "plays/index.md", "plays/a.md"]}]),
        (["index.md", {"About": "about.md"}], ["index.md", {"About": "about.md"}]),
        ({"Start": "index.md"}, {"Start": "index.md"}),
        ([{"Out": "https://example.org/*x"}], [{"Out": "https://example.org/*x"}]),
    ],
)
def test_a_star_stands_for_a_folder(nav: object, full: object) -> None:
    assert expanded(nav, PATHS, {}) == full


def test_titles_order_a_folder() -> None:
    titles = {"plays/a.md": "Zebra", "plays/b.md": "Ant"}
    assert expanded(["plays/*"], PATHS, titles) == ["plays/index.md", "plays/b.md", "plays/a.md"]


def test_what_is_gone_leaves_no_label() -> None:
    nav = [
        "a.md",
        {"Secret plan": "s.md"},
        {"All secret": [{"Plan": "s.md"}, "s.md"]},
        {"Some": ["s.md", "a.md"]},
    ]
    assert without(nav, {"s.md"}) == ["a.md", {"Some": ["a.md"]}]


TASKS = """<ul>
<li>[ ] one <em>x</em></li>
<li>[x] two<ul>
<li>[ ] three</li>
</ul>
</li>
</ul>"""


@pytest.mark.parametrize("box", ["[ ]", '<input type="checkbox" disabled/>'])
def test_task_lists_of_either_kind_become_check_boxes(box: str) -> None:
    html = with_ticks(TASKS.replace("[ ]", box).replace("[x]", box), "a.md", bar=True)
    assert [f'data-cu-tick="{n}"' in html for n in range(4)] == [True, True, True, False]
    assert html.count("<label") == html.count("</label>") == 3 and html.count("data-cu-version") == 1
    assert "<span>one <em>x</em></span></label>" in html


def test_the_version_of_a_list_goes_by_its_items() -> None:
    def version(html: str) -> str:
        return with_ticks(html, "a.md", bar=True).split('data-cu-version="')[1].split('"')[0]

    assert version(TASKS) == version("<p>More</p>" + TASKS) != version(TASKS.replace("one", "won"))


def test_lists_without_boxes_are_left_alone() -> None:
    html = "<ul><li>plain</li></ul><p>an [ ] in a line</p>"
    assert with_ticks(html, "a.md", bar=True) == html


def view(*pages: Page) -> View:
    """A site of these pages, seen from a.md."""
    return View(Site(Playbook(pages)), "a.md", lambda src: f"../{src}")


def term(word: str) -> Page:
    """A glossary page."""
    return Page(f"{word}.md", "", word, "term", extra={"term": word, "short": f'<{word} & "so">'})


def test_terms_are_linked_once_outside_links_code_and_headings() -> None:
    html = "<h2>proof</h2><a href='x'>proof</a><code>proof</code>"
    html += "<p>A <b>proof</b>, proofs, waterproof, proof-read.</p>"
    linked = Terms([term("proof")]).link(html, view())
    assert linked.count("cu-term") == 1 and "<b><a class=" in linked
    assert 'data-cu-short="&lt;proof &amp; &#34;so&#34;&gt;"' in linked


def test_the_longer_term_wins_and_case_and_plural_count() -> None:
    linked = Terms([term("list"), term("house list")]).link("<p>House\nlists and a List.</p>", view())
    assert "../house list.md" in linked and "../list.md" in linked


@given(st.text(alphabet="<>/ abproofcde&;\n\"'!-", max_size=80))
def test_any_html_keeps_its_words(html: str) -> None:
    import re

    linked = Terms([term("proof")]).link(html, view())
    assert re.sub(r'<a class="cu-term"[^>]*>(.*?)</a>', r"\1", linked) == html


def test_a_policy_names_the_scripts_that_stand_in_the_page() -> None:
    html = '<meta charset="utf-8"><script>a()</script><script src="x.js"></script>'
    html += '<script type="application/json">{}</script>'
    hashes = inline_scripts(html)
    assert len(hashes) == 1
    guarded = with_policy(html, hashes)
    assert "unsafe-inline" not in guarded.split("script-src")[1].split(";")[0]
    assert next(iter(hashes)) in guarded


def test_the_theme_names_its_dialog_and_its_folds() -> None:
    html = (
        '<div data-md-component="search" role="dialog"><div class="md-nav__link md-nav__container"><a><span>'
        ' A &amp; B</span></a><label class="md-nav__link " for="x" id="x_label" tabindex=""><span></span>'
        "</label></div>"
    )
    named = mended(html)
    assert 'role="dialog" aria-label="Search">' in named and 'tabindex="" aria-label="A &amp; B">' in named
    assert mended(named.replace("md-nav__container", "")) == named.replace("md-nav__container", "")


def test_the_map_shows_every_stage_its_touchpoints_and_the_gaps() -> None:
    counter = Page("t/counter.md", "", "Counter <b>", "touchpoint", extra={"stage": "purchase"})
    story = Page("s/late.md", "", "Late", "story", extra={"touchpoint": "t/counter.md"})
    html = touchpoint_map(view(counter, story))
    assert html.count("Nobody looks after") == 4 and "Counter &lt;b&gt;" in html and "<b>" not in html
    assert "No touchpoint yet in: investigate, evaluate, use, dispose." in html
    assert "1 learning story" in html
    for stage in STAGES:
        assert stage.capitalize() in html
