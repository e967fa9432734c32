from django.contrib import messages
from django.http import Http404
from django.views.decorators.http import require_POST

from documents import amending
from documents.amending import Manner
from documents.annex_kinds import spec_of
from documents.forms.manner import MannerForm
from documents.models import Annex
from documents.permissions import can_create_order
from documents.views.drafts import DraftForm, find_part
from lib.htmx import go
from lib.permissions import NotNow, require


@require_POST
def open_amendment(request, pk):
    """«Внести изменения»: the next edition of the annex opens in a new draft order."""
    annex = find_part(request, Annex, pk)
    require(can_create_order(request.access))
    if spec_of(annex) is None:
        raise Http404
    if not annex.order.is_signed:
        raise NotNow("Приказ ещё не подписан: приложение можно просто поправить.")
    new = amending.open_amendment(annex, by=request.user)
    messages.success(
        request,
        "Открыт проект изменений. Поправьте строки, затем составьте пункты приказа.",
    )
    return go(request, "documents:annex", annex.municipality.slug, new.pk)


class ClausesRewrite(DraftForm):
    """The clauses of the amending order, made from what is changed in its annex."""

    title, done = "Пункты об изменениях", "Пункты составлены. Проверьте их."
    lead = "Пункты этого проекта будут написаны заново."

    def find(self, pk):
        self.annex = find_part(self.request, Annex, pk)
        self.order = self.annex.order
        if self.annex.amends_id is None or spec_of(self.annex) is None:
            raise Http404

    def make_form(self, data=None, files=None):
        shown = Manner.WHOLE if self.annex.is_printed else Manner.POINTS
        return MannerForm(
            data, initial={"manner": shown}, submit="Составить пункты", back=self.back()
        )

    def write(self, form):
        amending.write_clauses(self.annex, form.cleaned_data["manner"], by=self.request.user)
