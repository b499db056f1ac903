/* What would have to change: the smallest moves of either side that reach a better verdict, single ones, else sets of
   two, else of three. The twin of customary.fit.counterfactuals. A change is {to, steps, outcome}. */
(function (fit) {
  "use strict";

  const MOST_SETS = 20;

  function counterfactuals(rubric, found, side) {
    if (!found.verdict || rubric.canonical.shape === "profile") return [];
    const task = { rubric, found, side, moves: fit.moves.movesOf(rubric, found, side) };
    let changes = [];
    for (let to = found.verdict[0] + 1; to < rubric.verdicts.length; to += 1) changes = changes.concat(reaching(task, to));
    return side === "ours" && found.verdict[0] > 0 ? changes.concat(freeing(task)) : changes;
  }

  function outcomeOf({ rubric, found }, steps) { return fit.moves.after(rubric, found.taken, steps); }

  function costOf({ rubric }, places) { return places.reduce((all, at) => all + rubric.criteria[at].cost, 0); }

  /** By cost, then by the criteria's order. */
  function cheaperFirst(task) {
    return (a, b) => {
      const differ = costOf(task, a) - costOf(task, b);
      if (differ) return differ;
      const at = a.findIndex((place, n) => place !== b[n]);
      return at < 0 ? 0 : a[at] - b[at];
    };
  }

  function reaching(task, to) {
    const good = (steps) => { const out = outcomeOf(task, steps); return out.verdict !== null && out.verdict[0] >= to; };
    const change = (steps) => ({ to, steps, outcome: outcomeOf(task, steps) });
    const singles = [];
    task.moves.forEach(([position, moves]) => {
      const move = fit.moves.smallest(task.rubric, position, moves, (step) => good([step]));
      if (move) singles.push([{ position, move }]);
    });
    const order = cheaperFirst(task);
    if (singles.length) return singles.sort((a, b) => order([a[0].position], [b[0].position])).map(change);
    for (const size of [2, 3]) {
      const sets = setsOf(task, to, size, good);
      if (sets.length) return sets.map(change);
    }
    return [];
  }

  function setsOf(task, to, size, good) {
    const best = new Map(task.moves.map(([position, moves]) =>
      [position, { position, move: fit.moves.bestOf(task.rubric.criteria[position], task.found.taken[position], moves) }]));
    const sets = [];
    for (const places of promising(task, best, to, size).sort(cheaperFirst(task))) {
      const steps = places.map((position) => best.get(position));
      if (!good(steps)) continue;
      sets.push(shrunk(task, steps, good));
      if (sets.length === MOST_SETS) break;
    }
    return sets;
  }

  /** Every member moves only as far as it must while the others stand, from the last criterion to the first. */
  function shrunk(task, steps, good) {
    for (let n = steps.length - 1; n >= 0; n -= 1) {
      const others = steps.filter((_, at) => at !== n), position = steps[n].position;
      const moves = task.moves.find(([at]) => at === position)[1];
      const move = fit.moves.smallest(task.rubric, position, moves, (step) => good(others.concat(step)));
      if (move) steps[n] = { position, move };
    }
    return steps;
  }

  /** The sets whose best moves together gain enough and lift every cap in the way: quick, and never too strict. */
  function promising({ rubric, found }, best, to, size) {
    const reached = rubric.thresholds.slice(to).filter((threshold) => threshold !== null);
    if (!reached.length) return [];
    const lacking = fit.least(reached) * found.weight - found.total[0];
    const inTheWay = standing(rubric, found).filter((cap) => cap.at_most < to);
    const members = Array.from(best.values(), ({ position, move }) => {
      const criterion = rubric.criteria[position], now = fit.moves.fitAfter(criterion, found.taken[position], move);
      const lifts = inTheWay.map((cap) => cap.must_of === position || (cap.below || []).some(([at, limit]) => at === position && limit <= now));
      return { position, lifts, gain: criterion.weight * (now - found.fits[position][0]) };
    });
    const lifted = (set) => inTheWay.every((_, n) => set.some((one) => one.lifts[n]));
    const gained = (set) => set.reduce((all, one) => all + one.gain, 0);
    const dearest = members.slice().sort((a, b) => b.gain - a.gain).slice(0, size);
    if (!lifted(members) || gained(dearest) < lacking) return [];
    const kept = [];
    eachSet(members, size, (set) => { if (lifted(set) && gained(set) >= lacking) kept.push(set.map((one) => one.position)); });
    return kept;
  }

  /** The caps that apply or may apply, the limit on "not applicable" answers among them. */
  function standing(rubric, found) {
    const caps = rubric.caps.filter((cap) => found.applies.includes(cap) || found.mayApply.includes(cap));
    return found.tooMuch ? caps.concat({ id: fit.TOO_MUCH, at_most: rubric.na_at_most, below: null, must_of: null }) : caps;
  }

  /** Visit every set of `size` members, in their order. */
  function eachSet(members, size, visit, from, set) {
    const begun = set || [];
    if (begun.length === size) { visit(begun); return; }
    for (let at = from || 0; at < members.length; at += 1) eachSet(members, size, visit, at + 1, begun.concat(members[at]));
  }

  /** Where no move reaches a better verdict for certain: the smallest ones after which one is possible again. */
  function reopening(rubric, found, side) {
    if (found.state !== "settled" || rubric.canonical.shape === "profile") return [];
    const now = found.verdict[1], task = { rubric, found }, changes = [];
    fit.moves.movesOf(rubric, found, side).forEach(([position, moves]) => {
      const enough = (step) => { const { verdict } = outcomeOf(task, [step]); return verdict !== null && verdict[1] > now; };
      const move = fit.moves.smallest(rubric, position, moves, enough);
      if (move) changes.push({ to: now + 1, steps: [{ position, move }], outcome: outcomeOf(task, [{ position, move }]) });
    });
    return changes;
  }

  /** The smallest own moves that lift a cap which holds the verdict, where the verdict stays as it is. */
  function freeing(task) {
    const { rubric, found } = task, now = found.verdict[0];
    const holding = standing(rubric, found).filter((cap) => cap.at_most === now && (cap.below || cap.must_of !== null)).map((cap) => cap.id);
    const good = (outcome) => {
      const left = outcome.applies.concat(outcome.mayApply).map((cap) => cap.id);
      return outcome.verdict !== null && outcome.verdict[0] >= now && holding.some((id) => !left.includes(id));
    };
    const changes = [];
    (holding.length ? task.moves : []).forEach(([position, moves]) => {
      const move = fit.moves.smallest(rubric, position, moves, (step) => good(outcomeOf(task, [step])));
      if (!move) return;
      const steps = [{ position, move }], outcome = outcomeOf(task, steps);
      if (outcome.verdict && outcome.verdict[0] === now) changes.push({ to: now, steps, outcome });
    });
    return changes;
  }

  fit.TOO_MUCH = "too_much_not_applicable";
  fit.counterfactuals = counterfactuals;
  fit.reopening = reopening;
  fit.standing = standing;
})(window.customaryFit = window.customaryFit || {});
