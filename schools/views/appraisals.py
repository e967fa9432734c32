"""The appraisal of a programme: experts, scores, return with remarks, conclusion."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from accounts.models import User
from lib.htmx import go
from lib.pdf import NotPrinted
from lib.permissions import NotNow, require
from schools.forms.appraisal import (
    SECTIONS,
    ConclusionForm,
    ExpertsForm,
    RemarksForm,
    ScoresForm,
)
from schools.models import (
    Appraisal,
    Programme,
    ProgrammeMoveKind,
    ProgrammeState,
    Role,
    RoleKind,
    TutorAssignment,
)
from schools.permissions import (
    EXPERTS,
    can_appraise,
    can_judge_programmes,
    can_return_programme,
)
from schools.programmes.appraising import (
    NO_SHEET,
    appoint,
    refuse_interested,
    require_turn,
    send_back,
    sheet_in_force,
    submit,
)
from schools.programmes.concluding import conclude, outcome_of, require_all_sent
from schools.programmes.moves import WrongState
from schools.programmes.papers import marks_of
from schools.views.programme_pages import NOT_JUDGE, AboutProgramme

NOT_RETURNER = "Программу возвращают координатор, начальник и тьютор школы."
NOT_EXPERT = "Оценку ставит тот эксперт, которого назначили."


class Experts(AboutProgramme):
    """Who appraises the last version."""

    title = "Эксперты"
    lead = "Тьютор оценивает первым, группа — после него. Кто уже отправил оценку, остаётся."

    def prepare(self, pk):
        self.find(pk)
        require(can_judge_programmes(self.request.access), NOT_JUDGE)
        refuse_interested(self.programme, self.request.user)
        if self.programme.state not in (ProgrammeState.SENT, ProgrammeState.APPRAISAL):
            raise WrongState(self.programme)
        if sheet_in_force(self.request.municipality) is None:
            raise NotNow(NO_SHEET)

    def make_form(self, data=None, files=None):
        tutors, group, barred = self.candidates()
        appraisals = Appraisal.objects.filter(programme_version=self.programme.last_version)
        return ExpertsForm(
            data,
            tutors=tutors,
            group=group,
            chosen=list(appraisals.values_list("expert", flat=True)),
            version=self.programme.version,
            barred=barred,
            back=self.back(),
        )

    def candidates(self):
        """({key: User} of tutors, the same of the group, [(name, reason)] who may not)."""
        roles = Role.objects.in_force().filter(municipality=self.request.municipality)
        reasons = self.programme.interested
        barred = {}

        def fitting(chosen):
            people = User.objects.filter(pk__in=chosen.values("user"), is_active=True)
            people = {user.pk: user for user in people.order_by("name", "pk")}
            barred.update({pk: user for pk, user in people.items() if pk in reasons})
            return {pk: user for pk, user in people.items() if pk not in reasons}

        assigned = TutorAssignment.objects.filter(school=self.programme.school_id)
        assigned = assigned.in_force(self.request.municipality.today())
        tutors = fitting(
            roles.filter(kind=RoleKind.TUTOR, user__in=assigned.values("person__user"))
        )
        group = fitting(roles.filter(kind__in=EXPERTS))
        return tutors, group, [(user, reasons[pk]) for pk, user in barred.items()]

    def save(self, form):
        appoint(
            self.programme,
            form.experts(),
            by=self.request.user,
            seen_version=form.seen_version,
        )
        messages.success(self.request, "Эксперты назначены.")
        return go(self.request, self.back())


class Appraise(AboutProgramme):
    """An expert's scores by the sheet."""

    title = "Оценка программы"

    def prepare(self, pk):
        visible = Programme.objects.visible_to(self.request.access)
        appraisals = Appraisal.objects.filter(
            programme_version__programme__in=visible
        ).select_related(
            "programme_version__programme__school",
            "programme_version__programme__municipality",
            "sheet",
        )
        self.appraisal = get_object_or_404(appraisals, pk=pk)
        version = self.appraisal.programme_version
        self.programme = version.programme
        self.back_label = str(self.programme)
        require(can_appraise(self.request.access, self.appraisal), NOT_EXPERT)
        refuse_interested(self.programme, self.request.user)
        self.lead = (
            f"{self.programme.school}, {self.programme}, версия {version.number}. "
            f"{self.appraisal.sheet}."
        )
        require_turn(self.appraisal)

    def make_form(self, data=None, files=None):
        return ScoresForm(
            data,
            criteria=list(self.appraisal.sheet.criteria.all()),
            version=self.appraisal.version,
            back=self.back(),
        )

    def save(self, form):
        submit(
            self.appraisal,
            form.scores(),
            opinion=form.cleaned_data["opinion"],
            by=self.request.user,
            seen_version=form.seen_version,
        )
        messages.success(self.request, "Оценка отправлена.")
        return go(self.request, self.back())


class ReturnProgramme(AboutProgramme):
    """Back to the school with remarks by section."""

    title = "Вернуть с замечаниями"
    lead = "Школа увидит замечания, исправит программу и отправит новую версию."

    def prepare(self, pk):
        self.find(pk)
        require(can_return_programme(self.request.access, self.programme), NOT_RETURNER)
        refuse_interested(self.programme, self.request.user)
        self.require_state(ProgrammeMoveKind.RETURN)

    def make_form(self, data=None, files=None):
        sheet = sheet_in_force(self.request.municipality)
        sections = [one.section for one in sheet.criteria.all()] if sheet else SECTIONS
        return RemarksForm(
            data, sections=sections, version=self.programme.version, back=self.back()
        )

    def save(self, form):
        send_back(
            self.programme,
            form.remarks(),
            text=form.cleaned_data["text"],
            by=self.request.user,
            seen_version=form.seen_version,
        )
        messages.success(self.request, "Программа возвращена школе с замечаниями.")
        return go(self.request, self.back())


class Conclude(AboutProgramme):
    """The conclusion by all the appraisals."""

    template_name = "schools/conclusion_form.html"
    title = "Экспертное заключение"
    lead = "Номер присвоится сам. Выданное заключение не меняется."
    refusals = (*AboutProgramme.refusals, NotPrinted)

    def prepare(self, pk):
        self.find(pk)
        require(can_judge_programmes(self.request.access), NOT_JUDGE)
        refuse_interested(self.programme, self.request.user)
        version = self.programme.last_version
        self.outcome = outcome_of(version) if version else None
        self.require_state(ProgrammeMoveKind.AGREE)
        require_all_sent(version)

    def make_form(self, data=None, files=None):
        return ConclusionForm(
            data, outcome=self.outcome, version=self.programme.version, back=self.back()
        )

    def context(self, form):
        marks = marks_of(self.outcome) if self.outcome else None
        return super().context(form) | {"marks": marks}

    def save(self, form):
        conclusion = conclude(
            self.programme,
            verdict=form.cleaned_data["verdict"],
            text=form.cleaned_data["text"],
            remarks=form.remarks(),
            by=self.request.user,
            seen_version=form.seen_version,
        )
        messages.success(self.request, f"{conclusion} выдано.")
        return go(self.request, self.back())
