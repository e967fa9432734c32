"""The matrix schools × measures: page, PDF, XLSX."""

from django.http import Http404
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from lib.excel import xlsx_response
from monitoring.in_force import edition_in_force, filter_of
from monitoring.jobs import printed
from monitoring.matrix import Matrix
from monitoring.matrix_paper import matrix_book
from monitoring.views.in_force import show_in_force


@require_safe
def show_matrix(request, pk):
    """Schools × measures of the plan in force; a cell opens the card beside."""
    return show_in_force(request, pk, "matrix", Matrix)


@require_safe
def print_matrix(request, pk):
    """PDF of the same; `?paper=A3` for the larger sheet."""
    return printed("matrix", pk, request)


@require_safe
def export_matrix(request, pk):
    """XLSX of the same."""
    _, edition = edition_in_force(request, pk)
    if edition is None:
        raise Http404
    rows_filter = filter_of(request, edition, request.GET.urlencode())
    book = matrix_book(request, edition, rows_filter)
    record(AuditVerb.EXPORT, edition, by=request.user, changes={"вид": "матрица"})
    name = f"Матрица {edition.roadmap} {request.municipality.today():%d.%m.%Y}.xlsx"
    return xlsx_response(book, name)
