"""What holds for every format and every document, generated or real."""

from __future__ import annotations

import html
import json
import os
import re
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from customary.audit.formats import FORMATS, by_suffix
from customary.audit.model import FILLERS, Passage
from customary.text import Edit, apply_edits

sys.path.insert(0, str(Path(__file__).parent / "formats"))
from markdown_documents import DOCUMENTS, render

CASES = Path(__file__).parents[1] / "cases" / "formats"
WORD = re.compile(
    r"(?<![^\W_])(guest|client|patient|passenger|participant|tenant|visitor)(s?)(?![^\W_])", re.I
)
MARKDOWN, HTML = FORMATS["markdown"], FORMATS["html"]

SOUP = st.lists(
    st.sampled_from(
        [
            *"[](){}<>`*_~^=+:;!?#|\\/&$%@\"'-.,",
            " ",
            "  ",
            "    ",
            "\t",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\ufeff",
            "é",
            "İ",
            "guest",
            "a",
            "1.",
            "- ",
            "> ",
            "```",
            "~~~",
            "<!--",
            "-->",
            "<div>",
            "</div>",
            "<p title='",
            "<pre>",
            "<code>",
            "{{",
            "}}",
            "{%",
            "%}",
            "$$",
            "\\(",
            "\\)",
            "](",
            "[^",
            "]:",
            "!!! note",
            '=== "',
            "??? ",
            ":::",
            "///",
            "--8<--",
            "---\n",
            "title: ",
            "| ",
            "|-|",
            ".. ",
            "::\n",
            "&amp;",
            "&rsquo;",
            "https://",
            "\\u2019",
            '"text":"',
            '\\"',
            "{.audit-keep}",
            "<!-- audit: keep guest -->",
            "\ue000",
            "\ue002",
            "\x00",
            "\u2028",
        ]
    ),
    max_size=60,
).map("".join)


def true_to(text: str, passage: Passage) -> bool:
    """Is each character of the passage the source's, a filler, a blank, or what an escape stands for?"""
    there = range(passage.start, passage.end)
    return passage.end <= len(text) and all(
        seen == text[at]
        or seen in FILLERS
        or seen.isspace()
        or _escaped(text[max(0, at - 34) : at + 1], seen)
        for seen, at in zip(passage.text, there, strict=True)
    )


def _escaped(source: str, seen: str) -> bool:
    """Does the character reference or JSON escape at the end of `source` stand for `seen`?"""
    if entity := re.search(r"&[#\w]+;$", source):
        return html.unescape(entity[0]) == seen
    if escape := re.search(r"\\(?:u[0-9a-fA-F]{4}|.)$", source):
        return str(json.loads(f'"{escape[0]}"')) == seen
    return seen in '"<' and source[-1] in "\\cC/"  # a quotation mark, and the start of an end tag


def fixed(text: str, format: str) -> str:
    """`text` with every word of WORD in its prose replaced."""
    edits = {
        Edit(passage.start + match.start(), passage.start + match.end(), "customer" + match[2])
        for passage in FORMATS[format].passages(text)
        for match in WORD.finditer(passage.text)
    }
    return apply_edits(text, edits)


@pytest.mark.parametrize("name", FORMATS)
@given(text=SOUP)
@settings(max_examples=300)
def test_any_text_is_read_without_a_crash_and_true_to_the_source(name: str, text: str) -> None:
    passages = FORMATS[name].passages(text)
    assert all(true_to(text, passage) for passage in passages)
    assert [p.start for p in passages] == sorted(p.start for p in passages)
    FORMATS[name].suppressions(text)


@pytest.mark.parametrize("name", FORMATS)
@given(text=SOUP)
@settings(max_examples=200)
def test_only_passages_without_a_wanted_word_are_left_out(name: str, text: str) -> None:
    wanted = re.compile("guest", re.IGNORECASE)
    every = [p for p in FORMATS[name].passages(text) if wanted.search(p.text)]
    assert [p for p in FORMATS[name].passages(text, wanted) if wanted.search(p.text)] == every


@given(text=DOCUMENTS)
@settings(max_examples=150)
def test_rendering_and_fixing_can_be_swapped(text: str) -> None:
    assert render(fixed(text, "markdown")) == fixed(render(text), "html")


@given(text=DOCUMENTS)
def test_line_ends_make_no_difference(text: str) -> None:
    def words(source: str) -> list[str]:
        return ["".join(p.text.split()) for p in MARKDOWN.passages(source)]

    assert words(text.replace("\n", "\r\n")) == words(text) == words("\ufeff" + text)


# The examples of the CommonMark specification.

DIFFERENT = {
    191: "a line indented by four within an open <div>: code for CommonMark, text for Python-Markdown",
    626: "`<!-->` is a whole comment, which the test's own HTML parser doesn't know",
}
EXAMPLES = json.loads((CASES / "commonmark" / "examples.json").read_text(encoding="utf-8"))


class Skeleton(HTMLParser):
    """What a change of words must leave alone: tags, attributes but alt and title, code, comments."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[object] = []
        self._code = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, [pair for pair in attrs if pair[0] not in ("alt", "title")]))
        self._code += tag in ("code", "pre", "script", "style", "textarea")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")
        self._code -= tag in ("code", "pre", "script", "style", "textarea")

    def handle_data(self, data: str) -> None:
        if self._code > 0:
            self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"!{data}")


def every_word_replaced(text: str) -> str:
    """`text` with each word of its prose replaced: the hardest test of what is taken for prose."""
    return apply_edits(
        text,
        {
            Edit(p.start + m.start(), p.start + m.end(), "customer")
            for p in MARKDOWN.passages(text)
            for m in re.finditer(r"[A-Za-z]{2,}", p.text)
            if text[p.start + m.start() : p.start + m.end()] == m[0]
        },
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['example']} {e['section']}")
def test_commonmark_examples_keep_code_structure_and_targets(example: dict[str, str]) -> None:
    text = example["markdown"]
    changed = every_word_replaced(text)
    assert all(true_to(text, passage) for passage in MARKDOWN.passages(text))
    if example["example"] not in DIFFERENT:
        page = MarkdownIt("commonmark")
        assert Skeleton(page.render(changed)).parts == Skeleton(page.render(text)).parts


# Real documents.

READ_DIFFERENTLY = {
    "2163d871f48d0830.md": "a fence that nothing closes: code to the end here, text for Python-Markdown",
    "5ffe539410d858a5.md": "a fence of MyST, which Python-Markdown can't read",
    "982befa53ccab480.md": "a label that is its own text stays, so that its link keeps working",
    "ca02394f6737c6be.md": "a closing fence that is indented: Python-Markdown reads code beyond it",
}


@pytest.mark.shared
@pytest.mark.slow
def test_real_documents_are_read_true_to_the_source(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "files").iterdir()):
        text = path.read_bytes().decode("utf-8", "replace")
        format = by_suffix(path)
        assert format is not None
        assert all(true_to(text, passage) for passage in format.passages(text)), path.name


@pytest.mark.shared
@pytest.mark.slow
def test_real_documents_render_and_fix_in_any_order(shared: Path) -> None:
    every = sorted((shared / "corpus" / "files").glob("*.md*"))
    for path in every if os.environ.get("CUSTOMARY_HYPOTHESIS") == "fuzz" else every[::5]:
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        if len(text) < 60_000 and path.name not in READ_DIFFERENTLY:
            assert render(fixed(text, "markdown")) == fixed(render(text), "html"), path.name


# Hostile documents.

HOSTILE = [
    "[",
    "![",
    "[a](",
    "](",
    '](a "',
    "[a]: ",
    "`",
    "``a",
    "```\n",
    "> ",
    ">",
    "- ",
    "- > ",
    "*a ",
    "_a_",
    "<",
    "<a ",
    '<a b="',
    "<!--",
    "<div>",
    "<pre>",
    "<code>",
    "<b>a</b>",
    "{{",
    "{",
    "$a",
    "\\(",
    "&",
    "++",
    ":a:",
    "!!! note\n",
    "|a",
    "a|b\n-|-\n",
    "a\n===\n",
    "#",
    "# #",
    "\n",
    "a\n\n",
    "a_b.c/",
    "https://a(",
    "a=",
    ".. a::\n",
    "`a <",
    '"text":"',
    "\\u00",
    "<li>",
    "<h1>",
    "<span translate=no>",
    "<!-- audit: keep a -->",
    "<!-- audit: off -->",
    "{.audit-keep}",
    "    a\n",
    "[^1]: a\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_time_grows_with_the_length_only(name: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        FORMATS[name].passages(text, re.compile("a", re.IGNORECASE))
        FORMATS[name].suppressions(text)
        return time.process_time() - start

    for unit in HOSTILE:
        short, long = (unit * (size // len(unit)) for size in (25_000, 200_000))
        assert seconds(long) < 30 * seconds(short) + 1.0, unit
