from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.audit import record
from accounts.models import AuditVerb
from documents.pair_agreements import agreement_html
from documents.word import docx, docx_response
from lib import pdf
from schools.models import AgreementKind, Partnership


@require_safe
def print_agreement(request, pk):
    """Text of the agreement of a pair as PDF or, with ?as=word, a Word file.

    ?of= is one of the pair's agreements, whose number, date and term are printed; blanks else.
    """
    pairs = Partnership.objects.visible_to(request.access)
    pair = get_object_or_404(pairs.select_related("mentor", "mentee", "municipality"), pk=pk)
    html = agreement_html(pair, asked_agreement(request, pair))
    record(AuditVerb.PRINT, pair, by=request.user)
    if request.GET.get("as") == "word":
        return docx_response(docx(html), "Соглашение о сотрудничестве.docx")
    return pdf.pdf_response(pdf.render(html), "Соглашение о сотрудничестве.pdf")


def asked_agreement(request, pair):
    """The agreement on cooperation of the pair that the address names; None when it names none."""
    key = request.GET.get("of", "")
    if not key:
        return None
    printed = pair.agreements.filter(kind=AgreementKind.COOPERATION)
    is_key = key.isdecimal() and len(key) < 10
    return get_object_or_404(printed, pk=int(key) if is_key else 0)
