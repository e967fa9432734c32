"""A line of the journal of consultations."""

from django import forms
from django_scopes.forms import SafeModelChoiceField

from lib.forms import DateField, VersionedForm, helper, limit_texts
from monitoring.forms.visits import NO_PUPILS
from monitoring.models import Consultation
from monitoring.visits.permissions import RECORDERS
from schools.models import Person, School


class ConsultationLineForm(VersionedForm):
    """Whom of the adults, about what, and what was advised; a tutor writes about own schools."""

    held_on = DateField(label="Дата")

    class Meta:
        model = Consultation
        fields = ["held_on", "form", "school", "post", "topic", "advice", "consultant"]
        field_classes = {"school": SafeModelChoiceField, "consultant": SafeModelChoiceField}
        labels = {
            "post": "Кого консультировали: должность",
            "topic": "Тема или вопрос",
            "advice": "Что рекомендовано",
        }
        help_texts = {
            "post": "Без фамилии: «учитель математики», «заместитель директора».",
            "topic": NO_PUPILS,
        }
        widgets = {"advice": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, access, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = access.municipality
        self.today = access.municipality.today()
        people = Person.objects.filter(municipality=access.municipality)
        schools = School.objects.filter(municipality=access.municipality)
        if not access.is_any(*RECORDERS):
            people = people.filter(pk__in=access.person_ids)
            schools = schools.filter(pk__in=access.tutored_school_ids)
        self.fields["school"].queryset, self.fields["consultant"].queryset = schools, people
        if not self.instance.pk:
            self.initial.setdefault("held_on", self.today)
            self.initial.setdefault("consultant", access.person_id)
        limit_texts(self)
        self.helper = helper(submit, "version", *self.Meta.fields, back=back)

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError("Этот день ещё не наступил: в журнал пишут о прошедшем.")
        return day
