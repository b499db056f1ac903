"""The laws of the audit, over generated documents: what it may touch, and what it may not."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.audit.fix import SURE, fix
from customary.audit.follow import follow
from customary.audit.formats import FORMATS
from customary.audit.model import Settings
from customary.audit.pack import load_packs
from customary.audit.publish import Publisher, Source
from customary.audit.run import check, examine
from customary.text import apply_edits

MARKDOWN, HTML = FORMATS["markdown"], FORMATS["html"]
LEXICON = load_packs()
SETTINGS = Settings(customers_are_called=frozenset(["passenger", "guest", "client", "account holder"]))
EXTENSIONS = ["admonition", "attr_list", "tables", "footnotes", "abbr", "def_list", "toc", "md_in_html",
              "pymdownx.superfences", "pymdownx.details", "pymdownx.tabbed"]  # fmt: skip

SENTENCES = st.sampled_from(
    [
        "Our passengers board early.",
        "We greet each guest by name, and a guest's bag goes upstairs.",
        "Ask an account holder to sign; ACCOUNT HOLDERS wait.",
        "Our *clients* pay by the month.",
        "Every passenger\u2019s seat is kept.",
        "Call `client.connect(guest)` first.",
        "See [our guests](guest.md#guests) and <https://example.org/guests>.",
        "The guest room has a desk, and guests/visitors sign.",
        "![A passenger waits](passenger.png)",
        "Nothing to see here, customers.",
        "An API client connects to the server.",
        "Tell the pas*seng*ers.",
        "caf\u00e9\u00a0guests \u2014 na\u00efve clients & co",
    ]
)
BLOCKS = st.one_of(
    st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join),
    SENTENCES.map(lambda s: f"## {s.rstrip('.')}"),
    SENTENCES.map(lambda s: f"- {s}\n- {s}"),
    SENTENCES.map(lambda s: f'!!! note "Note"\n\n    {s}'),
    SENTENCES.map(lambda s: f"> {s}"),
    SENTENCES.map(lambda s: f"```\n{s}\n```"),
    SENTENCES.map(lambda s: f"| Who | What |\n|---|---|\n| {s} | all |"),
    SENTENCES.map(lambda s: f'<div class="guest" title="Our guests" markdown="1">\n{s}\n</div>'),
    st.just('<p class="guest" title="Our guests">We greet our <b>guests</b> at the door.</p>'),
)
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=6).map(lambda blocks: "\n\n".join(blocks) + "\n")
RAW = st.tuples(
    st.sampled_from(["", "\ufeff"]),
    DOCUMENTS,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n", "\t", " "]),
).map(lambda parts: parts[0] + parts[1].replace("\n", parts[2]) + parts[3])
NOISE = st.text(st.sampled_from("guest client s'’*_`[]()<>&\n\r\t #!|-=:{}\"\ufeff\u00a0é"), max_size=120)


@given(st.one_of(RAW, NOISE))
def test_every_finding_reads_back_as_its_surface(text: str) -> None:
    for finding in check(text, MARKDOWN, LEXICON, SETTINGS):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert _letters(finding.surface) == _letters(text[finding.start : finding.end])


@given(st.one_of(RAW, NOISE))
def test_edits_lie_in_order_and_apart_and_at_their_findings(text: str) -> None:
    edits = [edit for finding in check(text, MARKDOWN, LEXICON, SETTINGS) for edit in sorted(finding.edits)]
    assert all(a.end <= b.start for a, b in pairwise(edits))
    for finding in check(text, MARKDOWN, LEXICON, SETTINGS):
        block = text[: finding.start].count("\n\n")
        assert all(text[: edit.start].count("\n\n") == block for edit in finding.edits)


@given(st.one_of(RAW, NOISE))
def test_fixing_twice_is_fixing_once_and_leaves_nothing_sure(text: str) -> None:
    once = fix(text, MARKDOWN, LEXICON, SETTINGS)
    assert fix(once.text, MARKDOWN, LEXICON, SETTINGS).text == once.text
    assert [f for f in check(once.text, MARKDOWN, LEXICON, SETTINGS) if f.fix in SURE] == []


@given(RAW)
def test_only_words_change(text: str) -> None:
    fixed = fix(text, MARKDOWN, LEXICON, SETTINGS).text
    assert _skeleton(fixed) == _skeleton(text)
    assert fixed.startswith("\ufeff") == text.startswith("\ufeff")
    assert re.findall(r"\r?\n|\t|\u00a0", fixed) == re.findall(r"\r?\n|\t|\u00a0", text)
    assert re.findall(r"```.*?```|`[^`\n]+`", fixed, re.S) == re.findall(r"```.*?```|`[^`\n]+`", text, re.S)


@given(DOCUMENTS)
def test_rendering_and_fixing_commute(text: str) -> None:
    evidence = examine(text, MARKDOWN, LEXICON, SETTINGS).evidence
    fixed_first = _rendered(fix(text, MARKDOWN, LEXICON, SETTINGS).text)
    rendered_first = fix(_rendered(text), HTML, LEXICON, SETTINGS, evidence=evidence).text
    assert _without_ids(rendered_first) == _without_ids(fixed_first)


@given(DOCUMENTS)
def test_what_is_published_is_what_its_fixed_source_would_be(text: str) -> None:
    source = Publisher().read("page.md", text, "markdown", Source(SETTINGS, LEXICON))
    published = Publisher().body(_rendered(text), source).html
    assert _without_ids(published) == _without_ids(_rendered(fix(text, MARKDOWN, LEXICON, SETTINGS).text))


@given(DOCUMENTS)
def test_following_a_source_comes_to_the_same_as_reading_its_page(text: str) -> None:
    source = Publisher().read("page.md", text, "markdown", Source(SETTINGS, LEXICON))
    lost = replace(source, way=lambda: None)
    followed, read = (Publisher().body(_rendered(text), one) for one in (source, lost))
    assert followed.html == read.html


def test_an_ampersand_between_two_words_goes_with_them() -> None:
    text = "R & D: our guests & passengers pay at the desk.\n"
    source = Publisher().read("page.md", text, "markdown", Source(SETTINGS, LEXICON))
    published = Publisher().body(_rendered(text), source).html
    assert published == _rendered(fix(text, MARKDOWN, LEXICON, SETTINGS).text)
    assert "our customers pay" in published
    assert fix(_rendered(text), HTML, LEXICON, SETTINGS).text == published


def test_what_a_snippet_brings_in_leaves_a_heading_as_it_is_in_the_source() -> None:
    source = Publisher().read("page.md", "# Guest names\n", "markdown", Source(SETTINGS, LEXICON))
    alone = Publisher().body("<h1>Guest names</h1>", source).html
    with_more = Publisher().body("<h1>Guest names</h1><p>The wedding guests leave at six.</p>", source).html
    assert alone == "<h1>Customer names</h1>"
    assert with_more.startswith(alone)


@pytest.mark.parametrize(
    "page",
    [
        "<p>Our passengers board early. Our guests stay.</p>",
        "<p>Our passengers sit down.</p>",
        "<p>Our guests board early.</p><p>Our passengers stay.</p>",
        "<p>Our pas<b>seng</b>ers board early.</p>",
    ],
)
def test_a_page_that_says_something_else_is_read(page: str) -> None:
    source = Publisher().read("page.md", "Our passengers board early.", "markdown", Source(SETTINGS, LEXICON))
    assert source.way()
    assert follow(page, source.way(), LEXICON.prefilter) is None


@given(DOCUMENTS)
def test_the_structure_of_the_page_stays(text: str) -> None:
    before, after = _rendered(text), _rendered(fix(text, MARKDOWN, LEXICON, SETTINGS).text)
    assert _tags(after) == _tags(before)
    assert re.findall(r'(?:href|src|class)="[^"]*"', after) == re.findall(
        r'(?:href|src|class)="[^"]*"', before
    )


@given(DOCUMENTS)
def test_published_pages_keep_every_id_link_and_piece_of_code(text: str) -> None:
    before = _rendered(text)
    after = fix(before, HTML, LEXICON, SETTINGS).text
    for kept in (r'(?:id|href|src|class)="[^"]*"', r"<code>.*?</code>"):
        assert re.findall(kept, after, re.S) == re.findall(kept, before, re.S)


def test_findings_that_edit_the_same_characters_take_turns() -> None:
    text = "We greet customers and clients, guests/visitors and our passengers.\n"
    findings = check(text, MARKDOWN, LEXICON, SETTINGS)
    apply_edits(text, [edit for finding in findings for edit in finding.edits])  # raises where they overlap
    assert "clients" not in fix(text, MARKDOWN, LEXICON, SETTINGS, ("auto", "suggest")).text


def _rendered(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS)


def _tags(html: str) -> list[str]:
    """The tags of a page without their ids and without the attributes that are prose."""
    return re.findall(r"<[^>]+>", re.sub(r'\s(?:alt|title)="[^"]*"', "", _without_ids(html)))


def _without_ids(html: str) -> str:
    return re.sub(r'(<h\d) id="[^"]*"', r"\1", html)


def _letters(text: str) -> str:
    """A word without the marks inside it, which a finding's surface leaves out."""
    return re.sub(r"[^\w'\u2019]+|_", "", text)


def _skeleton(text: str) -> str:
    """A text with every word that may be rewritten, and its article, made one."""
    people = r"passengers?|guests?|clients?|account holders?|visitors?|customers?"
    return re.sub(rf"(?i)\b(?:(?:an?|the) )?\b(?:{people})\b(?:[/ ](?:and |or )?(?:{people})\b)*", "~", text)
