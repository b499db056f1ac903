/* The page's own sentences about a verdict; the rubric's sentences come from fit-words.js. */
(function (fit) {
  "use strict";

  const PREDICTIONS = {
    none: "fits", "some friction": "some friction", "expect disappointment": "expect disappointment",
    "you will disappoint": "you will disappoint them",
  };

  /** good | warn | bad: the colour of a fit, by the same limits as the words beside it. */
  function tone(value) {
    const foretold = fit.prediction(value);
    return foretold === "none" ? "good" : foretold === "some friction" ? "warn" : "bad";
  }

  function verdictTone(rubric, name) {
    const at = rubric.verdicts.indexOf(name);
    if (at === 0) return "bad";
    return at === rubric.verdicts.length - 1 ? "good" : "warn";
  }

  /** The sentence about one criterion; of a level on a self-assessment only the answer, since nothing "fits" there. */
  function sayAbout(view, criterion, at, judged) {
    if (criterion.kind !== "level" || !view.profile || !fit.given(view.answers[at].values[0])) return judged.reason;
    return fit.capital(fit.theirs(criterion, view.answers[at])) + ".";
  }

  const quoted = (name) => "\u201c" + name + "\u201d";

  function headline(view, found) {
    if (found.answered === 0) return view.profile ? "Your profile" : "No answers yet";
    if (!found.verdict) return view.profile ? "Nothing to show" : "Nothing to assess";
    if (view.profile && view.rubric.verdicts.length === 1) return "Profile: " + range(found.score) + " of 100";
    const [worst, best] = found.verdict;
    return worst === best ? fit.capital(worst) : fit.capital(worst) + " to " + best;
  }

  /** Scores and fits of 0..1000 as people read them: of 100, rounded down. */
  function of100(permille) { return String(fit.floorDiv(permille, 10)); }

  function range([low, high]) { return of100(low) === of100(high) ? of100(low) : of100(low) + " to " + of100(high); }

  function stateLine(view, found) {
    if (found.answered === 0) return view.profile ? "Answer for your own house, as it is today." : "Answer any question to begin.";
    if (view.profile) return found.answered + " of " + found.criteria.length + " answered";
    if (!found.verdict) return "Every question that counts was set aside.";
    if (found.state === "settled") return "Settled: no further question can change it.";
    return "Open: it depends on what you still ask.";
  }

  function bannerTone(view, found) {
    if (found.answered === 0 || view.profile || !found.verdict) return "ink";
    return found.state === "settled" ? verdictTone(view.canonical, found.verdict[0]) : "open";
  }

  /** The one line that a screen reader hears, some time after the last change. */
  function announcement(view, found) {
    if (found.answered === 0) return "";
    const head = headline(view, found) + ". " + stateLine(view, found);
    return view.profile || found.state !== "open" || !found.next_questions.length ? head
      : head + " Most telling question: " + fit.nameOf(criterionOf(view, found.next_questions[0].id)) + ".";
  }

  function criterionOf(view, id) { return view.rubric.criteria.find((criterion) => criterion.id === id); }

  function sentence(text) {
    const trimmed = String(text).trim();
    return fit.capital(trimmed) + (/[.!?\u2026]$/.test(trimmed) ? "" : ".");
  }

  /** How firm a settled verdict is, in words. */
  function firmWords(view, found) {
    if (found.state === "open") return ["The verdict is still open, so its firmness is not worked out yet."];
    if (!found.weight_safety) return ["A rule decides here, so the weights do not matter."];
    const safe = found.weight_safety.permille;
    if (safe >= 1000) return ["Very firm: whatever the weights, the verdict is the same."];
    const percent = safe % 10 === 0 ? String(safe / 10) : Math.floor(safe / 10) + "." + (safe % 10);
    const point = weakest(view, found.weight_safety.weights);
    const firm = safe >= 300 ? "Firm" : safe >= 100 ? "Fairly firm" : safe > 0 ? "Close" : "On the edge";
    return [firm + ": " + (safe > 0
      ? "the verdict stays the same as long as no weight is more than " + percent + " % off."
      : "the smallest change of a weight could tip it.")].concat(point || []);
  }

  /** The one weight that could tip the verdict with the smallest change of its own, in a sentence. */
  function weakest(view, points) {
    const steps = points.filter((point) => point.breaks_above_weight || point.breaks_below_weight).map((point) => {
      const [over, under] = point.breaks_above_weight || point.breaks_below_weight, criterion = criterionOf(view, point.id);
      return { criterion, way: point.breaks_above_weight ? " above " : " below ", at: fit.floorDiv(over + (point.breaks_above_weight ? 0 : under - 1), under),
        apart: Math.abs(over - criterion.weight * under), under };
    }).filter((step) => step.criterion.weight > 0);
    if (!steps.length) return null;
    const first = steps.reduce((a, b) => (BigInt(b.apart) * BigInt(a.under * a.criterion.weight) < BigInt(a.apart) * BigInt(b.under * b.criterion.weight) ? b : a));
    return "On its own, the weight of " + fit.nameOf(first.criterion) + " (now " + first.criterion.weight + ") would have to go" + first.way + first.at + ".";
  }

  Object.assign(fit, {
    tone, headline, stateLine, bannerTone, announcement, sentence, sayAbout, firmWords, range, of100, quoted,
    criterionOf, predictionWords: (words) => PREDICTIONS[words],
  });
})(window.customaryFit = window.customaryFit || {});
