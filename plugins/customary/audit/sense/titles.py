"""Link texts that are titles: what leads to another page of the same name cites it.

`[Patient records](../care/patient-records.md)` names a page as it is called, and whether that page will be
called otherwise is another question. "Our [guests](guests.md) may" is a sentence like any other; and a link
to a heading of its own page is rewritten with the heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from customary.audit.model import MARKUP, Occurrence

_LONGEST = 90
_MARKDOWN = re.compile(
    rf"\[(?<!!\[)(?P<text>[^\[\]\n]{{2,{_LONGEST}}})\]\(<?(?P<to>[^()\s<>]{{1,300}})", re.MULTILINE
)
_REFERENCE = re.compile(rf"`(?P<text>[A-Z][^`<>\n]{{1,{_LONGEST}}}?)\s*<(?P<to>[^`<>\n]{{1,300}})>`")
_ANCHOR = re.compile(
    rf"<a\s[^<>]*?\bhref\s*=\s*[\"'](?P<to>[^\"'<>]{{1,300}})[\"'][^<>]*>(?P<text>[^<>\n]{{2,{_LONGEST}}})</a",
    re.IGNORECASE,
)
_SENTENCE_BEFORE = re.compile(r"[a-z,][ \n]\Z")
_NO_WORD = re.compile(r"[^a-z0-9]+|(?<![a-z0-9])(?:a|an|the)(?![a-z0-9])")
"""An address often leaves out articles, too: `register-patient`."""
_NUMBERED = re.compile(r"^[0-9]+-+(?=[a-z])")
_HOME = frozenset(("index", "readme", ""))


def titles_in(text: str, places: Iterable[int]) -> tuple[str, ...]:
    """The link texts of the document `text` that hold one of `places` and are titles, as `_slug`, by the
    alphabet, each once."""
    links = (link for at in places for link in _links_around(text, at))
    return tuple(sorted({_slug(link["text"]) for link in links if _is_title(text, link)}))


def _links_around(text: str, at: int) -> Iterator[re.Match[str]]:
    """The links in whose text `at` lies."""
    for sign, pattern in (("[", _MARKDOWN), ("`", _REFERENCE), (">", _ANCHOR)):
        first = text.rfind(sign, max(0, at - _LONGEST), at)
        if sign == ">" and first >= 0:
            first = text.rfind("<", 0, first)
        link = pattern.match(text, first) if first >= 0 else None
        if link and link.start("text") <= at < link.end("text"):
            yield link


def in_a_title(o: Occurrence, titles: tuple[str, ...]) -> bool:
    """Whether the word stands in a marked phrase that is one of `titles`."""
    if not titles or o.passage.scope in ("heading", "title"):
        return False
    text, start, end = o.passage.text, o.start - o.passage.start, o.end - o.passage.start
    first, last = text.rfind(MARKUP, 0, start), text.find(MARKUP, end)
    last = last if last >= 0 else len(text)
    if last - first - 1 > _LONGEST:
        return False
    phrase = text[first + 1 : last]
    return phrase.strip()[:1].isupper() and _slug(phrase) in titles


def _is_title(text: str, link: re.Match[str]) -> bool:
    """Whether a link's text begins with a capital, and is the name of what it leads to or opens with that
    capital in mid-sentence."""
    words = link["text"].strip(" *_")
    if not words[:1].isupper() or link["to"].startswith("#"):
        return False
    if " " in words and _SENTENCE_BEFORE.search(text, max(0, link.start() - 2), link.start()):
        return True
    return _slug(words) in _names_of(link["to"])


def _names_of(target: str) -> set[str]:
    """What a page or a heading at `target` is called, going by its address."""
    path, _, heading = target.partition("#")
    *folders, last = path.partition("?")[0].rstrip("/").split("/")
    stem = last.rpartition(".")[0] or last
    if stem.lower() in _HOME and folders:
        stem = folders[-1]
    return {_slug(stem), _slug(heading)} - _HOME


def _slug(words: str) -> str:
    low = words.lower().replace("'s", "s").replace("’s", "s")
    parts = [part for part in _NO_WORD.split(low) if part]
    return _NUMBERED.sub("", "-".join(parts))
