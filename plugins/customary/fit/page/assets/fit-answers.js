/* Between what people type and what the scorer counts: numbers with units, words, and the six ways to answer.

   An entry is what the form holds for one criterion:
   {how, first, second, who: [name, name], reason, note, said_by, on}. `first` and `second` are what was typed
   (number), [ours, theirs] as typed (gap), a level's position, a list (set) or "yes"/"no"; null = nothing yet. */
(function (fit) {
  "use strict";

  const LARGEST_NUMBER = 1000000000000;
  const COUNTS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
  const IN_UNITS = [
    ["working day", { day: 1, week: 5, fortnight: 10 }], ["day", { day: 1, week: 7, fortnight: 14 }],
    ["week", { week: 1, fortnight: 2, year: 52 }], ["month", { month: 1, quarter: 3, year: 12 }],
    ["minute", { minute: 1, hour: 60 }], ["hour", { hour: 1 }],
  ];

  function blank() {
    return { how: "unknown", first: null, second: null, who: ["", ""], reason: "", note: "", said_by: "", on: "" };
  }

  const isNumber = (criterion) => criterion.kind === "number" || criterion.kind === "gap";
  const isLevel = (criterion) => criterion.kind === "scale" || criterion.kind === "level";
  const nameOf = (criterion) => criterion.name || criterion.id.replace(/_/g, " ");
  const unitOf = (criterion) => criterion.unit || "";
  // Up and down again, so that "STRASSE" and "Straße" are one, as in Python's casefold.
  const folded = (word) => String(word).toUpperCase().toLowerCase().replace(/[_\-\s]+/g, " ").trim();

  /** The words of a scale; their positions where the rubric gives none. */
  function labelsOf(criterion) {
    if (criterion.labels && criterion.labels.length) return criterion.labels;
    return criterion.fit.map((_, index) => String(index));
  }

  /** The position of a level given by position or by word; undefined where it is not on the scale. */
  function levelAt(criterion, typed) {
    const labels = labelsOf(criterion);
    if (typeof typed === "number") return typed < criterion.fit.length ? typed : undefined;
    let at = labels.indexOf(typed);
    if (at < 0) at = labels.findIndex((label) => folded(label) === folded(typed));
    if (at < 0 && /^\d{1,6}$/.test(typed.trim()) && parseInt(typed, 10) < labels.length) at = parseInt(typed, 10);
    return at < 0 ? undefined : at;
  }

  /** Typed text as a whole number of the criterion's last decimal place: {value}, {problem} or {empty}. */
  function readNumber(criterion, typed) {
    const text = withoutUnit(String(fit.given(typed) ? typed : "").trim().replace(/\u2212/g, "-"), unitOf(criterion));
    if (text === "") return { empty: true };
    const parts = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
    if (!parts) return { problem: notANumber(criterion, text) };
    const places = criterion.places || 0, decimals = (parts[3] || "").replace(/0+$/, "");
    if (decimals.length > places) {
      return { problem: places ? "Write at most " + places + " decimal place" + (places > 1 ? "s" : "") + " here." : "Write whole numbers here." };
    }
    const digits = (parts[2] + decimals.padEnd(places, "0")).replace(/^0+(?=\d)/, "");
    const size = digits.length > 13 ? Infinity : parseInt(digits, 10);
    if (size > LARGEST_NUMBER) return { problem: "That number is too large." };
    return { value: parts[1] === "-" && size > 0 ? -size : size };
  }

  const EITHER_SIGN = /temperature|degree|\u00b0|celsius|fahrenheit|balance|profit|margin|growth|change|differ|net\b|offset/;

  /** The least number that can be answered; null where numbers below 0 make sense. The twin of customary.fit.doubts. */
  function lowest(criterion) {
    if (criterion.kind !== "number") return null;
    if (fit.given(criterion.from)) return criterion.from;
    const zero = fit.given(criterion.at_least) ? [criterion.at_least, criterion.at_least - criterion.zero_after] : [];
    const spoken = zero.concat(criterion.at_most, criterion.likely).filter(fit.given);
    return spoken.some((number) => number < 0) || EITHER_SIGN.test((nameOf(criterion) + " " + unitOf(criterion)).toLowerCase()) ? null : 0;
  }

  /** A number as the form takes it: as readNumber, but not below the least there can be. */
  function readEntry(criterion, typed) {
    const found = readNumber(criterion, typed), least = lowest(criterion);
    return least !== null && found.value < least ? { problem: "Write " + numberText(criterion, least) + " or more." } : found;
  }

  function withoutUnit(text, unit) {
    for (const ending of [unit.toLowerCase(), unit.startsWith("%") ? "%" : "", /days$/.test(unit) ? "days" : "", /days$/.test(unit) ? "day" : ""]) {
      if (ending && text.toLowerCase().endsWith(ending)) return text.slice(0, text.length - ending.length).trim();
    }
    return text;
  }

  function notANumber(criterion, text) {
    const word = text.toLowerCase();
    if (COUNTS.includes(word)) return "Write " + COUNTS.indexOf(word) + ".";
    const amount = /^([a-z]+|\d{1,6})\s+([a-z]+)$/.exec(word);
    const converted = amount && inUnits(amount, unitOf(criterion));
    if (converted) {
      const plural = converted.base + (converted.count === 1 ? "" : "s");
      return fit.capital(word) + " is " + converted.count + " " + plural + ". Write " + converted.count + ".";
    }
    const places = criterion.places || 0;
    if (/^[+-]?\d{1,3}(,\d{3})+$/.test(word) && !(places >= 3 && word.split(",").length === 2)) return "Write " + word.replace(/,/g, "") + ", without commas.";
    if (/^[+-]?\d+,\d+$/.test(word) && !places) return "Write whole numbers here, with no comma.";
    if (/^[+-]?\d+,\d+$/.test(word)) return "Write " + word.replace(",", ".") + " with a point, or leave out the comma.";
    return "Write digits, such as 10.";
  }

  function inUnits(amount, unit) {
    const word = amount[1] === "a" || amount[1] === "an" ? "one" : amount[1];
    const count = /^\d/.test(word) ? parseInt(word, 10) : COUNTS.indexOf(word);
    if (count < 0) return null;
    for (const [base, sizes] of IN_UNITS) {
      const size = sizes[amount[2].replace(/s$/, "")];
      if (unit.toLowerCase().includes(base) && size) return { count: count * size, base };
    }
    return null;
  }

  /** "2 to 5", "2-5", "two to five days" as two typed numbers, or null where it is no range of this criterion. */
  function readRange(criterion, typed) {
    const parts = /^\s*(?:between\s+|from\s+)?([\w.]+)\s*(?:to|and|-|\u2013|\u2014)\s*([\w.]+)(\s+[^\d]*|\s*%.*)?$/i.exec(String(typed || ""));
    if (!parts) return null;
    const both = [parts[1], parts[2]].map((word) => {
      const count = COUNTS.indexOf(word.toLowerCase());
      return readNumber(criterion, count < 0 ? word : count).value;
    });
    return both.some((value) => value === undefined) ? null : both.map((value) => numberText(criterion, value));
  }

  /** What the form holds as a canonical value; undefined where nothing usable is there yet. */
  function canonicalValue(criterion, held) {
    if (criterion.kind === "gap" && Array.isArray(held)) {
      const sides = held.map((side) => readNumber(criterion, side).value);
      return sides.includes(undefined) ? undefined : sides.map((side) => numberText(criterion, side));
    }
    if (isNumber(criterion)) {
      const value = readEntry(criterion, held).value;
      return value === undefined ? undefined : numberText(criterion, value);
    }
    if (isLevel(criterion)) return typeof held === "number" ? held : undefined;
    if (criterion.kind === "set") return Array.isArray(held) ? held : undefined;
    return held === "yes" || held === "no" ? held : undefined;
  }

  /** The canonical answer of an entry; null (unknown) as long as it is incomplete. */
  function canonicalAnswer(criterion, entry) {
    if (!entry || entry.how === "unknown") return null;
    if (entry.how === "not_applicable") return entry.reason.trim() ? { not_applicable: entry.reason.trim() } : null;
    const first = canonicalValue(criterion, entry.first);
    if (first === undefined) return null;
    const dated = entry.on ? { on: entry.on } : {};
    if (entry.how === "exact") return Object.assign({ answer: first }, dated);
    if (entry.how === "assumed") return Object.assign({ assumed: first }, dated);
    const second = canonicalValue(criterion, entry.second);
    return second === undefined ? null : Object.assign({ between: [first, second] }, dated);
  }

  const WAYS = ["exact", "between", "disagree", "assumed", "not_applicable", "unknown"];
  const TEXTS = { reason: 300, note: 2000, said_by: 200, on: 10 };

  /** An entry from a draft or a link, checked through and through; null where anything about it is wrong. */
  function checkedEntry(criterion, raw) {
    if (!raw || typeof raw !== "object" || !WAYS.includes(raw.how)) return null;
    const entry = blank();
    entry.how = raw.how;
    for (const key of Object.keys(TEXTS)) {
      if (!fit.given(raw[key])) continue;
      if (typeof raw[key] !== "string" || raw[key].length > TEXTS[key]) return null;
      entry[key] = raw[key];
    }
    if (entry.on && !/^\d{4}-\d{2}-\d{2}$/.test(entry.on)) return null;
    if (fit.given(raw.who)) {
      if (!isTexts(raw.who, 200) || raw.who.length !== 2) return null;
      entry.who = raw.who.slice();
    }
    for (const side of ["first", "second"]) {
      if (!fit.given(raw[side])) continue;
      if (!isHeld(criterion, raw[side])) return null;
      entry[side] = raw[side];
    }
    return entry;
  }

  function isTexts(list, longest) {
    return Array.isArray(list) && list.length <= 200 && list.every((text) => typeof text === "string" && text.length <= longest);
  }

  function isHeld(criterion, held) {
    if (isLevel(criterion)) return Number.isInteger(held) && held >= 0 && held < criterion.fit.length;
    if (criterion.kind === "set") return isTexts(held, 300);
    if (criterion.kind === "yes_no") return held === "yes" || held === "no";
    if (criterion.kind === "gap" && Array.isArray(held)) return held.length === 2 && isTexts(held, 60);
    return typeof held === "string" && held.length <= 60;
  }

  function canonicalAnswers(rubric, entries) {
    const answers = Object.create(null); // ids are anything
    rubric.criteria.forEach((criterion) => { answers[criterion.id] = canonicalAnswer(criterion, entries[criterion.id]); });
    return answers;
  }

  /** A scaled number as it would be typed: 85 with one place is "8.5". */
  function numberText(criterion, value) {
    const places = criterion.places || 0, sign = value < 0 ? "-" : "", digits = String(Math.abs(value));
    if (places === 0) return sign + digits;
    const padded = digits.padStart(places + 1, "0"), decimals = padded.slice(-places).replace(/0+$/, "");
    return sign + padded.slice(0, -places) + (decimals ? "." + decimals : "");
  }

  /** A thing by its name in the rubric, however it was capitalised; any other as it was typed. */
  function thingOf(criterion, typed) {
    const known = criterion.ours.concat(criterion.must || [], criterion.options || []);
    return known.find((name) => name === typed || folded(name) === folded(typed)) || typed.trim();
  }

  function thingsIn(criterion, typed) {
    return typed.map((item) => thingOf(criterion, item)).filter((item, at, all) => item && all.indexOf(item) === at);
  }

  /** [typed, meant] of the first thing that is nearly one of those to tick, or null. It counts as typed all the same. */
  function nearThing(criterion, items) {
    const known = thingsOf(criterion);
    for (const item of items) {
      const near = known.includes(item) ? null : known.find((name) => apart(folded(item), folded(name)) <= (item.length < 4 ? 0 : item.length < 8 ? 1 : 2));
      if (near) return [item, near];
    }
    return null;
  }

  /** How many letters have to be added, left out or changed. */
  function apart(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
      }
      row = next;
    }
    return row[other.length];
  }

  /** What can be ticked on a set: what we do, then what prospects tend to ask for besides. */
  function thingsOf(criterion) {
    const likely = (criterion.likely || []).reduce((all, some) => all.concat(some), []);
    const items = criterion.ours.concat(criterion.must || [], criterion.options || [], criterion.options && criterion.options.length ? [] : likely);
    return items.filter((item, index) => items.indexOf(item) === index && item !== "something else");
  }

  Object.assign(fit, {
    blank, isNumber, isLevel, nameOf, unitOf, folded, labelsOf, levelAt, readNumber, readEntry, readRange, canonicalAnswer, checkedEntry,
    canonicalAnswers, numberText, thingsOf, thingsIn, nearThing,
  });
})(window.customaryFit = window.customaryFit || {});
