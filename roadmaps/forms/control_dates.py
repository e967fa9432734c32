import datetime
import re

from django import forms

from lib.dates import dotted_date

SEPARATORS = re.compile(r"[\s,;]+")
WRITTEN = (
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}"), "%d.%m.%Y"),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}"), "%d.%m.%y"),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}"), "%Y-%m-%d"),
)
MOST = 60  # one a month for five years


class ControlDatesField(forms.CharField):
    """Dates in one line, «15.04.2026, 01.06.2026»; gives a list without repeats, in order."""

    def __init__(self, **options):
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), required=False, **options)

    def clean(self, value):
        days, faults = set(), []
        for piece in filter(None, SEPARATORS.split(super().clean(value))):
            try:
                days.add(date_of(piece))
            except ValueError as fault:
                faults.append(f"«{piece[:40]}» — {fault}.")
        if faults:
            raise forms.ValidationError(" ".join([*faults, "Пишите так: 15.04.2026, 01.06.2026."]))
        if len(days) > MOST:
            raise forms.ValidationError(f"Контрольных дат больше {MOST}: оставьте главные.")
        return sorted(days)

    def prepare_value(self, value):
        """Text of saved dates; what a person typed stays as typed."""
        return ", ".join(map(dotted_date, value)) if isinstance(value, list) else value


def date_of(piece):
    """Date written in the piece; ValueError with the reason in Russian."""
    style = next((style for pattern, style in WRITTEN if pattern.fullmatch(piece)), None)
    if style is None:
        raise ValueError("это не дата")
    try:
        return datetime.datetime.strptime(piece, style).date()
    except ValueError:
        raise ValueError("такого дня нет в календаре") from None
