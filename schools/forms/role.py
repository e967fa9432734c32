from django import forms
from django.utils import timezone

from accounts.adapter import CLOSED
from accounts.models import User
from lib.forms import DateField, helper, mark_optional, name_empty_choices
from schools.models import Person, Role, RoleKind, School
from schools.models.role import SCHOOL_ROLES
from schools.permissions import invitable_kinds

SCHOOL_HELP = (
    "Только для директора и школьного координатора. За школами тьютора закрепляют в списке "
    "«Тьюторы и школы»."
)


class RoleChoiceField(forms.ModelChoiceField):
    """A role of another person: «начальник — Капустина Н. В.»."""

    def label_from_instance(self, role):
        return f"{role.get_kind_display()} — {role.user}"


class InviteForm(forms.Form):
    """A role for the owner of an e-mail address; makes an unsaved Role."""

    name = forms.CharField(label="Фамилия, имя, отчество", max_length=150)
    email = forms.EmailField(
        label="Электронная почта",
        help_text="На этот адрес придёт письмо. По нему человек будет входить.",
    )
    kind = forms.ChoiceField(label="Роль")
    school = forms.ModelChoiceField(
        School.objects.none(), label="Школа", required=False, help_text=SCHOOL_HELP
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Карточка человека",
        required=False,
        help_text="Если этого человека называют в планах: он увидит свои мероприятия.",
    )
    since = DateField(label="С какого дня")
    until = DateField(
        label="По какой день", required=False, help_text="Пусто — пока роль не завершат."
    )
    principal = RoleChoiceField(
        Role.objects.none(),
        label="За кого исполняет обязанности",
        required=False,
        help_text="Только для «и. о.»: тогда укажите и последний день.",
    )

    def __init__(self, *args, access, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.municipality = access.municipality
        kinds = invitable_kinds(access)
        self.fields["kind"].choices = [("", ""), *((kind.value, kind.label) for kind in kinds)]
        self.fields["since"].initial = timezone.localdate()
        self.narrow(kinds)
        mark_optional(self)
        name_empty_choices(self)
        self.fields["school"].label = "Школа"  # the role decides whether it may be empty
        names = ("name", "email", "kind", "school", "person", "since", "until", "principal")
        self.helper = helper("Пригласить", *names, back=back)

    def narrow(self, kinds):
        """Offer only what belongs to the municipality."""
        here = {"municipality": self.municipality}
        self.fields["school"].queryset = School.objects.filter(**here)
        self.fields["person"].queryset = Person.objects.filter(**here)
        roles = Role.objects.in_force().filter(**here, kind__in=kinds)
        self.fields["principal"].queryset = roles.select_related("user")

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        cleaned = super().clean()
        self.check_school(cleaned.get("kind"), cleaned.get("school"))
        self.check_tutor(cleaned.get("kind"), cleaned.get("person"), cleaned.get("principal"))
        self.check_dates(cleaned.get("since"), cleaned.get("until"))
        if principal := cleaned.get("principal"):
            self.check_acting(principal)
        if not self.errors:
            self.check_owner(User.objects.filter(email=cleaned["email"]).first())
        return cleaned

    def check_school(self, kind, school):
        if kind in SCHOOL_ROLES and not school and "school" not in self.errors:
            self.add_error("school", "Выберите школу: без неё эта роль ничего не открывает.")
        if kind == RoleKind.TUTOR and school:
            self.add_error("school", "Уберите школу: школы тьютора — в списке «Тьюторы и школы».")
        elif kind and kind not in SCHOOL_ROLES and school:
            words = RoleKind(kind).label
            self.add_error("school", f"Роль «{words}» — на весь муниципалитет: уберите школу.")

    def check_tutor(self, kind, person, principal):
        """A tutor is assigned to schools by the card; a deputy has the schools of that tutor."""
        if kind == RoleKind.TUTOR and not (person or principal or "person" in self.errors):
            self.add_error("person", "Выберите карточку: по ней тьютора закрепляют за школами.")

    def check_dates(self, since, until):
        if since and until and until < since:
            self.add_error("until", "Дата окончания раньше даты начала.")
        elif until and until < timezone.localdate():
            self.add_error("until", "Этот день уже прошёл: роль ничего не откроет.")

    def check_acting(self, principal):
        cleaned = self.cleaned_data
        if not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Исполняют обязанности на срок: укажите последний день.")
        school = cleaned.get("school")
        if (principal.kind, principal.school_id) != (cleaned.get("kind"), school and school.pk):
            self.add_error("principal", "Роль и школа должны быть те же, что у замещаемого.")

    def check_owner(self, user):
        """Errors of the person behind the address; nothing for a new one."""
        person = self.cleaned_data["person"]
        if person and person.user_id and (user is None or person.user_id != user.pk):
            self.add_error("person", "У этого человека уже есть вход с другим адресом.")
        if user is None:
            return
        if not user.is_active:
            self.add_error("email", CLOSED)
        cards = Person.objects.filter(municipality=self.municipality, user=user)
        if person and cards.exclude(pk=person.pk).exists():
            self.add_error("person", "Этот адрес уже связан с другой карточкой человека.")
        if user.has_usable_password() and self.role(user=user).twin():
            self.add_error("kind", "У этого человека уже есть такая роль.")

    def role(self, **values):
        """The role that was asked for, not saved."""
        names = ("kind", "school", "since", "until", "principal")
        values |= {name: self.cleaned_data[name] for name in names}
        return Role(municipality=self.municipality, **values)
