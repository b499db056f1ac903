/* Keeps the ticks of a checklist in this browser, under the version of the list. Nothing leaves the browser. */
(function () {
  "use strict";

  function load(key, version) {
    try {
      var kept = JSON.parse(window.localStorage.getItem(key));
      return kept && kept.version === version && Array.isArray(kept.ticked) ? kept.ticked : [];
    } catch (error) {
      return []; /* no storage, or not ours: the list still works for as long as the page is open */
    }
  }

  function save(key, version, ticked) {
    try {
      if (ticked.length) window.localStorage.setItem(key, JSON.stringify({ version: version, ticked: ticked }));
      else window.localStorage.removeItem(key);
    } catch (error) {
      return;
    }
  }

  function prepare(bar) {
    if (bar.dataset.cuReady) return;
    bar.dataset.cuReady = "yes";
    var key = "customary.ticks." + bar.dataset.cuList, version = bar.dataset.cuVersion;
    var boxes = Array.prototype.slice.call(bar.parentNode.querySelectorAll("input[data-cu-tick]"));
    var count = bar.querySelector(".cu-tick-count");

    function tell() {
      var done = boxes.filter(function (box) { return box.checked; }).length;
      count.textContent = done === boxes.length ? "All " + done + " done" : done + " of " + boxes.length + " done";
    }

    function keep() {
      save(key, version, boxes.filter(function (box) { return box.checked; }).map(function (box) {
        return Number(box.dataset.cuTick);
      }));
      tell();
    }

    var ticked = load(key, version);
    boxes.forEach(function (box) {
      box.checked = ticked.indexOf(Number(box.dataset.cuTick)) >= 0;
      box.addEventListener("change", keep);
    });
    bar.querySelector("[data-cu-reset]").addEventListener("click", function () {
      boxes.forEach(function (box) { box.checked = false; });
      keep();
    });
    bar.hidden = false;
    tell();
  }

  function mount() {
    document.querySelectorAll(".cu-tick-bar").forEach(prepare);
    document.querySelectorAll("[data-cu-print]").forEach(function (button) {
      if (button.dataset.cuReady) return;
      button.dataset.cuReady = "yes";
      button.addEventListener("click", function () { window.print(); });
      button.hidden = false;
    });
  }

  if (window.document$) window.document$.subscribe(mount);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount);
  else mount();
})();
