/* The whole judgement of a set of answers, in the form that `customary fit assess --format json` prints. */
(function (fit) {
  "use strict";

  /** `rubric` as prepared, `canonical` answers by criterion id, `today` as YYYY-MM-DD or null. */
  function judgement(rubric, canonical, today) {
    const answers = fit.readAnswers(rubric, canonical), found = fit.assess(rubric, answers, today);
    const judged = rubric.criteria.map((criterion, position) => ({
      criterion, answer: answers[position], range: found.fits[position], state: found.states[position],
    }));
    const id = (position) => rubric.criteria[position].id, advise = fit.advise;
    return {
      state: found.state, verdict: named(rubric, found.verdict), band: named(rubric, found.band), score: found.score,
      total: found.total, weight: found.weight, criteria: judged.map(criterionOf), caps: capsOf(rubric, found),
      conditions: advise.conditions(rubric, found, judged),
      reasons: advise.reasons(rubric, found).map(id),
      next_questions: advise.nextQuestions(rubric, found).map((one) => ({
        id: id(one.criterion), verdicts_removed: one.removed, answers_that_settle: one.settling, width: one.width,
      })),
      no_longer_matter: advise.noLongerMatter(rubric, found).map(id),
      counterfactuals: bySide((side) => changesOf(rubric, found, fit.counterfactuals(rubric, found, side))),
      reopening: bySide((side) => changesOf(rubric, found, fit.reopening(rubric, found, side))),
      weight_safety: fit.weightSafety(rubric, found),
      contradictions: found.contradictions.map((rule) => ({
        id: rule.id, because: rule.because,
        criteria: rubric.criteria.filter((_, at) => rule.when.some((claim) => claim.criterion === at)).map((criterion) => criterion.id),
      })),
      next_steps: (rubric.canonical.shape === "profile" ? advise.nextSteps(rubric, found, judged) : [])
        .map(([at, gain, text]) => ({ id: id(at), gain, text })),
    };
  }

  function named(rubric, ends) { return ends && ends.map((end) => rubric.verdicts[end]); }

  function criterionOf(judged) {
    return {
      id: judged.criterion.id, fit: judged.range, weight: judged.criterion.weight, state: judged.state,
      prediction: judged.range && judged.range.map(fit.prediction), reason: fit.reason(judged),
    };
  }

  function capsOf(rubric, found) {
    return fit.standing(rubric, found).map((cap) => ({
      id: cap.id, at_most: rubric.verdicts[cap.at_most],
      state: cap.id === fit.TOO_MUCH && !rubric.caps.includes(cap) || found.applies.includes(cap) ? "applies" : "may apply",
      because: rubric.caps.includes(cap) ? cap.because : "Too many questions were set aside as not applicable.",
    }));
  }

  function bySide(listOf) { return { theirs: listOf("theirs"), ours: listOf("ours") }; }

  function changesOf(rubric, found, changes) {
    return changes.map(({ to, steps, outcome }) => {
      const change = Object.create(null);
      steps.forEach(({ position, move }) => {
        const criterion = rubric.criteria[position], key = criterion.id + (move.field ? "." + move.field : "");
        change[key] = [move.before, move.after].map((value) => typed(criterion, found.taken[position], move, value));
      });
      return { to: rubric.verdicts[to], change, total: outcome.total, verdict: named(rubric, outcome.verdict),
        words: steps.map((step) => stepWords(rubric.criteria[step.position], found.taken[step.position], step.move)) };
    });
  }

  /** A value as an assessment would hold it: in the unit, and a gap as their rating where ours is known. */
  function typed(criterion, answer, move, value) {
    if (criterion.kind === "yes_no") return value ? "yes" : "no";
    if (!fit.isNumber(criterion)) return value;
    return Number(fit.numberText(criterion, move.field ? value : theirRating(criterion, answer, value)));
  }

  function theirRating(criterion, answer, value) {
    const ours = fit.given(answer.ours) ? answer.ours : criterion.ours;
    return criterion.kind === "gap" && fit.given(ours) ? ours - value : value;
  }

  /** What a step says, such as "lead time: from 3 to 4 working days". */
  function stepWords(criterion, answer, move) {
    const name = fit.nameOf(criterion) + ": ", { before, after } = move;
    if (criterion.kind === "set") {
      const items = move.field ? after.filter((item) => !before.includes(item)) : before.filter((item) => !after.includes(item));
      return name + (move.field ? "add " : "do without ") + fit.joined(items);
    }
    const [from, to] = move.field ? [before, after] : [before, after].map((value) => theirRating(criterion, answer, value));
    return name + "from " + fit.valueText(criterion, from, true) + " to " + fit.valueText(criterion, to);
  }

  fit.judgement = judgement;
})(window.customaryFit = window.customaryFit || {});
