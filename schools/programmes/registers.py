"""Registers of programmes and of the conclusions about them."""

import django_tables2 as tables
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from lib.dates import dotted_date, page_date
from lib.registers import Register, RuColumn
from lib.text import NBSP, count
from schools.models import Programme, Verdict
from schools.programmes.papers import decimal_words
from schools.programmes.states import programme_state
from schools.registers import NUMBER


class ProgrammeRegister(Register):
    """Программы: kind and period, school, versions."""

    kind = tables.Column(verbose_name="Программа", orderable=False)
    school__short_name = RuColumn(verbose_name="Школа")
    state = tables.Column(verbose_name="Состояние", orderable=False)
    version_count = tables.Column(verbose_name="Версии")
    uploaded_at = tables.Column(verbose_name="Последняя версия")

    fields = (
        "pk",
        "kind",
        "title",
        "school__short_name",
        "starts_on",
        "ends_on",
        "state",
        "version_count",
        "uploaded_at",
    )
    phone_columns = ("kind", "school__short_name", "state")

    class Meta:
        empty_text = "Программ пока нет: их загружают школы."

    @staticmethod
    def annotate(programmes):
        """Programmes with the number of versions and the moment of the last one."""
        return programmes.annotate(
            version_count=Count("versions"), uploaded_at=Max("versions__uploaded_at")
        )

    def cell_kind(self, row):
        programme = Programme(
            kind=row.kind, title=row.title, starts_on=row.starts_on, ends_on=row.ends_on
        )
        url = reverse("schools:programme", args=[self.slug, row.pk])
        return format_html('<a href="{}">{}</a>', url, programme)

    def cell_state(self, row):
        return programme_state(row.state)

    def cell_version_count(self, row):
        return count(row.version_count, "версия", "версии", "версий")

    def cell_uploaded_at(self, row):
        return page_date(row.uploaded_at and timezone.localtime(row.uploaded_at).date())


class ConclusionRegister(Register):
    """Экспертные заключения: number, date, programme, verdict, median and spread, paper."""

    number = tables.Column(verbose_name="№")
    issued_on = tables.Column(verbose_name="Дата")
    school = RuColumn(
        accessor="programme_version__programme__school__short_name", verbose_name="Школа"
    )
    programme = tables.Column(verbose_name="Программа", empty_values=(), orderable=False)
    verdict = tables.Column(verbose_name="Вывод")
    median = tables.Column(verbose_name="Медиана и разброс", attrs=NUMBER)
    paper = tables.Column(verbose_name="Файл", empty_values=(), orderable=False)

    fields = (
        "number",
        "issued_on",
        "verdict",
        "median",
        "lowest",
        "highest",
        "pdf_id",
        "programme_version__number",
        "programme_version__programme_id",
        "programme_version__programme__kind",
        "programme_version__programme__title",
        "programme_version__programme__starts_on",
        "programme_version__programme__ends_on",
        "programme_version__programme__school__short_name",
    )
    phone_columns = ("number", "school", "verdict")

    class Meta:
        empty_text = "Заключений пока нет: их выдают по оценкам экспертов."

    def cell_issued_on(self, row):
        return dotted_date(row.issued_on)

    def cell_school(self, row):
        return row.programme_version__programme__school__short_name

    def cell_programme(self, row):
        programme = Programme(
            kind=row.programme_version__programme__kind,
            title=row.programme_version__programme__title,
            starts_on=row.programme_version__programme__starts_on,
            ends_on=row.programme_version__programme__ends_on,
        )
        url = reverse("schools:programme", args=[self.slug, row.programme_version__programme_id])
        version = row.programme_version__number
        return format_html('<a href="{}">{}</a>, версия {}', url, programme, version)

    def cell_verdict(self, row):
        return Verdict(row.verdict).label

    def cell_median(self, row):
        median, *ends = map(decimal_words, (row.median, row.lowest, row.highest))
        return f"{median}{NBSP}% (от {ends[0]} до {ends[1]})"

    def cell_paper(self, row):
        url = reverse("files:download", args=[row.pdf_id])
        return format_html('<a href="{}">PDF</a>', url)
