/* The whole page of one rubric: questions on one side, the verdict on the other, a sheet for the printer. */
(function (fit) {
  "use strict";

  const el = fit.element;

  /** Build the page for a rubric in canonical form. Returns {node, start}. */
  function page(root, canonical, prefix) {
    const view = {
      root, canonical, prefix, rubric: fit.prepare(canonical), version: root.getAttribute("data-sha256") || "",
      profile: canonical.shape === "profile", state: { prospect: "", entries: blankEntries(canonical) },
      mode: "one", current: null, later: [], shownLink: "",
    };
    view.update = () => update(view);
    view.fill = (state) => fillIn(view, state);
    view.questions = view.rubric.criteria.map((criterion, index) =>
      fit.question(criterion, view.state.entries[criterion.id], { prefix, index }, () => edited(view)));
    view.panel = fit.panel(view);
    view.guide = fit.guide(view);
    view.tools = fit.tools(view);
    view.sheet = el("div", { class: "cu-sheet" });
    view.node = el("div", { class: "cu-app" }, [layout(view), view.sheet]);
    return { node: view.node, start: () => start(view), reopen: () => fit.openLink(view) };
  }

  function layout(view) {
    const name = el("input", { type: "text", id: view.prefix + "-prospect", maxlength: 300, autocomplete: "off",
      input: (event) => { view.state.prospect = event.target.value; edited(view); } });
    view.prospectField = name;
    view.form = el("form", { class: "cu-form", autocomplete: "off", novalidate: true, submit: (event) => event.preventDefault() }, [
      el("div", { class: "cu-top" }, [
        el("div", { class: "cu-field" }, [el("label", { for: name.id }, view.profile ? "Whose answers are these?" : "Prospect"), name]),
        view.guide.modes,
      ]),
      view.tools.greeting, view.guide.before,
      el("div", { class: "cu-questions" }, view.questions.map((question) => question.node)),
      view.guide.after,
    ]);
    return el("div", { class: "cu-columns" }, [view.form, el("div", { class: "cu-side" }, [view.panel.banner, view.panel.details, view.tools.node])]);
  }

  function start(view) {
    if (!fit.openLink(view)) {
      const draft = fit.drafts.load(view.canonical);
      if (draft) {
        view.fill(draft);
        view.tools.greet("Your draft from this device is back.");
        return;
      }
      if (view.root.hasAttribute("data-begin")) {
        const begin = JSON.parse(view.root.getAttribute("data-begin"));
        view.fill({ prospect: "", entries: begin.entries });
        view.tools.greet(begin.says);
        return;
      }
    }
    update(view);
  }

  function blankEntries(canonical) {
    const entries = Object.create(null);
    canonical.criteria.forEach((criterion) => { entries[criterion.id] = fit.blank(); });
    return entries;
  }

  /** Put other answers into the form. The entries' objects stay, since the questions hold on to them. */
  function fillIn(view, state) {
    view.state.prospect = state.prospect || "";
    view.state.kept = state.kept || new Map();
    view.prospectField.value = view.state.prospect;
    view.rubric.criteria.forEach((criterion, index) => {
      Object.assign(view.state.entries[criterion.id], fit.blank(), state.entries[criterion.id] || {});
      view.questions[index].refresh();
    });
    view.later = [];
    view.current = null;
    update(view);
  }

  function edited(view) {
    view.tools.kept(fit.drafts.save(view.canonical, view.state));
    update(view);
  }

  /** Judge the answers again and draw everything that depends on them. */
  function update(view) {
    const canonicalAnswers = fit.canonicalAnswers(view.rubric, view.state.entries);
    view.answers = fit.readAnswers(view.rubric, canonicalAnswers);
    const found = fit.judgement(view.rubric, canonicalAnswers, today());
    found.answered = view.rubric.criteria.filter((criterion) => canonicalAnswers[criterion.id] !== null).length;
    view.found = found;
    const first = found.answered > 0 && found.next_questions.length ? found.next_questions[0].id : null;
    view.rubric.criteria.forEach((criterion, index) => {
      const judged = found.criteria[index], answered = canonicalAnswers[criterion.id] !== null;
      const idle = found.no_longer_matter.includes(criterion.id);
      const flag = answered ? "" : idle ? "Can no longer change the verdict" : criterion.id === first ? "The most telling question now" : "";
      view.questions[index].show({ range: judged.fit, answered, idle, flag: view.profile ? "" : flag,
        tone: judged.fit && fit.tone(judged.fit[0]), sentence: fit.sayAbout(view, criterion, index, judged) });
    });
    view.guide.update(found);
    view.panel.update(found);
    fit.drawSheet(view, found);
  }

  function today() {
    const now = new Date(), two = (number) => String(number).padStart(2, "0");
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }

  fit.page = page;
  fit.blankEntries = blankEntries;
  fit.today = today;
})(window.customaryFit = window.customaryFit || {});
