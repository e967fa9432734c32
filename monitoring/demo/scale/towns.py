"""One municipality of the region: the department, its schools, and who signs in."""

import datetime
import random
from dataclasses import dataclass, field

from accounts.models import User
from documents.models import ActProfile, OrderKind
from documents.models.profile import DEFAULTS
from documents.preamble import FITTING
from lib.text import fold
from monitoring.demo.people import LONG_AGO, MAILBOXES
from monitoring.demo.scale.words import full_name, place_name
from schools.models import (
    ListingAct,
    ListingMove,
    ListingStage,
    Municipality,
    Person,
    Post,
    Role,
    RoleKind,
    School,
    SupportCategory,
    SupportListing,
    TutorAssignment,
    Unit,
)

# Every municipality has these; the first one has everybody who is in a department.
USUAL = (RoleKind.HEAD, RoleKind.COORDINATOR)
OTHERS = (
    RoleKind.METHODOLOGIST,
    RoleKind.SECRETARY,
    RoleKind.OBSERVER,
    RoleKind.ADMINISTRATOR,
)
POSTS = {
    RoleKind.HEAD: "начальник управления",
    RoleKind.COORDINATOR: "заместитель начальника управления",
    RoleKind.METHODOLOGIST: "методист",
    RoleKind.SECRETARY: "главный специалист",
    RoleKind.OBSERVER: "инспектор",
    RoleKind.ADMINISTRATOR: "системный администратор",
    RoleKind.DIRECTOR: "директор",
    RoleKind.SCHOOL_COORDINATOR: "заместитель директора",
    RoleKind.TUTOR: "учитель",
}


@dataclass
class Town:
    """Who is who in the municipality; `chance` is its own, the same at every building."""

    municipality: Municipality
    chance: random.Random
    is_first: bool
    schools: list = field(default_factory=list)
    users: dict = field(default_factory=dict)  # of the department, by role
    people: dict = field(default_factory=dict)  # of the department, by role
    directors: dict = field(default_factory=dict)  # users by the key of their school


def make_town(region, number, *, schools, today, password_hash):
    """The Town with so many schools, each with its director."""
    place = place_name(number)
    municipality = Municipality.objects.create(
        region=region,
        slug=f"okrug-{number + 1:03}",
        name=f"{place}ий район",
        name_genitive=f"{place}ого района",
        place=f"г. {place}",
        department="Управление образования",
        department_genitive="Управления образования",
        department_short="Управление образования",
        letterhead=f"АДМИНИСТРАЦИЯ\n{place.upper()}ОГО РАЙОНА\nУПРАВЛЕНИЕ ОБРАЗОВАНИЯ",
        day_shift=(today - datetime.date.today()).days,
    )
    chance = random.Random(municipality.slug)  # noqa: S311 — not a secret
    town = Town(municipality, chance, is_first=number == 0)
    for kind in FITTING:
        profile = ActProfile(municipality=municipality, kind=kind, **DEFAULTS[kind])
        profile.operative = FITTING[kind][0] if kind == OrderKind.ORDER else profile.operative
        profile.save()
    make_schools(town, schools)
    make_people(town, password_hash)
    return town


def make_schools(town, number):
    """Schools, two of three in one of the lists."""
    town.schools = [
        School(
            municipality=town.municipality,
            name=f"МБОУ «Средняя общеобразовательная школа № {place}»",
            short_name=f"Школа № {place}",
            locality=town.municipality.place if place % 3 == 1 else f"с. Речное-{place}",
            is_leader=place % 3 == 0,
        )
        for place in range(1, number + 1)
    ]
    for school in town.schools:
        school.search = school.search_text()
    School.objects.bulk_create(town.schools)
    listings = SupportListing.objects.bulk_create(
        SupportListing(
            school=school, category=town.chance.choice(SupportCategory.values), since=day
        )
        for school in town.schools
        if not school.is_leader and (day := datetime.date(town.chance.randint(2019, 2022), 9, 1))
    )
    entered = {"act": ListingAct.INCLUDE, "stage": ListingStage.INCLUDED, "place": 1}
    now = town.municipality.now()
    ListingMove.objects.bulk_create(
        ListingMove(listing=listing, on=listing.since, at=now, **entered) for listing in listings
    )


def make_people(town, password_hash):
    """The department and the schools: people with posts, sign-ins and roles."""
    unit = Unit.objects.create(
        municipality=town.municipality, name="Управление образования", kind="department"
    )
    kinds = [*USUAL, *(OTHERS if town.is_first else ())]
    wanted = [(kind, None) for kind in kinds]
    wanted += [(RoleKind.DIRECTOR, school) for school in town.schools]
    wanted += [(RoleKind.SCHOOL_COORDINATOR, school) for school in town.schools[::3]]
    if town.is_first:
        wanted += [(RoleKind.TUTOR, school) for school in town.schools[:3]]
    people = [unsaved_person(town) for _ in wanted]
    users = unsaved_users(town, [kind for kind, _ in wanted], people, password_hash)
    User.objects.bulk_create(users)
    for person, user in zip(people, users, strict=True):
        person.user = user
    Person.objects.bulk_create(people)
    roles, assignments = [], []
    for (kind, school), person, user in zip(wanted, people, users, strict=True):
        values = {"municipality": town.municipality, "since": LONG_AGO}
        if kind == RoleKind.TUTOR:
            assignments.append(TutorAssignment(person=person, school=school, **values))
            roles.append(Role(user=user, kind=kind, **values))
        else:
            roles.append(Role(user=user, kind=kind, school=school, **values))
        if school is None:
            town.users[kind], town.people[kind] = user, person
        elif kind == RoleKind.DIRECTOR:
            town.directors[school.pk] = user
    Role.objects.bulk_create(roles)
    TutorAssignment.objects.bulk_create(assignments)
    Post.objects.bulk_create(
        Post(person=person, title=POSTS[kind], school=school, unit=None if school else unit)
        for (kind, school), person in zip(wanted, people, strict=True)
    )


def unsaved_person(town):
    person = Person(municipality=town.municipality, **full_name(town.chance))
    person.search = fold(person.full_name)
    return person


def unsaved_users(town, kinds, people, password_hash):
    """Sign-ins by the names of MAILBOXES; the second of a kind has a number."""
    users, taken = [], {}
    for kind, person in zip(kinds, people, strict=True):
        number = taken[kind] = taken.get(kind, 0) + 1
        mark = number if number > 1 else ""
        address = f"{MAILBOXES[kind]}{mark}@{town.municipality.slug}.example"
        users.append(User(email=address, name=person.full_name, password=password_hash))
    return users
