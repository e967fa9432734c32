"""Every page that links lead to, for every role: width, names, language, what axe finds.

Script errors, refusals of the content policy and foreign hosts are noted by visitors.Visitors.
"""

from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve

from schools.models import RoleKind
from tests.browser.visitors import DESK, ENLARGED, PHONE, SHOTS, shoot

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once(on="postgresql"),
    pytest.mark.django_db(transaction=True),
]

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# They answer with a file.
FILES = {
    "files:download",
    "documents:agreement-text",
    "documents:annex-print",
    "documents:order-export",
    "monitoring:joint-plan-print",
    "monitoring:resolution-export",
    "monitoring:risk-export",
    "schools:listing-export",
    "schools:listing-move-export",
    "workgroups:meeting-paper",
    "workgroups:regulation-print",
    "documents:order-paper",
    "documents:order-papers-zip",
    "documents:order-pdf",
    "roadmaps:edition-pdf",
    "roadmaps:edition-word",
    "monitoring:checkpoint-export",
    "monitoring:move-export",
    "monitoring:report-file",
    "region-report:comparison-file",
    "monitoring:matrix-export",
    "monitoring:matrix-pdf",
    "monitoring:timeline-pdf",
    "monitoring:visit-pdf",
    "monitoring:visit-schedule-pdf",
    "monitoring:consultation-export",
    "monitoring:consultation-pdf",
    "monitoring:exam-result-template",
    "schools:partnership-export",
    "schools:conclusion-export",
    "schools:programme-title",
    "monitoring:school-dossier",
    "schools:person-template",
    "schools:school-template",
    "mfa_download_recovery_codes",
}
# A sheet on the desk is a document of its own, with its own heading.
READ = """() => {
  const all = selector => Array.from(document.querySelectorAll(selector));
  return {
    headings: all("h1:not(.desk *)").length,
    language: document.documentElement.lang,
    title: document.title,
    links: all("a[href]").map(link => link.href),
    acts: all("main .acts, main form").map(place => place.innerText).join(" "),
  };
}"""
WIDTH = "[document.documentElement.scrollWidth, window.innerWidth]"
LARGE = "on => document.documentElement.classList.toggle('large', on)"
# A rule with an impact of its own gives it to all that it finds: those whose finds would be left
# out below are not asked.
RUN_AXE = """async () => {
  const isGrave = fault => ["serious", "critical"].includes(fault.impact);
  const idle = axe._audit.rules.filter(rule => rule.impact && !isGrave(rule));
  const rules = Object.fromEntries(idle.map(rule => [rule.id, {enabled: false}]));
  const found = await axe.run(document, {
    resultTypes: ["violations"], rules: {...rules, "target-size": {enabled: true}},
  });
  const places = fault => fault.nodes.slice(0, 3).map(node => node.target.join(" ")).join(", ");
  return found.violations.filter(isGrave)
    .map(fault => `${fault.id}: ${places(fault)}`);
}"""


class Walk:
    """Opens a page of every kind that links lead to, and notes what is wrong with each.

    `known` pages, the same for another role, are not looked at again.
    """

    def __init__(self, page, role, known):
        self.page, self.role, self.known = page, role, known
        self.faults, self.opened = [], set()

    def go(self, *starts):
        """Faults of all pages that can be reached."""
        waiting = list(starts)
        while waiting:
            address = waiting.pop(0)
            name = name_of(address)
            if name is None or name in self.opened or self.is_personal_and_known(name):
                continue
            self.opened.add(name)
            response = self.page.goto(address, wait_until="domcontentloaded")
            self.expect(name, response.ok, f"код {response.status}")
            facts = self.page.evaluate(READ)
            self.check(name, facts)
            waiting += facts["links"]
            seen = (name, facts["acts"])
            if SHOTS or seen not in self.known:
                self.look(name)
            self.known |= {name, seen}
        return self.faults

    def is_personal_and_known(self, name):
        """Pages of one's own sign-in are the same for all."""
        return ":" not in name and name != "home" and name in self.known

    def check(self, name, facts):
        self.expect(name, facts["headings"] == 1, "заголовков h1 не один")
        self.expect(name, facts["language"] == "ru", "язык не русский")
        self.expect(name, facts["title"].partition(" — ")[0], "нет названия страницы")

    def look(self, name):
        """Faults at the desk, enlarged, on the phone, on the phone with large type.

        A page that is known and offers another role other acts is only measured.
        """
        page, is_new = self.page, name not in self.known
        if is_new:
            self.ask_axe(name)
        shoot(page, f"{self.role}/{name.replace(':', '-')}-{DESK['width']}")
        self.measure(name, "на столе")
        page.set_viewport_size(ENLARGED)
        self.measure(name, "при 200 %")
        page.set_viewport_size(PHONE)
        if is_new:
            page.reload()  # A phone closes the filters when it opens the page.
            self.ask_axe(name)
        shoot(page, f"{self.role}/{name.replace(':', '-')}-{PHONE['width']}")
        self.measure(name, "на телефоне")
        page.evaluate(LARGE, True)
        self.measure(name, "на телефоне крупно")
        page.set_viewport_size(DESK)
        return self.faults

    def measure(self, name, where):
        content, window = self.page.evaluate(WIDTH)
        self.expect(name, content <= window, f"{where}: шире окна на {content - window}")

    def ask_axe(self, name):
        self.page.evaluate(AXE)
        self.faults += [(self.role, name, fault) for fault in self.page.evaluate(RUN_AXE)]

    def expect(self, name, is_right, fault):
        if not is_right:
            self.faults.append((self.role, name, fault))


def name_of(address):
    """Name of the view; None for files, foreign pages and the reference data section."""
    try:
        name = resolve(urlsplit(urldefrag(address).url).path).view_name
    except Resolver404:
        return None
    is_left_out = name in FILES or name.startswith("admin:") or name == "account_logout"
    return None if is_left_out else name


@pytest.mark.parametrize("javascript", [True])
def test_pages_are_whole_at_every_width_for_everybody(visitors, lived_in_town):
    faults, known = [], set()
    page = visitors.window()
    faults += Walk(page, "nobody", known).go(f"{visitors.address}/sign-in/login/")
    for kind in RoleKind:
        page = visitors.sign_in(lived_in_town.user(kind))
        faults += Walk(page, kind, known).go(page.url)
        page.close()
    page = visitors.sign_in(lived_in_town.user(RoleKind.DIRECTOR))
    assert page.goto("/kirovsk/people/").status == 403
    faults += Walk(page, "director", known).look("403")
    assert page.goto("/kirovsk/control/0/").status == 404
    faults += Walk(page, "director", known).look("404")
    assert not faults, "\n".join(map(str, faults))
