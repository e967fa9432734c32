"""What a school's line carries: the first page and a later one, compressed as a server sends it."""

import gzip

import pytest

from schools.models import RoleKind
from tests.browser.visitors import fill_sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST_PAGE, LATER_PAGE = 120 * 1024, 30 * 1024


class Scales:
    """Weighs what comes over the line, caches at work."""

    def __init__(self, page):
        self.weights = {}
        page.on("requestfinished", self.weigh)

    def weigh(self, request):
        body = request.response().body()
        is_packed = request.url.endswith((".woff2", ".png"))
        self.weights[request.url] = len(body if is_packed else gzip.compress(body))

    def take(self):
        """Sum since the last time, for the pages opened meanwhile."""
        weights, self.weights = self.weights, {}
        return weights


@pytest.mark.parametrize("javascript", [True])
def test_first_page_is_light_and_later_ones_are_lighter(visitors, lived_in_town):
    page = visitors.window()
    scales = Scales(page)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    first = scales.take()
    assert any(url.endswith(".woff2") for url in first)
    assert sum(first.values()) <= FIRST_PAGE, first
    print("first", sum(first.values()), first)

    fill_sign_in(page, lived_in_town.user(RoleKind.COORDINATOR))
    scales.take()
    for section in ("Дорожные карты", "Приказы", "Школы", "Контроль", "Сводка", "Люди и роли"):
        page.get_by_role("navigation").get_by_role("link", name=section).first.click()
        page.wait_for_load_state("networkidle")
        later = scales.take()
        print(section, sum(later.values()), later)
        assert sum(later.values()) <= LATER_PAGE, (section, later)
