"""The session ends while somebody types: the words stay, nothing is stored by halves."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.models import FormKey
from files.models import StoredFile
from monitoring.models import Checkpoint, CheckpointEvent
from schools.models import RoleKind
from tests.browser.papers import pdf
from tests.browser.visitors import fill_sign_in, heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TYPED = "Обследование проведено, справка приложена."


def test_report_outlives_the_session(visitors, fresh_town, javascript):
    director = fresh_town.user(RoleKind.DIRECTOR)
    page = visitors.sign_in(director)
    page.get_by_role("link", name="Отчитаться").first.click()
    page.get_by_label("Что сделано").fill(TYPED)
    page.get_by_label("Подтверждающие документы").set_input_files(pdf("Справка.pdf"))

    Session.objects.all().delete()
    page.get_by_role("button", name="Отправить отчёт").click()
    if javascript:
        stay_on_the_page(page)
    else:
        read_the_page_that_keeps_the_words(page)
    assert stored() == (0, 0, 0, 0)

    sign_in_beside(page, director)
    send_again(page, javascript)
    files = 1 if javascript else 0  # Without JavaScript the page itself has gone, files with it.
    assert stored() == (1, 1, files, 1)
    assert CheckpointEvent.objects.get().text == TYPED


def stored():
    """Numbers of reported checkpoints, events, files and spent keys of forms."""
    reported = Checkpoint.objects.filter(state="reported")
    counted = (reported, CheckpointEvent.objects, report_files(), FormKey.objects)
    return tuple(rows.count() for rows in counted)


def report_files():
    return StoredFile.objects.filter(name="Справка.pdf")


def stay_on_the_page(page):
    notice = page.locator("#notice")
    expect(notice).to_contain_text("Сеанс")
    expect(notice).to_be_in_viewport()
    expect(page.get_by_label("Что сделано")).to_have_value(TYPED)


def read_the_page_that_keeps_the_words(page):
    expect(heading(page)).to_have_text("Форма пока не отправлена")
    expect(page.locator("main")).to_contain_text("Сеанс закончился")
    expect(page.locator("main")).to_contain_text(TYPED)
    expect(page.locator("main")).to_contain_text("приложите их заново")


def sign_in_beside(page, user):
    """By the link of the message, which opens another tab."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name="в соседней вкладке").click()
    fill_sign_in(opened.value, user)
    opened.value.close()


def send_again(page, javascript):
    name = "Отправить отчёт" if javascript else "Отправить ещё раз"
    page.get_by_role("button", name=name).click()
    if not javascript:
        # The sign-in has changed the protection key of the page, which cannot learn of it.
        expect(page.locator("main")).to_contain_text("до входа в систему")
        page.get_by_role("button", name=name).click()
    expect(page.get_by_text("Отчёт отправлен на проверку.")).to_be_visible()
