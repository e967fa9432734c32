"""The sheet of criteria by which programmes are appraised."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lib.htmx import go
from lib.permissions import require
from schools.forms.appraisal import SheetForm
from schools.models import CriteriaSheet
from schools.permissions import can_edit_criteria
from schools.programmes.appraising import save_sheet, sheet_in_force
from schools.programmes.first_sheet import first_criteria
from schools.views.form_page import PlacePage


@require_safe
def show_criteria(request):
    """The sheet in force, or an earlier one by its number in the address."""
    sheets = CriteriaSheet.objects.filter(municipality=request.municipality)
    sheets = list(sheets.select_related("made_by"))
    number = request.GET.get("number", "")
    shown = next((one for one in sheets if str(one.number) == number), None)
    sheet = shown or next(iter(sheets), None)
    context = {
        "sheet": sheet,
        "criteria": sheet.criteria.all() if sheet else [],
        "sheets": sheets,
        "is_last": bool(sheets) and sheet == sheets[0],
        "can_edit": can_edit_criteria(request.access),
    }
    return render(request, "schools/criteria.html", context)


class CriteriaUpdate(PlacePage):
    """The next sheet: the earlier ones stay as they are."""

    title = "Лист критериев"
    lead = (
        "Сохранённый лист получит следующий номер. Начатые экспертизы закончатся по прежнему "
        "листу. Чтобы убрать критерий, очистите его раздел и текст."
    )
    back_label = "Критерии экспертизы"

    def prepare(self):
        allowed = can_edit_criteria(self.request.access)
        require(allowed, "Лист критериев составляют координатор и начальник.")
        self.last = sheet_in_force(self.request.municipality)

    def back(self):
        return self.url("schools:criteria")

    def make_form(self, data=None, files=None):
        sheet = CriteriaSheet(municipality=self.request.municipality)
        criteria = list(self.last.criteria.all()) if self.last else first_criteria()
        if self.last:
            sheet.basis = self.last.basis
            sheet.pass_percent = self.last.pass_percent
            sheet.rework_percent = self.last.rework_percent
        number = self.last.number if self.last else 0
        return SheetForm(
            data, instance=sheet, criteria=criteria, seen_number=number, back=self.back()
        )

    def save(self, form):
        sheet = save_sheet(
            form.instance,
            form.criteria(),
            seen_number=form.cleaned_data["seen_number"] or 0,
            by=self.request.user,
        )
        messages.success(self.request, f"{sheet} сохранён.")
        return go(self.request, self.back())
