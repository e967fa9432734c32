/* Keys of those who work all day; everything is reached by Tab and the mouse as well. */
(function () {
  "use strict";

  var ROWS = "table.register tbody tr, .execution li, .todo li";
  var list = document.getElementById("keys");
  var waiting = false;

  // The key counts, not the letter of the layout: mostly the Russian one is on.
  function keyOf(event) {
    if (/^[a-z?\/]$/i.test(event.key)) return event.key.toLowerCase();
    if (/^Key[A-Z]$/.test(event.code)) return event.code.charAt(3).toLowerCase();
    if (event.code === "Slash") return event.shiftKey ? "?" : "/";
    return "";
  }

  function isSeen(stop) {
    var closed = stop.closest("details:not([open])");
    return stop.offsetParent !== null && (!closed || stop === closed.querySelector("summary"));
  }

  // What a row opens with: its link, or the arrow that shows its lines.
  function stops() {
    return Array.from(document.querySelectorAll(ROWS))
      .map(function (row) { return row.querySelector("a[href], summary"); })
      .filter(function (stop) { return stop && isSeen(stop); });
  }

  // A line stands inside its row and after the row's own arrow, so the last one found is the nearest.
  function placeAmong(all) {
    var active = document.activeElement;
    for (var i = all.length - 1; i >= 0; i--) {
      if (all[i].closest("li, tr").contains(active)) return i;
    }
    return all.findIndex(function (stop) { return stop.hasAttribute("aria-current"); });
  }

  function step(by) {
    var all = stops(), now = placeAmong(all);
    var next = all[now === -1 ? 0 : Math.min(Math.max(now + by, 0), all.length - 1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function search(event) {
    var box = document.querySelector("input[type=search]");
    if (!box) return;
    var closed = box.closest("details:not([open])");
    if (closed) closed.open = true;
    box.focus();
    event.preventDefault();
  }

  function goTo(key, event) {
    var link = document.querySelector('[data-key="' + key + '"]');
    if (link) { link.click(); event.preventDefault(); }
  }

  function closeMenus() {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { closeMenus(); return; }
    if (event.ctrlKey || event.altKey || event.metaKey || (list && list.open)) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    var key = keyOf(event);
    if (waiting) {
      waiting = false;
      if (/^[a-z]$/.test(key)) goTo(key, event);
      return;
    }
    if (key === "/") search(event);
    if (key === "g") { waiting = true; setTimeout(function () { waiting = false; }, 1500); }
    if (key === "j") step(1);
    if (key === "k") step(-1);
    if (key === "?" && list && list.showModal) list.showModal();
  });

  if (list && list.showModal) {
    document.querySelectorAll("[data-keys]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { list.showModal(); });
    });
  }
})();
