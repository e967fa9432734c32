"""Forms of the acts on the card of a checkpoint."""

import re

from django import forms

from files.forms import MultipleUploadField
from files.kinds import PROOFS
from files.widgets import MultiplePartsInput
from lib.forms import SeenForm, mark_optional
from monitoring.models import Verb
from monitoring.proofs import WANTED, has_proof
from roadmaps.models import Proof

REQUISITES = re.compile(r"№\s*\S")
DAY = re.compile(r"\b\d{1,2}(\.\d{1,2}\.|\s+[а-яё]+\s+)\d{4}\b")


class ActForm(SeenForm):
    """An act over a checkpoint: without the version that the person saw there is no act."""

    def __init__(self, *args, checkpoint=None, **kwargs):
        self.checkpoint = checkpoint
        # Two acts may stand on one card: their fields must not share ids.
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)
        self.fields["version"].required = True


def words_field(label, help_text, required, *, rows=4, max_length=4000):
    """Field for the words of an act."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "class": "form-control"}),
        max_length=max_length,
        error_messages={"required": required},
    )


class LinkField(forms.URLField):
    """Address of a published page."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Ссылка на страницу, где это опубликовано",
            required=False,
            max_length=500,
            assume_scheme="https",
            widget=forms.URLInput(attrs={"class": "form-control"}),
            error_messages={
                "invalid": "Это не похоже на адрес страницы. Пример: https://school.ru/doc"
            },
            **kwargs,
        )

    def clean(self, value):
        link = super().clean(value)
        if link and not link.startswith(("http://", "https://")):
            raise forms.ValidationError(self.error_messages["invalid"])
        return link


class DocumentField(forms.CharField):
    """Requisites of a registered document."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Документ: вид, дата и номер",
            help_text="Например: приказ школы от 12.03.2026 № 45.",
            required=False,
            max_length=300,
            widget=forms.TextInput(attrs={"class": "form-control"}),
            **kwargs,
        )

    def clean(self, value):
        words = super().clean(value)
        if words and not (REQUISITES.search(words) and DAY.search(words)):
            raise forms.ValidationError("Напишите вид документа, его дату и номер со знаком «№».")
        return words


class ProofForm(ActForm):
    """Words of a report, and what proves them."""

    files = MultipleUploadField(
        label="Файлы и фотографии",
        kinds=PROOFS,
        required=False,
        widget=MultiplePartsInput(attrs={"class": "form-control"}),
    )
    link = LinkField()
    document = DocumentField()

    # Fields in which each kind of proof is given.
    PLACES = {Proof.FILE: "files", Proof.LINK: "link", Proof.DOCUMENT: "document"}


class InterimForm(ProofForm):
    """Отчёт о ходе работы: closes nothing, so it needs no proof."""

    text = words_field(
        "Как идёт работа",
        "Работа остаётся на контроле: когда всё будет готово, отправьте отчёт об исполнении.",
        "Напишите, что уже сделано.",
        max_length=10_000,
    )
    field_order = ["version", "text", "files", "link", "document"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mark_optional(self)


class ReportForm(ProofForm):
    """Отчёт исполнителя: text, and the proof that the measure demands."""

    text = words_field(
        "Что сделано",
        "Коротко: что проведено, когда, кто участвовал, какой результат.",
        "Напишите, что сделано.",
        rows=5,
        max_length=10_000,
    )
    field_order = ["version", "text", "files", "link", "document"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Said above the fields when one of them is enough.
        self.proof_note = WANTED[Proof.ANY] if self.checkpoint.proof == Proof.ANY else ""
        if not self.proof_note:
            mark_optional(self)
        if wanted := self.PLACES.get(self.checkpoint.proof):
            self.fields[wanted].label = self.base_fields[wanted].label

    def clean(self):
        cleaned = super().clean()
        demand = self.checkpoint.proof
        places = [self.PLACES[demand]] if demand in self.PLACES else list(self.PLACES.values())
        is_given = any(cleaned.get(name) or self.errors.get(name) for name in places)
        if not is_given and not has_proof(self.checkpoint):
            self.add_error(places[0], WANTED[demand])
        return cleaned


class ReturnForm(ActForm):
    """Возврат на доработку: the reason is kept for ever."""

    text = words_field(
        "Что доработать",
        "Исполнитель увидит этот текст и сможет отправить отчёт ещё раз.",
        "Напишите, что нужно доработать: без причины вернуть нельзя.",
    )


class RemoveForm(ActForm):
    """Снятие с контроля без исполнения."""

    text = words_field(
        "Почему снимаете с контроля",
        "Отчитываться больше не нужно; в сводках это считается снятым, а не исполненным. "
        "Причина останется в истории.",
        "Напишите причину: без неё с контроля не снимают.",
    )


class RestoreForm(ActForm):
    """Возврат на контроль того, что принято или снято."""

    text = words_field(
        "Почему возвращаете на контроль",
        "Исполнитель увидит этот текст и должен будет отчитаться снова.",
        "Напишите причину.",
    )


# Acts that want more than a press of a button.
FORMS = {
    Verb.INTERIM: InterimForm,
    Verb.REPORT: ReportForm,
    Verb.RETURN: ReturnForm,
    Verb.REMOVE: RemoveForm,
    Verb.RESTORE: RestoreForm,
}


def blank(verb, checkpoint):
    """The form of an act, not filled in yet."""
    return FORMS[verb](initial={"version": checkpoint.version}, checkpoint=checkpoint)
