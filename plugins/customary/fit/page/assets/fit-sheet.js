/* The sheet that the printer gets: verdict, reasons and answers on one A4 page, to hand to a manager. */
(function (fit) {
  "use strict";

  const el = fit.element;
  const LONGEST_NOTE = 120;

  function drawSheet(view, found) {
    fit.replaceChildren(view.sheet, [head(view, found), verdictLine(view, found), answers(view, found), findings(view, found), foot(view)]);
    const letters = view.sheet.textContent.length;
    view.sheet.className = "cu-sheet" + (letters > 3000 ? " cu-sheet--smallest" : letters > 2000 ? " cu-sheet--small" : "");
  }

  function head(view) {
    return el("p", { class: "cu-sheet__head" }, [
      el("strong", {}, view.state.prospect || (view.profile ? "Our own house" : "A prospect without a name")), " ",
      (view.canonical.title || view.canonical.rubric) + " \u2013 " + fit.today() + ", version " + view.version.slice(0, 8),
    ]);
  }

  function verdictLine(view, found) {
    return el("div", { class: "cu-sheet__verdict" }, [
      el("p", { class: "cu-sheet__big" }, fit.headline(view, found)), el("p", {}, fit.stateLine(view, found)),
      view.profile ? null : fit.scoreBar(view.canonical, found),
    ]);
  }

  function answers(view, found) {
    const rows = found.criteria.map((judged, index) => {
      const criterion = view.rubric.criteria[index], entry = view.state.entries[criterion.id];
      const remarks = [shortened(entry.note), entry.said_by, entry.on].filter(Boolean).join(", ");
      return el("tr", {}, [
        el("th", { scope: "row" }, fit.capital(fit.nameOf(criterion))),
        el("td", { class: "cu-sheet__bar" }, judged.fit ? fit.bar(judged.fit, fit.tone(judged.fit[0])) : "\u2013"),
        el("td", {}, [fit.sayAbout(view, criterion, index, judged), remarks ? el("span", { class: "cu-small" }, " " + remarks) : null]),
      ]);
    });
    return el("table", { class: "cu-sheet__answers" }, [
      el("thead", {}, el("tr", {}, ["Question", "Fit", "What we know"].map((title) => el("th", { scope: "col" }, title)))), el("tbody", {}, rows),
    ]);
  }

  /** A long note would push the sheet onto a second page; the whole of it is in the file. */
  function shortened(note) { return note.length > LONGEST_NOTE ? note.slice(0, LONGEST_NOTE - 1) + "\u2026" : note; }

  function findings(view, found) {
    if (!found.verdict || !found.answered) return null;
    if (view.profile) return el("div", { class: "cu-sheet__findings" }, [fit.profile(view, found)[0]].filter(Boolean));
    const rules = fit.part("Rules", [fit.contradictions(view, found), fit.caps(view, found)], "why");
    return el("div", { class: "cu-sheet__findings" },
      [rules, fit.conditions(found), fit.decline(view, found), fit.changes(view, found), fit.firmness(view, found)].filter(Boolean));
  }

  function foot(view) {
    return view.profile ? null : el("p", { class: "cu-sheet__foot" }, "Decided by ______________________   on ______________   because ______________________________");
  }

  fit.drawSheet = drawSheet;
})(window.customaryFit = window.customaryFit || {});
