from django import forms

from documents.forms.people import PersonField, fill_post, people_of
from documents.models import Order, Verdict, Visa
from lib.forms import DateField, VersionedForm, helper, mark_optional
from schools.models import Person


class VisaForm(forms.Form):
    """Who is to agree to the draft."""

    person = PersonField(
        queryset=Person.objects.none(),
        label="Кто согласует",
        empty_label="не выбрано",
        error_messages={"required": "Выберите человека."},
    )
    post = forms.CharField(
        label="Должность в визе",
        required=False,
        max_length=250,
        help_text="Если оставить пустым, возьмём из карточки человека.",
    )

    def __init__(self, *args, order, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_of(order.municipality).exclude(
            pk__in=Visa.objects.filter(order=order).values("person")
        )
        mark_optional(self)
        self.helper = helper(submit, "person", "post", back=back)

    def clean(self):
        cleaned = super().clean()
        fill_post(self, cleaned, "person", "post")
        return cleaned


class DecisionForm(forms.Form):
    """The visa: agreed, or with remarks that are said."""

    verdict = forms.ChoiceField(
        label="Решение",
        choices=[
            (Verdict.AGREED, "Согласовано"),
            (Verdict.REMARKS, "Согласовано с замечаниями"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
    )
    remarks = forms.CharField(
        label="Замечания",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Обязательны, если согласовано с замечаниями.",
    )
    decided_on = DateField(label="Дата", error_messages={"required": "Укажите дату визы."})

    def __init__(self, *args, today, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["decided_on"].initial = today
        mark_optional(self)
        self.helper = helper(submit, *self.fields, back=back)

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > self.today:
            raise forms.ValidationError("Эта дата ещё не наступила.")
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("verdict") == Verdict.REMARKS and not cleaned.get("remarks"):
            self.add_error("remarks", "Напишите замечания.")
        return cleaned


class TakeBackForm(forms.Form):
    """Why the document returns to the drafts."""

    reason = forms.CharField(
        label="Почему возвращаете",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, что нужно исправить."},
    )

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(submit, "reason", back=back)


class TurnForm(VersionedForm):
    """One after another, or all at once."""

    class Meta:
        model = Order
        fields = ["visas_in_turn"]

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(submit, "visas_in_turn", "version", back=back)
