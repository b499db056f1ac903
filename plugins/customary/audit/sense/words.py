"""Words as the sense sees them, and the lists of everyday words that tell what a text is about.

The lists stand in `words.txt`: a name with a colon, its words, an empty line. Most are topics (what a
trade speaks of, what software speaks of); a few are parts of speech.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from customary.audit.model import CODE, MACRO, URL, Rule

PERSON, NUMBER = "<person>", "<number>"
"""Stand for every word that names customers (a rewriting must change nothing around it), and for digits."""
NO_TOPICS = frozenset(("modal", "determiner", "people"))
TRADES = {
    "passenger": ("travel",), "patient": ("health",), "guest": ("hospitality", "restaurants", "events"),
    "client": ("agencies", "advice", "banking"), "participant": ("events", "education"),
    "account holder": ("banking",), "cardholder": ("banking",), "shipper": ("cargo",),
    "policyholder": ("insurance",), "tenant": ("housing",), "attendee": ("events", "education"),
    "subscriber": ("telecom", "newsletter"), "diner": ("restaurants",),
    "patron": ("libraries", "restaurants"),
    "shopper": ("retail", "banking"), "visitor": ("public-services", "retail"),
    "consumer": ("retail", "banking"),
}  # fmt: skip
"""The trades in which each word names a customer; for others, the trade of their pack."""
ALL_TRADES = frozenset(trade for trades in TRADES.values() for trade in trades)
MANY_SENSED = frozenset(
    ("client", "guest", "tenant", "participant", "consumer", "subscriber", "visitor", "attendee")
)
"""Words that also name a program, a colleague or a member."""
_TOKEN = re.compile(rf"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+|{CODE}+|{URL}+|{MACRO}+|[.,;:!?()\"“”/—–-]")
_TAG = re.compile(r"<[^<>]*>")
OPENING = 20_000
"""Characters of a document that are read for what it speaks of."""
_SEEN = {CODE: "<code>", URL: "<url>", MACRO: "<macro>"}
_LETTERS = bytes(c if 97 <= c <= 122 else c + 32 if 65 <= c <= 90 else 32 for c in range(256))


def tokens(text: str) -> list[str]:
    """The words and marks of `text`, as lemmas in lower case."""
    return [_lemmas[token] for token in _TOKEN.findall(text)]


class _Lemmas(dict[str, str]):
    """What was said of a token before: asked for each of them, and a tenth of a call."""

    def __missing__(self, token: str) -> str:
        if len(self) > 20_000:
            self.clear()
        found = self[token] = _SEEN.get(token[0]) or lemma(token)
        return found


_lemmas = _Lemmas()


def lemma(word: str) -> str:
    """A plain stem: plural and possessive endings off, digits and words for customers made one."""
    if word[0].isdigit():
        return NUMBER
    low = _stem(word.lower().replace("’", "'").replace("ʼ", "'").removesuffix("'s"))
    return PERSON if low in lists()["people"] else low


def opening(text: str) -> str:
    """The beginning of a document without tags, scripts and styles: what a reader may see of it."""
    start = text[: 4 * OPENING]
    if "<" not in start:
        return start[:OPENING]
    if "<s" in start or "<S" in start:
        for name in ("script", "style"):
            start = _without(start, f"<{name}", f"</{name}")
    return _TAG.sub(" ", start)[:OPENING]


def _without(text: str, first: str, last: str) -> str:
    low, parts, position = text.lower(), [], 0
    while (begin := low.find(first, position)) >= 0:
        parts.append(text[position:begin])
        end = low.find(last, begin)
        position = end if end >= 0 else len(text)
    return "".join([*parts, text[position:]])


def counts(text: str) -> tuple[dict[str, int], int]:
    """How often each word of a topic stands anywhere in `text`, prose, code and markup alike (by its stem),
    and how many words there are altogether."""
    words = text.encode("utf-8", "replace").translate(_LETTERS).decode("ascii").split()
    return Counter(filter(None, map(stem_of().get, words))), len(words)


@cache
def lists() -> dict[str, frozenset[str]]:
    """The words of each list, as stems."""
    text = (Path(__file__).parent / "words.txt").read_text("utf-8")
    blocks = (block.split(":", 1) for block in text.split("\n\n") if block.strip())
    return {name.strip(): frozenset(map(_stem, words.split())) for name, words in blocks}


@cache
def topics_of() -> dict[str, tuple[str, ...]]:
    """For each word of a topic, as a stem, the topics that it speaks for."""
    found: dict[str, list[str]] = {}
    for name, words in lists().items():
        for word in words if name not in NO_TOPICS else ():
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@cache
def stem_of() -> dict[str, str]:
    """For each form in which a word of a topic may stand in a text, its stem."""
    forms = {}
    for stem in topics_of():
        for form in (stem, f"{stem}s", f"{stem}es", f"{stem[:-1]}ies"):
            if _stem(form) == stem:
                forms[form] = stem
    return forms


def trades_of(term: str, rule: Rule) -> tuple[str, ...]:
    """The trades in which `term` names a customer."""
    return TRADES.get(term) or (rule.pack, *rule.also_in)


def own_words(term: str, rule: Rule) -> frozenset[str]:
    """The words of the trades in which `term` names a customer."""
    return _words_of(trades_of(term, rule))


@cache
def _words_of(trades: tuple[str, ...]) -> frozenset[str]:
    known = lists()
    return frozenset().union(*(known[trade] for trade in trades if trade in known))


def _stem(low: str) -> str:
    if len(low) > 4:
        if low.endswith("ies"):
            return low[:-3] + "y"
        if low.endswith(("ses", "xes", "ches", "shes")):
            return low[:-2]
        if low.endswith("s") and not low.endswith(("ss", "us", "is")):
            return low[:-1]
    return low
