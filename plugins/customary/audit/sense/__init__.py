"""Which sense of a word this is: does *guest* here name a customer, or a virtual machine, or a friend?

`evidence` reads the document once; `decide` judges one occurrence: declared words first, then hard local
cues, then the weighing of everything else by whole-number weights (`weights.json`, from `tools/train_sense.py`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from customary.audit.cues import cues
from customary.audit.model import Cue, Fix, Occurrence, Passage, Settings
from customary.audit.sense.signs import document_signs, levels, signs
from customary.audit.sense.topics import own_words
from customary.audit.sense.words import counts, lemma

OPENING = 20_000
"""Characters of a document that are read for what it speaks of."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document tells about its words: `topics` (level 0-40 of each topic) and, for each term, how much
    the document speaks of the trades in which that term names a customer (`own`)."""

    topics: Mapping[str, int] = field(default_factory=dict)
    own: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What may be done with an occurrence: `auto`, `suggest`, `none` (speak only), or None: it stays as it is."""

    fix: Fix | None
    why: tuple[str, ...] = ()
    """Reasons for and against, in words, most telling first."""


def evidence(text: str, passages: Collection[Passage], occurrences: Sequence[Occurrence]) -> Evidence:
    """What the document `text` says about the words of `occurrences`."""
    words = counts(text[:OPENING])
    topics = levels(words)
    total = sum(words.values()) + 20
    own = {}
    for term in sorted({o.term for o in occurrences}):
        mine = own_words(term)
        times = sum(n for word, n in words.items() if lemma(word) in mine)
        own[term] = _level(times, total)
    return Evidence(topics, own)


def decide(occurrence: Occurrence, evidence: Evidence, settings: Settings) -> Decision:
    """Judge `occurrence` in the light of its document and of what the organisation says of itself."""
    if occurrence.term in settings.not_customers:
        return Decision(None, ("you say that they are not your customers",))
    found = cues(occurrence.passage, occurrence, settings.protect)
    for cue in found:
        if cue.strength == "hard":
            return _by(cue)
    score = weigh(occurrence, evidence)
    told = occurrence.term in settings.customers_are_called
    sure, likely = _weights()["thresholds"]["declared" if told else "plain"]
    fix: Fix | None = "auto" if score >= sure else "suggest" if score >= likely else None
    return Decision(fix, tuple(cue.words for cue in found))


def weigh(occurrence: Occurrence, evidence: Evidence) -> int:
    """The sum of the weights of all signs, in thousandths of a logit."""
    weights = _weights()["weights"]
    found = signs(occurrence) | document_signs(
        occurrence.term, evidence.topics, evidence.own.get(occurrence.term, 0)
    )
    return int(_weights()["bias"] + sum(weights.get(name, 0) * value for name, value in found.items()))


def _by(cue: Cue) -> Decision:
    fixes: dict[str, Fix | None] = {"keep": None, "rewrite": "auto", "doubt": "suggest"}
    return Decision(fixes[cue.side], (cue.words,))


def _level(times: int, total: int) -> int:
    from math import isqrt

    return min(40, isqrt(6400 * times // total))


@cache
def _weights() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / "weights.json").read_text("utf-8"))
    return loaded
