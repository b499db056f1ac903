"""The audit of one text: words found, judged, rewritten, and what the author says about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from customary.audit import grammar, sense, suppress
from customary.audit.document import document_of
from customary.audit.formats import Format
from customary.audit.model import (
    Decision,
    Evidence,
    Finding,
    Fix,
    Occurrence,
    Passage,
    Scope,
    Settings,
    Suppression,
    Weighing,
)
from customary.audit.pack import Lexicon
from customary.audit.reading import reading
from customary.audit.sense.rows import as_one
from customary.audit.stems import wanted
from customary.text import Edit

CUSTOMERS = re.compile(r"(?<![\w-])customers?(?![\w-])", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[^A-Za-z]+")
WANTED_CUSTOMERS = wanted(["customer"])


Decided = tuple[Occurrence, Decision]


@dataclass(frozen=True, slots=True)
class Examined:
    """What one look at a text tells."""

    passages: tuple[Passage, ...]
    """Those that may hold a word that is looked for."""
    findings: tuple[Finding, ...]
    """In the order of the text; no two of them edit the same characters."""
    evidence: Evidence
    """What the document as a whole tells about its words, to hand on to what is published from it."""
    waiting: bool = False
    """True where a finding had to be left out because an earlier one edits the same characters."""
    decided: tuple[Decided, ...] = ()
    """Every word that was looked at, with what was decided about it."""
    kept: tuple[Suppression, ...] = ()
    """What the author asks to keep."""


def check(
    text: str,
    format: Format,
    lexicon: Lexicon,
    settings: Settings,
    evidence: Evidence | None = None,
    explain: bool = True,
) -> list[Finding]:
    """Every finding of `text`, in its order; their edits never overlap.

    `evidence` is what is known of the document already: of the source, when `text` is what was published
    from it, so that both are judged alike. For `explain`, see `sense.decide`.
    """
    return list(examine(text, format, lexicon, settings, evidence, explain).findings)


def customers_in(text: str, format: Format) -> int:
    """How often the prose of `text` says customer already."""
    if "ustomer" not in text and "USTOMER" not in text:
        return 0
    return sum(len(CUSTOMERS.findall(p.text)) for p in format.passages(text, WANTED_CUSTOMERS))


def examine(
    text: str,
    format: Format,
    lexicon: Lexicon,
    settings: Settings,
    evidence: Evidence | None = None,
    explain: bool = True,
) -> Examined:
    """`check`, with all that was learned on the way; without `explain`, with few reasons (`sense.decide`)."""
    document = document_of(text, format, lexicon, lexicon.wanted)
    evidence = document.evidence if evidence is None else evidence
    decided = as_one(tuple((o, sense.decide(o, evidence, settings, explain)) for o in document.occurrences))
    return _examined(text, format, settings, document.passages, decided, evidence)


def examine_published(
    text: str,
    format: Format,
    lexicon: Lexicon,
    settings: Settings,
    evidence: Evidence,
    known: Mapping[str, Decision],
) -> Examined:
    """`examine` for what was published from a source: a word between the same letters as in the source
    is decided as there (`known`, by `place_of`), any other by the source's `evidence`."""
    passages = tuple(format.passages(text, lexicon.wanted))
    found = [o for passage in passages for o in lexicon.occurrences(passage)]
    told = [known.get(place_of(o)) for o in found]
    judged = as_one(
        tuple(
            (o, decision or sense.decide(o, evidence, settings, False))
            for o, decision in zip(found, told, strict=True)
        )
    )  # which must not unsay what the source's own words settled: a snippet may bring in doubtful ones
    decided = tuple((o, was or now) for (o, now), was in zip(judged, told, strict=True))
    return _examined(text, format, settings, passages, decided, evidence)


def place_of(o: Occurrence) -> str:
    """A word with the letters to its left and right: the same in a source and in what is made of it."""
    view = reading(o.passage)
    start, end = view.index(o.start), view.index(o.end - 1) + 1
    left = _NO_LETTERS.sub("", view.text[max(0, start - 40) : start])[-20:]
    right = _NO_LETTERS.sub("", view.text[end : end + 40])[:20]
    return f"{o.rule.id} {left} {o.surface} {right}"


def _examined(
    text: str,
    format: Format,
    settings: Settings,
    passages: tuple[Passage, ...],
    decided: tuple[Decided, ...],
    evidence: Evidence,
) -> Examined:
    kept = tuple(format.suppressions(text))
    judged = list(_judged(decided, settings))
    hidden = suppress.hidden(judged, kept)
    if hidden:  # a word that is kept stays beside its neighbours, which are worded with that in mind
        starts = {finding.start for finding in hidden}
        judged = list(_judged([d for d in decided if d[0].start not in starts], settings))
    apart = _without_overlaps(judged)
    findings = tuple(suppress.apply([*hidden, *apart], kept))
    return Examined(passages, findings, evidence, len(apart) < len(judged), decided, kept)


def judge_words(
    words: str, scope: Scope, lexicon: Lexicon, settings: Settings, evidence: Evidence
) -> Examined:
    """`examine` for a line that stands outside of documents, such as a label in the navigation."""
    passage = Passage(0, words, scope)
    decided = tuple((o, sense.decide(o, evidence, settings)) for o in lexicon.occurrences(passage))
    return Examined((passage,), tuple(_without_overlaps(_judged(decided, settings))), evidence)


def _judged(decided: Sequence[Decided], settings: Settings) -> Iterator[Finding]:
    for (occurrence, decision), row in zip(decided, _rows(decided), strict=True):
        if decision.fix is None:
            continue
        if decision.fix == "none":
            yield _finding(occurrence, "none", (), decision.why)
            continue
        say = settings.also_say.get(occurrence.term, "customer")
        beside = _beside(occurrence, decision.fix, row)
        rewriting = grammar.rewrite(occurrence.passage, occurrence, say, beside)
        fix: Fix = decision.fix if rewriting.certain else "suggest"
        why = (*decision.why, rewriting.why) if rewriting.why else decision.why
        yield _finding(occurrence, fix, rewriting.edits, why, decision.weighing)


def _rows(decided: Sequence[Decided]) -> Iterator[Sequence[Decided]]:
    """For each occurrence, itself and the nearest ones before and after it."""
    for i in range(len(decided)):
        yield decided[max(0, i - 4) : i + 5]


def _beside(occurrence: Occurrence, fix: Fix, row: Sequence[Decided]) -> list[Occurrence]:
    """The other words of the passage that become customers as surely: two in a row become one."""
    as_sure = ("auto",) if fix == "auto" else ("auto", "suggest")
    return [
        o
        for o, decision in row
        if o is not occurrence and o.passage is occurrence.passage and decision.fix in as_sure
    ]


def _finding(
    o: Occurrence,
    fix: Fix,
    edits: tuple[Edit, ...],
    why: tuple[str, ...],
    weighing: Weighing | None = None,
) -> Finding:
    rule, message = o.rule, _message(o, edits)
    return Finding(
        rule.id, rule.pack, o.surface, o.start, o.end, fix, edits, message, why, rule.severity, weighing
    )


def _message(o: Occurrence, edits: tuple[Edit, ...]) -> str:
    surface = " ".join(o.surface.split())
    if not edits:
        return o.rule.say or o.rule.note or f'Think again about "{surface}".'
    at = next((e for e in edits if e.start <= o.start < e.end), edits[0])
    if not at.replacement.strip():
        return f'Leave out "{surface}".'
    return f'Say "{" ".join(at.replacement.split())}" for "{surface}".'


def _without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """`findings` without those that would change what an earlier one changes: once that is done, they are
    either gone or found again."""
    kept: list[Finding] = []
    reach = 0
    for finding in findings:
        edits = finding.edits
        if edits and min(e.start for e in edits) < reach:
            continue
        kept.append(finding)
        reach = max([reach, *(e.end for e in edits)])
    return kept
