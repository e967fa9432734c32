"""Forms of a resolution and of a speech on their own pages."""

from django import forms

from lib.forms import DateField, VersionedForm, helper
from schools.models import Person, School
from workgroups.models import Resolution, Speech
from workgroups.terms import fault_of_term


class ResolutionForm(VersionedForm):
    """A resolution with everybody whom it addresses."""

    due_on = DateField(label="Срок", required=False)

    class Meta:
        model = Resolution
        fields = [
            "text",
            "people",
            "schools",
            "addressee",
            "due_on",
            "due_words",
            "is_recommendation",
        ]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "people": forms.CheckboxSelectMultiple,
            "schools": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, municipality, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = Person.objects.filter(municipality=municipality)
        self.fields["schools"].queryset = School.objects.filter(municipality=municipality)
        self.helper = helper("Сохранить решение", "version", *self._meta.fields, back=back)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if fault := fault_of_term(day, self.instance.item.meeting):
            raise forms.ValidationError(fault)
        return day

    @property
    def written_fields(self):
        """Without the people and the schools, which are rows of their own."""
        return [name for name in super().written_fields if name not in ("people", "schools")]


class SpeechForm(VersionedForm):
    """A speech is corrected."""

    class Meta:
        model = Speech
        fields = ["person", "name", "text"]
        labels = {"person": "Кто выступил", "name": "Кто выступил, если его нет в справочнике"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, people, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.helper = helper("Сохранить выступление", "version", *self._meta.fields, back=back)
