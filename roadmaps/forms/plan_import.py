"""Forms of the import of a plan: the file, what was understood, a row, the parties, the end."""

from django import forms

from files import gate
from files.forms import UploadField
from files.kinds import FileKind
from lib.forms import OPTIONAL, DateField, VersionedForm, helper, mark_optional
from roadmaps.forms.control_dates import ControlDatesField
from roadmaps.forms.roadmap import SchoolsField
from roadmaps.importing.plan import Role
from roadmaps.importing.rows import RowKind
from roadmaps.models import DeadlineKind, PlanImport

# Of fields that the templates draw themselves, in tables.
DRAWN = {"class": "form-select"}
MOST_PASTED = 2_000_000
ROLE_NAMES = {
    Role.NUMBER: "номер",
    Role.TITLE: "мероприятие",
    Role.SECTION: "раздел или этап",
    Role.ACTOR: "действия исполнителя (он назван в заголовке)",
    Role.DEADLINE: "срок",
    Role.DEADLINE_START: "начало срока",
    Role.DEADLINE_END: "окончание срока",
    Role.DEADLINE_MARK: "отметка в месяце или квартале",
    Role.RESPONSIBLE: "ответственный",
    Role.EXPECTED_RESULT: "ожидаемый результат",
    Role.INDICATOR: "показатель",
    Role.NOTE: "примечание",
    Role.OTHER: "другое — сохранить в примечании",
}
ROW_NAMES = {
    RowKind.SECTION: "раздел",
    RowKind.MEASURE: "мероприятие",
    RowKind.TAIL: "продолжение предыдущей строки",
    RowKind.SKIP: "не переносить",
}
BOTH = "Выберите что-то одно: файл или вставленную таблицу."
NEITHER = "Выберите файл или вставьте таблицу."


class UploadPlanForm(forms.Form):
    """The paper: a file or a pasted table."""

    file = UploadField(label="Файл с планом", kinds=(FileKind.DOCX, FileKind.XLSX), required=False)
    pasted = forms.CharField(
        label="Или вставьте таблицу, скопированную из Word, Excel или со страницы",
        widget=forms.Textarea(attrs={"rows": 6, "data-paste-table": ""}),
        required=False,
        max_length=MOST_PASTED,
        error_messages={"max_length": "Таблица слишком велика. Загрузите её файлом."},
    )

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        mark_optional(self)
        self.helper = helper("Прочитать план", "file", "pasted", back=back, multipart=True)

    def clean(self):
        cleaned = super().clean()
        has_file, has_text = bool(cleaned.get("file")), bool(cleaned.get("pasted", "").strip())
        if has_file and has_text:
            self.add_error("pasted", BOTH)
        elif not (has_file or has_text or self.errors):
            self.add_error("file", NEITHER)
        return cleaned

    @property
    def kind(self):
        """FileKind of the accepted file."""
        upload = self.cleaned_data["file"]
        return gate.inspect(upload.name, upload)


class ReadingForm(VersionedForm):
    """What was understood: the period, the roles of the columns, the kinds of the rows."""

    starts_on = DateField(label="Начало плана", required=False)
    ends_on = DateField(label="Окончание плана", required=False)
    approved_on = DateField(label="Дата утверждения", required=False)

    class Meta:
        model = PlanImport
        fields = ["starts_on", "ends_on", "approved_on"]

    def __init__(self, *args, understanding, **kwargs):
        super().__init__(*args, **kwargs)
        # Without a period the plan cannot be saved, but the rest may be looked at first.
        for name in ("starts_on", "ends_on"):
            self.fields[name].label = self.fields[name].label.removesuffix(OPTIONAL)
        reading = understanding.plan
        found = {
            "starts_on": reading.start,
            "ends_on": reading.end,
            "approved_on": reading.approved,
        }
        self.initial |= {name: self.initial.get(name) or day for name, day in found.items()}
        for name in found:
            self.fields[name].widget.attrs["class"] = "form-control"
        self.columns = [self.add_column(*pair) for pair in enumerate(reading.columns)]
        self.rows = [self.add_row(reading_row) for reading_row in understanding.rows]

    def add_column(self, index, column):
        """Field of a column's role; returns its name."""
        name = f"column_{index}"
        self.fields[name] = forms.ChoiceField(
            label=f"Что в графе «{column.heading or index + 1}»",
            choices=[(role.value, words) for role, words in ROLE_NAMES.items()],
            initial=column.role.value,
            widget=forms.Select(attrs=DRAWN),
        )
        return name

    def add_row(self, one):
        """Field of a row's kind; returns its name."""
        name = f"row_{one.row.number}"
        self.fields[name] = forms.ChoiceField(
            label=f"Строка {one.row.number}",
            choices=[(kind.value, words) for kind, words in ROW_NAMES.items()],
            initial=one.kind.value,
            widget=forms.Select(attrs=DRAWN),
        )
        return name

    def clean(self):
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Дата окончания раньше даты начала.")
        if bool(starts_on) != bool(ends_on) and not self.errors:
            missing = "ends_on" if starts_on else "starts_on"
            self.add_error(missing, "Укажите обе даты или ни одной.")
        return cleaned

    @property
    def said(self):
        """The choices that differ from what was understood, over those made before."""
        columns = self.changed("column_", self.columns)
        rows = self.changed("row_", self.rows)
        before = self.instance.choices
        return {
            "columns": before.get("columns", {}) | columns,
            "rows": before.get("rows", {}) | rows,
        }

    def changed(self, prefix, names):
        return {
            name.removeprefix(prefix): self.cleaned_data[name]
            for name in names
            if self.cleaned_data[name] != self.fields[name].initial
        }


class ReadMeasureForm(VersionedForm):
    """One measure as it was understood; what is saved here is a person's word."""

    number = forms.CharField(label="Номер", max_length=40, required=False)
    deadline_text = forms.CharField(
        label="Слова в графе «Срок»",
        max_length=1000,
        required=False,
        help_text="Печатаются как есть.",
    )
    deadline_kind = forms.ChoiceField(label="Что эти слова значат", choices=DeadlineKind.choices)
    control_dates = ControlDatesField(
        label="Контрольные даты",
        help_text="К каждой дате исполнители отчитаются. Например: 15.04.2026, 01.06.2026.",
    )
    responsible_text = forms.CharField(
        label="Слова в графе «Ответственный»",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    expected_result = forms.CharField(
        label="Ожидаемый результат", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    indicator = forms.CharField(
        label="Показатель", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    note = forms.CharField(
        label="Примечание", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    class Meta:
        model = PlanImport
        fields = []

    def __init__(self, *args, measure, days, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.texts = [self.add_action(*pair) for pair in enumerate(measure.actions)]
        self.initial |= {
            "number": measure.number,
            "deadline_text": measure.deadline_text,
            "deadline_kind": measure.deadline.kind.value,
            "control_dates": days,
            "responsible_text": measure.responsible_text,
            "expected_result": measure.expected_result,
            "indicator": measure.indicator,
            "note": measure.note,
        }
        names = [*self.texts, *(name for name in self.fields if name not in self.texts)]
        self.helper = helper("Сохранить: всё верно", *names, back=back)

    def add_action(self, index, action):
        name = f"action_{index}"
        self.fields[name] = forms.CharField(
            label=f"Что делает: {action.actor}" if action.actor else "Что делается",
            widget=forms.Textarea(attrs={"rows": 4}),
            initial=action.text,
        )
        return name

    def values_of(self, instance):
        """The other person's words about the same measure."""
        said = instance.corrections.get(str(self.measure.source_rows[0]), {})
        actions = said.get("actions") or [action.text for action in self.measure.actions]
        return self.initial | said | dict(zip(self.texts, actions, strict=False))

    @property
    def said(self):
        """The correction as it is stored."""
        cleaned = self.cleaned_data
        names = [n for n in self.fields if n not in (*self.texts, "version", "control_dates")]
        return {name: cleaned[name] for name in names} | {
            "actions": [cleaned[name] for name in self.texts],
            "control_dates": [day.isoformat() for day in cleaned["control_dates"]],
            "is_checked": True,
        }


class PartiesForm(VersionedForm):
    """Who the words mean: one choice for the same words wherever they stand."""

    class Meta:
        model = PlanImport
        fields = []

    def __init__(self, *args, words, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.words = {f"party_{place}": one for place, one in enumerate(words, start=1)}
        for name, one in self.words.items():
            self.fields[name] = forms.ChoiceField(
                label=f"«{one.label}»",
                choices=self.options(one, choices),
                initial=one.code,
                required=False,
                widget=forms.Select(attrs=DRAWN),
            )

    def options(self, one, choices):
        """Everybody of the municipality, and the words themselves."""
        listed = {code for group in choices if isinstance(group[1], list) for code, _ in group[1]}
        listed |= {code for code, label in choices if isinstance(label, str)}
        kept = [(f"text:{one.party.text[:300]}", "Оставить словами")]
        if one.code and one.code not in listed and one.code != kept[0][0]:
            kept.insert(0, (one.code, f"Словами: {one.code.partition(':')[2]}"))
        return [*choices[:1], ("Словами", kept), *choices[1:]]

    def values_of(self, instance):
        return {name: instance.parties.get(one.key, "") for name, one in self.words.items()}

    @property
    def said(self):
        """{key of the words: code}; an empty choice leaves the words as they are."""
        return {
            one.key: self.cleaned_data[name] or f"text:{one.party.text[:300]}"
            for name, one in self.words.items()
        }


class FinishForm(VersionedForm):
    """Name, period and schools of the roadmap that the plan becomes."""

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
        if self.progress.period is None:
            raise forms.ValidationError(NO_PERIOD)
        return super().clean()


NO_PERIOD = (
    "Период плана не указан. Вернитесь к шагу «Графы и строки» и укажите начало и окончание."
)
AGREE = "Сохранить с отмеченными сомнениями: сроки без контрольных дат я уточню в редакторе"
NOT_AGREED = "Отметьте это или вернитесь к мероприятиям и проверьте отмеченные."
