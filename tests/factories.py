"""make_<model>(): the shortest way to a valid row; say only what the test is about."""

import datetime
import itertools

from accounts.models import User
from documents.models import ActProfile, Annex, Order, OrderState
from documents.models.profile import DEFAULTS
from documents.printing import order_html, order_pdf
from files.kinds import FileKind
from files.store import store_bytes
from monitoring.models import Checkpoint, CheckpointEvent, Risk, RiskFactor, RiskProfile
from roadmaps.models import (
    Action,
    ColumnKind,
    ControlDate,
    Edition,
    EditionColumn,
    EditionState,
    Measure,
    Responsible,
    Roadmap,
    Section,
)
from schools.models import (
    JointAct,
    ListingAct,
    Municipality,
    Partnership,
    Person,
    Post,
    Programme,
    Region,
    Role,
    RoleKind,
    School,
    SupportListing,
    TutorAssignment,
    Unit,
)
from schools.stages import begin, lead

PASSWORD = "Длинный-пароль-7"
DUE = datetime.date(2026, 4, 30)

_numbers = itertools.count(1)


def make_region(**values):
    number = next(_numbers)
    # No region of the demo has a letter in its code.
    return Region.objects.create(
        **{"name": f"Регион {number}", "code": f"т{number % 100:02}"} | values
    )


def make_municipality(**values):
    number = next(_numbers)
    defaults = {
        "region": values.get("region") or make_region(),
        "slug": f"rayon-{number}",
        "name": f"Район {number}",
        "name_genitive": f"Района {number}",
        "place": "с. Речное",
        "department": "Управление образования",
        "department_genitive": "Управления образования",
        "department_short": "Управление образования",
        "letterhead": "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ",
    }
    return Municipality.objects.create(**defaults | values)


def make_school(municipality=None, **values):
    number = next(_numbers)
    defaults = {
        "municipality": municipality or make_municipality(),
        "name": f"МБОУ «Средняя школа № {number}»",
        "short_name": f"Школа № {number}",
    }
    return School.objects.create(**defaults | values)


def make_user(**values):
    number = next(_numbers)
    defaults = {"email": f"user{number}@example.org", "name": f"Пользователь {number}"}
    return User.objects.create_user(password=PASSWORD, **defaults | values)


def make_role(kind, municipality=None, *, school=None, user=None, **values):
    """Role row of a new user (or the given one) in the municipality or the school's one.

    The school of a tutor is an assignment of the user's card; several may go with one role.
    """
    user = user or make_user()
    if kind == RoleKind.TUTOR and school:
        return make_tutor(school, user, **values)
    if kind == RoleKind.REGIONAL:
        place = {"region": values.pop("region", None) or municipality.region}
    else:
        place = {"municipality": municipality or school.municipality, "school": school}
    since = values.pop("since", datetime.date(2000, 1, 1))
    return Role.objects.create(user=user, kind=kind, since=since, **place, **values)


def make_tutor(school, user, **values):
    """Role of the user who is assigned to the school as the tutor."""
    place = school.municipality
    person = user.people.filter(municipality=place).first() or make_person(place, user=user)
    make_assignment(person, school)
    role = user.roles.filter(kind=RoleKind.TUTOR, municipality=place).first()
    return role or make_role(RoleKind.TUTOR, place, user=user, **values)


def make_assignment(person=None, school=None, **values):
    """The person is the tutor of the school since 2000, still."""
    school = school or make_school(person.municipality if person else None)
    defaults = {
        "municipality": school.municipality,
        "person": person or make_person(school.municipality),
        "school": school,
        "since": datetime.date(2000, 1, 1),
    }
    return TutorAssignment.objects.create(**defaults | values)


def make_user_as(kind, municipality=None, **values):
    """A user with one role; `school=` for the roles of a school."""
    return make_role(kind, municipality, **values).user


def make_person(municipality=None, **values):
    number = next(_numbers)
    defaults = {
        "municipality": municipality or make_municipality(),
        "surname": f"Ковалёва{number}",
        "first_name": "Нина",
        "patronymic": "Павловна",
        "gender": "female",
    }
    return Person.objects.create(**defaults | values)


def make_unit(municipality=None, **values):
    number = next(_numbers)
    defaults = {
        "municipality": municipality or make_municipality(),
        "name": f"Методический кабинет {number}",
        "kind": "service",
    }
    return Unit.objects.create(**defaults | values)


def make_profile(municipality=None, kind="order", **values):
    """How the municipality issues acts of the kind."""
    municipality = municipality or make_municipality()
    return ActProfile.objects.create(
        municipality=municipality, kind=kind, **DEFAULTS[kind] | values
    )


def make_order(municipality=None, **values):
    municipality = municipality or make_municipality()
    defaults = {
        "municipality": municipality,
        "kind": "order",
        "body": municipality.department,
        "title": "Об утверждении дорожной карты",
        "place": municipality.place,
        "basis": "В целях повышения качества образования",
        "signatory": values.get("signatory") or make_person(municipality),
        "signatory_post": "Начальник управления",
    }
    return Order.objects.create(**defaults | values)


def make_signed_order(municipality=None, *, content=None, **values):
    """A registered order; `content=` stands for its PDF where the real one is not looked at."""
    return freeze(make_order(municipality, **values), content=content)


def freeze(order, *, content=None):
    """Register the draft without all that signing does to other documents."""
    order.number, order.state = str(next(_numbers)), OrderState.SIGNED
    order.signed_on, order.signed_at = order.municipality.today(), order.municipality.now()
    order.year, order.signed_by = order.signed_on.year, make_user()
    order.signed_html = order_html(order)
    name = f"Приказ № {order.number}.pdf"
    content = content or order_pdf(order)
    order.pdf = store_bytes(content, name, kind=FileKind.PDF, by=order.signed_by)
    order.save()
    return order


def make_roadmap(municipality=None, *, schools=(), **values):
    defaults = {
        "municipality": municipality or make_municipality(),
        "name": "Дорожная карта 2026",
        "starts_on": datetime.date(2026, 1, 1),
        "ends_on": datetime.date(2026, 12, 31),
    }
    roadmap = Roadmap.objects.create(**defaults | values)
    roadmap.schools.set(schools)
    return roadmap


def make_edition(roadmap=None, *, order=None, **values):
    """A draft edition with the columns of layout L1; `order=` annexes it to that order."""
    roadmap = roadmap or make_roadmap()
    annex = Annex.objects.create(order=order, kind="roadmap") if order else None
    period = {"starts_on": roadmap.starts_on, "ends_on": roadmap.ends_on}
    edition = Edition.objects.create(
        roadmap=roadmap, annex=annex, **{"heading": "ПЛАН МЕРОПРИЯТИЙ"} | period | values
    )
    edition.schools.set(roadmap.schools.all())
    headings = {
        ColumnKind.NUMBER: ("№ п/п", 6),
        ColumnKind.ACTION: ("Мероприятия", 34),
        ColumnKind.RESULT: ("Ожидаемый результат", 26),
        ColumnKind.DEADLINE: ("Сроки", 14),
        ColumnKind.RESPONSIBLE: ("Ответственный", 20),
    }
    for position, (kind, (heading, width)) in enumerate(headings.items(), start=1):
        EditionColumn.objects.create(
            edition=edition, position=position, kind=kind, heading=heading, width=width
        )
    return edition


def make_section(edition=None, **values):
    edition = edition or make_edition()
    defaults = {"edition": edition, "title": "Кадры", "position": edition.sections.count() + 1}
    return Section.objects.create(**defaults | values)


def make_measure(section=None, *, text="Провести семинар", due_on=DUE, schools=False, **values):
    """A measure with one action and one control date; `schools=True`: all schools of the plan."""
    section = section or make_section()
    defaults = {
        "section": section,
        "position": section.measures.count() + 1,
        "deadline_text": "Апрель 2026",
        "deadline_kind": "month",
        "responsible_text": "Руководители школ" if schools else "Методический кабинет",
        # What proves a report is asked in the tests about proof.
        "proof": "none",
    }
    measure = Measure.objects.create(**defaults | values)
    Action.objects.create(measure=measure, text=text)
    if due_on:
        ControlDate.objects.create(measure=measure, due_on=due_on)
    reference = {"kind": "schools"} if schools else {"kind": "text", "text": "Методкабинет"}
    Responsible.objects.create(edition=section.edition, measure=measure, **reference)
    return measure


def approve(edition):
    """Put the edition in force without an order's paper (an annex is made when there is none)."""
    if not edition.annex_id:
        order = make_order(edition.municipality)
        edition.annex = Annex.objects.create(order=order, kind="roadmap")
    edition.state = EditionState.APPROVED
    edition.save()
    return edition


def approve_by_school(edition, **values):
    """Put the school's edition in force by the school's own order."""
    act = {
        "approved_on": datetime.date(2026, 1, 12),
        "approval_number": "45-о",
        "approved_school": edition.roadmap.school.short_name,
    }
    for name, value in (act | values).items():
        setattr(edition, name, value)
    edition.state = EditionState.APPROVED
    edition.save()
    return edition


def make_checkpoint(*, school=None, measure=None, municipality=None, person=None, **values):
    """A planned checkpoint of an approved plan, owed by the school (or person, or a unit)."""
    if school:
        municipality = school.municipality
    municipality = municipality or (person.municipality if person else make_municipality())
    if measure is None:
        roadmap = make_roadmap(municipality, schools=[school] if school else [])
        measure = make_measure(make_section(approve(make_edition(roadmap))), schools=bool(school))
    defaults = {
        "municipality": municipality,
        "edition": measure.section.edition,
        "measure": measure,
        "action": measure.actions.get(),
        "text": measure.actions.get().text,
        "proof": measure.proof,
        "due_on": DUE,
        "since": DUE.replace(month=1),
        "school": school,
        "person": person,
        "executor": str(school or person or "Методический кабинет"),
    }
    row = defaults | values
    section = row["measure"] and row["measure"].section
    return Checkpoint.objects.create(**{"section": section} | row)


def make_event(checkpoint, verb, *, by=None, author=None, **values):
    """An act in the history of the checkpoint, which itself stays as it is."""
    by = by or make_user()
    defaults = {"municipality": checkpoint.municipality, "author": author or by.name}
    defaults |= {"from_state": checkpoint.state, "to_state": checkpoint.state}
    return CheckpointEvent.objects.create(
        checkpoint=checkpoint, verb=verb, by=by, **defaults | values
    )


def make_listing(school=None, *, until=None, **values):
    """The school is in the list ШНОР since 2020, still; or until its last day there."""
    defaults = {"school": school or make_school(), "category": "low"}
    day = values.pop("since", datetime.date(2020, 1, 1))
    said = {"on": day, "basis": values.pop("basis", "")}
    by = values.pop("by", None)
    listing = begin(SupportListing(**defaults | values), ListingAct.INCLUDE, **said, by=by)
    if until:
        day = until + datetime.timedelta(days=1)
        move(listing, ListingAct.LEAVE, day)
    return listing


def move(listing, act, on, **values):
    """Lead the entry of a list by the act on the day."""
    return lead(listing, act, on=on, seen_version=listing.version, **{"by": None} | values)


def make_post(person=None, **values):
    defaults = {"person": person or make_person(), "title": "методист"}
    return Post.objects.create(**defaults | values)


def make_pair(mentor=None, mentee=None, **values):
    """The leader has been helping the school since 2020, with a plan of nothing yet."""
    mentee = mentee or make_school((mentor or make_school(is_leader=True)).municipality)
    mentor = mentor or make_school(mentee.municipality, is_leader=True)
    defaults = {
        "municipality": mentee.municipality,
        "mentor": mentor,
        "mentee": mentee,
        "since": datetime.date(2020, 1, 1),
        "directions": "математика",
    }
    return Partnership.objects.create(**defaults | values)


def make_joint_act(pair=None, **values):
    """A row of the joint plan, not held yet."""
    defaults = {
        "partnership": pair or make_pair(),
        "text": "Открытые уроки",
        "due_on": DUE,
    }
    return JointAct.objects.create(**defaults | values)


def make_programme(school=None, **values):
    """A programme of the year 2026 without files."""
    school = school or make_school()
    defaults = {
        "school": school,
        "municipality": school.municipality,
        "kind": "antirisk",
        "starts_on": datetime.date(2026, 1, 1),
        "ends_on": datetime.date(2026, 12, 31),
    }
    return Programme.objects.create(**defaults | values)


def make_factor(municipality=None, **values):
    number = next(_numbers)
    defaults = {
        "municipality": municipality or make_municipality(),
        "position": number,
        "name": f"Дефицит кадров {number}",
        "first_year": 2020,
    }
    return RiskFactor.objects.create(**defaults | values)


def make_risk(school, factor=None, *, year=2026, **values):
    """A risk of the school; its profile of the year is made once."""
    place = school.municipality
    profile, _ = RiskProfile.objects.get_or_create(
        municipality=place, school=school, year=year, defaults={"made_on": DUE.replace(year=year)}
    )
    factor = factor or make_factor(place)
    return Risk.objects.create(profile=profile, factor=factor, **{"significance": "high"} | values)
