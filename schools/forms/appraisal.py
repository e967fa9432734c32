"""Forms of the appraisal of a programme: the sheet, the experts, the scores, the outcome."""

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import HTML, Div, Fieldset
from django import forms

from lib.forms import SeenForm, TypedFieldset, helper, limit_texts, mark_optional
from schools.models import AppraisalStage, CriteriaSheet, Criterion, Verdict
from schools.models.appraisal import HIGHEST_SCORE, HIGHEST_WEIGHT

SPARE_ROWS = 3
MOST_ROWS = 30
# What a programme consists of, when no sheet of criteria tells it.
SECTIONS = (
    "Паспорт программы",
    "Анализ и проблемы",
    "Цели и показатели",
    "Мероприятия и сроки",
    "Ожидаемые результаты",
)
GENERAL = "Программа в целом"


class SheetForm(forms.ModelForm):
    """The whole sheet of criteria: limits, then a row of fields for every criterion."""

    seen_number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = CriteriaSheet
        fields = ["basis", "pass_percent", "rework_percent"]
        help_texts = {
            "basis": "Например: приказ отдела от 15.01.2026 № 12.",
            "pass_percent": "Медиана такая или больше — предлагается «рекомендовано».",
            "rework_percent": "Такая или больше — «на доработку», меньше — «отклонено».",
        }

    def __init__(self, *args, criteria, seen_number, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_number"] = seen_number
        mark_optional(self)
        self.row_count = min(MOST_ROWS, len(criteria) + SPARE_ROWS)
        for number in range(self.row_count):
            self.add_row(number, criteria[number] if number < len(criteria) else None)
        self.helper = helper(
            "Сохранить лист критериев",
            "seen_number",
            "basis",
            "pass_percent",
            "rework_percent",
            *(self.row_layout(number) for number in range(self.row_count)),
            back=back,
        )

    def add_row(self, number, criterion):
        """Fields of one criterion; a row with an empty text is no criterion."""
        made = {
            "section": forms.CharField(label="Раздел программы", max_length=120, required=False),
            "text": forms.CharField(
                label="Критерий",
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
        }
        for name, most in (("max_score", HIGHEST_SCORE), ("weight", HIGHEST_WEIGHT)):
            label = Criterion._meta.get_field(name).verbose_name.capitalize()
            made[name] = forms.IntegerField(
                label=label, min_value=1, max_value=most, required=False
            )
        for name, field in made.items():
            self.fields[f"{name}_{number}"] = field
            self.initial[f"{name}_{number}"] = getattr(criterion, name, None)

    def row_layout(self, number):
        """The fields of one criterion in a group of their own."""
        numbers = Div(f"max_score_{number}", f"weight_{number}", css_class="d-flex gap-3")
        names = f"section_{number}", f"text_{number}"
        return Fieldset(f"Критерий {number + 1}", *names, numbers)

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("rework_percent"), cleaned.get("pass_percent")
        if low is not None and high is not None and low > high:
            self.add_error("rework_percent", "Эта граница не выше первой.")
        for number in range(self.row_count):
            self.check_row(number, cleaned)
        if not any(cleaned.get(f"text_{number}") for number in range(self.row_count)):
            self.add_error(None, "Опишите хотя бы один критерий.")
        return cleaned

    def check_row(self, number, cleaned):
        """A criterion has its section, its scores and its weight."""
        if not cleaned.get(f"text_{number}"):
            if cleaned.get(f"section_{number}"):
                self.add_error(f"text_{number}", "Опишите критерий или очистите раздел.")
            return
        missing = {
            "section": "Укажите раздел: по нему собираются замечания.",
            "max_score": "Укажите, сколько баллов даёт критерий.",
            "weight": "Укажите вес критерия; обычный вес — 1.",
        }
        for name, words in missing.items():
            key = f"{name}_{number}"
            if key not in self.errors and not cleaned.get(key):
                self.add_error(key, words)

    def criteria(self):
        """Unsaved Criterion rows of the valid form, in order."""
        names = ("section", "text", "max_score", "weight")
        rows = [
            {name: self.cleaned_data[f"{name}_{number}"] for name in names}
            for number in range(self.row_count)
        ]
        return [Criterion(**row) for row in rows if row["text"]]


class ExpertsForm(SeenForm):
    """Who appraises: the tutors first, then the group."""

    tutors = forms.MultipleChoiceField(
        label="Тьютор школы — оценивает первым",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    group = forms.MultipleChoiceField(
        label="Группа экспертов — после тьютора",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, tutors, group, chosen, version, barred, back, **kwargs):
        """`tutors`, `group` are {user's key: User}; `barred` [(name, reason)] of the others."""
        initial = {"version": version, "tutors": chosen, "group": chosen}
        super().__init__(*args, initial=initial, **kwargs)
        self.people = {"tutors": tutors, "group": group}
        for name, people in self.people.items():
            self.fields[name].choices = [(pk, str(user)) for pk, user in people.items()]
            if not people:
                del self.fields[name]
        names = ["version", *(name for name in self.people if name in self.fields)]
        if barred:
            names.append(HTML("{% include 'schools/_barred.html' %}"))
        self.helper = helper("Назначить экспертов", *names, back=back)
        self.barred = barred

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in self.people):
            self.add_error(None, "Отметьте хотя бы одного эксперта.")
        return cleaned

    def experts(self):
        """{User: AppraisalStage} of those ticked; who is in both is the tutor."""
        found = {}
        stages = {"group": AppraisalStage.GROUP, "tutors": AppraisalStage.TUTOR}
        for name, stage in stages.items():
            for pk in self.cleaned_data.get(name, ()):
                found[self.people[name][int(pk)]] = stage
        return found


class ScoresForm(SeenForm):
    """Scores of one expert by the sheet, with a remark where something is to be mended."""

    def __init__(self, *args, criteria, version, back, **kwargs):
        super().__init__(*args, initial={"version": version}, **kwargs)
        self.criteria = criteria
        groups = {}
        for criterion in criteria:
            names = self.add_criterion(criterion)
            groups.setdefault(criterion.section, []).extend(names)
        self.fields["opinion"] = forms.CharField(
            label="Общее мнение", required=False, widget=forms.Textarea(attrs={"rows": 3})
        )
        mark_optional(self)
        limit_texts(self)
        sections = [TypedFieldset(section, *names) for section, names in groups.items()]
        self.helper = helper("Отправить оценку", "version", *sections, "opinion", back=back)

    def add_criterion(self, criterion):
        """Names of the two fields of the criterion."""
        score, remark = f"score_{criterion.pk}", f"remark_{criterion.pk}"
        weight = f", вес {criterion.weight}" if criterion.weight > 1 else ""
        self.fields[score] = forms.TypedChoiceField(
            label=criterion.text,
            coerce=int,
            choices=[(value, value) for value in range(criterion.max_score + 1)],
            widget=forms.RadioSelect,
            help_text=f"От 0 до {criterion.max_score}{weight}.",
            error_messages={"required": "Поставьте балл по этому критерию."},
        )
        self.fields[remark] = forms.CharField(
            label="Замечание", required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        return [InlineRadios(score), remark]

    def scores(self):
        """{Criterion: (value, remark)} of the valid form."""
        data = self.cleaned_data
        return {one: (data[f"score_{one.pk}"], data[f"remark_{one.pk}"]) for one in self.criteria}


class RemarksForm(SeenForm):
    """Remarks by section: a field for every section of the programme."""

    submit = "Вернуть с замечаниями"
    # Why there are none may be said by a form that needs none.
    no_remarks = "Напишите замечание хотя бы к одному разделу: школа должна знать, что исправить."
    first = ()

    text = forms.CharField(
        label="Пояснение", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, sections, version, back, found=None, initial=None, **kwargs):
        """`found` is {section: texts} of what the experts have remarked."""
        initial = {"version": version, **(initial or {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.sections = list(dict.fromkeys([*sections, GENERAL]))
        for number, section in enumerate(self.sections):
            texts = (found or {}).get(section, ())
            self.fields[f"remark_{number}"] = forms.CharField(
                label=section,
                required=False,
                initial="\n".join(texts),
                widget=forms.Textarea(attrs={"rows": 2 + len(texts)}),
            )
        mark_optional(self)
        limit_texts(self)
        names = [f"remark_{number}" for number in range(len(self.sections))]
        fieldset = Fieldset("Замечания по разделам", *names)
        self.helper = helper(self.submit, "version", *self.first, fieldset, "text", back=back)

    def remarks(self):
        """[(section, text)] of the sections about which something was said."""
        data = self.cleaned_data
        texts = ((name, data.get(f"remark_{n}")) for n, name in enumerate(self.sections))
        return [(section, text) for section, text in texts if text]

    def needs_remarks(self):
        """The school is to mend something."""
        return True

    def clean(self):
        cleaned = super().clean()
        if self.needs_remarks() and not self.remarks():
            self.add_error(None, self.no_remarks)
        return cleaned


class ConclusionForm(RemarksForm):
    """The outcome of the appraisal: a verdict with its grounds, remarks by section."""

    submit = "Выдать заключение"
    first = ("verdict",)

    verdict = forms.ChoiceField(label="Вывод", choices=Verdict.choices, widget=forms.RadioSelect)

    def __init__(self, *args, outcome, **kwargs):
        """`outcome` is None when what was typed is only shown: nobody has appraised any more."""
        if outcome:
            kwargs |= {"found": outcome.remarks, "initial": {"verdict": outcome.proposed}}
        sections = [one.section for one in outcome.criteria] if outcome else SECTIONS
        super().__init__(*args, sections=sections, **kwargs)
        text = self.fields["text"]
        text.label, text.required = "Обоснование вывода", True
        text.help_text = "Печатается в заключении."

    def needs_remarks(self):
        return self.cleaned_data.get("verdict") != Verdict.RECOMMENDED


class ArchiveForm(SeenForm):
    """Why the programme is put away."""

    text = forms.CharField(
        label="Почему",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Например: срок программы закончился, действует новая.",
    )

    def __init__(self, *args, version, back, **kwargs):
        super().__init__(*args, initial={"version": version}, **kwargs)
        limit_texts(self)
        self.helper = helper("Убрать в архив", "version", "text", back=back)
