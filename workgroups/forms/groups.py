"""Forms of groups and of their compositions."""

from django import forms
from django_scopes.forms import SafeModelChoiceField

from documents.forms.people import PersonField, people_of
from lib.dates import dotted_date
from lib.forms import DateField, VersionedForm, helper, name_empty_choices
from lib.grammar import phrases
from lib.grammar.cases import Case
from lib.text import uncapitalised
from schools.models import Unit
from workgroups import groups
from workgroups.members import usual_post
from workgroups.models import MemberRole, Membership, WorkingGroup
from workgroups.signed_days import DaySigned, refuse_other_seats

WRONG_PERIOD = "Последний день раньше первого."


class GroupForm(VersionedForm):
    """What the group is; who is in it and by which rules are pages of their own."""

    ended_on = DateField(
        label="Распущена", required=False, help_text="Оставьте пустым, пока группа работает."
    )
    optional = ("name_genitive",)

    class Meta:
        model = WorkingGroup
        fields = [
            "kind",
            "name",
            "name_genitive",
            "purpose",
            "parent_body",
            "created_by_act",
            "unit",
            "ended_on",
        ]
        field_classes = {"unit": SafeModelChoiceField}
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        labels = {"unit": "Как её называют среди ответственных в планах"}
        help_texts = {
            "name": "Как в документе: «Муниципальная рабочая группа по поддержке школ».",
            "name_genitive": "Для слов «заседание … группы». Если пусто, просклоняет программа.",
            "purpose": "Например: координация поддержки школ с низкими результатами.",
            "parent_body": "Например: администрация района, отдел образования, школа.",
            "created_by_act": "Например: распоряжение администрации от 30.04.2020 № 86-р.",
            "unit": "По этому названию ей поручают мероприятия дорожной карты.",
        }

    def __init__(self, *args, municipality, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        self.fields["unit"].queryset = Unit.objects.filter(municipality=municipality)
        names = list(self._meta.fields)
        if not self.instance.pk:
            del self.fields["ended_on"]
            names.remove("ended_on")
        self.helper = helper(submit, "version", *names, back=back)

    def _get_validation_exclusions(self):
        # The municipality is set above: a name is there once.
        return super()._get_validation_exclusions() - {"municipality"}

    def clean(self):
        cleaned = super().clean()
        name = cleaned.get("name")
        if name and not cleaned.get("name_genitive"):
            cleaned["name_genitive"] = uncapitalised(phrases.name_in(Case.GENITIVE, name))
        return cleaned


class MemberForm(VersionedForm):
    """A person in the group: role, post as of these days, dates, act."""

    since = DateField(label="В составе с")
    until = DateField(
        label="Последний день", required=False, help_text="Оставьте пустым, пока он в составе."
    )
    optional = ("post",)

    class Meta:
        model = Membership
        fields = ["person", "role", "post", "since", "until", "basis"]
        field_classes = {"person": PersonField}
        help_texts = {
            "person": "Человека нет в списке — сначала добавьте его карточку в «Люди».",
            "post": "Как в документе о составе. Если пусто, возьмём из карточки человека.",
            "basis": "Например: распоряжение администрации от 30.04.2020 № 86-р.",
        }

    def __init__(self, *args, group, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.group, self.instance.group = group, group
        names = list(self._meta.fields)
        if self.instance.pk:
            names.remove("person")
            del self.fields["person"]
        else:
            self.fields["person"].queryset = people_of(group.municipality)
        self.helper = helper(submit, "version", *names, back=back)

    def clean(self):
        cleaned = super().clean()
        person = cleaned.get("person") or (self.instance.person if self.instance.pk else None)
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", WRONG_PERIOD)
        elif person and since and cleaned.get("role"):
            self.refuse_overlap(person, since, until)
        if person and since and not cleaned.get("post"):
            fill_post(self, cleaned, person, since)
        return cleaned

    def refuse_overlap(self, person, since, until):
        """Tell at the field who, or which signed minutes, are in the way in these days."""
        role = self.cleaned_data["role"]
        days = {"since": since, "until": until, "group": self.group}
        asked = Membership(pk=self.instance.pk, person=person, role=role, **days)
        twin, holder = groups.overlap_of(asked)
        if twin:
            self.add_error(
                "person" if "person" in self.fields else "since", groups.taken_words(twin)
            )
        if holder:
            self.add_error("role", groups.role_taken_words(holder))
        refuse_signed(self, groups.stored([self.instance]), asked)


def refuse_signed(form, before, after):
    """Tell at the day that minutes are signed by the composition as it was."""
    try:
        refuse_other_seats(after.group, before, [after])
    except DaySigned as refusal:
        form.add_error("since", str(refusal))


def fill_post(form, cleaned, person, day):
    """Take the post from the person's card, or ask for it."""
    cleaned["post"] = usual_post(person, day)
    if not cleaned["post"]:
        form.add_error("post", "Укажите должность: в карточке человека её нет.")


class RoleForm(forms.Form):
    """Another role in the group from a day on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    role = forms.ChoiceField(label="Кто теперь в группе", choices=MemberRole)
    since = DateField(label="С какого дня")
    post = forms.CharField(label="Должность и организация", max_length=400)
    basis = forms.CharField(
        label="Каким документом (необязательно)", max_length=300, required=False
    )

    def __init__(self, *args, membership, back, **kwargs):
        initial = {"version": membership.version, "post": membership.post}
        super().__init__(*args, initial=initial, **kwargs)
        self.membership = membership
        own = [choice for choice in MemberRole.choices if choice[0] != membership.role]
        self.fields["role"].choices = [("", ""), *own]
        name_empty_choices(self)
        self.helper = helper("Сменить роль", *self.fields, back=back)

    def values_of(self, instance):
        """What another person has saved meanwhile, for the page of both texts."""
        return {"role": instance.role, "since": instance.since, "post": instance.post}

    def clean(self):
        cleaned = super().clean()
        since, role = cleaned.get("since"), cleaned.get("role")
        membership = self.membership
        if since and since <= membership.since:
            words = f"Нужен день после {dotted_date(membership.since)}: с него он в составе."
            self.add_error("since", words)
        elif since and membership.until and since > membership.until:
            words = f"Участие закончено {dotted_date(membership.until)}."
            self.add_error("since", words)
        elif since and role:
            days = {"since": since, "until": membership.until, "group": membership.group}
            asked = Membership(pk=membership.pk, person=membership.person, role=role, **days)
            if holder := groups.overlap_of(asked)[1]:
                self.add_error("role", groups.role_taken_words(holder))
            else:
                refuse_signed(self, [], asked)
        return cleaned
