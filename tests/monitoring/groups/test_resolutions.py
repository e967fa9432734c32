"""Resolutions on control: how many checkpoints, letters, the register, what the next agenda has."""

import datetime

import pytest
from django.urls import reverse

from letters.models import Letter
from monitoring.models import Checkpoint, Source
from monitoring.resolutions import sign_meeting
from schools.models import RoleKind
from tests.factories import (
    approve,
    make_checkpoint,
    make_edition,
    make_measure,
    make_person,
    make_roadmap,
    make_role,
    make_school,
    make_section,
    make_user,
    make_user_as,
)
from tests.posting import fetch, post, texts_in
from tests.workgroups.groups import make_meeting
from tests.workgroups.held import TERM, Held
from workgroups.models import AgendaItem, MeetingState, Resolution

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


def test_adopted_resolutions_stand_on_control_by_their_minutes(held):
    done = sign(held)
    points = Checkpoint.objects.order_by("pk")
    assert [(point.executor, point.basis) for point in points] == [
        (str(held.schools[0]), "Протокол от 20.05.2026 № 2, пункт 1.1"),
        (str(held.people["a"]), "Протокол от 20.05.2026 № 2, пункт 1.2"),
        (str(held.schools[0]), "Протокол от 20.05.2026 № 2, пункт 2.1"),
        (str(held.schools[1]), "Протокол от 20.05.2026 № 2, пункт 2.1"),
    ]
    assert {point.source for point in points} == {Source.RESOLUTION}
    assert all(point.due_on == TERM for point in points)
    assert {point.resolution.number for point in points} == {"1.1.", "1.2.", "2.1."}
    assert len(done.points) == 4
    rejected = Resolution.objects.get(item__position=3)
    assert (rejected.is_adopted, rejected.checkpoints.count()) == (False, 0)


def test_twelve_resolutions_give_twelve_checkpoints(held):
    Resolution.objects.all().delete()
    for number in range(8):
        item = held.add_item(f"О деле {number}", "HDSabc", "", "d")
        for _ in range(2 if number < 4 else 1):
            held.resolve(item, "Сделать", people=[make_person(held.place)])
    assert Resolution.objects.count() == 12
    assert len(sign(held).points) == 12
    assert Checkpoint.objects.filter(resolution__isnull=False).count() == 12


def test_without_a_day_or_an_executor_nothing_stands_on_control(held):
    Resolution.objects.all().delete()
    item = held.add_item("О прочем", "HDSabc", "", "d")
    held.resolve(item, "Помнить", people=[held.people["a"]], due_on=None, due_words="постоянно")
    held.resolve(item, "Принять к сведению")
    held.resolve(item, "Подготовить", addressee="отделу образования")
    [point] = sign(held).points
    assert (point.executor, point.person, point.school) == ("отделу образования", None, None)


def test_the_first_named_leads_the_others(held):
    first = make_person(held.place, surname="Яшина")
    second = make_person(held.place, surname="Аленина")
    Resolution.objects.all().delete()
    item = held.add_item("О прочем", "HDSabc", "", "d")
    words = "Яшиной Н. П., Алениной Н. П."
    held.resolve(item, "Подготовить", people=[second, first], addressee=words)
    lead, part = sign(held).points
    assert (lead.person, part.person, part.lead) == (first, second, lead)


def test_one_letter_to_each_with_all_that_is_asked(held):
    director = director_of(held.schools[0])
    member = make_user()
    held.people["a"].user = member
    held.people["a"].save()
    done = sign(held)
    assert done.letters == 2
    assert done.unreached == [held.schools[1]]
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert set(letters) == {director.email, member.email}
    body = letters[director.email].body
    assert "1.1. Провести совещание" in body
    assert "2.1. Утвердить план работы" in body
    assert "Подготовить справку" not in body
    assert f"/{held.place.slug}/groups/meetings/{held.meeting.pk}/papers/" in body


def test_a_school_without_a_director_is_told_by_its_coordinator(held):
    user = make_role(RoleKind.SCHOOL_COORDINATOR, school=held.schools[1]).user
    sign(held)
    assert Letter.objects.filter(to=user.email).count() == 1


# --- who sees what


def test_a_director_has_the_own_extract_and_letter_alone(client, held):
    client.force_login(director_of(held.schools[1]))
    address = reverse("workgroups:meeting-papers", args=[held.place.slug, held.meeting.pk])
    assert client.get(address).status_code == 404
    sign(held)
    told = client.get(address).content.decode()
    assert str(held.schools[1]) in told
    assert str(held.schools[0]) not in told
    own, other = (f"school-{school.pk}" for school in reversed(held.schools))
    for paper, to, code in (
        ("extract", own, 200),
        ("letter", own, 200),
        ("letter", "", 200),
        ("extract", other, 404),
        ("letter", other, 404),
        ("minutes", "", 404),
        ("short", "", 404),
        ("decision", "", 404),
        ("participants", "", 404),
    ):
        assert client.get(f"{address}{paper}/?to={to}").status_code == code, (paper, to)
    text = texts_in(fetch(client, f"{address}extract/?to={own}&as=word")[1])
    assert "Утвердить план работы" in text
    assert "Провести совещание" not in text
    pdf = fetch(client, reverse("files:download", args=[held.meeting.pdf_id]))
    assert pdf[0] == 404


def test_a_stranger_to_the_decisions_finds_nothing(client, held):
    sign(held)
    client.force_login(director_of(make_school(held.place)))
    slug = held.place.slug
    assert page(client, "workgroups:meeting-papers", slug, held.meeting.pk).status_code == 404
    register = page(client, "monitoring:resolution-list", slug)
    assert "Утвердить план" not in register.content.decode()


def test_an_observer_reads_what_is_signed(client, held):
    client.force_login(make_user_as(RoleKind.OBSERVER, held.place))
    address = ("workgroups:meeting-papers", held.place.slug, held.meeting.pk)
    assert page(client, *address).status_code == 404
    sign(held)
    assert page(client, *address).status_code == 200
    minutes = page(client, "workgroups:meeting-paper", *address[1:], "minutes")
    assert minutes.status_code == 302
    assert fetch(client, minutes["Location"])[0] == 200


def test_a_member_reads_the_draft(client, held):
    user = make_user_as(RoleKind.DIRECTOR, school=make_school(held.place))
    held.people["e"].user = user
    held.people["e"].save()
    client.force_login(user)
    address = reverse("workgroups:meeting-papers", args=[held.place.slug, held.meeting.pk])
    assert "ПРОЕКТ" in client.get(address).content.decode()
    assert client.get(f"{address}minutes/").status_code == 200
    assert client.get(f"{address}extract/?item=1").status_code == 404


def test_an_extract_of_nothing_says_what_to_do(client, held):
    sign(held)
    client.force_login(make_user_as(RoleKind.SECRETARY, held.place))
    address = reverse("workgroups:meeting-papers", args=[held.place.slug, held.meeting.pk])
    answer = client.get(f"{address}extract/")
    assert answer.status_code == 403
    assert "Выберите вопросы или адресата" in answer.content.decode()
    assert client.get(f"{address}extract/?item=2").status_code == 200


# --- the register


def test_the_register_shows_states_and_filters_by_them(client, held):
    sign(held)
    point = Checkpoint.objects.get(person=held.people["a"])
    Checkpoint.objects.filter(pk=point.pk).update(state="accepted")
    Checkpoint.objects.update(due_on=held.place.today())
    Checkpoint.objects.filter(school=held.schools[1]).update(due_on=datetime.date(2026, 6, 1))
    client.force_login(make_user_as(RoleKind.COORDINATOR, held.place))
    address = reverse("monitoring:resolution-list", args=[held.place.slug])
    whole = client.get(address).content.decode()
    assert "принято" in whole
    assert "просрочено" in whole
    assert "Снять с контроля" not in whole
    for state, shown, hidden in (
        ("done", "Подготовить справку", "Утвердить план"),
        ("overdue", "Утвердить план", "Провести совещание"),
        ("open", "Провести совещание", "Подготовить справку"),
    ):
        told = client.get(f"{address}?state={state}").content.decode()
        assert shown in told, state
        assert hidden not in told, state
    export = reverse("monitoring:resolution-export", args=[held.place.slug])
    table = texts_in(fetch(client, f"{export}?state=overdue")[1])
    assert "Утвердить план работы" in table
    assert "Подготовить справку" not in table
    card = page(client, "monitoring:checkpoint", held.place.slug, point.pk).content.decode()
    assert f"/groups/meetings/{held.meeting.pk}/papers/" in card


def test_a_director_sees_the_own_state_of_a_shared_resolution(client, held):
    sign(held)
    Checkpoint.objects.filter(school=held.schools[1]).update(state="returned")
    client.force_login(director_of(held.schools[0]))
    told = page(client, "monitoring:resolution-list", held.place.slug).content.decode()
    assert "Утвердить план работы" in told
    assert "возвращено" not in told.rpartition("<tbody")[2]
    assert str(held.schools[1]) not in told


@pytest.mark.parametrize("role", [RoleKind.COORDINATOR, RoleKind.DIRECTOR])
def test_the_register_costs_the_same_queries(client, held, django_assert_max_num_queries, role):
    sign(held)
    school = held.schools[0]
    user = director_of(school) if role == RoleKind.DIRECTOR else make_user_as(role, held.place)
    client.force_login(user)
    address = reverse("monitoring:resolution-list", args=[held.place.slug])
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    item = AgendaItem.objects.get(position=1)
    for _ in range(30):
        row = held.resolve(item, "Ещё одно", schools=[school], is_adopted=True)
        Checkpoint.objects.create(
            municipality=held.place,
            source=Source.RESOLUTION,
            resolution=row,
            basis="Протокол",
            text=row.text,
            school=school,
            executor=str(school),
            due_on=TERM,
            since=TERM,
        )
    with django_assert_max_num_queries(len(few)):
        told = client.get(address).content.decode()
    assert told.count("Ещё одно") >= 30


# --- the next agenda


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
