"""Fixing a text: the edits made until none is left, and nothing handed back that was not read again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from customary.audit.anchors import has_attribute_lists, keep_anchors
from customary.audit.formats import Format
from customary.audit.model import FILLERS, Evidence, Finding, Fix, Passage, Scope, Settings, Suppression
from customary.audit.pack import Lexicon
from customary.audit.run import check
from customary.audit.sweep import Page
from customary.errors import BadInput, ProblemInFile
from customary.text import Edit, apply_edits, read_text, write_text

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
    lost_anchors: tuple[tuple[str, str], ...] = ()
    """(old, new) ids of headings, where the old one could not be kept."""


def fix_page(page: Page, tiers: Collection[Fix] = SURE, rules: Collection[str] = ()) -> Fixed:
    """`page` fixed as in `fix`, and the addresses of its headings kept. Raises NotOnlyWords."""
    fixed = fix(page.text, page.format, page.lexicon, page.settings, tiers, rules)
    return with_anchors(page, fixed)


def with_anchors(page: Page, fixed: Fixed) -> Fixed:
    """`fixed` with the old id behind each changed heading, where the page's site can read it."""
    if fixed.text == page.text:
        return fixed
    kept = keep_anchors(page.text, fixed.text, page.format, has_attribute_lists(Path(page.path)))
    return replace(fixed, text=kept.text, lost_anchors=kept.lost)


def save(page: Page, text: str) -> None:
    """Write `text` in the place of `page`, in one step.

    Raises BadInput where the file was changed meanwhile or can't be written.
    """
    if read_text(Path(page.path)) != page.text:
        what = "The file was changed while it was being fixed."
        raise BadInput([ProblemInFile(page.path, 0, 0, what, "Run the command again.")])
    try:
        write_text(Path(page.path), text)
    except OSError as error:
        what = f"The file can't be written: {error.strerror or error}."
        raise BadInput([ProblemInFile(page.path, 0, 0, what, "Check the permissions.")]) from None


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
        found = findings_of(text, format, lexicon, settings, evidence, rules)
        chosen = [f for f in found if f.fix in tiers and f.edits]
        if not chosen:
            break
        text = with_edits_of(text, format, chosen)
        made += chosen
    return Fixed(text, tuple(made))


def findings_of(
    text: str,
    format: Format,
    lexicon: Lexicon,
    settings: Settings,
    evidence: Evidence | None = None,
    rules: Collection[str] = (),
    left: Sequence[Finding] = (),
) -> list[Finding]:
    """The findings of `rules` (all, where none are named), but for those of `left`; worded for a sentence in
    which the words of all other findings stay."""
    spared = list(left)
    while True:
        found = check(text, _sparing(format, text, spared), lexicon, settings, evidence)
        others = [f for f in found if rules and f.rule not in rules and f.edits]
        if not others:
            return found
        spared += others


def _sparing(format: Format, text: str, findings: Sequence[Finding]) -> Format:
    """`format`, whose document `text` also keeps the words of `findings`, as if its author had said so."""
    if not findings:
        return format
    kept = tuple(Suppression(f.start, f.end, frozenset(), "", f.start) for f in findings)
    return _Sparing(format.name, format.suffixes, text, kept)


@dataclass(frozen=True, slots=True)
class _Sparing(Format):
    text: str
    kept: tuple[Suppression, ...]

    def suppressions(self, text: str) -> list[Suppression]:
        told = Format.suppressions(self, text)
        return sorted([*told, *self.kept], key=lambda s: s.at) if text == self.text else told


def with_edits_of(text: str, format: Format, findings: Sequence[Finding], notes: Sequence[Edit] = ()) -> str:
    """`text` with the edits of `findings`, read again and found to differ in those words only; and with
    `notes`, insertions of which that is known. Raises NotOnlyWords."""
    edits = sorted({edit for finding in findings for edit in finding.edits})
    changed = apply_edits(text, edits)
    if _as_expected(text, format, edits) != [(p.scope, p.level, p.text) for p in format.passages(changed)]:
        raise NotOnlyWords
    return apply_edits(text, [*edits, *notes])


def _as_expected(text: str, format: Format, edits: Sequence[Edit]) -> list[tuple[Scope, int, str]]:
    """The passages that a text should have after its edits: those from before, with the edits in them."""
    expected: list[tuple[Scope, int, str]] = []
    for passage in format.passages(text):
        inside = [_in(passage, e) for e in edits if passage.start <= e.start and e.end <= passage.end]
        expected.append((passage.scope, passage.level, apply_edits(passage.text, inside)))
    return expected


def _in(passage: Passage, edit: Edit) -> Edit:
    """`edit` as it shows in a passage: words of another passage inside it (an alt text) show as fillers."""
    start, end = edit.start - passage.start, edit.end - passage.start
    first = passage.text[start : start + 1]
    replacement = first * len(edit.replacement) if first and first in FILLERS else edit.replacement
    return Edit(start, end, replacement)
