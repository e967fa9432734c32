from django import forms

from documents.cases import Case, named
from documents.forms.people import PeopleField, PersonField, held_post, people_of
from documents.models import MAX_LEVEL, Clause, ClauseKind
from lib.forms import VersionedForm, helper, mark_optional, name_empty_choices
from schools.models import Person

CONTROL_KEPT = "Контроль за исполнением настоящего {act} оставляю за собой."
CONTROL_GIVEN = "Контроль за исполнением настоящего {act} возложить на {whom}."
APPOINTMENT = "Назначить {role} {whom}."


def check_levels(number):
    """Raise when the number of a clause has more levels than an act may have."""
    if len([part for part in number.split(".") if part]) > MAX_LEVEL:
        raise forms.ValidationError("В приказе не больше четырёх уровней: «1.2.3.4».")
    return number


class ClauseForm(VersionedForm):
    """Пункт: the number is written by hand and printed as written."""

    to = PersonField(
        queryset=Person.objects.none(),
        label="Кому (человек)",
        required=False,
        help_text="Должность и имя встанут в начало пункта в дательном падеже.",
    )
    people = PeopleField(
        queryset=Person.objects.none(),
        label="Кто ещё назван в пункте",
        required=False,
        help_text="Эти люди получат приказ на ознакомление.",
    )

    class Meta:
        model = Clause
        fields = ["number", "addressee", "text", "deadline_line", "people", "audience"]
        widgets = {
            "number": forms.TextInput(attrs={"class": "w-auto"}),
            "text": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "number": "Печатается как написано: «1.», «2.1». Уровней не больше четырёх.",
            "addressee": "Слова, которые встанут в начало пункта: «Руководителям школ». "
            "Если выбран человек и здесь пусто, слова составятся сами.",
            "text": "Если пусто, пункт открывает список: «Руководителям школ:».",
            "deadline_line": "Печатается отдельной строкой справа: «Срок: до 15 апреля».",
            "audience": "Руководители этих школ получат приказ на ознакомление.",
        }

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        people = people_of(self.instance.municipality)
        self.fields["to"].queryset = self.fields["people"].queryset = people
        names = ["number", "to", *self._meta.fields[1:]]
        self.helper = helper(submit, *names, "version", back=back)

    @property
    def written_fields(self):
        """People are rows of their own: the operation writes them apart."""
        return [name for name in super().written_fields if name != "people"]

    @property
    def named_people(self):
        """Everybody whom the clause names."""
        to = self.cleaned_data.get("to")
        return {*self.cleaned_data["people"], *([to] if to else [])}

    def clean_number(self):
        return check_levels(self.cleaned_data["number"])

    def clean(self):
        cleaned = super().clean()
        to = cleaned.get("to")
        if to and not cleaned.get("addressee"):
            cleaned["addressee"] = named(to, held_post(to), Case.DATIVE, is_first=True)
        if not cleaned.get("addressee") and not cleaned.get("text"):
            self.add_error("text", "Напишите, что сделать, или кому адресован список пунктов.")
        return cleaned


class PersonClauseForm(forms.Form):
    """A clause that is put together from a person: the words can be edited afterwards."""

    number = forms.CharField(
        label="Номер",
        max_length=12,
        widget=forms.TextInput(attrs={"class": "w-auto"}),
        error_messages={"required": "Укажите номер пункта."},
    )
    person = PersonField(queryset=Person.objects.none(), label="Кто")
    kind = ClauseKind.ORDINARY

    def __init__(self, *args, order, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.order = order
        self.fields["person"].queryset = people_of(order.municipality)
        mark_optional(self)
        name_empty_choices(self)
        self.helper = helper(submit, *self.fields, back=back)

    def clean_number(self):
        return check_levels(self.cleaned_data["number"])

    def values(self):
        """Values of the Clause that the form asks for."""
        return {"number": self.cleaned_data["number"], "kind": self.kind, "text": self.text()}

    @property
    def named_people(self):
        person = self.cleaned_data["person"]
        return [person] if person else []

    def whom(self):
        """«начальника отдела Шуваеву И. А.»."""
        person = self.cleaned_data["person"]
        return named(person, held_post(person), Case.ACCUSATIVE)


class ControlForm(PersonClauseForm):
    """Контроль за исполнением: laid on somebody, or kept by the signatory (domain.md 1.3)."""

    person = PersonField(
        queryset=Person.objects.none(),
        label="На кого возложить контроль",
        required=False,
        help_text="Если не выбрать, в приказе будет «оставляю за собой».",
    )
    kind = ClauseKind.CONTROL

    def text(self):
        pattern = CONTROL_GIVEN if self.cleaned_data["person"] else CONTROL_KEPT
        whom = self.whom() if self.cleaned_data["person"] else ""
        return pattern.format(act=self.order.kind_genitive, whom=whom)


class AppointmentForm(PersonClauseForm):
    """Назначить кем — кого."""

    person = PersonField(queryset=Person.objects.none(), label="Кого назначить")
    role = forms.CharField(
        label="Кем",
        max_length=300,
        help_text="В творительном падеже: «муниципальным координатором проекта».",
        error_messages={"required": "Напишите, кем назначить."},
    )

    def text(self):
        return APPOINTMENT.format(role=self.cleaned_data["role"].strip(), whom=self.whom())


def next_number(clauses):
    """Number that would follow the last clause: «3.» after «2.», «2.2» after «2.1»."""
    last = clauses[-1].number if clauses else "0."
    dot = "." if last.endswith(".") else ""
    *parents, final = last.rstrip(".").split(".")
    if not final.isdecimal():
        return ""
    return ".".join([*parents, str(int(final) + 1)]) + dot


def next_top_number(clauses):
    """Number of the next clause of the first level: «3.» after «2.2»."""
    tops = [clause.number.split(".")[0] for clause in clauses]
    last = max((int(top) for top in tops if top.isdecimal()), default=0)
    return f"{last + 1}."
