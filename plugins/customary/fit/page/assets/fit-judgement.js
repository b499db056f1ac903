/* The whole judgement of a set of answers, in the form that `customary fit assess --format json` prints. */
(function (fit) {
  "use strict";

  /** `rubric` as prepared, `canonical` answers by criterion id, `today` as YYYY-MM-DD or null. */
  function judgement(rubric, canonical, today) {
    const answers = fit.readAnswers(rubric, canonical), found = fit.assess(rubric, answers, today);
    const judged = rubric.criteria.map((criterion, position) => ({
      criterion, answer: answers[position], range: found.fits[position], state: found.states[position],
    }));
    const name = (position) => rubric.verdicts[position], pair = (positions) => positions && positions.map(name);
    return {
      state: found.state, verdict: pair(found.verdict), band: pair(found.band), score: found.score,
      total: found.total, weight: found.weight,
      criteria: judged.map((each) => ({
        id: each.criterion.id, fit: each.range, weight: each.criterion.weight,
        prediction: each.range && each.range.map(fit.prediction), reason: fit.reason(each),
      })),
      caps: [], conditions: [], reasons: [], next_questions: [], no_longer_matter: [],
      counterfactuals: { theirs: [], ours: [] }, weight_safety: null,
      contradictions: found.contradictions.map((rule) => rule.id), warnings: [],
    };
  }

  fit.judgement = judgement;
})(window.customaryFit = window.customaryFit || {});
