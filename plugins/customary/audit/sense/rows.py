"""Words that stand together are judged together: a row of people, a heading and its text.

"Each guest/visitor" must not become "each customer/visitor" unseen, while a person still thinks about the
visitor; and a heading is no surer than what stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from customary.audit.model import Decision, Occurrence
from customary.audit.reading import reading

Decided = tuple[Occurrence, Decision]
_ROW = re.compile(
    r"\s*/\s*|,?\s+(?:and|or|nor|&|and/or)\s+(?:(?:the|our|your|their|an?|every|each)\s+)?|,\s+",
    re.IGNORECASE,
)
_LONGEST = 24
"""Characters between two words of a row."""
_IN_ROW = "the word beside it is left to a person, and the two belong together"
_IN_HEADING = "in the text below, the word is left to a person"


def as_one(decided: Sequence[Decided]) -> tuple[Decided, ...]:
    """`decided`, a document's words in order, where none is surer than the row or the text it belongs to."""
    made = list(decided)
    fixes = [decision.fix for _, decision in made]
    if "auto" not in fixes or "suggest" not in fixes:
        return tuple(made)
    unsure = _unsure_below(made)
    for i, (o, _) in enumerate(made):
        if o.term in unsure and o.passage.scope == "heading":
            _doubt(made, i, _IN_HEADING)
    joined = [i for i, (one, two) in enumerate(pairwise(made)) if _in_a_row(one[0], two[0])]
    for first in joined:
        if made[first][1].fix == "suggest":
            _doubt(made, first + 1, _IN_ROW)
    for first in reversed(joined):
        if made[first + 1][1].fix == "suggest":
            _doubt(made, first, _IN_ROW)
    return tuple(made)


def _unsure_below(decided: Sequence[Decided]) -> set[str]:
    """The terms that are left to a person wherever they stand in the text itself."""
    below = [(o.term, decision.fix) for o, decision in decided if o.passage.scope != "heading"]
    sure = {term for term, fix in below if fix == "auto"}
    return {term for term, fix in below if fix == "suggest"} - sure


def _doubt(made: list[Decided], at: int, why: str) -> None:
    o, decision = made[at]
    if decision.fix == "auto" and o.kind == "term":
        made[at] = (o, replace(decision, fix="suggest", why=(why, *decision.why)))


def _in_a_row(one: Occurrence, two: Occurrence) -> bool:
    """Whether the words of two different people stand in one row: guest/visitor, clients and patients."""
    if one.passage is not two.passage or one.term == two.term or not one.kind == two.kind == "term":
        return False
    if one.plural != two.plural or two.start - one.end > _LONGEST:
        return False
    view = reading(one.passage)
    return bool(_ROW.fullmatch(view.text[view.index(one.end - 1) + 1 : view.index(two.start)]))
