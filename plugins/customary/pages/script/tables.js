/* A table that is wider than the screen scrolls sideways: this lets the keyboard reach it, and names it. */
(function () {
  "use strict";

  function name(frame) {
    var near = frame;
    while (near && !/^H[1-6]$/.test(near.tagName)) near = near.previousElementSibling || near.parentElement;
    var heading = near ? near.cloneNode(true) : null;
    if (heading) heading.querySelectorAll(".headerlink").forEach(function (link) { link.remove(); });
    return "Table: " + (heading ? heading.textContent.trim() : document.title);
  }

  function frame(wrap) {
    if (wrap.scrollWidth <= wrap.clientWidth) {
      ["tabindex", "role", "aria-label"].forEach(function (each) { wrap.removeAttribute(each); });
      return;
    }
    wrap.setAttribute("tabindex", "0");
    wrap.setAttribute("role", "region");
    wrap.setAttribute("aria-label", name(wrap));
  }

  function frameAll() {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach(frame);
  }

  /* The theme puts its frames around tables when the page is there, so this waits for it to be done. */
  function mount() {
    window.requestAnimationFrame(function () { window.requestAnimationFrame(frameAll); });
  }

  window.addEventListener("resize", mount);
  if (window.document$) window.document$.subscribe(mount);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount);
  else mount();
})();
