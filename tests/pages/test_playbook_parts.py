"""The parts that put blocks into pages: links, navigation, ticks, terms, policy, the map."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.pages.cards import deck
from customary.pages.coverage import Coverage, Use
from customary.pages.coverage_page import coverage_block
from customary.pages.learning import learning_block
from customary.pages.links import Links, target_of, without_links_to
from customary.pages.navigation import expanded, without
from customary.pages.policy import inline_scripts, with_policy
from customary.pages.site import Site, View
from customary.pages.terms import Terms
from customary.pages.theme import mended, with_way_on
from customary.pages.ticks import with_ticks
from customary.pages.touchpoint_map import touchpoint_map
from customary.playbook.complaints import Complaint
from customary.playbook.model import STAGES, Page, Playbook, Section


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
    assert (
        without_links_to(html, "a/", "a.md", {"secret"}.__contains__)
        == 'see <b>this</b> <a href="../b/">B</a>'
    )


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


def test_a_missing_address_leads_home_and_to_the_search() -> None:
    html = with_way_on("<main><h1>404 - Not found</h1></main>", '/book/"x/')
    assert '<a href="/book/&quot;x/">start page</a>' in html
    assert "search box" in html and "404 - Not found" not in html
    assert with_way_on("<h1>A page of their own</h1>", "/") == "<h1>A page of their own</h1>"


def test_every_arrow_of_the_map_stays_inside_the_picture() -> None:
    drawn = touchpoint_map(View(Site(Playbook()), "index.md", str))
    width = int(drawn.split('viewBox="0 0 ')[1].split()[0])
    arrows = [part.split('"')[0] for part in drawn.split('<polygon class="cu-map-stage" points="')[1:]]
    corners = [int(corner.split(",")[0]) for arrow in arrows for corner in arrow.split()]
    assert len(arrows) == len(STAGES) and max(corners) == width


def test_uses_of_complaints_stand_the_most_frequent_first() -> None:
    complaints = tuple(
        Complaint(date(2026, 1, 5), "", "I waited", uses)
        for uses in (("training",), ("training", "morale"), ())
    )
    drawn = learning_block(View(Site(Playbook(), complaints=complaints), "index.md", str))
    numbers = [part.split("<")[0] for part in drawn.split('<span class="cu-chart-bar-number">')[1:]]
    assert numbers == sorted(numbers, reverse=True) and numbers[:2] == ["2", "1"]
    assert "1 served nothing so far: look at it again." in drawn


GROUPED = (
    "<h1>Open</h1>\n<p>Print one.</p>\n<p><strong>Before <em>eight</em></strong></p>\n"
    "<ul>\n<li>[ ] Lamp on</li>\n<li>[ ] Key\n<ul>\n<li>[ ] and its twin</li>\n</ul>\n</li>\n</ul>\n"
    '<h2 id="at-eight">At eight</h2>\n<ul>\n<li>[ ] Door open</li>\n</ul>\n<p>Done.</p>'
)


def test_a_card_of_a_checklist_keeps_its_boxes_and_the_headings_of_its_groups() -> None:
    page = Page("lists/open.md", "docs/lists/open.md", "Open", "checklist", card=True)
    view = View(Site(Playbook((page,))), "cards.md", str)
    drawn = str(deck(view, lambda _: with_ticks(GROUPED, page.src, True)))
    body = drawn.split('<div class="cu-a4-body">')[1].split("</div>")[0]
    headings = ["<h3>Before <em>eight</em></h3>", "<h3>At eight</h3>"]
    assert [body.index(heading) for heading in headings] == sorted(map(body.index, headings))
    assert body.count('class="cu-box"') == 4
    assert all(item in body for item in ("Lamp on", "and its twin", "Door open"))
    assert "Print one" not in body and "cu-tick-bar" not in body


def test_coverage_leads_to_the_form_of_a_rubric_and_to_the_words_of_a_pack() -> None:
    page = Page("fit.md", "docs/fit.md", "Do we fit?", extra={"rubric": "our-fit"})
    rules = Page("rules.md", "docs/rules.md", "Rules", sections=(Section("Hotels (`hotels`)", 2, 9),))
    uses = (
        Use("page", "docs/fit.md", "Do we fit?", "fit.md"),
        Use("rubric", "fit_rubrics/our-fit.yml", "Do we fit?"),
        Use("rubric", "fit_rubrics/other.yml", "Another"),
        Use("rubric", "fit_rubrics/lost.yml", "Lost <b>"),
        Use("pack", "customary/audit/packs/hotels.yml", "Hotels"),
    )
    site = Site(Playbook((page, rules)), Coverage({"F1": uses}))
    drawn = coverage_block(View(site, "x.md", lambda src: "#" if src == "fit/lost.md" else src))
    assert drawn.count("Do we fit?") == 1 and '<li><a href="fit.md">Do we fit?</a></li>' in drawn
    assert '<a href="fit/other.md">Another</a> <em>(rubric)</em>' in drawn
    assert "<li>Lost &lt;b&gt; <em>(rubric)</em></li>" in drawn
    assert '<a href="rules.md#hotels-hotels">Hotels</a> <em>(pack)</em>' in drawn
