"""Long texts outlive a lost connection and an ended session, and nobody else sees them."""

import pytest
from playwright.sync_api import expect

from monitoring.models import CheckpointEvent, DateRequest
from roadmaps.models import Measure
from schools.models import RoleKind
from tests.browser.visitors import fill_sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("javascript", [True], ids=["js"]),
]

TYPED = "Обследование проведено, справка приложена."
REASON = "Специалист заболел, обследование проведём позже."
KEPT = """Object.keys(localStorage).filter(key => key.startsWith("draft:"))
  .map(key => JSON.parse(localStorage[key]).text)"""
NO_LINE = "Связи нет. Текст сохранён в этом браузере"
BACK = "Вернуть набранный текст от"
# A text of 31 days ago, and more than the browser is given.
OLD = """user => localStorage.setItem(`draft:${user}:/old/:text`,
  JSON.stringify({time: Date.now() - 31 * 24 * 3600 * 1000, text: "старое"}))"""
MUCH = """user => [1, 2, 3, 4].forEach(n => localStorage.setItem(`draft:${user}:/much-${n}/:text`,
  JSON.stringify({time: Date.now() - 3600000 + n, text: n + "я".repeat(300000)})))"""


def open_report(page):
    page.get_by_role("link", name="Отчитаться").first.click()
    return page.get_by_label("Что сделано")


def kept(page):
    return page.evaluate(KEPT)


def wait_for_kept(page, text):
    page.wait_for_function(f"text => ({KEPT}).includes(text)", arg=text)


def test_lost_connection_loses_nothing(visitors, fresh_town):
    page = visitors.sign_in(fresh_town.user(RoleKind.DIRECTOR))
    # --- htmx sends the report
    field = open_report(page)
    card = page.url.removesuffix("report/")
    page.context.set_offline(True)
    field.fill(TYPED)
    button = page.get_by_role("button", name="Отправить отчёт")
    button.click()
    told = page.get_by_role("alert").filter(has_text=NO_LINE)
    expect(told).to_be_in_viewport()
    assert told.bounding_box()["y"] < button.bounding_box()["y"]
    assert kept(page) == [TYPED]
    page.context.set_offline(False)
    expect(page.locator("main").get_by_text("Связь появилась. Отправьте ещё раз.")).to_be_visible()

    # The browser believes to be on the line, and the answer does not come.
    page.route("**/report/", lambda route: route.abort())
    button.click()
    expect(told).to_be_visible()
    expect(page.locator("main").get_by_text("Нет связи с сервером")).to_have_count(0)
    page.unroute("**/report/")
    # The browser and htmx say so themselves.
    broken = (
        "net::ERR_FAILED",
        "net::ERR_INTERNET_DISCONNECTED",
        "htmx:afterRequest",
        "htmx:sendError",
    )
    visitors.faults[:] = [fault for fault in visitors.faults if not any(b in fault for b in broken)]
    button.click()
    expect(page.locator("main").get_by_text("Отчёт отправлен на проверку.")).to_be_visible()
    assert CheckpointEvent.objects.get().text == TYPED
    page.wait_for_function(f"() => !({KEPT}).length")

    # --- a plain form, on the card of another checkpoint
    page.goto("/")
    page.get_by_role("link", name="Отчитаться").first.click()
    assert not page.url.startswith(card)
    page.get_by_role("link", name="Попросить перенести").click()
    page.get_by_label("Новый срок").fill("2090-05-05")
    page.context.set_offline(True)
    page.get_by_label("Причина").fill(REASON)
    send = page.get_by_role("button", name="Отправить запрос")
    send.click()
    expect(told).to_be_in_viewport()
    page.context.set_offline(False)
    # A refused form keeps the text: it has not been taken.
    page.get_by_label("Новый срок").fill("2020-05-05")
    send.click()
    expect(page.locator(".errors")).to_be_visible()
    assert kept(page) == [REASON]
    expect(page.get_by_role("button", name=BACK)).to_have_count(0)
    page.get_by_label("Новый срок").fill("2090-05-05")
    send.click()
    expect(page.locator("main").get_by_text("Запрос отправлен.")).to_be_visible()
    assert DateRequest.objects.get().reason == REASON
    assert kept(page) == []


def test_text_waits_for_its_own_person(visitors, fresh_town):
    director, other = fresh_town.users[RoleKind.DIRECTOR][:2]
    page = visitors.sign_in(director)
    open_report(page).fill(TYPED)
    form = page.url
    wait_for_kept(page, TYPED)
    page.context.clear_cookies()
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.locator("#notice")).to_contain_text("Сеанс закончился")
    assert kept(page) == [TYPED]

    page.goto("/")
    fill_sign_in(page, other)
    page.goto(form)
    assert TYPED not in page.content()
    page.goto(open_other(page))
    expect(page.get_by_label("Что сделано")).to_have_value("")
    expect(page.get_by_role("button", name=BACK)).to_have_count(0)
    # The other one signs out: the text of the first one is not touched.
    sign_out(page)
    assert kept(page) == [TYPED]

    page.goto(form)
    fill_sign_in(page, director)
    expect(page.get_by_label("Что сделано")).to_have_value("")
    page.get_by_role("button", name=BACK).press("Enter")
    field = page.get_by_label("Что сделано")
    expect(field).to_have_value(TYPED)
    expect(field).to_be_focused()
    expect(page.get_by_role("button", name=BACK)).to_have_count(0)

    page.reload()
    page.get_by_role("button", name="Удалить").click()
    assert kept(page) == []
    page.reload()
    expect(page.get_by_role("button", name=BACK)).to_have_count(0)

    me = page.locator("body").get_attribute("data-user")
    page.evaluate(OLD, me)
    page.reload()
    assert kept(page) == []
    page.evaluate(MUCH, me)
    field.fill(TYPED)
    wait_for_kept(page, TYPED)
    # The oldest has made room.
    assert sorted(text[:1] for text in kept(page)) == ["2", "3", "4", "О"]
    sign_out(page)
    assert kept(page) == []

    # «Понять слова срока» shows the form once more and saves nothing: the text is kept.
    coordinator = fresh_town.user(RoleKind.COORDINATOR)
    fill_sign_in(page, coordinator)
    draft = Measure.objects.filter(section__edition__state="draft").first()
    page.goto(f"/{fresh_town.municipality.slug}/roadmaps/measures/{draft.pk}/edit/")
    page.get_by_label("Ожидаемый результат").fill(TYPED)
    page.get_by_role("button", name="Понять слова срока").click()
    expect(page.locator("main").get_by_text("Понято так")).to_be_visible()
    page.wait_for_timeout(300)
    assert kept(page) == [TYPED]
    page.get_by_role("button", name="Сохранить мероприятие").click()
    page.wait_for_url("**/editions/**")
    assert kept(page) == []


def open_other(page):
    """Address of a report that this person owes."""
    page.goto("/")
    return page.get_by_role("link", name="Отчитаться").first.get_attribute("href")


def sign_out(page):
    page.get_by_label("Меню:").click()
    page.get_by_role("button", name="Выйти").click()
    page.get_by_label("Пароль").wait_for()
    # The field is there before the scripts of its page, which forget the drafts, have run.
    page.wait_for_load_state()
