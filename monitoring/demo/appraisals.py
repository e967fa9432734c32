"""Programmes at every step of their appraisal: each step is done by the operations themselves."""

import copy
import datetime

from monitoring.demo.papers import keep
from monitoring.demo.programmes import upload_programmes
from schools.models import (
    AppraisalStage,
    ApprovalBlock,
    CriteriaSheet,
    Programme,
    ProgrammeKind,
    ProgrammeMoveKind,
    ProgrammeVersion,
    Publication,
    PublicationDate,
    RoleKind,
    TutorAssignment,
    Verdict,
)
from schools.programmes import appraising, publishing
from schools.programmes.concluding import conclude
from schools.programmes.first_sheet import first_criteria
from schools.programmes.moves import lead

REMARKS = (
    ("Цели и показатели", "Укажите исходные и целевые значения показателей."),
    ("Мероприятия и сроки", "У трёх мероприятий нет ответственных."),
)
GROUNDS = "Программа опирается на результаты школы, цели и показатели согласованы."
PLAN_IS_OVER = "Срок плана закончился, действует программа развития."
# Of each criterion an expert gives so much less than the most.
GENEROUS, STRICT = (0, 0, 1), (1, 0, 1, 0)


def show_programmes(cast, roadmap, *, to_the_end):
    """Programmes of the years of the plan; `to_the_end` shows every state there is."""
    period = {"starts_on": roadmap.starts_on, "ends_on": roadmap.ends_on}
    upload_programmes(cast, **period)
    Appraisals(cast, **period).play(to_the_end=to_the_end)


class Appraisals:
    """The programmes of one municipality and those who appraise them."""

    def __init__(self, cast, *, starts_on, ends_on):
        self.cast, self.period = cast, {"starts_on": starts_on, "ends_on": ends_on}
        self.coordinator = cast.user(RoleKind.COORDINATOR)
        self.first, self.second = cast.users[RoleKind.DIRECTOR]
        place = cast.municipality
        appraising.save_sheet(
            CriteriaSheet(municipality=place, basis="учебный лист критериев"),
            first_criteria(),
            seen_number=0,
            by=self.coordinator,
        )
        due_on = place.today() - datetime.timedelta(days=20)
        kinds = [ProgrammeKind.CONCEPT, ProgrammeKind.DEVELOPMENT]
        PublicationDate.objects.create(municipality=place, due_on=due_on, kinds=kinds)

    def play(self, *, to_the_end):
        """What every municipality has; with `to_the_end` the later steps too."""
        self.send(Programme.objects.get(school=self.school_of(self.second), **self.period), ago=9)
        self.give_back(self.sent(self.first, ProgrammeKind.ANTIRISK, ago=30))
        self.appraise(self.sent(self.first, ProgrammeKind.CONCEPT, ago=25), last_waits=True)
        if to_the_end:
            # The oldest first: their conclusions have the first numbers.
            self.archive(self.approve(self.sent(self.first, ProgrammeKind.PLAN, ago=100)))
            self.publish(self.approve(self.sent(self.first, ProgrammeKind.DEVELOPMENT, ago=80)))
            self.approve(self.sent(self.second, ProgrammeKind.CONCEPT, ago=70))
            self.recommend(self.sent(self.second, ProgrammeKind.DEVELOPMENT, ago=40))

    def school_of(self, director):
        return director.roles.get(kind=RoleKind.DIRECTOR).school

    def pass_days(self, programme, days):
        """What is done next is done so many days later (before, for a negative number)."""
        place = copy.copy(programme.municipality)
        place.day_shift += days
        programme.municipality = place

    def sent(self, director, kind, *, ago):
        """A programme with one version, sent so many days ago."""
        programme = Programme.objects.create(
            municipality=self.cast.municipality,
            school=self.school_of(director),
            kind=kind,
            **self.period,
        )
        self.pass_days(programme, -ago - 2)
        name = programme.get_kind_display().capitalize()
        ProgrammeVersion.objects.create(
            programme=programme,
            number=1,
            file=keep("Программа школы", f"{name}.pdf", by=director),
            uploaded_by=director,
            uploaded_at=programme.municipality.now(),
        )
        self.pass_days(programme, ago + 2)
        return self.send(programme, ago=ago)

    def send(self, programme, *, ago):
        self.pass_days(programme, -ago)
        by = programme.last_version.uploaded_by
        appraising.send(programme, by=by, seen_version=programme.version)
        return programme

    def give_back(self, programme):
        """Returned with remarks by section, without appraisal."""
        self.pass_days(programme, 4)
        appraising.send_back(
            programme,
            REMARKS,
            text="",
            by=self.coordinator,
            seen_version=programme.version,
        )

    def appraise(self, programme, *, last_waits=False):
        """The tutor of the school and two experts; the last of them may still owe the scores."""
        self.pass_days(programme, 2)
        experts = {
            user: AppraisalStage.GROUP
            for kind in (RoleKind.METHODOLOGIST, RoleKind.SECRETARY)
            for user in self.cast.users[kind][:1]
        }
        tutor = self.cast.user(RoleKind.TUTOR)
        assigned = TutorAssignment.objects.filter(school=programme.school)
        if assigned.filter(person__user=tutor).exists():
            experts = {tutor: AppraisalStage.TUTOR} | experts
        experts = {
            user: stage for user, stage in experts.items() if user.pk not in programme.interested
        }
        appraising.appoint(programme, experts, by=self.coordinator, seen_version=programme.version)
        asked = list(programme.last_version.appraisals.select_related("sheet", "expert"))
        for number, appraisal in enumerate(asked[: -1 if last_waits else None]):
            self.pass_days(programme, 2)
            appraisal.programme_version.programme = programme
            self.score(appraisal, STRICT if number % 2 else GENEROUS)

    def score(self, appraisal, manner):
        """The expert's scores in his manner, with a remark where something was taken off."""
        scores = {}
        for place, criterion in enumerate(appraisal.sheet.criteria.all()):
            less = manner[place % len(manner)]
            remark = "Раскройте подробнее." if less else ""
            scores[criterion] = criterion.max_score - less, remark
        appraising.submit(
            appraisal, scores, opinion="", by=appraisal.expert, seen_version=appraisal.version
        )

    def recommend(self, programme):
        """Appraised by all and recommended, with the numbered conclusion."""
        self.appraise(programme)
        self.pass_days(programme, 3)
        programme.refresh_from_db(fields=["version"])
        conclude(
            programme,
            verdict=Verdict.RECOMMENDED,
            text=GROUNDS,
            remarks=REMARKS[:1],
            by=self.coordinator,
            seen_version=programme.version,
        )
        return programme

    def approve(self, programme):
        """Adopted, agreed, approved, put on the site; nobody has looked there yet."""
        self.recommend(programme)
        self.pass_days(programme, 6)
        day, director = programme.municipality.today(), programme.last_version.uploaded_by
        block = ApprovalBlock(
            programme=programme,
            adopted_on=day - datetime.timedelta(days=5),
            adopted_number="4",
            agreed_by=programme.municipality.department,
            agreed_on=day - datetime.timedelta(days=2),
            agreed_number="17",
            approved_on=day,
            approved_number="31-у",
        )
        publishing.approve(block, [], seen_version=1, by=director)
        publication = Publication(
            programme=programme,
            address=f"https://school.example.org/programmes/{programme.pk}/",
            published_on=day,
        )
        publishing.publish(publication, [], seen_version=1, by=director)
        return programme

    def publish(self, programme):
        """Somebody of the department has looked at the site."""
        self.pass_days(programme, 3)
        publishing.check(
            programme.publication,
            is_found=True,
            note="",
            by=self.cast.user(RoleKind.METHODOLOGIST),
            seen_version=1,
        )

    def archive(self, programme):
        self.pass_days(programme, 10)
        lead(
            programme,
            ProgrammeMoveKind.ARCHIVE,
            by=self.coordinator,
            seen_version=programme.version,
            text=PLAN_IS_OVER,
        )
