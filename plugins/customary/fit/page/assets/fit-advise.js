/* What to say about a verdict: why, what to agree on, what to ask next, what no longer matters.
   The twin of customary.fit.advise. `found` is what fit.assess gives; criteria go by their position. */
(function (fit) {
  "use strict";

  const unique = (list) => list.filter((item, at) => list.indexOf(item) === at);
  const heaviestFirst = (measure) => (a, b) => measure(b) - measure(a) || a - b;

  function unsettled(found) {
    return positions(found).filter((at) => found.fits[at] !== null && found.fits[at][0] < found.fits[at][1]);
  }

  function positions(found) { return found.fits.map((_, at) => at); }

  /** The questions that are not settled to one fit, the most telling first; none where the verdict is settled. */
  function nextQuestions(rubric, found) {
    if (found.state !== "open") return [];
    return unsettled(found).map((at) => question(rubric, found, at)).sort((a, b) =>
      byRatio(a.removed, b.removed) || byRatio(a.settling, b.settling) || b.width - a.width || a.criterion - b.criterion);
  }

  function byRatio([a, b], [c, d]) { return c * b - a * d; }

  function question(rubric, found, at) {
    const criterion = rubric.criteria[at], [low, high] = found.fits[at];
    const known = found.states[at] === "contradicted" ? fit.UNKNOWN : found.taken[at];
    const possible = fit.KINDS[criterion.kind].possible(criterion, known);
    let removed = 0, settling = 0;
    possible.forEach((value) => {
      const changed = found.taken.slice();
      changed[at] = Object.assign({}, fit.UNKNOWN, { values: [value] });
      const after = spread(fit.settle(rubric, changed).verdict);
      removed += spread(found.verdict) - after;
      settling += after === 0 ? 1 : 0;
    });
    return { criterion: at, removed: [removed, possible.length], settling: [settling, possible.length], width: criterion.weight * (high - low) };
  }

  function spread(ends) { return ends === null ? 0 : ends[1] - ends[0]; }

  /** The open questions whose answer can't change the verdict any more, whatever the others turn out to be. */
  function noLongerMatter(rubric, found) {
    if (found.state === "not assessable") return [];
    return unsettled(found).filter((at) => found.state === "settled" || !fit.canMatter(rubric, found, at));
  }

  /** What a criterion certainly costs the total. */
  function loss(rubric, found, at) {
    return found.fits[at] === null ? 0 : rubric.criteria[at].weight * (fit.FULL - found.fits[at][1]);
  }

  /** The criteria that certainly cost something, the dearest first. */
  function reasons(rubric, found) {
    const costs = (at) => loss(rubric, found, at);
    return positions(found).filter((at) => costs(at) > 0).sort(heaviestFirst(costs));
  }

  /** What to agree on before signing, the most pressing first, where a verdict on condition is possible. */
  function conditions(rubric, found, judged) {
    if (!found.verdict || rubric.canonical.shape === "profile") return [];
    let possible = false;
    for (let at = found.verdict[0]; at <= found.verdict[1]; at += 1) possible = possible || onCondition(rubric, at);
    return possible ? unique(pressing(rubric, found).map((at) => filledIn(judged[at]))) : [];
  }

  function endsInIf(name) { return name.toLowerCase().endsWith(" if"); }

  function onCondition(rubric, at) {
    if (endsInIf(rubric.verdicts[at])) return true;
    return rubric.criteria.some((criterion) => criterion.condition_written) && at > 0 && at < rubric.verdicts.length - 1;
  }

  /** The criteria to agree on: those of caps that apply, then certain losses; else what may turn out badly. */
  function pressing(rubric, found) {
    let named = under(rubric, found, found.applies).concat(reasons(rubric, found));
    if (!named.length) {
      const low = (at) => rubric.criteria[at].weight * (fit.FULL - found.fits[at][0]);
      const costly = positions(found).filter((at) => found.fits[at] !== null && low(at) > 0).sort(heaviestFirst(low));
      named = under(rubric, found, rubric.caps.filter((cap) => found.applies.includes(cap) || found.mayApply.includes(cap))).concat(costly);
    }
    if (!named.length) named = positions(found).filter((at) => found.fits[at] === null);
    // Everything fits and it is still "if": hold them to what counts most.
    if (!named.length) named = [positions(found).reduce((a, b) => (rubric.criteria[b].weight > rubric.criteria[a].weight ? b : a))];
    named = unique(named);
    return rubric.verdicts.some(endsInIf) ? named : named.filter((at) => rubric.criteria[at].condition_written);
  }

  function under(rubric, found, caps) {
    const named = unique(caps.reduce((all, cap) => all.concat(cap.must_of !== null ? [cap.must_of] : cap.below.map(([at]) => at)), []));
    const low = (at) => rubric.criteria[at].weight * (fit.FULL - (found.fits[at] || [fit.FULL])[0]);
    return named.sort(heaviestFirst(low));
  }

  function filledIn(judged) {
    if (judged.range === null) return fit.nameOf(judged.criterion) + ": look again at why it was set aside";
    return fit.condition(judged);
  }

  /** For a profile: [criterion, gain, text] of the most useful next steps, dearest first. */
  function nextSteps(rubric, found, judged) {
    const known = ["answered", "range", "assumed"];
    const steps = judged.map((each, at) => [at, each]).filter(([, each]) => each.range !== null && known.includes(each.state))
      .map(([at, each]) => [at].concat(nextStep(each))).filter(([, gain]) => gain > 0);
    return steps.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 2);
  }

  function nextStep(judged) {
    const { criterion, range, answer } = judged, level = answer.values[0];
    if (!fit.isLevel(criterion)) return [criterion.weight * (fit.FULL - range[0]), fit.condition(judged)];
    const better = criterion.fit.findIndex((points, at) => at > level && points > criterion.fit[level]);
    if (better < 0) return [0, ""];
    const written = criterion.next_steps && criterion.next_steps.length;
    return [criterion.weight * (criterion.fit[better] - criterion.fit[level]),
      written ? criterion.next_steps[level] : fit.nameOf(criterion) + ": " + fit.labelsOf(criterion)[better]];
  }

  fit.advise = { nextQuestions, noLongerMatter, reasons, conditions, nextSteps };
})(window.customaryFit = window.customaryFit || {});
