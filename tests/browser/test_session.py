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


@pytest.mark.parametrize("javascript", [True])
def test_report_outlives_the_session(visitors, fresh_town):
    """With scripts the page stays as it was, the chosen file too."""
    director = fresh_town.user(RoleKind.DIRECTOR)
    page = visitors.sign_in(director)
    write_the_report(page, with_paper=True)
    end_the_session(page)
    notice = page.locator("#notice")
    expect(notice).to_contain_text("Сеанс закончился")
    expect(notice).to_be_in_viewport()
    expect(notice).to_be_focused()
    expect(page.get_by_label("Что сделано")).to_have_value(TYPED)
    assert stored() == (0, 0, 0, 0)

    sign_in_beside(page, director)
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.locator("main").get_by_text("Отчёт отправлен на проверку.")).to_be_visible()
    assert stored() == (1, 1, 1, 1)
    assert CheckpointEvent.objects.get().text == TYPED


@pytest.mark.parametrize("javascript", [False])
def test_report_is_kept_by_the_page_of_an_ended_session(visitors, fresh_town):
    """Without scripts the next page holds the words and sends them when one has signed in."""
    director = fresh_town.user(RoleKind.DIRECTOR)
    page = visitors.sign_in(director)
    write_the_report(page, with_paper=False)
    end_the_session(page)
    expect(heading(page)).to_have_text("Форма пока не отправлена")
    expect(page.locator("main")).to_contain_text(TYPED)
    assert stored() == (0, 0, 0, 0)

    sign_in_beside(page, director)
    # The sign-in has changed the protection key of the page; the browser vouches for it instead.
    page.get_by_role("button", name="Отправить ещё раз").click()
    expect(page.locator("main").get_by_text("Отчёт отправлен на проверку.")).to_be_visible()
    assert stored() == (1, 1, 0, 1)
    assert CheckpointEvent.objects.get().text == TYPED


@pytest.mark.parametrize("javascript", [False])
def test_report_with_a_paper_is_not_sent_without_it(visitors, fresh_town):
    """A browser gives a file to a page once; the words are there to be copied."""
    director = fresh_town.user(RoleKind.DIRECTOR)
    page = visitors.sign_in(director)
    write_the_report(page, with_paper=True)
    end_the_session(page)
    expect(page.locator("main")).to_contain_text(TYPED)
    expect(page.get_by_role("button", name="Отправить ещё раз")).to_have_count(0)
    sign_in_beside(page, director)
    page.get_by_role("link", name="Открыть форму заново").click()
    fill_the_report(page, with_paper=True)
    page.get_by_role("button", name="Отправить отчёт").click()
    expect(page.locator("main").get_by_text("Отчёт отправлен на проверку.")).to_be_visible()
    assert stored() == (1, 1, 1, 1)


def write_the_report(page, *, with_paper):
    page.get_by_role("link", name="Отчитаться").first.click()
    fill_the_report(page, with_paper=with_paper)


def fill_the_report(page, *, with_paper):
    page.get_by_label("Что сделано").fill(TYPED)
    if with_paper:
        page.locator("#reportform_files").set_input_files(pdf("Справка.pdf"))


def end_the_session(page):
    """It ends while the person types; the report is sent after that."""
    Session.objects.all().delete()
    page.get_by_role("button", name="Отправить отчёт").click()


def stored():
    """Numbers of reported checkpoints, events, files and spent keys of forms."""
    reported = Checkpoint.objects.filter(state="reported")
    files = StoredFile.objects.filter(name="Справка.pdf")
    counted = (reported, CheckpointEvent.objects, files, FormKey.objects)
    return tuple(rows.count() for rows in counted)


def sign_in_beside(page, user):
    """By the link of the message, which opens another tab."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name="в соседней вкладке").click()
    fill_sign_in(opened.value, user)
    opened.value.close()
