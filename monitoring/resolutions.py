"""Resolutions of working groups on control: signing as a whole, letters, what is still open."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from letters.operations import post_letter
from lib.dates import dotted_date
from monitoring.duties import Duty, parties_named, put_on_control_by
from monitoring.models import Source
from schools.models import Role, RoleKind
from workgroups.models import Resolution
from workgroups.notices import mail_of
from workgroups.papers.minutes import addressee_words
from workgroups.signing import is_adopted, sign_minutes


@dataclass
class Signed:
    """What came of signing: the meeting, its checkpoints, letters, who could not be told."""

    meeting: object
    points: list
    letters: int = 0
    unreached: list = field(default_factory=list)


@transaction.atomic
def sign_meeting(meeting, *, number, by, seen_digest=None, at=None):
    """Sign the minutes, put their adopted resolutions on control, write one letter to each; Signed.

    All or nothing. Raises what workgroups.signing.sign_minutes does.
    """
    meeting = sign_minutes(meeting, number=number, by=by, seen_digest=seen_digest, at=at)
    rows = adopted_of(meeting)
    points = [point for row in rows for point in put_resolution_on_control(row, by=by)]
    done = Signed(meeting, points)
    write_letters(done, rows)
    return done


@dataclass(frozen=True)
class Foretold:
    """What a signature would put on control: resolutions, their checkpoints, those voted down."""

    resolutions: int
    points: int
    rejected: int


def foretold(session):
    """Foretold of the meeting that is counted by the session."""
    adopted = [item.pk for item in session.items if is_adopted(session, item)]
    rows = Resolution.objects.filter(item__meeting=session.meeting)
    rows = list(rows.prefetch_related("schools", "people"))
    numbers = [executors_of(row) for row in rows if row.item_id in adopted]
    numbers = [number for number in numbers if number]
    rejected = sum(row.item_id not in adopted for row in rows)
    return Foretold(len(numbers), sum(numbers), rejected)


def executors_of(resolution):
    """How many checkpoints it gives."""
    if resolution.due_on is None:
        return 0
    return len(resolution.schools.all()) + len(parties_of(resolution))


def adopted_of(meeting):
    """Adopted resolutions of the signed minutes in their order, with whom they address."""
    rows = Resolution.objects.adopted().filter(item__meeting=meeting)
    rows = rows.select_related("item__meeting__group__municipality")
    rows = rows.prefetch_related("schools", "people__user")
    return list(rows.order_by("item__position", "position", "pk"))


def put_resolution_on_control(resolution, *, by):
    """Checkpoints of the resolution: one of each school, and of its people, the first one leads.

    None when it names nobody or no day. A resolution for several schools is one per school: each
    reports for itself. Words alone, without a school or a person, are owed by the department.
    """
    parties, schools = parties_of(resolution), list(resolution.schools.all())
    if resolution.due_on is None or not (parties or schools):
        return []
    duty = Duty(
        text=resolution.text,
        basis=basis_of(resolution),
        dates=[resolution.due_on],
        parties=parties,
        schools=schools,
        resolution=resolution,
    )
    place = resolution.item.meeting.municipality
    return put_on_control_by(duty, municipality=place, source=Source.RESOLUTION, by=by)


def basis_of(resolution):
    """«Протокол от 12.05.2026 № 3, пункт 2.1»."""
    meeting = resolution.item.meeting
    number = resolution.number.rstrip(".")
    return f"Протокол от {dotted_date(meeting.held_on)} № {meeting.number}, пункт {number}"


def parties_of(resolution):
    """Parties of its people, in the order in which its words name them; else of the words."""
    if people := resolution.people.all():
        return parties_named(people, resolution.addressee)
    if resolution.addressee and not resolution.schools.all():
        return [{"executor": resolution.addressee}]
    return []


# --- letters

DEPARTMENT = "отдел образования"


def write_letters(done, rows):
    """One letter to each whom the minutes ask for something, with all that is asked of them."""
    asked, users, executing = defaultdict(list), {}, set()
    directors = directors_of(done.meeting.municipality)
    department = department_of(done.meeting.municipality)
    for row in rows:
        addressed = []
        for person in row.people.all():
            addressed += reach(done, person, [person.user] if mail_of(person) else [])
        for school in row.schools.all():
            addressed += reach(done, school, directors.get(school.pk, []))
        if executors_of(row):
            executing.update(user.pk for user in addressed)
        if row.is_recommendation:
            addressed += reach(done, DEPARTMENT, department)
        for user in {user.pk: user for user in addressed}.values():
            users[user.pk] = user
            asked[user.pk].append(row)
    for pk, user in users.items():
        answers = {"executes": pk in executing, "recommended": user in department}
        write_letter(done.meeting, user, asked[pk], **answers)
    done.letters = len(users)


def reach(done, addressee, users):
    """The users as they are; an addressee without any is noted, once."""
    if not users and addressee not in done.unreached:
        done.unreached.append(addressee)
    return users


def directors_of(municipality):
    """{school: users who answer for it today}: its directors, else its coordinators."""
    held = defaultdict(lambda: defaultdict(list))
    for role in roles_of(municipality, RoleKind.DIRECTOR, RoleKind.SCHOOL_COORDINATOR):
        held[role.school_id][role.kind].append(role.user)
    return {
        school: kinds.get(RoleKind.DIRECTOR) or kinds[RoleKind.SCHOOL_COORDINATOR]
        for school, kinds in held.items()
    }


def department_of(municipality):
    """[User] who answer what is recommended to the department: its head and coordinators."""
    return [role.user for role in roles_of(municipality, RoleKind.HEAD, RoleKind.COORDINATOR)]


def roles_of(municipality, *kinds):
    """Roles of the kinds held today by those who can sign in: nobody reads the letter else."""
    roles = Role.objects.filter(municipality=municipality, kind__in=kinds, user__is_active=True)
    return roles.in_force(municipality.today()).select_related("user")


def write_letter(meeting, user, rows, *, executes, recommended):
    """Tell the user of the rows, with the address of the own extract.

    `executes`: some of it stands on the user's control; `recommended`: it is the department's to
    answer.
    """
    address = reverse("workgroups:meeting-papers", args=[meeting.municipality.slug, meeting.pk])
    context = {
        "user": user,
        "meeting": meeting,
        "rows": [(row, addressee_words(row)) for row in rows],
        "link": settings.SITE_URL + address,
        "executes": executes,
        "recommended": recommended and any(row.is_recommendation for row in rows),
    }
    post_letter(
        to=user.email,
        subject=f"Решения от {dotted_date(meeting.held_on)}: {meeting.group}",
        body=render_to_string("monitoring/letters/resolutions.txt", context),
        dedupe_key=f"minutes-{meeting.pk}-{user.pk}",
    )
