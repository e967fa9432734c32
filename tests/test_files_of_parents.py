"""Every file follows the right of its parent now: old versions, shown copies, what hangs on a draft
(reliability.md A6)."""

import datetime
from collections import Counter

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from documents.models import Annex, BasisAct, Order, OrderSignature, SignedScan
from files.kinds import FileKind
from files.models import FileFault, StoredFile
from files.store import store_bytes
from jobs.models import Job
from monitoring.models import Checkpoint, DateRequest, Evidence
from roadmaps.models import PlanImport
from schools.models import (
    Agreement,
    Conclusion,
    JointAct,
    Partnership,
    Programme,
    ProgrammeVersion,
    Role,
    RoleKind,
    SupportTeam,
    TableImport,
)
from tests.factories import (
    make_checkpoint,
    make_event,
    make_joint_act,
    make_order,
    make_pair,
    make_person,
    make_role,
    make_school,
)
from tests.files.samples import make_pdf
from tests.posting import fetch
from tests.schools.appraisals import make_at
from tests.workgroups.groups import make_group, make_item, make_meeting, make_request
from workgroups.models import Dissent, InformationRequest, Material, Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PDF = make_pdf()
R = RoleKind


def keep():
    return store_bytes(PDF, "Файл.pdf", kind=FileKind.PDF, by=None)


class Place:
    """A school of the reader, another one, and orders in which files stand."""

    def __init__(self, kind):
        self.school = make_school()
        self.other = make_school(self.school.municipality)
        self.municipality = self.school.municipality
        is_of_school = kind == R.DIRECTOR
        role = make_role(kind, self.municipality, school=self.school if is_of_school else None)
        self.user, self.now = role.user, self.municipality.now()

    def order(self, **values):
        signed = {"number": "7", "year": 2026, "signed_on": "2026-03-01", "signed_at": self.now}
        pdf = values.pop("pdf", None) or keep()
        values |= signed | {"pdf": pdf, "signed_html": "<p>", "signed_by": self.user}
        return make_order(self.municipality, state="signed", **values)


def version(place):
    """The first of two versions of a programme."""
    programme = Programme.objects.create(
        municipality=place.municipality,
        school=place.school,
        kind="plan",
        starts_on="2026-01-01",
        ends_on="2026-12-31",
    )
    files = [keep(), keep()]
    for number, file in enumerate(files, start=1):
        ProgrammeVersion.objects.create(
            programme=programme,
            number=number,
            file=file,
            uploaded_by=place.user,
            uploaded_at=place.now,
        )
    return files[0], lambda: Programme.objects.update(school=place.other)


def evidence(place):
    file, checkpoint = keep(), make_checkpoint(school=place.school)
    event = make_event(checkpoint, "report", by=place.user, at=place.now)
    Evidence.objects.create(event=event, file=file)
    return file, lambda: Checkpoint.objects.update(school=place.other)


def date_request(place):
    file, checkpoint = keep(), make_checkpoint(school=place.school)
    DateRequest.objects.create(
        checkpoint=checkpoint,
        due_on=checkpoint.due_on + datetime.timedelta(days=1),
        former_due_on=checkpoint.due_on,
        reason="болезнь",
        file=file,
        asked_by=place.user,
        asked_at=place.now,
    )
    return file, lambda: Checkpoint.objects.update(school=place.other)


def back_to_draft(order):
    """As if it had never been registered."""
    return lambda: Order.objects.filter(pk=order.pk).update(
        state="draft", pdf=None, number="", year=None, signed_on=None, signed_html="",
        signed_at=None, signed_by=None,
    )  # fmt: skip


def order_pdf(place):
    file = keep()
    return file, back_to_draft(place.order(pdf=file))


def scan(place):
    file, order = keep(), place.order()
    attached = {"attached_by": place.user, "attached_at": place.now}
    SignedScan.objects.create(order=order, number=1, file=file, **attached)
    return file, back_to_draft(order)


def signature(place):
    file, order, at = keep(), place.order(), place.now
    OrderSignature.objects.create(
        order=order,
        file=file,
        attached_by=place.user,
        attached_at=at,
        valid_from=at,
        valid_until=at,
        is_detached=True,
        has_attributes=True,
        owner_is_signatory=True,
    )
    return file, back_to_draft(order)


def annex(place):
    file, order = keep(), place.order()
    made = Annex.objects.create(order=order, kind="file", file=file)
    return file, lambda: Annex.objects.filter(pk=made.pk).update(
        order=make_order(place.municipality)
    )


def act(place):
    file = keep()
    made = BasisAct.objects.create(
        municipality=place.municipality, kind="Приказ", title="О плане", file=file
    )
    return file, lambda: BasisAct.objects.filter(pk=made.pk).update(file=keep())


def plan_import(place):
    file = keep()
    made = PlanImport.objects.create(
        municipality=place.municipality,
        name="План",
        source=file,
        digest="1",
        paper={},
        created_by=place.user,
    )
    return file, made.delete


def table_import(place):
    file = keep()
    made = TableImport.objects.create(
        municipality=place.municipality,
        kind="schools",
        file=file,
        uploaded_by=place.user,
        uploaded_at=place.now,
    )
    return file, made.delete


def agreement(place):
    """Of the pair in which the school is helped."""
    file, pair = keep(), make_pair(place.other, place.school)
    day = datetime.date(2026, 1, 12)
    Agreement.objects.create(
        partnership=pair, kind="cooperation", number="1", signed_on=day, file=file
    )
    third = make_school(place.municipality)
    return file, lambda: Partnership.objects.update(mentee=third)


def joint_act(place):
    """What shows that the act of the pair was held."""
    file, pair = keep(), make_pair(place.other, place.school)
    make_joint_act(pair, done_on=datetime.date(2026, 2, 2), file=file)
    third = make_school(place.municipality)
    return file, lambda: Partnership.objects.update(mentee=third)


def team(place):
    """The school's own order about its team."""
    file = keep()
    SupportTeam.objects.create(
        municipality=place.municipality,
        school=place.school,
        order_date="2026-01-10",
        order_number="7",
        coordinator=make_person(place.municipality),
        file=file,
    )
    return file, lambda: SupportTeam.objects.update(school=place.other)


def of_meeting(place):
    """(an item of a meeting that the person sees as a member, how the person leaves the group)."""
    people = {}
    group = make_group(place.municipality, letters="a", people=people)
    people["a"].user = place.user
    people["a"].save()
    return make_item(make_meeting(group)), people["a"], group.memberships.all().delete


def material(place):
    """For an item of a meeting."""
    file = keep()
    item, _, leave = of_meeting(place)
    Material.objects.create(item=item, file=file)
    return file, leave


def dissent(place):
    """In writing, about an item of a meeting."""
    file = keep()
    item, person, leave = of_meeting(place)
    Dissent.objects.create(item=item, person=person, written_on=item.meeting.held_on, file=file)
    return file, leave


def minutes(place):
    """The signed minutes of a meeting."""
    file = keep()
    item, _, leave = of_meeting(place)
    Meeting.objects.filter(pk=item.meeting_id).update(pdf=file)
    return file, leave


def conclusion(place):
    """The numbered paper about a programme."""
    file, programme = keep(), make_at("agreed", place.school)
    Conclusion.objects.create(
        municipality=place.municipality,
        programme_version=programme.last_version,
        verdict="recommended",
        number=1,
        year=2026,
        issued_on="2026-03-01",
        issued_by=place.user,
        text="Обоснование",
        median=70,
        lowest=60,
        highest=80,
        pdf=file,
    )
    return file, lambda: Programme.objects.update(school=place.other)


def answer(place):
    """The answer of the school to a group."""
    file = keep()
    asked = make_request(make_group(place.municipality, letters="S"), school=place.school)
    rows = InformationRequest.objects.filter(pk=asked.pk)
    rows.update(answered_on="2026-03-01", answered_by=place.user, answer_file=file)
    return file, lambda: InformationRequest.objects.update(school=place.other)


# Model that holds files: (its file and how its right is taken away, who reads it before).
HOLDERS = {
    Material: (material, R.DIRECTOR),
    Dissent: (dissent, R.DIRECTOR),
    Meeting: (minutes, R.DIRECTOR),
    ProgrammeVersion: (version, R.DIRECTOR),
    Evidence: (evidence, R.DIRECTOR),
    DateRequest: (date_request, R.DIRECTOR),
    Order: (order_pdf, R.DIRECTOR),
    SignedScan: (scan, R.DIRECTOR),
    OrderSignature: (signature, R.DIRECTOR),
    Annex: (annex, R.DIRECTOR),
    BasisAct: (act, R.DIRECTOR),
    Agreement: (agreement, R.DIRECTOR),
    JointAct: (joint_act, R.DIRECTOR),
    SupportTeam: (team, R.DIRECTOR),
    Conclusion: (conclusion, R.DIRECTOR),
    InformationRequest: (answer, R.DIRECTOR),
    PlanImport: (plan_import, R.COORDINATOR),
    TableImport: (table_import, R.COORDINATOR),
}
# Its results: tests/jobs, «refused to one who has lost the role». A fault only names the file.
ELSEWHERE = {Job, FileFault}


def codes(user, file):
    """What one who asks for the file gets, in every way in which a browser may ask."""
    client, address = Client(), reverse("files:download", args=[file.pk])
    client.force_login(user)
    return {fetch(client, one)[0] for one in (address, f"{address}?view", f"{address}?view=1")}


def links_to_files():
    """(model, name of the field) of everything that may hold a file."""
    return [
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.fields
        if field.related_model is StoredFile
    ]


def test_every_holder_of_files_is_here():
    # A second file of the same model is read by its own right, so it needs its own line here.
    assert Counter(model for model, _ in links_to_files()) == Counter([*HOLDERS, *ELSEWHERE])


@pytest.mark.parametrize("model", HOLDERS, ids=lambda model: model.__name__)
def test_file_follows_the_right_of_its_parent_now(model):
    make, kind = HOLDERS[model]
    place = Place(kind)
    file, hide = make(place)
    assert codes(place.user, file) == {200}
    assert codes(Place(kind).user, file) == {404}

    role = Role.objects.filter(user=place.user)
    role.update(until=place.municipality.today() - datetime.timedelta(days=2))
    assert codes(place.user, file) == {404}
    role.update(until=None)
    assert codes(place.user, file) == {200}

    hide()
    assert codes(place.user, file) == {404}
