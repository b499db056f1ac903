"""A rule's examples are its tests: what it flags (and what comes of it), what it passes."""

from __future__ import annotations

from customary.audit.cues import cues
from customary.audit.grammar import rewrite
from customary.audit.kinds import KINDS
from customary.audit.model import Occurrence, Passage, Rule
from customary.errors import shortened
from customary.text import apply_edits

Fault = tuple[str, str]
"""What is wrong, and the remedy."""


def parts(text: str) -> tuple[str, str]:
    """The sentence before and after an example's arrow; "" after where there is none."""
    before, _, after = text.partition(" -> ")
    return before.strip(), after.strip()


def fault_of_flag(rule: Rule, before: str, after: str) -> Fault | None:
    """What is wrong with an example that `rule` should flag, and rewrite as `after` unless that is ""."""
    found = _left(rule, before)
    if not found:
        return f'"{shortened(before)}" is not flagged by its own rule.', "Correct the example or the rule."
    if not after:
        return None
    edits = [edit for o in found for edit in rewrite(o.passage, o).edits]
    got = apply_edits(before, edits)
    if got != after:
        return (
            f'"{shortened(before)}" becomes "{shortened(got, 120)}".',
            f'It should be "{shortened(after, 120)}".',
        )
    return None


def fault_of_pass(rule: Rule, text: str) -> Fault | None:
    """What is wrong with an example that `rule` should leave alone."""
    found = _left(rule, text)
    if found:
        surface = found[0].surface
        return (
            f'"{shortened(text)}" should pass, but "{surface}" is flagged.',
            "Add a keep context, or take the example out.",
        )
    return None


def _left(rule: Rule, text: str) -> list[Occurrence]:
    """The occurrences of the rule's words that no hard sign keeps."""
    passage = Passage(0, text, "paragraph")
    found = KINDS[rule.kind].finder([rule])(passage)
    return [o for o in found if not any(c.side == "keep" and c.strength == "hard" for c in cues(passage, o))]
