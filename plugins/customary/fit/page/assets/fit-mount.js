/* Puts the form on the page: once for each rubric, however often the page is shown. */
(function (fit) {
  "use strict";

  let mounted = 0;
  const pages = new WeakMap();

  function mountAll() {
    document.querySelectorAll(".cu-fit[data-rubric]:not([data-mounted])").forEach(mount);
  }

  function mount(root) {
    root.setAttribute("data-mounted", "");
    const rubric = JSON.parse(root.getAttribute("data-rubric"));
    const page = fit.page(root, rubric, "cu-" + (mounted += 1));
    root.classList.add("cu-fit--live");
    root.appendChild(page.node);
    pages.set(root, page);
    page.start();
  }

  /** A link pasted into the address bar of the open page changes nothing but the part after the "#". */
  function reopen() {
    document.querySelectorAll(".cu-fit[data-mounted]").forEach((root) => { if (pages.has(root)) pages.get(root).reopen(); });
  }

  // Once for all pages, even where a theme runs the scripts again.
  if (!fit.mountAll) window.addEventListener("hashchange", reopen);
  fit.mountAll = mountAll;
  // Material's instant navigation swaps the page without loading it: it announces each page here.
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(mountAll);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
  else mountAll();
})(window.customaryFit = window.customaryFit || {});
