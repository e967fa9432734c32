"""What a municipality keeps about its schools in the years of the plans, written in bulk."""

import datetime

from files.kinds import FileKind
from files.store import store_bytes
from lib.dates import add_months
from monitoring.demo.scale.writing import write
from monitoring.models import (
    Consultation,
    ConsultationForm,
    ExamResult,
    Procedure,
    Risk,
    RiskFactor,
    RiskProfile,
    Significance,
    Subject,
    Visit,
    VisitSchedule,
    VisitState,
)
from monitoring.risks.operations import take_common_factors
from schools.models import (
    Agreement,
    AgreementKind,
    Conclusion,
    JointAct,
    ListingAct,
    ListingMove,
    ListingStage,
    Partnership,
    Programme,
    ProgrammeKind,
    ProgrammeState,
    ProgrammeVersion,
    Publication,
    RoleKind,
    SupportListing,
    TutorAssignment,
    Verdict,
)

DAY = datetime.timedelta(days=1)
VISITS, CONSULTATIONS = 4, 6  # of a supported school in a year
EXAMS = tuple(
    (Procedure.VPR, subject, grade)
    for subject in (Subject.RUSSIAN, Subject.MATHEMATICS)
    for grade in (5, 6, 7)
)
AIMS = ("Посещение уроков, беседа с администрацией", "Как выполнены прежние рекомендации")
TOPICS = ("Как оформить программу", "Какие документы приложить к отчёту", "Показатели карты")
TOLD = "Три урока в 5–7 классах, рабочие программы, журнал дополнительных занятий."
FOUND = "Занятия проводятся по расписанию; итоги проверочных работ не сравниваются."


def make_support(town, years, *, today, pdf):
    """Moves of the lists, pairs, tutors, visits, consultations, programmes, results, risks."""
    supported = [school for school in town.schools if not school.is_leader]
    make_moves(town, today)
    make_pairs(town, supported, years)
    tutors = make_tutors(town, supported, datetime.date(years[0], 9, 1))
    make_visits(town, supported, tutors, years, today)
    make_programmes(town, supported, years, pdf)
    make_results(town, years)
    make_risks(town, supported, years)


def make_moves(town, today):
    """A school is supported since the month after, and prolonged year by year."""
    moves = []
    now, by = town.municipality.now(), town.users[RoleKind.COORDINATOR]
    listings = list(SupportListing.objects.filter(school__in=town.schools))
    for listing in listings:
        last, place, day = ListingStage.INCLUDED, 2, add_months(listing.since, 1)
        while day <= today:
            is_begun = last == ListingStage.SUPPORTED
            act = ListingAct.PROLONG if is_begun else ListingAct.SUPPORT
            stage = ListingStage.PROLONGED if is_begun else ListingStage.SUPPORTED
            moves.append(
                ListingMove(
                    listing=listing,
                    place=place,
                    act=act,
                    from_stage=last,
                    stage=stage,
                    on=day,
                    basis="Протокол рабочей группы",
                    by=by,
                    at=now,
                    reason="Результаты выросли, но ещё ниже порога" if is_begun else "",
                )  # fmt: skip
            )
            last, place, day = stage, place + 1, add_months(day, 1 if is_begun else 11)
        listing.stage = last
    write(ListingMove, moves)
    SupportListing.objects.bulk_update(listings, ["stage"])


def make_pairs(town, supported, years):
    """Every supported school has a leader; an agreement and two acts of each year."""
    leaders = [school for school in town.schools if school.is_leader] or town.schools[:1]
    pairs = [
        Partnership(
            municipality=town.municipality,
            mentor=leaders[number % len(leaders)],
            mentee=school,
            since=datetime.date(years[0], 9, 1),
            grounds="Приказ управления образования",
            directions="русский язык, математика",
        )
        for number, school in enumerate(supported)
        if school != leaders[number % len(leaders)]
    ]
    write(Partnership, pairs)
    kind = AgreementKind.COOPERATION
    write(
        Agreement,
        [
            Agreement(partnership=pair, kind=kind, number=f"{n}-С", signed_on=pair.since)
            for n, pair in enumerate(pairs, start=1)
        ],
    )
    days = [datetime.date(year, month, 20) for year in years for month in (3, 10)]
    write(
        JointAct,
        [
            JointAct(
                partnership=pair,
                text="Методический день: открытые уроки и их разбор",
                due_on=day,
                done_on=day if town.chance.random() < 0.8 else None,
                proof="Отчёт, лист участников",
            )
            for pair in pairs
            for day in days
        ],
    )


def make_tutors(town, supported, since):
    """{key of the school: person} who tutors it; those of the department take them by turns."""
    people = list(town.people.values())
    tutors = {school.pk: people[n % len(people)] for n, school in enumerate(supported)}
    held = TutorAssignment.objects.filter(school__in=supported)
    known = set(held.values_list("school", flat=True))
    write(
        TutorAssignment,
        [
            TutorAssignment(
                municipality=town.municipality,
                person=tutors[school.pk],
                school=school,
                since=since,
                basis="Приказ о тьюторах",
            )
            for school in supported
            if school.pk not in known
        ],
    )
    return tutors


def make_visits(town, supported, tutors, years, today):
    """An approved schedule of each year with its visits, and lines of the journal beside."""
    place, head = town.municipality, town.users[RoleKind.HEAD]
    visits, lines = [], []
    for year in years:
        schedule = VisitSchedule.objects.create(
            municipality=place,
            starts_on=datetime.date(year, 1, 1),
            ends_on=datetime.date(year, 12, 31),
            approved_on=datetime.date(year, 1, 10),
            approved_by=head,
            approver_post="Начальник управления",
            approver_name=str(town.people[RoleKind.HEAD]),
        )
        for school in supported:
            tutor = tutors[school.pk]
            visits += [
                visit(town, school, tutor, schedule, number, today) for number in range(VISITS)
            ]
            lines += [
                consultation(town, school, tutor, year, number) for number in range(CONSULTATIONS)
            ]
    write(Visit, visits)
    write(Consultation, [line for line in lines if line.held_on <= today])


def visit(town, school, tutor, schedule, number, today):
    """A visit of the schedule: held, sent and read, or still to come."""
    day = schedule.starts_on.replace(month=2 + 3 * number, day=town.chance.randint(1, 28))
    made = Visit(
        municipality=town.municipality,
        school=school,
        tutor=tutor,
        schedule=schedule,
        planned_on=day,
        aim=AIMS[number % len(AIMS)],
    )
    if day < today:
        made.state, made.held_on, made.sent_on = VisitState.SENT, day, day + DAY
        made.looked_at, made.findings = TOLD, FOUND
    return made


def consultation(town, school, tutor, year, number):
    """A line of the journal."""
    return Consultation(
        municipality=town.municipality,
        held_on=datetime.date(year, 1 + 2 * number, town.chance.randint(1, 28)),
        form=town.chance.choice(ConsultationForm.values),
        school=school,
        post="заместитель директора",
        topic=TOPICS[number % len(TOPICS)],
        advice=FOUND,
        consultant=tutor,
    )


def make_programmes(town, supported, years, pdf):
    """One programme of the years for every supported school; every third has its conclusion."""
    place, now = town.municipality, town.municipality.now()
    programmes = [
        Programme(
            municipality=place,
            school=school,
            kind=ProgrammeKind.QUALITY,
            starts_on=datetime.date(years[-1], 1, 1),
            ends_on=datetime.date(years[-1] + 2, 12, 31),
            state=ProgrammeState.PUBLISHED if number % 3 == 0 else ProgrammeState.SENT,
        )
        for number, school in enumerate(supported)
    ]
    write(Programme, programmes)
    versions = [
        ProgrammeVersion(
            programme=one,
            number=1,
            file=store_bytes(pdf, "Программа.pdf", kind=FileKind.PDF, by=author),
            uploaded_by=author,
            uploaded_at=now,
        )
        for one in programmes
        for author in [town.directors[one.school_id]]
    ]
    write(ProgrammeVersion, versions)
    make_conclusions(town, versions[::3], years[-1], pdf)


def make_conclusions(town, versions, year, pdf):
    """Conclusions about the versions, and where their programmes stand on the sites."""
    by, now = town.users[RoleKind.HEAD], town.municipality.now()
    write(
        Conclusion,
        [
            Conclusion(
                municipality=town.municipality,
                programme_version=version,
                year=year,
                number=number,
                issued_on=datetime.date(year, 3, 1),
                issued_by=by,
                verdict=Verdict.RECOMMENDED,
                text="Цели и показатели согласованы.",
                median=82,
                lowest=75,
                highest=90,
                pdf=store_bytes(pdf, "Заключение.pdf", kind=FileKind.PDF, by=by),
            )
            for number, version in enumerate(versions, start=1)
        ],
    )
    write(
        Publication,
        [
            Publication(
                programme=version.programme,
                programme_version=version,
                address=f"https://school-{version.programme.school_id}.example/programme",
                published_on=datetime.date(year, 4, 10),
                is_found=True,
                checked_by=by,
                checked_at=now,
            )
            for version in versions
        ],
    )


def make_results(town, years):
    """Results of the exams in every school and year."""
    rows = []
    for school in town.schools:
        for year in years:
            for procedure, subject, grade in EXAMS:
                many = town.chance.randint(12, 60)
                two = many * town.chance.randint(5, 45) // 100
                three = (many - two) // 2
                four = many - two - three
                rows.append(
                    ExamResult(
                        municipality=town.municipality,
                        school=school,
                        year=year,
                        procedure=procedure,
                        subject=subject,
                        grade=grade,
                        participants=many,
                        mark_2=two,
                        mark_3=three,
                        mark_4=four,
                        mark_5=0,
                        below_threshold=two,
                    )  # fmt: skip
                )
    write(ExamResult, rows)


def make_risks(town, supported, years):
    """A profile of every supported school and year; two risks of each are worked on."""
    take_common_factors(town.municipality, by=town.users[RoleKind.COORDINATOR])
    profiles = [
        RiskProfile(
            municipality=town.municipality,
            school=school,
            year=year,
            made_on=datetime.date(year, 3, 15),
        )
        for school in supported
        for year in years
    ]
    write(RiskProfile, profiles)
    factors = RiskFactor.objects.filter(municipality=town.municipality)
    of_year = {year: list(factors.for_year(year)) for year in years}
    write(
        Risk,
        [
            Risk(
                profile=profile,
                factor=factor,
                significance=Significance.HIGH if place < 2 else Significance.LOW,
                value="выше среднего по району" if place < 2 else "",
                is_chosen=place < 2,
            )
            for profile in profiles
            for place, factor in enumerate(of_year[profile.year])
        ],
    )
