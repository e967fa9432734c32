import pytest
from playwright.sync_api import expect
from tests.browser.test_planner import *
from tests.browser.visitors import *
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
del test_methodologist_writes_the_plan, test_second_of_two_editors_sees_both_texts
def test_probe(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.METHODOLOGIST))
    page.on("request", lambda r: print(r.method, r.url))
    page.on("response", lambda r: print(r.status, r.url))
    open_the_draft(page)
    page.get_by_role("link", name="Добавить раздел").click()
    page.get_by_role("button", name="Сохранить раздел").click()
    expect(page.get_by_text("Напишите название раздела.").first).to_be_visible()
    page.get_by_label("Название раздела").fill(SECTION)

    b = page.locator("#submit-id-save").bounding_box()
    import sys
    mode = open("/tmp/mode").read().strip()
    print("MODE", mode)
    if mode == "wait": page.wait_for_timeout(1500); page.get_by_role("button", name="Сохранить раздел").click()
    if mode == "raw": page.mouse.click(b["x"]+20, b["y"]+20)
    if mode == "slow": page.mouse.move(b["x"]+20, b["y"]+20); page.wait_for_timeout(200); page.mouse.down(); page.wait_for_timeout(300); page.screenshot(path="/tmp/down.png"); page.mouse.up()
    if mode == "blur": page.locator("h1").click(); page.get_by_role("button", name="Сохранить раздел").click()
    if mode == "type": page.get_by_label("Номер").click(); page.get_by_role("button", name="Сохранить раздел").click()
    page.wait_for_timeout(1500)
    print("result", page.url)
