from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from lib.dates import page_date
from lib.excel import workbook_file, xlsx_response
from lib.registers import RegisterView, filtered
from monitoring.filters import CheckpointFilter
from monitoring.models import Checkpoint
from monitoring.registers import CheckpointRegister
from monitoring.states import state_words


class CheckpointList(RegisterView):
    """Контроль: the register of checkpoints."""

    template_name = "monitoring/checkpoint_list.html"
    register_class = CheckpointRegister
    filter_class = CheckpointFilter
    fields = CheckpointRegister.fields
    label = "Контроль"

    def get_queryset(self):
        return Checkpoint.objects.visible_to(self.request.access)

    def register_options(self):
        return super().register_options() | {"today": self.request.municipality.today()}

    def get_context_data(self, **kwargs):
        export = reverse("monitoring:checkpoint-export", args=[self.request.municipality.slug])
        return super().get_context_data(title="Контроль исполнения", export_url=export, **kwargs)


@require_safe
def export_checkpoints(request):
    """XLSX of the same rows as the register, filters applied."""
    visible = Checkpoint.objects.visible_to(request.access)
    rows_filter, chosen = filtered(CheckpointFilter, request, visible)
    today = request.municipality.today()
    fields = (*CheckpointRegister.fields, "planned_on", "moves")
    rows = rows_filter.qs.order_by("due_on", "pk").values_list(*fields, named=True)
    book = workbook_file(
        "Контроль",
        ["Раздел", "Мероприятие", "Исполнитель", "Срок", "Состояние", "Срок по плану", "Переносов"],
        (
            (
                row.section__title or row.basis,
                row.text,
                row.executor,
                row.due_on,
                state_words(row.state, row.due_on, today),
                row.planned_on,
                row.moves,
            )
            # Rows come from the database in parts: a register may hold very many.
            for row in rows.iterator(chunk_size=1000)
        ),
        notes=[f"{request.municipality.name}. Контроль исполнения на {page_date(today)}"],
        widths=[30, 60, 34, 13, 26, 14, 12],
    )
    record(AuditVerb.EXPORT, request.municipality, by=request.user, changes=chosen)
    return xlsx_response(book, f"Контроль {today:%d.%m.%Y}.xlsx")
