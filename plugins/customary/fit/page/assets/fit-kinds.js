/* How each kind of criterion turns an answer into a fit (0..1000): the twin of customary.fit.kinds.

   An answer here is {values, assumed, not_applicable, on, ours}: no values = unknown, one = exact, two = from and
   to. A value is a whole number (scaled by the criterion's places), a level's position, true or false, or a list. */
(function (fit) {
  "use strict";

  const FULL = 1000;

  /** a / b rounded down, for whole numbers with b > 0 and no fraction on the way. */
  function floorDiv(a, b) {
    const rest = a % b;
    return (a - (rest < 0 ? rest + b : rest)) / b;
  }

  function given(bound) { return bound !== undefined && bound !== null; }

  function least(numbers) { return numbers.reduce((a, b) => (b < a ? b : a)); }
  function most(numbers) { return numbers.reduce((a, b) => (b > a ? b : a)); }
  function span(fits) { return [least(fits), most(fits)]; }

  function same(a, b) {
    if (!Array.isArray(a)) return a === b;
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => item === b[index]);
  }

  const NONE = { count: 0, at: null, rising: true };

  function listed(moves) { return { count: moves.length, at: (n) => moves[n], rising: false }; }

  /* Numbers and gaps: full between the bounds, falling to zero `zero_after` beyond. */
  const number = {
    fit(c, x) {
      const short = number.beyond(c, x);
      if (short === 0) return FULL;
      return short >= c.zero_after ? 0 : floorDiv(FULL * (c.zero_after - short), c.zero_after);
    },
    beyond(c, x) {
      return most([0, given(c.at_least) ? c.at_least - x : 0, given(c.at_most) ? x - c.at_most : 0]);
    },
    ends(c, answer) {
      const slack = answer.assumed ? floorDiv(c.zero_after + 7, 8) : 0;
      return [least(answer.values) - slack, most(answer.values) + slack];
    },
    span(c, answer) {
      if (!answer.values.length) return [0, FULL];
      const [low, high] = number.ends(c, answer);
      const atEnds = [number.fit(c, low), number.fit(c, high)];
      const touches = (!given(c.at_least) || high >= c.at_least) && (!given(c.at_most) || low <= c.at_most);
      return [least(atEnds), touches ? FULL : most(atEnds)];
    },
    possible(c, answer) {
      if (!answer.values.length) return c.likely;
      const [low, high] = number.ends(c, answer);
      const within = c.likely.filter((x) => low <= x && x <= high);
      return within.length ? within : [low, high];
    },
    theirs(c, x) {
      const distance = number.beyond(c, x);
      if (distance === 0) return NONE;
      const side = given(c.at_least) && x < c.at_least ? 1 : -1;
      return { count: distance, at: (n) => ({ field: "", before: x, after: x + side * (n + 1) }), rising: true };
    },
    ours(c, x) {
      const distance = number.beyond(c, x);
      if (distance === 0) return NONE;
      const short = given(c.at_least) && x < c.at_least, field = short ? "at_least" : "at_most";
      const side = short ? -1 : 1;
      return { count: distance, at: (n) => ({ field, before: c[field], after: c[field] + side * (n + 1) }), rising: true };
    },
  };

  /* Gaps between our own rating and theirs: a number's curve, but our move is to rate ourselves otherwise. */
  const gap = Object.assign({}, number, {
    ours(c, x) {
      const distance = number.beyond(c, x);
      if (distance === 0 || !given(c.ours)) return NONE;
      const side = given(c.at_least) && x < c.at_least ? 1 : -1;
      return { count: distance, at: (n) => ({ field: "ours", before: c.ours, after: c.ours + side * (n + 1) }), rising: true };
    },
  });

  /* Scales and levels: one fit a level. */
  const scale = {
    fit(c, level) { return c.fit[level]; },
    within(c, answer) {
      const last = c.fit.length - 1;
      if (!answer.values.length) return c.fit.map((_, level) => level);
      const slack = answer.assumed ? 1 : 0, levels = [];
      const from = most([0, least(answer.values) - slack]), to = least([last, most(answer.values) + slack]);
      for (let level = from; level <= to; level += 1) levels.push(level);
      return levels;
    },
    span(c, answer) { return span(scale.within(c, answer).map((level) => c.fit[level])); },
    possible(c, answer) { return scale.within(c, answer); },
    theirs(c, here) {
      const better = c.fit.map((_, level) => level).filter((level) => c.fit[level] > c.fit[here]);
      better.sort((a, b) => Math.abs(a - here) - Math.abs(b - here) || c.fit[b] - c.fit[a] || a - b);
      return listed(better.map((level) => ({ field: "", before: here, after: level })));
    },
    fitsFrom(levels, ours, matters, steps) {
      return levels.map((level) => steps[least([scale.apart(level, ours, matters), steps.length - 1])]);
    },
    apart(level, ours, matters) {
      if (matters === "they want more") return most([0, level - ours]);
      if (matters === "they want less") return most([0, ours - level]);
      return Math.abs(level - ours);
    },
    ours(c, here) {
      if (!c.steps || !c.steps.length || !c.matters || !given(c.ours)) return NONE;
      const levels = c.fit.map((_, level) => level), now = c.ours;
      if (!same(scale.fitsFrom(levels, now, c.matters, c.steps), c.fit)) return NONE;
      const would = levels.map((level) => scale.fitsFrom(levels, level, c.matters, c.steps)[here]);
      const better = levels.filter((level) => would[level] > c.fit[here]);
      better.sort((a, b) => Math.abs(a - now) - Math.abs(b - now) || would[b] - would[a] || a - b);
      return listed(better.map((level) => ({ field: "ours", before: now, after: level })));
    },
  };

  /* Sets: the share of what they need that we offer. */
  const things = {
    fit(c, needed) {
      if (!needed.length) return FULL;
      return floorDiv(FULL * needed.filter((item) => c.ours.includes(item)).length, needed.length);
    },
    span(c, answer) {
      if (!answer.values.length || answer.assumed) return [0, FULL];
      return span(answer.values.map((value) => things.fit(c, value)));
    },
    possible(c, answer) { return !answer.values.length || answer.assumed ? c.likely : answer.values; },
    /** [certainly, possibly]: they need a must-have that we don't offer. */
    mustMissing(c, answer) {
      const lacking = (c.must || []).filter((item) => !c.ours.includes(item));
      if (!answer.values.length || answer.assumed) return [false, lacking.length > 0];
      const missed = answer.values.map((value) => value.some((item) => lacking.includes(item)));
      return [missed.every(Boolean), missed.some(Boolean)];
    },
    lacking(c, needed) {
      const missing = needed.filter((item) => !c.ours.includes(item)), must = c.must || [];
      return missing.filter((item) => must.includes(item)).concat(missing.filter((item) => !must.includes(item)));
    },
    theirs(c, needed) {
      const lacking = things.lacking(c, needed);
      return listed(lacking.map((_, n) => ({ field: "", before: needed,
        after: needed.filter((item) => !lacking.slice(0, n + 1).includes(item)) })));
    },
    ours(c, needed) {
      const lacking = things.lacking(c, needed);
      return listed(lacking.map((_, n) => ({ field: "ours", before: c.ours, after: c.ours.concat(lacking.slice(0, n + 1)) })));
    },
  };

  /* Yes or no: nothing fits only where they need it and we don't do it. */
  const yesNo = {
    fit(c, needed) { return needed && !c.ours ? 0 : FULL; },
    span(c, answer) { return span(yesNo.possible(c, answer).map((value) => yesNo.fit(c, value))); },
    possible(c, answer) { return !answer.values.length || answer.assumed ? [true, false] : answer.values; },
    theirs(c, needed) { return needed && !c.ours ? listed([{ field: "", before: true, after: false }]) : NONE; },
    ours(c, needed) { return needed && !c.ours ? listed([{ field: "ours", before: false, after: true }]) : NONE; },
  };

  fit.KINDS = { number, gap, scale, level: scale, set: things, yes_no: yesNo };
  Object.assign(fit, { FULL, floorDiv, given, least, most, same });
})(window.customaryFit = window.customaryFit || {});
