"""Regulations of a group: written, read, printed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents.word import docx, docx_response
from lib import pdf
from lib.htmx import go
from lib.permissions import require
from workgroups import permissions
from workgroups.forms.regulations import RegulationForm
from workgroups.models import Regulation, WorkingGroup
from workgroups.regulations.contradictions import contradictions_of
from workgroups.regulations.operations import add_regulation, change_regulation
from workgroups.regulations.papers import regulation_html
from workgroups.regulations.text import default_text, whole_text
from workgroups.regulations.topics import rules_of
from workgroups.views.pages import NOT_KEEPER, GroupForm, find_group

COPIED = (
    "frequency",
    "times",
    "quorum",
    "quorum_number",
    "majority",
    "casting_vote",
    "secretary_votes",
    "papers_days",
    "minutes_days",
    "absentee",
    "text",
)


def find_regulation(request, pk):
    """The regulation of a visible group, or 404."""
    groups = WorkingGroup.objects.visible_to(request.access)
    rows = Regulation.objects.filter(group__in=groups.values("pk"))
    return get_object_or_404(rows.select_related("group__municipality"), pk=pk)


@require_safe
def show_regulation(request, pk):
    """A regulation: parameters, what contradicts them, the whole text, the others of the group."""
    regulation, today = find_regulation(request, pk), request.municipality.today()
    others = list(regulation.group.regulations.all())
    in_force = next((one for one in others if one.since <= today), None)
    context = {
        "regulation": regulation,
        "group": regulation.group,
        "rules": rules_of(regulation),
        "contradictions": contradictions_of(regulation),
        "text": whole_text(regulation),
        "others": [one for one in others if one.pk != regulation.pk],
        "is_in_force": regulation == in_force,
        "is_ahead": regulation.since > today,
        "can_keep": permissions.can_keep_groups(request.access),
    }
    return render(request, "workgroups/regulation.html", context)


@require_safe
def print_regulation(request, pk):
    """PDF of the regulation or, with ?as=word, a Word file."""
    regulation = find_regulation(request, pk)
    html = regulation_html(regulation)
    record(AuditVerb.PRINT, regulation, by=request.user)
    if request.GET.get("as") == "word":
        return docx_response(docx(html), "Положение о группе.docx")
    return pdf.pdf_response(pdf.render(html), "Положение о группе.pdf")


class RegulationCreate(GroupForm):
    """A new regulation: begins with the one in force, or with a text to begin with."""

    title, submit, done = "Новое положение", "Сохранить положение", "Положение сохранено."
    regulation = None

    def prepare(self, pk):
        self.group = find_group(self.request, pk)
        require(permissions.can_keep_groups(self.request.access), NOT_KEEPER)
        self.regulation = Regulation(group=self.group, text=default_text(self.group))
        if former := self.group.regulations.first():
            for name in COPIED:
                setattr(self.regulation, name, getattr(former, name))

    def make_form(self, **data):
        return RegulationForm(
            **data,
            instance=self.regulation,
            group=self.group,
            submit=self.submit,
            back=self.back(),
        )

    def save(self, form):
        regulation = self.write(form)
        messages.success(self.request, self.done)
        if number := len(contradictions_of(regulation)):
            words = f"Текст расходится с параметрами, мест: {number}. Посмотрите ниже."
            messages.warning(self.request, words)
        return go(self.request, self.url("regulation", regulation.pk))

    def write(self, form):
        return add_regulation(form.save(commit=False), by=self.request.user)


class RegulationUpdate(RegulationCreate):
    """A regulation is corrected; another one is written as a new one with its own day."""

    title = "Положение о группе"

    def prepare(self, pk):
        self.regulation = find_regulation(self.request, pk)
        self.group = self.regulation.group
        require(permissions.can_keep_groups(self.request.access), NOT_KEEPER)

    def back(self):
        return self.url("regulation", self.regulation.pk)

    def write(self, form):
        change_regulation(
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )
        return form.instance
