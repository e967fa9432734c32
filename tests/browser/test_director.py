import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_director_signs_in(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user("director"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Что сдать")
    print(page.locator("main").inner_text()[:1500])
