"""Local signs around an occurrence: what the words beside it say about its sense."""

from __future__ import annotations

from collections.abc import Sequence

from customary.audit.model import Cue, Occurrence, Passage
from customary.audit.patterns import pattern
from customary.audit.reading import reading, words_after, words_before


def cues(passage: Passage, occurrence: Occurrence, protect: Sequence[str] = ()) -> tuple[Cue, ...]:
    """The signs for and against rewriting `occurrence`, hard ones first.

    `protect` names further names (of the organisation) that stay as they are.
    """
    view = reading(passage)
    before = words_before(view, view.index(occurrence.start))
    after = words_after(view, view.index(occurrence.end - 1) + 1)
    found = []
    for context in occurrence.rule.contexts:
        if any(
            pattern(text).matches(before, after, occurrence.plural, bool(occurrence.possessive))
            for text in context.patterns
        ):
            found.append(Cue(context.id, context.side, context.strength, context.words))
    return tuple(sorted(found, key=lambda cue: cue.strength))
