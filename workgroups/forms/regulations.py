"""The form of a regulation: parameters first, the text after them."""

from django import forms

from lib.forms import DateField, VersionedForm, helper
from workgroups.models import Frequency, Quorum, Regulation
from workgroups.regulations.text import PROGRAM_SECTION
from workgroups.signed_days import ALLOWED_BY, COUNTED_BY, DaySigned, refuse_other_rules

MOST_TIMES, MOST_DAYS = 12, 60


class RegulationForm(VersionedForm):
    """By which rules the group meets and decides, since which day, and the rest as text."""

    since = DateField(label="Действует с")

    class Meta:
        model = Regulation
        fields = [
            "since",
            "basis",
            "frequency",
            "times",
            "quorum",
            "quorum_number",
            "majority",
            "casting_vote",
            "secretary_votes",
            "papers_days",
            "minutes_days",
            "absentee",
            "text",
        ]
        widgets = {
            "quorum": forms.RadioSelect,
            "majority": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 24}),
        }
        labels = {
            "frequency": "Как часто заседания: за какой срок",
            "times": "Не реже, раз за этот срок",
            "quorum": "Заседание правомочно, если присутствует",
            "quorum_number": "Сколько членов",
            "majority": "Больше половины голосов",
            "papers_days": "За сколько дней рассылают материалы",
            "minutes_days": "За сколько рабочих дней готовят протокол",
            "text": "Текст положения",
        }
        help_texts = {
            "basis": "Например: распоряжение администрации от 30.04.2020 № 86-р.",
            "quorum_number": "Только для «не менее числа членов».",
            "casting_vote": "Иначе при равенстве голосов решение не принято.",
            "papers_days": "Оставьте пустым, если срока нет.",
            "minutes_days": "Оставьте пустым, если срока нет.",
            "text": "Каждый раздел начните строкой «# Название»: номера поставит программа. "
            f"Правила, заданные выше, она напишет сама в разделе «{PROGRAM_SECTION}», поэтому "
            "повторять их не нужно. Текст со своими номерами, «3.2. …», останется как есть.",
        }

    def __init__(self, *args, group, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.group = group
        self.helper = helper(submit, "version", *self._meta.fields, back=back)

    def _get_validation_exclusions(self):
        # The group is set above: one regulation begins on a day.
        return super()._get_validation_exclusions() - {"group"}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("quorum") == Quorum.NUMBER and not cleaned.get("quorum_number"):
            self.add_error("quorum_number", "Укажите, сколько членов должно присутствовать.")
        elif cleaned.get("quorum") != Quorum.NUMBER:
            cleaned["quorum_number"] = None
        if cleaned.get("frequency") == Frequency.NONE:
            cleaned["times"] = 1
        elif (cleaned.get("times") or 0) > MOST_TIMES:
            self.add_error("times", f"Не больше {MOST_TIMES} раз за срок.")
        for name in ("papers_days", "minutes_days"):
            if (cleaned.get(name) or 0) > MOST_DAYS:
                self.add_error(name, f"Не больше {MOST_DAYS} дней.")
            elif cleaned.get(name) == 0:
                cleaned[name] = None
        if not self.errors:
            self.refuse_signed(cleaned)
        return cleaned

    def refuse_signed(self, cleaned):
        """Tell at the day that votes were counted by the rules as they were."""
        counted = {name: cleaned[name] for name in ("since", *COUNTED_BY, ALLOWED_BY)}
        try:
            refuse_other_rules(
                Regulation(pk=self.instance.pk, group=self.instance.group, **counted)
            )
        except DaySigned as refusal:
            self.add_error("since", str(refusal))
