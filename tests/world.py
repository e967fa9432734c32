"""A small world for access tests: three municipalities, one object of every kind in each."""

from dataclasses import dataclass, field

from documents.models import (
    Annex,
    AnnexRow,
    Basis,
    BasisAct,
    Clause,
    Effect,
    Familiarisation,
    OrderLink,
    Visa,
)
from files.kinds import FileKind
from files.store import store_bytes
from monitoring.exam_table.table import ResultTable
from monitoring.models import (
    Checkpoint,
    Consultation,
    DateRequest,
    IdentificationRule,
    JointPlan,
    Visit,
)
from roadmaps.models import Block, ColumnKind, PlanImport
from roadmaps.next_edition import open_next_edition
from schools.imports.people.table import PersonTable
from schools.imports.schools.table import SchoolTable
from schools.models import (
    Agreement,
    Appraisal,
    Municipality,
    Person,
    Programme,
    ProgrammeVersion,
    RoleKind,
    SavedFilter,
    SupportTeam,
)
from schools.models.role import OWN_SCHOOLS_ROLES
from tests.factories import (
    DUE,
    approve,
    approve_by_school,
    make_assignment,
    make_checkpoint,
    make_edition,
    make_factor,
    make_joint_act,
    make_listing,
    make_measure,
    make_municipality,
    make_order,
    make_pair,
    make_person,
    make_post,
    make_region,
    make_risk,
    make_roadmap,
    make_role,
    make_school,
    make_section,
    make_unit,
    make_user,
)
from tests.files.samples import make_pdf
from tests.monitoring.visits.factories import (
    make_consultation,
    make_joint_plan,
    make_joint_row,
    make_recommendation,
    make_schedule,
    make_visit,
)
from tests.roadmaps.importing.sheets import paper, table
from tests.schools.appraisals import add_appraisals
from tests.schools.tables import make_import
from tests.workgroups.groups import (
    make_group,
    make_meeting,
    make_meetings,
    make_regulation,
    make_request,
)
from tests.workgroups.signed import decide, held_meeting
from tests.workgroups.signed import freeze as freeze_minutes

PDF = make_pdf()


@dataclass
class Place:
    """A municipality with one object of every kind; `pk[...]` are their keys."""

    municipality: Municipality
    school: object = None
    pk: dict = field(default_factory=dict)
    reported: object = None


def make_place(region, *, mark=""):
    """Everything in it carries `mark` in its texts, so that leaks can be searched for."""
    municipality = make_municipality(region=region)
    school = make_school(municipality, short_name=f"Школа {mark}", locality=f"Село {mark}")
    place = Place(municipality, school)
    add_plan(place, mark)
    add_order(place, mark)
    add_school_things(place, mark)
    add_pair(place, mark)
    add_tables(place, mark)
    add_visits(place, mark)
    add_appraisals(place, mark)
    add_risk(place, mark)
    add_groups(place, mark)
    place.pk |= make_meetings(place, mark)
    add_minutes(place, mark)
    return place


def add_plan(place, mark):
    """A plan in force with checkpoints, and a draft plan with a row of every kind."""
    roadmap = make_roadmap(place.municipality, schools=[place.school], name=f"Карта {mark}")
    edition = approve(make_edition(roadmap))
    section = make_section(edition, title=f"Раздел {mark}")
    measure = make_measure(section, schools=True, text=f"Мероприятие {mark}")
    by_school = make_checkpoint(school=place.school, measure=measure)
    by_unit = make_checkpoint(municipality=place.municipality, measure=measure)
    place.reported = make_checkpoint(
        school=place.school, measure=measure, due_on=DUE.replace(day=1), state="planned"
    )
    type(place.reported).objects.filter(pk=place.reported.pk).update(
        state="reported", reported_by=make_user()
    )
    removed = make_checkpoint(
        school=place.school, measure=measure, due_on=DUE.replace(day=3), state="removed"
    )
    part = make_checkpoint(
        school=place.school, measure=measure, due_on=DUE.replace(day=4), lead=by_unit
    )
    asked = DateRequest.objects.create(
        checkpoint=make_checkpoint(school=place.school, measure=measure, due_on=DUE.replace(day=2)),
        former_due_on=DUE.replace(day=2),
        due_on=DUE,
        reason=f"Причина {mark}",
        asked_by=make_user(),
        asked_at=place.municipality.now(),
    )
    draft_map = make_roadmap(place.municipality, name=f"Проект карты {mark}")
    draft = make_edition(draft_map)
    draft_section = make_section(draft, title=f"Черновой раздел {mark}")
    draft_measure = make_measure(draft_section, text=f"Черновое мероприятие {mark}")
    plan_import = PlanImport.objects.create(
        municipality=place.municipality,
        name=f"План {mark}.docx",
        digest=mark,
        paper=paper(
            f"План мероприятий {mark} на 2026 год",
            table(
                "№ | Мероприятие | Срок | Ответственный\n"
                f"Раздел 1. Дела {mark} | < | < | <\n1 | Дело {mark} | май | Школа {mark}"
            ),
        ).as_json(),
        created_by=make_user(),
    )
    block = Block.objects.create(edition=draft, position=1, kind="goals", text=f"Цель {mark}")
    add_school_plan(place, measure, mark)
    place.pk |= {
        "roadmap": roadmap.pk,
        "edition": edition.pk,
        "checkpoint": by_school.pk,
        "unit_checkpoint": by_unit.pk,
        "reported": place.reported.pk,
        "removed": removed.pk,
        "part": part.pk,
        "date_request": asked.pk,
        "draft_roadmap": draft_map.pk,
        "draft": draft.pk,
        "next_draft": open_next_edition(roadmap, by=make_user()).pk,
        "plan_import": plan_import.pk,
        "column": draft.columns.get(kind=ColumnKind.ACTION).pk,
        "block": block.pk,
        "section": draft_section.pk,
        "measure": draft_measure.pk,
    }


def add_school_plan(place, served, mark):
    """A plan of the school in force with a checkpoint, and a draft one."""
    own = make_roadmap(
        place.municipality, schools=[place.school], school=place.school, name=f"Своя карта {mark}"
    )
    edition = approve_by_school(make_edition(own))
    section = make_section(edition, title=f"Свой раздел {mark}")
    measure = make_measure(section, text=f"Своё мероприятие {mark}", serves=served)
    point = make_checkpoint(school=place.school, measure=measure, source="school")
    draft_map = make_roadmap(
        place.municipality, schools=[place.school], school=place.school, name=f"Своя {mark}"
    )
    draft = make_edition(draft_map)
    draft_section = make_section(draft, title=f"Свой черновой раздел {mark}")
    draft_measure = make_measure(draft_section, text=f"Своё черновое {mark}", serves=served)
    place.pk |= {
        "own_roadmap": own.pk,
        "own_edition": edition.pk,
        "own_checkpoint": point.pk,
        "own_draft_roadmap": draft_map.pk,
        "own_draft": draft.pk,
        "own_column": draft.columns.get(kind=ColumnKind.ACTION).pk,
        "own_section": draft_section.pk,
        "own_measure": draft_measure.pk,
    }


def add_order(place, mark):
    """A draft order with a clause."""
    order = make_order(
        place.municipality, title=f"Об утверждении {mark}", basis=f"Основание {mark}"
    )
    clause = Clause.objects.create(order=order, position=1, number="1.", text=f"Пункт {mark}")
    act = BasisAct.objects.create(
        municipality=place.municipality, kind="Приказ", title=f"Основание {mark}"
    )
    basis = Basis.objects.create(order=order, act=act, position=1)
    annex = Annex.objects.create(order=order, kind="schools", heading=f"Список {mark}")
    row = AnnexRow.objects.create(annex=annex, position=1, cells=[f"Школа {mark}", "ШНОР", ""])
    place.pk |= {
        "order": order.pk,
        "clause": clause.pk,
        "basis": basis.pk,
        "act": act.pk,
        "annex": annex.pk,
        "row": row.pk,
    }
    add_approval(place, mark)


def add_approval(place, mark):
    """Drafts with a visa, one to be asked for it and one that waits; a signed act to change."""
    person = make_person(place.municipality, surname=f"Визирующая{mark}")
    drafts = {
        state: make_order(place.municipality, title=f"О согласовании {mark}", state=state)
        for state in ("draft", "approval", "signing")
    }
    visas = {
        state: Visa.objects.create(order=order, position=1, person=person, post=f"Юрист {mark}")
        for state, order in drafts.items()
        if state != "signing"
    }
    signed = make_order(
        place.municipality,
        title=f"О прежнем {mark}",
        state="signed",
        number=f"{mark}-1",
        year=2026,
        signed_on=DUE,
        signed_html="<p>Приказ</p>",
        signed_at=place.municipality.now(),
        signed_by=make_user(),
        pdf=store_bytes(PDF, f"Приказ {mark}.pdf", kind=FileKind.PDF, by=make_user()),
    )
    listed = Annex.objects.create(order=signed, kind="schools", heading=f"Прежний список {mark}")
    amended = Annex.objects.create(
        order=drafts["draft"], kind="schools", heading=f"Новый список {mark}", amends=listed
    )
    link = OrderLink.objects.create(order=drafts["draft"], target=signed, effect=Effect.AMENDS)
    reader = Familiarisation.objects.create(order=signed, person=person, name=f"Кто {mark}")
    to_do = Clause.objects.create(
        order=signed, position=1, number="1.", addressee="Методисту", text=f"подготовить {mark}"
    )
    place.pk |= {
        "visa_order": drafts["draft"].pk,
        "visa": visas["draft"].pk,
        "asked_order": drafts["approval"].pk,
        "asked_visa": visas["approval"].pk,
        "signing_order": drafts["signing"].pk,
        "signed_order": signed.pk,
        "signed_clause": to_do.pk,
        "listed": listed.pk,
        "amended": amended.pk,
        "link": link.pk,
        "reader": reader.pk,
    }


def add_school_things(place, mark):
    """A listing, a person, a unit, a role to end, a programme with a file."""
    listing = make_listing(place.school, basis=f"Приказ {mark}")
    person = make_person(place.municipality, surname=f"Фамилия{mark}")
    make_unit(place.municipality, name=f"Центр {mark}")
    make_post(person, school=place.school, title=f"заместитель директора {mark}")
    team = SupportTeam.objects.create(
        municipality=place.municipality,
        school=place.school,
        order_date="2026-01-10",
        order_number=f"{mark}-7",
        coordinator=person,
        file=store_bytes(PDF, f"Приказ школы {mark}.pdf", kind=FileKind.PDF, by=make_user()),
    )
    assignment = make_assignment(person, place.school, basis=f"Приказ о тьюторах {mark}")
    director = make_role(RoleKind.DIRECTOR, school=place.school)
    programme = Programme.objects.create(
        municipality=place.municipality,
        school=place.school,
        kind="quality",
        starts_on="2026-01-01",
        ends_on="2026-12-31",
    )
    stored = store_bytes(PDF, f"Программа {mark}.pdf", kind=FileKind.PDF, by=director.user)
    ProgrammeVersion.objects.create(
        programme=programme,
        number=1,
        file=stored,
        comment=f"Комментарий {mark}",
        uploaded_by=director.user,
        uploaded_at=place.municipality.now(),
    )
    rule = IdentificationRule.objects.create(
        municipality=place.municipality, first_year=2020, basis=f"Основание {mark}"
    )
    saved = SavedFilter.objects.create(
        municipality=place.municipality,
        user=director.user,
        register="schools:school-list",
        place=1,
        name=f"Отбор {mark}",
        query="is_leader=on",
    )
    place.pk |= {
        "school": place.school.pk,
        "listing": listing.pk,
        "team": team.pk,
        "listing_move": listing.moves.get().pk,
        "assignment": assignment.pk,
        "person": person.pk,
        "role": director.pk,
        "programme": programme.pk,
        "rule": rule.pk,
        "saved_filter": saved.pk,
        "file": stored.pk,
    }


def add_risk(place, mark):
    """A factor of the list, the profile of the school with it."""
    factor = make_factor(place.municipality, name=f"Фактор {mark}")
    make_risk(place.school, factor, value=f"Доля {mark}", measures=f"Меры {mark}", is_chosen=True)
    place.pk["risk_factor"] = factor.pk


def add_pair(place, mark):
    """The school is helped by a leader; another school has nobody yet."""
    leader = make_school(place.municipality, short_name=f"Лидер {mark}", is_leader=True)
    make_school(place.municipality, short_name=f"Ближняя школа {mark}")
    pair = make_pair(leader, place.school, directions=f"Направление {mark}")
    agreement = Agreement.objects.create(
        partnership=pair, kind="cooperation", number=mark, signed_on=DUE.replace(year=2020)
    )
    act = make_joint_act(pair, text=f"Совместно {mark}")
    held = make_joint_act(pair, text=f"Вместе {mark}", done_on=DUE.replace(year=2020))
    place.pk |= {
        "pair": pair.pk,
        "agreement": agreement.pk,
        "joint_act": act.pk,
        "held_act": held.pk,
    }


def add_tables(place, mark):
    """A table of each kind that was looked through and not loaded yet."""
    loader = make_user()
    rows = {
        "school_table": (SchoolTable(), {"name": f"Новая {mark}", "short_name": f"Новая {mark}"}),
        "person_table": (
            PersonTable(),
            {"surname": f"Новая{mark}", "first_name": "Анна", "patronymic": "Петровна"},
        ),
        "result_table": (
            ResultTable(),
            {
                "school": place.school.short_name,
                "year": "2020",
                "procedure": "ВПР",
                "subject": "история",
                "grade": "5",
                "participants": "20",
                "mark_2": "1",
                "mark_3": "9",
                "mark_4": "8",
                "mark_5": "2",
            },
        ),
    }
    place.pk |= {
        key: make_import(kind, place.municipality, loader, row).pk
        for key, (kind, row) in rows.items()
    }


def add_visits(place, mark, *, tutor=None):
    """Schedules approved and not, a visit in every state that an act needs, a consultation."""
    municipality, school = place.municipality, place.school
    tutor = tutor or make_person(municipality, surname=f"Тьюторова{mark}")
    approved = make_schedule(municipality)
    draft = make_schedule(municipality, approved=False)
    words = {"aim": f"Цель {mark}", "tutor": tutor}
    days = iter(range(1, 20))

    def visit(state="planned", schedule=approved, **values):
        day = DUE.replace(day=next(days))
        return make_visit(school, schedule=schedule, state=state, planned_on=day, **words | values)

    plan = make_joint_plan(make_assignment(tutor, school))
    row = {"text": f"Дело {mark}", "parties": f"Кто {mark}", "expected": f"Итог {mark}"}
    done = {"state": "done", "done_on": DUE, "result": f"Получилось {mark}"}
    place.pk |= {
        "joint_plan": plan.pk,
        "joint_row": make_joint_row(plan, by_school=True, **row).pk,
        "marked_row": make_joint_row(plan, **row, **done).pk,
    }
    told = {"looked_at": f"Посмотрели {mark}", "findings": f"Выводы {mark}"}
    recorded = visit("recorded", **told)
    place.pk |= {
        "visit": visit().pk,
        "recorded_visit": recorded.pk,
        "recommendation": make_recommendation(recorded, text=f"Рекомендация {mark}").pk,
        "sent_visit": visit("sent", **told).pk,
        "draft_visit": visit(schedule=draft).pk,
        "visit_schedule": approved.pk,
        "draft_schedule": draft.pk,
        "consultation": make_consultation(
            school, topic=f"Тема {mark}", advice=f"Совет {mark}", consultant=tutor
        ).pk,
    }


def add_groups(place, mark):
    """A group without a head, its regulation, a signed composition, what it asks of the school."""
    people = {}
    group = make_group(
        place.municipality,
        letters="DSa",
        people=people,
        name=f"Группа {mark}",
        purpose=f"Цель {mark}",
    )
    annex = Annex.objects.create(
        order_id=place.pk["signed_order"], kind="composition", heading=f"Состав {mark}"
    )
    AnnexRow.objects.create(
        annex=annex,
        position=1,
        person=make_person(place.municipality, surname=f"Новичкова{mark}"),
        cells=[f"Новичкова {mark}", "методист", ""],
    )
    asked, answered = (
        make_request(group, school=place.school, text=f"Сведения {mark}") for _ in range(2)
    )
    stored = store_bytes(PDF, f"Ответ {mark}.pdf", kind=FileKind.PDF, by=make_user())
    type(answered).objects.filter(pk=answered.pk).update(
        answered_on=DUE, answered_by=make_user(), answer=f"Ответ {mark}", answer_file=stored
    )
    place.pk |= {
        "group": group.pk,
        "membership": group.memberships.get(person=people["a"]).pk,
        "regulation": make_regulation(group, text=f"# Общее\nТекст {mark}").pk,
        "request": asked.pk,
        "answered_request": answered.pk,
        "answer_file": stored.pk,
    }


# --- papers of working groups


def add_minutes(place, mark):
    """A group with signed minutes, with minutes to be signed, with a meeting ahead."""
    people = {}
    group = make_group(
        place.municipality,
        letters="HDS",
        people=people,
        name=f"Группа с протоколами {mark}",
        name_genitive=f"группы с протоколами {mark}",
    )
    make_regulation(group)
    came = list(people.values())
    meeting = held_meeting(group, came, place=f"Кабинет {mark}")
    asked = decide(
        meeting, f"Решение {mark}", schools=[place.school], title=f"О деле {mark}", due_on=DUE
    )
    measure = Checkpoint._base_manager.get(pk=place.pk["checkpoint"]).measure
    asked.item.measure_lineage = measure.lineage
    asked.item.save()
    advice = decide(meeting, f"Рекомендация {mark}", is_recommendation=True)
    freeze_minutes(meeting, number=f"{mark[:8]}-1")
    review = held_meeting(group, came, held_on=DUE.replace(day=3))
    ahead = make_meeting(group, held_on=DUE.replace(day=4))
    place.pk |= {
        "signed_meeting": meeting.pk,
        "minutes_to_sign": review.pk,
        "meeting_ahead": ahead.pk,
        "heard_item": asked.item.pk,
        "advice": advice.pk,
        "minutes_head": people["H"].pk,
    }


@dataclass
class World:
    """Own municipality, its neighbour in the region, one of another region."""

    own: Place
    neighbour: Place
    stranger: Place

    def user_as(self, kind):
        """A new user with the role in the own municipality (or its region).

        What a person alone may see or do is theirs: the saved filters, the appraisal, and of a
        tutor the visits; a methodologist is a member of the group.
        """
        user = self._new_user_as(kind)
        if kind == RoleKind.TUTOR:
            card = user.people.get()
            Visit._base_manager.filter(school=self.own.school).update(tutor=card)
            plans = JointPlan._base_manager.filter(assignment__school=self.own.school)
            plans.update(assignment=card.tutor_assignments.get())
            Consultation._base_manager.filter(school=self.own.school).update(consultant=card)
        if kind == RoleKind.METHODOLOGIST:
            # The member of the group who acts for oneself.
            Person._base_manager.filter(pk=self.own.pk["member"]).update(user=user)
        if kind == RoleKind.HEAD:
            # The head of the group, who signs its minutes.
            Person._base_manager.filter(pk=self.own.pk["minutes_head"]).update(user=user)
        own = [self.own.pk["saved_filter"], self.neighbour.pk["saved_filter"]]
        SavedFilter._base_manager.filter(pk__in=own).update(user=user)
        asked = Appraisal._base_manager.filter(pk=self.own.pk["appraisal"])
        asked.update(expert=user)
        return user

    def _new_user_as(self, kind):
        if kind is None:
            return make_user()
        if kind == RoleKind.REGIONAL:
            return make_role(kind, region=self.own.municipality.region).user
        school = self.own.school if kind in OWN_SCHOOLS_ROLES else None
        return make_role(kind, self.own.municipality, school=school).user


def make_world():
    region = make_region()
    return World(
        make_place(region, mark="СВОЙ"),
        make_place(region, mark="КАНАРЕЙКА-СОСЕД"),
        make_place(make_region(), mark="КАНАРЕЙКА-ЧУЖОЙ"),
    )
