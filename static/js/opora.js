/* Small conveniences; every page works without them. */
(function () {
  "use strict";

  function cookie(name) {
    var found = document.cookie.split("; ").find(function (part) {
      return part.startsWith(name + "=") || part.startsWith("__Host-" + name + "=");
    });
    return found ? found.split("=")[1] : "";
  }

  // A sign-in in another tab changes the protection key: forms opened before must go on working.
  document.addEventListener("htmx:configRequest", function (event) {
    var token = cookie("csrftoken");
    if (!token) return;
    event.detail.headers["X-CSRFToken"] = token;
    // htmx gives a view of FormData, for which «in» is always false.
    if (event.detail.parameters.has("csrfmiddlewaretoken")) {
      event.detail.parameters.set("csrfmiddlewaretoken", token);
    }
  });

  // The line broke: the page and everything typed stay.
  document.addEventListener("htmx:sendError", function () {
    var notice = document.getElementById("notice");
    notice.textContent = "Нет связи с сервером. Введённое осталось на странице: отправьте ещё раз, когда связь появится.";
    notice.className = "notice error";
    notice.focus();
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    var button = event.submitter;
    if (button) setTimeout(function () { button.setAttribute("aria-disabled", "true"); }, 0);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  // Menus close on Escape and on a click elsewhere.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  function rows() { return Array.from(document.querySelectorAll("table.register tbody tr")).filter(function (row) { return row.querySelector("a"); }); }
  function step(by) {
    var all = rows();
    var now = all.findIndex(function (row) { return row.contains(document.activeElement); });
    var next = all[now === -1 ? 0 : Math.min(Math.max(now + by, 0), all.length - 1)];
    if (next) next.querySelector("a").focus();
  }
  var waiting = "";
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach(function (menu) { menu.open = false; menu.querySelector("summary").focus(); });
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (waiting === "g") {
      waiting = "";
      var link = document.querySelector('[data-key="' + event.key.toLowerCase() + '"]');
      if (link) { link.click(); event.preventDefault(); }
      return;
    }
    if (event.key === "/") {
      var search = document.querySelector("input[type=search]");
      if (search) { search.focus(); event.preventDefault(); }
    }
    if (event.key === "g") { waiting = "g"; setTimeout(function () { waiting = ""; }, 1500); }
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });

  if (window.innerWidth < 768) {
    document.querySelectorAll("[data-closed-on-phone]").forEach(function (box) { box.open = false; });
  }

  // Larger type for weak eyes; remembered in this browser.
  function large(on) {
    document.documentElement.classList.toggle("large", on);
    localStorage.setItem("large", on ? "1" : "");
  }
  if (localStorage.getItem("large")) document.documentElement.classList.add("large");
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-large]");
    if (button) large(!document.documentElement.classList.contains("large"));
  });
})();
