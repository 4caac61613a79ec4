// Conveniences of forms. Without this file every field is shown and everything works.
(function () {
  "use strict";
  // Fields that belong to one choice only ("data-only-for") are hidden for the others.
  Array.prototype.forEach.call(document.querySelectorAll("form"), function (form) {
    var parts = form.querySelectorAll("[data-only-for]");
    var choice = form.querySelector("select[name=code]");
    if (!parts.length || !choice) return;
    function show() {
      Array.prototype.forEach.call(parts, function (part) {
        var box = part.closest(".field");
        if (box) box.hidden = part.getAttribute("data-only-for") !== choice.value;
      });
    }
    choice.addEventListener("change", show);
    show();
  });
  // … and those that belong to one box only ("data-only-with") while it is not ticked.
  Array.prototype.forEach.call(document.querySelectorAll("[data-only-with]"), function (part) {
    var box = part.form && part.form.elements[part.getAttribute("data-only-with")];
    var field = part.closest(".field");
    if (!box || !field) return;
    function show() { field.hidden = !box.checked; }
    box.addEventListener("change", show);
    show();
  });
  // One click sends once; the key in the form guards the rest.
  document.addEventListener("submit", function (event) {
    if (event.target.method !== "post") return;
    if (event.target.hasAttribute("data-sent")) { event.preventDefault(); return; }
    event.target.setAttribute("data-sent", "");
    window.setTimeout(function () { event.target.removeAttribute("data-sent"); }, 8000);
  });
  var problem = document.getElementById("problem");
  if (problem) problem.focus();
})();
