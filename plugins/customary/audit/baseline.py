"""The findings that were there on the day of adoption, so that a check fails only on what is new.

A finding is known by its content: the rule, the word, and the words of its sentence near by, never by a line
number or a file name. So text may move, and a neighbour may be changed: half of the words near by are enough
to know it again. The same words twice count twice. A baseline only shrinks: what is gone is taken out, what
is new never gets in.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from customary.audit.model import Finding
from customary.audit.suppress import singular
from customary.errors import BadInput, ProblemInFile
from customary.text import read_text, write_text

VERSION = 2
REACH = 80
"""Characters to either side that are looked at for neighbouring words."""
WORDS = 6
"""Neighbouring words of the same sentence, to either side, that make the fingerprint."""
ALIKE = 0.5
"""The share of the neighbouring words that two fingerprints of one finding have in common, at least."""
_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"[.!?:;]\W|\||\n[ \t]*\r?\n")
"""The end of a sentence, a block or a table cell."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each fingerprint was there."""

    known: Counter[str]

    def new_ones(self, fingerprints: Iterable[str]) -> list[bool]:
        """For each fingerprint in turn: is its finding new?"""
        return [before is None for before in self._before(list(fingerprints))]

    def shrunk(self, fingerprints: Iterable[str]) -> Baseline:
        """This baseline without what is no longer there, and with the rest as it reads now."""
        now = list(fingerprints)
        pairs = zip(now, self._before(now), strict=True)
        return Baseline(Counter(name for name, before in pairs if before is not None))

    def _before(self, now: list[str]) -> list[str | None]:
        """For each finding of today the fingerprint that it had, or None where it is new: those that read
        the same first, then the likest ones."""
        left = self.known.copy()
        was: list[str | None] = []
        for name in now:
            was.append(name if left[name] > 0 else None)
            left[name] -= 1
        changed = [i for i, before in enumerate(was) if before is None]
        for _, i, before in sorted(_likenesses(now, changed, +left)):
            if was[i] is None and left[before] > 0:
                was[i] = before
                left[before] -= 1
        return was


def _likenesses(now: list[str], changed: list[int], left: Counter[str]) -> Iterator[tuple[float, int, str]]:
    """(less than zero and the smaller the liker, place in `now`, fingerprint of before) of each pair that
    may be one finding."""
    holding: dict[tuple[str, str], list[str]] = defaultdict(list)
    size: dict[str, int] = {}
    for name in left:
        word, near = _parts(name)
        size[name] = len(near)
        for digits in near:
            holding[word, digits].append(name)
    for i in changed:
        word, near = _parts(now[i])
        shared = Counter(name for digits in near for name in holding.get((word, digits), ()))
        for name, number in shared.items():
            alike = number / max(len(near), size[name])
            if alike >= ALIKE:
                yield -alike, i, name


def _parts(name: str) -> tuple[str, frozenset[str]]:
    word, _, near = name.partition("-")
    return word, frozenset(near[i : i + 4] for i in range(0, len(near), 4))


def fingerprint(text: str, finding: Finding) -> str:
    """What a finding of `text` is known by."""
    return fingerprint_of(finding, *sides(text, finding))


def sides(text: str, finding: Finding) -> tuple[str, str]:
    """The characters before and after a finding that its fingerprint is made of."""
    return text[max(0, finding.start - REACH) : finding.start], text[finding.end : finding.end + REACH]


def fingerprint_of(finding: Finding, before: str, after: str) -> str:
    """What a finding between these `sides` is known by: its rule and word, and after a dash four digits for
    each word near by."""
    near = {*_last_words(before), *_first_words(after)}
    return f"{_word(finding.rule, finding.surface)}-{''.join(sorted(map(_digits, near)))}"


@cache
def _word(rule: str, surface: str) -> str:
    told = f"{rule}\0{singular(surface)}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=4).hexdigest()


def _digits(word: str) -> str:
    return f"{crc32(word.encode('utf-8', 'surrogatepass')) & 0xFFFF:04x}"


def _last_words(text: str) -> list[str]:
    end = None
    for end in _ENDS.finditer(text):  # noqa: B007  (the last one is wanted)
        pass
    words = _WORD.findall(text[end.end() if end else 0 :].casefold())
    cut = end is None and len(text) == REACH
    return words[int(cut) :][-WORDS:]


def _first_words(text: str) -> list[str]:
    end = _ENDS.search(text)
    words = _WORD.findall((text[: end.start()] if end else text).casefold())
    cut = end is None and len(text) == REACH
    return words[: len(words) - cut][:WORDS]


def load_baseline(path: Path) -> Baseline:
    """The baseline file at `path`. Raises BadInput where it is none."""
    text = read_text(path)
    try:
        data = json.loads(text)
        known = Counter({str(k): int(v) for k, v in data["findings"].items() if int(v) > 0})
        if data["version"] != VERSION:
            raise ValueError(data["version"])
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        what = "This is not a baseline."
        remedy = 'Write one with "customary audit baseline".'
        raise BadInput([ProblemInFile(str(path), 1, 1, what, remedy)]) from None
    return Baseline(known)


def save_baseline(path: Path, baseline: Baseline) -> None:
    """Write `baseline` in one step, one fingerprint a line, so that a diff shows what is gone."""
    known = {name: n for name, n in sorted(baseline.known.items()) if n > 0}
    write_text(path, json.dumps({"version": VERSION, "findings": known}, indent=0) + "\n")
