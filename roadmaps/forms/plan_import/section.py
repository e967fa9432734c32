from django import forms

from lib.forms import VersionedForm, helper
from roadmaps.models import PlanImport


class ReadSectionForm(VersionedForm):
    """Number and title of a section as they were understood."""

    number = forms.CharField(label="Номер", max_length=40, required=False)
    title = forms.CharField(
        label="Название раздела", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = PlanImport
        fields = []

    def __init__(self, *args, section, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = f"section {section.key}"
        self.initial |= {"number": section.number, "title": section.title}
        self.helper = helper("Сохранить название раздела", "number", "title", "version", back=back)

    def values_of(self, instance):
        """The other person's words about the same section."""
        return self.initial | instance.corrections.get(self.key, {})

    @property
    def said(self):
        """The correction as it is stored."""
        return {name: self.cleaned_data[name] for name in ("number", "title")}
