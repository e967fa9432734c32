/* The card of a checkpoint beside the roadmap, or on its own page: focus and scroll after htmx. */
(function () {
  "use strict";

  var place = document.getElementById("beside");
  if (!place) return;
  var layout = place.closest(".beside-layout");
  var before = null;

  // The line of the roadmap, or the cell of the matrix, whose card is open.
  function line() {
    var card = place.querySelector("[data-line]");
    return card && (document.getElementById(card.dataset.line) || document.getElementById(card.dataset.cell));
  }

  function topOf(row) {
    return row && row.offsetParent ? row.getBoundingClientRect().top : null;
  }

  // The table grew narrower or wider: the line stays under the eyes.
  function keep(row, top) {
    var now = topOf(row);
    if (now === null || top === null) return;
    var frame = row.closest(".frame"), was = frame.scrollTop;
    frame.scrollTop += now - top;
    window.scrollBy({ top: now - top - (frame.scrollTop - was), behavior: "instant" });
    if (row.cellIndex) row.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }

  function mark() {
    if (!layout) return;
    layout.querySelectorAll(".chosen").forEach(function (row) {
      row.classList.remove("chosen");
      row.querySelector("a").removeAttribute("aria-current");
    });
    var row = line();
    if (row) {
      row.classList.add("chosen");
      row.querySelector("a").setAttribute("aria-current", "true");
    }
    layout.classList.toggle("with-card", place.childElementCount > 0);
    document.dispatchEvent(new Event("layout"));
  }

  // Scrolls only to what is out of sight.
  function reveal(thing) {
    var box = thing.getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight) thing.scrollIntoView({ block: "nearest" });
  }

  function focusOn(thing) {
    if (!thing) return;
    thing.focus({ preventScroll: true });
    reveal(thing);
  }

  function show() {
    mark();
    keep(line(), before);
    place.scrollTop = 0;
    var wrong = place.querySelector("[aria-invalid=true]");
    focusOn(wrong || place.querySelector("h1, h2"));
    // What is said of it stands above.
    var words = wrong ? wrong.parentNode : place.querySelector(".notice");
    if (words) words.scrollIntoView({ block: "nearest" });
  }

  function isUnsent() {
    var typed = Array.from(place.querySelectorAll("textarea:not([readonly]), input[type=file]"));
    return typed.some(function (field) { return field.value.trim(); });
  }

  function mayLeave() {
    return !isUnsent() || window.confirm("Введённое в карточке ещё не отправлено и пропадёт. Закрыть её?");
  }

  function close() {
    if (!mayLeave()) return;
    var row = line(), top = topOf(row);
    place.textContent = "";
    mark();
    var lines = row && row.closest("details");
    if (lines) lines.open = true;
    keep(row, top);
    focusOn(row ? row.querySelector("a") : document.querySelector("#grid .frame"));
  }

  document.addEventListener("htmx:beforeRequest", function (event) {
    var isOther = event.detail.target === place && !place.contains(event.detail.elt);
    if (isOther && !mayLeave()) event.preventDefault();
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target !== place) return;
    before = topOf(event.detail.requestConfig.elt.closest(".execution li, td") || line());
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.target === place && event.detail.xhr.status) show();
  });
  // The list was filtered anew, or the line itself was changed.
  document.addEventListener("htmx:afterSettle", mark);

  place.addEventListener("click", function (event) {
    if (event.target.closest("[data-close-card]")) close();
  });
  place.addEventListener("keydown", function (event) {
    var canClose = place.querySelector("[data-close-card]");
    if (event.key === "Escape" && canClose) close();
  });
  // With Ctrl a line opens in another tab, as any link.
  document.addEventListener("click", function (event) {
    var isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (isElsewhere && event.target.closest("a[hx-get]")) event.stopPropagation();
  }, true);
})();
