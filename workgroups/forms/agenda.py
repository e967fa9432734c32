"""Forms of the agenda: an item, its materials."""

from django import forms

from files.forms import MultipleUploadField
from lib.forms import VersionedForm, helper
from workgroups.models import AgendaItem


class ItemForm(VersionedForm):
    """What is spoken about, by whom, and what is to be decided."""

    class Meta:
        model = AgendaItem
        fields = ["title", "speaker", "speaker_words", "draft_decision"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "draft_decision": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "title": "Начинается с «О» или «Об»: О ходе реализации дорожной карты.",
            "speaker_words": "Например: Капустина Н. В., методист.",
        }

    def __init__(self, *args, people, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["speaker"].queryset = people
        self.helper = helper(submit, "version", *self._meta.fields, back=back)


class MaterialsForm(forms.Form):
    """Files for an item."""

    file = MultipleUploadField(label="Файлы")

    def __init__(self, *args, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("Добавить материалы", "file", back=back, multipart=True)
