/* Answers, reasons and conditions in words: the rubric's own sentences, filled in. The twin of customary.fit.wording. */
(function (fit) {
  "use strict";

  const PREDICTIONS = [[150, "none"], [400, "some friction"], [700, "expect disappointment"]];

  function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }

  /** What a fit of 0..1000 foretells. */
  function prediction(value) {
    const found = PREDICTIONS.find(([limit]) => fit.FULL - value < limit);
    return found ? found[1] : "you will disappoint";
  }

  /** Why this criterion fits as it does, in one sentence. `judged` is {criterion, answer, range, state}. */
  function reason(judged) {
    const { criterion, answer } = judged, name = capital(fit.nameOf(criterion));
    if (judged.state === "not applicable") return name + ": does not apply (" + answer.not_applicable + ").";
    if (judged.state === "stale") return name + ": asked on " + answer.on + ", good for " + criterion.good_for + " days. Ask again.";
    if (judged.state === "contradicted") return name + ": " + theirs(criterion, answer) + ", which contradicts another answer.";
    if (!answer.values.length) return sentenceOf(criterion, "unknown");
    const value = worst(criterion, answer);
    return fill(sentenceOf(criterion, direction(criterion, value)), wordsFor(criterion, answer, value));
  }

  function sentenceOf(criterion, key) { return (criterion.sentences || {})[key] || capital(fit.nameOf(criterion)) + "."; }

  /** What to agree on before signing, so that this criterion no longer stands in the way. */
  function condition(judged) {
    const { criterion, answer } = judged;
    const known = answer.values.length > 0 && judged.state !== "stale" && judged.state !== "contradicted";
    const value = known ? worst(criterion, answer) : null;
    return fill(criterion.condition, wordsFor(criterion, known ? answer : fit.UNKNOWN, value));
  }

  function wordsFor(criterion, answer, value) {
    const bare = Object.assign({}, criterion, { unit: "" });
    const position = value === null ? "" : direction(criterion, value), lacking = joined(missing(criterion, answer)) || "the rest";
    return {
      theirs: [theirs(criterion, answer), theirs(bare, answer)],
      ours: [ours(criterion, position), ours(bare, position)],
      missing: [lacking, lacking],
      gap: [gapText(criterion, answer), gapText(bare, answer)],
    };
  }

  /** The sentence with its placeholders filled in; a unit is said once, after the first number. */
  function fill(sentence, filled) {
    let saidUnit = false;
    return String(sentence).replace(/\{(theirs|ours|missing|gap)\}/g, (_, key) => {
      const [full, bare] = filled[key], text = saidUnit ? bare : full;
      saidUnit = saidUnit || full !== bare;
      return text;
    });
  }

  /** Which sentence a value calls for: ok, or the way in which it misses. */
  function direction(criterion, value) {
    if (criterion.kind === "set") return missing(criterion, { values: [value] }).length ? "missing" : "ok";
    if (criterion.kind === "yes_no") return value && !criterion.ours ? "no" : "ok";
    if (fit.isNumber(criterion)) {
      if (fit.given(criterion.at_least) && value < criterion.at_least) return "short";
      return fit.given(criterion.at_most) && value > criterion.at_most ? "over" : "ok";
    }
    if (criterion.fit[value] === fit.FULL) return "ok";
    const best = bestLevel(criterion);
    return value === best ? "ok" : value > best ? "more" : "less";
  }

  function bestLevel(criterion) {
    return fit.given(criterion.ours) ? criterion.ours : criterion.fit.indexOf(fit.most(criterion.fit));
  }

  /** Their answer in words. */
  function theirs(criterion, answer) {
    if (!answer.values.length) return "not known";
    if (criterion.kind === "gap") return theirRating(criterion, answer);
    const ordered = criterion.kind === "number" || fit.isLevel(criterion);
    const text = answer.values.map((value) => valueText(criterion, value, true)).join(ordered ? " to " : " or ") + unit(criterion, answer.values);
    return answer.assumed && criterion.kind === "number" ? "about " + text : text;
  }

  function theirRating(criterion, answer) {
    const our = fit.given(answer.ours) ? answer.ours : criterion.ours;
    let numbers = answer.values;
    if (fit.given(our)) numbers = numbers.map((gap) => our - gap).sort((a, b) => a - b);
    return numbers.map((number) => fit.numberText(criterion, number)).join(" to ") + unit(criterion, numbers);
  }

  /** The distance between their rating and ours, without a sign; empty for other kinds. */
  function gapText(criterion, answer) {
    if (criterion.kind !== "gap") return "";
    const sizes = Array.from(new Set(answer.values.map(Math.abs))).sort((a, b) => a - b);
    return sizes.map((size) => fit.numberText(criterion, size)).join(" to ") + unit(criterion, sizes);
  }

  /** Our own position in words; `position` picks the bound that matters. */
  function ours(criterion, position) {
    if (criterion.kind === "gap" && fit.given(criterion.ours)) return valueText(criterion, criterion.ours);
    if (fit.isNumber(criterion)) return bounds(criterion, position);
    if (fit.isLevel(criterion)) return fit.labelsOf(criterion)[bestLevel(criterion)];
    return fit.given(criterion.ours) ? valueText(criterion, criterion.ours) : "";
  }

  function bounds(criterion, position) {
    const { at_least: low, at_most: high } = criterion;
    let numbers = [low, high];
    if (position === "short" || !fit.given(high)) numbers = [low];
    else if (position === "over" || !fit.given(low)) numbers = [high];
    numbers = numbers.filter(fit.given);
    return numbers.map((number) => fit.numberText(criterion, number)).join(" to ") + unit(criterion, numbers);
  }

  /** One value in words, with its unit unless `bare`. */
  function valueText(criterion, value, bare) {
    if (Array.isArray(value)) return joined(value) || "nothing in particular";
    if (criterion.kind === "yes_no") return value ? "yes" : "no";
    if (fit.isLevel(criterion)) return fit.labelsOf(criterion)[value];
    return fit.numberText(criterion, value) + (bare ? "" : unit(criterion, [value]));
  }

  function unit(criterion, values) {
    if (!criterion.unit || !fit.isNumber(criterion)) return "";
    const one = Math.pow(10, criterion.places || 0);
    return " " + (values.length === 1 && Math.abs(values[0]) === one && criterion.unit_one ? criterion.unit_one : criterion.unit);
  }

  function missing(criterion, answer) {
    const offered = Array.isArray(criterion.ours) ? criterion.ours : [], lacking = [];
    answer.values.filter(Array.isArray).forEach((value) => value.forEach((item) => {
      if (!offered.includes(item) && !lacking.includes(item)) lacking.push(item);
    }));
    return lacking;
  }

  function joined(items) {
    if (items.length < 2) return items.join("");
    return items.slice(0, -1).join(", ") + " and " + items[items.length - 1];
  }

  /** The value of the answer that fits least; of several, the first. */
  function worst(criterion, answer) {
    const kind = fit.KINDS[criterion.kind];
    return answer.values.reduce((a, b) => (kind.fit(criterion, b) < kind.fit(criterion, a) ? b : a));
  }

  Object.assign(fit, { capital, prediction, reason, condition, theirs, valueText, joined });
})(window.customaryFit = window.customaryFit || {});
