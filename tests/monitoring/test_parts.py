"""Lead and co-executors: who answers, who judges, by when, and what closes nothing."""

import datetime

import pytest
from django.urls import reverse

from lib.permissions import NotNow
from lib.versions import Conflict
from monitoring import permissions
from monitoring.models import Checkpoint, Verb
from monitoring.parts import PartsOpen, assign, set_inner_date
from monitoring.planning import put_on_control
from monitoring.transitions import act
from roadmaps.models import Responsible
from schools.access import access_to
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
    make_unit,
    make_user,
)
from tests.posting import post

pytestmark = pytest.mark.django_db

DUE = datetime.date(2090, 4, 15)


def make_named(school):
    """A user who is a person of the municipality, and its access."""
    person = make_person(school.municipality, user=make_user())
    role = make_role(RoleKind.OBSERVER, school.municipality, user=person.user)
    return person, access_to(role.user, school.municipality)


@pytest.fixture
def school():
    return make_school()


def make_part(school):
    """(the lead's checkpoint, its access, the school's part of it)."""
    person, access = make_named(school)
    lead = make_checkpoint(person=person, due_on=DUE)
    part = make_checkpoint(
        school=school, measure=lead.measure, due_on=DUE, lead=lead, state="planned"
    )
    return lead, access, part


def test_first_named_of_a_plan_leads_and_a_class_of_schools_answers_for_itself(school):
    section = make_section(make_edition(make_roadmap(school.municipality, schools=[school])))
    measure = make_measure(section)
    measure.responsible.all().delete()
    person, unit = make_person(school.municipality), make_unit(school.municipality)
    parties = [
        {"kind": "person", "person": person},
        {"kind": "unit", "unit": unit},
        {"kind": "text", "text": "Совет директоров"},
        {"kind": "schools"},
    ]
    for position, party in enumerate(parties):
        Responsible.objects.create(
            edition=section.edition, measure=measure, position=position, **party
        )
    assert put_on_control(approve(section.edition)) == 4
    lead = Checkpoint.objects.get(person=person)
    assert lead.lead is None
    assert set(lead.parts.values_list("executor", flat=True)) == {str(unit), "Совет директоров"}
    assert Checkpoint.objects.get(school=school).lead is None


def test_class_of_schools_that_stands_first_leads_nobody(school):
    section = make_section(make_edition(make_roadmap(school.municipality, schools=[school])))
    measure = make_measure(section, schools=True)
    unit = make_unit(school.municipality)
    Responsible.objects.create(
        edition=section.edition, measure=measure, position=9, kind="unit", unit=unit
    )
    put_on_control(approve(section.edition))
    assert not Checkpoint.objects.exclude(lead=None).exists()


def test_report_of_a_co_executor_goes_to_the_lead(school):
    lead, access, part = make_part(school)
    act(part, Verb.REPORT, by=make_user(), seen_version=1)
    assert permissions.can(access, part, Verb.ACCEPT)
    assert list(Checkpoint.objects.judged_by(access)) == [part]
    stranger = make_named(school)[1]
    assert not permissions.can(stranger, part, Verb.ACCEPT)
    assert not Checkpoint.objects.judged_by(stranger).exists()
    coordinator = make_role(RoleKind.COORDINATOR, school.municipality).user
    of_coordinator = access_to(coordinator, school.municipality)
    # It waits for the lead, not among the coordinator's own; but the coordinator stands above.
    assert not Checkpoint.objects.judged_by(of_coordinator).exists()
    assert permissions.can(of_coordinator, part, Verb.ACCEPT)


def test_lead_reports_when_the_parts_are_done_and_interim_closes_nothing(school):
    lead, access, part = make_part(school)
    with pytest.raises(PartsOpen, match=part.executor):
        act(lead, Verb.REPORT, by=access.user, seen_version=1)
    lead.refresh_from_db()
    assert (lead.state, lead.version, lead.events.count()) == ("planned", 1, 0)
    act(lead, Verb.INTERIM, by=access.user, seen_version=1, text="Половина")
    lead.refresh_from_db()
    assert lead.state == "planned"
    act(part, Verb.REMOVE, by=access.user, seen_version=1, text="Сделаем сами")
    act(lead, Verb.REPORT, by=access.user, seen_version=2)
    assert lead.state == "reported"


def test_part_cannot_come_back_once_the_lead_has_reported(school):
    lead, access, part = make_part(school)
    act(part, Verb.REMOVE, by=access.user, seen_version=1, text="Сделаем сами")
    act(lead, Verb.REPORT, by=access.user, seen_version=1)
    with pytest.raises(NotNow, match="уже отчитался"):
        act(part, Verb.RESTORE, by=access.user, seen_version=2, text="Нужно")
    part.refresh_from_db()
    assert (part.state, part.version) == ("removed", 2)


def test_lead_gives_a_part_and_an_inner_date(client, school):
    person, access = make_named(school)
    lead = make_checkpoint(person=person, due_on=DUE)
    client.force_login(access.user)
    slug = school.municipality.slug
    page = reverse("monitoring:part-create", args=[slug, lead.pk])
    data = {"version": 1, "party": f"school-{school.pk}", "text": "Дать сведения"}
    too_late = post(client, page, data | {"due_on": "16.04.2090"})
    assert too_late.status_code == 422
    assert "Не позже вашего срока" in too_late.content.decode()
    assert post(client, page, data | {"due_on": "01.04.2090"}).status_code == 302
    part = Checkpoint.objects.get(lead=lead)
    assert (part.school, part.text, part.source) == (school, "Дать сведения", "part")
    assert lead.events.get().text == f"{school}, до 01.04.2090"
    again = post(client, page, data | {"due_on": "01.04.2090", "version": 2})
    assert again.status_code == 409
    assert "уже поручена" in again.content.decode()
    inner = reverse("monitoring:part-date", args=[slug, part.pk])
    assert post(client, inner, {"version": 1, "due_on": "10.04.2090"}).status_code == 302
    part.refresh_from_db()
    event = part.events.get()
    days = (datetime.date(2090, 4, 1), datetime.date(2090, 4, 10))
    assert (event.old_due_on, event.new_due_on) == days
    assert (part.due_on, part.moves) == (days[1], 0)


def test_part_is_given_only_while_the_lead_is_open(school):
    person, access = make_named(school)
    lead = make_checkpoint(person=person, due_on=DUE)
    stale = Checkpoint.objects.get(pk=lead.pk)
    act(lead, Verb.REPORT, by=access.user, seen_version=1)
    party = {"school": school, "executor": str(school)}
    with pytest.raises(Conflict):
        assign(stale, party=party, text="Дать", due_on=DUE, by=access.user, seen_version=1)
    assert not Checkpoint.objects.exclude(lead=None).exists()


def test_inner_date_is_never_after_the_leads(school):
    lead, access, part = make_part(school)
    late = DUE + datetime.timedelta(days=1)
    with pytest.raises(NotNow, match="не может быть позже"):
        set_inner_date(part, due_on=late, by=access.user, seen_version=1)
    assert not part.events.exists()


def test_director_sees_the_parts_that_the_own_school_leads(school):
    lead = make_checkpoint(school=school, due_on=DUE)
    other = make_school(school.municipality)
    part = make_checkpoint(school=other, measure=lead.measure, due_on=DUE, lead=lead)
    director = make_role(RoleKind.DIRECTOR, school=school).user
    access = access_to(director, school.municipality)
    assert set(Checkpoint.objects.visible_to(access)) == {lead, part}
    foreign = access_to(make_role(RoleKind.DIRECTOR, school=other).user, school.municipality)
    assert set(Checkpoint.objects.visible_to(foreign)) == {part}
