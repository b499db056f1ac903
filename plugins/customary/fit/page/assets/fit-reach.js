/* Whether the answer to one open question can still change the verdict. The twin of customary.fit.reach. */
(function (fit) {
  "use strict";

  const MOST_WORK = 40000; // steps times criteria; beyond it, the question counts as one that matters

  /** `found` as fit.assess gives it. Never says no where the answer is yes. */
  function canMatter(rubric, found, position) {
    if (!found.verdict) return false;
    if (rubric.contradictions.some((rule) => couldContradict(found, position, rule))) return true;
    const low = found.fits.map((range) => (range ? range[0] : 0)), high = found.fits.map((range) => (range ? range[1] : 0));
    const weights = found.fits.map((range, at) => (range ? rubric.criteria[at].weight : 0));
    const state = { position, weights, low, high };
    for (let k = found.verdict[0] + 1; k <= found.verdict[1]; k += 1) {
      state.needed = thresholdOf(rubric, k) * sum(weights);
      state.caps = found.mayApply.filter((cap) => cap.at_most < k);
      if (throughACap(state) || (weights[position] && throughTheTotal(state))) return true;
    }
    return false;
  }

  /** Whether the answer to this question may set off a contradiction, or take one back. */
  function couldContradict(found, position, rule) {
    if (rule.when.every((claim) => claim.criterion !== position)) return false;
    return rule.when.every((claim) => claim.criterion === position || couldHold(found, claim));
  }

  function couldHold(found, claim) {
    const at = claim.criterion;
    if (found.fits[at] === null) return false;
    if (["unknown", "stale", "assumed", "contradicted"].includes(found.states[at])) return true;
    const values = found.taken[at].values;
    if (fit.given(claim.has)) return values.some((value) => Array.isArray(value) && value.includes(claim.has));
    if (Array.isArray(values[0])) return true;
    const numbers = values.map(Number), least = fit.given(claim.at_least) ? claim.at_least : claim.is;
    const most = fit.given(claim.at_most) ? claim.at_most : claim.is;
    return (!fit.given(least) || fit.most(numbers) >= Number(least)) && (!fit.given(most) || fit.least(numbers) <= Number(most));
  }

  function sum(numbers) { return numbers.reduce((a, b) => a + b, 0); }

  function totalOf(weights, fits) { return sum(weights.map((weight, at) => weight * fits[at])); }

  function thresholdOf(rubric, k) {
    const reached = rubric.thresholds.slice(k).filter((threshold) => threshold !== null);
    return reached.length ? fit.least(reached) : 1001;
  }

  /** Whether a cap may hang on this criterion alone while everything else is as good as that allows. */
  function throughACap({ position, caps, weights, high, needed }) {
    return caps.some((cap) => {
      if (cap.must_of === position) return true;
      const limit = cap.below.find(([at]) => at === position);
      if (!limit || high[position] < limit[1]) return false;
      const best = high.slice();
      cap.below.forEach(([at, below]) => { if (at !== position) best[at] = fit.least([best[at], below - 1]); });
      return totalOf(weights, best) >= needed && !caps.some((other) => applies(other, best));
    });
  }

  function applies(cap, fits) { return cap.must_of === null && cap.below.every(([at, limit]) => fits[at] < limit); }

  /** Whether the others can come to a total that needs this criterion, without any of the caps. */
  function throughTheTotal({ position, caps, weights, low, high, needed }) {
    const from = low.slice();
    from[position] = high[position]; // a cap that this criterion can lift is no obstacle
    const around = cheapestAround(caps, weights, from, high);
    if (around === null) return false;
    return around - weights[position] * high[position] + weights[position] * low[position] < needed;
  }

  /** The least total at which no cap applies; a lower bound of it where the search gets too long. */
  function cheapestAround(caps, weights, fits, high) {
    const floor = totalOf(weights, fits), waiting = [[floor, fits.slice()]];
    let best = null, steps = 0;
    while (waiting.length) {
      steps += 1;
      if (steps * fits.length > MOST_WORK) return floor;
      const [total, here] = waiting.pop();
      if (best !== null && total >= best) continue;
      const cap = caps.find((each) => applies(each, here));
      if (!cap) { best = total; continue; }
      cap.below.forEach(([at, limit]) => {
        if (high[at] < limit) return;
        const raised = here.slice();
        raised[at] = limit;
        waiting.push([total + weights[at] * (limit - here[at]), raised]);
      });
    }
    return best;
  }

  fit.canMatter = canMatter;
})(window.customaryFit = window.customaryFit || {});
