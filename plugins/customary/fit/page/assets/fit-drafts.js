/* The draft of a form, kept in this browser on this device and nowhere else. */
(function (fit) {
  "use strict";

  const key = (rubric) => "customary-fit/1/" + rubric.rubric;

  function save(rubric, state) {
    try {
      window.localStorage.setItem(key(rubric), JSON.stringify({ prospect: state.prospect, entries: state.entries }));
      return true;
    } catch (error) {
      return false; // private windows and full disks: the form works on, without a draft
    }
  }

  /** {prospect, entries}, or null where there is no usable draft. A question that was changed starts anew. */
  function load(rubric) {
    let held;
    try { held = JSON.parse(window.localStorage.getItem(key(rubric))); } catch (error) { return null; }
    if (!held || typeof held !== "object" || !held.entries || typeof held.entries !== "object") return null;
    const entries = Object.create(null);
    rubric.criteria.forEach((criterion) => { entries[criterion.id] = fit.checkedEntry(criterion, held.entries[criterion.id]) || fit.blank(); });
    return { entries, prospect: typeof held.prospect === "string" ? held.prospect.slice(0, 300) : "" };
  }

  function remove(rubric) {
    try { window.localStorage.removeItem(key(rubric)); } catch (error) { /* nothing was kept */ }
  }

  fit.drafts = { save, load, remove };
})(window.customaryFit = window.customaryFit || {});
