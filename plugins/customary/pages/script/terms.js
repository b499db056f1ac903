/* Shows what a glossary term means when it is pointed at or reached by keyboard; Escape hides it again. */
(function () {
  "use strict";

  var bubble = null, owner = null, timer = 0;

  function hide() {
    window.clearTimeout(timer);
    if (owner) owner.removeAttribute("aria-describedby");
    if (bubble) bubble.remove();
    bubble = owner = null;
  }

  function show(term) {
    if (owner === term) {
      window.clearTimeout(timer);
      return;
    }
    hide();
    owner = term;
    bubble = document.createElement("span");
    bubble.className = "cu-tip";
    bubble.id = "cu-tip";
    bubble.setAttribute("role", "tooltip");
    bubble.textContent = term.dataset.cuShort;
    (term.closest("main") || document.body).appendChild(bubble);
    term.setAttribute("aria-describedby", "cu-tip");
    var at = term.getBoundingClientRect(), size = bubble.getBoundingClientRect(), edge = 8;
    var from = (bubble.offsetParent || document.body).getBoundingClientRect();
    var room = document.documentElement.clientWidth;
    var left = Math.max(edge, Math.min(at.left, room - size.width - edge));
    var above = at.top - size.height - 6 > 60;
    bubble.style.left = left - from.left + "px";
    bubble.style.top = (above ? at.top - size.height - 6 : at.bottom + 6) - from.top + "px";
    bubble.addEventListener("mouseenter", function () { window.clearTimeout(timer); });
    bubble.addEventListener("mouseleave", later);
  }

  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(hide, 200);
  }

  function termOf(event) {
    return event.target.closest ? event.target.closest(".cu-term") : null;
  }

  document.addEventListener("mouseover", function (event) { if (termOf(event)) show(termOf(event)); });
  document.addEventListener("mouseout", function (event) { if (termOf(event)) later(); });
  document.addEventListener("focusin", function (event) { if (termOf(event)) show(termOf(event)); });
  document.addEventListener("focusout", function (event) { if (termOf(event)) hide(); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
  if (window.document$) window.document$.subscribe(hide);
})();
