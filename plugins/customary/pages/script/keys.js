/* What the theme leaves to the mouse: its menu on a narrow screen, and the space bar on its folds and colours. */
(function () {
  "use strict";

  var INSIDE = ".md-sidebar--primary .md-nav__button, .md-sidebar--primary .md-nav__link[href]";

  function drawer() { return document.getElementById("__drawer"); }

  function label() { return document.querySelector("label.md-header__button[for='__drawer']"); }

  function button() { return document.querySelector(".cu-menu"); }

  function tell() {
    button().setAttribute("aria-expanded", String(drawer().checked));
  }

  function set(open) {
    if (drawer().checked !== open) drawer().click();
    tell();
  }

  /* The focus follows when the menu has slid in: before that, nothing in it can be seen. */
  function press() {
    set(!drawer().checked);
    if (drawer().checked) window.setTimeout(enter, 50);
  }

  function enter() {
    var seen = Array.prototype.filter.call(document.querySelectorAll(INSIDE), function (each) { return each.offsetParent; });
    if (seen.length) seen[0].focus();
  }

  /* A real button in the place of the label that no key can press. */
  function mount() {
    if (button() || !label() || !drawer()) return;
    var made = document.createElement("button");
    made.type = "button";
    made.className = "md-header__button md-icon cu-menu";
    made.setAttribute("aria-label", "Menu");
    label().childNodes.forEach(function (node) { made.appendChild(node.cloneNode(true)); });
    made.addEventListener("click", press);
    label().hidden = true;
    label().after(made);
    drawer().addEventListener("change", tell);
    tell();
  }

  /* The theme answers to Enter on these; so does the space bar, now. */
  function space(event) {
    var at = event.target, options;
    if (at.matches("label.md-nav__link[tabindex='0']")) at.click();
    else if (at.matches("input.md-option")) {
      options = Array.prototype.slice.call(document.querySelectorAll("input.md-option"));
      at = options[(options.indexOf(at) + 1) % options.length];
      at.click();
      at.focus();
    } else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === " ") space(event);
    if (event.key !== "Escape" || !button() || !drawer().checked) return;
    set(false);
    button().focus();
  });
  document.addEventListener("focusin", function (event) {
    var within = event.target === button() || event.target.closest(".md-sidebar--primary");
    if (button() && drawer().checked && !within) set(false);
  });
  if (window.document$) window.document$.subscribe(mount);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount);
  else mount();
})();
