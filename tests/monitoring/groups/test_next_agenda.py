"""What control gives to the next agenda; recommendations and their answers."""

import datetime

import pytest
from django.urls import reverse

from monitoring import hearing
from monitoring.models import Checkpoint
from monitoring.resolutions import sign_meeting
from schools.models import RoleKind
from tests.factories import (
    approve,
    make_checkpoint,
    make_edition,
    make_measure,
    make_roadmap,
    make_role,
    make_section,
    make_user,
    make_user_as,
)
from tests.posting import fetch, post, texts_in
from tests.workgroups.groups import make_meeting
from tests.workgroups.held import Held
from workgroups.models import AgendaItem, MeetingState

pytestmark = pytest.mark.django_db

LATER = datetime.date(2026, 11, 1)


@pytest.fixture
def held():
    return Held()


def sign(held, number="2"):
    return sign_meeting(held.meeting, number=number, by=make_user())


def director_of(school, **values):
    return make_role(RoleKind.DIRECTOR, school=school, **values).user


def page(client, name, *args):
    return client.get(reverse(name, args=args))


def test_the_next_agenda_has_a_table_of_what_is_open(client, held):
    sign(held)
    Checkpoint.objects.filter(person=held.people["a"]).update(state="accepted")
    coming = make_meeting(held.group, held_on=LATER)
    client.force_login(make_user_as(RoleKind.SECRETARY, held.place))
    address = reverse("monitoring:meeting-open", args=[held.place.slug, coming.pk])
    told = client.get(address).content.decode()
    assert "На контроле: 3. Выполнено: 1." in told
    assert "Протокол от 20.05.2026 № 2, пункт 2.1" in told
    assert "Подготовить справку" not in told
    assert "Утвердить план работы" in texts_in(fetch(client, f"{address}?as=word")[1])
    assert fetch(client, f"{address}?as=pdf")[1].startswith(b"%PDF")
    assert client.get(f"{address}?as=xls").status_code == 404
    hear = reverse("monitoring:meeting-hear", args=[held.place.slug, coming.pk])
    assert post(client, hear, {"what": "decisions"}).status_code == 302
    assert coming.items.get().title == "О выполнении решений группы"


def test_progress_of_a_measure_comes_to_the_agenda(client, held):
    roadmap = make_roadmap(held.place, schools=held.schools)
    edition = approve(make_edition(roadmap))
    measure = make_measure(make_section(edition), schools=True, text="Провести мониторинг")
    for school, state in zip(held.schools, ("accepted", "planned"), strict=True):
        make_checkpoint(school=school, measure=measure, state=state)
    coming = make_meeting(held.group, held_on=LATER)
    client.force_login(make_user_as(RoleKind.SECRETARY, held.place))
    hear = reverse("monitoring:meeting-hear", args=[held.place.slug, coming.pk])
    faulty = post(client, hear, {"what": "measure"})
    assert faulty.status_code == 422
    assert "Выберите мероприятие" in faulty.content.decode()
    assert post(client, hear, {"what": "measure", "measure": measure.pk}).status_code == 302
    item = coming.items.get()
    assert item.title == "О ходе выполнения мероприятия «Провести мониторинг»"
    address = reverse("monitoring:item-progress", args=[held.place.slug, item.pk])
    told = client.get(address).content.decode()
    assert "Принято отчётов: 1 из 2." in told
    assert all(str(school) in told for school in held.schools)
    assert fetch(client, f"{address}?as=pdf")[1].startswith(b"%PDF")
    papers = page(client, "workgroups:meeting-papers", held.place.slug, coming.pk)
    assert address in papers.content.decode()


def test_only_who_prepares_adds_to_an_agenda_that_is_open(client, held):
    coming = make_meeting(held.group, held_on=LATER)
    client.force_login(make_user_as(RoleKind.METHODOLOGIST, held.place))
    hear = reverse("monitoring:meeting-hear", args=[held.place.slug, coming.pk])
    assert client.get(hear).status_code == 403
    client.force_login(make_user_as(RoleKind.SECRETARY, held.place))
    type(coming).objects.filter(pk=coming.pk).update(state=MeetingState.REVIEW)
    assert client.get(hear).status_code == 403
    assert post(client, hear, {"what": "decisions"}).status_code == 409


# --- recommendations


def test_the_department_answers_a_recommendation(client, held):
    item = held.add_item("О бюджете", "HDSabc", "", "d")
    row = held.resolve(item, "Отделу найти средства", is_recommendation=True, due_on=None)
    sign(held)
    coordinator = make_user_as(RoleKind.COORDINATOR, held.place)
    client.force_login(coordinator)
    shown = page(client, "workgroups:recommendation-list", held.place.slug).content.decode()
    assert "Отделу найти средства" in shown
    assert "Ответа нет" in shown
    row.refresh_from_db()
    address = reverse("workgroups:recommendation-answer", args=[held.place.slug, row.pk])
    day = held.place.today()
    data = {"answer": "Заложено в план", "answered_on": day.isoformat(), "version": row.version}
    early = post(client, address, data | {"answered_on": "2026-01-01"})
    assert early.status_code == 422
    assert "раньше заседания" in early.content.decode()
    assert post(client, address, data).status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.answered_on, row.answered_by) == ("Заложено в план", day, coordinator)
    stale = post(client, address, data | {"answer": "Другое"})
    assert stale.status_code == 409
    client.force_login(make_user_as(RoleKind.METHODOLOGIST, held.place))
    shown = page(client, "workgroups:recommendation-list", held.place.slug).content.decode()
    assert "Заложено в план" in shown
    assert client.get(address).status_code == 403


def test_recommendations_cost_the_same_queries(client, held, django_assert_max_num_queries):
    sign(held)
    item = AgendaItem.objects.get(position=1)
    held.resolve(item, "Отделу помочь", is_recommendation=True, is_adopted=True)
    client.force_login(make_user_as(RoleKind.COORDINATOR, held.place))
    address = reverse("workgroups:recommendation-list", args=[held.place.slug])
    client.get(address)
    with django_assert_max_num_queries(50) as few:
        client.get(address)
    for _ in range(30):
        held.resolve(item, "Отделу помочь", is_recommendation=True, is_adopted=True)
    with django_assert_max_num_queries(len(few)):
        assert client.get(address).content.decode().count("Отделу помочь") == 31


def test_a_member_who_is_a_director_hears_the_same_table(client, held):
    """Neither the points of other schools nor their number is hidden from one of the group."""
    sign(held)
    roadmap = make_roadmap(held.place, schools=held.schools)
    edition = approve(make_edition(roadmap))
    measure = make_measure(make_section(edition), schools=True, text="Провести мониторинг")
    for school in held.schools:
        make_checkpoint(school=school, measure=measure, state="accepted")
    coming = make_meeting(held.group, held_on=LATER)
    hearing.hear(coming, measure=measure, by=make_user())
    user = director_of(held.schools[0])
    held.people["b"].user = user
    held.people["b"].save()
    client.force_login(user)
    told = page(client, "monitoring:meeting-open", held.place.slug, coming.pk).content.decode()
    assert "На контроле: 4. Выполнено: 0." in told
    assert str(held.schools[1]) in told
    shown = page(client, "workgroups:meeting", held.place.slug, coming.pk).content.decode()
    assert "на контроле 4" in shown
    item = coming.items.get()
    told = page(client, "monitoring:item-progress", held.place.slug, item.pk).content.decode()
    assert "Принято отчётов: 2 из 2." in told
    held.group.memberships.filter(person=held.people["b"]).update(until=LATER)
    type(held.place).objects.filter(pk=held.place.pk).update(day_shift=400)
    told = page(client, "monitoring:item-progress", held.place.slug, item.pk).content.decode()
    assert "Принято отчётов: 1 из 1." in told


def test_before_the_first_decision_nothing_is_called_done(client, held):
    client.force_login(make_user_as(RoleKind.SECRETARY, held.place))
    shown = page(client, "workgroups:meeting", held.place.slug, held.meeting.pk).content.decode()
    assert "прежде ничего не поручали" in shown
    assert "всё выполнено" not in shown
