/* One question as real form controls: a fieldset with its legend, six ways to answer, a note, who said it and when. */
(function (fit) {
  "use strict";

  const el = fit.element;

  const WAYS = [
    ["exact", "Exact"], ["between", "Range"], ["disagree", "We disagree"],
    ["assumed", "Assumed"], ["not_applicable", "Not applicable"], ["unknown", "Not asked"],
  ];

  /** Which ways make sense: a range needs an order, and a self-assessment has nobody to disagree with less. */
  function waysOf(criterion) {
    const ordered = fit.isNumber(criterion) || fit.isLevel(criterion);
    return WAYS.filter(([way]) => way !== "between" || ordered);
  }

  /** Build the card of one criterion. `entry` is changed in place; `changed()` is called after each change.
      Returns {node, show(found)}: `show` draws what the scorer found about this criterion. */
  function question(criterion, entry, place, changed) {
    const card = { criterion, entry, changed, prefix: place.prefix + "-" + place.index };
    card.input = el("div", { class: "cu-q__input" });
    card.problem = el("p", { class: "cu-q__problem", id: card.prefix + "-problem", hidden: true });
    card.flag = el("p", { class: "cu-q__flag", hidden: true });
    card.outcome = el("div", { class: "cu-q__fit" });
    card.ways = howRadios(card);
    card.node = el("fieldset", { class: "cu-q", id: card.prefix }, [
      el("legend", { class: "cu-q__legend" }, [
        el("span", { class: "cu-q__name" }, (place.index + 1) + ". " + fit.capital(fit.nameOf(criterion))),
        el("span", { class: "cu-q__ask" }, criterion.ask || fit.nameOf(criterion)),
      ]),
      card.flag,
      criterion.help ? el("p", { class: "cu-q__help", id: card.prefix + "-help" }, criterion.help) : null,
      card.input, card.problem, card.ways, remarks(card), card.outcome,
    ]);
    drawInput(card);
    return { node: card.node, show: (found) => show(card, found), refresh: () => refresh(card) };
  }

  function howRadios(card) {
    const radios = waysOf(card.criterion).map(([way, label]) => {
      const input = el("input", { type: "radio", name: card.prefix + "-how", value: way, checked: card.entry.how === way,
        change: () => { setHow(card, way); } });
      return el("label", { class: "cu-pill" }, [input, el("span", {}, label)]);
    });
    const caption = card.prefix + "-how-caption";
    return el("div", { class: "cu-q__how", role: "radiogroup", "aria-labelledby": caption },
      [el("span", { class: "cu-q__caption", id: caption }, "How do you know?")].concat(radios));
  }

  function setHow(card, way) {
    const entry = card.entry;
    entry.how = way;
    if (way === "unknown") { entry.first = null; entry.second = null; }
    drawInput(card);
    card.changed();
  }

  /** The first thing typed or ticked answers the question, without a click on "One answer" before it. */
  function answered(card) {
    if (card.entry.how === "unknown") {
      card.entry.how = "exact";
      checkHow(card);
    }
    checkProblem(card);
    card.changed();
  }

  function checkHow(card) {
    card.ways.querySelectorAll("input").forEach((radio) => { radio.checked = radio.value === card.entry.how; });
  }

  function refresh(card) {
    checkHow(card);
    drawInput(card);
    card.node.querySelectorAll("[data-remark]").forEach((field) => { field.value = card.entry[field.dataset.remark]; });
  }

  function drawInput(card) {
    const how = card.entry.how;
    let parts;
    if (how === "not_applicable") parts = [reason(card)];
    else if (how === "between") parts = [side(card, "first", "From"), side(card, "second", "To")];
    else if (how === "disagree") parts = [opinion(card, 0), opinion(card, 1)];
    else parts = [side(card, "first", null)];
    card.input.className = "cu-q__input" + (parts.length > 1 ? " cu-q__input--two" : "");
    fit.replaceChildren(card.input, parts);
    checkProblem(card);
  }

  function reason(card) {
    return el("label", { class: "cu-field" }, [
      el("span", {}, "Why does it not apply?"),
      el("input", { type: "text", maxlength: 200, value: card.entry.reason, required: true, "aria-describedby": card.prefix + "-problem",
        input: (event) => { card.entry.reason = event.target.value; checkProblem(card); card.changed(); } }),
    ]);
  }

  function opinion(card, index) {
    const who = el("label", { class: "cu-field" }, [
      el("span", {}, index === 0 ? "Who says" : "Who says otherwise"),
      el("input", { type: "text", maxlength: 80, value: card.entry.who[index], autocomplete: "off",
        input: (event) => { card.entry.who[index] = event.target.value; card.changed(); } }),
    ]);
    const caption = index === 0 ? "First opinion" : "Second opinion";
    return el("div", { class: "cu-q__opinion", role: "group", "aria-label": caption }, [who, side(card, index === 0 ? "first" : "second", caption)]);
  }

  /** The control for one value; `which` is "first" or "second", `caption` names it where there are two. */
  function side(card, which, caption) {
    const criterion = card.criterion;
    if (criterion.kind === "gap") return gapFields(card, which, caption);
    if (fit.isNumber(criterion)) return numberField(card, caption, heldIn(card, which));
    if (criterion.kind === "set") return ticks(card, which, caption);
    const options = fit.isLevel(criterion)
      ? fit.labelsOf(criterion).map((label, index) => [index, label])
      : [["yes", "Yes"], ["no", "No"]];
    return radios(card, which, caption, options);
  }

  /** Where a number field keeps what is typed: {name, get, set}. */
  function heldIn(card, which) {
    const set = (typed) => { card.entry[which] = typed === "" ? null : typed; };
    return { name: which, get: () => card.entry[which], set, split: which === "first" };
  }

  /** Both columns of a gap: what we believe (asked for, or told by the rubric) and what they say. */
  function gapFields(card, which, caption) {
    const known = fit.given(card.criterion.ours);
    const sides = known ? [] : ["We say", "They say"].map((label, at) => numberField(card, label, {
      name: which + at,
      get: () => (Array.isArray(card.entry[which]) ? card.entry[which][at] : ""),
      set: (typed) => {
        const pair = Array.isArray(card.entry[which]) ? card.entry[which].slice() : ["", ""];
        pair[at] = typed;
        card.entry[which] = pair.some(Boolean) ? pair : null;
      },
    }));
    const ours = known ? el("p", { class: "cu-gap__ours" }, [el("span", { class: "cu-field__label" }, "We say"),
      el("strong", {}, fit.valueText(card.criterion, card.criterion.ours))]) : null;
    const theirs = known ? numberField(card, "They say", heldIn(card, which)) : null;
    return el("div", { class: "cu-gap", role: "group", "aria-label": caption || "Our view and theirs" },
      [caption ? el("span", { class: "cu-field__label cu-gap__caption" }, caption) : null, ours, theirs].concat(sides));
  }

  function numberField(card, caption, held) {
    const unit = fit.unitOf(card.criterion);
    const id = card.prefix + "-" + held.name;
    const input = el("input", { type: "text", inputmode: "decimal", id, class: "cu-number", autocomplete: "off", maxlength: 60,
      value: held.get() === null ? "" : held.get(),
      "aria-describedby": [card.prefix + "-problem", card.criterion.help ? card.prefix + "-help" : ""].join(" ").trim(),
      input: (event) => { held.set(event.target.value); answered(card); },
      change: (event) => { if (held.split) splitRange(card, event.target.value); } });
    return el("div", { class: "cu-q__number" }, [
      el("label", { for: id, class: caption ? "cu-field__label" : "cu-unseen" }, caption || card.criterion.ask || fit.nameOf(card.criterion)),
      el("span", { class: "cu-q__numberline" }, [input, unit ? el("span", { class: "cu-q__unit" }, unit) : null]),
    ]);
  }

  /** "2 to 5" typed into the one field becomes a range of two fields. */
  function splitRange(card, typed) {
    if (card.entry.how !== "exact") return;
    const range = fit.readNumber(card.criterion, typed).problem && fit.readRange(card.criterion, typed);
    if (!range) return;
    card.entry.how = "between";
    [card.entry.first, card.entry.second] = range;
    refresh(card);
    card.changed();
  }

  function radios(card, which, caption, options) {
    const group = options.map(([value, label]) => el("label", { class: "cu-choice" }, [
      el("input", { type: "radio", name: card.prefix + "-" + which, value, checked: card.entry[which] === value,
        change: () => { card.entry[which] = value; answered(card); } }),
      el("span", {}, label),
    ]));
    return labelledGroup(card, caption, "radiogroup", group);
  }

  function ticks(card, which, caption) {
    const held = () => (Array.isArray(card.entry[which]) ? card.entry[which] : null);
    const known = fit.thingsOf(card.criterion), extra = (held() || []).filter((item) => !known.includes(item));
    const boxes = known.map((item) => el("input", { type: "checkbox", value: item, checked: (held() || []).includes(item), change: collect }));
    const none = el("input", { type: "checkbox", checked: held() !== null && held().length === 0, change: clear });
    const other = el("input", { type: "text", value: extra.join(", "), maxlength: 200, autocomplete: "off", input: collect });
    function collect() {
      const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
      const unique = fit.thingsIn(card.criterion, ticked.concat(other.value.split(/[,;]/)));
      none.checked = false;
      card.entry[which] = unique.length ? unique : null;
      answered(card);
    }
    function clear() {
      if (none.checked) { boxes.forEach((box) => { box.checked = false; }); other.value = ""; }
      card.entry[which] = none.checked ? [] : null;
      answered(card);
    }
    const labels = boxes.map((box) => el("label", { class: "cu-choice" }, [box, el("span", {}, box.value)]));
    labels.push(el("label", { class: "cu-choice cu-choice--none" }, [none, el("span", {}, "Nothing in particular")]));
    const closed = card.criterion.options && card.criterion.options.length; // the rubric lists all that there is
    if (!closed) labels.push(el("label", { class: "cu-field cu-field--other" }, [el("span", {}, "Something else (with commas between)"), other]));
    return labelledGroup(card, caption, "group", labels);
  }

  function labelledGroup(card, caption, role, children) {
    const label = (card.criterion.ask || fit.nameOf(card.criterion)) + (caption ? " " + caption : "");
    return el("div", { class: "cu-choices", role, "aria-label": label, "aria-describedby": card.prefix + "-problem" },
      [caption ? el("span", { class: "cu-field__label", "aria-hidden": "true" }, caption) : null].concat(children));
  }

  function checkProblem(card) {
    const entry = card.entry;
    let problem = "";
    if (entry.how === "not_applicable" && !entry.reason.trim()) problem = "Give a reason, or the question counts as not asked yet.";
    else if (fit.isNumber(card.criterion) && entry.how !== "unknown" && entry.how !== "not_applicable") {
      const both = entry.how === "between" || entry.how === "disagree";
      const read = [].concat(entry.first, both ? entry.second : []).map((typed) => fit.readEntry(card.criterion, typed));
      problem = read.map((one) => one.problem).find(Boolean) || "";
      if (!problem && entry.how === "between" && read[0].value > read[1].value) problem = "\u201cFrom\u201d is larger than \u201cTo\u201d, so the two are read the other way round.";
    } else if (card.criterion.kind === "set") {
      const near = fit.nearThing(card.criterion, [].concat(entry.first || [], entry.second || []));
      if (near) problem = "\u201c" + near[0] + "\u201d is none of ours. Did you mean \u201c" + near[1] + "\u201d?";
    }
    card.problem.textContent = problem;
    card.problem.hidden = !problem;
    card.input.querySelectorAll("input.cu-number").forEach((input) => {
      if (fit.readEntry(card.criterion, input.value).problem) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    });
  }

  function remarks(card) {
    const field = (key, label, attributes) => el("label", { class: "cu-field" }, [
      el("span", {}, label),
      el(attributes.type ? "input" : "textarea", Object.assign({ "data-remark": key, value: card.entry[key],
        input: (event) => { card.entry[key] = event.target.value; card.changed(); } }, attributes), attributes.type ? [] : card.entry[key]),
    ]);
    const filled = card.entry.note || card.entry.said_by || card.entry.on;
    return el("details", { class: "cu-q__remarks", open: Boolean(filled) }, [
      el("summary", {}, "A note, who said it, when"),
      el("div", { class: "cu-q__remarkfields" }, [
        field("note", "Note", { rows: 2, maxlength: 500 }),
        field("said_by", "Who said it", { type: "text", maxlength: 80, autocomplete: "off" }),
        field("on", "When", { type: "date" }),
      ]),
    ]);
  }

  /** Draw what the scorer found: the bar, the sentence, and whether the question still matters. */
  function show(card, found) {
    card.node.classList.toggle("cu-q--answered", found.answered);
    card.node.classList.toggle("cu-q--idle", found.idle && !found.answered);
    card.flag.hidden = !found.flag;
    card.flag.textContent = found.flag || "";
    const parts = found.range === null || !found.answered ? [] : [fit.bar(found.range, found.tone), el("p", {}, found.sentence)];
    fit.replaceChildren(card.outcome, parts);
  }

  fit.question = question;
})(window.customaryFit = window.customaryFit || {});
