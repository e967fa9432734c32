"""The calendar of days off in the reference data section: it is looked at, and loaded by years."""

import tempfile

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect, render
from django.urls import path, reverse

from files.forms import UploadField
from files.gate import Refused as FileRefused
from files.kinds import FileKind
from files.sheets import read_book
from lib.admin import ReadOnlyAdmin
from lib.excel import template, xlsx_response
from lib.htmx import INVALID
from lib.permissions import require
from schools.backends import is_administrator
from schools.imports.calendar import COLUMNS, RULES, read_calendar, replace_calendar
from schools.models import CalendarDay, CalendarYear

NOT_KEEPER = "Календарь загружает администратор."
IS_FINAL = (
    "Календарь {} года уже утверждён и общий для всех муниципалитетов: исправить его может "
    "технический администратор."
)


class CalendarForm(forms.Form):
    """A table of one year, and the act by which it is so."""

    file = UploadField(label="Заполненная таблица", kinds=[FileKind.XLSX])
    basis = forms.CharField(
        label="Основание",
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Например: Постановление Правительства РФ от 24.09.2025 № 1466.",
    )
    is_final = forms.BooleanField(
        label="Переносы выходных утверждены", required=False, initial=True
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.reading = user, None

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("file"):
            return cleaned
        try:
            self.reading = read_calendar(book_of(cleaned["file"]))
        except FileRefused as refusal:
            raise forms.ValidationError({"file": refusal.reason}) from None
        if self.reading.faults:
            raise forms.ValidationError({"file": "В таблице есть ошибки, по строкам."})
        final = CalendarYear.objects.filter(year=self.reading.year, is_final=True)
        if not self.user.is_superuser and final.exists():
            raise forms.ValidationError(IS_FINAL.format(self.reading.year))
        return cleaned

    @property
    def faults(self):
        """Faults of the table, row by row."""
        return self.reading.faults if self.reading else []


def book_of(upload):
    """The Book of a file that is read once and not kept; files.gate.Refused with a reason."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        return read_book(copy.name)


class DayInline(admin.TabularInline):
    model = CalendarDay
    fields = ["date", "is_working", "remark"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class CalendarYearAdmin(ReadOnlyAdmin):
    list_display = ["year", "basis", "is_final"]
    fields = ["year", "basis", "is_final"]
    inlines = [DayInline]
    change_list_template = "schools/admin_calendar_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.load), name="schools_calendaryear_import"),
            path("template/", view(self.give_template), name="schools_calendaryear_template"),
            *super().get_urls(),
        ]

    def require(self, request):
        require(request.user.is_superuser or is_administrator(request.user), NOT_KEEPER)

    def give_template(self, request):
        """The template to fill in."""
        self.require(request)
        content = template("Календарь", COLUMNS, RULES)
        return xlsx_response(content, "Производственный календарь — шаблон.xlsx")

    def load(self, request):
        """The form, and the loading of a year."""
        self.require(request)
        is_sent = request.method == "POST"
        data = (request.POST, request.FILES) if is_sent else ()
        form = CalendarForm(*data, user=request.user)
        if is_sent and form.is_valid():
            return self.save(request, form)
        context = {
            **self.admin_site.each_context(request),
            "title": "Загрузить календарь года",
            "opts": self.opts,
            "form": form,
            "rules": RULES,
        }
        status = INVALID if is_sent else 200
        return render(request, "schools/admin_calendar_load.html", context, status=status)

    def save(self, request, form):
        is_changed = replace_calendar(
            form.reading,
            basis=form.cleaned_data["basis"],
            is_final=form.cleaned_data["is_final"],
            by=request.user,
        )
        year = form.reading.year
        words = f"Календарь {year} года загружен." if is_changed else "Изменений нет."
        messages.success(request, words)
        return redirect(reverse("admin:schools_calendaryear_changelist"))
