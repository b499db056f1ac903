"""Fixing a text: the edits made until none is left, and nothing handed back that was not read again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from customary.audit.formats import Format
from customary.audit.model import Finding, Fix, Scope, Settings
from customary.audit.pack import Lexicon
from customary.audit.run import check
from customary.audit.sense import Evidence
from customary.text import Edit, apply_edits

MOST_ROUNDS = 6
"""How often a text is gone over: a fix can set free the next word's."""
SURE: frozenset[Fix] = frozenset(("auto",))
ALL: frozenset[Fix] = frozenset(("auto", "suggest"))


class NotOnlyWords(Exception):
    """A rewriting that would have changed more than the words of its passages."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text after its fixes, and what was fixed, round by round."""

    text: str
    findings: tuple[Finding, ...]


def fix(
    text: str,
    format: Format,
    lexicon: Lexicon,
    settings: Settings,
    tiers: Collection[Fix] = SURE,
    rules: Collection[str] = (),
    evidence: Evidence | None = None,
) -> Fixed:
    """`text` with the edits of all findings of `tiers` (and of `rules`, where any are named).

    Goes on until nothing is left, so that fixing again changes nothing. Raises NotOnlyWords.
    """
    made: list[Finding] = []
    for _ in range(MOST_ROUNDS):
        found = check(text, format, lexicon, settings, evidence)
        chosen = [f for f in found if f.fix in tiers and f.edits and (not rules or f.rule in rules)]
        if not chosen:
            break
        text = with_edits_of(text, format, chosen)
        made += chosen
    return Fixed(text, tuple(made))


def with_edits_of(text: str, format: Format, findings: Sequence[Finding]) -> str:
    """`text` with the edits of `findings`, read again and found to differ in those words only."""
    edits = sorted({edit for finding in findings for edit in finding.edits})
    changed = apply_edits(text, edits)
    if _as_expected(text, format, edits) != [(p.scope, p.level, p.text) for p in format.passages(changed)]:
        raise NotOnlyWords
    return changed


def _as_expected(text: str, format: Format, edits: Sequence[Edit]) -> list[tuple[Scope, int, str]]:
    """The passages that a text should have after its edits: those from before, with the edits in them."""
    expected: list[tuple[Scope, int, str]] = []
    for passage in format.passages(text):
        inside = [
            Edit(e.start - passage.start, e.end - passage.start, e.replacement)
            for e in edits
            if passage.start <= e.start and e.end <= passage.end
        ]
        expected.append((passage.scope, passage.level, apply_edits(passage.text, inside)))
    return expected
