/* Files dropped on a form; large ones are sent in parts and go on after a break: decisions/0034. */
(function () {
  "use strict";

  var LARGE = 1024 * 1024, PIECE = 512 * 1024, PAUSES = [1, 2, 5, 10, 20];
  var NO_LINE = "Связи нет. Загрузка продолжится сама, когда связь появится.";
  var NO_SESSION = "Сеанс закончился. Войдите в соседней вкладке: загрузка продолжится сама.";
  var WAIT = "Файлы ещё загружаются. Форма отправится сама, когда они загрузятся.";
  var GONE = "Не загружен. Уберите файл и выберите его ещё раз.";
  var queue = [], current = null;

  if (!document.body.hasAttribute("data-user") || !window.fetch || !window.DataTransfer) return;

  // --- talking to the server

  function cookie(name) {
    var found = document.cookie.split("; ").find(function (part) {
      return part.startsWith(name + "=") || part.startsWith("__Host-" + name + "=");
    });
    return found ? found.split("=")[1] : "";
  }

  function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  // What the server says; a fault with `reason` is final, one without goes away some time.
  function heard(response) {
    if (response.redirected) throw { status: 401 };
    if (response.ok || response.status === 409) return response.json();
    if (response.status === 429) return response.json().then(function (said) { throw { status: 429, words: said.reason }; });
    if ([403, 404, 413, 422, 507].indexOf(response.status) < 0) throw { status: response.status };
    return response.json().catch(function () { return {}; }).then(function (said) {
      throw { status: response.status, reason: said.reason || GONE };
    });
  }

  function post(address, fields) {
    var data = new FormData();
    Object.keys(fields).forEach(function (name) { data.append(name, fields[name]); });
    data.append("form_key", newKey());
    var headers = { "X-CSRFToken": cookie("csrftoken") };
    return fetch(address, { method: "POST", body: data, headers: headers }).then(heard);
  }

  // --- one file after another

  function next() {
    if (current || !queue.length) return;
    current = queue.shift();
    say(current, "");
    begin(current);
  }

  function begin(item) {
    var file = item.file;
    var about = { name: file.name, size: file.size, stamp: String(file.lastModified) };
    follow(item, post(item.box.getAttribute("data-drop"), about));
  }

  function follow(item, answer) {
    answer.then(function (said) {
      if (item.isDropped) return said.drop && post(said.drop, {});
      item.tries = 0;
      ["id", "address", "drop"].forEach(function (name) { item[name] = said[name] || item[name]; });
      item.sent = said.received;
      show(item);
      if (item.sent === item.file.size) return end(item);
      var piece = item.file.slice(item.sent, item.sent + PIECE);
      follow(item, post(item.address, { offset: item.sent, piece: piece }));
    }).catch(function (fault) {
      if (item.isDropped) return;
      // Swept away meanwhile: once more from the beginning.
      if (fault.status === 404 && item.address) { item.address = null; return begin(item); }
      if (fault.reason) return fail(item, fault.reason);
      say(item, fault.status === 401 ? NO_SESSION : fault.words || NO_LINE);
      var pause = PAUSES[Math.min(item.tries++, PAUSES.length - 1)];
      item.timer = setTimeout(resume, pause * 1000, item);
    });
  }

  function resume(item) {
    clearTimeout(item.timer);
    item.timer = null;
    if (item.isDropped) return;
    if (!item.address) return begin(item);
    follow(item, fetch(item.address).then(heard).then(function (said) { say(item, ""); return said; }));
  }

  window.addEventListener("online", function () { if (current && current.timer) resume(current); });

  function end(item) {
    var field = document.createElement("input");
    field.type = "hidden";
    field.name = item.box.getAttribute("data-name");
    field.value = item.id;
    item.line.appendChild(field);
    done(item, "загружен");
  }

  function fail(item, reason) {
    item.line.classList.add("failed");
    done(item, reason);
  }

  function done(item, words) {
    item.line.removeAttribute("data-busy");
    item.bar.hidden = true;
    say(item, words);
    leave(item);
  }

  function leave(item) {
    if (current === item) current = null;
    next();
    sendWaiting(item.box.closest("form"));
  }

  // --- what the person sees

  function sizeOf(file) {
    if (file.size < LARGE) return Math.max(Math.round(file.size / 1024), 1) + "\u00a0КБ";
    return (file.size / LARGE).toFixed(1).replace(".", ",") + "\u00a0МБ";
  }

  function make(tag, className, text) {
    var made = document.createElement(tag);
    made.className = className;
    made.textContent = text || "";
    return made;
  }

  function draw(item) {
    var line = item.line = document.createElement("li");
    line.append(make("span", "break", item.file.name), " ", make("span", "muted nowrap", sizeOf(item.file)), " ");
    item.bar = document.createElement("progress");
    item.bar.max = item.file.size;
    item.bar.hidden = true;
    item.bar.setAttribute("aria-label", "Загружено: " + item.file.name);
    item.words = make("span", "muted");
    item.words.setAttribute("role", "status");
    var button = make("button", "btn btn-quiet btn-sm", "Убрать");
    button.type = "button";
    button.append(make("span", "visually-hidden", ": " + item.file.name));
    button.addEventListener("click", function () { remove(item); });
    line.append(item.bar, " ", item.words, " ", button);
    item.box.querySelector("[data-parts]").append(line);
  }

  function show(item) {
    item.bar.hidden = false;
    item.bar.value = item.sent;
    item.bar.title = Math.floor(100 * item.sent / item.file.size) + "\u00a0%";
  }

  function say(item, words) { item.words.textContent = words; }

  // --- files of a field: small ones stay in it, large ones go at once

  function inputOf(box) { return box.querySelector("input[type=file]"); }

  function fill(box) {
    var kept = new DataTransfer();
    (box.items || []).forEach(function (item) { if (!item.isLarge) kept.items.add(item.file); });
    inputOf(box).files = kept.files;
  }

  function clear(box) {
    (box.items || []).slice().forEach(remove);
    box.querySelectorAll("[data-drop-part]").forEach(dropKept);
  }

  function add(box, files) {
    if (!inputOf(box).multiple) {
      clear(box);
      files = files.slice(0, 1);
    }
    box.items = box.items || [];
    files.forEach(function (file) {
      var item = { file: file, box: box, isLarge: file.size >= LARGE, tries: 0, sent: 0 };
      box.items.push(item);
      draw(item);
      if (!item.isLarge) return;
      item.line.setAttribute("data-busy", "");
      say(item, "ждёт очереди");
      queue.push(item);
    });
    fill(box);
    next();
  }

  function remove(item) {
    item.isDropped = true;
    clearTimeout(item.timer);
    item.line.remove();
    item.box.items = item.box.items.filter(function (other) { return other !== item; });
    queue = queue.filter(function (other) { return other !== item; });
    fill(item.box);
    inputOf(item.box).focus();
    if (item.drop) post(item.drop, {}).catch(function () { /* the server sweeps it away */ });
    leave(item);
  }

  function dropKept(button) {
    post(button.getAttribute("data-drop-part"), {}).catch(function () { /* swept away later */ });
    inputOf(button.closest("[data-drop]")).focus();
    button.closest("li").remove();
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-drop-part]");
    if (button) dropKept(button);
  });

  document.addEventListener("change", function (event) {
    var box = event.target.type === "file" && event.target.closest("[data-drop]");
    if (box) add(box, Array.from(event.target.files));
  });

  ["dragover", "dragleave", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (!event.dataTransfer || Array.from(event.dataTransfer.types).indexOf("Files") < 0) return;
      // A file dropped beside the place must not carry the page away.
      if (document.querySelector("[data-drop]")) event.preventDefault();
      var box = event.target.closest("[data-drop]");
      if (!box) return;
      box.classList.toggle("over", name === "dragover");
      if (name === "drop") add(box, Array.from(event.dataTransfer.files));
    });
  });

  // --- a form waits for its files

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.querySelector("[data-parts] [data-busy]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.sentBy = event.submitter;
    form.isWaiting = true;
    form.querySelectorAll("[data-busy] [role=status]").forEach(function (words) { words.textContent = WAIT; });
  }, true);

  function sendWaiting(form) {
    if (!form || !form.isWaiting || form.querySelector("[data-parts] [data-busy]")) return;
    form.isWaiting = false;
    // What has failed is told; the person decides whether to send the rest.
    if (!form.querySelector("[data-parts] .failed")) form.requestSubmit(form.sentBy);
  }

  function greet() {
    document.querySelectorAll("[data-drop-words]").forEach(function (words) { words.hidden = false; });
  }
  greet();
  document.addEventListener("htmx:afterSettle", greet);
})();
