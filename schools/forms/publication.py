"""Forms of the approval of a programme and of its place on the school's site."""

from crispy_forms.layout import Fieldset
from django import forms
from django.core.validators import URLValidator

from lib.forms import DateField, SeenForm, VersionedForm, helper, mark_optional
from schools.models import (
    ApprovalBlock,
    ProgrammeKind,
    Publication,
    PublicationDate,
)

NOT_YET = "Этот день ещё не наступил."
WRONG_ADDRESS = "Укажите адрес страницы целиком: https://school.example.ru/programma"


class ApprovalForm(VersionedForm):
    """Who adopted, agreed and approved the programme, when and by which papers."""

    adopted_on = DateField(label="Дата протокола")
    agreed_on = DateField(label="Дата согласования")
    approved_on = DateField(label="Дата приказа")

    class Meta:
        model = ApprovalBlock
        fields = [
            "adopted_by",
            "adopted_on",
            "adopted_number",
            "agreed_by",
            "agreed_on",
            "agreed_number",
            "approved_on",
            "approved_number",
        ]

    def __init__(self, *args, today, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        adopted, agreed = self._meta.fields[:3], self._meta.fields[3:6]
        self.helper = helper(
            "Записать утверждение",
            "version",
            Fieldset("Принята", *adopted),
            Fieldset("Согласована", *agreed),
            Fieldset("Утверждена приказом директора", *self._meta.fields[6:]),
            back=back,
        )

    def clean(self):
        cleaned = super().clean()
        for name in ("adopted_on", "agreed_on", "approved_on"):
            if cleaned.get(name) and cleaned[name] > self.today:
                self.add_error(name, NOT_YET)
        return cleaned


class PublicationForm(VersionedForm):
    """Where the school has put the programme."""

    address = forms.URLField(
        label="Адрес страницы",
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"], message=WRONG_ADDRESS)],
        error_messages={"invalid": WRONG_ADDRESS},
    )
    published_on = DateField(label="Дата размещения")

    class Meta:
        model = Publication
        fields = ["address", "published_on"]

    def __init__(self, *args, today, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.helper = helper(
            "Отправить адрес на проверку", "version", *self._meta.fields, back=back
        )

    def clean_published_on(self):
        if self.cleaned_data["published_on"] > self.today:
            raise forms.ValidationError(NOT_YET)
        return self.cleaned_data["published_on"]


class CheckForm(SeenForm):
    """What a person has seen at the address."""

    result = forms.ChoiceField(
        label="Документ на странице",
        choices=[("found", "на месте"), ("missing", "не найден или не тот")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Что увидели", max_length=300, required=False)

    def __init__(self, *args, version, back, **kwargs):
        super().__init__(*args, initial={"version": version}, **kwargs)
        mark_optional(self)
        self.helper = helper("Записать проверку", "version", "result", "note", back=back)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("result") == "missing" and not cleaned.get("note"):
            self.add_error("note", "Напишите, что не так: школа будет исправлять.")
        return cleaned


class PublicationDateForm(VersionedForm):
    """By which day which documents must stand on the sites."""

    due_on = DateField(label="Разместить до")
    kinds = forms.MultipleChoiceField(
        label="Какие документы",
        choices=ProgrammeKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы один вид документов."},
    )

    class Meta:
        model = PublicationDate
        fields = ["due_on", "kinds"]

    def __init__(self, *args, municipality, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        self.helper = helper("Назначить срок", "version", "due_on", "kinds", back=back)

    def _get_validation_exclusions(self):
        # The municipality is set above: a day is unique within it.
        return super()._get_validation_exclusions() - {"municipality"}
