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
  // A link that asks for the page with every box ticked ticks them here, so that nothing typed is lost.
  Array.prototype.forEach.call(document.querySelectorAll("[data-tick-all]"), function (link) {
    link.addEventListener("click", function (event) {
      var boxes = document.querySelectorAll("input[type=checkbox][name=" + link.getAttribute("data-tick-all") + "]");
      Array.prototype.forEach.call(boxes, function (box) { box.checked = true; });
      event.preventDefault();
    });
  });
  // The list follows what is typed in its search box; the button that asks for it is for who has no script.
  Array.prototype.forEach.call(document.querySelectorAll("[data-seek-button]"), function (button) {
    button.type = "button";
    button.hidden = true;
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.hasAttribute && event.target.hasAttribute("data-seek")) event.preventDefault();
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
