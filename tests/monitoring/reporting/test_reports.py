"""Reports of a past day against tables written by hand, in every format, for every role."""

import datetime
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from accounts.models import AuditEntry
from jobs.kinds import may_have
from jobs.models import Job
from lib import pdf
from monitoring.reporting import jobs
from monitoring.reporting.asked import Asked
from monitoring.reporting.catalogue import KINDS
from monitoring.reporting.paper import Band, shown
from monitoring.reporting.parties import asked_for
from schools.access import access_to
from schools.models import RoleKind
from tests.databases import shared_out
from tests.factories import (
    make_checkpoint,
    make_event,
    make_municipality,
    make_school,
    make_user,
    make_user_as,
)
from tests.monitoring.reporting.formats import (
    body_of,
    words_of_excel,
    words_of_page,
    words_of_pdf,
    words_of_word,
)
from tests.monitoring.reporting.town import day, make_town, rename_everything
from tests.posting import fetch

pytestmark = pytest.mark.django_db

TODAY = day("26.11")
DAYS = ("10.09", "24.09", "27.09", "01.10", "07.10", "20.10", "30.11")
HEAD = "Начальник Г. Г."


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("schools.models.Municipality.today", lambda self: TODAY)


@pytest.fixture
def town():
    return make_town()


def paper_of(town, code, on, user=None, **conditions):
    user = user or make_user_as(RoleKind.COORDINATOR, town.municipality)
    access = access_to(user, town.municipality)
    with scope(municipality=[town.municipality.pk]):
        return KINDS[code].build(Asked(access, day(on), **conditions)).paper()


def cells(table):
    """Rows of the table in words, no-break spaces as spaces."""
    return [
        row.text if isinstance(row, Band) else " | ".join(map(shown, row)).replace("\u00a0", " ")
        for row in table.rows
    ]


# Раздел | По плану | Принято | % | На проверке | Просрочено | Срок впереди | Снято | Перенесено
PROGRESS = {
    "10.09": [
        "Карта поддержки",
        "Кадры | 3 | 0 | 0 | 0 | 0 | 3 | 0 | 0",
        "Мониторинг | 1 | 0 | 0 | 0 | 0 | 1 | 0 | 0",
        "Всего | 4 | 0 | 0 | 0 | 0 | 4 | 0 | 0",
    ],
    "24.09": [
        "Карта поддержки",
        "Кадры | 3 | 0 | 0 | 1 | 0 | 2 | 0 | 1",
        "Мониторинг | 1 | 0 | 0 | 0 | 0 | 1 | 0 | 0",
        "Всего | 4 | 0 | 0 | 1 | 0 | 3 | 0 | 1",
    ],
    "27.09": [
        "Карта поддержки",
        "Кадры | 3 | 0 | 0 | 0 | 1 | 2 | 0 | 1",
        "Мониторинг | 1 | 0 | 0 | 0 | 0 | 1 | 0 | 0",
        "Всего | 4 | 0 | 0 | 0 | 1 | 3 | 0 | 1",
    ],
    "07.10": [
        "Карта поддержки",
        "Кадры | 3 | 1 | 33 | 1 | 0 | 1 | 0 | 1",
        "Мониторинг | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0",
        "Всего | 4 | 1 | 25 | 1 | 1 | 1 | 0 | 1",
    ],
    "12.10": [
        "Карта поддержки",
        "Кадры | 1 | 0 | — | 0 | 0 | 0 | 1 | 0",
        "Мониторинг и оценка | 3 | 2 | 67 | 0 | 0 | 1 | 0 | 2",
        "Всего | 4 | 2 | 67 | 0 | 0 | 1 | 1 | 2",
    ],
}
REASONS = [
    "1 | Составить справку | Школа № 1 | отменено | 10.10.2026 | Начальник Г. Г. | "
    "Исключено приказом от 10.10.2026 № 77.",
    "2 | Провести семинар для завучей | Школа № 1 | отчёт возвращён | 26.09.2026 | "
    "Координатор В. В. | Нет списка участников",
    "3 | Провести семинар для завучей | Школа № 2 | срок 25.09.2026 → 05.10.2026 | 23.09.2026 | "
    "Начальник Г. Г. | Карантин",
    "4 | Провести диагностику | Методический кабинет | срок 30.09.2026 → 30.11.2026 | "
    "10.10.2026 | Начальник Г. Г. | Изменено приказом от 10.10.2026 № 77.",
]


@pytest.mark.parametrize("on", PROGRESS)
def test_progress_on_five_days(town, on):
    sections, reasons = paper_of(town, "progress", on).tables
    assert cells(sections) == PROGRESS[on]
    if on == "12.10":
        assert cells(reasons) == REASONS
    rename_everything(town)
    assert cells(paper_of(town, "progress", on).tables[0]) == PROGRESS[on]


def test_progress_of_a_period_counts_by_the_date_of_the_plan(town):
    """What was moved out of September was still planned for it."""
    conditions = {"first": day("01.09"), "last": day("29.09")}
    paper = paper_of(town, "progress", "07.10", **conditions)
    assert cells(paper.tables[0])[-1] == "Всего | 2 | 1 | 50 | 1 | 0 | 0 | 0 | 1"
    assert paper.lines == ("Мероприятия со сроком по плану за период с 01.09.2026 по 29.09.2026.",)


SCHOOL = [
    "Предстоит сдать: 1",
    "1 | Составить справку | Кадры | 15.10.2026 | 15.10.2026 | запланировано | ",
    "Принято: 1",
    "2 | Провести семинар | Кадры | 25.09.2026 | 25.09.2026 | принято 30.09.2026 | "
    "отчёт 29.09.2026, 2 подтверждения",
]


def test_school_report(town):
    paper = paper_of(town, "school", "07.10", school=town.first.pk)
    assert cells(paper.tables[0]) == SCHOOL
    assert paper.lines == (
        "Школа № 1",
        "На контроле: 2, принято: 1, отчёт ждёт приёмки: 0, просрочено: 0, срок впереди: 1, "
        "сдано в срок: 0 %, переносов: 0.",
    )
    rename_everything(town)
    again = paper_of(town, "school", "07.10", school=town.first.pk)
    assert (again.lines, cells(again.tables[0])) == (paper.lines, SCHOOL)


def test_school_without_a_duty_has_no_numbers(town):
    other = make_school(town.municipality, short_name="Школа № 9")
    paper = paper_of(town, "school", "07.10", school=other.pk)
    assert (paper.lines, paper.tables[0].rows) == (("Школа № 9",), ())


# № | Исполнитель | Контроль | Принято | В срок | Проверка | Просрочено | Давний срок | Переносов
EXECUTORS = [
    "1 | Ковалёва Н. П. | 1 | 0 | нет данных | 0 | 1 | 20.09.2026 | 0",
    "2 | Методический кабинет | 1 | 0 | нет данных | 0 | 1 | 30.09.2026 | 0",
    "3 | Центр развития | 1 | 1 | 100 | 0 | 0 |  | 0",
    "4 | Школа № 1 | 2 | 1 | 0 | 0 | 0 |  | 0",
    "5 | Школа № 2 | 1 | 0 | 0 | 1 | 0 |  | 1",
    " | Всего | 6 | 2 | 33 | 1 | 2 |  | 1",
]


def test_executors_are_not_schools_alone(town):
    assert cells(paper_of(town, "executors", "07.10").tables[0]) == EXECUTORS
    one = paper_of(town, "executors", "07.10", party=f"unit-{town.unit.pk}")
    assert one.lines[0] == "Методический кабинет"
    assert cells(one.tables[0]) == [
        "Предстоит сдать: 1",
        "1 | Провести диагностику | Мониторинг | 30.09.2026 | 30.09.2026 | просрочено на 7 дней | ",
    ]
    rename_everything(town)
    assert cells(paper_of(town, "executors", "07.10").tables[0]) == EXECUTORS


MOVES = [
    "1 | Провести диагностику | Методический кабинет | 30.09.2026 → 30.11.2026 | 1 | 61 | "
    "Начальник Г. Г., 10.10.2026 | Изменено приказом от 10.10.2026 № 77.",
    "2 | Провести семинар для завучей | Школа № 2 | 25.09.2026 → 05.10.2026 | 1 | 10 | "
    "Начальник Г. Г., 23.09.2026 | Карантин",
]


def test_what_is_not_read_for_a_report_is_not_of_it(town):
    """The narrowed reading finds all that reading everything does, on every day and period."""
    access = access_to(make_user_as(RoleKind.COORDINATOR, town.municipality), town.municipality)
    found = set()
    with scope(municipality=[town.municipality.pk]):
        for on, first, last in product(DAYS, DAYS, DAYS):
            asked = Asked(access, day(on), day(first), day(last))
            rows = [r for r in asked.standings() if r.is_due_between(asked.first, asked.last)]
            assert asked_for(asked) == rows
            found |= {row.pk for row in rows}
    assert found == {point.pk for point in town.points.values()}


def test_moves_have_their_chain_grantor_and_reason(town):
    paper = paper_of(town, "moves", "12.10")
    assert cells(paper.tables[0]) == MOVES
    assert paper.lines[0].replace("\u00a0", " ") == (
        "Сроки изменены у 2 точек, всего 2 переноса: по запросу — 1, приказом — 1."
    )
    assert cells(paper_of(town, "moves", "10.09").tables[0]) == []
    only = paper_of(town, "moves", "12.10", first=day("01.10"), last=day("31.10"))
    assert len(only.tables[0].rows) == 1
    rename_everything(town)
    assert cells(paper_of(town, "moves", "12.10").tables[0]) == MOVES


# --- pages and files


def address(place, code, form=None):
    arguments = {"municipality": place.slug, "code": code} | ({"form": form} if form else {})
    return reverse("monitoring:report-file" if form else "monitoring:report", kwargs=arguments)


@pytest.mark.once
@pytest.mark.parametrize(
    ("code", "more"),
    [("progress", ""), ("school", "&school={first}"), ("executors", ""), ("moves", "")],
)
def test_every_format_says_the_same(town, client, code, more):
    client.force_login(make_user_as(RoleKind.COORDINATOR, town.municipality))
    query = f"?on=2026-10-12{more.format(first=town.first.pk)}"
    page = fetch(client, address(town.municipality, code) + query)[1]
    files = {
        form: fetch(client, address(town.municipality, code, form) + query)[1]
        for form in ("pdf", "docx", "xlsx")
    }
    texts = [
        words_of_pdf(files["pdf"])[0],
        words_of_word(files["docx"]),
        words_of_excel(files["xlsx"]),
    ]
    bodies = {body_of(text, "по состоянию на 12 октября 2026 г.") for text in texts}
    assert len(bodies) == 1
    (body,) = bodies
    assert words_of_page(page).lower().endswith(body)
    assert AuditEntry.objects.filter(verb="export").count() == 3


READERS = {RoleKind.TUTOR, RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR}


@pytest.mark.parametrize("kind", shared_out(RoleKind))
def test_schools_have_reports_about_themselves_alone(town, client, kind):
    of_school = kind in READERS
    place = {"school": town.first} if of_school else {}
    client.force_login(make_user_as(kind, town.municipality, **place))
    for code in KINDS:
        allowed = not of_school or code in ("school", "moves")
        for form in (None, "xlsx"):
            query = f"?school={town.first.pk}&on=2026-10-12"
            status, body = fetch(client, address(town.municipality, code, form) + query)
            assert status == (200 if allowed else 403), (code, form)
            if allowed and of_school and not form:
                assert "Школа № 2" not in body.decode()
    listed = client.get(reverse("monitoring:report-list", args=[town.municipality.slug]))
    shown_kinds = [kind.code for kind, _ in listed.context["reports"]]
    assert shown_kinds == (["school", "moves"] if of_school else list(KINDS))
    # Another school is not in the list, whatever the address says.
    other = fetch(client, address(town.municipality, "school") + f"?school={town.second.pk}")
    assert other[0] == (422 if of_school else 200)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("on=2026-11-27", "Этот день ещё не наступил"),
        ("on=31.02.2026", "Укажите дату так: 15.04.2026."),
        ("on=0020-01-01", "Проверьте год"),
        ("first=2026-10-01&last=2026-09-01", "Период кончается раньше, чем начинается"),
        ("on=2026-09-10&first=2026-10-01", "Период начинается после дня"),
        ("first=вчера", "Укажите дату так: 15.04.2026."),
    ],
)
def test_contradictory_conditions_are_told_and_kept(town, client, query, words):
    client.force_login(make_user_as(RoleKind.COORDINATOR, town.municipality))
    where = address(town.municipality, "moves")
    response = client.get(f"{where}?{query}")
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert query.rpartition("=")[2] in page
    assert "paper" not in response.context
    refused = client.get(f"{address(town.municipality, 'moves', 'pdf')}?{query}")
    assert refused.status_code == 403


def test_a_period_of_the_future_is_good_for_what_is_planned(town, client):
    client.force_login(make_user_as(RoleKind.COORDINATOR, town.municipality))
    where = address(town.municipality, "progress")
    assert client.get(f"{where}?on=2026-09-10&first=2026-10-01").status_code == 200


def test_strange_report_school_and_form_are_refused(town, client):
    client.force_login(make_user_as(RoleKind.COORDINATOR, town.municipality))
    place = town.municipality
    assert client.get(address(place, "weather")).status_code == 404
    assert client.get(address(place, "moves", "doc")).status_code == 404
    assert client.get(address(place, "school")).status_code == 200
    assert client.get(address(place, "school", "pdf")).status_code == 403
    assert client.get(address(place, "school") + "?school=0").status_code == 422


@pytest.mark.parametrize("code", list(KINDS))
def test_number_of_queries_does_not_depend_on_the_number_of_rows(town, client, code):
    client.force_login(make_user_as(RoleKind.COORDINATOR, town.municipality))
    where = f"{address(town.municipality, code)}?school={town.first.pk}&on=2026-10-12"

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(where).status_code == 200
        return len(captured)

    few = queries()
    by = make_user()
    for number in range(30):
        school = town.first if number % 2 else make_school(town.municipality)
        point = make_checkpoint(
            school=school, measure=town.measures["study"], due_on=day("01.10") + days(number)
        )
        at = datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC)
        dates = {"old_due_on": day("01.09"), "new_due_on": point.due_on}
        make_event(point, "move_date", by=by, at=at, **dates)
    assert queries() <= few


def days(number):
    return datetime.timedelta(days=number)


def test_large_report_is_made_by_a_job_the_same(client, monkeypatch):
    place = make_municipality()
    school = make_school(place)
    measure = make_checkpoint(school=school).measure
    for number in range(40):
        make_checkpoint(
            school=school, measure=measure, text="Дело " * 300, due_on=day("01.10") + days(number)
        )
    user = make_user_as(RoleKind.COORDINATOR, place)
    client.force_login(user)
    where = address(place, "school", "pdf")
    response = client.get(f"{where}?school={school.pk}&on=2026-10-12")
    job = Job.objects.get()
    assert (response.status_code, response["Location"]) == (302, job.get_absolute_url())
    assert may_have(job)
    outcome = jobs.REPORT_PDF.run(job, lambda *told: None)
    assert outcome.data.startswith(b"%PDF")
    printed = []
    monkeypatch.setattr(
        "monitoring.views.reports.pdf_or_job",
        lambda html, name, **asked: printed.append(html) or pdf.pdf_response(b"", name),
    )
    client.get(f"{where}?school={school.pk}&on=2026-10-12")
    assert pdf.fingerprint(printed[0]) == outcome.content_hash
    user.roles.update(until=datetime.date(2001, 1, 1))
    assert not may_have(Job.objects.get())


def test_report_too_large_for_one_file_says_what_to_do(client, monkeypatch, town):
    monkeypatch.setattr("monitoring.reporting.writing.MAX_CHARACTERS", 1000)
    client.force_login(make_user_as(RoleKind.COORDINATOR, town.municipality))
    response = client.get(address(town.municipality, "executors", "pdf"))
    assert response.status_code == 403
    assert "Сузьте период" in response.content.decode()
    assert client.get(address(town.municipality, "executors", "xlsx")).status_code == 200


def test_long_report_is_cut_on_the_page_alone_and_says_so(client, monkeypatch, town):
    monkeypatch.setattr("monitoring.templatetags.reports.PAGE_ROWS", 2)
    client.force_login(make_user_as(RoleKind.COORDINATOR, town.municipality))
    page = client.get(address(town.municipality, "executors") + "?on=2026-10-07").content.decode()
    assert "строк: 2 из 6" in page
    assert ("Ковалёва" in page, "Центр развития</td>" in page) == (True, False)
    book = fetch(client, address(town.municipality, "executors", "xlsx") + "?on=2026-10-07")[1]
    assert "центрразвития" in words_of_excel(book).lower()
