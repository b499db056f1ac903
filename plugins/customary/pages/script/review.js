/* Says from today's date, in the reader's browser, which reviews are due soon or overdue. */
(function () {
  "use strict";

  var MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"];

  function days(iso) {
    var part = iso.split("-").map(Number);
    return Math.round(Date.UTC(part[0], part[1] - 1, part[2]) / 864e5);
  }

  function today() {
    var now = new Date();
    return Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 864e5);
  }

  function inWords(iso) {
    var part = iso.split("-").map(Number);
    return part[2] + " " + MONTHS[part[1] - 1] + " " + part[0];
  }

  function state(place) {
    var left = days(place.dataset.cuDue) - today();
    return left < 0 ? ["over", left] : left <= Number(place.dataset.cuSoon) ? ["soon", left] : ["fine", left];
  }

  function banner(place) {
    var found = state(place)[0];
    var says = found === "over" ? place.dataset.cuSaysOver : found === "soon" ? place.dataset.cuSaysSoon : "";
    place.hidden = !says;
    place.classList.toggle("cu-review--over", found === "over");
    place.textContent = says.replace("DATE", inWords(place.dataset.cuDue));
  }

  function row(place) {
    var found = state(place), count = Math.abs(found[1]), unit = count === 1 ? " day" : " days";
    var cell = place.querySelector(".cu-state");
    place.classList.add("cu-row--" + found[0]);
    cell.textContent = found[0] === "over" ? "overdue by " + count + unit
      : found[0] === "soon" ? (count ? "due in " + count + unit : "due today") : "fine";
  }

  function mount() {
    document.querySelectorAll(".cu-review[data-cu-due]").forEach(banner);
    document.querySelectorAll("tr[data-cu-due]").forEach(row);
  }

  if (window.document$) window.document$.subscribe(mount);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount);
  else mount();
})();
