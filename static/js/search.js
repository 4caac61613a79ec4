// The key "/" leads to the search box. Without this file the box is reached by Tab, and everything works.
(function () {
  "use strict";
  var OFF = "shortcuts=off";

  function off() {
    return document.cookie.split("; ").indexOf(OFF) >= 0;
  }

  function typing(target) {
    return target.isContentEditable || target.matches("input, textarea, select");
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.altKey || event.metaKey || off() || typing(event.target)) return;
    var box = document.querySelector("main input[type=search]") || document.querySelector("header input[type=search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // Who types by voice or with a trembling hand may switch the key off; a cookie, so that signing out keeps it.
  document.addEventListener("change", function (event) {
    if (event.target.id !== "shortcuts") return;
    document.cookie = (event.target.checked ? "shortcuts=on" : OFF) + "; path=/; max-age=31536000; samesite=lax";
  });

  function show() {
    var box = document.getElementById("shortcuts");
    if (!box) return;
    box.checked = !off();
    box.closest("[hidden]").hidden = false;
  }

  if (document.getElementById("shortcuts")) show();
})();
