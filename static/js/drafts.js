/* What is typed into long fields is kept in this browser until it is sent: see decisions/0023. */
(function () {
  "use strict";

  var PREFIX = "draft:", DAYS = 30, MOST = 1000000, PAUSE = 400, SETTLED = 100, MARK = "sent=";
  var LEFT = "signed-out";
  var user = document.body.getAttribute("data-user");
  var waiting = null, changed = [];

  // --- the store; a browser that keeps nothing is no worse than before

  function keys(beginning) {
    var found = [];
    for (var i = 0; i < localStorage.length; i++) {
      if (localStorage.key(i).indexOf(beginning) === 0) found.push(localStorage.key(i));
    }
    return found;
  }

  function read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch (fault) { return null; }
  }

  function drop(beginning) {
    keys(beginning).forEach(function (key) { localStorage.removeItem(key); });
  }

  function age(key) {
    var kept = read(key);
    return kept && kept.time ? Date.now() - kept.time : Infinity;
  }

  function sweep() {
    keys(PREFIX).forEach(function (key) {
      if (age(key) > DAYS * 24 * 3600 * 1000) localStorage.removeItem(key);
    });
  }

  // The oldest texts make room; true when the text is kept.
  function write(key, text) {
    if (text.length > MOST / 2) return false;
    var others = keys(PREFIX).filter(function (other) { return other !== key; });
    others.sort(function (one, other) { return age(other) - age(one); });
    var size = others.reduce(function (sum, other) { return sum + localStorage.getItem(other).length; }, 0);
    while (others.length && size + text.length > MOST) {
      size -= localStorage.getItem(others[0]).length;
      localStorage.removeItem(others.shift());
    }
    try {
      localStorage.setItem(key, JSON.stringify({ time: Date.now(), text: text }));
      return true;
    } catch (fault) { return false; }
  }

  // --- whose text it is: a person, the address it is sent to, a field

  function bare(address) {
    var link = document.createElement("a");
    link.href = address || location.pathname;
    return link.pathname;
  }

  function beginningOf(path) {
    return PREFIX + user + ":" + path + ":";
  }

  function keyOf(field) {
    return beginningOf(bare(field.form.getAttribute("action"))) + field.name;
  }

  function isKept(field) {
    var form = field.form;
    return field.nodeName === "TEXTAREA" && field.name && !field.readOnly && !field.disabled &&
      form && form.method === "post";
  }

  function fieldsOf(place) {
    return Array.from(place.querySelectorAll("textarea")).filter(isKept);
  }

  function plain(text) { return text.replace(/\r\n?/g, "\n"); }

  // --- keeping

  function keep(field) {
    if (plain(field.value) === plain(field.defaultValue)) {
      localStorage.removeItem(keyOf(field));
      return true;
    }
    return write(keyOf(field), field.value);
  }

  // The fields that were typed into since the last time; true when all are kept.
  function flush() {
    clearTimeout(waiting);
    var typed = changed;
    changed = [];
    return typed.filter(function (field) { return field.form; }).map(keep).every(Boolean);
  }

  function note(event) {
    if (!isKept(event.target)) return;
    if (changed.indexOf(event.target) < 0) changed.push(event.target);
    clearTimeout(waiting);
    waiting = setTimeout(flush, PAUSE);
  }

  // --- offering

  function two(number) { return (number < 10 ? "0" : "") + number; }

  function moment(time) {
    var then = new Date(time), clock = then.getHours() + ":" + two(then.getMinutes());
    if (then.toDateString() === new Date().toDateString()) return clock;
    return two(then.getDate()) + "." + two(then.getMonth() + 1) + ", " + clock;
  }

  function button(words, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-quiet btn-sm";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  function tell(kind, words, role) {
    var box = document.createElement("div"), line = document.createElement("p");
    box.className = "notice " + kind;
    box.setAttribute("role", role);
    line.textContent = words;
    box.appendChild(line);
    return box;
  }

  // The texts stand here, for whoever types on before deciding writes over the kept ones.
  function offer(form, fields) {
    var kept = fields.map(function (field) { return read(keyOf(field)); });
    var time = Math.max.apply(null, kept.map(function (one) { return one.time; }));
    var box = tell("draft", "В этом браузере остался ваш текст: он набран здесь и не отправлен.", "status");
    var acts = document.createElement("div");
    acts.className = "acts";
    acts.appendChild(button("Вернуть набранный текст от " + moment(time), function () {
      var closed = form.closest("details:not([open])");
      if (closed) closed.open = true;
      fields.forEach(function (field, number) {
        field.value = kept[number].text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      box.remove();
      fields[0].focus();
    }));
    acts.appendChild(button("Удалить", function () {
      fields.forEach(function (field) { if (differs(field)) localStorage.removeItem(keyOf(field)); });
      box.remove();
      fields[0].focus();
    }));
    box.appendChild(acts);
    var place = form.closest("details:not([open])") || form;
    place.parentNode.insertBefore(box, place);
  }

  function differs(field) {
    var kept = read(keyOf(field));
    return kept && plain(kept.text) !== plain(field.value);
  }

  // Forms that came with the page or into it later.
  function look() {
    if (!user) return;
    Array.from(document.querySelectorAll("form")).forEach(function (form) {
      if (form.drafts) return;
      form.drafts = true;
      var fields = fieldsOf(form).filter(differs);
      if (fields.length) offer(form, fields);
    });
  }

  // --- sending

  function sent(path) { drop(beginningOf(path)); }

  // An answer may show the form once more, filled in and not saved: then it has not been taken.
  function sentUnlessHere(path) {
    var isHere = fieldsOf(document).some(function (field) {
      return bare(field.form.getAttribute("action")) === path;
    });
    if (!isHere) sent(path);
  }

  // The server has taken the form whose address it names: nothing is left to be kept.
  function hearServer() {
    document.cookie.split("; ").forEach(function (part) {
      if (part.indexOf(MARK) !== 0) return;
      var path = decodeURIComponent(part.slice(MARK.length));
      if (user && path.charAt(0) === "?") sentUnlessHere(path.slice(1));
      else if (user) sent(path);
      document.cookie = MARK + "; path=/; max-age=0";
    });
  }

  function sayNoLine(form) {
    var old = form.querySelector("[data-no-line]");
    if (old) old.remove();
    fieldsOf(form).forEach(function (field) {
      if (changed.indexOf(field) < 0) changed.push(field);
    });
    var where = flush() ? "Текст сохранён в этом браузере" : "Текст остался на странице, не закрывайте её";
    var box = tell("error", "Связи нет. " + where + ". Отправьте ещё раз, когда связь появится.", "alert");
    box.setAttribute("data-no-line", "");
    var submit = form.querySelector("button:not([type=button]), input[type=submit]");
    var place = submit && (submit.closest(".acts") || submit);
    if (place && form.contains(place)) place.parentNode.insertBefore(box, place);
    else form.appendChild(box);
    box.scrollIntoView({ block: "nearest" });
  }

  function isLong(form) { return user && form.nodeName === "FORM" && fieldsOf(form).length > 0; }

  // Before all others: a form that cannot go is not marked as sent, and the page stays.
  function stopWithoutLine(event) {
    var form = event.target;
    flush();
    if (form.hasAttribute("data-sign-out")) sessionStorage.setItem(LEFT, user || "");
    if (!isLong(form) || navigator.onLine !== false) return;
    event.preventDefault();
    event.stopPropagation();
    sayNoLine(form);
  }

  function lineIsBack() {
    Array.from(document.querySelectorAll("[data-no-line] p")).forEach(function (line) {
      line.textContent = "Связь появилась. Отправьте ещё раз.";
    });
  }

  function afterRequest(event) {
    var asked = event.detail.requestConfig, xhr = event.detail.xhr;
    // Not `successful`: by _htmx_config.html an answer of 400 and above is no error, it is shown.
    if (!user || asked.verb !== "post" || xhr.status < 200 || xhr.status >= 400) return;
    if (xhr.status === 204 || xhr.getResponseHeader("HX-Redirect")) sent(bare(asked.path));
    else setTimeout(function () { sentUnlessHere(bare(asked.path)); }, SETTLED);
  }

  // Whoever has signed out leaves nothing to the next one.
  function leave() {
    var left = sessionStorage.getItem(LEFT);
    if (left && !user) drop(PREFIX + left + ":");
    if (left) sessionStorage.removeItem(LEFT);
  }

  try {
    leave();
    sweep();
    hearServer();
  } catch (fault) { return; }
  look();
  document.addEventListener("input", note);
  document.addEventListener("change", flush);
  document.addEventListener("visibilitychange", flush);
  window.addEventListener("pagehide", flush);
  document.addEventListener("submit", stopWithoutLine, true);
  window.addEventListener("online", lineIsBack);
  document.addEventListener("htmx:afterSettle", look);
  document.addEventListener("htmx:afterRequest", afterRequest);
  document.addEventListener("htmx:sendError", function (event) {
    if (isLong(event.detail.elt)) sayNoLine(event.detail.elt);
  }, true);
})();
