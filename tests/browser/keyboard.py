"""Hands on the keyboard: Tab to a thing by its name, seeing the focus on the way."""

MOST_STEPS = 90
FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it);
  const label = it.labels && it.labels.length ? it.labels[0].innerText : "";
  const name = label || it.getAttribute("aria-label") || it.innerText || it.value || "";
  const box = it.getBoundingClientRect();
  // The calendar button inside a date field is outlined by the browser.
  const inside = it.type === "date" && !it.matches(":focus-visible");
  const drawn = inside || style.outlineStyle !== "none";
  // The bar of sections lies over the page on small screens.
  const bar = document.querySelector(".bottom");
  const end = innerHeight - (bar && !bar.contains(it) ? bar.offsetHeight : 0);
  return {name: name.trim(), tag: it.tagName, drawn,
          seen: box.bottom > 0 && box.top < end && box.right > 0 && box.left < innerWidth};
}"""


def tab_to(page, name):
    """Press Tab until the thing with this name has the focus; every stop on the way is seen."""
    stops = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        stops.append(focused["name"])
        if focused["tag"] != "BODY":
            assert_focus_is_seen(page)
        if focused["name"].startswith(name):
            return
    raise AssertionError(f"До «{name}» не дойти: {stops}")


def assert_focus_is_seen(page):
    """The ring is drawn, and the page has scrolled to it, which takes a moment."""
    for _ in range(100):
        focused = page.evaluate(FOCUSED)
        if focused["seen"]:
            break
        page.wait_for_timeout(50)
    assert focused["seen"], f"фокус вне экрана: {focused}"
    assert focused["drawn"], f"не видно, где фокус: {focused}"


def press_and_wait(page):
    """Enter on what leads to another page, until that page is there."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
