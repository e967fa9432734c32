from django import forms

from lib.forms import VersionedForm, helper
from roadmaps.forms.roadmap import SchoolsField
from roadmaps.models import PlanImport

NO_MEASURES = (
    "В файле не найдено мероприятий. Вернитесь к шагу «Графы и строки» или загрузите другой файл."
)
NO_PERIOD = (
    "Период плана не указан. Вернитесь к шагу «Графы и строки» и укажите начало и окончание."
)
AGREE = "Сохранить с отмеченными сомнениями: сроки без контрольных дат я уточню в редакторе"
NOT_AGREED = "Отметьте это или вернитесь к мероприятиям и проверьте отмеченные."


class FinishForm(VersionedForm):
    """Name and schools of the roadmap that the plan becomes."""

    name = forms.CharField(label="Название в списке", max_length=250)
    schools = SchoolsField()
    is_checked = forms.BooleanField(label="", required=True)

    class Meta:
        model = PlanImport
        fields = []

    def __init__(self, *args, progress, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["schools"].limit_to(self.instance.municipality)
        if not self.is_bound:
            listed = self.fields["schools"].queryset
            self.initial["schools"] = [school.pk for school in listed if school.listed]
        self.initial["name"] = " ".join(progress.reading.title.split())[:250]
        doubts = len(progress.doubtful)
        if doubts:
            self.fields["is_checked"].label = AGREE
            self.fields["is_checked"].error_messages["required"] = NOT_AGREED
        else:
            del self.fields["is_checked"]
        self.helper = helper("Сохранить дорожную карту", *self.fields, back=back)
        self.progress = progress

    def clean(self):
        if not self.progress.reading.measures:
            raise forms.ValidationError(NO_MEASURES)
        if self.progress.period is None:
            raise forms.ValidationError(NO_PERIOD)
        return super().clean()
