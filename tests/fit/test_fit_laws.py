"""What holds for every rubric and every answer, and where it stops. Brute force is the judge of the
advice."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from customary.fit.advise import conditions, next_questions, no_longer_matter, unsettled
from customary.fit.assess import assess, settle
from customary.fit.canonical import default_likely
from customary.fit.compile import canonical, canonical_json
from customary.fit.counterfactuals import counterfactuals
from customary.fit.kinds import fit_of, possible_answers, span_of
from customary.fit.kinds.scale import fits_from
from customary.fit.model import UNKNOWN, Answer, Cap, Claim, Contradiction, Criterion, Rubric, Verdict
from customary.fit.moves import Step, Table, moves_of
from customary.fit.rubric import rubric_from_text
from customary.fit.safety import weight_safety
from customary.fit.wording import with_default_texts

FITS = st.integers(0, 1000) | st.sampled_from([0, 200, 500, 1000])
OFFERED, WANTED = ("printing", "binding"), ("printing", "binding", "foil", "boxes")


@st.composite
def numbers(draw: st.DrawFn) -> dict[str, object]:
    bounds = sorted([draw(st.integers(0, 12)), draw(st.integers(0, 12))])
    which = draw(st.sampled_from(["least", "most", "both"]))
    return {
        "kind": draw(st.sampled_from(["number", "gap"])),
        "at_least": bounds[0] if which != "most" else None,
        "at_most": bounds[1] if which != "least" else None,
        "zero_after": draw(st.integers(0, 9)),
    }


@st.composite
def scales(draw: st.DrawFn) -> dict[str, object]:
    levels = draw(st.integers(2, 4))
    labels = tuple(f"level {n}" for n in range(levels))
    if draw(st.booleans()):
        fits = tuple(draw(st.lists(FITS, min_size=levels, max_size=levels)))
        return {"kind": draw(st.sampled_from(["scale", "level"])), "fit": fits, "labels": labels}
    ours, matters = (
        draw(st.integers(0, levels - 1)),
        draw(st.sampled_from(["they want more", "they want less", "either way"])),
    )
    steps = tuple(sorted(draw(st.lists(FITS, min_size=1, max_size=levels)), reverse=True))
    fits = fits_from(levels, ours, matters, steps)
    return {"kind": "scale", "fit": fits, "labels": labels, "ours": ours, "matters": matters, "steps": steps}


@st.composite
def criteria(draw: st.DrawFn, n: int) -> Criterion:
    tables = draw(
        numbers()
        | scales()
        | st.fixed_dictionaries({"kind": st.just("yes_no"), "ours": st.booleans()})
        | st.fixed_dictionaries(
            {
                "kind": st.just("set"),
                "ours": st.sampled_from([(), OFFERED, ("printing",)]),
                "must": st.sampled_from([(), ("foil",), ("printing",)]),
            }
        )
    )
    weight = draw(st.integers(0, 6))
    criterion = Criterion(id=f"c{n}", name=f"c{n}", weight=weight, **tables)  # type: ignore[arg-type]
    return with_default_texts(replace(criterion, likely=default_likely(criterion)))


@st.composite
def rubrics(draw: st.DrawFn, most: int = 4, contradictions: bool = False) -> Rubric:
    size = draw(st.integers(1, most))
    found = tuple(draw(criteria(n)) for n in range(size))
    assume(any(criterion.weight for criterion in found))
    verdicts = ("decline", "sign if", "sign", "court")[: draw(st.integers(2, 4))]
    thresholds = sorted(draw(st.lists(FITS, min_size=len(verdicts) - 1, max_size=len(verdicts) - 1)))
    caps = [
        Cap(
            f"cap{n}",
            tuple(
                sorted(draw(st.dictionaries(st.integers(0, size - 1), FITS, min_size=1, max_size=3)).items())
            ),
            draw(st.integers(0, len(verdicts) - 1)),
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    caps += [Cap(f"{c.id}_must", (), 0, "", n) for n, c in enumerate(found) if c.must]
    rubric = Rubric(
        "r", verdicts, (0, *thresholds), found, tuple(caps), na_limit=300, na_at_most=len(verdicts) - 2
    )
    if contradictions:
        claims = tuple(
            Claim(n, equals=draw(st.sampled_from(_some_answers(found[n])))) for n in range(min(2, size))
        )
        rubric = replace(rubric, contradictions=(Contradiction("same", claims),))
    return rubric


def _some_answers(criterion: Criterion) -> list[object]:
    if criterion.kind in ("number", "gap"):
        return list(range(-2, 22))
    if criterion.kind == "set":
        return [x for n in range(4) for x in itertools.combinations(WANTED, n)]
    return list(range(len(criterion.fit))) if criterion.fit else [True, False]


@st.composite
def answers(draw: st.DrawFn, criterion: Criterion, exact: bool = False) -> Answer:
    some = st.sampled_from(_some_answers(criterion))
    if exact:
        return Answer((draw(some),))  # type: ignore[arg-type]
    form = draw(st.sampled_from(["exact", "exact", "unknown", "between", "assumed"]))
    if form == "unknown":
        return UNKNOWN
    if form == "between":
        two = [draw(some), draw(some)]
        ends = two if criterion.kind in ("set", "yes_no") else sorted(two)  # type: ignore[type-var]
        return Answer(tuple(dict.fromkeys(ends)))  # type: ignore[arg-type]
    return Answer((draw(some),), assumed=form == "assumed")  # type: ignore[arg-type]


@st.composite
def assessed(draw: st.DrawFn, most: int = 4, exact: bool = False) -> tuple[Rubric, list[Answer]]:
    rubric = draw(rubrics(most))
    return rubric, [draw(answers(criterion, exact)) for criterion in rubric.criteria]


def _of(verdict: Verdict) -> tuple[int, int]:
    assert verdict.verdict is not None
    return verdict.verdict


@given(assessed())
def test_the_shown_score_never_contradicts_the_band(case: tuple[Rubric, list[Answer]]) -> None:
    verdict = assess(*case)
    assume(verdict.score is not None)
    assert verdict.score and verdict.band
    for score, band in zip(verdict.score, verdict.band, strict=True):
        above = [t for t in verdict.rubric.thresholds[band + 1 :] if t is not None]
        assert verdict.rubric.thresholds[band] <= score  # type: ignore[operator]
        assert all(score < threshold for threshold in above)


@given(assessed())
def test_an_interval_holds_every_answer_that_it_may_mean(case: tuple[Rubric, list[Answer]]) -> None:
    for criterion, answer in zip(case[0].criteria, case[1], strict=True):
        low, high = span_of(criterion, answer)
        for value in possible_answers(criterion, answer):
            assert low <= fit_of(criterion, value) <= high


@given(st.data())
def test_an_answer_more_never_widens_the_verdict(data: st.DataObject) -> None:
    rubric, given_answers = data.draw(assessed())
    before = assess(rubric, given_answers)
    open_ones = unsettled(before)
    assume(open_ones)
    position = data.draw(st.sampled_from(open_ones))
    known = given_answers[position]
    value = data.draw(st.sampled_from(possible_answers(rubric.criteria[position], known)))
    narrowed = [*given_answers]
    narrowed[position] = Answer((value,))
    after = assess(rubric, narrowed)
    assert _of(before)[0] <= _of(after)[0] <= _of(after)[1] <= _of(before)[1]
    if before.state == "settled":
        assert after.state == "settled"


@given(st.data())
def test_a_better_answer_never_lowers_the_verdict(data: st.DataObject) -> None:
    rubric, given_answers = data.draw(assessed(exact=True))
    position = data.draw(st.integers(0, len(given_answers) - 1))
    criterion = rubric.criteria[position]
    better = data.draw(answers(criterion, exact=True))
    assume(not criterion.must)  # a must-have is a cap of its own: see the test below
    assume(fit_of(criterion, better.values[0]) >= fit_of(criterion, given_answers[position].values[0]))
    changed = [*given_answers]
    changed[position] = better
    assert _of(assess(rubric, changed))[0] >= _of(assess(rubric, given_answers))[0]


@given(st.data())
def test_the_order_of_criteria_never_matters(data: st.DataObject) -> None:
    rubric, given_answers = data.draw(assessed())
    order = data.draw(st.permutations(range(len(rubric.criteria))))
    to = {old: new for new, old in enumerate(order)}
    moved = replace(
        rubric,
        criteria=tuple(rubric.criteria[n] for n in order),
        caps=tuple(
            replace(
                cap,
                below=tuple(sorted((to[n], limit) for n, limit in cap.below)),
                must_of=None if cap.must_of is None else to[cap.must_of],
            )
            for cap in rubric.caps
        ),
    )
    first, second = assess(rubric, given_answers), assess(moved, [given_answers[n] for n in order])
    assert (first.verdict, first.score, first.total) == (second.verdict, second.score, second.total)


@given(st.data())
def test_where_the_laws_stop_contradictions_may_open_a_settled_verdict(data: st.DataObject) -> None:
    rubric = data.draw(rubrics(contradictions=True))
    given_answers = [data.draw(answers(criterion)) for criterion in rubric.criteria]
    verdict = assess(rubric, given_answers)
    for contradiction in verdict.contradictions:
        for claim in contradiction.when:
            unknown = span_of(rubric.criteria[claim.criterion], UNKNOWN)
            assert verdict.criteria[claim.criterion].fit == unknown


def test_where_the_laws_stop_by_example() -> None:
    """A contradicting answer opens what was settled, and so does setting a bad answer aside."""
    text = """{"rubric": "r", "verdicts": ["no", "yes"], "bands": {"yes": 500}, "not_applicable": null,
      "criteria": [{"id": "a", "weight": 1, "fit": [0, 1000]}, {"id": "b", "weight": 1, "fit": [1000, 0]}],
      "contradictions": [{"when": {"a": {"is": 1}, "b": {"is": 0}}}]}"""
    rubric = rubric_from_text(text, "r.json")
    assert assess(rubric, [Answer((1,)), UNKNOWN]).names == ("yes", "yes")
    assert assess(rubric, [Answer((1,)), Answer((0,))]).names == ("no", "yes")
    assert assess(rubric, [Answer((0,)), Answer((1,))]).names == ("no", "no")
    assert assess(rubric, [Answer((0,)), Answer(not_applicable="a holiday")]).names == ("no", "no")
    assert assess(rubric, [Answer(not_applicable="a holiday"), Answer((0,))]).names == ("yes", "yes")


@given(assessed(most=3))
def test_questions_that_no_longer_matter_never_do(case: tuple[Rubric, list[Answer]]) -> None:
    """Brute force over every answer that the open questions can still get."""
    rubric, given_answers = case
    verdict = assess(rubric, given_answers)
    named = no_longer_matter(verdict)
    assume(named)
    ranges = {n: _completions(rubric.criteria[n], given_answers[n]) for n in unsettled(verdict)}
    assume(_product(ranges) <= 4000)
    for position in named:
        others = [n for n in ranges if n != position]
        for chosen in itertools.product(*(ranges[n] for n in others)):
            full = [*given_answers]
            for n, value in zip(others, chosen, strict=True):
                full[n] = value
            ends = set()
            for value in ranges[position]:
                full[position] = value
                ends.add(settle(rubric, full).verdict)
            assert len(ends) == 1


def _completions(criterion: Criterion, answer: Answer) -> list[Answer]:
    if criterion.kind in ("number", "gap"):
        low, high = -30, 50
        if answer.values:
            slack = -(-criterion.zero_after // 8) if answer.assumed else 0
            low, high = min(answer.values) - slack, max(answer.values) + slack  # type: ignore[type-var,operator,assignment]
        by_fit = {fit_of(criterion, x): Answer((x,)) for x in range(low, high + 1)}
        return list(by_fit.values())
    if criterion.kind == "set" and (not answer.values or answer.assumed):
        return [Answer((value,)) for value in _some_answers(criterion)]  # type: ignore[arg-type]
    return [Answer((value,)) for value in possible_answers(criterion, answer)]


def _product(ranges: dict[int, list[Answer]]) -> int:
    total = 1
    for each in ranges.values():
        total *= len(each)
    return total


@given(assessed(most=3))
def test_questions_are_ranked_by_what_they_rule_out(case: tuple[Rubric, list[Answer]]) -> None:
    rubric, given_answers = case
    verdict = assess(rubric, given_answers)
    ranked = next_questions(verdict)
    if verdict.state != "open":
        assert ranked == []
        return
    assert sorted(question.criterion for question in ranked) == unsettled(verdict)
    keys = []
    for question in ranked:
        spreads = []
        for value in possible_answers(rubric.criteria[question.criterion], given_answers[question.criterion]):
            one = [*given_answers]
            one[question.criterion] = Answer((value,))
            worst, best = _of(assess(rubric, one))
            spreads.append(best - worst)
        before = _of(verdict)[1] - _of(verdict)[0]
        assert question.removed == (sum(before - spread for spread in spreads), len(spreads))
        assert question.settling == (spreads.count(0), len(spreads))
        keys.append(
            (-Fraction(*question.removed), -Fraction(*question.settling), -question.width, question.criterion)
        )
    assert keys == sorted(keys)


@pytest.mark.parametrize("side", ["theirs", "ours"])
@given(case=assessed(most=3, exact=True))
def test_counterfactuals_are_the_smallest_moves(side: str, case: tuple[Rubric, list[Answer]]) -> None:
    """Every single move, every pair and every triple is tried by brute force."""
    rubric, given_answers = case
    verdict = assess(rubric, given_answers)
    found = counterfactuals(verdict, side)  # type: ignore[arg-type]
    table, moves = Table(rubric, given_answers), moves_of(verdict, side)  # type: ignore[arg-type]
    now = _of(verdict)[0]
    for to in range(now + 1, len(rubric.verdicts)):
        listed = [change for change in found if change.to == to]
        size = next((n for n in (1, 2, 3) if _some_set_reaches(table, moves, n, to)), None)
        assert {len(change.steps) for change in listed} == ({size} if size else set())
        for change in listed:
            assert change.outcome.verdict and change.outcome.verdict[0] >= to
        if size == 1:
            smallest = {n: _first_that_reaches(table, moves, n, to) for n in moves}
            wanted = {n: move for n, move in smallest.items() if move is not None}
            assert {change.steps[0].position: change.steps[0].move for change in listed} == wanted


def _some_set_reaches(table: Table, moves: dict[int, object], size: int, to: int) -> bool:
    for places in itertools.combinations(moves, size):
        every = [[Step(n, moves[n].at(k)) for k in range(moves[n].count)] for n in places]  # type: ignore[attr-defined]
        if any(_reaches(table, steps, to) for steps in itertools.product(*every)):
            return True
    return False


def _first_that_reaches(table: Table, moves: dict[int, object], position: int, to: int) -> object:
    all_moves = (moves[position].at(k) for k in range(moves[position].count))  # type: ignore[attr-defined]
    return next((move for move in all_moves if _reaches(table, [Step(position, move)], to)), None)


def _reaches(table: Table, steps: Sequence[Step], to: int) -> bool:
    verdict = table.after(steps).verdict
    return verdict is not None and verdict[0] >= to


@given(st.data())
def test_the_band_holds_within_the_safe_weights(data: st.DataObject) -> None:
    """At p every weight may move by its share, in any direction, and the band stays; just beyond p it can
    turn."""
    rubric, given_answers = data.draw(assessed(exact=True))
    verdict = assess(rubric, given_answers)
    safety = weight_safety(verdict)
    assume(safety is not None)
    assert safety is not None and verdict.band is not None
    scale = 10**6
    below = safety.numerator >= 0

    def band_at(share: Fraction) -> int:
        total = weight = Fraction(0)
        for judged in verdict.criteria:
            gap = judged.fit[0] - safety.threshold  # type: ignore[index]
            against = gap < 0 if not below else gap > 0
            moved = judged.criterion.weight * (1 - share if against else 1 + share)
            total += moved * judged.fit[0]  # type: ignore[index]
            weight += moved
        reached = [n for n, t in enumerate(rubric.thresholds) if t is not None and total >= t * weight]
        return max(reached)

    if safety.denominator == 0 or abs(safety.numerator) >= safety.denominator:
        return
    p = Fraction(abs(safety.numerator), safety.denominator)
    inside = p - Fraction(1, scale) if p else p
    if inside >= 0 and below:
        assert band_at(inside) >= verdict.band[0]
    if p + Fraction(1, scale) < 1:
        turned = band_at(p + Fraction(1, scale))
        assert turned != verdict.band[0]


@given(assessed(exact=True))
def test_each_breaking_point_brings_the_total_onto_its_threshold(case: tuple[Rubric, list[Answer]]) -> None:
    verdict = assess(*case)
    safety = weight_safety(verdict)
    assume(safety is not None)
    assert safety is not None
    for point in safety.weights:
        total = Fraction(0)
        for n, judged in enumerate(verdict.criteria):
            weight = Fraction(*point.weight) if n == point.criterion else Fraction(judged.criterion.weight)
            total += weight * (judged.fit[0] - point.threshold)  # type: ignore[index]
        assert total == 0
        now = verdict.criteria[point.criterion].criterion.weight
        assert (Fraction(*point.weight) >= now) == point.above


@given(assessed(exact=True))
def test_sign_if_always_names_a_condition(case: tuple[Rubric, list[Answer]]) -> None:
    verdict = assess(*case)
    if verdict.names == ("sign if", "sign if"):
        assert conditions(verdict)


@given(rubrics(contradictions=True))
def test_the_canonical_form_reads_back_as_itself(rubric: Rubric) -> None:
    text = canonical_json(rubric)
    again = rubric_from_text(text, "again.json")
    assert canonical_json(again) == text
    assert canonical(again) == canonical(rubric)


@given(st.data())
def test_not_applicable_leaves_the_weight_and_its_caps(data: st.DataObject) -> None:
    rubric, given_answers = data.draw(assessed())
    position = data.draw(st.integers(0, len(given_answers) - 1))
    aside = [*given_answers]
    aside[position] = Answer(not_applicable="no stock is needed")
    verdict = assess(rubric, aside)
    left = sum(c.weight for n, c in enumerate(rubric.criteria) if n != position)
    assert verdict.weight == left
    assert (verdict.state == "not assessable") == (left == 0)
    for state in verdict.caps:
        assert state.cap is None or position not in dict(state.cap.below)
    out = rubric.criteria[position].weight
    too_much = out * 1000 > 300 * (left + out)
    assert ("too_much_not_applicable" in {state.id for state in verdict.caps}) == too_much


@given(case=assessed(exact=True))
def test_an_own_move_that_keeps_the_verdict_lifts_a_cap(case: tuple[Rubric, list[Answer]]) -> None:
    verdict = assess(*case)
    now = _of(verdict)[0]
    holding = {state.id for state in verdict.caps if state.cap and state.at_most == now}
    for change in counterfactuals(verdict, "ours"):
        if change.to == now:
            left = {cap.id for cap in (*change.outcome.applies, *change.outcome.may_apply)}
            assert now > 0 and change.outcome.verdict == verdict.verdict and holding - left


def test_too_much_set_aside_is_lifted_by_nobody() -> None:
    text = """{"rubric": "r", "verdicts": ["no", "sign if", "yes"], "bands": {"sign if": 100, "yes": 500},
      "criteria": [{"id": "a", "weight": 1, "at_least": 9, "zero_after": 9},
      {"id": "b", "weight": 1, "fit": [0, 1]}, {"id": "c", "weight": 1, "fit": [1000]}]}"""
    rubric = rubric_from_text(text, "r.json")
    verdict = assess(rubric, [Answer((5,)), Answer(not_applicable="a holiday"), Answer((0,))])
    assert verdict.names == ("sign if", "sign if")
    assert [state.id for state in verdict.caps] == ["too_much_not_applicable"]
    assert counterfactuals(verdict, "theirs") == counterfactuals(verdict, "ours") == []
