// The CV while it is written: fields that belong to one answer, and a word when the draft cannot be saved.
(function () {
  "use strict";
  var form = document.querySelector("form[hx-post]");
  if (!form) return;
  // Without this file every field is shown; the server asks only for those that the answers ask for.
  function show() {
    Array.prototype.forEach.call(form.querySelectorAll("[data-when]"), function (box) {
      var parts = box.getAttribute("data-when").split("=");
      var chosen = form.querySelector("[name='" + parts[0] + "']:checked");
      var filled = Array.prototype.some.call(box.querySelectorAll("input, textarea"), function (one) {
        return one.type === "radio" ? one.checked : one.value !== "";
      });
      // what has been typed is never hidden: only then can it be taken out again
      box.hidden = !filled && !(chosen && chosen.value === parts[1]);
    });
  }
  form.addEventListener("change", show);
  show();
  var lost = document.getElementById("saved");
  lost = lost && lost.getAttribute("data-lost");
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach(function (name) {
    form.addEventListener(name, function () {
      var line = document.getElementById("saved");
      if (line && lost) { line.textContent = lost; line.className = "warn"; }
    });
  });
})();
