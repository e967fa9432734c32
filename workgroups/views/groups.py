"""Groups: the register, the page of one, founding and correcting."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lib.htmx import go
from lib.permissions import require
from lib.registers import RegisterView
from workgroups import permissions
from workgroups.forms.groups import GroupForm as FactsForm
from workgroups.groups import add_group, change_group
from workgroups.members import composition
from workgroups.models import AHEAD, InformationRequest, Meeting, Resolution, WorkingGroup
from workgroups.planning import Attention, attention_of
from workgroups.register import GroupFilter, GroupRegister, group_rows
from workgroups.regulations.contradictions import contradictions_of
from workgroups.regulations.topics import rules_of
from workgroups.views.pages import LIST, NOT_KEEPER, GroupForm, PlaceForm, find_group

# States of a checkpoint in which somebody still owes something, or waits for an answer.
GOING_ON = ("planned", "started", "reported", "returned")
# How many lines of each kind the page of a group tells.
SHOWN = 12


class GroupList(RegisterView):
    """Рабочие группы и советы: the register; members see their own."""

    template_name = "workgroups/group_list.html"
    register_class = GroupRegister
    filter_class = GroupFilter
    fields = GroupRegister.fields
    label = LIST
    extra_context = {"title": LIST}

    def get_queryset(self):
        return group_rows(self.request.access)

    def register_options(self):
        return super().register_options() | {"today": self.request.municipality.today()}

    def get_context_data(self, **kwargs):
        can_keep = permissions.can_keep_groups(self.request.access)
        return super().get_context_data(can_keep=can_keep, **kwargs)


@require_safe
def show_group(request, pk):
    """The page of a group: what it wants now, who is in it, its rules, meetings, decisions."""
    group, access, today = find_group(request, pk), request.access, request.municipality.today()
    regulation = group.regulation_on(today)
    meetings = Meeting.objects.visible_to(access).filter(group=group)
    ahead = meetings.filter(state__in=AHEAD, held_on__gte=today).order_by("held_on", "pk")
    requests = InformationRequest.objects.visible_to(access).filter(group=group)
    context = {
        "group": group,
        "today": today,
        "members": composition(group, today),
        "regulation": regulation,
        "rules": rules_of(regulation) if regulation else (),
        "contradictions": contradictions_of(regulation) if regulation else (),
        "attention": attention_of([group], today).get(group.pk, Attention()),
        "next_meeting": ahead.first(),
        "meetings": meetings[:SHOWN],
        "resolutions": resolutions_in_work(access, group)[:SHOWN],
        "requests": requests.unanswered().select_related("school", "person")[:SHOWN],
        "can_keep": permissions.can_keep_groups(access),
        "can_plan": permissions.can_plan(access, group),
        "can_prepare": permissions.can_call_together(access, group),
        "can_ask": permissions.can_ask(access, group),
    }
    return render(request, "workgroups/group.html", context)


def resolutions_in_work(access, group):
    """Adopted resolutions of the meetings that the person reads which are not finished.

    Those that anybody still reports on, and recommendations without an answer. What is on control,
    control tells, the floor above: a reverse relation.
    """
    meetings = Meeting.objects.visible_to(access).filter(group=group)
    going_on = Q(checkpoints__state__in=GOING_ON)
    unanswered = Q(is_recommendation=True, answered_on=None)
    adopted = Resolution.objects.adopted().filter(item__meeting__in=meetings)
    found = adopted.filter(going_on | unanswered).order_by("-item__meeting__held_on", "pk")
    found = found.prefetch_related("people", "schools").select_related("item__meeting")
    return found.defer("item__meeting__signed_html").distinct()


class GroupCreate(PlaceForm):
    """A new group."""

    title = "Новая группа или совет"
    lead = "Состав и положение добавите следующим шагом."

    def prepare(self):
        require(permissions.can_keep_groups(self.request.access), NOT_KEEPER)
        self.group = WorkingGroup()

    def back(self):
        return self.url("group-list")

    def make_form(self, **data):
        return FactsForm(
            **data,
            instance=self.group,
            municipality=self.request.municipality,
            submit="Сохранить сведения" if self.group.pk else "Создать группу",
            back=self.back(),
        )

    def save(self, form):
        group = add_group(form.save(commit=False), by=self.request.user)
        messages.success(self.request, "Группа создана. Теперь нужны состав и положение.")
        return go(self.request, self.url("group", group.pk))


class GroupUpdate(GroupForm, GroupCreate):
    """Facts of a group are corrected, or it is dissolved."""

    title, lead = "Сведения о группе", ""

    def prepare(self, pk):
        self.group = find_group(self.request, pk)
        require(permissions.can_keep_groups(self.request.access), NOT_KEEPER)

    def save(self, form):
        change_group(
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, "Сведения о группе сохранены.")
        return go(self.request, self.back())
