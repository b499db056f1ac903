/* The verdict in words and bars: the same parts beside the form and on the printed sheet. */
(function (fit) {
  "use strict";

  const el = fit.element;

  /** A titled part, or nothing where it has nothing to say. */
  function part(title, children, name) {
    const kept = children.filter(Boolean);
    return kept.length ? el("section", { class: "cu-part cu-part--" + name }, [el("h2", {}, title)].concat(kept)) : null;
  }

  function list(items, name) {
    return items.length ? el("ul", { class: "cu-list" + (name ? " cu-list--" + name : "") }, items.map((item) => el("li", {}, item))) : null;
  }

  /** The scale 0..1000 with its thresholds and the score on it. */
  function scoreBar(rubric, found) {
    if (!found.score) return null;
    const banded = rubric.verdicts.filter((name) => rubric.bands[name] > 0 && rubric.bands[name] <= 1000);
    const bounds = banded.map((name) => fit.quoted(name) + " from " + fit.of100(rubric.bands[name])).join(", ");
    return el("div", { class: "cu-score" }, [
      fit.bar(found.score, "ink", banded.map((name) => rubric.bands[name])),
      el("p", { class: "cu-small" }, "Score " + fit.range(found.score) + " of 100" + (bounds ? "; " + bounds : "") + "."),
    ]);
  }

  function beginning(view) {
    return el("p", { class: "cu-small" }, view.profile
      ? "Each answer draws a bar. The two steps that would help most appear when you have begun."
      : "The question that tells most comes first. Leave out what you don't know: a missing answer counts neither for nor against them.");
  }

  function contradictions(view, found) {
    return list(found.contradictions.map((rule) =>
      fit.sentence(rule.because || rule.id) + " These answers contradict each other, so they count as not known."), "warn");
  }

  /** The rules that hold the verdict down, and those that may: once something that they ask about is known, and
      as long as it can matter. */
  function caps(view, found) {
    const known = (at) => found.criteria[at].state !== "unknown";
    const begun = ({ below, must_of: set }) => (set !== null ? known(set) : below.some(([at]) => known(at)));
    const ruleOf = (cap) => view.rubric.caps.find((each) => each.id === cap.id);
    const counting = found.caps.filter((cap) => cap.state === "applies" || (found.state === "open" && begun(ruleOf(cap))));
    return list(counting.map((cap) => (cap.state === "applies" ? "At most " : "Perhaps at most ") + fit.quoted(cap.at_most) + ": "
      + fit.sentence(cap.because || cap.id.replace(/_/g, " "))), "caps");
  }

  /** The reasons, heaviest first, each with its interval drawn. */
  function reasons(view, found) {
    const rows = found.reasons.map((id) => reasonRow(found.criteria.find((each) => each.id === id)));
    return rows.length ? el("ul", { class: "cu-list cu-list--bars" }, rows) : null;
  }

  function reasonRow(judged) {
    const words = fit.predictionWords(judged.prediction[0]);
    const tag = el("span", { class: "cu-tag cu-tag--" + fit.tone(judged.fit[0]) }, words);
    return el("li", { class: "cu-reason" }, [el("p", {}, [judged.reason + " ", tag]), fit.bar(judged.fit, fit.tone(judged.fit[0]))]);
  }

  function conditions(found) {
    const title = found.state === "settled" ? "Agree on this before you sign" : "If it comes to that, agree on this before you sign";
    return part(title, [list(found.conditions.map(fit.sentence), "ticks")], "conditions");
  }

  function decline(view, found) {
    if (!found.verdict || found.verdict[1] !== view.canonical.verdicts[0] || view.canonical.verdicts.length < 2) return null;
    return part("Saying no kindly", [
      el("p", {}, "As things stand we would let them down. Tell them soon, tell them why, and tell them what would have to change."),
      view.canonical.refer_to ? el("p", {}, "Whom to send them to: " + fit.sentence(view.canonical.refer_to)) : null,
    ], "decline");
  }

  const MOST_CHANGES = 4; // of each side and verdict, so that the sheet stays one page and the reader awake

  /** One side's moves, by the verdict that they lead to. */
  function sideOf(found, side, title) {
    const moves = found.counterfactuals[side], goals = moves.map((move) => move.to).filter((to, at, all) => all.indexOf(to) === at);
    const groups = goals.map((to) => {
      const kept = moves.filter((move) => move.to === to).slice(0, MOST_CHANGES);
      const lead = to === found.verdict[0] ? "Still " + fit.quoted(to) + ", but no longer held there by a rule:" : "For " + fit.quoted(to) + (kept.length > 1 ? ", any one of:" : ":");
      return [el("p", { class: "cu-part__lead" }, lead), list(kept.map((move) => move.words.join(", and ")))];
    });
    if (goals.length) return [el("h3", {}, title)].concat(...groups);
    const again = found.reopening[side].slice(0, MOST_CHANGES).map((move) => move.words.join(", and "));
    const lead = again.length > 1 ? "It would be open again after any one of:" : "It would be open again after:";
    return again.length ? [el("h3", {}, title), el("p", { class: "cu-part__lead" }, lead), list(again)] : [];
  }

  function changes(view, found) {
    return part("What would change it", sideOf(found, "theirs", "On their side").concat(sideOf(found, "ours", "On our side")), "changes");
  }

  function nextQuestions(view, found) {
    const open = found.next_questions.filter((each) => !found.no_longer_matter.includes(each.id)).slice(0, 3);
    if (found.state !== "open" || !open.length) return null;
    return part("Ask next", [el("ol", { class: "cu-list" }, open.map((each) => el("li", {}, fit.criterionOf(view, each.id).ask)))], "next");
  }

  function stop(view, found) {
    const idle = found.no_longer_matter.filter((id) => view.state.entries[id].how === "unknown");
    if (!idle.length || found.state === "not assessable") return null;
    return part("No need to ask", [el("p", {}, "Whatever they say, this changes nothing: " + fit.joined(idle.map((id) => fit.nameOf(fit.criterionOf(view, id)))) + ".")], "stop");
  }

  function firmness(view, found) {
    const words = fit.firmWords(view, found).map((text) => el("p", {}, text));
    return part("How firm this is", words, "firm");
  }

  /** One criterion of a profile: its bar, or both views of a gap, drawn against the largest rating. */
  function profileRow(view, judged, ratings) {
    const criterion = fit.criterionOf(view, judged.id), pair = ratings[judged.id];
    const name = fit.capital(fit.nameOf(criterion));
    if (!pair) return [el("p", {}, [name + " ", el("span", { class: "cu-small" }, fit.range(judged.fit))]), fit.bar(judged.fit, fit.tone(judged.fit[0]))];
    const top = Math.max(1, ...Object.values(ratings).flat()), share = (rating) => fit.floorDiv(1000 * Math.max(0, rating), top);
    const said = "we say " + fit.numberText(criterion, pair[0]) + ", they say " + fit.numberText(criterion, pair[1]);
    return [el("p", {}, [name + " ", el("span", { class: "cu-small" }, said)]),
      fit.bar([share(pair[0]), share(pair[0])], "ink"), fit.bar([share(pair[1]), share(pair[1])], fit.tone(judged.fit[0]))];
  }

  /** Our rating and theirs by criterion, where a gap was answered exactly. */
  function ratingsOf(view, found) {
    const ratings = Object.create(null);
    view.rubric.criteria.forEach((criterion, at) => {
      const answer = view.answers[at];
      if (criterion.kind !== "gap" || found.criteria[at].state !== "answered") return;
      const ours = fit.given(answer.ours) ? answer.ours : criterion.ours;
      if (fit.given(ours)) ratings[criterion.id] = [ours, ours - answer.values[0]];
    });
    return ratings;
  }

  /** Bars by criterion and the two most useful next steps, for a self-assessment. */
  function profile(view, found) {
    const ratings = ratingsOf(view, found), known = found.criteria.filter((judged) => judged.fit !== null);
    const rows = known.map((judged) => el("li", { class: "cu-reason" }, profileRow(view, judged, ratings)));
    return [part("The two steps that would help most", [list(found.next_steps.map((step) => fit.sentence(step.text)), "ticks")], "steps"),
      part("Profile", [el("ul", { class: "cu-list cu-list--bars" }, rows)], "profile")];
  }

  /** Every part that there is something to say in. */
  function report(view, found) {
    if (view.profile) return profile(view, found).filter(Boolean);
    if (!found.verdict) return [];
    return [
      part("Why", [contradictions(view, found), caps(view, found), reasons(view, found)], "why"),
      conditions(found), decline(view, found), nextQuestions(view, found), stop(view, found), changes(view, found), firmness(view, found),
    ].filter(Boolean);
  }

  Object.assign(fit, { report, scoreBar, beginning, part, caps, contradictions, conditions, decline, changes, firmness, profile });
})(window.customaryFit = window.customaryFit || {});
