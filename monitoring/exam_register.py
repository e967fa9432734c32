"""The register of results and its filter."""

import django_filters as filters
import django_tables2 as tables
from django.utils.html import format_html

from lib.filters import RegisterFilter
from lib.registers import Register, RuColumn
from monitoring.models import ExamResult, Procedure, Subject
from monitoring.models.exam_result import MARKS, share_words
from schools.models import School
from schools.registers import school_link

NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class ExamResultFilter(RegisterFilter):
    school = filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: School.objects.visible_to(request.access),
        empty_label="все",
    )
    year = filters.ChoiceFilter(label="Год", empty_label="все")
    procedure = filters.ChoiceFilter(
        label="Процедура", choices=Procedure.choices, empty_label="все"
    )
    subject = filters.ChoiceFilter(label="Предмет", choices=Subject.choices, empty_label="все")

    class Meta:
        model = ExamResult
        fields = ["school", "year", "procedure", "subject"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = ((year, year) for year in self.queryset.years())
        self.form.fields["year"].choices = [("", "все"), *years]


def _mark(name):
    """Method that draws the number of a mark; procedures in points have none."""

    def cell(self, row):
        number = getattr(row, name)
        return "—" if number is None else number

    return cell


class ExamResultRegister(Register):
    """Результаты школ: numbers of participants by marks, and those below the threshold."""

    school__short_name = RuColumn(verbose_name="Школа")
    year = tables.Column(verbose_name="Год")
    procedure = tables.Column(verbose_name="Процедура", orderable=False)
    subject = tables.Column(verbose_name="Предмет", orderable=False)
    grade = tables.Column(verbose_name="Класс", attrs=NUMBER)
    participants = tables.Column(verbose_name="Участников", attrs=NUMBER)
    mark_2 = tables.Column(verbose_name="«2»", attrs=NUMBER, orderable=False)
    mark_3 = tables.Column(verbose_name="«3»", attrs=NUMBER, orderable=False)
    mark_4 = tables.Column(verbose_name="«4»", attrs=NUMBER, orderable=False)
    mark_5 = tables.Column(verbose_name="«5»", attrs=NUMBER, orderable=False)
    below_threshold = tables.Column(verbose_name="Ниже порога", attrs=NUMBER)

    fields = (
        "pk",
        "school_id",
        "school__short_name",
        "year",
        "procedure",
        "subject",
        "grade",
        "participants",
        *MARKS,
        "below_threshold",
    )
    phone_columns = (
        "school__short_name",
        "year",
        "procedure",
        "subject",
        "grade",
        "participants",
        "below_threshold",
    )

    class Meta:
        empty_text = "Результатов пока нет."

    def cell_school__short_name(self, row):
        return school_link(self.slug, row.school_id, row.school__short_name)

    def cell_procedure(self, row):
        return Procedure(row.procedure).label

    def cell_subject(self, row):
        return format_html('<span class="nowrap">{}</span>', Subject(row.subject).label)

    cell_mark_2, cell_mark_3, cell_mark_4, cell_mark_5 = map(_mark, MARKS)

    def cell_below_threshold(self, row):
        """The number, and the share of it where there are enough participants."""
        share = share_words(row.participants, row.below_threshold)
        if not share:
            return format_html('{} <span class="muted">мало участников</span>', row.below_threshold)
        return f"{row.below_threshold} ({share})"
