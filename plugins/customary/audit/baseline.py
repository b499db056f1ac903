"""The findings that were there on the day of adoption, so that a check fails only on what is new.

A finding is known by its content: the rule, the word and a few words to either side, never by a line
number or a file name, so that moving text around changes nothing. The same words twice count twice.
A baseline only shrinks: what is gone is taken out, what is new never gets in.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from customary.audit.model import Finding
from customary.errors import BadInput, ProblemInFile
from customary.text import read_text, write_text

REACH = 120
"""Characters to either side that are looked at for neighbouring words."""
WORDS = 4
"""Neighbouring words, to either side, that make the fingerprint."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each fingerprint was there."""

    known: Counter[str]

    def new_ones(self, fingerprints: Iterable[str]) -> list[bool]:
        """For each fingerprint in turn: is its finding new?"""
        left = self.known.copy()
        new = []
        for name in fingerprints:
            new.append(left[name] <= 0)
            left[name] -= 1
        return new


def fingerprint(text: str, finding: Finding) -> str:
    """What a finding is known by: stable under line breaks, moves, and edits further away."""
    before = _same_block(text[max(0, finding.start - REACH) : finding.start], last=True).split()[-WORDS:]
    after = _same_block(text[finding.end : finding.end + REACH], last=False).split()[:WORDS]
    told = "\0".join((finding.rule, " ".join(finding.surface.split()), " ".join(before), " ".join(after)))
    return hashlib.blake2b(told.casefold().encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def shrunk(baseline: Baseline, fingerprints: Iterable[str]) -> Baseline:
    """`baseline` without what is no longer there."""
    return Baseline(baseline.known & Counter(fingerprints))


def load_baseline(path: Path) -> Baseline:
    """The baseline file at `path`. Raises BadInput where it is none."""
    text = read_text(path)
    try:
        data = json.loads(text)
        known = Counter({str(k): int(v) for k, v in data["findings"].items() if int(v) > 0})
        if data["version"] != 1:
            raise ValueError(data["version"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        what = "This is not a baseline."
        remedy = 'Write one with "customary audit baseline".'
        raise BadInput([ProblemInFile(str(path), 1, 1, what, remedy)]) from None
    return Baseline(known)


def save_baseline(path: Path, baseline: Baseline) -> None:
    """Write `baseline` in one step, one fingerprint a line, so that a diff shows what is gone."""
    known = {name: n for name, n in sorted(baseline.known.items()) if n > 0}
    write_text(path, json.dumps({"version": 1, "findings": known}, indent=0) + "\n")


def _same_block(text: str, *, last: bool) -> str:
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return blocks[-1] if last else blocks[0]
