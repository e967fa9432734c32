from crispy_forms.layout import HTML, Fieldset
from django import forms

from documents.models import Order
from lib.forms import VersionedForm, helper
from roadmaps.forms.responsible import ResponsibleFields
from roadmaps.models import ColumnKind, Edition, EditionColumn

ANSWERS_HELP = (
    "За каждое действие в этой графе отчитается тот, кого вы выберете. Первый — главный; "
    "«Все школы плана» — каждая школа."
)


class EditionForm(VersionedForm):
    """How the edition is headed, numbered and laid on the sheet."""

    class Meta:
        model = Edition
        fields = ["heading", "section_numbering", "row_numbering", "orientation"]
        widgets = {"heading": forms.Textarea(attrs={"rows": 5})}
        labels = {"heading": "Заголовок", "orientation": "Лист"}
        help_texts = {
            "heading": "Каждая строка печатается отдельно, по середине листа.",
            "row_numbering": "Номер, вписанный у мероприятия вручную, остаётся.",
        }

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("Сохранить заголовок и нумерацию", *self.fields, back=back)


class ColumnForm(ResponsibleFields, VersionedForm):
    """A column of the table; guarded by the version of its edition."""

    width = forms.IntegerField(
        label="Ширина, % листа",
        min_value=3,
        max_value=90,
        help_text="В сумме ширина всех граф должна быть 100.",
    )

    class Meta:
        model = EditionColumn
        fields = ["heading", "width"]
        widgets = {"heading": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, instance, back, **kwargs):
        instance.version = instance.edition.version
        super().__init__(*args, instance=instance, **kwargs)
        self.responsible_names, fields = [], list(self.fields)
        if instance.kind == ColumnKind.ACTOR:
            self.fields["heading"].label = "Кто действует (заголовок графы)"
        # In the plan of a school nobody is chosen: the school answers for all of it.
        if instance.kind == ColumnKind.ACTOR and not instance.edition.roadmap.school_id:
            self.add_responsible_fields(instance.edition.municipality, instance)
            parties = (*self.responsible_names, "responsible_words")
            hint = HTML(f'<p class="form-text">{ANSWERS_HELP}</p>')
            fields.append(Fieldset("Кто отчитывается", hint, *parties))
        self.helper = helper("Сохранить графу", *fields, back=back)

    @property
    def responsible(self):
        """Chosen parties of an actor column; none of others, and of the plan of a school."""
        return super().responsible if self.responsible_names else []

    def values_of(self, instance):
        values = super().values_of(instance)
        return values | self.responsible_values_of(instance) if self.responsible_names else values


class AnnexForm(VersionedForm):
    """Which draft order has this edition as an annex."""

    order = forms.ModelChoiceField(
        Order.objects.none(),
        label="Проект приказа",
        required=False,
        help_text="Нужного нет в списке? Сначала создайте проект приказа в разделе «Приказы».",
        error_messages={"invalid_choice": "Такого проекта приказа нет. Выберите из списка."},
    )

    class Meta:
        model = Edition
        fields = []

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        orders = Order.objects.drafts().filter(municipality=self.instance.municipality)
        self.fields["order"].queryset = orders
        self.fields["order"].empty_label = "ни к какому приказу"
        self.initial |= self.values_of(self.instance)
        self.helper = helper("Приложить к приказу", "order", "version", back=back)

    def values_of(self, instance):
        return {"order": instance.annex.order_id if instance.annex else None}
