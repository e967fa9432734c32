"""The matrix schools × measures: who sees what, the most urgent state, papers, address."""

import datetime
import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from jobs.models import Job
from monitoring import jobs
from monitoring.matrix_paper import PAPERS
from monitoring.models import Checkpoint
from schools.models import RoleKind
from tests.bench.pages import municipality_with_checkpoints
from tests.factories import (
    approve,
    make_checkpoint,
    make_edition,
    make_measure,
    make_municipality,
    make_roadmap,
    make_school,
    make_section,
    make_user,
    make_user_as,
)
from tests.posting import post

pytestmark = pytest.mark.django_db


class Plan:
    """Two schools, two measures: one of the schools' and one of the department's."""

    def __init__(self):
        self.place = make_municipality()
        self.today = self.place.today()
        self.schools = [make_school(self.place, short_name=f"Школа «{n}»") for n in "АБ"]
        self.roadmap = make_roadmap(self.place, schools=self.schools)
        section = make_section(approve(make_edition(self.roadmap)), title="Кадры & опыт")
        self.measures = [
            make_measure(section, schools=True, text="Провести <семинар>"),
            make_measure(section, text="Собрать отчёт"),
        ]

    def add(self, days, state="planned", *, school=0, measure=0):
        values = {"state": state, "due_on": self.today + datetime.timedelta(days=days)}
        if state == "reported":
            values["reported_by"] = make_user()
        if school is None:
            values["municipality"] = self.place
        else:
            values["school"] = self.schools[school]
        return make_checkpoint(measure=self.measures[measure], **values)

    def url(self, name="matrix", **query):
        return reverse(f"monitoring:{name}", args=[self.place.slug, self.roadmap.pk], query=query)

    def cell(self, page, school, measure=0):
        """Words of the cell, or None when it is empty."""
        key = self.schools[school].pk if school is not None else 0
        found = re.search(rf'<td id="cell-{self.measures[measure].pk}-{key}">(.*?)</td>', page)
        return found and " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


@pytest.fixture
def plan():
    return Plan()


def page_of(client, plan, kind=RoleKind.COORDINATOR, *, of=None, **query):
    client.force_login(make_user_as(kind, plan.place, school=of))
    response = client.get(plan.url(**query))
    assert response.status_code == 200
    return response.content.decode()


def said(plan, days):
    day = plan.today + datetime.timedelta(days=days)
    return f"{day:%d.%m}" if day.year == plan.today.year else f"{day:%d.%m.%y}"


def test_cell_says_the_most_urgent_state_with_its_date_in_words_too(client, plan):
    plan.add(-40, "accepted")
    late = plan.add(-3, "started")
    plan.add(20)
    plan.add(5, "reported", school=1)
    plan.add(9, school=None, measure=1)
    page = page_of(client, plan)
    assert plan.cell(page, 0) == f"просрочено {said(plan, -3)} ×3 срока"
    assert plan.cell(page, 1) == f"отчёт на проверке {said(plan, 5)}"
    assert plan.cell(page, None, 1) == f"запланировано {said(plan, 9)}"
    assert plan.cell(page, 0, 1) is None
    card = reverse("monitoring:checkpoint", args=[plan.place.slug, late.pk])
    assert f'href="{card}" hx-get="{card}"' in page
    assert "Провести &lt;семинар&gt;" in page
    assert "Кадры &amp; опыт" in page
    assert "Управление и другие" in page


def test_school_sees_its_own_column_and_rows_alone(client, plan):
    plan.add(5)
    plan.add(6, school=1)
    plan.add(7, school=None, measure=1)
    page = page_of(client, plan, RoleKind.DIRECTOR, of=plan.schools[0])
    assert plan.cell(page, 0) == f"запланировано {said(plan, 5)}"
    assert plan.cell(page, 1) is None
    assert "Школа «Б»" not in page
    assert "Собрать отчёт" not in page
    assert "Управление и другие" not in page


def test_filter_of_the_address_leaves_its_cells_alone(client, plan):
    plan.add(-3)
    plan.add(6, school=1)
    page = page_of(client, plan, overdue="on")
    assert plan.cell(page, 0)
    assert plan.cell(page, 1) is None
    assert '<th scope="col"><span>Школа «Б»' not in page


@pytest.mark.parametrize("query", [{"school": "нет"}, {"state": "x"}, {"section": "9" * 30}])
def test_malformed_filter_shows_nothing_and_says_so(client, plan, query):
    plan.add(6)
    page = page_of(client, plan, **query)
    assert plan.cell(page, 0) is None
    assert "ничего не нашлось" in page


def test_plan_that_is_not_in_force_leads_to_its_page(client, plan):
    plan.add(6)
    type(plan.measures[0].section.edition).objects.update(state="annulled", annulled_on=plan.today)
    client.force_login(make_user_as(RoleKind.COORDINATOR, plan.place))
    assert client.get(plan.url()).headers["Location"] == plan.url("roadmap")
    assert client.get(plan.url("matrix-export")).status_code == 404


def test_page_costs_the_same_queries_whatever_its_size(client):
    counts = []
    for measures, schools in ((1, 1), (12, 30)):
        place = municipality_with_checkpoints(measures=measures, schools=schools)
        roadmap = Checkpoint.objects.filter(municipality=place).first().edition.roadmap
        client.force_login(make_user_as(RoleKind.COORDINATOR, place))
        address = reverse("monitoring:matrix", args=[place.slug, roadmap.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15


def test_book_has_the_same_in_words(client, plan):
    plan.add(-3)
    plan.add(20)
    plan.add(6, "accepted", school=1)
    client.force_login(make_user_as(RoleKind.COORDINATOR, plan.place))
    response = client.get(plan.url("matrix-export"))
    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    day = plan.today - datetime.timedelta(days=3)
    assert rows[2] == ("Мероприятие", "Школа «А»", "Школа «Б»")
    assert rows[4][1] == f"просрочено, {day:%d.%m.%Y} (2)"
    assert rows[4][2].startswith("принято, ")
    assert sheet.freeze_panes == "B4"


def test_paper_divides_many_schools_among_sheets_and_loses_none(client, monkeypatch):
    place = municipality_with_checkpoints(measures=2, schools=30)
    roadmap = Checkpoint.objects.filter(municipality=place).first().edition.roadmap
    printed = []
    monkeypatch.setattr(
        "lib.press.print_html", lambda html, **_: printed.append(html) or ("ok", b"%PDF")
    )
    client.force_login(make_user_as(RoleKind.COORDINATOR, place))
    address = reverse("monitoring:matrix-pdf", args=[place.slug, roadmap.pk])
    for paper, sheets in (("A4", 3), ("A3", 2), ("B5", 3)):
        assert client.get(address, {"paper": paper}).content == b"%PDF"
        html = printed.pop()
        heads = re.findall(r"<thead>(.*?)</thead>", html)
        names = re.findall(r'<th scope="col">(Школа № \d+)</th>', "".join(heads))
        assert len(heads) == sheets
        assert len(names) == len(set(names)) == 30
        most = PAPERS.get(paper, PAPERS["A4"]).schools
        assert max(head.count("<th") - 1 for head in heads) <= most


def test_large_paper_is_a_job_and_goes_to_whom_may_see_all_of_it(client, plan, monkeypatch):
    plan.add(5)
    monkeypatch.setattr("lib.pdf.LARGE", 10)
    head = make_user_as(RoleKind.HEAD, plan.place)
    client.force_login(head)
    assert client.get(plan.url("matrix-pdf")).status_code == 302
    job = Job.objects.get()
    monkeypatch.setattr("lib.press.print_html", lambda html, **_: ("ok", html.encode()))
    made = jobs.VIEW_PDF.run(job, lambda *args: None)
    assert "Школа «А»".encode() in made.data
    assert jobs.VIEW_PDF.is_allowed(job)
    head.roles.update(kind=RoleKind.DIRECTOR, school=plan.schools[0])
    assert not jobs.VIEW_PDF.is_allowed(Job.objects.get())


def test_act_in_the_card_renews_the_cell_beside(client, plan):
    point = plan.add(5, "reported")
    client.force_login(make_user_as(RoleKind.COORDINATOR, plan.place))
    address = reverse("monitoring:checkpoint-accept", args=[plan.place.slug, point.pk])
    here = {"HTTP_HX_CURRENT_URL": f"http://testserver{plan.url()}"}
    page = post(client, address, {"version": point.version}, htmx=True, **here)
    text = page.content.decode()
    assert f'<td id="cell-{plan.measures[0].pk}-{plan.schools[0].pk}" hx-swap-oob="true">' in text
    assert 'id="tally" hx-swap-oob="true"' in text
    assert "<li id=" not in text


def test_card_names_the_other_dates_of_the_cell(client, plan):
    first, second, other = plan.add(5), plan.add(9), plan.add(7, school=1)
    client.force_login(make_user_as(RoleKind.COORDINATOR, plan.place))
    card = client.get(reverse("monitoring:checkpoint", args=[plan.place.slug, first.pk]))
    page = card.content.decode()
    assert f"/control/{second.pk}/" in page
    assert f"/control/{other.pk}/" not in page
