from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from files.forms import MultipleFileInput, MultipleUploadField, UploadField
from files.kinds import PROOFS
from lib.dates import dotted_date
from lib.forms import DateField, helper
from monitoring.acknowledging import digest_of
from monitoring.bulk import MOST, BulkAct


class SeenForm(forms.Form):
    """A verb over a checkpoint: remembers which version of it the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        # Two verbs may stand on one card: their fields must not share ids.
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)


class ReportForm(SeenForm):
    """Отчёт исполнителя: text and files."""

    text = forms.CharField(
        label="Что сделано",
        help_text="Коротко: что проведено, когда, кто участвовал, какой результат.",
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
        max_length=10_000,
        error_messages={"required": "Напишите, что сделано."},
    )
    files = MultipleUploadField(
        label="Подтверждающие документы и фотографии (необязательно)",
        kinds=PROOFS,
        required=False,
        widget=MultipleFileInput(attrs={"class": "form-control"}),
    )


class ReturnForm(SeenForm):
    """Возврат на доработку: the reason is kept for ever."""

    text = forms.CharField(
        label="Что доработать",
        help_text="Исполнитель увидит этот текст и сможет отправить отчёт ещё раз.",
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        max_length=4000,
        error_messages={"required": "Напишите, что нужно доработать: без причины вернуть нельзя."},
    )


class AskDateForm(SeenForm):
    """Запрос о переносе срока: until when, why, and a paper if there is one."""

    due_on = DateField(label="Новый срок", error_messages={"required": "Укажите новый срок."})
    reason = forms.CharField(
        label="Причина",
        help_text="Её увидит тот, кто решает, и она останется в истории.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Напишите, почему срок нужно перенести."},
    )
    file = UploadField(
        label="Документ или фотография (необязательно)", kinds=PROOFS, required=False
    )

    def __init__(self, *args, checkpoint, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.checkpoint = checkpoint
        self.initial["version"] = checkpoint.version
        names = ("version", "due_on", "reason", "file")
        self.helper = helper(submit, *names, back=back, multipart=True)

    def clean_due_on(self):
        day, today = self.cleaned_data["due_on"], self.checkpoint.municipality.today()
        if day <= self.checkpoint.due_on:
            raise forms.ValidationError(
                f"Новый срок должен быть позже прежнего, {dotted_date(self.checkpoint.due_on)}."
            )
        if day < today:
            raise forms.ValidationError("Новый срок уже прошёл. Укажите день не раньше сегодня.")
        return day


class DecideDateForm(SeenForm):
    """Решение по запросу о переносе срока."""

    GRANT, REFUSE = "grant", "refuse"

    decision = forms.ChoiceField(
        label="Решение",
        choices=[(GRANT, "Перенести срок"), (REFUSE, "Отказать")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
    )
    answer = forms.CharField(
        label="Пояснение",
        help_text="При отказе — обязательно: исполнитель увидит этот текст.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args, request, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = request.checkpoint.version
        self.helper = helper(submit, "version", "decision", "answer", back=back)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.REFUSE and not cleaned.get("answer"):
            self.add_error("answer", "Напишите, почему отказано.")
        return cleaned


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
        help_text="Для отчёта — что сделано, для возврата — что доработать, для переноса — "
        "причина. Один на всех.",
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        max_length=4000,
        required=False,
    )
    due_on = DateField(label="Новый срок, если просите перенести", required=False)

    WANTED = {
        BulkAct.RETURN: "Напишите, что нужно доработать: без причины вернуть нельзя.",
        BulkAct.REPORT: "Напишите, что сделано.",
        BulkAct.ASK_DATE: "Напишите, почему срок нужно перенести.",
    }

    def __init__(self, *args, acts, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["act"].choices = [(one.value, one.label) for one in acts]
        if BulkAct.ASK_DATE not in acts:
            self.fields["due_on"].widget = forms.HiddenInput()

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


def reason_field(error):
    """Field for the reason to sign in spite of an error that the check has found."""
    return forms.CharField(
        label=f"{error.where[:1].upper()}{error.where[1:]}. {error.text}",
        help_text="Проверка считает это ошибкой. Исправьте или напишите, почему оставляете так.",
        max_length=500,
        widget=forms.TextInput,
        error_messages={"required": "Напишите, почему подписываете несмотря на это."},
    )


class SignForm(forms.Form):
    """Подписание и регистрация: number and date, and the text that the head has read."""

    number = forms.CharField(
        label="Номер",
        max_length=40,
        required=False,
        help_text="Как в журнале регистрации, вместе с буквами: 86-р, 01-10/142-2. "
        "Если оставить пустым, программа даст следующий номер журнала.",
    )
    signed_on = DateField(label="Дата", error_messages={"required": "Укажите дату подписания."})
    seen_digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, order, errors=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.order = order
        self.errors_found = {f"reason_{digest_of(error)[:16]}": error for error in errors}
        for name, error in self.errors_found.items():
            self.fields[name] = reason_field(error)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(
            *self.errors_found,
            "number",
            "signed_on",
            "seen_digest",
            Submit("sign", "Подписать и зарегистрировать"),
        )

    def values(self):
        """Arguments of sign_order: the requisites, and the errors with the reasons to sign."""
        data = self.cleaned_data
        return {
            "number": data["number"].strip(),
            "signed_on": data["signed_on"],
            "seen_digest": data["seen_digest"],
            "acknowledged": [(error, data[name]) for name, error in self.errors_found.items()],
        }

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > self.order.municipality.today():
            raise forms.ValidationError("Дата подписания ещё не наступила.")
        return day
