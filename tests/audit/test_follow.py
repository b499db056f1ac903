"""Words of a source are followed into its HTML: only where each is sure to be the one that it looks like."""

from __future__ import annotations

import pytest

from customary.audit.model import Settings
from customary.audit.publish import Publisher, Source
from customary.audit.sweep import lexicon_for

SETTINGS = Settings(customers_are_called=frozenset(["passenger"]))
SOURCE = Source(SETTINGS, lexicon_for(SETTINGS))


def published(text: str, html: str) -> str:
    """What is published of `html`, which a generator made of `text`."""
    publisher = Publisher()
    return publisher.body(html, publisher.read("page.md", text, "markdown", SOURCE)).html


def test_prose_is_rewritten_and_the_same_sentence_in_code_stays() -> None:
    text = "Our passengers pay.\n\n```\nOur passengers pay.\n```\n"
    html = "<p>Our passengers pay.</p>\n<pre><code>Our passengers pay.\n</code></pre>"
    assert published(text, html) == html.replace("passengers", "customers", 1)


def test_a_footnote_that_moves_behind_code_with_its_words() -> None:
    text = "Text.[^1]\n\n[^1]: Our passengers pay\n\n```\nOur passengers pay\n```\n"
    code = "<p>Text.<sup>1</sup></p>\n<pre><code>Our passengers pay\n</code></pre>\n"
    note = '<div class="footnote"><ol><li><p>Our passengers pay</p></li></ol></div>'
    assert published(text, code + note) == code + note.replace("passengers", "customers")


@pytest.mark.parametrize(
    "text",
    [
        "{{ passengers }} pay.\n",
        '--8<-- "passengers"\n',
        "---\ntags: [passengers]\n---\n::: brought.in\n",
        "<!-- Passengers pay. -->\n\n::: brought.in\n",
    ],
)
def test_words_brought_in_are_not_taken_for_words_that_never_show(text: str) -> None:
    text += "\nOur passengers wait.\n"
    html = "<p>Passengers pay.</p>\n<p>Our passengers wait.</p>"
    assert published(text, html) == "<p>Customers pay.</p>\n<p>Our customers wait.</p>"


def test_an_alt_text_that_is_brought_in_with_an_apostrophe() -> None:
    html = """<p>Our passengers wait.</p>\n<p><img alt="It's our passengers' boat" src="b.png"></p>"""
    assert published("Our passengers wait.\n\n::: boat\n", html) == html.replace("passengers", "customers")
