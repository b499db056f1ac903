"""What authors ask to keep: word, line, block, range, page and element, in every format."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.audit.fix import ALL, fix
from customary.audit.formats import FORMATS
from customary.audit.model import Finding, Settings, Suppression
from customary.audit.pack import load_packs
from customary.audit.suppress import UNUSED, apply
from customary.text import Edit

WORDS = re.compile(r"(?i)\b(?:clients?|guests?)(?:'s)?\b")


def findings(format: str, text: str) -> list[Finding]:
    """A finding for every client and guest of the prose, as the pipeline would make it."""
    return [
        _finding(match[0], passage.start + match.start())
        for passage in FORMATS[format].passages(text)
        for match in WORDS.finditer(passage.text)
    ]


def _finding(surface: str, at: int) -> Finding:
    rule = surface.lower().removesuffix("'s").rstrip("s")
    end = at + len(surface)
    return Finding(rule, "test", surface, at, end, "auto", (Edit(at, end, "customer"),), "")


def left(format: str, text: str) -> list[str]:
    """The surfaces that are still found after the author's suppressions, and UNUSED for idle ones."""
    kept = FORMATS[format].suppressions(text)
    return [f.surface or f.rule for f in apply(findings(format, text), kept)]


@pytest.mark.parametrize(
    ("text", "still"),
    [
        ("A client <!-- audit: keep client --> and a guest.\nA Client here.", ["guest", "Client"]),
        ("A client and a guest <!-- audit: keep --> here.\nA client.", ["client"]),
        ("A Client's <!-- audit: keep client -- the software --> and clients.", []),
        ("A client, a guest <!-- audit: keep client, guest -->.", []),
        (
            "A client.\n\n<!-- audit: keep client -->\nA client\nand a client, a guest.\n\nA client.",
            ["client", "guest", "client"],
        ),
        ("<!-- audit: keep client -->\n\n- A client\n- A client", ["client"]),
        (
            "A client.\n<!-- audit: off -->\nA client.\n\nA guest.\n<!-- audit: on -->\nA client.",
            ["client", "client"],
        ),
        ("A client.\n\n<!-- audit: off guest -->\n\nA client, a guest.", ["client", "client"]),
        ("---\naudit: off\n---\nA client", []),
        ("---\naudit: {keep: [client], reason: our software}\n---\nA client, a guest", ["guest"]),
        ("---\naudit:\n  keep:\n    - client\n  reason: our software\n---\nA client, a guest", ["guest"]),
        ("---\naudit:\n  keep: client\n---\nA client, a guest", ["guest"]),
        ('A <span class="x audit-keep">client</span> and a client.', ["client"]),
        ('A <b data-audit="keep">client</b> and a client.', ["client"]),
        ("A *client*{ .audit-keep } and a client.", ["client"]),
        ("A [client](x.md){: .audit-keep } and a client.", ["client"]),
        ("# A client { #x .audit-keep }\n\nA client.", ["client"]),
        ("A client.\n\nA client\nand a client.\n{: .audit-keep }\n\nA client.", ["client", "client"]),
        (
            "| client <!-- audit: keep client --> | guest |\n|---|---|\n| client | client |",
            ["guest", "client", "client"],
        ),
        ("A client {/* audit: keep client */} here.\nA client.", ["client"]),
        ("A client and `<!-- audit: keep client -->` as an example.", ["client"]),
        ("```\n<!-- audit: off -->\n```\n\nA client.", ["client"]),
        ("<!-- audit: nonsense --> A client.", [UNUSED, "client"]),
        ("---\naudit: of\n---\nA client.", [UNUSED, "client"]),
        ("---\naudit: {kep: [client]}\n---\nA client.", [UNUSED, "client"]),
        ("<!-- audit: keep guest -->\nA client.", [UNUSED, "client"]),
    ],
)
def test_markdown(text: str, still: list[str]) -> None:
    assert left("markdown", text) == still
    assert left("markdown", text.replace("\n", "\r\n")) == still


@pytest.mark.parametrize(
    ("text", "still"),
    [
        ("<p>A client <!-- audit: keep client --> and a guest.\nA client</p>", ["guest", "client"]),
        ("<!-- audit: keep client -->\n<p>A client, a guest</p>\n<p>A client</p>", ["guest", "client"]),
        (
            "<p>A client</p><!-- audit: off --><p>A client</p><!-- audit: on --><p>A guest</p>",
            ["client", "guest"],
        ),
        ("<div class='audit-keep'><p>A client</p><div>a guest</div></div><p>A client</p>", ["client"]),
        ("<p data-audit=keep>A client <p>A guest", ["client", "guest", UNUSED]),
        (
            "<p>A client</p><pre>&lt;!-- audit: off --&gt; <!-- audit: off --></pre><p>guest</p>",
            ["client", "guest"],
        ),
    ],
)
def test_html(text: str, still: list[str]) -> None:
    assert sorted(left("html", text)) == sorted(still)


@pytest.mark.parametrize(
    ("format", "text", "still"),
    [
        (
            "rst",
            ".. audit: keep client -- the software\n\nA client, a guest.\n\nA client.\n",
            ["guest", "client"],
        ),
        ("rst", "A client.\n\n.. audit: off\n\nA client.\n\n.. audit: on\n\nA guest.\n", ["client", "guest"]),
        ("text", "[audit: keep client]\nA guest.\n\nA client.\n", [UNUSED, "guest", "client"]),
        ("text", "[audit: keep client]\n\nA client.\n\nA client.\n", ["client"]),
        ("text", "A client <!-- audit: keep --> here.\nA client.\n", ["client"]),
    ],
)
def test_other_formats(format: str, text: str, still: list[str]) -> None:
    assert sorted(left(format, text)) == sorted(still)


def test_a_reason_and_a_place_are_kept() -> None:
    text = "A.\n\nA client <!-- audit: keep client, API -- the -- software --> here."
    (made,) = FORMATS["markdown"].suppressions(text)
    assert made == Suppression(4, len(text), frozenset({"client", "api"}), "the -- software", 13)


def test_a_neighbour_that_would_swallow_a_kept_word_only_speaks_up() -> None:
    text = "guests and clients <!-- audit: keep client -->"
    guest = Finding("guest", "p", "guests", 0, 6, "auto", (Edit(0, 18, "customers"),), "")
    client = Finding("client", "p", "clients", 11, 18, "auto", (Edit(11, 18, "customers"),), "")
    (after,) = apply([guest, client], FORMATS["markdown"].suppressions(text))
    assert (after.rule, after.fix, after.edits) == ("guest", "none", ())
    assert "that you keep" in after.message


LEXICON = load_packs()
HOTEL = Settings(customers_are_called=frozenset(["guest", "client", "visitor", "patron"]))


def fixed(text: str, rules: tuple[str, ...] = ()) -> str:
    return fix(text, FORMATS["markdown"], LEXICON, HOTEL, ALL, rules).text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("We greet clients and guests.", "We greet customers."),
        (
            "We greet clients and guests. <!-- audit: keep guest -->",
            "We greet customers and guests. <!-- audit: keep guest -->",
        ),
        (
            "We greet clients and <!-- audit: keep client --> guests.",
            "We greet clients and <!-- audit: keep client --> customers.",
        ),
        (
            "We greet clients and <!-- audit: keep --> guests.",
            "We greet clients and <!-- audit: keep --> guests.",
        ),
        (
            "We greet guests/visitors and clients. <!-- audit: keep visitor -->",
            "We greet customers/visitors and customers. <!-- audit: keep visitor -->",
        ),
        (
            "We greet customers and *guests*{ .audit-keep } or clients.",
            "We greet customers and *guests*{ .audit-keep } or customers.",
        ),
    ],
)
def test_a_kept_word_is_neither_changed_by_its_neighbours_nor_hides_them(text: str, after: str) -> None:
    assert fixed(text) == after
    assert fixed(after) == after


PEOPLE = st.sampled_from(["guests", "clients", "visitors", "customers", "patrons"])
ROWS = st.lists(st.tuples(PEOPLE, st.sampled_from([" and ", ", ", "/", " or our ", " and the "])), max_size=4)


@given(PEOPLE, ROWS, st.sampled_from(["guest", "client", "visitor", "patron"]))
def test_whatever_stands_beside_it_a_kept_word_stays(
    first: str, row: list[tuple[str, str]], kept: str
) -> None:
    words = [first, *(word for word, _ in row)]
    text = f"We greet {first}{''.join(link + word for word, link in row)}. <!-- audit: keep {kept} -->"
    after = fixed(text)
    assert after.count(f"{kept}s") == words.count(f"{kept}s")
    others = {word for word in words if word != f"{kept}s"}
    assert not others or any(word in after for word in {*others, "customers"})  # nobody is lost with it
    assert fixed(after) == after


def test_fixing_one_rule_leaves_its_neighbours_in_their_place() -> None:
    assert fixed("We greet clients and guests.", ("guest",)) == "We greet clients and customers."
    assert fixed("We greet clients and guests.", ("client",)) == "We greet customers and guests."


def test_an_unused_suppression_is_advice_where_it_stands() -> None:
    text = "A word.\n\n<!-- audit: keep client -- gone -->\nA word.\n"
    (idle,) = apply([], FORMATS["markdown"].suppressions(text))
    assert (idle.rule, idle.fix, idle.severity, idle.start) == (UNUSED, "none", "advice", 9)
    assert '"client"' in idle.message
