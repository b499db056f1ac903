"""The words of a rubric and of an assessment, as frozen dataclasses. Everything that counts is a whole
number.

Fits, scores, thresholds and limits run 0..1000. Numbers of a criterion with `places` p are whole multiples
of 10**-p of its unit. Criteria and verdicts are referred to by their position in the rubric.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

FULL = 1000
"""The best fit, the best score, and the highest threshold."""
MOST_CRITERIA = 200
MOST_WEIGHT = 1000
LARGEST_NUMBER = 10**12
"""Of a scaled number, so that every product stays exact in a browser too."""

KindName = Literal["number", "scale", "set", "yes_no", "level", "gap"]
State = Literal["settled", "open", "not assessable"]
Shape = Literal["verdict", "profile"]
Fixed = Literal["", "theirs", "ours", "both"]
Matters = Literal["they want more", "they want less", "either way"]

Value = int | bool | tuple[str, ...]
"""One possible answer: a scaled number, the position of a level, yes or no, or the things needed."""
Span = tuple[int, int]
"""The least and the most fit (0..1000) that an answer can mean."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question, our own position on it, and how a mismatch costs fit.

    `at_least`, `at_most`, `zero_after`, `places`: numbers and gaps. `fit`, `labels`: one entry a level, for
    scales and levels; `ours`, `matters`, `steps` explain a scale's `fit`. `ours` is a level (scale), a
    scaled number (gap), yes or no (yes/no) or what we offer (set); None where the rubric doesn't say.
    `lowest`: the least number there can be, where the rubric says it ("from").
    `condition_written`: the author worded the condition, it is not the default one.
    """

    id: str
    name: str
    kind: KindName
    weight: int
    at_least: int | None = None
    at_most: int | None = None
    zero_after: int = 0
    lowest: int | None = None
    places: int = 0
    fit: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    ours: Value | None = None
    matters: Matters | None = None
    steps: tuple[int, ...] = ()
    must: tuple[str, ...] = ()
    must_at_most: int = 0
    options: tuple[str, ...] = ()
    likely: tuple[Value, ...] = ()
    ask: str = ""
    help: str = ""
    unit: str = ""
    unit_one: str = ""
    sentences: Mapping[str, str] = field(default_factory=dict)
    condition: str = ""
    condition_written: bool = False
    next_steps: tuple[str, ...] = ()
    cost: int = 1
    fixed: Fixed = ""
    good_for: int | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """Where every criterion listed in `below` (position, limit) is under its limit, the verdict is
    `at_most`.

    `must_of`: instead, the position of a set whose missing must-have makes the cap apply.
    """

    id: str
    below: tuple[tuple[int, int], ...]
    at_most: int
    because: str = ""
    must_of: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a contradiction expects of one criterion: every bound that is given holds."""

    criterion: int
    equals: Value | None = None
    at_least: int | None = None
    at_most: int | None = None
    has: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot all be true: where every claim holds, the criteria count as unknown."""

    id: str
    when: tuple[Claim, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of a rubric file, already read: a name, answers, and what must come out."""

    name: str
    answers: tuple[Answer, ...]
    verdict: tuple[int, int] | None
    score: tuple[int, int] | None
    line: int


@dataclass(frozen=True, slots=True)
class Rubric:
    """A whole rubric. `verdicts` run from worst to best; `thresholds` has one entry a verdict, None where
    no score reaches it; `na_limit` (per mille of weight, None = no limit) and `na_at_most` limit "not
    applicable".
    """

    id: str
    verdicts: tuple[str, ...]
    thresholds: tuple[int | None, ...]
    criteria: tuple[Criterion, ...]
    caps: tuple[Cap, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    na_limit: int | None = None
    na_at_most: int = 0
    shape: Shape = "verdict"
    title: str = ""
    intro: str = ""
    refer_to: str = ""
    practice: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. No `values` = unknown; one = exact; two = from, to (sets: alternatives).

    `not_applicable` holds the reason. `ours` is our own rating, for a gap that was given as a pair.
    """

    values: tuple[Value, ...] = ()
    assumed: bool = False
    not_applicable: str | None = None
    said_by: str = ""
    on: date | None = None
    note: str = ""
    ours: int | None = None


UNKNOWN = Answer()


@dataclass(frozen=True, slots=True)
class Assessment:
    """One prospect's answers, one a criterion of the rubric, in its order."""

    prospect: str
    rubric_id: str
    answers: tuple[Answer, ...]
    on: date | None = None
    rubric_version: str = ""
    publish: bool = False
    signed: Mapping[str, str] = field(default_factory=dict)
    outcome: Mapping[str, str] = field(default_factory=dict)
    hours: int | None = None
    value: int | None = None
    warnings: tuple[str, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of a verdict. `fit` is None where it is not applicable.

    `state`: answered, range, assumed, unknown, stale, contradicted or not applicable.
    """

    criterion: Criterion
    answer: Answer
    fit: Span | None
    state: str


@dataclass(frozen=True, slots=True)
class CapState:
    """A cap that applies, or may apply once the open questions are answered."""

    id: str
    state: Literal["applies", "may apply"]
    at_most: int
    because: str
    cap: Cap | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes out: pairs run from the worst to the best that the answers allow.

    `verdict`, `band` and `score` are None where nothing is assessable. `total` is the sum of weight times
    fit.
    """

    rubric: Rubric
    state: State
    verdict: tuple[int, int] | None
    band: tuple[int, int] | None
    score: tuple[int, int] | None
    total: tuple[int, int]
    weight: int
    criteria: tuple[Judged, ...]
    caps: tuple[CapState, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def names(self) -> tuple[str, str] | None:
        """The worst and the best verdict by name."""
        if self.verdict is None:
            return None
        return self.rubric.verdicts[self.verdict[0]], self.rubric.verdicts[self.verdict[1]]
