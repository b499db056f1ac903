"""Fast answers to "may a word of ours stand here?": on a file's raw bytes, and on a passage's text.

A stem is a string in lower case that every occurrence holds. One that ends in " 0" stands for a word
and a number: "room 0" for room 12 and Rooms no. 4 and 5.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from customary.audit.model import MARKUP

_FOLDED = bytes(
    48
    if 48 <= byte <= 57
    else 32
    if byte in b"\t\n\r\x0b\x0c#*_>"
    else byte + 32
    if 65 <= byte <= 90
    else byte
    for byte in range(256)
)
"""Bytes as the prefilter sees them: ASCII in lower case, every digit 0, white space and marks a space."""
_REMEMBERED = 10_000
"""A file is asked about for its folder's company and again for itself: so many answers are remembered."""
_LOOKED_AT = 64
"""Texts are looked at several times too: a page for its folder's company, for itself and to be followed."""
_NUMBER_WORDS = (b"number", b"numbers", b"no.", b"no", b"nos.")


class Prefilter:
    """Says whether raw bytes may hold an occurrence, without decoding them."""

    def __init__(self, stems: Iterable[str]) -> None:
        given = set(stems)
        words = [stem.encode() for stem in shortest(given) if not stem.endswith(" 0")]
        self.words = tuple(word for word in words if b"customer" not in word)
        self.phrases = tuple(word for word in words if b"customer" in word)
        # whole words are compared here: "woman in 0" is not found by "man in 0"
        numbered = [stem[:-2].encode() for stem in given if stem.endswith(" 0")]
        self.numbered = frozenset(word + plural for word in numbered for plural in (b"", b"s"))
        self._known: dict[bytes, bool] = {}
        self.starts = lru_cache(maxsize=_LOOKED_AT)(self._starts)
        """Where in a text a stem stands, and the space before the number of a numbered one; in any order."""

    def search(self, raw: bytes) -> bool:
        """False only where `raw` holds no stem in any case."""
        key = hashlib.blake2b(raw, digest_size=16).digest()  # takes a tenth of the search
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = self._search(raw)
        return self._known[key]

    def _search(self, raw: bytes) -> bool:
        folded = raw.translate(_FOLDED)
        return (
            any(word in folded for word in self.words)
            or (b"customer" in folded and any(phrase in folded for phrase in self.phrases))
            or any(True for _ in self._numbered_in(folded))
        )

    def _starts(self, text: str) -> Sequence[int]:
        """Looking for one literal after the other is many times faster than one expression for all."""
        folded = text.encode("latin-1", "replace").translate(_FOLDED)  # a byte a character
        words = (*self.words, *(self.phrases if b"customer" in folded else ()))
        found = [
            at for word in words if (first := folded.find(word)) >= 0 for at in _all(word, folded, first)
        ]
        return *found, *self._numbered_in(folded)

    def _numbered_in(self, folded: bytes) -> Iterator[int]:
        """Where a number stands behind a word that is looked for with one."""
        if not self.numbered:
            return
        numbered, at = self.numbered, 0
        for before in folded.split(b" 0")[:-1]:
            at += len(before) + 2
            last = before[-24:].split()[-2:]
            if last and (
                last[-1] in numbered
                or b" ".join(last) in numbered
                or (last[-1] in _NUMBER_WORDS and last[0] in numbered)
            ):
                yield at - 2


def _all(word: bytes, folded: bytes, at: int) -> Iterator[int]:
    """Every place of `word`, whose first one is `at`."""
    while at >= 0:
        yield at
        at = folded.find(word, at + 1)


def shortest(stems: Iterable[str]) -> list[str]:
    """The stems without those that another stem is part of, shortest first."""
    kept: list[str] = []
    for stem in sorted(set(stems), key=lambda s: (len(s), s)):
        if not any(short in stem for short in kept):
            kept.append(stem)
    return kept


def wanted(stems: Iterable[str], prefilter: Prefilter | None = None) -> re.Pattern[str]:
    """Matches every text that may hold an occurrence, in small, capital or Capitalised letters. `prefilter`
    is one of the same stems, if there is one already."""
    given = set(stems)
    all_stems = shortest(given)
    if not all_stems:
        return re.compile(r"(?!)")
    forms = {form for stem in all_stems for form in (stem, stem[0].upper() + stem[1:], stem.upper())}
    pattern = re.compile(f"{alternation(forms)}|{_CUT}")
    _prefilters[pattern.pattern] = prefilter or Prefilter(given)
    return pattern


_prefilters: dict[str, Prefilter] = {}
"""By the text of the pattern: to hash a pattern takes as long as to search a page."""


def prefilter_of(pattern: re.Pattern[str]) -> Prefilter | None:
    """The literals behind a pattern that `wanted` has made; None for any other pattern."""
    return _prefilters.get(pattern.pattern)


_CUT = rf"{MARKUP}(?<=[^\W_]{MARKUP}){MARKUP}*[^\W_]"
"""A word cut up by markup. It begins with a plain character, like all the rest: else the search is slow."""


def alternation(forms: Iterable[str]) -> str:
    """A pattern for any of `forms`, grouped by first letter: such a row is searched fast, case by case."""
    by_first: dict[str, tuple[list[str], list[str]]] = {}
    for form in sorted(forms):
        plain, numbered = by_first.setdefault(form[0], ([], []))
        rest = re.escape(form[1:].removesuffix(" 0")).replace(r"\ ", r"\s+")
        (numbered if form.endswith(" 0") else plain).append(rest)
    groups = []
    for first, (plain, numbered) in by_first.items():
        options = [*plain, f"(?:{'|'.join(numbered)}){_NUMBER}"] if numbered else plain
        groups.append(f"{re.escape(first)}(?:{'|'.join(options)})")
    return "|".join(groups)


_NUMBER = r"[sS]?(?=\W{1,3}(?:\w{1,7}\W{1,3})?\w?\d)"
"""About a number, and cheap: the finder looks closer. The s is a plural's."""


def places_of(pattern: re.Pattern[str], text: str) -> Sequence[int]:
    """Where `pattern`, written in lower case, may match in `text` whatever its case."""
    low = text.lower()
    if len(low) != len(text):  # a letter that is longer in lower case (İ): go by ASCII alone
        low = "".join(c.lower() if c.isascii() else c for c in text)
    return [match.start() for match in pattern.finditer(low)]
