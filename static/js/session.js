// Shared machines: a page out of the browser's memory asks the server again, and one that nobody uses leaves the screen.
// Without this file the server ends the session all the same.
(function () {
  "use strict";
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });

  var body = document.body;
  var idle = 1000 * Number(body.getAttribute("data-idle"));
  var leave = body.getAttribute("data-leave");
  var warning = document.getElementById("idle");
  if (!idle || !leave) return;
  var MINUTE = 60000;
  var KEY = "used";
  var used = Date.now(); // when the server last heard of somebody here
  var typed = 0;

  // Pages open side by side are one session: work in one keeps what was typed in another. Signing out empties this.
  function note() {
    used = Date.now();
    try { localStorage.setItem(KEY, String(used)); } catch (error) { /* each page for itself */ }
  }

  function lastUse() {
    try { return Math.max(used, Number(localStorage.getItem(KEY)) || 0); } catch (error) { return used; }
  }

  function tell() {
    typed = 0;
    note();
    if (warning) warning.hidden = true;
    var token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (!token) return;
    fetch(body.getAttribute("data-here"), { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token.value } });
  }

  // Typing is work that the server does not see: what is typed must not be lost to the clock.
  ["input", "change"].forEach(function (name) {
    document.addEventListener(name, function () {
      typed = Date.now();
      if (typed - used > MINUTE) tell();
    }, true);
  });
  if (warning) warning.querySelector("button").addEventListener("click", tell);

  window.setInterval(function () {
    var left = idle - (Date.now() - lastUse());
    if (typed > used && Date.now() - used > MINUTE) { tell(); return; }
    if (left <= 0) { location.replace(leave + "?ended=1&next=" + encodeURIComponent(location.pathname + location.search)); return; }
    if (warning) warning.hidden = left > 2 * MINUTE;
  }, 5000);
  note();
})();
