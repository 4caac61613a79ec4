// Hints from the server that something changed; the page fetches itself anew through its ordinary address.
// Without this file everything works, one reload later.
(function () {
  "use strict";
  var body = document.body;
  if (!body.hasAttribute("data-live") || !("WebSocket" in window)) return;

  var badge = document.getElementById("changed");
  var known = {};
  var waits = 0;
  var pending = null;

  function typing() {
    var at = document.activeElement;
    if (at && at.matches("input:not([type=hidden]), textarea, select")) return true;
    return Array.prototype.some.call(document.querySelectorAll("form[data-keep] input, form[data-keep] textarea, form[data-keep] select"), function (field) {
      if (field.type === "hidden") return false;
      if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
      if (field.tagName === "SELECT") return Array.prototype.some.call(field.options, function (o) { return o.selected !== o.defaultSelected; }) && field.selectedIndex > 0;
      return field.value !== field.defaultValue;
    });
  }

  function refresh() {
    pending = null;
    if (document.getElementById("inbox-list") && window.htmx && !typing()) {
      window.htmx.trigger(body, "inbox-changed");
    } else if (badge) {
      badge.hidden = false;
    }
  }

  function changed(message) {
    var box = document.querySelector('[data-box="' + String(message.topic).replace(/[^0-9A-Z]/g, "") + '"]');
    if (box && window.htmx) { window.htmx.trigger(box, "box-changed"); return; }
    var topic = body.getAttribute("data-topic");
    if (topic && message.topic !== topic) return;
    if (known[message.topic] >= message.version) return;
    known[message.topic] = message.version;
    if (topic && Number(body.getAttribute("data-version")) >= message.version) return;
    if (!pending) pending = window.setTimeout(refresh, 150 + Math.random() * 350);
  }

  function open() {
    var scheme = location.protocol === "https:" ? "wss://" : "ws://";
    var socket = new WebSocket(scheme + location.host + "/ws/");
    socket.onopen = function () {
      if (waits > 0) refresh(); // what was missed while away
      waits = 0;
      body.setAttribute("data-live", "on");
    };
    socket.onmessage = function (event) {
      try { changed(JSON.parse(event.data)); } catch (error) { /* not ours */ }
    };
    socket.onclose = function (event) {
      body.setAttribute("data-live", "off");
      if (event.code === 4401) return; // signed out
      waits += 1;
      window.setTimeout(open, Math.min(60000, 1000 * Math.pow(2, waits)) * (0.5 + Math.random()));
    };
  }

  open();
})();
