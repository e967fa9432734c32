"""Programmes of schools: the register, the card, uploading, sending, archive."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from lib.forms import seen_version
from lib.htmx import go
from lib.permissions import NotNow, require
from lib.registers import RegisterView
from schools.filters import ProgrammeFilter
from schools.forms import ProgrammeForm, VersionForm
from schools.forms.appraisal import ArchiveForm
from schools.models import Appraisal, ApprovalBlock, Programme, ProgrammeState, Publication, School
from schools.models import ProgrammeMoveKind as Kind
from schools.operations import add_programme, add_version
from schools.permissions import (
    can_check_publication,
    can_judge_programmes,
    can_return_programme,
    can_see_marks,
    can_upload_programme,
    can_upload_version,
)
from schools.programmes.appraising import send, withdraw
from schools.programmes.concluding import outcome_of
from schools.programmes.moves import UPLOADABLE, WrongState, last_remarks, lead, leads_from
from schools.programmes.papers import marks_of
from schools.programmes.publishing import APPROVABLE, PUBLISHABLE
from schools.programmes.registers import ProgrammeRegister
from schools.programmes.versions import compare
from schools.views.form_page import PlacePage
from schools.views.programme_pages import NOT_JUDGE, AboutProgramme, find

NOT_SCHOOL = "Программу загружает сама школа: её директор или школьный координатор."


class ProgrammeList(RegisterView):
    """Программы школ: the register."""

    template_name = "schools/programme_list.html"
    register_class = ProgrammeRegister
    filter_class = ProgrammeFilter
    fields = ProgrammeRegister.fields
    label = "Программы школ"
    extra_context = {"title": "Программы школ"}

    def get_queryset(self):
        programmes = Programme.objects.visible_to(self.request.access)
        return ProgrammeRegister.annotate(programmes)

    def get_context_data(self, **kwargs):
        access = self.request.access
        schools = School.objects.filter(pk__in=access.school_ids)
        own = [school for school in schools if can_upload_programme(access, school)]
        context = super().get_context_data(**kwargs)
        context |= {"own_schools": own, "awaited": Appraisal.objects.asked_of(access)}
        if own:
            context["register"].empty_text = "Программ пока нет. Загрузите первую кнопкой выше."
        return context


@require_safe
def show(request, pk):
    """Card of a programme: its state and what to do, appraisals, versions, history."""
    programme = find(request, pk)
    return render(request, "schools/programme.html", card_of(request, programme))


def card_of(request, programme):
    """What the card shows and offers to this person."""
    versions = list(programme.versions.select_related("file", "uploaded_by", "conclusion__pdf"))
    appraisals = appraisals_of(versions[0]) if versions else []
    sees_experts = bool(appraisals) and can_see_marks(request.access, versions[0])
    outcome = outcome_of(versions[0]) if sees_experts and not owes(request, appraisals) else None
    return {
        "programme": programme,
        "versions": compare(versions),
        "moves": programme.moves.select_related("by", "programme_version").prefetch_related(
            "remarks"
        ),
        "returned": last_remarks(programme),
        "appraisals": appraisals,
        "sees_experts": sees_experts,
        "own_appraisal": Appraisal.objects.asked_of(request.access)
        .filter(programme_version__programme=programme)
        .first(),
        "marks": outcome and marks_of(outcome),
        "conclusions": [one.conclusion for one in versions if hasattr(one, "conclusion")],
        # The risks that it answers are told by who knows them (monitoring.models.risk).
        "risks": programme.risks.select_related("factor", "profile"),
        "approval": ApprovalBlock.objects.filter(programme=programme).first(),
        "publication": publication_of(programme),
        **offers(request, programme, appraisals),
    }


def owes(request, appraisals):
    """Is to appraise: an expert makes up his mind before he sees the scores of others."""
    return any(one.expert_id == request.user.pk and one.submitted_at is None for one in appraisals)


def appraisals_of(version):
    """Appraisals of the version, the tutor's first."""
    return list(version.appraisals.select_related("expert", "sheet"))


def publication_of(programme):
    """Where the programme is published, or None."""
    found = Publication.objects.filter(programme=programme)
    return found.select_related("checked_by", "programme_version").first()


def offers(request, programme, appraisals):
    """{can_<act>: may this person do it now}, for the buttons of the card."""
    access, state = request.access, programme.state
    is_school = can_upload_programme(access, programme.school)
    is_free = request.user.pk not in programme.interested
    judges = can_judge_programmes(access) and is_free
    return {
        "can_upload": can_upload_version(access, programme),
        "can_send": is_school and leads_from(Kind.SEND, state),
        "can_take_back": is_school and leads_from(Kind.TAKE_BACK, state),
        "can_appoint": judges and state in (ProgrammeState.SENT, ProgrammeState.APPRAISAL),
        "can_return": is_free
        and can_return_programme(access, programme)
        and leads_from(Kind.RETURN, state),
        "can_conclude": judges
        and leads_from(Kind.AGREE, state)
        and all(one.submitted_at for one in appraisals),
        "can_approve": is_school and state in APPROVABLE,
        "can_publish": is_school and state in PUBLISHABLE,
        "can_check": is_free and can_check_publication(access, programme) and state in PUBLISHABLE,
        "can_archive": can_judge_programmes(access) and leads_from(Kind.ARCHIVE, state),
    }


@require_POST
def send_programme(request, pk):
    """The school sends the programme to be looked at."""
    return act_of_school(request, pk, send, "Программа отправлена на проверку.")


@require_POST
def take_back(request, pk):
    """The school takes back what nobody has begun to appraise."""
    said = "Программа отозвана. Исправьте её и отправьте снова."
    return act_of_school(request, pk, withdraw, said)


def act_of_school(request, pk, act, said):
    """Do the act of a button; the card says what was done, or why it cannot be done now."""
    programme = find(request, pk)
    require(can_upload_programme(request.access, programme.school), NOT_SCHOOL)
    try:
        act(programme, by=request.user, seen_version=seen_version(request))
        messages.success(request, said)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return go(request, "schools:programme", request.municipality.slug, programme.pk)


class Archive(AboutProgramme):
    """The programme is put away; everything in it stays."""

    title = "Убрать программу в архив"
    lead = "Файлы, заключения и история останутся."

    def prepare(self, pk):
        self.find(pk)
        require(can_judge_programmes(self.request.access), NOT_JUDGE)
        self.require_state(Kind.ARCHIVE)

    def make_form(self, data=None, files=None):
        return ArchiveForm(data, version=self.programme.version, back=self.back())

    def save(self, form):
        with transaction.atomic():
            lead(
                self.programme,
                Kind.ARCHIVE,
                by=self.request.user,
                seen_version=form.seen_version,
                text=form.cleaned_data["text"],
            )
        messages.success(self.request, "Программа в архиве.")
        return go(self.request, self.back())


class ProgrammeCreate(PlacePage):
    """The school uploads a programme."""

    title = "Загрузить программу"
    back_label = "Программы школ"

    def prepare(self, pk):
        schools = School.objects.visible_to(self.request.access).select_related("municipality")
        self.school = get_object_or_404(schools, pk=pk)
        require(can_upload_programme(self.request.access, self.school), NOT_SCHOOL)
        self.lead = str(self.school)

    def back(self):
        return self.url("schools:programme-list")

    def make_form(self, **data):
        return ProgrammeForm(**data, school=self.school, back=self.back())

    def save(self, form):
        programme = add_programme(
            form.save(commit=False),
            upload=form.cleaned_data["file"],
            comment=form.cleaned_data["comment"],
            by=self.request.user,
        )
        messages.success(
            self.request, "Программа загружена. Проверьте файл и отправьте её на проверку."
        )
        return go(self.request, self.url("schools:programme", programme.pk))


class VersionCreate(PlacePage):
    """The school uploads the next file of a programme."""

    title = "Новая версия программы"

    def prepare(self, pk):
        self.programme = find(self.request, pk)
        require(can_upload_programme(self.request.access, self.programme.school), NOT_SCHOOL)
        self.back_label = str(self.programme)
        if self.programme.state not in UPLOADABLE:
            raise WrongState(self.programme)
        self.lead = "Прежние версии останутся: их можно скачать в любое время."

    def back(self):
        return self.url("schools:programme", self.programme.pk)

    def make_form(self, **data):
        return VersionForm(**data, back=self.back())

    def save(self, form):
        values = form.cleaned_data
        version = add_version(
            self.programme,
            upload=values["file"],
            comment=values["comment"],
            by=self.request.user,
        )
        messages.success(self.request, f"Версия {version.number} загружена.")
        return go(self.request, self.back())
