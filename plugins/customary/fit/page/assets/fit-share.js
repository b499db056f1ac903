/* A link that holds the answers after the "#", which a browser never sends to a server. */
(function (fit) {
  "use strict";

  const START = "#fit=1.";
  const LONGEST = 60000;
  const NOT_IN_LINK = "the reason is not in the link";

  /** The fragment for these answers. Names, notes and reasons only come along `withNotes`. */
  function fragment(rubric, version, state, withNotes) {
    const answers = Object.create(null); // ids are anything
    rubric.criteria.forEach((criterion) => {
      const entry = state.entries[criterion.id];
      if (entry.how === "unknown" && !(withNotes && hasRemarks(entry))) return;
      answers[criterion.id] = withNotes ? entry : bare(entry);
    });
    const held = { rubric: rubric.rubric, version: version.slice(0, 12), answers };
    if (withNotes && state.prospect) held.prospect = state.prospect;
    const bytes = new TextEncoder().encode(JSON.stringify(held));
    return START + toText(bytes) + "." + check(bytes);
  }

  function hasRemarks(entry) { return Boolean(entry.note || entry.said_by || entry.on); }

  function bare(entry) {
    const kept = { how: entry.how };
    if (entry.how === "not_applicable") kept.reason = NOT_IN_LINK;
    ["first", "second", "on"].forEach((key) => { if (fit.given(entry[key]) && entry[key] !== "") kept[key] = entry[key]; });
    return kept;
  }

  /** What a fragment holds: null (none of ours), {problem}, or {entries, prospect, other, dropped}: whether it was
      made on another version of the rubric, and whether answers had to be left out for that. */
  function read(rubric, version, hash) {
    if (!hash.startsWith("#fit=")) return null;
    const broken = { problem: "This link is damaged or was changed on its way, so the form starts empty. Ask for a new link." };
    if (!hash.startsWith(START) || hash.length > LONGEST) return broken;
    const [payload, sum, extra] = hash.slice(START.length).split(".");
    let held;
    try {
      const bytes = fromText(payload);
      if (extra !== undefined || sum !== check(bytes)) return broken;
      held = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch (error) {
      return broken;
    }
    if (!held || typeof held !== "object" || !/^[0-9a-f]{12}$/.test(held.version) || !held.answers || typeof held.answers !== "object") return broken;
    if (held.rubric !== rubric.rubric) {
      return { problem: "This link was made for another set of questions, so the form starts empty." };
    }
    return entriesOf(rubric, held, !version.startsWith(held.version)) || broken;
  }

  /** Null where anything is wrong; on another version of the rubric, answers that no longer fit are left out. */
  function entriesOf(rubric, held, other) {
    const entries = Object.create(null);
    let dropped = Object.keys(held.answers).some((id) => !rubric.criteria.some((criterion) => criterion.id === id));
    for (const criterion of rubric.criteria) {
      const there = Object.hasOwn(held.answers, criterion.id);
      const entry = there ? fit.checkedEntry(criterion, held.answers[criterion.id]) : fit.blank();
      dropped = dropped || entry === null;
      entries[criterion.id] = entry || fit.blank();
    }
    const prospect = fit.given(held.prospect) ? held.prospect : "";
    if ((dropped && !other) || typeof prospect !== "string" || prospect.length > 300) return null;
    return { entries, prospect, other, dropped };
  }

  /** A sum over the bytes (FNV-1a, 32 bits): it notices damage, it keeps no secret. */
  function check(bytes) {
    let sum = 2166136261;
    bytes.forEach((byte) => { sum = Math.imul(sum ^ byte, 16777619) >>> 0; });
    return sum.toString(16).padStart(8, "0");
  }

  function toText(bytes) {
    let binary = "";
    bytes.forEach((byte) => { binary += String.fromCharCode(byte); });
    return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function fromText(text) {
    const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  }

  fit.share = { fragment, read };
})(window.customaryFit = window.customaryFit || {});
