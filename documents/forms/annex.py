from django import forms

from documents.annex_kinds import spec_of
from documents.annex_kinds.lists import LISTS, Means
from documents.annex_kinds.texts import TEXTS
from documents.forms.people import PersonField, fill_post, people_of, post_of
from documents.models import Annex, AnnexRow
from files.forms import UploadField
from lib.forms import VersionedForm, helper, name_empty_choices
from schools.models import Person, School


class NewAnnexForm(forms.Form):
    """What the new annex holds; roadmaps are annexed from their own pages."""

    kind = forms.ChoiceField(
        label="Что в приложении",
        choices=[
            (kind.code, kind.name[0].upper() + kind.name[1:])
            for kind in (*LISTS.values(), *TEXTS.values())
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что будет в приложении."},
    )

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(submit, "kind", back=back)


class AnnexForm(VersionedForm):
    """Heading, text or file, and who signs under the annex."""

    signatory = PersonField(
        queryset=Person.objects.none(), label="Кто подписывает приложение", required=False
    )
    file = UploadField(label="Файл", required=False)

    class Meta:
        model = Annex
        fields = [
            "heading",
            "text",
            "is_printed",
            "is_approved_document",
            "signatory",
            "signatory_post",
        ]
        widgets = {
            "heading": forms.Textarea(attrs={"rows": 3}),
            "text": forms.Textarea(attrs={"rows": 20}),
        }
        help_texts = {
            "heading": "По строкам, как напечатать.",
            "text": "Короткая строка с номером, «1. Общие положения», станет заголовком раздела.",
            "is_printed": "Снимите, если все изменения изложены в пунктах приказа.",
            "is_approved_document": "Слова «УТВЕРЖДЁН приказом…» под отметкой о приложении.",
            "signatory": "Подпись ставят под приложением, если так принято: например, юрист.",
            "signatory_post": "Если оставить пустым, возьмём из карточки человека.",
        }

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        spec = spec_of(self.instance)
        names = list(self._meta.fields)
        has_file = getattr(spec, "has_file", False)
        if self.instance.kind in LISTS or spec is None or has_file:
            names.remove("text")
            del self.fields["text"]
        if spec is None:
            names.remove("heading")
            del self.fields["heading"]
        if has_file:
            names.insert(1, "file")
        else:
            del self.fields["file"]
        self.fields["signatory"].queryset = people_of(self.instance.municipality)
        self.helper = helper(submit, *names, "version", back=back, multipart=has_file)

    def clean(self):
        cleaned = super().clean()
        fill_post(self, cleaned, "signatory", "signatory_post")
        return cleaned


class RowForm(VersionedForm):
    """A row of a list: whom or what it means, and the words of its cells."""

    class Meta:
        model = AnnexRow
        fields = ["group", "person", "school", "partner"]
        field_classes = {"person": PersonField}

    def __init__(self, *args, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.spec = spec_of(self.instance.annex)
        municipality = self.instance.municipality
        means = [column.means for column in self.spec.columns]
        for name in (Means.PERSON, Means.SCHOOL, Means.PARTNER):
            if name not in means:
                del self.fields[name]
        if "person" in self.fields:
            self.fields["person"].queryset = people_of(municipality)
        for name in {"school", "partner"} & self.fields.keys():
            self.fields[name].queryset = School.objects.filter(municipality=municipality)
        cells = self.instance.cells or [""] * len(self.spec.columns)
        names = ["group"]
        for place, column in enumerate(self.spec.columns):
            self.fields[f"cell{place}"] = cell_field(column, cells[place])
            names += [*filter(None, [column.means]), f"cell{place}"]
        name_empty_choices(self)
        self.helper = helper(submit, *names, "version", back=back)

    @property
    def written_fields(self):
        return [*super().written_fields, "cells"]

    def values_of(self, instance):
        """The cells are shown each in its own field."""
        values = super().values_of(instance)
        return values | {f"cell{place}": cell for place, cell in enumerate(instance.cells)}

    def clean(self):
        cleaned = super().clean()
        person = cleaned.get("person")
        words = []
        for place, column in enumerate(self.spec.columns):
            text = cleaned.get(f"cell{place}", "").strip()
            words.append(text or self.suggested(place, column, cleaned, person))
        if not any(words):
            self.add_error("cell0", "Заполните хотя бы одну графу строки.")
        self.instance.cells = words
        return cleaned

    def suggested(self, place, column, cleaned, person):
        """Words for a cell that was left empty: the name of what the row means, or the post."""
        if column.means:
            chosen = cleaned.get(column.means)
            return "" if chosen is None else getattr(chosen, "name", None) or str(chosen)
        is_post = column.heading == "Должность" and person
        post = post_of(person) if is_post else ""
        return post[:1].lower() + post[1:]


def cell_field(column, text):
    """Field for the words of one column."""
    return forms.CharField(
        label=f"{column.heading} — как напечатать" if column.means else column.heading,
        initial=text,
        required=False,
        max_length=1000,
        help_text="Если пусто, возьмём название или имя." if column.means else column.hint,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
