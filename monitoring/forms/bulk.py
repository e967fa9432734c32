from django import forms

from lib.forms import DateField
from monitoring.bulk import MOST, BulkAct
from monitoring.forms.acts import DocumentField, LinkField


class BulkForm(forms.Form):
    """One act over many checkpoints, and the words that it wants."""

    act = forms.ChoiceField(
        label="Что сделать",
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={
            "required": "Выберите, что сделать.",
            "invalid_choice": "С этими точками так сделать нельзя. Выберите другое.",
        },
    )
    text = forms.CharField(
        label="Текст (необязательно)",
        help_text="Для отчёта — что сделано, для возврата — что доработать, для снятия с "
        "контроля и переноса срока — причина. Один на всех.",
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        max_length=4000,
        required=False,
    )
    link = LinkField()
    document = DocumentField()
    due_on = DateField(label="Новый срок, если просите перенести", required=False)

    WANTED = {
        BulkAct.RETURN: "Напишите, что нужно доработать: без причины вернуть нельзя.",
        BulkAct.REPORT: "Напишите, что сделано.",
        BulkAct.REMOVE: "Напишите, почему снимаете с контроля.",
        BulkAct.ASK_DATE: "Напишите, почему срок нужно перенести.",
    }

    def __init__(self, *args, acts, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["act"].choices = [(one.value, one.label) for one in acts]
        if BulkAct.ASK_DATE not in acts:
            self.fields["due_on"].widget = forms.HiddenInput()
        if BulkAct.REPORT not in acts:
            for name in ("link", "document"):
                self.fields[name].widget = forms.HiddenInput()

    @property
    def proofs_and_date(self):
        """Fields of which those are hidden that no possible act wants."""
        return [self[name] for name in ("link", "document", "due_on")]

    def clean_act(self):
        return BulkAct(self.cleaned_data["act"])

    def clean(self):
        cleaned = super().clean()
        chosen, text = cleaned.get("act"), cleaned.get("text")
        if chosen in self.WANTED and not text:
            self.add_error("text", self.WANTED[chosen])
        if chosen == BulkAct.ASK_DATE and not self.errors.get("due_on"):
            day = cleaned.get("due_on")
            if day is None or day < self.today:
                self.add_error("due_on", "Укажите новый срок, не раньше сегодняшнего дня.")
        return cleaned


def picks_of(data):
    """{pk: version that was seen} of the ticked rows, «12:3», in their order."""
    found = {}
    for pick in data.getlist("pick")[:MOST]:
        pk, _, version = pick.partition(":")
        if pk.isdecimal() and version.isdecimal() and max(len(pk), len(version)) < 16:
            found[int(pk)] = int(version)
    return found
