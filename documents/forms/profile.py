from django import forms

from documents.forms.people import PersonField, fill_post, people_of
from documents.models import ActProfile
from documents.preamble import FITTING
from lib.forms import VersionedForm, helper
from schools.models import Person


class ProfileForm(VersionedForm):
    """Бланк и нумерация of the acts of one kind."""

    signatory = PersonField(
        queryset=Person.objects.none(), label="Кто обычно подписывает", required=False
    )

    class Meta:
        model = ActProfile
        fields = [
            "body",
            "body_genitive",
            "letterhead",
            "place",
            "number_template",
            "operative",
            "operative_inline",
            "kind_spaced",
            "signatory",
            "signatory_post",
            "standard",
            "date_style",
            "font_size",
            "left_margin_mm",
            "right_margin_mm",
            "top_margin_mm",
            "bottom_margin_mm",
            "annex_mark",
            "annexes_count_pages",
        ]
        widgets = {"letterhead": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "body": "Если пусто — орган из карточки муниципалитета.",
            "letterhead": "Если пусто — шапка из карточки муниципалитета.",
            "place": "Если пусто — место из карточки муниципалитета.",
            "number_template": "{n} — порядковый номер, {year} — год: «01-10/{n}», «{n}-р».",
            "signatory_post": "Если оставить пустым, возьмём из карточки человека.",
            "left_margin_mm": "30 мм — для документов, которые подшивают и хранят постоянно.",
            "standard": "От них зависит ширина отметок в углу листа. На документе не печатается.",
        }

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        fitting = FITTING[self.instance.kind]
        operative = self.fields["operative"]
        operative.choices = [
            (value, label) for value, label in operative.choices if value in ("", *fitting)
        ]
        self.fields["signatory"].queryset = people_of(self.instance.municipality)
        self.helper = helper(submit, *self._meta.fields, "version", back=back)

    def clean(self):
        cleaned = super().clean()
        fill_post(self, cleaned, "signatory", "signatory_post")
        return cleaned
