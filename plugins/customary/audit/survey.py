"""Ten questions instead of six thousand findings: who our customers are, asked once a word and folder.

The organisation knows it, the sentence often doesn't. So every word whose fate hangs on that knowledge is
gathered, grouped by word and folder, and asked about, the question that settles most first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from customary.audit import sense
from customary.audit.model import Settings
from customary.audit.pack import Lexicon
from customary.audit.run import Examined

QUESTIONS = 10
CONTEXTS = 5
AROUND = 55
"""Characters shown to either side of a word."""


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
    def contexts(self) -> tuple[Sighting, ...]:
        """Five of the places, from as many files as there are, spread over the tree."""
        by_file: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in self.sightings:
            by_file[sighting.path].append(sighting)
        files = [by_file[path] for path in sorted(by_file)]
        chosen = (
            [files[i * len(files) // CONTEXTS] for i in range(CONTEXTS)] if len(files) > CONTEXTS else files
        )
        rows = (file[n] for n in range(CONTEXTS) for file in chosen if n < len(file))
        return tuple(sorted((s for s, _ in zip(rows, range(CONTEXTS), strict=False)), key=lambda s: s.path))


def sightings(path: str, seen: Examined, lexicon: Lexicon, settings: Settings) -> Iterator[Sighting]:
    """The words of `seen`, the page at `path`, that nobody has declared and that would be rewritten
    if they were declared to be customers."""
    told = settings.customers_are_called | settings.not_customers
    terms = frozenset(lexicon.by_term) - told
    if_yes = replace(settings, customers_are_called=settings.customers_are_called | terms)
    for o, now in seen.decided:
        if o.kind != "term" or o.term in told:
            continue
        if now.fix in ("auto", "suggest") or sense.decide(o, seen.evidence, if_yes, explain=False).fix in (
            "auto",
            "suggest",
        ):
            start, end, text = o.start - o.passage.start, o.end - o.passage.start, o.passage.text
            before, after = _whole_words(text, max(0, start - AROUND), start, end, end + AROUND)
            yield Sighting(o.term, path, _words(before), o.surface, _words(after), now.fix == "auto")


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


def _most_telling(question: Question) -> tuple[int, int, str, str]:
    return -question.open, -question.count, question.term, question.folder


def _shared_folder(places: Sequence[Sighting]) -> str:
    folders = [PurePosixPath(s.path).parent.parts for s in places]
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
    from customary.audit.formats.canvas import plain

    return f"{' ' if text[:1].isspace() else ''}{plain(text)}{' ' if text[-1:].isspace() else ''}"
