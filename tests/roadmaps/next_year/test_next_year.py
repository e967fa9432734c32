"""«План на следующий год»: the copy, its pages, what they tell, who may."""

import datetime
import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.one_time import FIELD
from accounts.templatetags.one_time import new_key
from monitoring.models import Checkpoint, CheckpointState
from monitoring.planning import put_on_control
from roadmaps.difference import compare, text_of
from roadmaps.models import Block, ColumnKind, Measure, Responsible, Roadmap
from roadmaps.reports import plan_of
from schools.models import RoleKind
from tests.factories import (
    approve,
    make_listing,
    make_measure,
    make_person,
    make_post,
    make_school,
    make_section,
)
from tests.posting import post
from tests.schools.test_stages import candidate

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Дорожная карта 2027",
    "starts_on": "2027-01-01",
    "ends_on": "2027-12-31",
    "heading": "ПЛАН НА 2027 ГОД",
    "rhythm": "calendar",
}
ENDED = datetime.date(2026, 12, 31)


@pytest.fixture(autouse=True)
def _today(municipality):
    """It is the end of 2026 in the municipality."""
    day = datetime.date(2026, 12, 1)
    type(municipality).objects.update(day_shift=(day - datetime.date.today()).days)
    municipality.refresh_from_db()


@pytest.fixture
def in_force(make_plan, municipality):
    """A matrix plan of 2026 in force and on control, with a row of every kind."""
    schools = [make_school(municipality) for _ in range(3)]
    edition = make_plan("L5", schools=schools, name="Дорожная карта 2026")
    edition.heading = "ПЛАН НА 2026 ГОД"
    actor = edition.columns.filter(kind=ColumnKind.ACTOR).first()
    Responsible.objects.create(edition=edition, actor=actor, kind="schools")
    Block.objects.create(edition=edition, position=1, kind="goals", text="Цель к концу 2026 года")
    section = edition.sections.first() or make_section(edition, title="Первый")
    for text, deadline, number in (
        ("Провести семинар", "Апрель 2026", "7а"),
        ("Итоги 2026 года", "до 20 сентября 2026 г.", ""),
        ("Сверка", "согласно письму 2026-го", ""),
    ):
        measure = make_measure(section, text=text, deadline_text=deadline, number=number)
        measure.actions.update(actor=actor)
        measure.responsible.all().delete()
    approve(edition)
    put_on_control(edition)
    return edition


def address(name, roadmap):
    return reverse(f"monitoring:{name}", args=[roadmap.municipality.slug, roadmap.pk])


def make_next(client, edition, **values):
    """The draft that the form makes."""
    schools = [school.pk for school in edition.schools.all()]
    data = NEW | {"schools": schools} | values
    answer = post(client, address("roadmap-next", edition.roadmap), data)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    roadmap = Roadmap.objects.latest("pk")
    assert answer.url == address("roadmap-look", roadmap)
    return roadmap.editions.get()


def shown(client, roadmap):
    page = client.get(address("roadmap-look", roadmap))
    return in_one_line(html.unescape(page.content.decode()))


def in_one_line(thing):
    return " ".join(str(thing).split())


def test_form_proposes_what_follows(coordinator, in_force):
    page = coordinator.get(address("roadmap-next", in_force.roadmap)).content.decode()
    for words in ("Дорожная карта 2027", "ПЛАН НА 2027 ГОД", "2027-01-01", "2027-12-31"):
        assert words in page
    page = coordinator.get(address("roadmap-next", in_force.roadmap) + "?rhythm=school")
    assert "2026-09-01" in page.content.decode()
    assert "2027-08-31" in page.content.decode()


def test_everything_is_copied_and_moved(coordinator, in_force):
    draft = make_next(coordinator, in_force)
    assert (draft.number, draft.state, draft.annex, draft.heading) == (
        1,
        "draft",
        None,
        NEW["heading"],
    )
    assert (draft.roadmap.name, draft.roadmap.follows) == (NEW["name"], in_force.roadmap)
    assert {draft.starts_on, draft.roadmap.starts_on} == {datetime.date(2027, 1, 1)}
    assert (
        set(draft.schools.all()) == set(draft.roadmap.schools.all()) == set(in_force.schools.all())
    )
    old, new = plan_of(in_force), plan_of(draft)
    assert [row.number for row in new.rows] == [row.number for row in old.rows]
    assert [row.measure.deadline_text for row in new.rows] == [
        "Апрель 2027",
        "до 20 сентября 2027 г.",
        "согласно письму 2026-го",
    ]
    days = [[f"{day:%d.%m.%Y}" for day in row.control_dates] for row in new.rows]
    assert days == [["30.04.2027"]] * 3
    # Nothing but the words of deadlines is different.
    for row, before in zip(new.rows, old.rows, strict=True):
        row.measure.deadline_text = before.measure.deadline_text
        row.control_dates = before.control_dates
    new.edition.heading, new.edition.starts_on = in_force.heading, in_force.starts_on
    new.edition.ends_on = in_force.ends_on
    assert not compare(text_of(old), text_of(new))
    # The last year stays as it was.
    in_force.refresh_from_db()
    assert (in_force.state, in_force.heading) == ("approved", "ПЛАН НА 2026 ГОД")
    assert Checkpoint.objects.filter(edition=draft).count() == 0


def test_period_is_the_person_s_and_the_dates_follow_it(coordinator, in_force):
    school = {"starts_on": "2026-09-01", "ends_on": "2027-08-31", "rhythm": "school"}
    draft = make_next(coordinator, in_force, **school)
    words = [row.measure.deadline_text for row in plan_of(draft).rows]
    # The autumn of 2026 belongs to the new plan already.
    assert words[:2] == ["Апрель 2027", "до 20 сентября 2026 г."]
    early = post(
        coordinator, address("roadmap-next", in_force.roadmap), NEW | {"starts_on": "2025-01-01"}
    )
    assert early.status_code == 422
    assert "Новый план начинается не раньше прежнего" in early.content.decode()


def test_unfinished_measures_are_marked_and_counted(coordinator, in_force):
    first, second, third = Measure.objects.filter(section__edition=in_force)
    Checkpoint.objects.filter(measure=first).update(state=CheckpointState.ACCEPTED)
    half = Checkpoint.objects.filter(measure=second).first()
    Checkpoint.objects.filter(pk=half.pk).update(state=CheckpointState.ACCEPTED)
    Checkpoint.objects.filter(measure=third).update(state=CheckpointState.CANCELLED)
    draft = make_next(coordinator, in_force)
    marks = [row.measure.was_unfinished for row in plan_of(draft).rows]
    assert marks == [False, True, False]
    page = shown(coordinator, draft.roadmap)
    assert "Не выполнено в прежнем плане — 1" in page.replace('<span class="muted">', "").replace(
        "</span>", ""
    )
    assert "выполнено 1 из 3" in page
    editor = coordinator.get(
        reverse("roadmaps:edition", args=[draft.municipality.slug, draft.pk])
    ).content.decode()
    assert editor.count("в прежнем плане не выполнено") == 1
    assert address("roadmap-look", draft.roadmap) in editor
    # It is told as of now.
    Checkpoint.objects.filter(measure=second).update(state=CheckpointState.ACCEPTED)
    assert "Не выполнено в прежнем плане" not in shown(coordinator, draft.roadmap)


def test_page_lists_what_to_look_at_until_it_is_put_right(coordinator, in_force):
    municipality = in_force.municipality
    gone, here, never = (make_person(municipality) for _ in range(3))
    make_post(gone, until=ENDED)
    make_post(here)
    left, stays, other = in_force.schools.order_by("pk")
    make_listing(left, until=ENDED)
    make_listing(stays)
    candidate(other)  # it has never been in a list, so has not left one
    measure = Measure.objects.filter(section__edition=in_force).first()
    for position, person in enumerate((gone, here, never), start=1):
        Responsible.objects.create(
            edition=in_force, measure=measure, kind="person", person=person, position=position
        )
    Responsible.objects.create(
        edition=in_force, measure=measure, kind="school", school=left, position=4
    )
    last = Measure.objects.filter(section__edition=in_force).last()
    Measure.objects.filter(pk=last.pk).update(deadline_text="как получится", note="Письмо 2026 г.")
    draft = make_next(coordinator, in_force)
    page = shown(coordinator, draft.roadmap)
    assert "Слова срока не поняты" in page
    assert "«как получится»" in page
    assert "2026: «Письмо 2026 г.»" in page
    assert "Прошлые годы в тексте" in page
    assert "«Цель к концу 2026 года»" in page
    assert "«Итоги 2026 года»" in page
    assert f"{in_one_line(gone)} — ни одной должности" in page
    assert f"{in_one_line(here)} —" not in page
    assert f"{in_one_line(never)} —" not in page
    assert f"{in_one_line(left)} — не в перечнях" in page
    assert page.count(in_one_line(left)) == 2  # the row and the list of the plan's schools
    assert in_one_line(stays) not in page
    assert in_one_line(other) not in page
    assert "Даты вне нового периода" not in page

    rows = plan_of(draft).rows
    rows[0].measure.control_dates.create(due_on=datetime.date(2028, 3, 1))
    Measure.objects.filter(pk=rows[1].measure.pk).update(deadline_text="Май 2029")
    rows[1].actions[0].text = "Итоги 2027 года"
    rows[1].actions[0].save()
    page = shown(coordinator, draft.roadmap)
    assert "01.03.2028" in page
    assert "срок «Май 2029»" in page
    assert "«Итоги 2026 года»" not in page


def test_one_press_makes_one_plan(coordinator, in_force):
    data = NEW | {FIELD: new_key()}
    answers = [coordinator.post(address("roadmap-next", in_force.roadmap), data) for _ in range(3)]
    assert len({answer["Location"] for answer in answers}) == 1
    assert Roadmap.objects.filter(follows=in_force.roadmap).count() == 1
    page = coordinator.get(address("roadmap-next", in_force.roadmap)).content.decode()
    assert "Такой план уже сделан" in page


def test_plan_that_is_not_in_force_has_no_next(coordinator, in_force):
    draft = make_next(coordinator, in_force)
    assert coordinator.get(address("roadmap-next", draft.roadmap)).status_code == 403
    refused = post(coordinator, address("roadmap-next", draft.roadmap), NEW)
    assert refused.status_code == 409
    assert "не утверждена" in refused.content.decode()


def test_plan_of_its_own_leads_to_the_editor(coordinator, in_force):
    answer = coordinator.get(address("roadmap-look", in_force.roadmap))
    assert answer.url == reverse("roadmaps:edition", args=[in_force.municipality.slug, in_force.pk])


@pytest.mark.parametrize(
    ("kind", "makes", "looks"),
    [
        (RoleKind.METHODOLOGIST, 200, 200),
        (RoleKind.SECRETARY, 403, 200),
        (RoleKind.OBSERVER, 403, 403),
    ],
)
def test_who_may(client_as, coordinator, in_force, kind, makes, looks):
    draft = make_next(coordinator, in_force)
    client = client_as(kind)
    assert client.get(address("roadmap-next", in_force.roadmap)).status_code == makes
    assert client.get(address("roadmap-look", draft.roadmap)).status_code == looks
    button = "План на следующий год"
    page = client.get(address("roadmap", in_force.roadmap)).content.decode()
    assert (button in page) == (makes == 200)


def test_cost_does_not_depend_on_the_number_of_rows(coordinator, in_force):
    counts = []
    for rows in (0, 30):
        for number in range(rows):
            measure = make_measure(in_force.sections.first(), text=f"Дело {number} 2026 года")
            person = make_person(in_force.municipality)
            make_post(person, until=ENDED)
            Responsible.objects.create(
                edition=in_force, measure=measure, kind="person", person=person, position=2
            )
        with CaptureQueriesContext(connection) as made:
            draft = make_next(coordinator, in_force)
        with CaptureQueriesContext(connection) as looked:
            shown(coordinator, draft.roadmap)
        counts.append((len(made), len(looked)))
    assert counts[0] == counts[1]
