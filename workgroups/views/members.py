"""The composition of a group: of any day, changed by date, taken from a signed order."""

import datetime
from dataclasses import dataclass, field

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lib.forms import DayForm
from lib.htmx import go
from lib.permissions import NotNow, require
from lib.text import count
from workgroups import groups, permissions
from workgroups.forms.groups import MemberForm, RoleForm
from workgroups.forms.taking import TakingForm
from workgroups.from_order import annexes_of, taking_of
from workgroups.members import composition
from workgroups.models import Membership, WorkingGroup
from workgroups.signed_days import DaySigned
from workgroups.views.pages import NOT_KEEPER, GroupForm, find_group

ONE_BY_ONE = "Включите людей по одному, с дня после этого протокола."
CHANGED = "Пока вы смотрели, состав или приложение изменились. Посмотрите ещё раз."


@require_safe
def show_composition(request, pk):
    """Who is in the group on the day of the address, and how the composition came to be."""
    group, today = find_group(request, pk), request.municipality.today()
    form = DayForm(request.GET if "day" in request.GET else None)
    day = form.cleaned_data["day"] if form.is_valid() else today
    context = {
        "group": group,
        "form": form,
        "day": day,
        "today": today,
        "members": composition(group, day),
        "changes": changes_of(group),
        "can_keep": permissions.can_keep_groups(request.access),
    }
    return render(request, "workgroups/composition.html", context)


@dataclass
class Change:
    """What became of the composition on a day."""

    day: datetime.date
    joined: list = field(default_factory=list)
    left: list = field(default_factory=list)

    @property
    def acts(self):
        """By which acts people joined, each named once."""
        return list(dict.fromkeys(one.basis for one in self.joined if one.basis))


def changes_of(group):
    """[Change] of the whole life of the composition, the latest first."""
    found = {}
    for one in group.memberships.select_related("person"):
        found.setdefault(one.since, Change(one.since)).joined.append(one)
        if one.until:
            after = one.until + datetime.timedelta(days=1)
            found.setdefault(after, Change(after)).left.append(one)
    return sorted(found.values(), key=lambda change: change.day, reverse=True)


class CompositionPage(GroupForm):
    """A form about the composition."""

    def require_keeper(self):
        require(permissions.can_keep_groups(self.request.access), NOT_KEEPER)

    def back(self):
        return self.url("composition", self.group.pk)

    def crumbs(self):
        return [*super().crumbs(), ("Состав", self.back())]


class MemberCreate(CompositionPage):
    """A person joins the group."""

    title, submit, done = "Включить в состав", "Включить в состав", "Человек включён в состав."

    def prepare(self, pk):
        self.group = find_group(self.request, pk)
        self.require_keeper()
        self.membership = Membership(group=self.group)

    def make_form(self, **data):
        return MemberForm(
            **data,
            instance=self.membership,
            group=self.group,
            submit=self.submit,
            back=self.back(),
        )

    def save(self, form):
        self.write(form)
        messages.success(self.request, self.done)
        return go(self.request, self.back())

    def write(self, form):
        groups.add_member(form.save(commit=False), by=self.request.user)


class OfMember:
    """A form about one membership: sets `membership` and its group."""

    def prepare(self, pk):
        seen = WorkingGroup.objects.visible_to(self.request.access)
        rows = Membership.objects.filter(group__in=seen.values("pk"))
        related = rows.select_related("group__municipality", "person")
        self.membership = get_object_or_404(related, pk=pk)
        self.group = self.membership.group
        self.lead = f"{self.membership}, {groups.days_words(self.membership)}"
        self.require_keeper()


class MemberUpdate(OfMember, MemberCreate):
    """A membership is corrected, or it ends."""

    title, submit, done = "Участие в группе", "Сохранить участие", "Участие сохранено."

    def write(self, form):
        groups.change_member(
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )


class MemberRoleChange(OfMember, CompositionPage):
    """Another role from a day on: the former one stays in the history."""

    title = "Сменить роль в группе"

    def make_form(self, data=None, files=None):
        return RoleForm(data, membership=self.membership, back=self.back())

    def save(self, form):
        given = form.cleaned_data
        groups.change_role(
            self.membership,
            role=given["role"],
            since=given["since"],
            post=given["post"],
            basis=given["basis"],
            seen_version=given["version"],
            by=self.request.user,
        )
        messages.success(self.request, "Роль изменена.")
        return go(self.request, self.back())


class CompositionFill(CompositionPage):
    """The composition of a signed order: chosen, looked at, taken."""

    template_name = "workgroups/composition_fill.html"
    title = "Взять состав из приказа"

    def prepare(self, pk):
        self.group = find_group(self.request, pk)
        self.require_keeper()
        self.annexes = list(annexes_of(self.request.municipality))
        self.taking = None
        asked = self.request.POST.get("annex") or self.request.GET.get("annex") or ""
        annex = next((one for one in self.annexes if str(one.pk) == asked), None)
        if annex is None and len(self.annexes) == 1:
            annex = self.annexes[0]
        if annex:
            self.taking = taking_of(self.group, annex)

    def make_form(self, data=None, files=None):
        return TakingForm(data, taking=self.taking, back=self.back())

    def context(self, form):
        return super().context(form) | {
            "group": self.group,
            "annexes": self.annexes,
            "taking": self.taking,
        }

    def save(self, form):
        if form.cleaned_data["seen"] != self.taking.digest:
            raise NotNow(CHANGED)
        leaving = form.cleaned_data["end_others"]
        if not leaving:
            self.taking.leaving = []
        try:
            new = groups.take_in(
                self.group,
                self.taking.memberships(self.group),
                ended=self.taking.ended(),
                by=self.request.user,
            )
        except DaySigned as refusal:
            raise NotNow(f"{refusal} {ONE_BY_ONE}") from refusal
        said = count(len(new), "человек включён", "человека включены", "человек включены")
        messages.success(self.request, f"Состав взят из приказа: {said}.")
        return go(self.request, self.back())
