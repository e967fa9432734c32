from django import forms

from files.forms import UploadField
from lib.forms import DateField, VersionedForm, helper, still_ahead
from schools.models import Person, Post, SupportTeam


class TeamForm(VersionedForm):
    """The team of a school by its own order; people are those who hold posts there."""

    order_date = DateField(label="Дата приказа школы")
    file = UploadField(label="Файл приказа", required=False)

    class Meta:
        model = SupportTeam
        fields = ["order_date", "order_number", "coordinator", "members"]
        widgets = {"members": forms.CheckboxSelectMultiple}
        help_texts = {"members": "Кроме координатора. Кого нет в списке, того добавляют в «Люди»."}

    def __init__(self, *args, school, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.school, self.instance.municipality = school, school.municipality
        people = self.people_of(school)
        for name in ("coordinator", "members"):
            self.fields[name].queryset = people
        if self.instance.file_id:
            del self.fields["file"]
        names = [name for name in (*self.Meta.fields, "file") if name in self.fields]
        self.helper = helper("Сохранить команду", "version", *names, back=back, multipart=True)

    def people_of(self, school):
        """People of the school today, and those who are in this team already."""
        held = Post.objects.held(school.municipality.today()).filter(school=school)
        known = set(held.values_list("person", flat=True))
        if self.instance.pk:
            known |= {self.instance.coordinator_id, *self.initial_members()}
        return Person.objects.filter(pk__in=known)

    def initial_members(self):
        """Keys of those who are members now."""
        return self.instance.members.values_list("pk", flat=True)

    def clean_order_date(self):
        # With a mistyped year the team would stand on no card until that day.
        day = self.cleaned_data["order_date"]
        if words := still_ahead(day, self.instance.municipality.today()):
            raise forms.ValidationError(words)
        return day

    def _get_validation_exclusions(self):
        # The school is set above: one team by one order of it.
        return super()._get_validation_exclusions() - {"school"}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("coordinator") in (cleaned.get("members") or ()):
            self.add_error("members", "Координатора среди членов не отмечайте: он уже назван.")
        return cleaned
