/* The verdict beside the form, live: a banner that stays in sight, and the parts of the report below it. */
(function (fit) {
  "use strict";

  const el = fit.element;
  const PAUSE = 500; // milliseconds without a change before a screen reader is told

  function panel(view) {
    const headline = el("p", { class: "cu-banner__verdict", "aria-hidden": "true" });
    const state = el("p", { class: "cu-banner__state", "aria-hidden": "true" });
    const score = el("div", { class: "cu-banner__score" });
    const status = el("output", { class: "cu-unseen", role: "status" });
    const banner = el("div", { class: "cu-banner" }, [headline, state, score, status]);
    const details = el("div", { class: "cu-details" });
    let waiting = null;
    function update(found) {
      const text = fit.announcement(view, found);
      headline.textContent = fit.headline(view, found);
      state.textContent = fit.stateLine(view, found);
      banner.setAttribute("data-tone", fit.bannerTone(view, found));
      fit.replaceChildren(score, view.profile || !found.answered ? [] : [fit.scoreBar(view.canonical, found)]);
      fit.replaceChildren(details, found.answered ? fit.report(view, found) : [fit.beginning(view)]);
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => { if (status.textContent !== text) status.textContent = text; }, PAUSE);
    }
    return { banner, details, update };
  }

  fit.panel = panel;
})(window.customaryFit = window.customaryFit || {});
