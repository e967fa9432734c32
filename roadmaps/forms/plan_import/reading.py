from django import forms

from lib.forms import OPTIONAL, DateField, VersionedForm, helper
from roadmaps.forms.plan_import.drawn import DRAWN
from roadmaps.importing.plan import Role
from roadmaps.importing.rows import RowKind
from roadmaps.models import PlanImport

LONGEST_PLAN = 10
TOO_LONG = f"План дольше {LONGEST_PLAN} лет. Проверьте годы."
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
        # Drawn by crispy only on the page of two texts.
        self.helper = helper("Сохранить графы и строки", *self.fields)

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
        name = f"row_{one.row.key}"
        self.fields[name] = forms.ChoiceField(
            label=one.row.place.capitalize(),
            choices=[(kind.value, words) for kind, words in ROW_NAMES.items()],
            initial=one.kind.value,
            widget=forms.Select(attrs=DRAWN),
        )
        return name

    def values_of(self, instance):
        """The other person's choices over what was understood."""
        shown = {name: self.fields[name].initial for name in (*self.columns, *self.rows)}
        for prefix in ("column", "row"):
            chosen = instance.choices.get(f"{prefix}s", {}).items()
            shown |= {f"{prefix}_{key}": value for key, value in chosen}
        return super().values_of(instance) | shown

    def clean(self):
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Дата окончания раньше даты начала.")
        if starts_on and ends_on and ends_on.year - starts_on.year > LONGEST_PLAN:
            self.add_error("ends_on", TOO_LONG)
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
