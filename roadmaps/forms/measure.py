from crispy_forms.layout import HTML, Fieldset
from django import forms

from lib.forms import VersionedForm, helper
from roadmaps.forms.control_dates import ControlDatesField
from roadmaps.forms.deadline_words import FIRST_BUTTON, DeadlineReading, DeadlineWords
from roadmaps.forms.responsible import ResponsibleFields
from roadmaps.forms.serves import ServesField
from roadmaps.models import ColumnKind, Measure, Section
from roadmaps.numbering import section_numbers

# A field is there when the table has its column.
FIELD_OF_COLUMN = {
    ColumnKind.NUMBER: "number",
    ColumnKind.RESULT: "expected_result",
    ColumnKind.INDICATOR: "indicator",
    ColumnKind.NOTE: "note",
    ColumnKind.RESPONSIBLE: "responsible_text",
}
ROWS_AT_ONCE = 3
NO_ACTIONS = "Напишите, что делает хотя бы один исполнитель."
MORE = '<details class="more"{}><summary>Ещё ответственные</summary>'


class SectionField(forms.ModelChoiceField):
    """Section of the same edition, shown with its printed number."""

    def __init__(self, edition):
        sections = Section.objects.filter(edition=edition)
        self.numbers = section_numbers(sections, edition.section_numbering)
        super().__init__(
            sections,
            label="Раздел",
            empty_label=None,
            error_messages={"invalid_choice": "Такого раздела нет в этой дорожной карте."},
        )

    def label_from_instance(self, section):
        return f"{self.numbers.get(section.pk, '')} {section}".strip()


class MeasureForm(DeadlineWords, ResponsibleFields, VersionedForm):
    """A measure with its actions, control dates and responsible, as one row of the table."""

    action = forms.CharField(label="Что делается", widget=forms.Textarea(attrs={"rows": 4}))
    control_dates = ControlDatesField(
        label="Контрольные даты",
        help_text="К каждой дате исполнители отчитаются. Например: 15.04.2026, 01.06.2026.",
    )

    class Meta:
        model = Measure
        fields = [
            "section",
            "number",
            "expected_result",
            "indicator",
            "note",
            "deadline_text",
            "deadline_kind",
            "responsible_text",
            "proof",
            "serves",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("expected_result", "indicator", "note", "responsible_text")
        }
        labels = {
            "number": "Номер",
            "deadline_text": "Слова в графе «Срок»",
            "deadline_kind": "Что эти слова значат",
            "responsible_text": "Слова в графе «Ответственный»",
            "proof": "Чем подтверждается исполнение",
        }
        help_texts = {
            "number": "Оставьте пустым — номер поставится сам.",
            "deadline_text": "Печатаются как есть: «в течение года», «до 15 апреля 2026 г.».",
            "responsible_text": "Печатаются как есть: «Руководители школ, методист Иванова Н. П.».",
            "proof": "Без этого отчёт не отправить и с контроля не снять. В плане не печатается.",
        }

    def __init__(self, *args, edition, back, **kwargs):
        super().__init__(*args, **kwargs)
        # Left out, it stays as it is.
        self.fields["proof"].required = False
        columns = list(edition.columns.all())
        self.keep_fields(edition, {column.kind for column in columns})
        self.actors = self.add_actors([c for c in columns if c.kind == ColumnKind.ACTOR])
        self.is_of_school = bool(edition.roadmap.school_id)
        self.keep_parties(edition)
        if self.instance.pk:
            self.initial |= self.details_of(self.instance)
        self.helper = helper("Сохранить мероприятие", *self.groups(), back=back)

    def keep_fields(self, edition, kinds):
        """Leave the fields that this table prints; a section is chosen where there are several."""
        for kind, name in FIELD_OF_COLUMN.items():
            if kind not in kinds:
                del self.fields[name]
        if self.instance.pk and edition.sections.count() > 1:
            self.fields["section"] = SectionField(edition)
        else:
            del self.fields["section"]

    def keep_parties(self, edition):
        """Who reports is chosen in a municipal plan; a school answers for the whole of its own,
        and says what of the municipal plan a measure is for."""
        self.responsible_names = []
        if self.is_of_school:
            self.fields["serves"] = ServesField(edition, self.instance)
            self.initial["serves"] = self.fields["serves"].current
        else:
            del self.fields["serves"]
            self.add_responsible_fields(edition.municipality, self.instance)

    def add_actors(self, columns):
        """{field of an action: its actor column}; None is the one action of other tables."""
        if not columns:
            return {"action": None}
        del self.fields["action"]
        for column in columns:
            self.fields[f"actor_{column.pk}"] = forms.CharField(
                label=f"Что делает: {column.heading}",
                widget=forms.Textarea(attrs={"rows": 4}),
                required=False,
            )
        return {f"actor_{column.pk}": column for column in columns}

    def groups(self):
        """Fieldsets of the form."""
        texts = [*self.actors, "expected_result", "indicator", "note", "number", "section"]
        some, more = (
            self.responsible_names[:ROWS_AT_ONCE],
            self.responsible_names[ROWS_AT_ONCE:],
        )
        is_open = any(self[name].value() for name in more)
        more = [HTML(MORE.format(" open" if is_open else "")), *more, HTML("</details>")]
        parties = [*some, *more, "responsible_words"]
        return (
            FIRST_BUTTON,
            Fieldset("Мероприятие", *(name for name in texts if name in self.fields)),
            Fieldset(
                "Срок",
                "deadline_text",
                DeadlineReading(),
                "deadline_kind",
                "control_dates",
                css_id="deadline",
            ),
            Fieldset(
                "Ответственные",
                *(["responsible_text"] if "responsible_text" in self.fields else []),
                HTML(f'<p class="form-text">{self.responsible_help}</p>'),
                *([] if self.is_of_school else parties),
            ),
            *([Fieldset("Муниципальная карта", "serves")] if self.is_of_school else []),
            Fieldset("Подтверждение", "proof"),
            "version",
        )

    @property
    def responsible_help(self):
        """What the choice of parties is for."""
        if self.is_of_school:
            return "В системе отчитывается школа: директор или школьный координатор."
        if "action" in self.fields:
            return "Кто отчитается в системе. Первый — главный; «Все школы плана» — каждая школа."
        return "Оставьте пустым: за действие отвечает тот, кто указан у графы. Или выберите других."

    def clean(self):
        cleaned = super().clean()
        if "action" not in self.fields and not any(cleaned.get(name) for name in self.actors):
            self.add_error(next(iter(self.actors)), NO_ACTIONS)
        return cleaned

    def details_of(self, measure):
        """What the fields show of the saved actions, dates and responsible."""
        texts = {action.actor_id: action.text for action in measure.actions.all()}
        actions = {
            name: texts.get(column and column.pk, "") for name, column in self.actors.items()
        }
        dates = [date.due_on for date in measure.control_dates.all()]
        shown = actions | {"control_dates": dates}
        return shown if self.is_of_school else shown | self.responsible_values_of(measure)

    def values_of(self, instance):
        return super().values_of(instance) | self.details_of(instance)

    @property
    def details(self):
        """Arguments of roadmaps.operations.replace_details."""
        return {
            "actions": {column: self.cleaned_data[name] for name, column in self.actors.items()},
            "control_dates": self.cleaned_data["control_dates"],
            "responsible": [] if self.is_of_school else self.responsible,
        }
