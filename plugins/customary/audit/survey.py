"""Ten questions instead of six thousand findings: who our customers are, asked once a word and folder.

The organisation knows it, the sentence often doesn't. So every word whose fate hangs on that knowledge is
gathered, grouped by word and folder, and asked about, the question that settles most first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from customary.audit.formats import Format
from customary.audit.model import MARKUP, Settings
from customary.audit.pack import Lexicon, load_packs, names_of_packs
from customary.audit.suppress import keeps

if TYPE_CHECKING:
    from customary.audit.run import Examined

QUESTIONS = 10
CONTEXTS = 5
AROUND = 55
"""Characters shown to either side of a word."""
SENTENCE = 6
"""Words around it from which on a place tells a reader something."""
_NEAR = 16
"""Characters to either side by which two places are alike."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a word's fate hangs on who the customers are."""

    term: str
    path: str
    before: str
    surface: str
    after: str
    sure: bool
    """Whether it would be rewritten without being asked about."""


@dataclass(frozen=True, slots=True)
class Question:
    """Are the people whom this word names, in this folder, our customers?"""

    term: str
    folder: str
    """With a closing slash; "" for the whole tree."""
    sightings: tuple[Sighting, ...]

    @property
    def count(self) -> int:
        """How many places the answer decides."""
        return len(self.sightings)

    @property
    def open(self) -> int:
        """How many of them nobody can decide without the answer."""
        return sum(not s.sure for s in self.sightings)

    @property
    def words(self) -> str:
        """The question itself."""
        return f'Is "{self.term}"{f" in {self.folder}" if self.folder else ""} a word for your customers?'

    @property
    def stake(self) -> str:
        """What hangs on the answer, in words."""
        places = f"{self.count} place{'s' * (self.count != 1)}"
        if not self.open:
            return f"{places}, clear without you"
        if self.open == self.count:
            return f"{places}, waiting for your answer"
        return f"{places}, {self.open} of them waiting for your answer"

    @property
    def contexts(self) -> tuple[Sighting, ...]:
        """Five of the places, whole sentences before labels and no two alike: three that wait for the answer
        and two that are clear, where there are both; from as many files as there are."""
        waiting, clear, short, again = _by_telling(self.sightings)
        chosen = _spread(waiting, CONTEXTS - 2)
        for group in (clear, waiting, short, again):
            chosen += _spread([s for s in group if s not in chosen], CONTEXTS - len(chosen))
        return tuple(sorted(chosen, key=lambda s: s.path))


def sightings(path: str, seen: Examined, lexicon: Lexicon, settings: Settings) -> Iterator[Sighting]:
    """The words of `seen`, the page at `path`, that nobody has declared or keeps there, and that would be
    rewritten if they were declared to be customers."""
    from customary.audit.sense import decide  # the questions alone need no sense

    told = settings.customers_are_called | settings.not_customers
    terms = frozenset(lexicon.by_term) - told
    if_yes = replace(settings, customers_are_called=settings.customers_are_called | terms)
    for o, now in seen.decided:
        if o.kind != "term" or o.term in told or keeps(seen.kept, o):
            continue
        if now.fix in ("auto", "suggest") or decide(o, seen.evidence, if_yes, explain=False).fix in (
            "auto",
            "suggest",
        ):
            start, end, text = o.start - o.passage.start, o.end - o.passage.start, o.passage.text
            before, after = _whole_words(text, max(0, start - AROUND), start, end, end + AROUND)
            yield Sighting(o.term, path, _words(before), o.surface, _words(after), now.fix == "auto")


def other_words(text: str, format: Format, lexicon: Lexicon, settings: Settings) -> list[str]:
    """The words of `text` that name customers in some trades only and are not looked for in this one: one
    term for each place."""
    others = _not_looked_for(lexicon)
    if not others.prefilter.search(text.encode("utf-8", "replace")):
        return []
    found = [o for passage in format.passages(text, others.wanted) for o in others.occurrences(passage)]
    return [o.term for o in found if o.term not in settings.not_customers]


@cache
def _not_looked_for(lexicon: Lexicon) -> Lexicon:
    everything = load_packs(names_of_packs()).packs
    rules = {
        p: tuple(r for r in p.rules if r.opt_in and not r.only_in_context and r not in lexicon.rules)
        for p in everything
    }
    return Lexicon(tuple(replace(pack, rules=left) for pack, left in rules.items() if left))


def questions(seen: Iterable[Sighting]) -> list[Question]:
    """One question a word, for the smallest folder that holds all its places; most telling first."""
    by_term: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in seen:
        by_term[sighting.term].append(sighting)
    asked = [Question(term, _shared_folder(places), tuple(places)) for term, places in by_term.items()]
    return sorted(asked, key=_most_telling)


def by_folder(question: Question) -> list[Question]:
    """The same question once for each folder below its own, for the answer "some"; [] where there is
    no such folder. Pages that lie in the question's own folder are left to the audit."""
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in question.sightings:
        inner, slash, _ = sighting.path[len(question.folder) :].partition("/")
        if slash:
            groups[f"{question.folder}{inner}/"].append(sighting)
    if not groups or (len(groups) == 1 and len(next(iter(groups.values()))) == question.count):
        return []
    return sorted((Question(question.term, f, tuple(p)) for f, p in groups.items()), key=_most_telling)


def elsewhere(question: Question) -> int:
    """How many places lie in pages of the question's own folder, which `by_folder` leaves out."""
    return question.count - sum(inner.count for inner in by_folder(question))


def _by_telling(seen: Iterable[Sighting]) -> tuple[list[Sighting], ...]:
    """Sentences that wait for the answer, sentences that are clear, labels and titles, and what reads like
    one of these before it."""
    groups: tuple[list[Sighting], ...] = ([], [], [], [])
    met: set[str] = set()
    for sighting in seen:
        near = f"{sighting.before[-_NEAR:]}{sighting.surface}{sighting.after[:_NEAR]}".casefold()
        is_short = len(_LETTERS.findall(f"{sighting.before} {sighting.after}")) < SENTENCE
        groups[3 if near in met else 2 if is_short else int(sighting.sure)].append(sighting)
        met.add(near)
    return groups


def _spread(seen: Sequence[Sighting], number: int) -> list[Sighting]:
    """So many of the places, from as many files as there are, and the files evenly from all of them."""
    by_file: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in seen:
        by_file[sighting.path].append(sighting)
    rows = [by_file[path] for path in sorted(by_file)]
    chosen: list[Sighting] = []
    while rows and len(chosen) < number:
        wanted = min(number - len(chosen), len(rows))
        chosen += [rows[i * len(rows) // wanted][0] for i in range(wanted)]
        rows = [row[1:] for row in rows if row[1:]]
    return chosen


def _most_telling(question: Question) -> tuple[int, int, str, str]:
    return -question.open, -question.count, question.term, question.folder


def _shared_folder(places: Sequence[Sighting]) -> str:
    folders = [PurePosixPath(folder).parts for folder in {s.path.rpartition("/")[0] for s in places}]
    shared = []
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return "".join(f"{part}/" for part in shared)


def _whole_words(text: str, first: int, start: int, end: int, last: int) -> tuple[str, str]:
    """The text before `start` and after `end`, as far as `first` and `last` but without cut words."""
    before, after = text[first:start], text[end:last]
    if first and " " in before:
        before = before[before.index(" ") + 1 :]
    if last < len(text) and " " in after:
        after = after[: after.rindex(" ")]
    return before, after


def _words(text: str) -> str:
    """The text as it reads, with the space that parts it from the word between its two sides."""
    from customary.audit.formats.canvas import plain

    shown = text.replace(MARKUP, "")
    return f"{' ' if shown[:1].isspace() else ''}{plain(text)}{' ' if shown[-1:].isspace() else ''}"
