from django import forms

from lib.forms import VersionedForm, helper
from roadmaps.models import Block, Section, SectionNumbering

LEVELS = ((1, "раздел"), (2, "подраздел"))


class BlockForm(VersionedForm):
    """A text before the table."""

    class Meta:
        model = Block
        fields = ["kind", "title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}
        labels = {"text": "Текст", "kind": "Что это"}
        help_texts = {
            "title": "Например: «Цели», «Наименование плана».",
            "text": "Пункт списка начинайте с новой строки и знака «- » или номера «1. ».",
        }

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("Сохранить текст", *self.fields, back=back)


class SectionForm(VersionedForm):
    """A section: its title, level, and a number by hand."""

    level = forms.TypedChoiceField(label="Уровень", choices=LEVELS, coerce=int, initial=1)

    class Meta:
        model = Section
        fields = ["title", "level", "number"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}
        labels = {"number": "Номер"}
        help_texts = {"number": "Оставьте пустым — номер поставится сам."}

    def __init__(self, *args, edition, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_printed = edition.section_numbering != SectionNumbering.ABSENT
        if self.is_printed:
            self.fields["title"].label = "Название раздела"
        self.helper = helper("Сохранить раздел", *self.fields, back=back)

    def clean_title(self):
        title = " ".join(self.cleaned_data["title"].split())
        if self.is_printed and not title:
            raise forms.ValidationError("Напишите название раздела.")
        return title
