from django import forms
from django.db.models import Q

from files.forms import UploadField
from lib.dates import dotted_date
from lib.forms import DateField, VersionedForm, helper, limit_texts, still_ahead
from schools.models import Agreement, JointAct, Partnership, School

WRONG_PERIOD = "Последний день раньше первого."


class PartnershipForm(VersionedForm):
    """A pair of schools; which schools they are is chosen once, ending it needs a reason."""

    since = DateField(label="Работает с")
    until = DateField(
        label="Последний день", required=False, help_text="Оставьте пустым, пока пара работает."
    )

    class Meta:
        model = Partnership
        fields = ["mentee", "mentor", "since", "grounds", "directions", "until", "reason_ended"]
        help_texts = {
            "mentor": "Школы-лидеры. Отметку ставят в сведениях о школе.",
            "grounds": "Например: приказ отдела образования от 10.09.2020 № 142.",
            "directions": "Например: математика, подготовка к ОГЭ.",
        }

    def __init__(self, *args, municipality, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        if self.instance.pk:
            del self.fields["mentee"], self.fields["mentor"]
        else:
            del self.fields["until"], self.fields["reason_ended"]
            schools = School.objects.filter(municipality=municipality)
            self.fields["mentee"].queryset = schools
            self.fields["mentor"].queryset = schools.filter(is_leader=True)
        self.helper = helper(submit, "version", *self.written_fields, back=back)

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if until and not cleaned.get("reason_ended"):
            self.add_error("reason_ended", "Укажите причину: она останется в карточке пары.")
        mentor = cleaned.get("mentor") or self.instance.mentor_id
        mentee = cleaned.get("mentee") or self.instance.mentee_id
        if since and until and until < since:
            self.add_error("until", WRONG_PERIOD)
        elif mentor and mentor == mentee:
            self.add_error("mentor", "Школа не может быть парой самой себе.")
        elif mentor and mentee and since:
            self.refuse_overlap(mentor, mentee, since, until)
        return cleaned

    def refuse_overlap(self, mentor, mentee, since, until):
        """Add an error if these two schools are a pair already on some day of the period."""
        others = Partnership.objects.filter(mentor=mentor, mentee=mentee)
        others = others.exclude(pk=self.instance.pk).filter(Q(until=None) | Q(until__gte=since))
        if until:
            others = others.filter(since__lte=until)
        if other := others.first():
            end = f" по {dotted_date(other.until)}" if other.until else ""
            words = f"Эти школы уже в паре: с {dotted_date(other.since)}{end}."
            self.add_error("since" if self.instance.pk else "mentor", words)


class AgreementForm(VersionedForm):
    """Number, date, term and file of an agreement of a pair."""

    signed_on = DateField(label="Дата")
    ends_on = DateField(
        label="Действует по", required=False, help_text="Оставьте пустым, если срок не ограничен."
    )
    file = UploadField(label="Подписанный документ", required=False)

    class Meta:
        model = Agreement
        fields = ["kind", "number", "signed_on", "ends_on"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "kind": "Соглашение о сотрудничестве — методическая помощь школе. Договор о сетевой "
            "форме — ученики осваивают часть программы в другой школе; соглашения он не заменяет."
        }

    def __init__(self, *args, pair, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = pair
        names = ["kind", "number", "signed_on", "ends_on", "file"]
        if self.instance.file_id:
            self.fields["file"].help_text += ". Новый файл заменит прежний."
        self.fields["kind"].choices = [c for c in self.fields["kind"].choices if c[0]]
        self.helper = helper(submit, "version", *names, back=back, multipart=True)

    def clean_signed_on(self):
        # With a mistyped year it would count for nothing, and nobody would see why.
        day = self.cleaned_data["signed_on"]
        if words := still_ahead(day, self.instance.municipality.today()):
            raise forms.ValidationError(words)
        return day

    def _get_validation_exclusions(self):
        # The pair is set above: one document of a number and a date in it.
        return super()._get_validation_exclusions() - {"partnership"}


class PlannedActForm(VersionedForm):
    """A row of the joint plan."""

    due_on = DateField(label="Срок")

    class Meta:
        model = JointAct
        fields = ["text", "host", "due_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "host": forms.RadioSelect}

    def __init__(self, *args, pair, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = pair
        limit_texts(self)
        self.helper = helper(submit, "version", *self._meta.fields, back=back)


class HeldActForm(VersionedForm):
    """That a joint act was held: when, and what proves it; one beyond the plan is named too."""

    done_on = DateField(label="Когда проведено")
    file = UploadField(label="Файл", required=False)

    class Meta:
        model = JointAct
        fields = ["text", "host", "done_on", "proof"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "host": forms.RadioSelect}
        help_texts = {"proof": "Протокол, отчёт, адрес страницы. Нужны эти слова или файл."}

    def __init__(self, *args, pair, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partnership = pair
        if self.instance.is_planned:
            del self.fields["text"], self.fields["host"]
        limit_texts(self)
        names = [*self.written_fields, "file"]
        self.helper = helper(submit, "version", *names, back=back, multipart=True)

    def clean(self):
        cleaned = super().clean()
        day, today = cleaned.get("done_on"), self.instance.municipality.today()
        if words := still_ahead(day, today):
            self.add_error("done_on", words)
        has_file = cleaned.get("file") or self.instance.file_id
        if not cleaned.get("proof") and not has_file and "file" not in self.errors:
            self.add_error("proof", "Напишите, чем подтверждается, или приложите файл.")
        return cleaned
