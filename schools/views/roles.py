from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from lib.collation import by_name
from lib.htmx import go
from lib.permissions import Refused, require
from lib.registers import RegisterView
from schools.filters import RoleFilter
from schools.forms import InviteForm
from schools.models import Role
from schools.operations import AlreadyEnded, HasDeputies, end_role, invite
from schools.permissions import can_end_role, can_invite
from schools.registers import RoleRegister
from schools.views.form_page import PlacePage


class RoleList(RegisterView):
    """Роли: who may do what in the municipality, and who has not come in yet."""

    template_name = "schools/role_list.html"
    register_class = RoleRegister
    filter_class = RoleFilter
    fields = RoleRegister.fields
    label = "Роли"
    extra_context = {"title": "Роли и приглашения"}

    def get_queryset(self):
        roles = Role.objects.filter(municipality=self.request.municipality)
        return roles.order_by(by_name("user__name"), "pk")

    def register_options(self):
        return super().register_options() | {"access": self.request.access}


class Invite(PlacePage):
    """An invitation by e-mail, or one more role for somebody who signs in already."""

    title = "Пригласить человека"
    lead = "Человек получит письмо со ссылкой, придумает пароль и сразу увидит свою работу."
    back_label = "Роли и приглашения"

    def prepare(self):
        require(can_invite(self.request.access), "Приглашать людей ваша роль не может.")

    def back(self):
        return self.url("schools:role-list")

    def make_form(self, **data):
        return InviteForm(
            **data, access=self.request.access, back=self.back(), initial=self.repeated()
        )

    def repeated(self):
        """Values of the role whose invitation is to be sent once more, else nothing."""
        number = self.request.GET.get("repeat", "")
        roles = Role.objects.filter(municipality=self.request.municipality)
        role = roles.filter(pk=number).first() if number.isdecimal() else None
        if role is None or not can_end_role(self.request.access, role):
            return {}
        names = ("kind", "school", "since", "until", "principal")
        values = {name: getattr(role, name) for name in names}
        return values | {"name": role.user.name, "email": role.user.email}

    def save(self, form):
        values = form.cleaned_data
        role = invite(
            form.role(),
            email=values["email"],
            name=values["name"],
            person=values["person"],
            by=self.request.user,
        )
        messages.success(self.request, f"Письмо отправлено на адрес {role.user.email}.")
        return go(self.request, self.back())


@require_POST
def end(request, pk):
    """The role ends; its rights are gone at once."""
    roles = Role.objects.filter(municipality=request.municipality).select_related("user")
    role = get_object_or_404(roles, pk=pk)
    require(can_end_role(request.access, role), "Эту роль вам завершить нельзя.")
    label = str(role)
    try:
        end_role(role, by=request.user)
    except (AlreadyEnded, HasDeputies) as fault:
        raise Refused(str(fault)) from None
    messages.success(request, f"Роль завершена: {label}. Вернуть её можно новым приглашением.")
    return go(request, "schools:role-list", request.municipality.slug)
