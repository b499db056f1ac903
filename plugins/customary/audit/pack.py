"""Rule packs: which words are looked for, and what is known about each.

The shipped packs are written in YAML (`packs/*.yml`) and compiled to one JSON file
(`tools/compile_packs.py`), so that a check starts in milliseconds. A project's own packs are read
from their YAML by `audit.packfile`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from customary.audit.compiled import pack_from
from customary.audit.kinds import KINDS, Finder
from customary.audit.model import Occurrence, Pack, Passage, Rule
from customary.audit.stems import Prefilter, wanted

SHIPPED = Path(__file__).parent / "packs"
COMPILED = SHIPPED / "packs.json"
SCHEMA = SHIPPED / "pack.schema.json"

TRADES = (
    "travel", "cargo", "hospitality", "restaurants", "health", "events", "agencies", "banking", "insurance",
    "telecom", "housing", "libraries", "retail", "public-services", "education",
)  # fmt: skip
"""Names for `we_are`."""
ALWAYS = ("people-not-places", "words-for-the-work")
"""Packs that belong to no trade: on wherever trades are named by `we_are`."""


@dataclass(frozen=True)
class Lexicon:
    """The rules that are switched on, ready to find their words."""

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", tuple(rule for pack in self.packs for rule in pack.rules))

    def occurrences(self, passage: Passage) -> list[Occurrence]:
        """Every place of `passage` where a rule's word stands, in order, none overlapping."""
        found = [o for finder in self._finders for o in finder(passage)]
        found.sort(key=lambda o: (o.start, o.rule.kind, -o.end))
        kept: list[Occurrence] = []
        for occurrence in found:
            while kept and kept[-1].end > occurrence.start and kept[-1].kind == "wording" != occurrence.kind:
                kept.pop()  # advice on a phrase gives way to a word that is rewritten
            if not kept or occurrence.start >= kept[-1].end:
                kept.append(occurrence)
        return kept

    @cached_property
    def prefilter(self) -> Prefilter:
        """Whether a file's raw bytes are worth decoding."""
        return Prefilter(self._stems)

    @cached_property
    def wanted(self) -> re.Pattern[str]:
        """Matches every passage text that may hold an occurrence (also one cut up by markup)."""
        return wanted(self._stems, self.prefilter)

    @cached_property
    def by_term(self) -> dict[str, Rule]:
        """The rule of each term (singular, lower case)."""
        return {term: rule for rule in self.rules if rule.kind == "term" for term in rule.terms}

    def with_words(self, words: Iterable[str]) -> Lexicon:
        """This lexicon with a rule for each of an organisation's own words that no rule has yet."""
        new = [word for word in dict.fromkeys(w.lower().strip() for w in words) if word not in self.by_term]
        if not new:
            return self
        everywhere = {term: rule for pack in _shipped() for rule in pack.rules for term in rule.terms}
        rules = dict.fromkeys(everywhere.get(w) or Rule(w, "own", "term", (w,)) for w in new if w)
        return Lexicon((*self.packs, Pack("own", "Your own words", "", tuple(rules))))

    @cached_property
    def _finders(self) -> tuple[Finder, ...]:
        return tuple(
            kind.finder([rule for rule in self.rules if rule.kind == name]) for name, kind in KINDS.items()
        )

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem for rule in self.rules for stem in KINDS[rule.kind].stems(rule))


def load_packs(
    names: Collection[str] | None = None, extra: Sequence[Path] = (), only: bool = False
) -> Lexicon:
    """The lexicon of the packs named, or of all shipped packs for None, and of a project's own files.

    A rule that is `also_in` a named pack comes with it. With None, rules marked `opt_in` stay out. With
    `only`, so do those of the project's own packs that are not named and extend none that is.
    Raises BadInput for a name that no pack has, and for every problem of `extra`.
    """
    shipped = _shipped()
    if names is None:
        packs = [replace(p, rules=tuple(r for r in p.rules if not r.opt_in)) for p in shipped]
    else:
        packs = [
            replace(p, rules=tuple(r for r in p.rules if p.name in names or set(r.also_in) & set(names)))
            for p in shipped
        ]
    if extra:
        from customary.audit.packfile import read_own_packs, with_own_packs

        own = read_own_packs(shipped, extra)
        _known(names or (), [*shipped, *(one.pack for one in own)])
        packs = with_own_packs(packs, shipped, [o for o in own if not only or o.names & set(names or ())])
    else:
        _known(names or (), shipped)
    return Lexicon(tuple(p for p in packs if p.rules))


def names_of_packs() -> tuple[str, ...]:
    """The names that `we_are` and `--pack` know, trades first."""
    return (*TRADES, *ALWAYS)


@cache
def _shipped() -> tuple[Pack, ...]:
    return tuple(pack_from(data) for data in json.loads(COMPILED.read_text("utf-8")))


def _known(names: Collection[str], packs: Iterable[Pack]) -> None:
    from customary.errors import BadInput, ProblemInFile, not_a_name

    known = [pack.name for pack in packs]
    wrong = [ProblemInFile("--pack", 0, 0, *not_a_name(n, "a pack", known)) for n in names if n not in known]
    if wrong:
        raise BadInput(wrong)
