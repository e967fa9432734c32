"""The page of due-day rules, and the button that reads the words of a deadline."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from roadmaps.deadlines import Deadline, DeadlineKind
from roadmaps.forms import deadline_words
from schools.calendars import install_calendar
from schools.models import DueDayRules, RoleKind
from tests.factories import make_edition, make_measure, make_roadmap, make_section
from tests.posting import post
from tests.roadmaps.addresses import url

pytestmark = pytest.mark.django_db

DATA = {
    "version": 1,
    "on_day_off": "following",
    "monthly": "next_month",
    "monthly_day": 5,
    "quarterly": "last_day",
    "quarterly_day": 10,
    "yearly": "december",
    "continuous": "none",
    "undated": "month",
}


@pytest.fixture
def address(municipality):
    return reverse("roadmaps:due-day-rules", args=[municipality.slug])


@pytest.fixture
def measure(municipality):
    install_calendar()
    return make_measure(make_section(make_edition(make_roadmap(municipality))))


@pytest.fixture
def reads_as(monkeypatch):
    """Function that says what the recogniser makes of the words."""

    def set_reading(kind, **values):
        def read(text, plan=None, approved=None):
            return Deadline(text, DeadlineKind(kind), **values)

        monkeypatch.setattr(deadline_words, "read_deadline", read)

    return set_reading


def test_coordinator_sets_the_rules_and_the_journal_keeps_them(coordinator, municipality, address):
    answer = post(coordinator, address, DATA)
    assert answer.status_code == 302
    rules = DueDayRules.objects.get(municipality=municipality)
    assert (rules.monthly_day, rules.on_day_off, rules.undated) == (5, "following", "month")
    entry = AuditEntry.objects.get(object_type="правила сроков")
    assert entry.changes["monthly_day"] == ["10", "5"]
    assert entry.municipality == municipality.slug


def test_loser_sees_both_variants_whether_the_rules_were_new_or_not(
    coordinator, municipality, address
):
    post(coordinator, address, DATA)
    DueDayRules.objects.update(version=2, monthly_day=7)
    answer = post(coordinator, address, DATA)
    assert answer.status_code == 409
    assert "7" in answer.content.decode()
    assert DueDayRules.objects.get().monthly_day == 7


def test_twin_that_set_the_rules_first_is_not_overwritten(
    coordinator, municipality, address, monkeypatch
):
    DueDayRules.objects.create(municipality=municipality, monthly_day=3)
    unset = DueDayRules(municipality=municipality)
    found = iter([unset])
    queryset = type(DueDayRules.objects.all())
    of = queryset.of
    monkeypatch.setattr(queryset, "of", lambda rows, place: next(found, None) or of(rows, place))
    answer = post(coordinator, address, DATA)
    assert answer.status_code == 409
    assert DueDayRules.objects.get().monthly_day == 3


@pytest.mark.parametrize("number", ["31", "0", ""])
def test_day_that_is_not_in_every_month_is_refused(coordinator, address, number):
    answer = post(coordinator, address, DATA | {"monthly_day": number})
    assert answer.status_code == 422
    assert not DueDayRules.objects.exists()


def test_preset_is_shown_and_not_saved(coordinator, address):
    page = coordinator.get(address, {"preset": "by-last-day"}).content.decode()
    assert "Он ещё не сохранён" in page
    assert '<option value="last_day" selected>' in page
    assert not DueDayRules.objects.exists()


def test_page_shows_what_the_rules_give(coordinator, address):
    install_calendar()
    page = coordinator.get(address).content.decode()
    assert "не загружен" not in page
    assert page.count("за апрель") == 1


def test_methodologist_and_reader_do_not_open_it(client_as, address):
    assert client_as(RoleKind.METHODOLOGIST).get(address).status_code == 403
    assert client_as(RoleKind.OBSERVER).get(address).status_code == 403


def understand(client, measure, **data):
    values = {
        "version": measure.version,
        "action": "",
        "deadline_text": "ежемесячно",
        "deadline_kind": "other",
        "control_dates": "",
        "understand": "1",
    }
    return post(client, url("measure-update", measure.edition, measure.pk), values | data)


def test_words_fill_kind_and_dates_and_nothing_is_saved(coordinator, measure, reads_as):
    DueDayRules.objects.create(municipality=measure.municipality, monthly_day=1)
    reads_as("recurring_monthly")
    answer = understand(coordinator, measure, control_dates="15.03.2026", responsible_words="совет")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<option value="recurring_monthly" selected>' in page
    assert "30.04.2026, 01.06.2026" in page
    assert "перенесено с 01.05.2026: выходной" in page
    # What was typed stays, what gave way is named, and the empty field is not scolded yet.
    assert "Раньше в поле стояло: 15.03.2026" in page
    assert "совет" in page
    assert "Заполните это поле" not in page
    measure.refresh_from_db()
    assert (measure.version, measure.deadline_kind) == (1, "month")
    assert measure.control_dates.count() == 1


def test_same_opening_of_the_form_is_saved_after_the_words_were_read(
    coordinator, measure, reads_as
):
    """The key of the form is not spent by reading."""
    reads_as("recurring_monthly")
    key = {"form_key": "k" * 20}
    assert understand(coordinator, measure, **key).status_code == 422
    data = {
        "version": 1,
        "action": "Собрать справки",
        "deadline_text": "ежемесячно",
        "deadline_kind": "recurring_monthly",
        "control_dates": "30.04.2026",
        "responsible_text": "",
        "expected_result": "",
    }
    answer = post(coordinator, url("measure-update", measure.edition, measure.pk), data | key)
    assert answer.status_code == 302
    measure.refresh_from_db()
    assert measure.deadline_kind == "recurring_monthly"


def test_words_that_are_not_understood_change_nothing(coordinator, measure, reads_as):
    reads_as("other", needs_review=True, reason="срок не распознан")
    answer = understand(coordinator, measure, control_dates="15.03.2026", deadline_kind="month")
    page = answer.content.decode()
    assert "Слова срока не поняты: срок не распознан." in page
    assert "15.03.2026" in page
    assert '<option value="month" selected>' in page


def test_doubt_is_told(coordinator, measure, reads_as):
    reads_as("calendar_year", needs_review=True, reason="год вне срока плана")
    page = understand(coordinator, measure).content.decode()
    assert "Проверьте: год вне срока плана." in page


def test_second_of_two_first_savings_sees_both(coordinator, client_as, municipality):
    address = f"/{municipality.slug}/roadmaps/due-days/"
    form = coordinator.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields}
    other = client_as(RoleKind.HEAD)
    assert post(other, address, data | {"monthly_day": 5}).status_code == 302
    assert post(coordinator, address, data | {"monthly_day": 7}).status_code == 409
    assert DueDayRules.objects.get().monthly_day == 5


def test_number_is_asked_only_where_it_is_needed(coordinator, municipality):
    address = f"/{municipality.slug}/roadmaps/due-days/"
    form = coordinator.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields} | {"monthly_day": ""}
    assert post(coordinator, address, data | {"monthly": "next_month"}).status_code == 422
    assert post(coordinator, address, data | {"monthly": "last_day"}).status_code == 302
