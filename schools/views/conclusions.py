"""The register of conclusions, on the page and as XLSX."""

from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from lib.excel import workbook, xlsx_response
from lib.registers import RegisterView, filtered
from schools.filters import ConclusionFilter
from schools.models import Conclusion, Verdict
from schools.programmes.registers import ConclusionRegister

HEADING = (
    "№", "Дата", "Школа", "Программа", "Версия", "Вывод", "Медиана, %", "Наименьшая, %",
    "Наибольшая, %", "Обоснование", "Кто выдал",
)  # fmt: skip
WIDTHS = (6, 12, 30, 40, 9, 16, 11, 14, 14, 60, 28)


class ConclusionList(RegisterView):
    """Реестр экспертных заключений."""

    template_name = "schools/conclusion_list.html"
    register_class = ConclusionRegister
    filter_class = ConclusionFilter
    fields = ConclusionRegister.fields
    label = "Экспертные заключения"
    extra_context = {"title": "Экспертные заключения"}

    def get_queryset(self):
        return Conclusion.objects.visible_to(self.request.access)


@require_safe
def export_conclusions(request):
    """XLSX of the register by the same conditions."""
    visible = Conclusion.objects.visible_to(request.access)
    rows_filter, chosen = filtered(ConclusionFilter, request, visible)
    conclusions = rows_filter.qs.select_related(
        "programme_version__programme__school", "issued_by"
    ).order_by("year", "number")
    today = request.municipality.today()
    title = f"Реестр экспертных заключений на {today:%d.%m.%Y}"
    book = workbook("Заключения", HEADING, map(row_of, conclusions), notes=[title], widths=WIDTHS)
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes={"вид": title} | chosen)
    return xlsx_response(book, f"{title}.xlsx")


def row_of(conclusion):
    """Values of one line of the book."""
    version = conclusion.programme_version
    programme = version.programme
    return (
        conclusion.number,
        conclusion.issued_on,
        programme.school.short_name,
        str(programme),
        version.number,
        Verdict(conclusion.verdict).label,
        float(conclusion.median),
        float(conclusion.lowest),
        float(conclusion.highest),
        conclusion.text,
        str(conclusion.issued_by),
    )
