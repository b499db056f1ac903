"""Fast answers to "may a word of ours stand here?": on a file's raw bytes, and on a passage's text.

A stem is a string in lower case that every occurrence holds. One that ends in " 0" stands for a word
and a number: "room 0" for room 12 and Rooms no. 4 and 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
_NUMBER_WORDS = (b"number", b"numbers", b"no.", b"no", b"nos.")


class Prefilter:
    """Says whether raw bytes may hold an occurrence, without decoding them."""

    def __init__(self, stems: Iterable[str]) -> None:
        all_stems = shortest(stems)
        words = [stem.encode() for stem in all_stems if not stem.endswith(" 0")]
        self.words = tuple(word for word in words if b"customer" not in word)
        self.phrases = tuple(word for word in words if b"customer" in word)
        self.numbered = frozenset(stem[:-2].encode() for stem in all_stems if stem.endswith(" 0"))

    def search(self, raw: bytes) -> bool:
        """False only where `raw` holds no stem in any case."""
        folded = raw.translate(_FOLDED)
        return (
            any(word in folded for word in self.words)
            or (b"customer" in folded and any(phrase in folded for phrase in self.phrases))
            or (bool(self.numbered) and self._number_in(folded))
        )

    def _number_in(self, folded: bytes) -> bool:
        numbered = self.numbered
        for before in folded.split(b" 0")[:-1]:
            last = before[-24:].split()[-2:]
            if last and (
                last[-1] in numbered
                or b" ".join(last) in numbered
                or (last[-1] in _NUMBER_WORDS and last[0] in numbered)
            ):
                return True
        return False


def shortest(stems: Iterable[str]) -> list[str]:
    """The stems without those that another stem is part of, shortest first."""
    kept: list[str] = []
    for stem in sorted(set(stems), key=lambda s: (len(s), s)):
        if not any(short in stem for short in kept):
            kept.append(stem)
    return kept


def wanted(stems: Iterable[str]) -> re.Pattern[str]:
    """Matches every text that may hold an occurrence, in small, capital or Capitalised letters."""
    all_stems = shortest(stems)
    if not all_stems:
        return re.compile(r"(?!)")
    forms = {form for stem in all_stems for form in (stem, stem[0].upper() + stem[1:], stem.upper())}
    return re.compile(rf"{alternation(forms)}|[^\W_]{MARKUP}+[^\W_]")


def alternation(forms: Iterable[str]) -> str:
    """A pattern for any of `forms`, grouped by first letter: such a row is searched fast, case by case."""
    by_first: dict[str, list[str]] = {}
    for form in sorted(forms):
        by_first.setdefault(form[0], []).append(_pattern(form[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())


_NUMBER = r"\W+(?:[Nn]umbers?\W+|NUMBERS?\W+|[Nn]os?\W+|NOS?\W+)?[A-Za-z]?\d"


def _pattern(form: str) -> str:
    if form.endswith(" 0"):
        return re.escape(form[:-2]).replace(r"\ ", r"\s+") + _NUMBER
    return re.escape(form).replace(r"\ ", r"\s+")


def places_of(pattern: re.Pattern[str], text: str) -> Sequence[int]:
    """Where `pattern`, written in lower case, may match in `text` whatever its case."""
    low = text.lower()
    if len(low) != len(text):  # a letter that is longer in lower case (İ): go by ASCII alone
        low = "".join(c.lower() if c.isascii() else c for c in text)
    return [match.start() for match in pattern.finditer(low)]
