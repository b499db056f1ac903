"""A rubric explained: each criterion's curve or steps drawn, weights as bars, rules as sentences,
examples.

`explained(rubric)` gives one HTML fragment. Everything is drawn from whole numbers; colours are
`currentColor` and CSS variables, so that it can be read in light and dark; all texts are escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jinja2

from customary.errors import printable
from customary.fit import wording
from customary.fit.assess import assess
from customary.fit.kinds import fit_of
from customary.fit.model import FULL, Cap, Claim, Criterion, Example, Rubric
from customary.fit.numbers import shown
from customary.fit.reports.summary import of_100

WIDTH, HEIGHT = 300, 100
"""Of a drawing, in its own units; page styles decide the size."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What explains one criterion. `points` draws a curve; `steps` holds (word, fit, is ours) of each
    level."""

    name: str
    anchor: str
    ask: str
    help: str
    weight: int
    share: int
    ours: str
    points: str
    marks: tuple[tuple[int, str], ...]
    steps: tuple[tuple[str, int, bool], ...]
    unit: str
    sentence: str
    good_for: str


def explained(rubric: Rubric, level: int = 2) -> str:
    """The fragment, with headings from `level` (1..5) downwards."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "reports"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"of_100": of_100, "printable": printable}
    return environment.get_template("explained.html").render(
        rubric=rubric,
        level=level,
        drawings=[_drawing(rubric, criterion) for criterion in rubric.criteria],
        bands=_bands(rubric),
        rules=[*(_rule(rubric, cap) for cap in rubric.caps), *_limit(rubric)],
        contradictions=[_contradiction(rubric, each.when, each.because) for each in rubric.contradictions],
        examples=[_example(rubric, example) for example in rubric.examples],
    )


def _drawing(rubric: Rubric, criterion: Criterion) -> Drawing:
    everything = sum(each.weight for each in rubric.criteria) or 1
    is_curve = criterion.kind in ("number", "gap")
    low, high = _ends(criterion) if is_curve else (0, 1)
    return Drawing(
        name=_capital(criterion.name),
        anchor=criterion.id,
        ask=criterion.ask,
        help=criterion.help,
        weight=criterion.weight,
        share=criterion.weight * FULL // everything,
        ours=wording.ours(criterion),
        points=_curve(criterion, low, high) if is_curve else "",
        marks=_marks(criterion, low, high) if is_curve else (),
        steps=() if is_curve else _steps(criterion),
        unit=criterion.unit if is_curve else "",
        sentence=_in_words(criterion),
        good_for=f"An answer is good for {criterion.good_for} days." if criterion.good_for else "",
    )


def _corners(criterion: Criterion) -> list[int]:
    found = []
    if criterion.at_least is not None:
        found += [criterion.at_least - criterion.zero_after, criterion.at_least]
    if criterion.at_most is not None:
        found += [criterion.at_most, criterion.at_most + criterion.zero_after]
    return found


def _ends(criterion: Criterion) -> tuple[int, int]:
    """The numbers that the drawing runs between: all corners, and a little on each side."""
    corners = _corners(criterion)
    margin = max(1, (max(corners) - min(corners)) // 4)
    low = min(corners) - margin
    return (max(0, low) if min(corners) >= 0 and criterion.kind == "number" else low), max(corners) + margin


def _curve(criterion: Criterion, low: int, high: int) -> str:
    stops = sorted({low, high, *(corner for corner in _corners(criterion) if low <= corner <= high)})
    drawn = []
    for stop in stops:
        if criterion.zero_after == 0 and fit_of(criterion, stop) == FULL and stop == criterion.at_least:
            drawn.append((stop, 0))  # a cliff
        drawn.append((stop, fit_of(criterion, stop)))
        if criterion.zero_after == 0 and stop == criterion.at_most:
            drawn.append((stop, 0))
    return " ".join(f"{_across(x, low, high)},{HEIGHT - fit * HEIGHT // FULL}" for x, fit in drawn)


def _across(x: int, low: int, high: int) -> int:
    return (x - low) * WIDTH // (high - low)


def _marks(criterion: Criterion, low: int, high: int) -> tuple[tuple[int, str], ...]:
    within = sorted({corner for corner in _corners(criterion) if low <= corner <= high})
    return tuple((_across(corner, low, high), shown(corner, criterion.places)) for corner in within)


def _steps(criterion: Criterion) -> tuple[tuple[str, int, bool], ...]:
    if criterion.kind in ("scale", "level"):
        return tuple(
            (label, criterion.fit[n], criterion.ours == n) for n, label in enumerate(criterion.labels)
        )
    if criterion.kind == "yes_no":
        return (("they need it", fit_of(criterion, True), False), ("they don't", FULL, False))
    return ()


def _in_words(criterion: Criterion) -> str:
    if criterion.kind in ("number", "gap"):
        return _curve_in_words(criterion)
    if criterion.kind == "set":
        must = f" Without {wording.joined(criterion.must)} there is no fit." if criterion.must else ""
        return f"The fit is the share of what they need that we do: {wording.ours(criterion)}.{must}"
    if criterion.kind == "yes_no":
        return (
            "We do it, so any answer fits."
            if criterion.ours
            else "We don't do it, so it matters if they need it."
        )
    if criterion.matters and criterion.steps:
        sides = {
            "they want more": "only where they want more",
            "they want less": "only where they want less",
            "either way": "on both sides",
        }
        return f"Ours is “{wording.ours(criterion)}”; a difference matters {sides[criterion.matters]}."
    return "Each answer has its own fit."


def _curve_in_words(criterion: Criterion) -> str:
    low, high, span = criterion.at_least, criterion.at_most, criterion.zero_after
    fits, nothing = [], []
    if low is not None:
        fits.append(f"from {wording.value_text(criterion, low)}")
        nothing.append(f"{'at' if span else 'below'} {wording.value_text(criterion, low - span)}")
    if high is not None:
        fits.append(f"up to {wording.value_text(criterion, high)}")
        nothing.append(f"{'at' if span else 'above'} {wording.value_text(criterion, high + span)}")
    return f"A full fit {' and '.join(fits)}; none {' or '.join(nothing)}."


def _bands(rubric: Rubric) -> list[tuple[str, str]]:
    pairs = zip(rubric.verdicts, rubric.thresholds, strict=True)
    return [(name, "by rule only" if t is None else f"from {of_100(t)} of 100") for name, t in pairs]


def _rule(rubric: Rubric, cap: Cap) -> str:
    at_most = rubric.verdicts[cap.at_most]
    if cap.must_of is not None:
        criterion = rubric.criteria[cap.must_of]
        when = f"they need {' or '.join(criterion.must)} and we don't offer it"
    else:
        tests = [f"{rubric.criteria[n].name} fits less than {of_100(limit)}" for n, limit in cap.below]
        when = wording.joined(tests)
    because = f": {cap.because}" if cap.because else "."
    return f"At most “{at_most}” where {when}{because}"


def _limit(rubric: Rubric) -> list[str]:
    if rubric.na_limit is None or rubric.shape == "profile":
        return []
    share = of_100(rubric.na_limit)
    return [
        f"At most “{rubric.verdicts[rubric.na_at_most]}” where over {share} % of the weight is set aside."
    ]


def _contradiction(rubric: Rubric, when: tuple[Claim, ...], because: str) -> str:
    claims = wording.joined([_claim(rubric.criteria[claim.criterion], claim) for claim in when])
    return f"{_capital(claims)} can't both be true. {because}".strip()


def _claim(criterion: Criterion, claim: Claim) -> str:
    if claim.has is not None:
        return f"{criterion.name} with {claim.has}"
    if claim.equals is not None:
        return f"{criterion.name} “{wording.value_text(criterion, claim.equals)}”"
    bounds = [
        f"{words} {wording.value_text(criterion, bound)}"
        for words, bound in (("at least", claim.at_least), ("at most", claim.at_most))
        if bound is not None
    ]
    return f"{criterion.name} of {' and '.join(bounds)}"


def _example(rubric: Rubric, example: Example) -> tuple[str, str, str, list[tuple[str, str]]]:
    verdict = assess(rubric, example.answers)
    names = verdict.names or (verdict.state, verdict.state)
    outcome = names[0] if names[0] == names[1] else f"{names[0]} to {names[1]}"
    low, high = verdict.score or (0, 0)
    score = of_100(low) if low == high else f"{of_100(low)} to {of_100(high)}"
    answers = [
        (_capital(criterion.name), wording.theirs(criterion, answer) if answer.values else "—")
        for criterion, answer in zip(rubric.criteria, example.answers, strict=True)
    ]
    return example.name, outcome, score, answers


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
