from crispy_forms.layout import HTML
from django import forms
from django.utils.html import format_html

from documents.emblems import NotDrawn, address_of_picture, redrawn
from documents.forms.people import PersonField, fill_post, people_of
from documents.models import ActProfile
from documents.preamble import FITTING
from files.names import clean_name
from lib.forms import VersionedForm, helper
from schools.models import Person


class ProfileForm(VersionedForm):
    """Бланк и нумерация of the acts of one kind."""

    signatory = PersonField(
        queryset=Person.objects.none(), label="Кто обычно подписывает", required=False
    )

    file = forms.FileField(
        label="Герб или эмблема",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        help_text="Рисунок PNG или JPEG, не больше 5 МБ. Печатается над шапкой, высотой 20 мм.",
        error_messages={"empty": "Файл пустой. Проверьте, тот ли файл выбран."},
    )
    drops_emblem = forms.BooleanField(label="Убрать герб", required=False)

    class Meta:
        model = ActProfile
        fields = [
            "body",
            "body_genitive",
            "letterhead",
            "emblem_words",
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
            "has_code",
        ]
        widgets = {"letterhead": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "body": "Если пусто — орган из карточки муниципалитета.",
            "letterhead": "Если пусто — шапка из карточки муниципалитета.",
            "emblem_words": "Читают программы для незрячих. Если пусто — «Герб».",
            "place": "Если пусто — место из карточки муниципалитета.",
            "number_template": "{n} — порядковый номер, {year} — год: «01-10/{n}», «{n}-р».",
            "signatory_post": "Если оставить пустым, возьмём из карточки человека.",
            "left_margin_mm": "30 мм — для документов, которые подшивают и хранят постоянно.",
            "has_code": (
                "Внизу последнего листа приказа. Код открывает страницу «Проверить документ»: "
                "там по файлу узнают, зарегистрирован ли он. О самом документе код молчит."
            ),
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
        self.helper = helper(submit, *self.shown(), "version", back=back, multipart=True)

    def shown(self):
        """The fields in their order; the picture that is printed now stands over its own."""
        picture = address_of_picture(self.instance.emblem)
        if not picture:
            del self.fields["drops_emblem"]
        place = self._meta.fields.index("emblem_words")
        about = [
            HTML(format_html('<img class="emblem-now" src="{}" alt="Герб сейчас">', picture)),
            "drops_emblem",
        ]
        fields = list(self._meta.fields)
        return [*fields[:place], *(about if picture else []), "file", *fields[place:]]

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            return redrawn(upload) if upload else None
        except NotDrawn as reason:
            raise forms.ValidationError(f"«{clean_name(upload.name)}»: {reason}") from None

    @property
    def new_emblem(self):
        """PNG to print from now on, empty to print none, None to leave what there is."""
        if self.cleaned_data["file"]:
            return self.cleaned_data["file"]
        return b"" if self.cleaned_data.get("drops_emblem") else None

    def clean(self):
        cleaned = super().clean()
        fill_post(self, cleaned, "signatory", "signatory_post")
        return cleaned
