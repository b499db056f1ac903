/* The assessment as a file: the YAML that customary reads, written and read back by this page. */
(function (fit) {
  "use strict";

  const VERSUS = " vs. ";
  const KEPT = ["publish", "on", "note", "signed", "outcome", "hours", "value"]; // read, held, and written back as they were
  const THEN = "# Questions as they were when this was written (this page compares them when it loads the file):";

  /** The file's text. `state` is {prospect, entries}. */
  function write(rubric, version, state) {
    const lines = [
      "# An assessment of one prospect. It stays private unless publish says yes.",
      "prospect: " + fit.yaml.write(state.prospect.trim() || "Unnamed prospect"),
      "rubric: " + fit.yaml.write(rubric.rubric),
      "rubric version: " + fit.yaml.write(version.slice(0, 12)),
    ];
    const kept = new Map([["publish", "no"]].concat(Array.from(state.kept || [])));
    kept.forEach((value, name) => lines.push(fit.yaml.write(name) + ": " + fit.yaml.writeValue(value)));
    const answers = rubric.criteria.map((criterion) => [criterion, answerParts(criterion, state.entries[criterion.id])]).filter(([, parts]) => parts.length);
    lines.push(answers.length ? "answers:" : "answers: {}");
    answers.forEach(([criterion, parts]) => lines.push("  " + fit.yaml.write(fit.nameOf(criterion)) + ": {" + parts.join(", ") + "}"));
    return lines.concat([THEN], facts(rubric).map(([name, said]) => "#   " + oneLine(name) + " = " + oneLine(said))).join("\n") + "\n";
  }

  function oneLine(text) { return text.replace(/[\s=\u0085\u2028\u2029]+/g, " ").trim(); }

  function answerParts(criterion, entry) {
    const answer = fit.canonicalAnswer(criterion, entry), parts = [];
    if (answer && "not_applicable" in answer) parts.push("not applicable: " + fit.yaml.write(answer.not_applicable));
    if (answer && "answer" in answer) parts.push("answer: " + valueText(criterion, answer.answer));
    if (answer && "assumed" in answer) parts.push("assumed: " + valueText(criterion, answer.assumed));
    if (answer && "between" in answer) parts.push("between: [" + answer.between.map((value) => valueText(criterion, value)).join(", ") + "]");
    const who = entry.how === "disagree" ? (entry.who[0] || "one of us") + VERSUS + (entry.who[1] || "another of us") : entry.said_by.trim();
    if (who) parts.push("said by: " + fit.yaml.write(who));
    if (entry.on) parts.push("on: " + fit.yaml.write(entry.on));
    if (entry.note.trim()) parts.push("note: " + fit.yaml.write(entry.note.trim()));
    return parts;
  }

  function valueText(criterion, value) {
    if (fit.isLevel(criterion)) return fit.yaml.write(fit.labelsOf(criterion)[value]);
    if (Array.isArray(value)) return "[" + value.map(fit.yaml.write).join(", ") + "]";
    return criterion.kind === "yes_no" ? value : fit.yaml.write(value);
  }

  /** What counts about each question and rule, in words, so that two versions of a rubric can be compared. */
  function facts(rubric) {
    const rows = rubric.criteria.map((criterion) => [fit.nameOf(criterion), "weight " + criterion.weight + ", " + table(criterion)]);
    const bands = rubric.verdicts.filter((name) => rubric.bands[name] > 0).map((name) => name + " from " + rubric.bands[name]);
    if (bands.length) rows.push(["the verdicts", bands.join(", ")]);
    (rubric.caps || []).forEach((cap) => {
      const when = Object.keys(cap.below).map((id) => id.replace(/_/g, " ") + " fits less than " + cap.below[id]).join(" and ");
      rows.push(["the rule " + cap.id.replace(/_/g, " "), "at most " + cap.at_most + " when " + when]);
    });
    return rows;
  }

  function table(criterion) {
    const number = (value) => fit.numberText(criterion, value);
    if (fit.isLevel(criterion)) return fit.labelsOf(criterion).map((label, level) => label + " " + criterion.fit[level]).join(", ");
    if (criterion.kind === "set") return "we offer " + (criterion.ours.join(", ") || "nothing");
    if (criterion.kind === "yes_no") return "our answer is " + criterion.ours;
    return [fit.given(criterion.at_least) ? "at least " + number(criterion.at_least) : "", fit.given(criterion.at_most) ? "at most " + number(criterion.at_most) : "",
      "worth nothing " + number(criterion.zero_after) + " beyond"].filter(Boolean).join(", ");
  }

  /** Read a file's text: {problem} in one line, or {entries, prospect, changes: [sentence]}. */
  function read(rubric, version, text) {
    let file;
    try { file = fit.yaml.read(text); } catch (error) {
      if (!(error instanceof fit.yaml.NotOurs)) throw error;
      return { problem: "This file was not read: " + (error.line ? "line " + error.line + ": " : "") + error.what + "." };
    }
    try { return assessment(rubric, version, file, text); } catch (error) {
      if (typeof error !== "string") throw error;
      return { problem: "This file was not read: " + error };
    }
  }

  function assessment(rubric, version, file, text) {
    const answers = file.get("answers");
    if (!file.has("rubric") || !file.has("answers")) throw "it is no assessment (it has no \"rubric\" and \"answers\").";
    if (file.get("rubric") !== rubric.rubric) throw "it answers the questions of \u201c" + String(file.get("rubric")).slice(0, 60) + "\u201d, and this page asks those of \u201c" + rubric.rubric + "\u201d.";
    if (answers !== null && !(answers instanceof Map) && !(Array.isArray(answers) && !answers.length)) throw "its answers are not a list of \"name: answer\".";
    const prospect = file.get("prospect");
    if (fit.given(prospect) && typeof prospect !== "string") throw "the prospect's name is not a text.";
    const written = file.get("rubric version"), other = Boolean(written) && !version.startsWith(String(written));
    const found = { entries: Object.create(null), prospect: (prospect || "").slice(0, 300), kept: new Map(), changes: [] };
    file.forEach((value, name) => {
      if (KEPT.includes(name)) found.kept.set(name, value);
      else if (!["prospect", "rubric", "rubric version", "answers"].includes(name)) throw "\u201c" + String(name).slice(0, 60) + "\u201d is not a setting of an assessment.";
    });
    rubric.criteria.forEach((criterion) => { found.entries[criterion.id] = fit.blank(); });
    const changed = [];
    (answers instanceof Map ? answers : new Map()).forEach((given, name) => {
      const criterion = rubric.criteria.find((each) => fit.folded(each.id) === fit.folded(name) || fit.folded(fit.nameOf(each)) === fit.folded(name));
      if (!criterion && other) { changed.push("\u201c" + name + "\u201d is no longer asked, so its answer was left out."); return; }
      if (!criterion) throw "\u201c" + String(name).slice(0, 60) + "\u201d is not a question of this page.";
      try { found.entries[criterion.id] = entryOf(criterion, given); } catch (error) {
        if (typeof error !== "string" || !other) throw error;
        changed.push(error + " Ask it again.");
      }
    });
    if (other) found.changes = differences(rubric, text, changed);
    return found;
  }

  /** One sentence a change, from the comparison lines of the file where it has them. */
  function differences(rubric, text, changed) {
    const then = new Map(), now = new Map(facts(rubric).map(([name, said]) => [oneLine(name), oneLine(said)]));
    const start = text.indexOf(THEN), sentences = changed.slice();
    (start < 0 ? "" : text.slice(start)).split(/\r?\n/).forEach((line) => {
      const parts = /^# {3}(.{1,400}?) = (.*)$/.exec(line);
      if (parts) then.set(parts[1], parts[2]);
    });
    if (!then.size) sentences.push("This file was written for another version of these questions, and does not say how they were then. Weights and limits may differ, and with them the verdict.");
    then.forEach((said, name) => {
      if (!now.has(name)) sentences.push("\u201c" + name + "\u201d is gone (it was: " + said + ").");
      else if (now.get(name) !== said) sentences.push("\u201c" + name + "\u201d changed from " + said + " to " + now.get(name) + ".");
    });
    if (then.size) now.forEach((said, name) => { if (!then.has(name)) sentences.push("\u201c" + name + "\u201d is new: " + said + "."); });
    return sentences.length ? sentences : ["Only the wording of the questions changed. Nothing that counts did."];
  }

  function entryOf(criterion, given) {
    const entry = fit.blank();
    if (given === null) return entry;
    if (!(given instanceof Map)) return Object.assign(entry, { how: "exact", first: held(criterion, given) });
    const remarks = { "said by": "said_by", on: "on", note: "note" };
    given.forEach((value, rawKey) => {
      const key = String(rawKey).replace(/_/g, " ");
      if (remarks[key]) entry[remarks[key]] = value === null ? "" : textIn(criterion, value);
      else if (key === "not applicable") Object.assign(entry, { how: "not_applicable", reason: textIn(criterion, value) });
      else if (key === "answer" || key === "assumed") {
        if (value !== null) Object.assign(entry, { how: key === "answer" ? "exact" : "assumed", first: held(criterion, value) });
      } else if (key === "between" && Array.isArray(value) && value.length === 2) {
        Object.assign(entry, { how: "between", first: held(criterion, value[0]), second: held(criterion, value[1]) });
      } else throw "\u201c" + fit.nameOf(criterion) + "\u201d holds \u201c" + key.slice(0, 60) + "\u201d, which this page can't read.";
    });
    if (entry.on && !/^\d{4}-\d{2}-\d{2}$/.test(entry.on)) throw "\u201c" + entry.on.slice(0, 60) + "\u201d is not a date. Write it as 2026-11-20.";
    return asDisagreement(criterion, entry);
  }

  function asDisagreement(criterion, entry) {
    const names = entry.said_by.split(VERSUS);
    const disagree = entry.how === "between" && (names.length === 2 || !(fit.isNumber(criterion) || fit.isLevel(criterion)));
    if (!disagree) return entry;
    return Object.assign(entry, { how: "disagree", who: names.length === 2 ? names : [entry.said_by, ""], said_by: "" });
  }

  function textIn(criterion, value) {
    if (typeof value !== "string" || value.length > 2000) throw "\u201c" + fit.nameOf(criterion) + "\u201d holds something that is not a short text.";
    return value;
  }

  /** One value as the form holds it; a sentence is thrown where it is not on the scale. */
  function held(criterion, value) {
    const name = "\u201c" + fit.nameOf(criterion) + "\u201d";
    if (criterion.kind === "set") {
      if (!Array.isArray(value) && typeof value !== "string") throw name + " needs a list.";
      const items = fit.thingsIn(criterion, (Array.isArray(value) ? value : value.split(/[,;]/)).map((item) => textIn(criterion, item)));
      const closed = criterion.options && criterion.options.length, odd = items.find((item) => closed && !fit.thingsOf(criterion).includes(item));
      if (odd) throw "\u201c" + odd.slice(0, 60) + "\u201d is not one of the choices of " + name + ".";
      return items;
    }
    if (criterion.kind === "gap" && Array.isArray(value) && value.length === 2) return value.map((side) => numeric(criterion, side));
    if (typeof value !== "string") throw name + " needs one answer.";
    if (fit.isNumber(criterion)) return numeric(criterion, value);
    if (criterion.kind === "yes_no") {
      if (!/^(yes|no)$/i.test(value)) throw "\u201c" + value.slice(0, 60) + "\u201d is neither yes nor no (" + name + ").";
      return value.toLowerCase();
    }
    const level = fit.levelAt(criterion, value);
    if (level === undefined) throw "\u201c" + value.slice(0, 60) + "\u201d is not on the scale of " + name + ".";
    return level;
  }

  function numeric(criterion, value) {
    const found = fit.readEntry(criterion, value);
    if (found.value === undefined) throw "\u201c" + fit.nameOf(criterion) + "\u201d: " + (found.problem || "there is no number.");
    return fit.numberText(criterion, found.value);
  }

  fit.file = { write, read };
})(window.customaryFit = window.customaryFit || {});
