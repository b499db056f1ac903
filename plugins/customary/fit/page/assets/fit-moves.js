/* One side's moves on one criterion, put into effect. The twin of customary.fit.moves. A step is {position, move}. */
(function (fit) {
  "use strict";

  /** What comes out once all the steps are taken, assessed afresh. */
  function after(rubric, answers, steps) {
    const criteria = rubric.criteria.slice(), moved = answers.slice();
    steps.forEach(({ position, move }) => { [criteria[position], moved[position]] = changed(criteria[position], moved[position], move); });
    return fit.settle(Object.assign({}, rubric, { criteria }), moved);
  }

  /** The criterion and its answer after a move of either side. */
  function changed(criterion, answer, move) {
    const exact = (value, ours) => Object.assign({}, fit.UNKNOWN, { values: [value], ours });
    if (!move.field) return [criterion, exact(move.after, answer.ours)];
    if (move.field !== "ours") return [Object.assign({}, criterion, { [move.field]: move.after }), answer];
    if (criterion.kind === "gap") return [criterion, exact(answer.values[0] - move.before + move.after, null)];
    const ready = Object.assign({}, criterion, { ours: move.after });
    if (criterion.kind === "scale" && criterion.matters) {
      ready.fit = fit.KINDS.scale.fitsFrom(criterion.fit.map((_, level) => level), move.after, criterion.matters, criterion.steps);
    }
    return [ready, answer];
  }

  /** The moves of one side: [position, moves], only where the answer is known exactly and the side isn't fixed. */
  function movesOf(rubric, found, side) {
    const all = [];
    rubric.criteria.forEach((given, position) => {
      const range = found.fits[position], answer = found.taken[position];
      if (found.states[position] !== "answered" || given.fixed === side || given.fixed === "both") return;
      if (range === null || range[0] === fit.FULL) return;
      const criterion = given.kind === "gap" && fit.given(answer.ours) ? Object.assign({}, given, { ours: answer.ours }) : given;
      const moves = fit.KINDS[criterion.kind][side](criterion, answer.values[0]);
      if (moves.count) all.push([position, moves]);
    });
    return all;
  }

  /** The move after which the criterion fits best; the smallest of them. */
  function bestOf(criterion, answer, moves) {
    if (moves.rising) return moves.at(moves.count - 1);
    let best = moves.at(0);
    for (let n = 1; n < moves.count; n += 1) {
      if (fitAfter(criterion, answer, moves.at(n)) > fitAfter(criterion, answer, best)) best = moves.at(n);
    }
    return best;
  }

  function fitAfter(criterion, answer, move) {
    const [ready, moved] = changed(criterion, answer, move);
    return fit.KINDS[ready.kind].fit(ready, moved.values[0]);
  }

  /** The smallest move after which `enough(step)` says yes; null where none is enough. */
  function smallest(rubric, position, moves, enough) {
    const works = (n) => enough({ position, move: moves.at(n) });
    if (!moves.rising) {
      for (let n = 0; n < moves.count; n += 1) if (works(n)) return moves.at(n);
      return null;
    }
    for (const [start, end] of stretches(rubric, position, moves)) {
      if (works(end - 1)) return moves.at(first(start, end - 1, works));
    }
    return null;
  }

  /** The first n from `low` to `high` that works; `high` does, and nothing after one that works fails. */
  function first(low, high, works) {
    while (low < high) {
      const middle = fit.floorDiv(low + high, 2);
      if (works(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The moves, cut where a contradiction may begin or end to hold: within a stretch more is never worse. */
  function stretches(rubric, position, moves) {
    const one = moves.at(0), towards = one.after - one.before, cuts = [0, moves.count];
    if (!one.field) {
      rubric.contradictions.forEach((rule) => rule.when.filter((claim) => claim.criterion === position).forEach((claim) => {
        [claim.is, claim.at_least, claim.at_most].filter(fit.given).forEach((bound) => {
          [-1, 0, 1].forEach((shift) => cuts.push(towards * (bound - one.before) + shift));
        });
      }));
    }
    const ordered = cuts.filter((cut, at) => cut >= 0 && cut <= moves.count && cuts.indexOf(cut) === at).sort((a, b) => a - b);
    return ordered.slice(1).map((end, at) => [ordered[at], end]);
  }

  fit.moves = { after, movesOf, bestOf, fitAfter, smallest };
})(window.customaryFit = window.customaryFit || {});
