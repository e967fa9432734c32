"""Every page of every role: width, names, language, what axe finds; see also visitors.Visitors."""

from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve

from schools.models import RoleKind
from tests.browser.visitors import DESK, PHONE, shoot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# A window of 1280 points at 200 %.
ENLARGED = {"width": 640, "height": 400}
# They answer with a file.
FILES = {
    "files:download",
    "documents:order-pdf",
    "roadmaps:edition-pdf",
    "monitoring:checkpoint-export",
    "mfa_download_recovery_codes",
}
LINKS = "els => els.map(a => a.href)"
WIDTH = "[document.documentElement.scrollWidth, window.innerWidth]"
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.filter(v => ["serious", "critical"].includes(v.impact))
    .map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(" | ")}`);
}"""


class Walk:
    """Opens one page of every kind that links lead to, and notes what is wrong with each."""

    def __init__(self, page, role, *, known_to_axe):
        self.page, self.role, self.known_to_axe = page, role, known_to_axe
        self.faults, self.seen = [], {}

    def go(self, *starts):
        waiting = list(starts)
        while waiting:
            address = waiting.pop(0)
            name = self.name_of(address)
            if name is None or name in self.seen:
                continue
            self.seen[name] = address
            response = self.page.goto(address)
            if not response.ok:
                self.faults.append((self.role, name, f"код {response.status}"))
                continue
            waiting += self.page.eval_on_selector_all("a[href]", LINKS)
            self.look(name)
        return self.faults

    def name_of(self, address):
        """Name of the view, None for files, sign-out and the reference data section."""
        path = urlsplit(urldefrag(address).url).path
        try:
            name = resolve(path).view_name
        except Resolver404:
            return None
        is_left_out = name in FILES or name.startswith("admin:") or name == "account_logout"
        return None if is_left_out else name

    def look(self, name):
        page = self.page
        self.expect(name, page.locator("h1").count() == 1, "h1 не один")
        self.expect(name, page.locator("html").get_attribute("lang") == "ru", "не lang=ru")
        self.expect(name, len(page.title()) > 3, "нет названия страницы")
        # The first role that meets a page is enough: the frame is the same for all.
        if (name, self.has_forms()) not in self.known_to_axe:
            self.known_to_axe.add((name, self.has_forms()))
            page.evaluate(AXE)
            self.faults += [(self.role, name, fault) for fault in page.evaluate(RUN_AXE)]
        for size in (ENLARGED, PHONE, DESK):
            page.set_viewport_size(size)
            content, window = page.evaluate(WIDTH)
            self.expect(name, content <= window, f"ширина {content} в окне {window}")
            shoot(page, f"{self.role}/{name.replace(':', '-')}-{size['width']}")

    def has_forms(self):
        return self.page.locator("main form, main .acts a").count()

    def expect(self, name, is_right, fault):
        if not is_right:
            self.faults.append((self.role, name, fault))




@pytest.mark.parametrize("javascript", [True])
def test_pages_are_whole_at_every_width_for_everybody(visitors, lived_in_town):
    faults, known = [], set()
    for kind in RoleKind:
        page = visitors.sign_in(lived_in_town.user(kind))
        walk = Walk(page, kind, known_to_axe=known)
        faults += walk.go(page.url)
        print(kind, len(walk.seen), sorted(walk.seen))
    assert "\n".join(map(str, faults)) == ""
