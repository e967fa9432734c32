"""What a school's line carries: the first page and a later one, compressed as a server sends it."""

import gzip

import pytest

from schools.models import RoleKind
from tests.browser.visitors import fill_sign_in, section_link

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

FIRST_PAGE, LATER_PAGE = 120 * 1024, 30 * 1024


class Scales:
    """Weighs what comes over the line; what is under /static/ comes once and is kept."""

    def __init__(self, page):
        self.requests, self.kept = [], set()
        page.on("requestfinished", lambda request: self.requests.append(request))

    def take(self):
        """{address: bytes} since the last time."""
        weights = {}
        for request in self.requests:
            response = request.response()
            if response.status == 200 and request.url not in self.kept:
                body = response.body()
                is_packed = request.url.endswith(".woff2")
                weights[request.url] = len(body if is_packed else gzip.compress(body))
        self.requests.clear()
        self.kept |= {url for url in weights if "/static/" in url}
        return weights


@pytest.mark.parametrize("javascript", [True])
def test_first_page_is_light_and_later_ones_are_lighter(visitors, lived_in_town):
    page = visitors.window()
    scales = Scales(page)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    first = scales.take()
    assert len([url for url in first if url.endswith(".woff2")]) == 2
    assert sum(first.values()) <= FIRST_PAGE, first

    fill_sign_in(page, lived_in_town.user(RoleKind.COORDINATOR))
    page.wait_for_load_state("networkidle")
    weights = {"Моя работа": scales.take()}
    sections = ["Приказы", "Школы", "Контроль", "Сводка", "Рабочая группа", "Дорожные карты"]
    links = {name: section_link(page, name) for name in sections}
    approved = page.get_by_role("row").filter(has_text="утверждена")
    links["Карта"] = approved.get_by_role("link").first
    for name, link in links.items():
        link.click()
        page.wait_for_load_state("networkidle")
        weights[name] = scales.take()
    assert {n: w for n, w in weights.items() if sum(w.values()) > LATER_PAGE} == {}
