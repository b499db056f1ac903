/* The way through the questions: one at a time, the most telling first, or all at once. */
(function (fit) {
  "use strict";

  const el = fit.element;

  /** {modes, before, after, update}: what stands around the questions. */
  function guide(view) {
    const parts = { view };
    parts.modes = modes(parts);
    parts.before = el("p", { class: "cu-guide__progress" });
    parts.back = button("Back", () => step(parts, -1), "cu-button--quiet");
    parts.skip = button("Ask later", () => later(parts), "cu-button--quiet");
    parts.next = button("Next question", () => next(parts), "cu-button--main");
    parts.enough = el("p", { class: "cu-guide__enough", hidden: true });
    parts.after = el("div", { class: "cu-guide" }, [parts.enough, el("div", { class: "cu-guide__buttons" }, [parts.back, parts.skip, parts.next])]);
    parts.seen = [];
    return { modes: parts.modes, before: parts.before, after: parts.after, update: (found) => update(parts, found) };
  }

  function button(text, act, style) {
    return el("button", { type: "button", class: "cu-button " + (style || ""), click: act }, text);
  }

  function modes(parts) {
    const name = parts.view.prefix + "-mode";
    const choice = (mode, label) => el("label", { class: "cu-pill" }, [
      el("input", { type: "radio", name, value: mode, checked: parts.view.mode === mode,
        change: () => { parts.view.mode = mode; parts.view.update(); } }),
      el("span", {}, label),
    ]);
    return el("div", { class: "cu-modes", role: "radiogroup", "aria-label": "Show the questions" }, [choice("one", "One at a time"), choice("all", "All at once")]);
  }

  function ids(view) { return view.rubric.criteria.map((criterion) => criterion.id); }

  function isOpen(view, id) { return view.state.entries[id].how === "unknown"; }

  /** The question to show next: the most telling one that is open, then the ones put off, then the rest in order. */
  function choose(view, found, except) {
    const ranked = found.next_questions.map((each) => each.id).concat(ids(view));
    const open = ranked.filter((id) => isOpen(view, id) && id !== except);
    const idle = (id) => found.no_longer_matter.includes(id);
    return open.find((id) => !view.later.includes(id) && !idle(id)) || open.find((id) => !idle(id)) || open[0] || null;
  }

  function next(parts) {
    const view = parts.view, target = choose(view, view.found, view.current);
    if (!target) return;
    parts.seen.push(view.current);
    show(parts, target);
  }

  function later(parts) {
    const view = parts.view;
    view.later = view.later.filter((id) => id !== view.current).concat(view.current);
    next(parts);
  }

  function step(parts) {
    const previous = parts.seen.pop();
    if (previous) show(parts, previous);
  }

  /** Show a question and put the focus on its first control, so that a keyboard user goes straight on. */
  function show(parts, id) {
    parts.view.current = id;
    parts.view.update();
    const card = parts.view.questions[ids(parts.view).indexOf(id)].node;
    const control = card.querySelector(".cu-q__input input:checked, .cu-q__input input");
    if (control) control.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  function update(parts, found) {
    const view = parts.view, one = view.mode === "one";
    if (one && !view.current) view.current = choose(view, found, null) || ids(view)[0];
    view.questions.forEach((question, index) => { question.node.hidden = one && ids(view)[index] !== view.current; });
    const total = ids(view).length;
    parts.before.textContent = found.answered + " of " + total + " answered";
    const target = one ? choose(view, found, view.current) : null;
    parts.after.hidden = !one;
    parts.back.disabled = !parts.seen.length;
    parts.next.disabled = !target;
    parts.skip.disabled = !target || !isOpen(view, view.current);
    const settled = found.state === "settled" && found.answered > 0 && found.answered < total && !view.profile;
    parts.enough.hidden = !(one && (settled || found.answered === total));
    parts.enough.textContent = settled
      ? "No further question can change the verdict. You can stop here, or ask the rest for the record."
      : "Everything is answered.";
    parts.next.textContent = settled ? "Ask the rest anyway" : "Next question";
  }

  fit.guide = guide;
  fit.button = button;
})(window.customaryFit = window.customaryFit || {});
