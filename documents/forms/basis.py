from django import forms

from documents.cases import Case, body_in
from documents.models import Basis, BasisAct
from files.forms import UploadField
from lib.forms import DateField, VersionedForm, helper

ACT_FIELDS = ["kind", "author", "author_genitive", "date", "number", "title"]
ACT_HELP = {
    "kind": "Приказ, распоряжение, постановление, письмо…",
    "author": "«Министерство образования Речной области». У закона — пусто.",
    "author_genitive": "Как стоит в преамбуле: «министерства образования Речной области». "
    "Если пусто, подставим сами — проверьте на странице проекта.",
    "title": "Без кавычек: «Об утверждении…».",
}


class ActForm(VersionedForm):
    """Акт-основание: an act of another body that orders refer to."""

    date = DateField(label="Дата", required=False)
    file = UploadField(label="Файл акта", required=False)

    class Meta:
        model = BasisAct
        fields = ACT_FIELDS
        help_texts = ACT_HELP
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(submit, *ACT_FIELDS, "file", "version", back=back, multipart=True)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("author") and not cleaned.get("author_genitive"):
            cleaned["author_genitive"] = body_in(cleaned["author"], Case.GENITIVE)
        return cleaned


class BasisForm(ActForm):
    """A reference of the preamble: to an act that is known already, or to a new one."""

    act = forms.ModelChoiceField(
        queryset=BasisAct.objects.none(),
        label="Акт из прежних приказов",
        required=False,
        help_text="Или заполните поля ниже, если такого ещё не было.",
    )
    opening = Basis._meta.get_field("opening").formfield(label="Начало преамбулы")
    optional = ("kind",)

    def __init__(self, *args, order, submit, back, **kwargs):
        super().__init__(*args, submit=submit, back=back, **kwargs)
        self.order = order
        acts = BasisAct.objects.filter(municipality=order.municipality)
        self.fields["act"].queryset = acts.exclude(uses__order=order)
        self.helper = helper(
            submit, "opening", "act", *ACT_FIELDS, "file", back=back, multipart=True
        )

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("act") and not cleaned.get("kind"):
            self.add_error("kind", "Выберите акт из прежних или укажите вид нового.")
        return cleaned
