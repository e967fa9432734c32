from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict

from lib.forms import VersionedForm, helper
from schools.models import SavedFilter

NOTHING = "Сохранять нечего: сначала задайте в списке условия или порядок."
SAME_NAME = "Отбор с таким названием у вас уже есть. Назовите этот иначе."


class RenameForm(VersionedForm):
    """The name of a filter that is kept already."""

    submit = "Переименовать"

    class Meta:
        model = SavedFilter
        fields = ["name"]
        labels = {"name": "Название отбора"}
        error_messages = {NON_FIELD_ERRORS: {"unique_together": SAME_NAME}}

    def __init__(self, *args, access, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.access = access
        self.helper = helper(self.submit, *self.fields, back=back)

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        own = SavedFilter.objects.own(self.access).filter(register=self.instance.register)
        if own.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(SAME_NAME)
        return name


class SaveForm(RenameForm):
    """A filter to be kept: its name, and the conditions as they stood in the address."""

    submit = "Сохранить отбор"

    query = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta(RenameForm.Meta):
        help_texts = {"name": "Например: «Мои просроченные». Так будет называться ссылка."}

    def __init__(self, *args, opened, **kwargs):
        super().__init__(*args, **kwargs)
        self.opened = opened

    def clean_query(self):
        kept, _ = self.opened.kept_conditions(QueryDict(self.cleaned_data["query"]))
        return kept.urlencode()

    def clean(self):
        query = super().clean().get("query", "")
        if not query:
            self.add_error(None, NOTHING)
        if len(query) > SavedFilter._meta.get_field("query").max_length:
            self.add_error(None, "Условия слишком длинные: сократите слова для поиска.")
        self.instance.query = query
        return self.cleaned_data
