"""Where passages start, what they are, and which heading they stand under."""

from __future__ import annotations

import re

import pytest

from customary.audit.formats import FORMATS, by_suffix
from customary.audit.formats.canvas import plain


def told(format: str, text: str) -> list[tuple[str, int, str, str]]:
    """Scope, level, heading above and words of every passage."""
    return [(p.scope, p.level, p.heading, plain(p.text)) for p in FORMATS[format].passages(text)]


def test_markdown_says_what_each_passage_is() -> None:
    text = """\
---
title: A title
description: A description
---
Before any heading

# The *first* `code` heading # {#id}

A paragraph with ![an alt](x.png "a tooltip").

!!! note "A caption"
    Inside.

- An item

    Its second paragraph

> A quotation
>
> - in a quotation

Setext heading
---

| Head | <b>er</b> |
|---|---|
| cell | 2 |

Term
:   Meaning

*[ABC]: An abbreviation

<h3>Raw</h3>

<p aria-label="A label">Last</p>
"""
    first = "The first … heading"
    assert told("markdown", text) == [
        ("title", 0, "", "A title"),
        ("description", 0, "", "A description"),
        ("paragraph", 0, "", "Before any heading"),
        ("heading", 1, "", first),
        ("paragraph", 0, first, "A paragraph with …."),
        ("alt", 0, first, "an alt"),
        ("tooltip", 0, first, "a tooltip"),
        ("caption", 0, first, "A caption"),
        ("paragraph", 0, first, "Inside."),
        ("item", 0, first, "An item"),
        ("item", 0, first, "Its second paragraph"),
        ("quote", 0, first, "A quotation"),
        ("quote", 0, first, "in a quotation"),
        ("heading", 2, "", "Setext heading"),
        ("cell", 0, "Setext heading", "Head"),
        ("cell", 0, "Setext heading", "er"),
        ("cell", 0, "Setext heading", "cell"),
        ("term", 0, "Setext heading", "Term"),
        ("item", 0, "Setext heading", "Meaning"),
        ("abbreviation", 0, "Setext heading", "An abbreviation"),
        ("heading", 3, "", "Raw"),
        ("label", 0, "Raw", "A label"),
        ("paragraph", 0, "Raw", "Last"),
    ]


def test_a_heading_on_the_first_line_is_above_what_follows() -> None:
    assert told("markdown", "# A guide\n\nWords.\n")[1] == ("paragraph", 0, "A guide", "Words.")
    assert told("markdown", "A guide\n===\n\nWords.\n")[1] == ("paragraph", 0, "A guide", "Words.")


def test_a_heading_in_code_is_none() -> None:
    text = "# A guide\n\n```\n# no heading\n```\n\nWords.\n"
    wanted = re.compile("words", re.IGNORECASE)
    (passage,) = FORMATS["markdown"].passages(text, wanted)
    assert passage.heading == "A guide"


def test_html_says_what_each_passage_is() -> None:
    text = """<title>T</title><meta name=description content="D"><h2>The <em>head</em></h2><p title="tip">P
    <img alt="alt"></p><ul><li>item<p>more</ul>after<table><caption>cap</caption><tr><td>cell</table>
    <blockquote><p>quote</p></blockquote><dl><dt>term<dd>meaning</dl><button aria-label="label">Go</button>
    <input placeholder="hint"><figure><figcaption>figure</figcaption></figure>"""
    head = "The head"
    assert told("html", text) == [
        ("title", 0, "", "T"),
        ("description", 0, "", "D"),
        ("heading", 2, "", head),
        ("tooltip", 0, head, "tip"),
        ("paragraph", 0, head, "P …"),
        ("alt", 0, head, "alt"),
        ("item", 0, head, "item"),
        ("item", 0, head, "more"),
        ("paragraph", 0, head, "after"),
        ("caption", 0, head, "cap"),
        ("cell", 0, head, "cell"),
        ("quote", 0, head, "quote"),
        ("term", 0, head, "term"),
        ("item", 0, head, "meaning"),
        ("label", 0, head, "label"),
        ("label", 0, head, "Go"),
        ("placeholder", 0, head, "hint"),
        ("caption", 0, head, "figure"),
    ]


def test_rst_says_what_each_passage_is() -> None:
    text = "Top\n===\n\nWords.\n\nSub\n---\n\n* item\n\nterm\n  meaning\n\n.. image:: x.png\n   :alt: alt\n"
    assert told("rst", text) == [
        ("heading", 1, "", "Top"),
        ("paragraph", 0, "Top", "Words."),
        ("heading", 2, "", "Sub"),
        ("item", 0, "Sub", "item"),
        ("term", 0, "Sub", "term"),
        ("paragraph", 0, "Sub", "meaning"),
        ("alt", 0, "Sub", "alt"),
    ]


def test_a_word_split_over_markup_can_be_joined() -> None:
    for format, text in (("markdown", "*pass*engers"), ("html", "<p><em>pass</em>engers</p>")):
        assert told(format, text)[0][3] == "passengers"


def test_offsets_count_from_the_file_with_its_byte_order_mark_and_line_ends() -> None:
    text = "\ufeff# One\r\n\r\n> two\r\n> three\r\n"
    one, two = FORMATS["markdown"].passages(text)
    assert text[one.start : one.end] == "One"
    assert text[two.start : two.end] == "two\r\n> three"
    assert two.text == "two\r\n  three"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("docs/a.md", "markdown"), ("A.MARKDOWN", "markdown"), ("a.mdx", "markdown"), ("a.html", "html"),
        ("a.htm", "html"), ("a.rst", "rst"), ("a.txt", "text"), ("site/search/search_index.json", "search"),
        ("site/search.json", "search"),
    ],
)  # fmt: skip
def test_formats_are_known_by_their_suffix(path: str, name: str) -> None:
    found = by_suffix(path)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("path", ["a.json", "a.py", "md", "research.json", "Makefile"])
def test_other_files_have_no_format(path: str) -> None:
    assert by_suffix(path) is None
