// The tree by keyboard, and branches that open in place. Without this file every link still leads on: the small arrow
// opens a branch by a page of its own, the name leads to the organisation.
(function () {
  "use strict";
  var tree = document.getElementById("tree");
  if (!tree) return;
  var narrow = window.matchMedia("(max-width: 35.99rem)");
  var PAUSE = 800; // a word typed letter by letter ends after so many milliseconds
  var typed = "";
  var began = null; // the name from which the word being typed set out
  var pause = null;

  function items() {
    return Array.prototype.filter.call(tree.querySelectorAll("[role=treeitem]"), function (item) {
      return item.getClientRects().length > 0;
    });
  }

  function twistOf(item) {
    var first = item.parentElement.firstElementChild;
    return first.classList.contains("twist") ? first : null;
  }

  function branchOf(item) {
    return document.getElementById(item.getAttribute("aria-owns"));
  }

  function expanded(item) {
    return item.getAttribute("aria-expanded") === "true";
  }

  function parentOf(item) {
    var branch = item.closest("ul[role=group]");
    return branch && tree.querySelector("[aria-owns='" + branch.id + "']");
  }

  // Tab stops at one name of the tree only, the last one visited.
  function rove(item) {
    Array.prototype.forEach.call(tree.querySelectorAll("[role=treeitem][tabindex='0']"), function (one) {
      one.setAttribute("tabindex", "-1");
    });
    item.setAttribute("tabindex", "0");
  }

  function visit(item) {
    if (!item) return;
    rove(item);
    item.focus();
    item.scrollIntoView({ block: "nearest" });
  }

  function prepare(root) {
    Array.prototype.forEach.call(root.querySelectorAll("[role=treeitem]"), function (item) {
      item.setAttribute("tabindex", "-1");
      var twist = twistOf(item);
      if (!twist) return;
      // the name itself says that it opens, so the arrow beside it is for the pointer alone
      if (!narrow.matches) {
        twist.setAttribute("tabindex", "-1");
        twist.setAttribute("aria-hidden", "true");
      }
    });
  }

  function open(item) {
    var twist = twistOf(item);
    if (narrow.matches) { if (twist) location.assign(twist.href); return; }
    if (branchOf(item).firstElementChild) { show(item, true); return; }
    if (!window.htmx) { location.assign(twist.href); return; }
    twist.classList.add("waits");
    window.htmx.trigger(twist, "unfold");
  }

  function show(item, yes) {
    branchOf(item).hidden = !yes;
    item.setAttribute("aria-expanded", yes ? "true" : "false");
  }

  // only what has settled can itself be opened
  tree.addEventListener("htmx:afterSettle", function (event) {
    var item = tree.querySelector("[aria-owns='" + event.target.id + "']");
    if (!item) return;
    twistOf(item).classList.remove("waits");
    prepare(event.target);
    show(item, true);
  });

  // what could not be fetched is opened as a page, where the server says what is wrong
  ["htmx:responseError", "htmx:sendError"].forEach(function (name) {
    tree.addEventListener(name, function (event) { location.assign(event.target.href); });
  });

  tree.addEventListener("click", function (event) {
    var twist = event.target.closest(".twist");
    if (!twist || narrow.matches || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var item = twist.parentElement.querySelector("[role=treeitem]");
    event.preventDefault();
    if (expanded(item)) show(item, false);
    else open(item);
    visit(item);
  });

  tree.addEventListener("focusin", function (event) {
    if (event.target.matches("[role=treeitem]")) rove(event.target);
  });

  // The same key as the server's search: no diacritics, đ as d, lower case.
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ");
  }

  function jump(from) {
    var all = items();
    var same = /^(.)\1+$/.test(typed);
    var wanted = same ? typed.charAt(0) : typed;
    // the same letter again goes on to the next name; a word is looked for from where its first letter was typed
    var start = all.indexOf(same ? from : began) + 1;
    var order = all.slice(start).concat(all.slice(0, start));
    function found(test) {
      return order.filter(function (item) { return test(" " + fold(item.textContent.trim())); })[0];
    }
    visit(found(function (name) { return name.indexOf(" " + wanted) === 0; }) || found(function (name) { return name.indexOf(" " + wanted) > 0; }));
  }

  function type(item, letter) {
    window.clearTimeout(pause);
    pause = window.setTimeout(function () { typed = ""; began = null; }, PAUSE);
    began = began || item;
    typed = fold(typed + letter);
    jump(item);
  }

  var KEYS = {
    ArrowDown: function (item) { var all = items(); visit(all[all.indexOf(item) + 1]); },
    ArrowUp: function (item) { var all = items(); visit(all[all.indexOf(item) - 1]); },
    ArrowRight: function (item) {
      if (!item.hasAttribute("aria-expanded")) return;
      if (expanded(item) && !narrow.matches) visit(branchOf(item).querySelector("[role=treeitem]"));
      else open(item);
    },
    ArrowLeft: function (item) {
      if (expanded(item) && !narrow.matches) show(item, false);
      else visit(parentOf(item));
    },
    Home: function () { visit(items()[0]); },
    End: function () { visit(items().pop()); },
    " ": function (item) {
      if (typed) { type(item, " "); return; }
      if (!item.hasAttribute("aria-expanded")) return;
      if (expanded(item) && !narrow.matches) show(item, false);
      else open(item);
    },
    // an input method takes a letter back to set its diacritic
    Backspace: function () { typed = typed.slice(0, -1); }
  };

  tree.addEventListener("keydown", function (event) {
    var item = event.target;
    if (!item.matches("[role=treeitem]") || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (KEYS.hasOwnProperty(event.key)) {
      KEYS[event.key](item);
      event.preventDefault();
    } else if (event.key.length === 1) {
      type(item, event.key);
      event.preventDefault();
    }
  });

  prepare(tree);
  var first = tree.querySelector("[role=treeitem][aria-current]") || items()[0];
  if (first) rove(first);
  Array.prototype.forEach.call(document.querySelectorAll(".keys"), function (note) { note.hidden = false; });
})();
