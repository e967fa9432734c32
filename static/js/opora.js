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

  // The line broke: the page and everything typed stay. Long forms say it themselves (drafts.js).
  document.addEventListener("htmx:sendError", function (event) {
    if (event.detail.elt.querySelector("[data-no-line]")) return;
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

  // A part of the page has changed: whoever does not see it hears what happened.
  function say(words) {
    var voice = document.getElementById("said");
    if (!voice) return;
    voice.textContent = "";
    setTimeout(function () { voice.textContent = words; }, 100);
  }
  document.addEventListener("htmx:afterRequest", function (event) {
    // After outerHTML the target itself is no longer on the page.
    var place = document.getElementById(event.detail.target.id);
    if (!place || !event.detail.xhr.status) return;
    if (place.id === "notice") { place.focus({ preventScroll: true }); return; }
    var words = place.querySelector("[data-said]");
    if (words) say(words.innerText.trim());
  });

  // A table that fits goes with the page, and its head stays at the top of the window; a wider one
  // scrolls in its frame. What has the focus stays in sight when this changes under it.
  function fitFrames() {
    document.querySelectorAll(".frame").forEach(function (frame) {
      var isWide = frame.scrollWidth > frame.clientWidth, didFit = frame.classList.contains("fits");
      frame.classList.toggle("wide", isWide);
      frame.classList.toggle("fits", !isWide);
      var focused = document.activeElement;
      if (didFit === isWide && frame !== focused && frame.contains(focused)) {
        focused.scrollIntoView({ block: "nearest" });
      }
    });
  }
  fitFrames();
  ["load", "resize"].forEach(function (name) { window.addEventListener(name, fitFrames); });
  ["layout", "htmx:afterSettle"].forEach(function (name) { document.addEventListener(name, fitFrames); });
  document.addEventListener("toggle", fitFrames, true);

  if (window.innerWidth < 768) {
    document.querySelectorAll("[data-closed-on-phone]").forEach(function (box) { box.open = false; });
    document.querySelectorAll("[data-open-on-phone]").forEach(function (box) { box.open = true; });
  }

  // A table from Word or Excel is pasted with its merged cells, not as bare words.
  document.addEventListener("paste", function (event) {
    var field = event.target;
    if (!field.matches || !field.matches("[data-paste-table]")) return;
    var html = event.clipboardData.getData("text/html");
    if (html.indexOf("<table") < 0) return;
    event.preventDefault();
    field.value = html;
  });

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
