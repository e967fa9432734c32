from django.db.models import Q
from django_scopes.forms import SafeModelChoiceField

from lib.dates import dotted_date
from lib.forms import DateField, VersionedForm, helper
from schools.models import Person, School, TutorAssignment


class TutorAssignmentForm(VersionedForm):
    """Who is the tutor of which school, since when; a saved one keeps its person and school."""

    since = DateField(label="Закреплён с")
    until = DateField(
        label="Последний день", required=False, help_text="Оставьте пустым, пока тьютор закреплён."
    )

    class Meta:
        model = TutorAssignment
        fields = ["person", "school", "since", "until", "basis"]
        field_classes = {"person": SafeModelChoiceField, "school": SafeModelChoiceField}
        help_texts = {
            "person": "Человека нет в списке — сначала добавьте его карточку в «Люди».",
            "basis": "Например: приказ от 24.04.2023 № 155.",
        }

    def __init__(self, *args, municipality, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        if self.instance.pk:
            del self.fields["person"], self.fields["school"]
        else:
            self.fields["person"].queryset = Person.objects.filter(municipality=municipality)
            self.fields["school"].queryset = School.objects.filter(municipality=municipality)
        self.helper = helper(
            submit, "version", *(n for n in self.fields if n != "version"), back=back
        )

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "Последний день раньше первого.")
        elif since and "until" not in self.errors:
            self.refuse_overlap(since, until)
        return cleaned

    def refuse_overlap(self, since, until):
        """Add an error if the person is the tutor of the school already on some day of these."""
        person = self.cleaned_data.get("person") or self.instance.person_id
        school = self.cleaned_data.get("school") or self.instance.school_id
        if not (person and school):
            return
        others = TutorAssignment.objects.filter(person=person, school=school)
        others = others.exclude(pk=self.instance.pk).filter(Q(until=None) | Q(until__gte=since))
        if until:
            others = others.filter(since__lte=until)
        if other := others.first():
            end = f" по {dotted_date(other.until)}" if other.until else ""
            self.add_error(
                "since", f"Тьютор уже закреплён за этой школой с {dotted_date(other.since)}{end}."
            )
