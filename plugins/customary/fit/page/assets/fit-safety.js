/* How firm a verdict is against other weights, in whole numbers. The twin of customary.fit.safety. */
(function (fit) {
  "use strict";

  /** {threshold, numerator, denominator, permille, weights}; null where it is open, or where a cap decides. */
  function weightSafety(rubric, found) {
    const sides = sidesOf(rubric, found);
    if (!sides.length) return null;
    const nearest = sides.reduce((a, b) => (smaller(b, a) ? b : a));
    return {
      threshold: nearest.threshold, numerator: nearest.numerator, denominator: nearest.denominator,
      permille: nearest.denominator === 0 ? 1000 : fit.floorDiv(1000 * Math.abs(nearest.numerator), nearest.denominator),
      weights: sides.reduce((all, side) => all.concat(breakingPoints(rubric, side)), []),
    };
  }

  /** Compared crosswise; the products can be beyond what a plain number holds exactly. */
  function smaller(a, b) {
    const [an, ad] = ratio(a), [bn, bd] = ratio(b);
    return BigInt(an) * BigInt(bd) < BigInt(bn) * BigInt(ad);
  }

  function ratio(side) { return side.denominator ? [Math.abs(side.numerator), side.denominator] : [1, 1]; }

  function sidesOf(rubric, found) {
    if (found.state !== "settled") return [];
    const settled = found.verdict[0], sides = [];
    if (settled < found.band[0]) return []; // a cap decides
    const below = rubric.thresholds[settled];
    if (settled > 0 && below !== null) sides.push(sideOf(rubric, found, below, 0));
    const held = found.applies.some((cap) => cap.at_most <= settled) || (found.tooMuch && rubric.na_at_most <= settled);
    const above = rubric.thresholds.slice(settled + 1).filter((threshold) => threshold !== null);
    if (above.length && !held) sides.push(sideOf(rubric, found, above[0], 1));
    return sides;
  }

  function sideOf(rubric, found, threshold, end) {
    const gaps = [];
    found.fits.forEach((range, at) => { if (range) gaps.push([at, rubric.criteria[at].weight, range[end] - threshold]); });
    return {
      threshold, gaps,
      numerator: gaps.reduce((all, [, weight, gap]) => all + weight * gap, 0),
      denominator: gaps.reduce((all, [, weight, gap]) => all + weight * Math.abs(gap), 0),
    };
  }

  /** The weight at which each criterion, all others unchanged, brings the total exactly onto the threshold. */
  function breakingPoints(rubric, side) {
    const found = [];
    side.gaps.forEach(([at, weight, gap]) => {
      const others = side.numerator - weight * gap;
      if (gap === 0 || others * gap > 0) return; // no weight of 0 or more gets there
      const reached = [Math.abs(others), Math.abs(gap)];
      const breaks = reached[0] >= weight * reached[1] ? "breaks_above_weight" : "breaks_below_weight";
      found.push({ id: rubric.criteria[at].id, threshold: side.threshold, [breaks]: reached });
    });
    return found;
  }

  fit.weightSafety = weightSafety;
})(window.customaryFit = window.customaryFit || {});
