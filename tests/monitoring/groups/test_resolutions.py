"""Resolutions on control: how many checkpoints, letters, the register, what the next agenda has."""

import datetime

import pytest
from django.urls import reverse

from letters.models import Letter
from monitoring.models import Checkpoint, Source
from monitoring.resolutions import sign_meeting
from schools.models import RoleKind
from tests.factories import (
    make_person,
    make_role,
    make_user,
)
from tests.workgroups.held import TERM, Held
from workgroups.models import Resolution

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


def test_who_cannot_be_told_is_named_once(held):
    director_of(held.schools[0])
    held.resolve(held.meeting.items.first(), "Проверить", people=[held.people["a"]])
    assert sign(held).unreached == [held.people["a"], held.schools[1]]


def test_a_school_without_a_director_is_told_by_its_coordinator(held):
    user = make_role(RoleKind.SCHOOL_COORDINATOR, school=held.schools[1]).user
    sign(held)
    assert Letter.objects.filter(to=user.email).count() == 1


def test_who_cannot_sign_in_any_more_is_named_and_not_written_to(held):
    director = director_of(held.schools[0])
    member = make_user(is_active=False)
    held.people["a"].user = member
    held.people["a"].save()
    type(director).objects.filter(pk=director.pk).update(is_active=False)
    done = sign(held)
    assert done.letters == 0
    assert done.unreached == [held.schools[0], held.people["a"], held.schools[1]]
    assert not Letter.objects.exists()


def test_a_letter_asks_for_a_report_only_of_what_is_on_control(held):
    Resolution.objects.all().delete()
    item = held.add_item("О прочем", "HDSabc", "", "d")
    held.resolve(item, "Помнить", schools=[held.schools[0]], due_on=None, due_words="постоянно")
    held.resolve(item, "Сделать", schools=[held.schools[1]])
    first, second = (director_of(school) for school in held.schools)
    sign(held)
    bodies = {letter.to: letter.body for letter in Letter.objects.all()}
    assert "О выполнении отчитайтесь" not in bodies[first.email]
    assert "О выполнении отчитайтесь" in bodies[second.email]


def test_the_department_is_told_what_is_recommended_to_it(held):
    """Not of what a school is to do by it; and the school, not of what the department answers."""
    head = make_role(RoleKind.HEAD, held.place).user
    coordinator = make_role(RoleKind.COORDINATOR, held.place).user
    director = director_of(held.schools[0])
    Resolution.objects.all().delete()
    item = held.add_item("О бюджете", "HDSabc", "", "d")
    held.resolve(item, "Найти средства", is_recommendation=True, schools=[held.schools[0]])
    sign(held)
    letters = {letter.to: letter.body for letter in Letter.objects.all()}
    assert set(letters) == {head.email, coordinator.email, director.email}
    for_head, for_school = letters[head.email], letters[director.email]
    assert "Найти средства" in for_head
    assert "«Рекомендации отделу»" in for_head
    assert "О выполнении отчитайтесь" not in for_head
    assert "Ваша выписка" not in for_head
    assert "«Рекомендации отделу»" not in for_school
    assert "О выполнении отчитайтесь" in for_school
    assert "Ваша выписка" in for_school


def test_a_recommendation_that_nobody_reads_is_named(held):
    Resolution.objects.all().delete()
    item = held.add_item("О бюджете", "HDSabc", "", "d")
    held.resolve(item, "Найти средства", is_recommendation=True, due_on=None)
    assert sign(held).unreached == ["отдел образования"]
