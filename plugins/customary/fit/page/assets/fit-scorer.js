/* The verdict: intervals, total, bands, caps. The twin of customary.fit.assess, in whole numbers only. */
(function (fit) {
  "use strict";

  const UNKNOWN = { values: [], assumed: false, not_applicable: null, on: null };

  /** A rubric in its canonical form made ready to count with: positions instead of names. */
  function prepare(canonical) {
    const place = Object.create(null); // a criterion may be called "constructor"
    canonical.criteria.forEach((criterion, position) => { place[criterion.id] = position; });
    const verdictAt = (name) => canonical.verdicts.indexOf(name);
    const limit = canonical.not_applicable;
    return {
      canonical,
      verdicts: canonical.verdicts,
      thresholds: canonical.verdicts.map((name) => (Object.hasOwn(canonical.bands, name) ? canonical.bands[name] : null)),
      criteria: canonical.criteria.map(prepareCriterion),
      caps: withMustCaps(canonical, (canonical.caps || []).map((cap) => ({
        id: cap.id, because: cap.because || "", at_most: verdictAt(cap.at_most), must_of: null,
        below: Object.keys(cap.below).map((id) => [place[id], cap.below[id]]).sort((a, b) => a[0] - b[0]),
      }))),
      contradictions: (canonical.contradictions || []).map((rule) => ({
        id: rule.id, because: rule.because || "",
        when: Object.keys(rule.when).map((id) => prepareClaim(canonical.criteria[place[id]], place[id], rule.when[id])),
      })),
      na_limit: limit ? limit.limit : null,
      na_at_most: limit ? verdictAt(limit.at_most) : 0,
    };
  }

  function prepareCriterion(criterion) {
    const ready = Object.assign({ cost: 1, fixed: "", condition: "", sentences: {}, likely: [] }, criterion);
    if (criterion.kind === "yes_no") { ready.ours = criterion.ours === "yes"; ready.likely = [true, false]; }
    if (fit.isLevel(criterion)) {
      ready.likely = criterion.fit.map((_, level) => level);
      if (fit.given(criterion.ours)) ready.ours = fit.levelAt(criterion, criterion.ours);
    }
    return ready;
  }

  /** A claim with its value as answers have it. Tables hold numbers already scaled. */
  function prepareClaim(criterion, position, claim) {
    const ready = Object.assign({ criterion: position }, claim);
    if (fit.given(claim.is) && !fit.isNumber(criterion)) ready.is = readValue(criterion, claim.is);
    return ready;
  }

  /** A set's must-haves are a cap of their own. */
  function withMustCaps(canonical, caps) {
    const taken = caps.map((cap) => cap.id), all = caps.slice();
    canonical.criteria.forEach((criterion, position) => {
      if (!criterion.must || !criterion.must.length) return;
      let id = criterion.id + "_must";
      for (let n = 2; taken.includes(id); n += 1) id = criterion.id + "_must_" + n;
      taken.push(id);
      const because = "They can't do without something that we don't offer (" + fit.nameOf(criterion) + ").";
      all.push({ id, because, below: [], must_of: position, at_most: Math.max(0, canonical.verdicts.indexOf(criterion.must_at_most)) });
    });
    return all;
  }

  /** One canonical answer as the kinds want it. */
  function readAnswer(criterion, canonical) {
    if (!fit.given(canonical)) return UNKNOWN;
    if (typeof canonical === "object" && !Array.isArray(canonical)) {
      if (fit.given(canonical.not_applicable)) return Object.assign({}, UNKNOWN, { not_applicable: canonical.not_applicable });
      const on = canonical.on || null, ours = ourRating(criterion, canonical);
      if ("between" in canonical) return Object.assign({}, UNKNOWN, { on, values: between(criterion, canonical.between) });
      if ("assumed" in canonical) return Object.assign({}, UNKNOWN, { on, ours, values: [readValue(criterion, canonical.assumed)], assumed: true });
      return Object.assign({}, readAnswer(criterion, fit.given(canonical.answer) ? canonical.answer : null), { on, ours });
    }
    return Object.assign({}, UNKNOWN, { values: [readValue(criterion, canonical)], ours: ourRating(criterion, { answer: canonical }) });
  }

  /** Our own rating, where a gap was answered with both. */
  function ourRating(criterion, canonical) {
    const exact = fit.given(canonical.answer) ? canonical.answer : canonical.assumed;
    return criterion.kind === "gap" && Array.isArray(exact) ? fit.readNumber(criterion, exact[0]).value : null;
  }

  /** The two ends, or the alternatives of a set; one value where all are the same. */
  function between(criterion, given) {
    const values = given.map((value) => readValue(criterion, value));
    if (criterion.kind === "set" || criterion.kind === "yes_no") {
      return values.filter((value, index) => values.findIndex((other) => fit.same(other, value)) === index);
    }
    const low = fit.least(values), high = fit.most(values);
    return low === high ? [low] : [low, high];
  }

  function readValue(criterion, value) {
    if (criterion.kind === "yes_no") return value === "yes";
    if (fit.isLevel(criterion)) return fit.levelAt(criterion, value);
    if (criterion.kind === "gap") return readGap(criterion, value);
    if (criterion.kind === "set") return fit.thingsIn(criterion, value);
    return criterion.kind === "number" ? fit.readNumber(criterion, value).value : value;
  }

  /** The gap (ours - theirs) from both ratings, from theirs where the rubric holds ours, or as it was given. */
  function readGap(criterion, value) {
    if (Array.isArray(value)) {
      const [ours, theirs] = value.map((side) => fit.readNumber(criterion, side).value);
      return ours - theirs;
    }
    const rating = fit.readNumber(criterion, value).value;
    return fit.given(criterion.ours) ? criterion.ours - rating : rating;
  }

  function readAnswers(rubric, canonical) {
    return rubric.criteria.map(({ id }, at) => readAnswer(rubric.criteria[at], Object.hasOwn(canonical, id) ? canonical[id] : null));
  }

  /** The verdict on `answers`; `today` (YYYY-MM-DD) makes answers older than `good_for` days count as unknown. */
  function assess(rubric, answers, today) {
    const known = answers.slice(), states = answers.map(stateOf);
    rubric.criteria.forEach((criterion, position) => {
      if (isStale(answers[position], criterion.good_for, today)) { known[position] = UNKNOWN; states[position] = "stale"; }
    });
    const contradictions = contradicted(rubric, known);
    contradictions.forEach((rule) => rule.when.forEach((claim) => {
      known[claim.criterion] = UNKNOWN;
      states[claim.criterion] = "contradicted";
    }));
    const outcome = weigh(rubric, known);
    const taken = answers.map((answer, position) => (states[position] === "stale" ? UNKNOWN : answer));
    const found = Object.assign({}, outcome, { states, taken, contradictions, state: "not assessable", score: null });
    if (outcome.verdict) {
      found.state = outcome.verdict[0] === outcome.verdict[1] ? "settled" : "open";
      found.score = outcome.total.map((total) => fit.floorDiv(total, outcome.weight));
    }
    return found;
  }

  /** As `weigh`, after setting aside the answers that contradict each other. */
  function settle(rubric, answers) {
    const known = answers.slice();
    contradicted(rubric, answers).forEach((rule) => rule.when.forEach((claim) => { known[claim.criterion] = UNKNOWN; }));
    return weigh(rubric, known);
  }

  /** Totals, caps and verdicts of answers taken at their word. */
  function weigh(rubric, answers) {
    const fits = answers.map((answer, position) =>
      (answer.not_applicable !== null ? null : spanOf(rubric.criteria[position], answer)));
    let low = 0, high = 0, weight = 0, leftOut = 0;
    rubric.criteria.forEach((criterion, position) => {
      const range = fits[position];
      if (range === null) { leftOut += criterion.weight; return; }
      weight += criterion.weight;
      low += criterion.weight * range[0];
      high += criterion.weight * range[1];
    });
    const applies = [], mayApply = [];
    rubric.caps.forEach((cap) => {
      const [certain, possible] = capState(rubric, cap, answers, fits);
      if (certain) applies.push(cap);
      else if (possible) mayApply.push(cap);
    });
    const tooMuch = rubric.na_limit !== null && leftOut * 1000 > rubric.na_limit * (leftOut + weight);
    if (weight === 0) return { fits, total: [0, 0], weight: 0, band: null, verdict: null, applies, mayApply, tooMuch };
    const band = [bandOf(rubric, low, weight), bandOf(rubric, high, weight)];
    const certain = fit.least([rubric.verdicts.length].concat(applies.map((cap) => cap.at_most), tooMuch ? [rubric.na_at_most] : []));
    const possible = fit.least([certain].concat(mayApply.map((cap) => cap.at_most)));
    const verdict = [fit.least([band[0], possible]), fit.least([band[1], certain])];
    return { fits, total: [low, high], weight, band, verdict, applies, mayApply, tooMuch };
  }

  function spanOf(criterion, answer) { return fit.KINDS[criterion.kind].span(criterion, answer); }

  /** The best verdict whose threshold the total reaches; a tie passes. */
  function bandOf(rubric, total, weight) {
    for (let position = rubric.verdicts.length - 1; position > 0; position -= 1) {
      const threshold = rubric.thresholds[position];
      if (threshold !== null && total >= threshold * weight) return position;
    }
    return 0;
  }

  /** [applies, may apply]. A cap that names a criterion which is not applicable never does. */
  function capState(rubric, cap, answers, fits) {
    if (cap.must_of !== null) {
      if (fits[cap.must_of] === null) return [false, false];
      return fit.KINDS.set.mustMissing(rubric.criteria[cap.must_of], answers[cap.must_of]);
    }
    let certain = true;
    for (const [position, limit] of cap.below) {
      const range = fits[position];
      if (range === null || range[0] >= limit) return [false, false];
      certain = certain && range[1] < limit;
    }
    return [certain, true];
  }

  function contradicted(rubric, answers) {
    return rubric.contradictions.filter((rule) => rule.when.every((claim) => holds(claim, answers[claim.criterion])));
  }

  /** Whether everything that the answer can mean agrees with the claim. Unknown agrees with nothing. */
  function holds(claim, answer) {
    if (!answer.values.length || answer.assumed || answer.not_applicable !== null) return false;
    if (fit.given(claim.has)) return answer.values.every((value) => Array.isArray(value) && value.includes(claim.has));
    if (fit.given(claim.is) && answer.values.some((value) => !fit.same(value, claim.is))) return false;
    return (!fit.given(claim.at_least) || fit.least(answer.values) >= claim.at_least)
      && (!fit.given(claim.at_most) || fit.most(answer.values) <= claim.at_most);
  }

  function stateOf(answer) {
    if (answer.not_applicable !== null) return "not applicable";
    if (!answer.values.length) return "unknown";
    if (answer.assumed) return "assumed";
    return answer.values.length === 1 ? "answered" : "range";
  }

  function isStale(answer, goodFor, today) {
    if (!answer.values.length || !answer.on || !fit.given(goodFor) || !today) return false;
    return dayNumber(answer.on) + goodFor < dayNumber(today);
  }

  /** Days since a fixed day, from YYYY-MM-DD, without clocks or time zones. */
  function dayNumber(text) {
    const [year, month, day] = text.split("-").map((part) => parseInt(part, 10));
    return Date.UTC(year, month - 1, day) / 86400000;
  }

  Object.assign(fit, { UNKNOWN, prepare, readAnswers, assess, settle });
})(window.customaryFit = window.customaryFit || {});
