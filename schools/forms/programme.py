from django import forms

from files.forms import UploadField
from lib.forms import DateField, helper, limit_texts, mark_optional, name_empty_choices
from schools.models import Programme, ProgrammeKind

COMMENT_HELP = "Что нового в этом файле. Увидят координатор и тьютор."


class ProgrammeForm(forms.ModelForm):
    """A new programme of a school with its first file."""

    starts_on = DateField(label="Действует с")
    ends_on = DateField(label="Действует по")
    file = UploadField(label="Файл программы")
    comment = forms.CharField(
        label="Комментарий",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=COMMENT_HELP,
    )

    class Meta:
        model = Programme
        fields = ["kind", "title", "starts_on", "ends_on"]
        help_texts = {
            "title": "Нужно антирисковой программе: назовите её по риску, на который она отвечает.",
        }

    def __init__(self, *args, school, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.school, self.instance.municipality = school, school.municipality
        mark_optional(self)
        limit_texts(self)
        name_empty_choices(self)
        names = ("kind", "title", "starts_on", "ends_on", "file", "comment")
        self.helper = helper("Загрузить программу", *names, back=back, multipart=True)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == ProgrammeKind.ANTIRISK and not cleaned.get("title"):
            self.add_error("title", "Назовите программу по риску, на который она отвечает.")
        return cleaned

    def _get_validation_exclusions(self):
        # The school is set above: one programme of a kind and period in it.
        return super()._get_validation_exclusions() - {"school"}


class VersionForm(forms.Form):
    """The next file of a programme."""

    file = UploadField(label="Новый файл")
    comment = forms.CharField(
        label="Комментарий",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=COMMENT_HELP,
    )

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        mark_optional(self)
        limit_texts(self)
        self.helper = helper("Загрузить новую версию", "file", "comment", back=back, multipart=True)
