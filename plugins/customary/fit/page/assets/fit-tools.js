/* What can be done with the answers: print, download, load, copy a link, remove the draft. */
(function (fit) {
  "use strict";

  const el = fit.element;

  /** {node, greeting, message, say(sentence), greet(sentence), kept(saved)}: an action is answered beside its button, what the
      page did by itself when it opened is told above the questions. */
  function tools(view) {
    const greeting = el("div", { class: "cu-message", role: "status" }), message = el("div", { class: "cu-message", role: "status" });
    const notes = el("input", { type: "checkbox", id: view.prefix + "-notes" });
    const file = el("input", { type: "file", id: view.prefix + "-file", class: "cu-unseen", accept: ".yml,.yaml,text/yaml",
      change: () => load(view, file) });
    const draft = el("p", { class: "cu-small" }, "What you type stays in this browser. Nothing is sent anywhere.");
    const node = el("section", { class: "cu-tools", "aria-label": "Keep and share" }, [
      el("h2", {}, "Keep and share"),
      el("div", { class: "cu-tools__buttons" }, [
        fit.button("Print one page", () => print(view, "sheet")),
        fit.button("Print as a paper form", () => print(view, "paper")),
        fit.button("Download the file", () => download(view)),
        el("label", { class: "cu-button cu-button--file", for: file.id }, "Load a file"), file,
        fit.button("Copy a link", () => copy(view, notes.checked)),
      ]),
      message,
      el("label", { class: "cu-tick" }, [notes, el("span", {}, "Put names and notes into the link too")]),
      el("p", { class: "cu-small" }, "A link holds the answers only, no names and no notes, unless you tick this."),
      draft,
      fit.button("Remove the draft from this device", () => forget(view), "cu-button--quiet"),
    ]);
    function say(sentence, more) {
      const parts = [el("p", {}, sentence)];
      if (more && more.length) parts.push(el("ul", {}, more.map((each) => el("li", {}, each))));
      fit.replaceChildren(greeting, []);
      fit.replaceChildren(message, parts);
    }
    function greet(sentence) {
      fit.replaceChildren(message, []);
      fit.replaceChildren(greeting, [el("p", {}, sentence)]);
    }
    function kept(saved) {
      draft.textContent = saved
        ? "What you type stays in this browser: a draft is kept on this device. Nothing is sent anywhere."
        : "What you type stays in this browser. It keeps no draft here, so download the file before you leave.";
    }
    return { node, greeting, message, say, greet, kept };
  }

  function print(view, what) {
    view.root.setAttribute("data-print", what);
    window.print();
  }

  function download(view) {
    const text = fit.file.write(view.canonical, view.version, view.state);
    const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "text/yaml" })), download: fileName(view), hidden: true });
    view.root.appendChild(link);
    link.click();
    window.setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 1000);
    view.tools.say("Downloaded as " + fileName(view) + ".");
  }

  function fileName(view) {
    const words = (view.state.prospect || "prospect").normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-");
    return (words.replace(/^-+|-+$/g, "").slice(0, 60) || "prospect") + ".yml";
  }

  function load(view, input) {
    const chosen = input.files && input.files[0];
    input.value = "";
    if (!chosen) return;
    if (chosen.size > 500000) { view.tools.say("This file was not read: it is too long to be an assessment."); return; }
    chosen.text().then((text) => {
      const found = fit.file.read(view.canonical, view.version, text);
      if (found.problem) { view.tools.say(found.problem); return; }
      view.fill(found);
      view.tools.kept(fit.drafts.save(view.canonical, view.state));
      view.tools.say(found.changes.length ? "Loaded. The questions have changed since this file was written:" : "Loaded.", found.changes);
    }, () => view.tools.say("This file was not read: the browser could not open it."));
  }

  function copy(view, withNotes) {
    const fragment = fit.share.fragment(view.canonical, view.version, view.state, withNotes);
    const link = window.location.href.split("#")[0] + fragment;
    const held = withNotes ? "It holds the answers, names and notes." : "It holds the answers, no names and no notes.";
    const byHand = () => {
      const field = el("input", { type: "text", readonly: true, value: link, "aria-label": "The link" });
      view.tools.say("Copy this link. " + held);
      view.tools.message.appendChild(field);
      field.select();
    };
    if (!navigator.clipboard || !window.isSecureContext) { byHand(); return; }
    navigator.clipboard.writeText(link).then(() => view.tools.say("The link is copied. " + held), byHand);
  }

  function forget(view) {
    view.fill({ prospect: "", entries: fit.blankEntries(view.canonical) });
    fit.drafts.remove(view.canonical);
    if (window.location.hash.startsWith("#fit=")) window.history.replaceState(null, "", window.location.href.split("#")[0]);
    view.tools.say("The draft is removed from this device, and the form is empty.");
  }

  /** Read the answers from the address, if they are there. True where the form was filled or a problem was told. */
  function openLink(view) {
    const found = fit.share.read(view.canonical, view.version, window.location.hash);
    if (!found) return false;
    view.fill(found.problem ? { prospect: "", entries: fit.blankEntries(view.canonical) } : found);
    if (found.problem) view.tools.greet(found.problem);
    else {
      view.tools.greet("These answers came with the link." + (found.other ? " The questions have changed since it was made, so the verdict may differ." : "")
        + (found.dropped ? " Answers that no longer fit a question were left out." : ""));
    }
    return true;
  }

  Object.assign(fit, { tools, openLink });
})(window.customaryFit = window.customaryFit || {});
