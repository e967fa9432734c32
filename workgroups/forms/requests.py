"""Forms of requests for information: what is asked of whom, and the answer."""

from django import forms
from django_scopes.forms import SafeModelChoiceField

from documents.forms.people import PersonField, people_of
from files.forms import UploadField
from files.kinds import PAPERS
from lib.forms import DateField, VersionedForm, helper
from schools.models import School
from workgroups.models import InformationRequest

NO_PUPILS = "Имён и фамилий учеников не пишите: в системе их не хранят."
ONE_ADDRESSEE = "Выберите одно: школу, человека или впишите орган."


class RequestForm(VersionedForm):
    """What is asked, of whom, by when; of the department and others in words."""

    asked_on = DateField(label="Дата запроса")
    due_on = DateField(label="Ответить до")

    class Meta:
        model = InformationRequest
        fields = ["school", "person", "addressee", "text", "asked_on", "due_on"]
        field_classes = {"school": SafeModelChoiceField, "person": PersonField}
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        labels = {"addressee": "Или орган, организация"}
        help_texts = {
            "school": "Ответит директор или школьный координатор.",
            "person": "Ответит этот человек, когда войдёт в систему.",
            "addressee": "Например: отдел образования. Ответ на бумаге запишете сами.",
            "text": NO_PUPILS,
        }

    def __init__(self, *args, group, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        place = group.municipality
        self.instance.group, self.instance.municipality = group, place
        self.fields["school"].queryset = School.objects.filter(municipality=place)
        self.fields["person"].queryset = people_of(place)
        if not self.instance.pk:
            self.initial.setdefault("asked_on", place.today())
        self.helper = helper(submit, "version", *self._meta.fields, back=back)

    def clean(self):
        cleaned = super().clean()
        chosen = [name for name in ("school", "person", "addressee") if cleaned.get(name)]
        if len(chosen) > 1:
            self.add_error(chosen[1], ONE_ADDRESSEE)
        elif not chosen and not {"school", "person"} & self.errors.keys():
            self.add_error("school", ONE_ADDRESSEE)
        asked, due = cleaned.get("asked_on"), cleaned.get("due_on")
        if asked and due and due < asked:
            self.add_error("due_on", "Срок ответа раньше дня запроса.")
        return cleaned


class AnswerForm(VersionedForm):
    """The answer in words, with a file, or both."""

    file = UploadField(label="Файл", required=False, kinds=PAPERS)

    class Meta:
        model = InformationRequest
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"answer": f"Нужны эти слова или файл. {NO_PUPILS}"}

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(
            "Отправить ответ", "version", "answer", "file", back=back, multipart=True
        )

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("answer") and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("answer", "Напишите ответ или приложите файл.")
        return cleaned
