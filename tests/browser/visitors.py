"""People at their browsers, and what no page may do meanwhile."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.test import Client

from monitoring.demo.people import PASSWORD

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
# The desk at 200 %.
ENLARGED = {"width": 640, "height": 400}
PATIENCE = 10_000
# Screenshots of everything are taken into this folder when it is named.
SHOTS = os.environ.get("SHOTS")
# The browser says so of every refusal; the tests look at the refusals themselves.
REFUSAL = "Failed to load resource: the server responded with a status of 4"


class Visitors:
    """Opens windows and writes down faults: script errors, foreign hosts, broken resources."""

    def __init__(self, browser, address, *, javascript=True):
        self.browser, self.address, self.javascript = browser, address, javascript
        self.contexts = []
        self.faults = []

    def window(self, **options):
        """A page of a new browser without cookies, at the product's address."""
        options = {"viewport": DESK, "java_script_enabled": self.javascript} | options
        context = self.browser.new_context(base_url=self.address, locale="ru-RU", **options)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.faults.append(f"скрипт: {error.error}"))
        context.on("request", self.see_request)
        context.on("response", self.see_response)
        return context.new_page()

    def sign_in(self, user, **options):
        """A new window of the person, signed in already; it shows the first page.

        The page of sign-in is walked through where it matters: fill_sign_in.
        """
        page = self.window(**options)
        client = Client()
        client.force_login(user)
        cookies = [
            {"name": name, "value": morsel.value, "url": self.address}
            for name, morsel in client.cookies.items()
        ]
        page.context.add_cookies(cookies)
        page.goto("/")
        return page

    def hear(self, message):
        if message.type in ("error", "warning") and not message.text.startswith(REFUSAL):
            self.faults.append(f"консоль: {message.text} ({message.page and message.page.url})")

    def see_request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.faults.append(f"чужой адрес: {request.url}")

    def see_response(self, response):
        is_resource = response.request.resource_type not in ("document", "xhr", "fetch")
        if response.status >= 500 or (is_resource and response.status >= 400):
            self.faults.append(f"{response.status}: {response.url}")

    def leave(self):
        for context in self.contexts:
            context.close()


def fill_sign_in(page, user):
    """Sign in on the page that asks for it."""
    page.get_by_label("Электронная почта").fill(user.email)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.get_by_label("Пароль").wait_for(state="detached")


def heading(page):
    """The one heading that says where one is."""
    return page.get_by_role("heading", level=1).first


def section_link(page, name):
    """Entry of the navigation on the left."""
    sections = page.get_by_role("navigation", name="Разделы", exact=True)
    return sections.get_by_role("link", name=name, exact=True)


def open_section(page, name):
    """Answer of the server to a click in the navigation, when its page is there.

    A click alone returns while the page before it still stands: what is looked for next
    may be found on that one.
    """
    with page.expect_navigation() as opened:
        section_link(page, name).click()
    return opened.value


def download(page, link):
    """(name, bytes) of the file that the link gives."""
    with page.expect_download() as waiting:
        link.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def shoot(page, name):
    """Full-page screenshot, only when somebody wants to look."""
    if SHOTS:
        path = Path(SHOTS) / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)
